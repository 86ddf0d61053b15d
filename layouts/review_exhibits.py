"""The control chart of each exception of a review."""

from datetime import date

import pandas as pd

from data.breaks import breaks_of
from figures.change_over_time import annotations
from figures.control_chart import control_chart
from layouts.exhibit import Exhibit
from layouts.reproduced import call
from layouts.review_view import ReviewView
from layouts.review_words import signal_words
from metrics.measure_charts import MONTH
from metrics.review_rows import Row
from metrics.signal import SHARES, SINGLE_VALUES
from metrics.signals import signal_points
from metrics.values import metric_values

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
        as_of=_newest_file(view, row, points.result),
    )


def _newest_file(view: ReviewView, row: Row, drawn: pd.DataFrame) -> date | None:
    """The day of the newest file that a month of the chart stands in.

    Later files leave out the oldest months, so the newest file of a source need not hold them.
    """
    values = metric_values(
        row.metric.metric_id, area=view.area.area_code, period_type=MONTH, as_of=view.as_of
    )
    newest = values.loc[values["period_end"].isin(drawn["period_end"]), "vintage"].max()
    return view.as_of if pd.isna(newest) else newest.date()
