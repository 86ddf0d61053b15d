"""The charts of a borough's wards: a map, one quarter with intervals, and every quarter."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from data.breaks import breaks_of
from data.periods import period_label
from figures.change_over_time import annotations
from figures.chart import COMPARISON, FOCUS, Chart, Point, Series
from figures.distribution import Subject as RowSubject
from figures.distribution import dot_chart
from figures.rows import Reference, Row, RowChart
from figures.small_multiples import SmallMultiples, small_multiples
from figures.spatial import NO_FIGURES, MapArea, MapChart, MapClass, Subject, area_map
from figures.words import number, quantity
from layouts.drawn_boundaries import ward_outlines
from layouts.exhibit import Exhibit, by_name
from layouts.neighbourhoods import QUARTERLY, YEARLY, Neighbourhoods
from layouts.reproduced import python
from metrics.columns import records
from metrics.funnel import POSITIONS
from metrics.hotspots import outside_by_chance, wards_of

MAP, QUARTER, COURSE = "map", "quarter", "over-time"
STYLES = dict(zip(POSITIONS, ("far-below", "below", "inside", "above", "far-above"), strict=True))
BESIDE = dict(
    zip(
        POSITIONS,
        (
            "far fewer than the average ward (99.8%)",
            "fewer than the average ward (95%)",
            "as chance alone would have it",
            "more than the average ward (95%)",
            "far more than the average ward (99.8%)",
        ),
        strict=True,
    )
)
SOURCES = ("mps_monthly_crime",)
"""Of the measure's sources the only one that counts by ward."""

ORDER = "Wards in alphabetical order, not by count."
CLASSES = (
    *(MapClass(style=STYLES[one], name=BESIDE[one]) for one in reversed(POSITIONS)),
    MapClass(style=NO_FIGURES, name="no figures"),
)
"""Exact for small numbers, so no ward is left unjudged."""


def ward_exhibits(shown: Neighbourhoods) -> dict[str, Exhibit]:
    """Every chart of the page by its name."""
    end = shown.end
    return by_name(
        _exhibit(shown, _map(shown), YEARLY, since=end, with_boundaries=True),
        _exhibit(shown, _quarter(shown), QUARTERLY, since=end),
        _exhibit(shown, _course(shown), QUARTERLY, since=None),
    )


def outside(rows: pd.DataFrame, side: str) -> list[str]:
    """Names of the wards above or below the average ward by more than chance."""
    return sorted(rows.loc[rows["position"].str.startswith(side), "area_name"])


def _exhibit(
    shown: Neighbourhoods,
    chart: Chart,
    period_type: str,
    *,
    since: date | None,
    with_boundaries: bool = False,
) -> Exhibit:
    question = shown.question(period_type, since=since)
    return Exhibit(
        chart=chart,
        values=question.rows(),
        metrics=(shown.metric,),
        python=python(question),
        question=question,
        path=shown.path,
        query=shown.query,
        sources=SOURCES,
        with_boundaries=with_boundaries,
    )


def _map(shown: Neighbourhoods) -> MapChart:
    rows = shown.rows(YEARLY)
    by_code = {row["area_code"]: row for row in records(rows)}
    outlines = ward_outlines(shown.area.area_code)
    areas = [
        replace(
            _area(outlines[ward.area_code], ward.area_name, by_code.get(ward.area_code), shown),
            mark=str(index),
        )
        for index, ward in enumerate(wards_of(shown.area.area_code), start=1)
        if ward.area_code in outlines
    ]
    more, fewer = (len(outside(rows, side)) or "none" for side in ("above", "below"))
    subject: Subject = {
        "chart_id": MAP,
        "title": f"Of {len(rows)} wards {more} had more than the average ward by more than chance, "
        f"{fewer} had fewer",
        "measure": shown.metric.title,
        "place": _place(shown),
        "period": period_label(YEARLY, shown.end),
        "unit": shown.metric.unit,
        "decimals": 0,
        "category": "Ward",
        "plural": "wards",
        "notes": (_average(rows),),
    }
    return area_map(areas, CLASSES, subject)


