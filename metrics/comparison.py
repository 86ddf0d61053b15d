"""The boroughs beside each other: about the rate of the whole, as a multiple of it, by likeness.

Rows stand in the order of the boroughs' codes, which is that of their names. Nothing is ranked: a
place is judged by whether it strays further than its size explains, and compared with boroughs
like it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.areas import METROPOLITAN_POLICE, all_areas
from data.errors import NotHeldError, ParameterError
from metrics import offers
from metrics.beside_london import part_of_whole_ratio
from metrics.catalogue import get_metric
from metrics.funnel import ADDITIVE, UNADJUSTED, Funnel, funnel, funnel_places
from metrics.metric import SHARE, Metric
from metrics.rates import Ratio
from metrics.signal import ROLLING
from metrics.similar import similar_boroughs
from metrics.values import metric_values

KEPT = [
    *("metric_id", "area_code", "area_name", "period_type", "period_end", "value", "unit"),
    *("lower", "upper", "numerator", "denominator", "status", "vintage", "provisional"),
]
LIMITS = ("lower_95", "upper_95", "lower_998", "upper_998")


def comparison(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    period_type: str = ROLLING,
    end: date | None = None,
    as_of: date | None = None,
) -> pd.DataFrame:
    """The 32 boroughs of the Metropolitan Police about the rate or share of the whole area.

    Args:
        metric_id: A measure that boroughs have as a rate by residents, or as a share.
        area: "all", or some of the boroughs by code, name or slug; the funnel is that of all.
        period_type: Length of the period.
        end: Its last day; the newest that the whole area has if left out.
        as_of: Use only what had been published by this day.

    Returns:
        One row per borough, by code: the value with interval and counts as in `metric_values`;
        ``whole``, the value of the police area; ``lower_95`` to ``upper_998``, how far a place of
        this size strays by chance, and ``position`` in these limits, blank where too few events
        are expected; the same with ``adjusted_`` before it, for limits that allow for lasting
        differences between places, and ``dispersion``, how many times chance they differ (φ);
        ``multiple`` of the rate of the whole with ``multiple_lower`` and ``multiple_upper``,
        missing for shares and below ten events; ``similar_boroughs``, the five most like it, the
        most similar first, with their distances in standard deviations.

    Raises:
        ParameterError: If boroughs have neither rate nor share of the measure.
        NotHeldError: If the period is not held for the whole area, or not for a place.
        UnknownMetricError: If there is no such measure.

    Source:
        See `metrics.funnel`, `metrics.beside_london` and `metrics.peers`.
    """
    metric = get_metric(metric_id)
    rows = metric_values(
        metric_id, period_type=period_type, stated_as=_statement(metric), end=end, as_of=as_of
    ).dropna(subset=["value"])
    whole = _whole(metric, rows, end)
    places = rows[(rows["period_end"] == whole["period_end"]) & _is_compared(rows["area_code"])]
    if places.empty:
        raise NotHeldError(
            f"{metric_id} is held for no borough, so there is nothing to compare. 'knife-crime "
            f"values {metric_id} --area {METROPOLITAN_POLICE}' shows the whole."
        )
    compared = _compared(metric, places.reset_index(drop=True), whole)
    return compared if area == offers.ALL_AREAS else _chosen(compared, metric, area)


def _statement(metric: Metric) -> str:
    if "rate" not in metric.stated_as and metric.kind != SHARE:
        raise ParameterError(
            f"{metric.metric_id} has neither a rate by residents nor a share, so its boroughs "
            "cannot be compared for their size. Ask for its values."
        )
    return SHARE if metric.kind == SHARE else "rate"


def _whole(metric: Metric, rows: pd.DataFrame, end: date | None) -> dict[str, Any]:
    """The row of the police area in the period asked for, or its newest."""
    own = rows[rows["area_code"] == METROPOLITAN_POLICE]
    own = own if end is None else own[own["period_end"] == pd.Timestamp(end)]
    if own.empty:
        raise NotHeldError(
            f"{metric.metric_id} is not held for {METROPOLITAN_POLICE} in that period. "
            f"'knife-crime values {metric.metric_id} --area {METROPOLITAN_POLICE}' shows what is."
        )
    return {str(name): value for name, value in own.iloc[-1].items()}


def _is_compared(codes: pd.Series) -> pd.Series:
    """Whether places are boroughs that the Metropolitan Police serve."""
    boroughs = [
        code
        for code, area in all_areas().items()
        if area.area_type == "borough" and area.parent_code == METROPOLITAN_POLICE
    ]
    return codes.isin(boroughs)


def _compared(metric: Metric, places: pd.DataFrame, whole: dict[str, Any]) -> pd.DataFrame:
    kind = SHARE if metric.kind == SHARE else "rate"
    scale = 100 if kind == SHARE else metric.rate_per
    counts, sizes = (places[name].to_numpy(np.float64) for name in ("numerator", "denominator"))
    reference = float(whole["numerator"]) / float(whole["denominator"])
    plain, wide = (
        funnel(counts, sizes, kind, reference=reference, adjustment=adjustment)
        for adjustment in (UNADJUSTED, ADDITIVE)
    )
    found = places[KEPT].assign(whole=whole["value"])
    found = found.join(_places(plain, counts, sizes, scale=scale))
    found = found.join(_places(wide, counts, sizes, scale=scale).add_prefix("adjusted_"))
    return found.assign(
        dispersion=plain.dispersion.phi,
        **_multiples(places, whole, has_rate=kind != SHARE),
        similar_boroughs=[_similar(code) for code in places["area_code"]],
    )


def _places(form: Funnel, counts: Any, sizes: Any, *, scale: float) -> pd.DataFrame:
    lying = funnel_places(form, counts, sizes)
    return lying[[*LIMITS]].mul(scale).assign(position=lying["position"])


def _multiples(
    places: pd.DataFrame, whole: dict[str, Any], *, has_rate: bool
) -> dict[str, list[float]]:
    """The boroughs' rates divided by that of the whole, of which they are parts."""
    b, m = int(whole["numerator"]), int(whole["denominator"])
    ratios = [
        part_of_whole_ratio(int(a), int(n), b, m) if has_rate else Ratio(np.nan, np.nan, np.nan)
        for a, n in zip(places["numerator"], places["denominator"], strict=True)
    ]
    return {
        "multiple": [one.value for one in ratios],
        "multiple_lower": [one.lower for one in ratios],
        "multiple_upper": [one.upper for one in ratios],
    }


def _similar(area_code: str) -> str:
    found = similar_boroughs(area_code)
    named = zip(found["peer_name"], found["distance"], strict=True)
    return "; ".join(f"{name} ({distance:.2f})" for name, distance in named)


def _chosen(compared: pd.DataFrame, metric: Metric, area: str | Sequence[str]) -> pd.DataFrame:
    places = offers.asked_areas(area) or ()
    for place in places:
        if place.area_code not in set(compared["area_code"]):
            raise NotHeldError(
                f"{place.area_name} ({place.area_code}) is not among the boroughs compared by "
                f"{metric.metric_id}: those the Metropolitan Police serve. Ask for one of them."
            )
    codes = [place.area_code for place in places]
    return compared[compared["area_code"].isin(codes)].reset_index(drop=True)
