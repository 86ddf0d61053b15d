"""How a measure has moved over time: values of one metric and one period type to a line chart."""

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from data.areas import all_areas
from data.periods import period_label
from figures.chart import COMPARISON, FOCUS, Break, Chart, Event, Gap, Point, Series
from figures.scales import follows, missing_between, time_axis, value_axis
from figures.words import quantity, stretch
from metrics.metric import Metric

PERIOD_WORDS = {
    "month": "monthly",
    "quarter": "quarterly",
    "rolling_12_months": "12-month totals",
    "financial_year": "financial years",
    "calendar_year": "calendar years",
}
SIGNIFICANT = 2
"""Digits that the highest value of a rate shows at least."""


def line_chart(
    values: pd.DataFrame,
    metric: Metric,
    *,
    focus: str,
    comparisons: Sequence[str] = (),
    chart_id: str = "",
    title: str = "",
    breaks: Iterable[Break] = (),
    events: Iterable[Event] = (),
    intervals: bool = False,
    provisional_from: date | None = None,
    notes: Sequence[str] = (),
    source: str = "",
) -> Chart:
    """A line for one area, and thinner ones for the areas it is compared with.

    Args:
        values: Rows of `metrics.values.metric_values` in one unit and of one period type.
        metric: The measure, for its words.
        focus: Code of the area the chart is about.
        comparisons: Codes of areas beside it; a count takes none, since areas differ in size.
        chart_id: Name of the chart; made from metric, area and period type where blank.
        title: The finding; the newest values in words where blank.
        breaks: Breaks that concern the measure; those outside the chart are left out.
        events: Events, likewise.
        intervals: Whether intervals are drawn.
        provisional_from: First period end whose value may still move, beside those of status "p".
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.

    Raises:
        ValueError: If the values mix units or period types, hold none of the focus, or are counts
            to be compared.
    """
    unit, period_type = _only(values, "unit"), _only(values, "period_type")
    if comparisons and not is_rate(unit):
        raise ValueError(
            f"Counts of places of different size do not belong on one axis; {metric.metric_id} is "
            f"in '{unit}'. Compare rates, or draw {focus} alone."
        )
    areas = [(focus, FOCUS), *((code, COMPARISON) for code in comparisons)]
    series = tuple(
        one
        for code, role in areas
        if (one := area_series(values, code, role=role, provisional_from=provisional_from)).points
    )
    if not series or series[0].role != FOCUS:
        raise ValueError(
            f"There are no rows of {metric.metric_id} for {focus}; found "
            f"{sorted(set(values['area_code']))}. Ask for an area and period type that are offered."
        )
    decimals = _decimals(metric, series, unit)
    ends = [point.period_end for one in series for point in one.points]
    first, last = min(ends), max(ends)
    x = time_axis(ends, period_type=period_type)
    return Chart(
        chart_id=chart_id or f"{metric.metric_id}-{focus}-{period_type}".replace("_", "-").lower(),
        title=title or _finding(metric, series, unit, decimals=decimals, period_type=period_type),
        measure=metric.title,
        place=_places(series),
        period=f"{PERIOD_WORDS[period_type]}, {stretch(period_type, first, last)}",
        unit=unit,
        decimals=decimals,
        period_type=period_type,
        series=series,
        x=x,
        y=value_axis(_highest(series, intervals=intervals), whole=not is_rate(unit)),
        intervals=intervals,
        breaks=tuple(one for one in breaks if x.low < one.day.toordinal() < x.high),
        gaps=gaps(series[0], period_type),
        events=tuple(
            one for one in events if one.start.toordinal() < x.high and one.end.toordinal() > x.low
        ),
        notes=tuple(notes),
        source=source,
    )


def is_rate(unit: str) -> bool:
    """Whether values in this unit can be compared between places of different size."""
    words = unit.split()
    return "per" in words or words[0].startswith("percent") or words[0] == "ratio"


def area_series(
    values: pd.DataFrame, area_code: str, *, role: str, provisional_from: date | None = None
) -> Series:
    """The rows of one area as a series."""
    rows = values[values["area_code"] == area_code].sort_values("period_end")
    ends = pd.to_datetime(rows["period_end"]).dt.date
    columns = (rows[name] for name in ("value", "lower", "upper"))
    points = tuple(
        Point(
            period_end=end,
            value=value,
            lower=lower,
            upper=upper,
            status=status,
            provisional=status == "p" or (provisional_from is not None and end >= provisional_from),
        )
        for end, value, lower, upper, status in zip(
            ends, *(map(_number, column) for column in columns), rows["status"], strict=True
        )
    )
    return Series(name=_name(rows, area_code), points=points, role=role)


def gaps(series: Series, period_type: str) -> tuple[Gap, ...]:
    """The stretches inside a series without values, missing or left out."""
    found = []
    for before, after in pairwise(series.shown):
        if not follows(period_type, before.period_end, after.period_end):
            absent = missing_between(period_type, before.period_end, after.period_end)
            when = stretch(period_type, absent[0], absent[-1])
            found.append(
                Gap(start=absent[0], end=absent[-1], name="No figures", text=f"No figures: {when}.")
            )
    return tuple(found)


def _only(values: pd.DataFrame, column: str) -> str:
    found = sorted(set(values[column]))
    if len(found) != 1:
        raise ValueError(f"A chart has one {column}; found {found}. Select the rows of one first.")
    return str(found[0])


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]


def _name(rows: pd.DataFrame, area_code: str) -> str:
    if area_code in all_areas():
        return all_areas()[area_code].label
    return str(rows["area_name"].iloc[0]) if len(rows) else area_code


def _places(series: Sequence[Series]) -> str:
    names = [one.name for one in series]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _highest(series: Sequence[Series], *, intervals: bool) -> float:
    points = [point for one in series for point in one.points]
    tops = [p.upper if intervals and p.upper is not None else p.value for p in points]
    return max((top for top in tops if top is not None), default=0)


def _decimals(metric: Metric, series: Sequence[Series], unit: str) -> int:
    """Decimals that show two digits of the highest rate; those of the metric for its own values."""
    if unit == metric.unit or not is_rate(unit):
        return metric.decimals
    highest = _highest(series, intervals=False)
    return max(1, SIGNIFICANT - 1 - math.floor(math.log10(highest))) if highest > 0 else 1


def _finding(
    metric: Metric, series: Sequence[Series], unit: str, *, decimals: int, period_type: str
) -> str:
    """The newest values, without a judgement."""
    last = series[0].last
    if last is None or last.value is None:
        return f"{metric.title}: no figures are available for {series[0].name}"
    said = f"{quantity(last.value, unit, decimals)} in {series[0].name}"
    for other in series[1:]:
        same = {p.period_end: p.value for p in other.points}.get(last.period_end)
        if same is not None:
            said += f", {quantity(same, unit, decimals)} in {other.name}"
    return f"{metric.title}: {said}, {period_label(period_type, last.period_end)}"
