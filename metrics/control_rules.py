"""The rules that tell a signal from ordinary variation on a control chart.

Every rule answers for each point with 1 (upwards), -1 (downwards) or 0, for any number of series
at once; time is the last axis. A missing value and the start of a new segment break every pattern,
because neither side of a gap is known to follow from the other.
"""

import numpy as np

from metrics.arrays import Flags, Floats, Integers

BEYOND_LIMITS = "beyond_limits"
TRENDING = "trending"
TWO_OF_THREE = "two_of_three"
ONE_SIDE = "one_side"

RULES: tuple[str, ...] = (BEYOND_LIMITS, TRENDING, TWO_OF_THREE, ONE_SIDE)
"""Every rule, the one that counts most first."""

RULE_WORDS: dict[str, str] = {
    BEYOND_LIMITS: "a point outside the limits",
    TRENDING: "seven points rising or falling without a pause",
    TWO_OF_THREE: "two of three points near the same limit",
    ONE_SIDE: "seven points on one side of the centre line",
}

RUN = 7
"""Points that make a trend or a run on one side."""

WINDOW = 3
NEAR_IN_WINDOW = 2

# A mean of equal numbers differs from them in the last binary digit; that is not a side.
SAME = 1e-11


def side_of(values: Floats, line: Floats) -> Integers:
    """Which side of a line each point lies on.

    Args:
        values: Points, NaN where missing.
        line: Height of the line at each point, NaN where there is none.

    Returns:
        1 above, -1 below, 0 on the line or where either is missing.
    """
    apart = values - line
    tolerance = SAME * np.maximum(np.abs(values), np.abs(line))
    known = np.where(np.isnan(apart) | (np.abs(apart) <= tolerance), 0.0, apart)
    return np.sign(known).astype(np.int64)


def beyond(values: Floats, lower: Floats, upper: Floats) -> Integers:
    """The points outside the limits.

    Args:
        values: Points, NaN where missing.
        lower: Lower limit at each point.
        upper: Upper limit at each point.

    Returns:
        1 above the upper limit, -1 below the lower one, else 0. A point on a limit is inside.

    Source:
        Shewhart's rule; NHS England, Making Data Count.
    """
    above, below = side_of(values, upper) == 1, side_of(values, lower) == -1
    outside: Integers = above.astype(np.int64) - below
    return outside


def one_side(side: Integers, segments: Integers, *, run: int = RUN) -> Integers:
    """The points that complete, or prolong, a run on one side of the centre line.

    Args:
        side: Result of `side_of` for the centre line; a point on the line ends a run.
        segments: Number of the segment each point belongs to.
        run: Points that make a run.

    Returns:
        The side of the run at its `run`-th point and at each later one, else 0.

    Source:
        NHS England, Making Data Count; cases of NHSRplotthedots in tests/golden.
    """
    return np.where(run_lengths(side, segments) >= run, side, 0)


def trending(values: Floats, segments: Integers, *, run: int = RUN) -> Integers:
    """The points that complete, or prolong, a trend.

    Args:
        values: Points, NaN where missing.
        segments: Number of the segment each point belongs to.
        run: Points that make a trend; seven points are six steps.

    Returns:
        1 where the last `run` points each rise above the one before, -1 where each falls below
        it, else 0. Two equal points end a trend.

    Source:
        NHS England, Making Data Count; cases of NHSRplotthedots in tests/golden.
    """
    steps = np.zeros(values.shape, dtype=np.int64)
    steps[..., 1:] = side_of(values[..., 1:], values[..., :-1])
    steps[..., 1:][segments[..., 1:] != segments[..., :-1]] = 0
    return np.where(run_lengths(steps, segments) >= run - 1, steps, 0)


def two_of_three(near: Flags, side: Integers, segments: Integers) -> Integers:
    """The points that end a window of three in which two or more lie near one limit.

    Args:
        near: Whether each point lies beyond two sigma.
        side: Result of `side_of` for the centre line.
        segments: Number of the segment each point belongs to.

    Returns:
        The side of the window at its last point where at least two of its three points are near
        a limit and all three are on the same side of the centre line, else 0.

    Source:
        NHS England, Making Data Count; cases of NHSRplotthedots in tests/golden.
    """
    ends = np.zeros(side.shape, dtype=np.int64)
    if side.shape[-1] < WINDOW:
        return ends
    last = side[..., 2:]
    together = (last == side[..., 1:-1]) & (last == side[..., :-2])
    together &= segments[..., 2:] == segments[..., :-2]
    count = near[..., 2:].astype(np.int64) + near[..., 1:-1] + near[..., :-2]
    ends[..., 2:] = np.where(together & (count >= NEAR_IN_WINDOW), last, 0)
    return ends


def run_lengths(side: Integers, segments: Integers) -> Integers:
    """How many points, up to each point, lie without a break on its side.

    Args:
        side: 1, -1 or 0 for each point.
        segments: Number of the segment each point belongs to.

    Returns:
        The length of the run so far; 0 where `side` is 0.
    """
    starts = np.ones(side.shape, dtype=np.bool_)
    starts[..., 1:] = side[..., 1:] != side[..., :-1]
    starts[..., 1:] |= segments[..., 1:] != segments[..., :-1]
    positions = np.arange(side.shape[-1])
    begun = np.maximum.accumulate(np.where(starts, positions, 0), axis=-1)
    return np.where(side == 0, 0, positions - begun + 1)


def members(completed: Integers, *, run: int) -> Integers:
    """Every point of the patterns that the completing points end.

    Args:
        completed: 1 or -1 at each point that completes a pattern of `run` points.
        run: Points in a pattern.

    Returns:
        1 or -1 at each point that is part of one. A point that ends a rise and begins a fall is
        given to the rise.
    """
    up, down = completed == 1, completed == -1
    for back in range(1, min(run, completed.shape[-1])):
        up[..., :-back] |= completed[..., back:] == 1
        down[..., :-back] |= completed[..., back:] == -1
    return np.where(up, 1, np.where(down, -1, 0))
