"""First published against newest, period by period: two lines."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from data.breaks import breaks_of
from data.periods import add_months
from figures.change_by_group import group_chart
from figures.change_over_time import annotations
from figures.chart import FOCUS, FOURTH, TimeChart
from layouts.exhibit import Exhibit
from layouts.reproduced import call
from layouts.revision_view import RevisionView
from layouts.revision_words import finding, stood
from metrics.revisions import triangle

PATH = "/revisions"
NAME = "first-and-newest"
NEWEST, EARLIER = "newest", "earlier"
ROLES = (FOCUS, FOURTH)
CELL = "period_end"


def revision_exhibit(view: RevisionView) -> Exhibit | None:
    """The chart; nothing where no period stands in two files."""
    earlier = _earlier(view)
    newest = view.found.cells.drop_duplicates(CELL, keep="last")
    both = newest[newest[CELL].isin(earlier[CELL])]
    since = _since(earlier, both)
    if since is None:
        return None
    asked = call(triangle, view.metric.metric_id, area=view.area.area_code)
    return Exhibit(
        chart=_chart(view, earlier=earlier, newest=newest, since=since),
        values=view.found.cells,
        metrics=(view.metric,),
        python=asked.python,
        path=PATH,
        query=view.query,
        since=since + timedelta(days=1),
    )


def _chart(
    view: RevisionView, *, earlier: pd.DataFrame, newest: pd.DataFrame, since: date
) -> TimeChart:
    """The earlier line lies beneath and is solid: dotted is what may still move, and that alone."""
    rows = pd.concat([_line(newest, NEWEST, since, view), _line(earlier, EARLIER, since, view)])
    breaks, events = annotations(breaks_of(view.metric.metric_id))
    chart = group_chart(
        rows,
        {NEWEST: "Newest", EARLIER: stood(view)},
        column="stage",
        subject={
            "chart_id": NAME,
            "measure": view.metric.title,
            "decimals": view.metric.decimals_as(view.metric.stated_as[0]),
        },
        title=finding(view, _stated_again(earlier, newest)),
        breaks=breaks,
        events=events,
    )
    roles = zip(chart.series, ROLES, strict=False)
    return replace(chart, series=tuple(replace(one, role=role) for one, role in roles))


def _earlier(view: RevisionView) -> pd.DataFrame:
    """What was stated first, or what stood on the day asked for."""
    cells = view.found.cells
    if view.as_of is None:
        return cells.drop_duplicates(CELL, keep="first")
    return cells[cells["published"] <= pd.Timestamp(view.as_of)].drop_duplicates(CELL, keep="last")


def _since(earlier: pd.DataFrame, both: pd.DataFrame) -> date | None:
    """A year before the first period that two files state differently, or state at all."""
    again = _stated_again(earlier, both)
    if again.empty:
        return None
    moved = again[again["value"] != again["value_earlier"]]
    first = pd.Timestamp((moved if len(moved) else again)[CELL].min())
    return add_months(first.date(), -12)


def _line(cells: pd.DataFrame, stage: str, since: date, view: RevisionView) -> pd.DataFrame:
    rows = cells[cells[CELL] > pd.Timestamp(since)]
    return rows.assign(
        stage=stage,
        period_type=view.period_type,
        unit=view.metric.unit,
        lower=float("nan"),
        upper=float("nan"),
        status="" if stage == EARLIER else rows["status"],
        provisional=False if stage == EARLIER else rows["provisional"],
    )


def _stated_again(earlier: pd.DataFrame, newest: pd.DataFrame) -> pd.DataFrame:
    """The periods that a later file states as well, with both values."""
    joined = newest.merge(earlier[[CELL, "value", "published"]], on=CELL, suffixes=("", "_earlier"))
    return joined[joined["published"] > joined["published_earlier"]]
