"""What every control chart needs: its settings, its segments and their means."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Flags, Floats, Integers
from metrics.control_rules import RULES, RUN

NHS_FACTOR = 2.66
"""Limits at 2.66 mean moving ranges, as the NHS prints it."""

TEXTBOOK_FACTOR = 3 / 1.128
"""The same before rounding: three sigma, a moving range of two normal values averaging 1.128."""

SCREEN_ABOVE = 3.267
"""Moving ranges above this multiple of their mean are themselves beyond chance (Nelson 1982)."""

BEYOND_TWO_SIGMA = "beyond two sigma"
BETWEEN_TWO_AND_THREE_SIGMA = "between two and three sigma"


@dataclass(frozen=True, kw_only=True)
class ChartSettings:
    """What a reader may choose about a control chart; the defaults are the project's.

    Attributes:
        limit_factor: Mean moving ranges between centre line and limit.
        screen_moving_ranges: Whether extreme moving ranges are left out, once, before limits
            are drawn.
        minimum_points: A segment with fewer points has no limits and no signals.
        firm_points: Limits from fewer points than this are trial limits.
        rules: The rules in use.
        run: Points that make a trend or a run on one side.
        baseline: First day of the first and last day of the last month that limits are drawn from,
            where they are frozen on a named period; charts that know their months heed it.
        near_limit: Which points the two-of-three rule counts: all beyond two sigma, as Making
            Data Count has it since 2024, or only those between two and three sigma, as before.
    """

    limit_factor: float = NHS_FACTOR
    screen_moving_ranges: bool = True
    minimum_points: int = 12
    firm_points: int = 24
    rules: tuple[str, ...] = RULES
    run: int = RUN
    near_limit: str = BEYOND_TWO_SIGMA
    baseline: tuple[date, date] | None = None


DEFAULT = ChartSettings()


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Centre line and limits at every point; NaN where the segment has too few points."""

    centre: Floats
    sigma: Floats
    lower: Floats
    upper: Floats
    trial: Flags


def segments_by_date(ends: Sequence[date], first_days: Sequence[date]) -> Integers:
    """Segment numbers of periods, a new one from each given day.

    Args:
        ends: Last day of each period.
        first_days: First day of each new segment, such as that of a break in the ledger.

    Returns:
        0 before the first of these days, 1 from it on, and so on.
    """
    starts = np.array(sorted(set(first_days)), dtype="datetime64[D]")
    return np.searchsorted(starts, np.array(ends, dtype="datetime64[D]"), side="right")


def counted_months(ends: Sequence[date], segments: Integers, settings: ChartSettings) -> Flags:
    """Which months count towards limits: of the segment with a baseline only its own months.

    Args:
        ends: Last day of each month.
        segments: Segment number of each month.
        settings: With the baseline, if there is one.

    Returns:
        True for each month that counts; all of them without a baseline.
    """
    if settings.baseline is None:
        return np.ones(len(ends), dtype=np.bool_)
    first, last = settings.baseline
    inside = np.array([first <= end <= last for end in ends], dtype=np.bool_)
    return inside | ~np.isin(segments, segments[inside])


def segments_by_index(points: int, firsts: Sequence[int]) -> Integers:
    """Segment numbers of `points` points, a new one from each given position."""
    return np.searchsorted(np.array(sorted(set(firsts))), np.arange(points), side="right")


def lay_out(
    values: ArrayLike, segments: ArrayLike, baseline: ArrayLike
) -> tuple[Floats, Integers, Flags]:
    """Points, one label for each segment of each series, and the points that count and are held.

    Args:
        values: Points along the last axis, NaN where missing.
        segments: Segment numbers that can be laid over them.
        baseline: Whether each point counts, likewise.

    Returns:
        Three arrays of the shape of `values`; labels are whole numbers from 0.
    """
    points = np.asarray(values, dtype=np.float64)
    numbers = np.broadcast_to(np.asarray(segments, dtype=np.int64), points.shape)
    counted = np.broadcast_to(np.asarray(baseline, dtype=np.bool_), points.shape)
    own = numbers - numbers.min(initial=0)
    width = int(own.max(initial=0)) + 1
    series = np.arange(math.prod(points.shape[:-1])).reshape(*points.shape[:-1], 1)
    return points, series * width + own, counted & ~np.isnan(points)


def segment_mean(quantity: Floats, labels: Integers, counted: Flags) -> Floats:
    """Mean of the counted cells of each segment, laid over all its cells; NaN without any."""
    total = segment_sum(quantity, labels, counted)
    number = segment_sum(np.ones_like(quantity), labels, counted)
    mean: Floats = np.divide(total, number, out=np.full(total.shape, np.nan), where=number > 0)
    return mean


def segment_sum(quantity: Floats, labels: Integers, counted: Flags) -> Floats:
    """Sum of the counted cells of each segment, laid over all its cells."""
    size = int(labels.max(initial=0)) + 1
    sums = np.bincount(labels[counted], weights=quantity[counted], minlength=size)
    return sums.astype(np.float64)[labels]


def finish_limits(
    centre: Floats, sigma: Floats, labels: Integers, counted: Flags, *, settings: ChartSettings
) -> Limits:
    """Limits at three sigma, left out where a segment has too few points to know its own variation.

    Args:
        centre: Centre line at every point.
        sigma: Standard deviation expected of each point.
        labels: Result of `lay_out`.
        counted: Points that count.
        settings: The least numbers of points.

    Returns:
        The limits.
    """
    number = segment_sum(np.ones_like(centre), labels, counted)
    enough = number >= settings.minimum_points
    centre, sigma = np.where(enough, centre, np.nan), np.where(enough, sigma, np.nan)
    return Limits(
        centre=centre,
        sigma=sigma,
        lower=centre - 3 * sigma,
        upper=centre + 3 * sigma,
        trial=enough & (number < settings.firm_points),
    )


def mean_moving_range(points: Floats, labels: Integers, counted: Flags, *, screen: bool) -> Floats:
    """Mean absolute difference of neighbouring points, of each segment, laid over its points.

    Args:
        points: Points, NaN where missing.
        labels: Result of `lay_out`.
        counted: Points that count.
        screen: Whether ranges above 3.267 times their mean are left out, once.

    Returns:
        The mean at every point of the segment, NaN where it has no two neighbours.
    """
    ranges = np.full(points.shape, np.nan)
    ranges[..., 1:] = np.abs(np.diff(points, axis=-1))
    pairs = np.zeros(points.shape, dtype=np.bool_)
    pairs[..., 1:] = counted[..., 1:] & counted[..., :-1] & (labels[..., 1:] == labels[..., :-1])
    mean = segment_mean(ranges, labels, pairs)
    if not screen:
        return mean
    screened = segment_mean(ranges, labels, pairs & (ranges <= SCREEN_ABOVE * mean))
    return np.where(screened > 0, screened, mean)
