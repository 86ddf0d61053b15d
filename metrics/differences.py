"""Differences of two groups' shares over a grid, with their intervals."""

import numpy as np
from numpy.typing import ArrayLike

from metrics.grid import Grid
from metrics.rates import CONFIDENCE, Interval, proportion_interval
from metrics.ratios import Compared

OTHER_PART, OTHER_WHOLE = "other_numerator", "other_denominator"
"""Columns with the counts of the group compared with."""


def differences(sums: Grid, *, least: int) -> Compared:
    """How far each group's share lies above that of its counterpart, in percentage points.

    Args:
        sums: Counts of both groups.
        least: People asked in each group below which the difference is withheld.
    """
    assert sums.denominator is not None
    asked, other_asked = sums.denominator, sums.others[OTHER_WHOLE]
    few = (asked < max(least, 1)) | (other_asked < max(least, 1))
    events = np.where(few, np.nan, sums.numerator)
    other = sums.others[OTHER_PART]
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.asarray(events * 100 / asked - other * 100 / other_asked)
    limits = share_difference_interval(events, asked, other_events=other, other_trials=other_asked)
    return Compared(
        value=value,
        limits=Interval(limits.lower * 100, limits.upper * 100),
        withheld=few,
    )


def share_difference_interval(
    events: ArrayLike,
    trials: ArrayLike,
    *,
    other_events: ArrayLike,
    other_trials: ArrayLike,
    confidence: float = CONFIDENCE,
) -> Interval:
    """Confidence limits of one share less another of people not among the first.

    Args:
        events: Successes of the first group; missing ones are NaN.
        trials: Its denominators.
        other_events: Successes of the other group.
        other_trials: Its denominators.
        confidence: Such as 0.95.

    Returns:
        Limits between -1 and 1; NaN where either share has none.

    Source:
        Newcombe 1998, method 10: the hybrid of both shares' Wilson limits.
    """
    own = proportion_interval(events, trials, confidence)
    other = proportion_interval(other_events, other_trials, confidence)
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.asarray(events, dtype=np.float64) / np.asarray(trials, dtype=np.float64)
        b = np.asarray(other_events, dtype=np.float64) / np.asarray(other_trials, dtype=np.float64)
    down = np.hypot(a - own.lower, other.upper - b)
    up = np.hypot(own.upper - a, b - other.lower)
    return Interval(a - b - down, a - b + up)
