"""The ratio and the difference of two values, with limits for months that vary more than chance."""

import math
from collections.abc import Mapping
from typing import Any

from metrics.claim_limits import variation
from metrics.claim_variation import events_of, variation_between
from metrics.metric import COUNT, PUBLISHED, RATIO, Metric
from metrics.rates import Ratio, difference_interval

NO_RATIO = Ratio(math.nan, math.nan, math.nan)


def judged(ratio: Ratio, metric: Metric) -> Ratio:
    """A ratio of numbers that do not vary by chance, or are rounded, has no limits."""
    return ratio if metric.by_chance else Ratio(ratio.value, math.nan, math.nan)


def ratio_of(
    now: Mapping[str, Any],
    before: Mapping[str, Any],
    metric: Metric,
    stated_as: str,
    dispersion: float,
) -> Ratio:
    """Ratio of counts, rates or shares; published values are compared by difference."""
    if stated_as in (PUBLISHED, RATIO):
        return NO_RATIO
    if stated_as == COUNT or metric.kind != COUNT:
        found = variation_between(metric, before, now, dispersion)
        return NO_RATIO if found is None else found.ratio
    counts = events_of(before), events_of(now)
    residents = float(before["denominator"]), float(now["denominator"])
    return variation(*counts, residents=residents, dispersion=dispersion).ratio


def difference_of(
    now: Mapping[str, Any], before: Mapping[str, Any], dispersion: float
) -> tuple[float, tuple[float, float]]:
    """Now less before, and its limits as far out as the months' variation puts them."""
    first, second = ((row["value"], row["lower"], row["upper"]) for row in (now, before))
    difference, wider = now["value"] - before["value"], math.sqrt(max(1.0, dispersion))
    low, high = difference_interval(first, second)
    return difference, (
        difference - wider * (difference - low),
        difference + wider * (high - difference),
    )
