"""The control chart of each exception of a review."""

from data.breaks import breaks_of
from figures.change_over_time import annotations
from figures.control_chart import control_chart
from layouts.exhibit import Exhibit
from layouts.reproduced import call
from layouts.review_view import ReviewView
from layouts.review_words import signal_words
from metrics.review_rows import Row
from metrics.signal import SHARES, SINGLE_VALUES
from metrics.signals import signal_points

PATH = "/review"
CHARTED = (SINGLE_VALUES, SHARES)
"""Kinds of chart that have a point for each month."""


def review_exhibits(view: ReviewView) -> list[Exhibit]:
    """The charts of the exceptions, new, standing and earlier."""
    made = (exception_exhibit(view, row) for row in view.review.exceptions)
    return [one for one in made if one is not None]


def exception_exhibit(view: ReviewView, row: Row) -> Exhibit | None:
    """The chart of one exception; nothing for events too rare for a chart of months."""
    if row.signal is None or row.signal.chart not in CHARTED:
        return None
    points = call(
        signal_points,
        row.metric.metric_id,
        area=view.area.area_code,
        end=view.end,
        as_of=view.as_of,
    )
    breaks, events = annotations(breaks_of(row.metric.metric_id))
    chart = control_chart(
        points.result,
        row.metric,
        verdict=signal_words(row, view.area),
        chart_id=f"chart-{row.metric.metric_id}".replace("_", "-"),
        breaks=breaks,
        events=events,
        notes=(row.signal.note,) if row.signal.note else (),
    )
    return Exhibit(
        chart=chart,
        values=points.result,
        metrics=(row.metric,),
        python=points.python,
        path=PATH,
        query=view.query,
        as_of=view.as_of,
    )
