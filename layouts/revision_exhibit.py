"""First published against newest, period by period: two lines."""

from datetime import date

import pandas as pd

from data.periods import add_months, period_label
from figures.change_by_group import group_chart
from layouts.exhibit import Exhibit
from layouts.reproduced import call
from layouts.revision_view import RevisionView
from layouts.revision_words import amount, difference, stood
from metrics.revisions import triangle

PATH = "/revisions"
NAME = "first-and-newest"
NEWEST, EARLIER = "newest", "earlier"
CELL = "period_end"


def revision_exhibit(view: RevisionView) -> Exhibit | None:
    """The chart; nothing where no period stands in two files."""
    earlier = _earlier(view)
    newest = view.found.cells.drop_duplicates(CELL, keep="last")
    both = newest[newest[CELL].isin(earlier[CELL])]
    since = _since(earlier, both)
    if since is None:
        return None
    rows = pd.concat([_line(newest, NEWEST, since, view), _line(earlier, EARLIER, since, view)])
    chart = group_chart(
        rows,
        {NEWEST: "Newest", EARLIER: stood(view)},
        column="stage",
        subject={
            "chart_id": NAME,
            "measure": view.metric.title,
            "decimals": view.metric.decimals_as(view.metric.stated_as[0]),
        },
        title=_finding(view, earlier, newest),
    )
    asked = call(triangle, view.metric.metric_id, area=view.area.area_code)
    return Exhibit(
        chart=chart,
        values=view.found.cells,
        metrics=(view.metric,),
        python=asked.python,
        path=PATH,
        query=view.query,
    )


def _earlier(view: RevisionView) -> pd.DataFrame:
    """What was stated first, or what stood on the day asked for."""
    cells = view.found.cells
    if view.as_of is None:
        return cells.drop_duplicates(CELL, keep="first")
    return cells[cells["published"] <= pd.Timestamp(view.as_of)].drop_duplicates(CELL, keep="last")


def _since(earlier: pd.DataFrame, both: pd.DataFrame) -> date | None:
    """A year before the first period that two files state differently, or state at all."""
    joined = both.merge(earlier[[CELL, "value", "published"]], on=CELL, suffixes=("", "_earlier"))
    again = joined[joined["published"] > joined["published_earlier"]]
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


def _finding(view: RevisionView, earlier: pd.DataFrame, newest: pd.DataFrame) -> str:
    """The move of the newest period that both state."""
    joined = newest.merge(earlier[[CELL, "value", "published"]], on=CELL, suffixes=("", "_earlier"))
    again = joined[joined["published"] > joined["published_earlier"]]
    last = again.iloc[-1]
    moved = float(last["value"] - last["value_earlier"])
    period = period_label(view.period_type, last[CELL].date())
    now = amount(view.metric, float(last["value"]))
    if moved == 0:
        return f"{period} still stands at {now}"
    then = amount(view.metric, float(last["value_earlier"]))
    return f"{period} stood at {then} and is now {now}, {difference(view.metric, moved)}"
