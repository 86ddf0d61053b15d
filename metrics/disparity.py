"""Disparity: how many times as often one group is searched as another, for its size.

A ratio says that two groups' rates differ. It does not say why: who is out in the street, who is
counted as a resident, and how officers decide all enter it, and none of them can be read off it.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import ndtri

from metrics.arrays import Floats
from metrics.rates import CONFIDENCE, Interval, count_interval, proportion_interval, rate_ratio

MINIMUM_SEARCHES = 100
"""Searches of the group below which no ratio is stated."""

PER = 1_000


def disparity(
    searches: ArrayLike,
    residents: ArrayLike,
    *,
    other_searches: ArrayLike,
    other_residents: ArrayLike,
    part_of_other: bool = False,
    minimum: int = MINIMUM_SEARCHES,
) -> pd.DataFrame:
    """Searches per resident of groups divided by those of the groups they are compared with.

    Ratio: (a/n) / (b/m). Its 95% limits are exp(ln RR ± z·√(1/a + 1/b)). Compared with everyone,
    the group is part of what it is compared with: then the limits are Wilson's for a of b,
    divided by the group's share of residents.

    Args:
        searches: Searches of each group, NaN where missing.
        residents: Residents of each group, or another stated denominator.
        other_searches: Searches of the group each is compared with.
        other_residents: Its residents, by the same denominator.
        part_of_other: Whether each group is counted in the one it is compared with.
        minimum: Searches of the group below which the ratio is withheld.

    Returns:
        One row per group in the order given, all float64 but the status: `rate_per_1000`,
        `other_rate_per_1000`, `value` (the ratio), `lower`, `upper` and `status`: "x" where a
        count or denominator is missing or a denominator is zero, "u" where the group has fewer
        than `minimum` searches or the other has none; then the ratio is missing.

    Source:
        Rothman, Epidemiology: an introduction, chapter 9; for a part of a whole Wilson 1927.
        Checked against Ashby's table of searches in London, July to September 2020, in
        tests/golden.
    """
    a, n, b, m = _columns(searches, residents, other_searches, other_residents)
    missing = np.isnan(a) | np.isnan(b) | ~(n > 0) | ~(m > 0)
    withheld = ~missing & ((a < minimum) | (b <= 0))
    a, b = np.where(missing | withheld, np.nan, a), np.where(missing | withheld, np.nan, b)
    limits = _part_limits(a, n, b, m) if part_of_other else _apart_limits(a, n, b, m)
    return pd.DataFrame(
        {
            "rate_per_1000": _per_thousand(searches, n),
            "other_rate_per_1000": _per_thousand(other_searches, m),
            "value": (a / n) / (b / m),
            "lower": limits.lower,
            "upper": limits.upper,
            "status": np.where(missing, "x", np.where(withheld, "u", "")),
        }
    )


def disparity_from_rate(
    searches: ArrayLike,
    residents: ArrayLike,
    other_rate_per_1000: float,
    *,
    minimum: int = MINIMUM_SEARCHES,
) -> pd.DataFrame:
    """Searches per resident of groups divided by a rate known only as printed.

    Args:
        searches: Searches of each group, NaN where missing.
        residents: Residents of each group.
        other_rate_per_1000: The printed rate, taken as exact.
        minimum: Searches of the group below which the ratio is withheld.

    Returns:
        As `disparity`; the limits are those of the group's own count.

    Raises:
        ValueError: If the rate is not above zero.

    Source:
        Ashby 2020, Calculating disparities in stop and search; his printed ratios in
        tests/golden.
    """
    if not other_rate_per_1000 > 0:
        raise ValueError(f"A ratio to a rate of {other_rate_per_1000} per 1,000 has no meaning.")
    a, n = _columns(searches, residents)
    missing = np.isnan(a) | ~(n > 0)
    withheld = ~missing & (a < minimum)
    shown = np.where(missing | withheld, np.nan, a)
    limits = count_interval(shown)
    scale = PER / n / other_rate_per_1000
    return pd.DataFrame(
        {
            "rate_per_1000": _per_thousand(searches, n),
            "other_rate_per_1000": np.full(a.shape, other_rate_per_1000),
            "value": shown * scale,
            "lower": limits.lower * scale,
            "upper": limits.upper * scale,
            "status": np.where(missing, "x", np.where(withheld, "u", "")),
        }
    )


def bounds_for_missing(
    searches: ArrayLike,
    residents: ArrayLike,
    *,
    other_searches: ArrayLike,
    other_residents: ArrayLike,
    unknown: ArrayLike,
    part_of_other: bool = False,
) -> Interval:
    """What the ratio could be, whoever the people with no recorded ethnicity were.

    Lowest: none of them belongs to the group and all belong to the other. Highest: all belong to
    the group. These are bounds, not limits of chance. Compared with everyone, those people are
    in the count of everyone already.

    Args:
        searches: Searches of each group.
        residents: Residents of each group.
        other_searches: Searches of the group each is compared with.
        other_residents: Its residents.
        unknown: Searches with no recorded ethnicity.
        part_of_other: Whether the other is everyone, those searches included.

    Returns:
        Lowest and highest ratio; NaN where a part is missing.

    Source:
        Manski 1989, worst-case bounds.
    """
    a, n, b, m, u = _columns(searches, residents, other_searches, other_residents, unknown)
    n, m = np.where(n > 0, n, np.nan), np.where(m > 0, m, np.nan)
    most_other = b if part_of_other else b + u
    lowest = np.divide(a, most_other, out=np.full_like(a, np.nan), where=most_other > 0)
    highest = np.divide(a + u, b, out=np.full_like(a, np.nan), where=b > 0)
    return Interval(lowest * m / n, highest * m / n)


def _columns(*numbers: ArrayLike) -> tuple[Floats, ...]:
    """The numbers as float columns of one length."""
    return tuple(np.broadcast_arrays(*(np.atleast_1d(np.asarray(x, np.float64)) for x in numbers)))


def _per_thousand(counts: ArrayLike, residents: Floats) -> Floats:
    (count,) = _columns(counts)
    rate: Floats = count / np.where(residents > 0, residents, np.nan) * PER
    return rate


def _part_limits(a: Floats, n: Floats, b: Floats, m: Floats) -> Interval:
    """Limits of a group's share of all searches, divided by its share of all residents."""
    share = proportion_interval(a, b, CONFIDENCE)
    return Interval(share.lower * m / n, share.upper * m / n)


def _apart_limits(a: Floats, n: Floats, b: Floats, m: Floats) -> Interval:
    """Limits of a ratio of two independent rates."""
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = (a / n) / (b / m)
        factor = np.exp(ndtri(0.5 + CONFIDENCE / 2) * np.sqrt(1 / a + 1 / b))
        lower, upper = ratio / factor, ratio * factor
    for row in np.flatnonzero((a == 0) | (b == 0)):
        exact = rate_ratio((a[row], b[row]), (n[row], m[row]), CONFIDENCE)
        lower[row], upper[row] = exact.lower, exact.upper
    return Interval(lower, upper)
