"""The charts of a borough's problem profile: beside London, what searches led to, outcomes."""

import math
from collections.abc import Iterator, Sequence

import pandas as pd

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, Area
from data.breaks import breaks_of
from data.periods import period_start
from figures.change_over_time import annotations, line_chart
from figures.chart import COMPARISON, FOCUS
from figures.distribution import Subject, dot_chart
from figures.rows import Reference, Row, RowChart
from figures.words import listed, period
from layouts.exhibit import Exhibit
from layouts.held import is_held
from layouts.reproduced import call, python
from metrics.beside_london import BesideLondon, beside_london_table, held_beside_london
from metrics.catalogue import METRICS
from metrics.metric import SHARE
from metrics.newest import newest_values
from metrics.questions import Question
from metrics.words import inside, number

BESIDE, SEARCHES, OUTCOMES = "beside-london", "search-outcomes", "outcomes"
ROLLING = "rolling_12_months"
MEASURES = (
    "knife_crime",
    "knife_crime_with_injury",
    "knife_crime_with_injury_robbery",
    "knife_injury_victims_under_25",
    "weapon_possession",
    "weapon_searches",
)
ARREST = "weapon_search_arrest_rate"
SEARCH_RATES = (
    ARREST,
    "weapon_search_positive_outcome_rate",
    "weapon_search_no_further_action_rate",
)
POSITIVE_OUTCOMES = "knife_crime_positive_outcome_rate"
AS_OFTEN = "times the London rate"


def problem_exhibits(area: Area, *, path: str) -> Iterator[Exhibit]:
    """The charts that can be had for a borough."""
    for make in (beside_exhibit, searches_exhibit, outcomes_exhibit):
        found = make(area, path=path)
        if found is not None:
            yield found


def beside_exhibit(area: Area, *, path: str) -> Exhibit | None:
    """Each measure's rate as a multiple of London's."""
    found = held_beside_london(MEASURES, area=area.area_code)
    if area.area_code == CITY_OF_LONDON or not found:
        return None
    metric_ids = tuple(one.metric_id for one in found)
    asked = call(beside_london_table, metric_ids, area=area.area_code)
    return Exhibit(
        chart=_beside_chart(area, found),
        values=asked.result,
        metrics=tuple(METRICS[name] for name in metric_ids),
        python=asked.python,
        path=path,
        with_residents=True,
        since=min(period_start(one.period_type, one.period_end) for one in found),
    )


def _beside_chart(area: Area, found: Sequence[BesideLondon]) -> RowChart:
    ends = dict.fromkeys(period(one.period_type, one.period_end) for one in found)
    subject: Subject = {
        "chart_id": BESIDE,
        "title": _beside_finding(area, found),
        "measure": "Rates by residents",
        "place": area.area_name,
        "period": "; ".join(ends),
        "unit": AS_OFTEN,
        "decimals": 2,
        "category": "Measure",
    }
    return dot_chart(
        [_beside_row(one) for one in found],
        subject,
        logarithmic=True,
        reference=Reference(value=1, name="London rate"),
        notes=("Residents are not the people present: places that draw visitors stand higher.",),
    )


def _beside_row(one: BesideLondon) -> Row:
    value, lower, upper = (None if math.isnan(number) else number for number in one.ratio)
    title = METRICS[one.metric_id].short_title
    return Row(
        name=f"{title}, to {one.period_end:%B %Y}",
        value=value,
        lower=lower,
        upper=upper,
        status=one.status,
        provisional=one.provisional,
        detail=f"{number(one.events)} of London’s {number(one.london_events)}",
        absence="too few to compare" if value is None else "",
    )


