"""How the groups of one thing have moved over time in one place: at most four lines."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypedDict, Unpack

import pandas as pd

from figures.change_over_time import (
    Words,
    area_label,
    area_series,
    gaps,
    highest,
    is_rate,
    only,
    plain_unit,
    with_words,
)
from figures.chart import GROUP_ROLES, Series, TimeChart
from figures.ends import narrowest_plot
from figures.scales import time_axis, value_axis
from figures.words import coverage, figure, listed

NO_SHORT_NAMES: Mapping[str, str] = MappingProxyType({})


class Subject(TypedDict):
    """What the lines are values of; the fields of `figures.chart.Chart` by the same names."""

    chart_id: str
    measure: str
    decimals: int


def group_chart(
    values: pd.DataFrame,
    groups: Mapping[str, str],
    *,
    column: str,
    subject: Subject,
    intervals: bool = False,
    short: Mapping[str, str] = NO_SHORT_NAMES,
    **words: Unpack[Words],
) -> TimeChart:
    """A line for each group, told apart by dashes and weight as well as colour.

    Args:
        values: Rows of one area, unit and period type with a column that names the group, such as
            `metrics.values.metric_values` gives with `by`.
        groups: The name of each group to draw, by its value in that column; the most important
            first. A group without rows is left out.
        column: The column that names the group.
        subject: What the lines are values of.
        intervals: Whether the intervals of the first two groups are drawn.
        short: What a group is called at the end of its line, by its name, where that is long.
        words: See `figures.change_over_time.Words`.

    Raises:
        ValueError: If there are no rows, more groups than lines that can be told apart, or rows of
            several areas, units or period types.
    """
    if len(groups) > len(GROUP_ROLES):
        raise ValueError(
            f"{len(groups)} lines cannot be told apart; draw {len(GROUP_ROLES)} at most, or small "
            "multiples."
        )
    area, period_type = only(values["area_code"]), only(values["period_type"])
    unit = only(values["unit"].drop_duplicates().map(plain_unit))
    series = _series(values, groups, column=column, area=area, short=short)
    ends = [point.period_end for one in series for point in one.points]
    chart = TimeChart(
        **subject,
        title=_finding(subject["measure"], series, unit, decimals=subject["decimals"]),
        place=area_label(values, area),
        period=coverage(period_type, min(ends), max(ends)),
        unit=unit,
        period_type=period_type,
        series=series,
        x=time_axis(ends, period_type=period_type, narrowest=narrowest_plot(series)),
        y=value_axis(highest(series, intervals=intervals), whole=not is_rate(unit)),
        intervals=intervals,
        gaps=gaps(series[0], period_type),
    )
    return with_words(chart, words)


def _series(
    values: pd.DataFrame,
    groups: Mapping[str, str],
    *,
    column: str,
    area: str,
    short: Mapping[str, str],
) -> tuple[Series, ...]:
    held = {value: name for value, name in groups.items() if (values[column] == value).any()}
    if not held:
        raise ValueError(
            f"There are no rows of {sorted(groups)} in '{column}'; found "
            f"{sorted(set(values[column]))}. Name groups that are held."
        )
    drawn = [
        area_series(values[values[column] == value], area, role=role)
        for value, role in zip(held, GROUP_ROLES, strict=False)
    ]
    return tuple(
        replace(one, name=name, short=short.get(name, ""))
        for one, name in zip(drawn, held.values(), strict=True)
    )


def _finding(measure: str, series: tuple[Series, ...], unit: str, *, decimals: int) -> str:
    """The newest values, without a judgement."""
    said = [
        f"{one.name} {figure(one.last.value, unit, decimals)}"
        for one in series
        if one.last is not None and one.last.value is not None
    ]
    return f"{measure}: {listed(said)}" if said else f"{measure}: no figures are available"