def _area(outline: Any, name: str, row: dict[Any, Any] | None, shown: Neighbourhoods) -> MapArea:
    if row is None or not row["position"]:
        return MapArea(outline=outline, name=name, style=NO_FIGURES, said=("no figures",))
    said = (
        quantity(row["value"], shown.metric.unit, 0),
        f"95% interval {number(row['lower'], 0)} to {number(row['upper'], 0)}",
        BESIDE[row["position"]],
    )
    return MapArea(
        outline=outline,
        name=name,
        style=STYLES[row["position"]],
        said=said,
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        status=row["status"],
        provisional=row["provisional"],
    )


def _quarter(shown: Neighbourhoods) -> RowChart:
    rows = shown.rows(QUARTERLY)
    more, fewer = (len(outside(rows, side)) or "none" for side in ("above", "below"))
    by_chance = outside_by_chance(float(rows["expected"].iloc[0]), len(rows))
    subject: RowSubject = {
        "chart_id": QUARTER,
        "title": f"{_quarter_name(shown)} alone: of {len(rows)} wards {more} had more than the "
        f"average ward by more than chance, {fewer} had fewer; if all were alike, about "
        f"{number(by_chance, 1)} would seem to differ",
        "measure": shown.metric.title,
        "place": _place(shown),
        "period": _quarter_name(shown),
        "unit": shown.metric.unit,
        "decimals": 0,
        "category": "Ward",
    }
    return dot_chart(
        [_row(row) for row in records(rows)],
        subject,
        reference=Reference(value=float(rows["expected"].iloc[0]), name="average ward"),
        notes=(_average(rows), ORDER),
    )


def _row(row: dict[Any, Any]) -> Row:
    is_outside = row["position"] != POSITIONS[2]
    return Row(
        name=row["area_name"],
        value=row["value"],
        lower=row["lower"],
        upper=row["upper"],
        status=row["status"],
        provisional=row["provisional"],
        role=FOCUS if is_outside else COMPARISON,
        detail=BESIDE[row["position"]],
    )


def _course(shown: Neighbourhoods) -> SmallMultiples:
    rows = shown.course(QUARTERLY)
    breaks, _ = annotations(breaks_of(shown.metric.metric_id))
    return small_multiples(
        rows,
        shown.metric,
        areas=[ward.area_code for ward in wards_of(shown.area.area_code)],
        whole=Series(
            name="The average ward",
            points=_averages(rows),
        ),
        chart_id=COURSE,
        breaks=breaks,
        place=_place(shown),
        category="Ward",
    )


def _averages(rows: pd.DataFrame) -> tuple[Point, ...]:
    """The average ward over time, provisional wherever a ward is."""
    held = rows.groupby("period_end", as_index=False).agg(
        expected=("expected", "first"), moving=("provisional", "any")
    )
    return tuple(
        Point(
            period_end=row["period_end"].date(),
            value=None if pd.isna(row["expected"]) else row["expected"],
            provisional=bool(row["moving"]),
        )
        for row in records(held)
    )


def _average(rows: pd.DataFrame) -> str:
    """What the average ward is, and what its limits are."""
    return (
        f"The average ward had {number(float(rows['expected'].iloc[0]), 1)}: the offences of all "
        f"{len(rows)} wards, divided equally. A ward is above or below it when chance alone would "
        "seldom bring so many or so few: at 95% one time in forty, at 99.8% one in a thousand. "
        "Wards differ in how many people live there and pass through; no population of wards is "
        "held, so no rate can be given."
    )


def _place(shown: Neighbourhoods) -> str:
    return f"wards of {shown.area.area_name}"


def _quarter_name(shown: Neighbourhoods) -> str:
    return period_label(QUARTERLY, shown.end)
