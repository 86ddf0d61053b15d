"""Which wards of a borough stand out from its average ward by more than chance.

No population is held for wards, so counts are compared: with what would be expected of a ward if
the borough's offences fell on its wards alike. Wards differ in who lives there and who passes
through, which the figures do not say.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import pdtr, pdtrc

from data.areas import Area, all_areas, find_area
from metrics.arrays import Floats
from metrics.funnel import ACTION, POSITIONS, WARNING
from metrics.values import metric_values

GONE = "(NOT ACTIVE)"
"""In the name of a ward that the publisher has closed."""


def wards_of(borough: str) -> tuple[Area, ...]:
    """The wards of a borough in alphabetical order, closed ones left out.

    Args:
        borough: A borough by code, name or slug.

    Raises:
        UnknownAreaError: If there is no such place.
    """
    code = find_area(borough).area_code
    found = (
        area
        for area in all_areas().values()
        if area.parent_code == code and area.area_type == "neighbourhood"
    )
    return tuple(
        sorted((one for one in found if GONE not in one.area_name), key=lambda one: one.area_name)
    )


def hotspots(metric_id: str, *, borough: str, period_type: str = "quarter") -> pd.DataFrame:
    """Every ward of a borough beside its average ward, period by period.

    Args:
        metric_id: A measure that is counted by ward.
        borough: A borough by code, name or slug.
        period_type: Length of the periods, such as "quarter" or "rolling_12_months".

    Returns:
        The rows of `metrics.values.metric_values` of the wards, with `expected`, the count of the
        average ward of the borough in the period, and `position`, one of
        `metrics.funnel.POSITIONS`; both are empty where a ward of the borough has no count.

    Raises:
        NotHeldError: If the measure is not held by ward, or not for this borough's.

    Source:
        Exact probabilities of the Poisson distribution; see `poisson_positions`.
    """
    codes = tuple(ward.area_code for ward in wards_of(borough))
    rows = metric_values(metric_id, area=codes, period_type=period_type, stated_as="count")
    # A period in which one ward is missing has no average.
    expected = rows.groupby("period_end")["value"].transform(_mean_of_all)
    return rows.assign(
        expected=expected, position=poisson_positions(rows["value"], expected.to_numpy())
    )


def _mean_of_all(counts: pd.Series) -> float:
    return float(counts.mean()) if counts.notna().all() else np.nan


def poisson_positions(counts: ArrayLike, expected: ArrayLike) -> list[str]:
    """Where counts lie in what chance alone would make of an expected count.

    A count is above at 95% if as many or more have a probability of at most 2.5%, below if as few
    or fewer have; at 99.8% likewise with 0.1%. Exact, so small numbers need no minimum: of 3
    expected events none is no signal, 9 are.

    Args:
        counts: Events, NaN where missing.
        expected: What is expected of each; positive.

    Returns:
        One of `metrics.funnel.POSITIONS` for each, or empty where something is missing.

    Source:
        The Poisson distribution's tails, as in the exact test of a standardised mortality ratio
        (Breslow and Day 1987, volume II, chapter 2).
    """
    events, mean = (np.asarray(one, dtype=np.float64) for one in (counts, expected))
    known = ~np.isnan(events) & (mean > 0)
    more, fewer = _at_least(events, mean), _at_most(events, mean)
    step = np.zeros(events.shape, dtype=np.int64)
    for confidence in (WARNING, ACTION):
        tail = (1 - confidence) / 2
        step += (more <= tail).astype(np.int64) - (fewer <= tail).astype(np.int64)
    return [POSITIONS[2 + s] if k else "" for s, k in zip(step, known, strict=True)]


def outside_by_chance(expected: float, places: int, confidence: float = WARNING) -> float:
    """How many of so many places chance alone would put outside, all having the same expectation.

    Counts are whole, so it is fewer than the nominal part: of 20 places that expect 3 events, 0.4
    instead of 1.

    Args:
        expected: Events expected of each place.
        places: How many there are.
        confidence: Such as 0.95 or 0.998.

    Returns:
        A number of places.
    """
    tail = (1 - confidence) / 2
    possible = np.arange(0, np.ceil(expected + 12 * np.sqrt(expected) + 25))
    mean = np.full(possible.shape, expected)
    return places * sum(_largest(side(possible, mean), tail) for side in (_at_least, _at_most))


def _largest(probabilities: Floats, tail: float) -> float:
    """The whole of a tail: the largest probability that is no larger than it."""
    inside = probabilities[probabilities <= tail]
    return float(inside.max()) if inside.size else 0.0


def _at_least(events: Floats, mean: Floats) -> Floats:
    found: Floats = np.where(events > 0, pdtrc(np.maximum(events - 1, 0), mean), 1.0)
    return found


def _at_most(events: Floats, mean: Floats) -> Floats:
    found: Floats = np.asarray(pdtr(events, mean), dtype=np.float64)
    return found
