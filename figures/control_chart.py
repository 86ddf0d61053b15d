"""Whether a measure is really changing: a monthly series to a control chart."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, Unpack

import pandas as pd

from data.areas import all_areas
from figures.change_over_time import Words, gaps, with_words
from figures.chart import CONTEXT, FOCUS, Point, Series, TimeChart
from figures.control import ControlChart, Limit, SignalPoint
from figures.control_words import ADJUSTED as ADJUSTED_UNIT
from figures.scales import span_axis, time_axis, value_axis
from figures.words import coverage, month
from metrics.columns import records
from metrics.metric import Metric

MONTH = "month"
LIMITS = ("centre", "lower", "upper", "segment", "trial")
ADJUSTED, PUBLISHED = "Seasonally adjusted", "As published"
RULE_WORDS = {
    "beyond_limits": "beyond a limit",
    "trending": "seven months moving one way",
    "two_of_three": "two of three months near a limit",
    "one_side": "seven months on one side of the average",
}
"""The rules of `metrics.control_rules` in words."""


def control_chart(
    points: pd.DataFrame,
    metric: Metric,
    *,
    verdict: str,
    **words: Unpack[Words],
) -> ControlChart:
    """The control chart of one measure in one place.

    Args:
        points: Rows of `metrics.signals.signal_points` of one place.
        metric: The measure, for its words.
        verdict: What the newest month says, in a sentence: the finding.
        words: See `figures.change_over_time.Words`.

    Raises:
        ValueError: If the points are not those of one place, or none has a value.
    """
    codes = sorted(set(points["area_code"]))
    if len(codes) != 1 or not points["charted"].notna().any():
        raise ValueError(
            f"A control chart is of one place that has figures; found {codes or 'no place'}. "
            "Select the rows of one."
        )
    rows = points.sort_values("period_end")
    series = tuple(_series(rows))
    limits, signals = tuple(_limits(rows)), tuple(_signals(rows))
    ends = [point.period_end for point in series[0].points]
    adjusted = ADJUSTED_UNIT if len(series) > 1 else ""
    chart = ControlChart(
        chart_id=f"control-{metric.metric_id}-{codes[0]}".replace("_", "-").lower(),
        title=verdict.rstrip("."),
        measure=metric.title,
        place=all_areas()[codes[0]].label,
        period=coverage(MONTH, min(ends), max(ends)),
        unit=metric.unit + adjusted,
        decimals=metric.decimals,
        period_type=MONTH,
        series=series,
        x=time_axis(ends, period_type=MONTH),
        y=_axis(series, limits, whole=metric.decimals == 0),
        gaps=gaps(series[0], MONTH),
        limits=limits,
        signals=signals,
    )
    return with_words(chart, words)


def judged_chart(chart: TimeChart, months: pd.DataFrame) -> ControlChart:
    """A line by month with the limits and the signals of those months that are judged.

    Args:
        chart: The line of one place, as published.
        months: Rows of `metrics.judged_months.judged_months`, the same months. Where the months
            are judged without their season, that line comes to the front.
    """
    rows = months.dropna(subset=["adjusted"]).drop(columns=["lower", "upper"])
    rows = rows.rename(columns={"limit_lower": "lower", "limit_upper": "upper"})
    series, unit = chart.series, chart.unit
    if rows["adjusted"].any():
        adjusted = Series(name=ADJUSTED, points=_points(rows, "charted"), role=FOCUS)
        series = (adjusted, replace(chart.focus, name=PUBLISHED, role=CONTEXT))
        unit += ADJUSTED_UNIT
    limits = tuple(_limits(rows))
    same = {one.name: getattr(chart, one.name) for one in fields(chart)}
    drawn = same | {
        "series": series,
        "unit": unit,
        "intervals": False,
        "notes": (*chart.notes, *_judged_from(chart, rows)),
        "y": _axis(series, limits, whole=chart.decimals == 0),
    }
    return ControlChart(**drawn, limits=limits, signals=tuple(_signals(rows)))


def _judged_from(chart: TimeChart, rows: pd.DataFrame) -> Iterator[str]:
    first = rows["period_end"].min().date()
    if first > chart.focus.points[0].period_end:
        yield f"The months from {month(first)} are judged, and the limits rest on these alone."


def _series(rows: pd.DataFrame) -> Iterator[Series]:
    is_adjusted = bool(rows["adjusted"].any())
    name = ADJUSTED if is_adjusted else PUBLISHED
    yield Series(name=name, points=_points(rows, "charted"), role=FOCUS)
    if is_adjusted:
        yield Series(name=PUBLISHED, points=_points(rows, "value"), role=CONTEXT)


def _points(rows: pd.DataFrame, column: str) -> tuple[Point, ...]:
    return tuple(
        Point(
            period_end=end.date(),
            value=None if pd.isna(value) else float(value),
            provisional=bool(moving) and not pd.isna(value),
        )
        for end, value, moving in zip(
            rows["period_end"], rows[column], rows["provisional"], strict=True
        )
    )


def _limits(rows: pd.DataFrame) -> Iterator[Limit]:
    """Fewer than none cannot be recorded, so no limit lies below zero."""
    known = rows[rows["centre"].notna() & rows["upper"].notna()]
    for row in records(known, "period_end", *LIMITS):
        yield Limit(
            period_end=row["period_end"].date(),
            centre=float(row["centre"]),
            lower=max(float(row["lower"]), 0.0),
            upper=float(row["upper"]),
            segment=int(row["segment"]),
            trial=bool(row["trial"]),
        )


def _signals(rows: pd.DataFrame) -> Iterator[SignalPoint]:
    found = rows[(rows["rules"] != "") & (rows["direction"] != 0) & rows["charted"].notna()]
    for row in records(found, "period_end", "charted", "direction", "rules"):
        yield SignalPoint(
            period_end=row["period_end"].date(),
            value=float(row["charted"]),
            direction=int(row["direction"]),
            words="; ".join(RULE_WORDS.get(rule, rule) for rule in row["rules"].split(";")),
        )


def _axis(series: tuple[Series, ...], limits: tuple[Limit, ...], *, whole: bool) -> Any:
    values = [p.value for one in series for p in one.shown if p.value is not None]
    values += [one.upper for one in limits]
    if min(values) < 0:
        return span_axis(min(values), max(values))
    return value_axis(max(values), whole=whole)
