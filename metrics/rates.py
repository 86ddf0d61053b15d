"""Intervals of counts, rates, shares and ratios: pure functions on arrays.

The rules are those of the UK Health Security Agency's indicator methods: exact limits from the
chi-square distribution below ten events, Byar's approximation from ten on, Wilson's limits for
proportions. A limit that cannot be computed is missing, never zero.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, chdtri, ndtri

from metrics.arrays import Floats

CONFIDENCE = 0.95
EXACT_BELOW = 10
"""Number of events from which Byar's approximation is as good as the exact limits."""


class Interval(NamedTuple):
    """Lower and upper confidence limit."""

    lower: Floats
    upper: Floats


class Ratio(NamedTuple):
    """A ratio with its confidence limits."""

    value: float
    lower: float
    upper: float


def count_interval(events: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Confidence limits of a count that varies as Poisson.

    Args:
        events: Counts; missing ones are NaN.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Limits in the unit of the count, NaN where the count is missing or a publisher's negative
        correction. The limits of a rate are these divided by its denominator.

    Source:
        Exact: Garwood 1936, by the chi-square distribution. Byar's approximation: Breslow and
        Day 1987. As in UKHSA's PHEindicatormethods; golden values in tests/golden.
    """
    shape = np.shape(events)
    count = np.array(events, dtype=np.float64).reshape(-1)
    count[count < 0] = np.nan
    limits = _byar_limits(count, confidence)
    few = count < EXACT_BELOW
    numbers, place = np.unique(count[few], return_inverse=True)
    exact = _exact_limits(numbers, confidence)
    limits.lower[few], limits.upper[few] = exact.lower[place], exact.upper[place]
    return Interval(limits.lower.reshape(shape), limits.upper.reshape(shape))


def byar_interval(events: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Byar's approximate limits of a count, whatever its size.

    Args:
        events: Counts; missing ones are NaN.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Limits in the unit of the count.

    Source:
        Breslow and Day 1987, volume II, page 69.
    """
    return _byar_limits(np.asarray(events, dtype=np.float64), confidence)


def proportion_interval(
    events: ArrayLike, trials: ArrayLike, confidence: float = CONFIDENCE
) -> Interval:
    """Wilson's confidence limits of a share.

    Args:
        events: Successes; missing ones are NaN.
        trials: Denominators.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Limits between 0 and 1; NaN where the denominator is 0 or missing, and where there are
        more events than trials, because then the events are no part of the trials and no
        binomial interval exists.

    Source:
        Wilson 1927, as in UKHSA's PHEindicatormethods; golden values in tests/golden.
    """
    count, total = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (events, trials)))
    z = float(ndtri(0.5 + confidence / 2))
    sensible = (total > 0) & (count >= 0) & (count <= total)
    x, n = np.where(sensible, count, np.nan), np.where(sensible, total, np.nan)
    centre = 2 * x + z**2
    spread = z * np.sqrt(z**2 + 4 * x * (1 - x / n))
    scale = 2 * (n + z**2)
    return Interval((centre - spread) / scale, (centre + spread) / scale)


def rate_ratio(
    events: tuple[float, float], exposures: tuple[float, float], confidence: float = CONFIDENCE
) -> Ratio:
    """How many times the second rate the first one is.

    Args:
        events: The two counts: of the place or period asked about, and of the one it is
            compared with.
        exposures: Their residents, or any equal numbers for counts of equal periods.
        confidence: Such as 0.95 or 0.998.

    Returns:
        Ratio and limits. With no event on the second side the ratio and its upper limit are
        infinite; with none on either side everything is NaN.

    Source:
        exp(ln RR ± z·√(1/a + 1/b)); where a count is zero exact limits from the binomial
        distribution of one count given the sum (Clopper and Pearson 1934).
    """
    (a, b), (time_a, time_b) = events, exposures
    if np.isnan([a, b, time_a, time_b]).any() or min(time_a, time_b) <= 0 or a + b == 0:
        return Ratio(np.nan, np.nan, np.nan)
    if min(a, b) == 0:
        return _exact_ratio(a, b, time_b / time_a, confidence)
    value = (a / time_a) / (b / time_b)
    factor = float(np.exp(ndtri(0.5 + confidence / 2) * np.sqrt(1 / a + 1 / b)))
    return Ratio(value, value / factor, value * factor)


def difference_interval(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float]:
    """Confidence limits of the first value less the second, from the limits of each.

    Args:
        first: A value, its lower and its upper limit.
        second: The same of the value taken from it, independent of the first and at the same
            confidence.

    Returns:
        Lower and upper limit in the values' unit; NaN where a limit is missing.

    Source:
        Zou and Donner 2008, the method of variance estimates recovery; for shares with Wilson's
        limits it is Newcombe's hybrid score interval (1998, method 10).
    """
    (a, lower_a, upper_a), (b, lower_b, upper_b) = first, second
    down, up = np.hypot(a - lower_a, upper_b - b), np.hypot(upper_a - a, b - lower_b)
    return float(a - b - down), float(a - b + up)


def _exact_limits(count: Floats, confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    lower = np.where(count > 0, chdtri(2 * np.maximum(count, 0.5), 1 - tail) / 2, 0.0)
    return Interval(lower, chdtri(2 * count + 2, tail) / 2)


def _byar_limits(count: Floats, confidence: float) -> Interval:
    z = float(ndtri(0.5 + confidence / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        lower = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    more = count + 1
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return Interval(np.where(count == 0, 0.0, lower), upper)


def _exact_ratio(a: float, b: float, scale: float, confidence: float) -> Ratio:
    tail, n = (1 - confidence) / 2, a + b
    if a == 0:
        share = float(betaincinv(1, n, 1 - tail))
        return Ratio(0.0, 0.0, share / (1 - share) * scale)
    share = float(betaincinv(n, 1, tail))
    return Ratio(np.inf, share / (1 - share) * scale, np.inf)
