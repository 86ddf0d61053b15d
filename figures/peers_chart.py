"""One borough's rate beside those of the boroughs most like it and the London rate."""

from collections.abc import Sequence

import pandas as pd

from data.areas import all_areas
from figures.change_over_time import plain_unit
from figures.chart import CONTEXT, FOCUS
from figures.distribution import dot_chart
from figures.rows import Reference, Row, RowChart
from figures.words import period, quantity
from metrics.metric import Metric

ORDER = "Boroughs in alphabetical order, not by rate."


def peers_chart(
    values: pd.DataFrame,
    metric: Metric,
    *,
    focus: str,
    peers: Sequence[str],
    reference: str,
    source: str = "",
) -> RowChart:
    """Rates of one period with their intervals, in alphabetical order.

    Args:
        values: Rows of `metrics.values.metric_values` as rates or shares, one period and one row
            an area.
        metric: The measure, for its words.
        focus: Code of the borough the chart is about.
        peers: Codes of the boroughs beside it.
        reference: Code of the area whose value is drawn as a line.
        source: Publisher, title and vintage.

    Raises:
        ValueError: If the focus or the reference has no value.
    """
    by_area = values.set_index("area_code")
    held = by_area[by_area["value"].notna()]
    if focus not in held.index or reference not in held.index:
        raise ValueError(
            f"{metric.metric_id} of {focus} and {reference} is needed; found values of "
            f"{sorted(held.index)}. Ask for a period that both have."
        )
    own, whole = held.loc[focus], held.loc[reference]
    unit = plain_unit(own["unit"])
    decimals = metric.decimals_as("rate" if metric.rate_per else metric.kind)
    shown = sorted({focus, *peers} & set(by_area.index), key=lambda code: _name(code))
    rows = [_row(by_area.loc[code], code, focus) for code in shown]
    level = quantity(whole["value"], unit, decimals)
    return dot_chart(
        rows,
        {
            "chart_id": f"peers-{metric.metric_id}-{focus}".replace("_", "-").lower(),
            "title": f"{_name(focus)} is {_position(own, whole['value'])}",
            "measure": metric.title,
            "place": f"{_name(focus)} and the boroughs most like it",
            "period": period(own["period_type"], own["period_end"].date()),
            "unit": unit,
            "decimals": decimals,
            "category": "Borough",
        },
        reference=Reference(value=whole["value"], name="London"),
        notes=(f"The dashed line is {all_areas()[reference].label}: {level}.", ORDER),
        source=source,
    )


def _row(row: pd.Series, code: str, focus: str) -> Row:
    value, lower, upper = (
        None if pd.isna(number) else float(number) for number in row[["value", "lower", "upper"]]
    )
    return Row(
        name=_name(code),
        value=value,
        lower=lower,
        upper=upper,
        status=row["status"],
        role=FOCUS if code == focus else CONTEXT,
        href=f"/boroughs/{all_areas()[code].slug}",
    )


def _position(own: pd.Series, level: float) -> str:
    if own["upper"] < level:
        return "below the London rate, by more than chance"
    if own["lower"] > level:
        return "above the London rate, by more than chance"
    return "near the London rate: chance can bring the difference"


def _name(code: str) -> str:
    return all_areas()[code].area_name