def _beside_finding(area: Area, found: Sequence[BesideLondon]) -> str:
    above = [_short(one) for one in found if one.ratio.lower > 1]
    below = [_short(one) for one in found if one.ratio.upper < 1]
    if not above and not below:
        return f"No rate of {area.area_name} differs from London’s by more than chance"
    said = [f"above London’s for {listed(above)}"] if above else []
    said += [f"below {'it' if said else 'London’s'} for {listed(below)}"] if below else []
    return f"By more than chance, {area.area_name}’s rate is {' and '.join(said)}"


def _short(one: BesideLondon) -> str:
    return inside(METRICS[one.metric_id].short_title)


def searches_exhibit(area: Area, *, path: str) -> Exhibit | None:
    """What weapon searches led to in the newest 12 months, beside London."""
    held = [m for m in SEARCH_RATES if _is_held(m, area.area_code)]
    if ARREST not in held or not _is_held(ARREST, METROPOLITAN_POLICE):
        return None
    asked = call(
        newest_values, tuple(held), areas=(area.area_code, METROPOLITAN_POLICE), stated_as=SHARE
    )
    rows: pd.DataFrame = asked.result
    end = rows["period_end"].max().date()
    subject: Subject = {
        "chart_id": SEARCHES,
        "title": _searches_finding(area, rows),
        "measure": "What weapon searches led to",
        "place": f"{area.area_name} and London (Metropolitan Police area)",
        "period": period(ROLLING, end),
        "unit": METRICS[ARREST].unit,
        "decimals": METRICS[ARREST].decimals,
        "category": "Outcome and place",
    }
    return Exhibit(
        chart=dot_chart([_search_row(row) for row in rows.to_dict("records")], subject),
        values=rows,
        metrics=tuple(METRICS[name] for name in held),
        python=asked.python,
        path=path,
    )


def _search_row(row: dict[object, object]) -> Row:
    is_london = row["area_code"] == METROPOLITAN_POLICE
    counts = f"{number(float(str(row['numerator'])))} of {number(float(str(row['denominator'])))}"
    return Row(
        name="London" if is_london else str(row["area_name"]),
        value=float(str(row["value"])),
        lower=float(str(row["lower"])),
        upper=float(str(row["upper"])),
        status=str(row["status"]),
        provisional=bool(row["provisional"]),
        role=COMPARISON if is_london else FOCUS,
        group=METRICS[str(row["metric_id"])].short_title,
        detail=f"{counts} searches",
    )


def _searches_finding(area: Area, rows: pd.DataFrame) -> str:
    arrests = rows[rows["metric_id"] == ARREST].set_index("area_code")["value"]
    own, london = arrests.get(area.area_code), arrests.get(METROPOLITAN_POLICE)
    if own is None or london is None:
        return f"What weapon searches led to in {area.area_name}"
    return (
        f"{own:.0f}% of weapon searches in {area.area_name} ended in an arrest, "
        f"{london:.0f}% in London"
    )


def outcomes_exhibit(area: Area, *, path: str) -> Exhibit | None:
    """Positive outcomes of knife crime, beside London."""
    if not _is_held(POSITIVE_OUTCOMES, area.area_code):
        return None
    metric = METRICS[POSITIVE_OUTCOMES]
    asked = Question(
        metric_id=POSITIVE_OUTCOMES,
        areas=(area.area_code, METROPOLITAN_POLICE),
        period_type=ROLLING,
        stated_as=SHARE,
    )
    breaks, events = annotations(breaks_of(POSITIVE_OUTCOMES))
    chart = line_chart(
        asked.rows(),
        metric,
        focus=area.area_code,
        comparisons=(METROPOLITAN_POLICE,),
        intervals=True,
        chart_id=OUTCOMES,
        breaks=breaks,
        events=events,
    )
    return Exhibit(
        chart=chart,
        values=asked.rows(),
        metrics=(metric,),
        python=python(asked),
        question=asked,
        path=path,
    )


def _is_held(metric_id: str, area_code: str) -> bool:
    metric = METRICS[metric_id]
    return is_held(metric, area_code, stated_as=SHARE, period_type=ROLLING)
