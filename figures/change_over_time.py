"""How a measure has moved over time: values of one metric and one period type to a line chart."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, TypedDict, TypeVar, Unpack

import numpy as np
import pandas as pd

from data.areas import all_areas
from data.breaks import NOT_COMPARABLE
from data.breaks import Break as LedgerEntry
from figures.chart import COMPARISON, FOCUS, Break, Event, Gap, Point, Series, TimeChart
from figures.ends import narrowest_plot
from figures.scales import day_position, periods_between, time_axis, value_axis
from figures.words import coverage, figure, listed, period, quantity, the_stretch
from metrics.metric import Metric

EVENT = "event"
NO_FIGURES = "No figures"
MOST_GAPS = 3
COLUMNS = ("value", "lower", "upper", "status", "provisional", "unit")
SIGNIFICANT = 3
"""Digits that the highest value of a rate shows at least."""


Timed = TypeVar("Timed", bound=TimeChart)


class Words(TypedDict, total=False):
    """What a caller may say of a chart beyond its values.

    Attributes:
        chart_id: Name of the chart; made from metric, area and period type where blank.
        title: The finding; the newest values in words where blank.
        measure: What is counted, where the values are a part of the metric, such as one method.
        breaks: Breaks that concern the measure; those outside the chart are not drawn.
        events: Events, likewise. `annotations` makes both from the ledger of breaks.
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
    """

    chart_id: str
    title: str
    measure: str
    breaks: tuple[Break, ...]
    events: tuple[Event, ...]
    notes: tuple[str, ...]
    source: str


def line_chart(
    values: pd.DataFrame,
    metric: Metric,
    *,
    focus: str,
    comparisons: Sequence[str] = (),
    intervals: bool = False,
    **words: Unpack[Words],
) -> TimeChart:
    """A line for one area, and thinner ones for the areas it is compared with.

    Args:
        values: Rows of `metrics.values.metric_values` in one unit and of one period type.
        metric: The measure, for its words.
        focus: Code of the area the chart is about.
        comparisons: Codes of areas beside it; a count takes none, since areas differ in size.
        intervals: Whether intervals are drawn.
        words: See `Words`.

    Raises:
        ValueError: If the values mix units or period types, hold none of the focus, or are counts
            to be compared.
    """
    unit = only(values["unit"].drop_duplicates().map(plain_unit))
    if comparisons and not is_rate(unit):
        raise ValueError(
            f"Counts of places of different size do not belong on one axis; {metric.metric_id} is "
            f"in '{unit}'. Compare rates, or draw {focus} alone."
        )
    roles = {focus: FOCUS} | dict.fromkeys(comparisons, COMPARISON)
    drawn = list(areas_series(values, roles))
    if not drawn[0].points:
        raise ValueError(
            f"There are no rows of {metric.metric_id} for {focus}; found "
            f"{sorted(set(values['area_code']))}. Ask for an area and period type that are offered."
        )
    series = tuple(one for one in drawn if one.points)
    period_type = only(values["period_type"])
    chart = _chart(metric, series, unit, period_type=period_type, intervals=intervals)
    chart_id = f"{metric.metric_id}-{focus}-{period_type}".replace("_", "-").lower()
    worded = with_words(replace(chart, chart_id=chart_id), words)
    return replace(worded, notes=(*worded.notes, *filter(None, [metric.interval_note])))


def annotations(
    ledger: Iterable[LedgerEntry],
) -> tuple[tuple[Break, ...], tuple[Event, ...]]:
    """Entries of the ledger of breaks as a chart shows them: changes of the figures, and events."""
    breaks, events = [], []
    for entry in ledger:
        name, text = entry.title, entry.effect
        if entry.kind != EVENT:
            parts = entry.comparable == NOT_COMPARABLE
            breaks.append(Break(day=entry.first_day, name=name, text=text, parts=parts))
        elif entry.last_day is not None:
            events.append(Event(start=entry.first_day, end=entry.last_day, name=name, text=text))
    return tuple(breaks), tuple(events)


def _chart(
    metric: Metric,
    series: tuple[Series, ...],
    unit: str,
    *,
    period_type: str,
    intervals: bool,
) -> TimeChart:
    decimals = _decimals(metric, series, unit)
    ends = [point.period_end for one in series for point in one.points]
    return TimeChart(
        chart_id=metric.metric_id,
        title=_finding(metric, series, unit, decimals=decimals, period_type=period_type),
        measure=metric.title,
        place=listed([one.name for one in series]),
        period=coverage(period_type, min(ends), max(ends)),
        unit=unit,
        decimals=decimals,
        period_type=period_type,
        series=series,
        x=time_axis(ends, period_type=period_type, narrowest=narrowest_plot(series)),
        y=value_axis(highest(series, intervals=intervals), whole=not is_rate(unit)),
        intervals=intervals,
        gaps=gaps(series[0], period_type),
    )


def with_words(chart: Timed, words: Words) -> Timed:
    """The chart as its caller words it, without what lies beside its axis."""
    low, high = chart.x.low, chart.x.high
    given: dict[str, Any] = {name: value for name, value in words.items() if value}
    chart = replace(chart, **given)
    return replace(
        chart,
        breaks=tuple(one for one in chart.breaks if low < day_position(one.day) < high),
        events=tuple(
            one
            for one in chart.events
            if day_position(one.start) < high and day_position(one.end) > low
        ),
    )


def is_rate(unit: str) -> bool:
    """Whether values in this unit can be compared between places of different size."""
    words = unit.split()
    return "per" in words or words[0].startswith("percent") or words[0] == "ratio"


def area_series(values: pd.DataFrame, area_code: str, *, role: str) -> Series:
    """The rows of one area as a series."""
    (series,) = areas_series(values, {area_code: role})
    return series


def areas_series(values: pd.DataFrame, roles: Mapping[str, str]) -> Iterator[Series]:
    """The rows of each of several areas as a series, in the order and the roles given."""
    codes = values["area_code"].to_numpy(object)
    days = values["period_end"].to_numpy("datetime64[D]")
    columns = [values[name].to_numpy(object) for name in COLUMNS]
    for area_code, role in roles.items():
        lines = np.flatnonzero(codes == area_code)
        lines = lines[np.argsort(days[lines], kind="stable")]
        rows = zip(days[lines].tolist(), *(column[lines] for column in columns), strict=True)
        points = tuple(_point(end, *row) for end, *row in rows)
        yield Series(name=area_label(values, area_code), points=points, role=role)


def _point(end: date, *row: Any) -> Point:
    number, lower, upper, status, moving, unit = row
    value = _number(number)
    return Point(
        period_end=end,
        value=value,
        lower=_number(lower),
        upper=_number(upper),
        status=status,
        provisional=bool(moving) and value is not None,
        basis=unit.removeprefix(plain_unit(unit)).strip(" ()") if is_rate(unit) else "",
    )


def gaps(series: Series, period_type: str) -> tuple[Gap, ...]:
    """The stretches of a series without values, missing or left out, named while they are few."""
    valued = {point.period_end for point in series.shown}
    ends = periods_between(period_type, series.points[0].period_end, series.points[-1].period_end)
    stretches = [
        list(group) for has_value, group in groupby(ends, valued.__contains__) if not has_value
    ]
    absent = sum(map(len, stretches))
    many = f"No figures for {absent} of {len(ends)} periods; the table says which."
    texts = [f"No figures for {the_stretch(period_type, s[0], s[-1])}." for s in stretches]
    if len(stretches) > MOST_GAPS:
        texts = [many, *([""] * (len(stretches) - 1))]
    return tuple(
        Gap(
            start=one[0],
            end=one[-1],
            name=NO_FIGURES if len(stretches) <= MOST_GAPS else "",
            text=text,
        )
        for one, text in zip(stretches, texts, strict=True)
    )


def only(column: pd.Series) -> str:
    """The one value of a column.

    Raises:
        ValueError: If there are several, or none.
    """
    found = sorted(set(column))
    if len(found) != 1:
        raise ValueError(
            f"A chart has one {column.name}; found {found}. Select the rows of one first."
        )
    return str(found[0])


def plain_unit(unit: str) -> str:
    """The unit without the year of the residents, which moves along with the series."""
    return unit.partition(" (")[0]


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def area_label(values: pd.DataFrame, area_code: str) -> str:
    """The name of an area as a chart states it."""
    if area_code in all_areas():
        return all_areas()[area_code].label
    names = values.loc[values["area_code"] == area_code, "area_name"]
    return str(names.iloc[0]) if len(names) else area_code


def highest(series: Sequence[Series], *, intervals: bool) -> float:
    """The highest value, or upper limit, that any series draws."""
    points = [point for one in series for point in one.points]
    tops = [p.upper if intervals and p.upper is not None else p.value for p in points]
    return max((top for top in tops if top is not None), default=0)


def _decimals(metric: Metric, series: Sequence[Series], unit: str) -> int:
    """Those of the metric for its own unit; for its rates, enough to tell one from the next."""
    if unit == metric.unit or not is_rate(unit):
        return metric.decimals
    top = highest(series, intervals=False)
    return max(1, SIGNIFICANT - 1 - math.floor(math.log10(top))) if top > 0 else 1


def _finding(
    metric: Metric, series: Sequence[Series], unit: str, *, decimals: int, period_type: str
) -> str:
    """The newest values, without a judgement."""
    focus, *others = series
    if focus.last is None or focus.last.value is None:
        return f"{metric.title}: no figures are available for {focus.name}"
    end = focus.last.period_end
    said = [f"{quantity(focus.last.value, unit, decimals)} in {focus.name}"]
    for other in others:
        value = {point.period_end: point.value for point in other.points}.get(end)
        if value is not None:
            said.append(f"{figure(value, unit, decimals)} in {other.name}")
    return f"{metric.title}, {period(period_type, end)}: {', '.join(said)}"
