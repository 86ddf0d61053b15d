"""One borough's rate beside those of the boroughs most like it and the London rate."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.areas import all_areas
from figures.change_over_time import plain_unit
from figures.chart import COMPARISON, FOCUS
from figures.distribution import Subject, dot_chart
from figures.rows import Reference, Row, RowChart
from figures.words import period, quantity
from metrics.columns import records
from metrics.metric import Metric

NUMBERS = ("value", "lower", "upper")
OTHERS = ("unit", "status", "provisional", "period_type")
READ = (*NUMBERS, *OTHERS, "period_end")
ORDER = "Boroughs in alphabetical order, not by rate."


def peers_chart(
    values: pd.DataFrame,
    metric: Metric,
    *,
    focus: str,
    peers: Sequence[str],
    reference: str,
    chart_id: str,
) -> RowChart:
    """Rates of one period with their intervals, in alphabetical order.

    Args:
        values: Rows of `metrics.values.metric_values` as rates or shares, one period and one row
            an area.
        metric: The measure, for its words.
        focus: Code of the borough the chart is about.
        peers: Codes of the boroughs beside it.
        reference: Code of the area whose value is drawn as a line.
        chart_id: Name of the chart.

    Raises:
        ValueError: If the focus or the reference has no value.
    """
    rates = {row["area_code"]: _Rate.of(row) for row in records(values, "area_code", *READ)}
    held = {code for code, rate in rates.items() if rate.value is not None}
    if focus not in held or reference not in held:
        raise ValueError(
            f"{metric.metric_id} of {focus} and {reference} is needed; found values of "
            f"{sorted(held)}. Ask for a period that both have."
        )
    own, level = rates[focus], rates[reference].value
    assert level is not None  # it is held
    shown = sorted({focus, *peers} & rates.keys(), key=_name)
    subject = _subject(metric, own, focus=focus, level=level, chart_id=chart_id)
    words = quantity(level, subject["unit"], subject["decimals"])
    return dot_chart(
        [_row(rates[code], code, focus) for code in shown],
        subject,
        reference=Reference(value=level, name="London"),
        notes=(f"Dashed line: {words} in {all_areas()[reference].label}.", ORDER),
    )


@dataclass(frozen=True, kw_only=True)
class _Rate:
    value: float | None
    lower: float | None
    upper: float | None
    unit: str
    status: str
    provisional: bool
    period_type: str
    end: date

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "_Rate":
        """The rate and its limits out of a row; missing where the row has none."""
        value, lower, upper = (None if math.isnan(row[name]) else row[name] for name in NUMBERS)
        return cls(
            value=value,
            lower=lower,
            upper=upper,
            end=row["period_end"].date(),
            **{name: row[name] for name in OTHERS},
        )


def _subject(metric: Metric, own: _Rate, *, focus: str, level: float, chart_id: str) -> Subject:
    return {
        "chart_id": chart_id,
        "title": f"{_name(focus)} is {_position(own, level)}",
        "measure": metric.title,
        "place": f"{_name(focus)} and the boroughs most like it",
        "period": period(own.period_type, own.end),
        "unit": plain_unit(own.unit),
        "decimals": metric.decimals_as("rate" if metric.rate_per else metric.kind),
        "category": "Borough",
    }


def _row(rate: _Rate, code: str, focus: str) -> Row:
    return Row(
        name=_name(code),
        value=rate.value,
        lower=rate.lower,
        upper=rate.upper,
        status=rate.status,
        provisional=rate.provisional,
        role=FOCUS if code == focus else COMPARISON,
        href=f"/boroughs/{all_areas()[code].slug}",
    )


def _position(own: _Rate, level: float) -> str:
    if own.upper is not None and own.upper < level:
        return "below the London rate, by more than chance"
    if own.lower is not None and own.lower > level:
        return "above the London rate, by more than chance"
    return "near the London rate: chance can bring the difference"


def _name(code: str) -> str:
    return all_areas()[code].area_name
