"""The charts of the page on stop and search, for the place chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import groupby

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas
from data.breaks import breaks_of
from data.errors import NotHeldError
from data.periods import period_start
from data.store import data_version, read_table
from figures.beyond_axis import beyond_axis
from figures.change_by_group import group_chart
from figures.change_over_time import annotations, line_chart
from figures.chart import Axis, Event, TimeChart
from figures.control_chart import judged_chart
from figures.distribution import dot_chart
from figures.rows import Row
from figures.scales import time_axis
from figures.words import month
from layouts.answer_words import finding_by_month, plain_period
from layouts.answers import month_verdict
from layouts.exhibit import Exhibit
from layouts.shown import Figures, asked, called, shown
from metrics.catalogue import METRICS
from metrics.judged_months import judged_months
from metrics.search_places import (
    CUT_SHORT,
    LOADED_TWICE,
    NO_PLACES,
    UnusualMonth,
    months_without_places,
    unusual_months,
)
from metrics.signal import SHARES, SINGLE_VALUES
from metrics.together import values_together

PATH = "/stop-and-search"
MONTH, QUARTER, ROLLING = "month", "quarter", "rolling_12_months"
POSSESSION = "weapon_possession"
CHARTED = (SINGLE_VALUES, SHARES)
"""Kinds of control chart that have limits for each month."""

OUTCOMES = {
    "weapon_search_no_further_action_rate": "No further action",
    "weapon_search_positive_outcome_rate": "Any positive outcome",
    "weapon_search_arrest_rate": "Arrest, which is one of them",
}
NO_COORDINATES = "Nearly all searches of these months have no coordinates."
MARKED = {CUT_SHORT: "Cut short", LOADED_TWICE: "Loaded twice", NO_PLACES: "No places"}


def monthly(
    metric_id: str, area: Area, chart_id: str, query: str, *, start: date | None = None
) -> Exhibit | None:
    """A count or share by month, with the months that are missing, withheld or marked.

    Where the title is the verdict of the control chart, its limits are drawn over the months.
    """
    figures = held_values(metric_id, area, MONTH, start=start)
    if figures is None:
        return None
    metric = METRICS[metric_id]
    breaks, events = annotations(breaks_of(metric_id))
    is_of_searches = metric_id != POSSESSION
    chart: TimeChart = line_chart(
        figures.values,
        metric,
        focus=area.area_code,
        intervals=metric.kind != "count",
        chart_id=chart_id,
        title=finding_by_month(metric, area),
        breaks=breaks,
        events=(*events, *(_unusual(figures.values, area) if is_of_searches else ())),
    )
    signal = month_verdict(metric, area)
    if signal is not None and signal.chart in CHARTED:
        figures = called(judged_months, metric_id, area=area.area_code, start=start)
        chart = judged_chart(chart, figures.values)
    return shown(chart, figures, metric_id, path=PATH, query=query)


def beside_possession(area: Area, query: str) -> tuple[Exhibit, Exhibit] | None:
    """Weapon searches and possession along one time axis, each with its own scale."""
    searches = monthly("weapon_searches", area, "weapon-searches", query)
    if searches is None:
        return None
    first = searches.values["period_end"].min().date()
    possession = monthly(POSSESSION, area, "possession", query, start=first)
    if possession is None:
        return None
    axis = time_axis([*_ends(searches.values), *_ends(possession.values)], period_type=MONTH)
    return _along(searches, axis), _along(possession, axis)


def _along(one: Exhibit, axis: Axis) -> Exhibit:
    return replace(one, chart=replace(one.chart, x=axis))


def axis_words(found: Mapping[str, Exhibit]) -> list[str]:
    """What the two charts of `beside_possession` share, and the months that each has."""
    pair = {name: found[name] for name in ("weapon-searches", "possession") if name in found}
    if len(pair) < 2:
        return []
    searches, possession = (_held_months(one.values) for one in pair.values())
    return [
        f"The two charts share one time axis, and each has its own scale. Figures of searches "
        f"begin in {searches[0]} and end in {searches[1]}; those of possession begin in "
        f"{possession[0]} and end in {possession[1]}."
    ]


def _held_months(values: pd.DataFrame) -> tuple[str, str]:
    """The first and the last month with a figure."""
    ends = values.loc[values["value"].notna(), "period_end"]
    return month(ends.min().date()), month(ends.max().date())


def outcomes_over_time(area: Area, query: str) -> Exhibit | None:
    """What followed weapon searches, by quarter."""
    figures = called(values_together, tuple(OUTCOMES), area=area.area_code, period_type=QUARTER)
    values = figures.values.dropna(subset=["value"])
    if values.empty:
        return None
    newest = values[values["period_end"] == values["period_end"].max()]
    shares = newest.set_index("metric_id")["value"]
    period = plain_period(QUARTER, newest["period_end"].iloc[0].date())
    breaks, events = annotations(breaks_of("weapon_search_arrest_rate"))
    chart = group_chart(
        figures.values,
        OUTCOMES,
        column="metric_id",
        subject={
            "chart_id": "outcomes",
            "measure": "What followed searches for weapons",
            "decimals": 1,
        },
        title=f"Of 100 searches for weapons in {period}, "
        f"{shares['weapon_search_arrest_rate']:.0f} ended in an arrest and "
        f"{shares['weapon_search_no_further_action_rate']:.0f} in no further action",
        intervals=True,
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, *OUTCOMES, path=PATH, query=query)


def outcomes_then_and_now(area: Area, query: str) -> Exhibit | None:
    """The three shares with Wilson intervals, in the newest and the earliest 12 months held."""
    figures = called(values_together, tuple(OUTCOMES), area=area.area_code, period_type=ROLLING)
    values = figures.values.dropna(subset=["value"])
    if values.empty:
        return None
    ends = sorted({values["period_end"].min(), values["period_end"].max()}, reverse=True)
    rows = [
        _outcome(row, _begun(plain_period(ROLLING, end.date())))
        for end in ends
        for _, row in values[values["period_end"] == end].iterrows()
    ]
    chart = dot_chart(
        rows,
        {
            "chart_id": "outcome-intervals",
            "title": f"{rows[2].value:.1f}% of weapon searches ended in an arrest in "
            f"{plain_period(ROLLING, ends[0].date())}",
            "measure": "Outcomes of searches for weapons",
            "place": area.label,
            "period": " and ".join(plain_period(ROLLING, end.date()) for end in ends),
            "unit": METRICS["weapon_search_arrest_rate"].unit,
            "decimals": 1,
            "category": "Outcome",
        },
    )
    return shown(chart, figures, *OUTCOMES, path=PATH, query=query)


def no_place(area: Area, query: str) -> Exhibit | None:
    """The share of searches without coordinates, of the force where the place is a borough.

    Months in which nearly all have none are beyond the axis, so that the others can be read.
    """
    force = area if area.area_type != "borough" else all_areas()[METROPOLITAN_POLICE]
    found = monthly("search_place_unknown", force, "no-place", query)
    if found is None or not isinstance(found.chart, TimeChart):
        return found
    ends = months_without_places(read_table("search_months"), force.area_code)
    return replace(found, chart=beyond_axis(found.chart, ends, why=NO_COORDINATES))


def held_values(
    metric_id: str, area: Area, period_type: str, *, start: date | None = None
) -> Figures | None:
    """The values of a measure as they are shown; nothing where none is held for the place."""
    try:
        figures = asked(metric_id, area.area_code, period_type=period_type, start=start)
    except NotHeldError:
        return None
    return figures if figures.values["value"].notna().any() else None


def _unusual(values: pd.DataFrame, area: Area) -> tuple[Event, ...]:
    """Months that are withheld or marked, among those the chart covers."""
    ends = set(_ends(values))
    months = [one for one in _months(area.area_code, data_version()) if one.period_end in ends]
    numbered = groupby(enumerate(months), lambda pair: _run(*pair))
    return tuple(_event([one for _, one in stretch]) for _, stretch in numbered)


def _run(number: int, one: UnusualMonth) -> tuple[str, int]:
    """The same for months of one kind that follow each other."""
    return one.kind, 12 * one.period_end.year + one.period_end.month - number


def _event(months: Sequence[UnusualMonth]) -> Event:
    """Neighbours of one kind under one name, each with its sentence."""
    return Event(
        start=period_start(MONTH, months[0].period_end),
        end=months[-1].period_end,
        name=MARKED[months[0].kind],
        text=" ".join(one.sentence for one in months),
    )


@lru_cache(maxsize=64)
def _months(area_code: str, _version: str) -> tuple[UnusualMonth, ...]:
    return tuple(unusual_months(read_table("search_months"), area_code))


def _ends(values: pd.DataFrame) -> list[date]:
    return [end.date() for end in values["period_end"]]


def _begun(words: str) -> str:
    """Words as they stand at the beginning of a line."""
    return words[0].upper() + words[1:]


def _outcome(row: pd.Series, period: str) -> Row:
    return Row(
        name=OUTCOMES[str(row["metric_id"])],
        value=float(row["value"]),
        lower=float(row["lower"]),
        upper=float(row["upper"]),
        status=str(row["status"]),
        group=period,
        detail=f"{row['numerator']:,} of {row['denominator']:,} searches with a known outcome",
    )
