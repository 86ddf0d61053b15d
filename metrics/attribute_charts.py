"""Control charts of rates and shares, whose limits follow the size of the denominator.

The plain u and p charts take every event as independent of the others. With large denominators
that makes limits so narrow that nearly every month is a signal; Laney's u′ and p′ charts widen
them by the variation between months that is really there.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Flags, Floats, Integers
from metrics.control_limits import (
    DEFAULT,
    ChartSettings,
    Limits,
    finish_limits,
    lay_out,
    mean_moving_range,
    segment_sum,
)
from metrics.spc import ControlChart, chart_of

RATE = "rate"
SHARE = "share"

MEAN_RANGE_OF_SIGMA = 1.128
"""Average difference of two normal values, in standard deviations."""


def attribute_chart(
    counts: ArrayLike,
    denominators: ArrayLike,
    kind: str,
    *,
    segments: ArrayLike = 0,
    baseline: ArrayLike = True,
    between_months: bool = True,
    settings: ChartSettings = DEFAULT,
) -> ControlChart:
    """Limits and signals of a rate or a share.

    Args:
        counts: Events in order of time along the last axis, NaN where missing.
        denominators: What they are counted against, such as residents or searches.
        kind: "rate" for events per denominator (u), "share" for a part of it (p).
        segments: Number of the segment each point belongs to.
        baseline: Points that count towards the limits, if not all.
        between_months: Whether limits allow for variation between months (u′, p′) or take
            chance alone (u, p).
        settings: Rules, screening and the least number of points.

    Returns:
        The chart; its values are counts divided by denominators.

    Raises:
        ValueError: If `kind` is neither "rate" nor "share".

    Source:
        See `attribute_limits`.
    """
    ratio = _ratio(counts, denominators)
    limits = attribute_limits(
        counts,
        denominators,
        kind,
        segments=segments,
        baseline=baseline,
        between_months=between_months,
        settings=settings,
    )
    return chart_of(ratio, limits, segments, baseline=baseline, settings=settings)


def attribute_limits(
    counts: ArrayLike,
    denominators: ArrayLike,
    kind: str,
    *,
    segments: ArrayLike = 0,
    baseline: ArrayLike = True,
    between_months: bool = True,
    settings: ChartSettings = DEFAULT,
) -> Limits:
    """Centre line and limits of a rate or a share, at each point's own denominator.

    Centre: c = Σx/Σn over the segment. Chance: σᵢ = √(c/nᵢ) for a rate, √(c·(1-c)/nᵢ) for a share.
    Limits: c ± 3·σᵢ·σz, where σz is 1 for the plain charts and, for Laney's, the mean moving range
    of zᵢ = (xᵢ/nᵢ - c)/σᵢ divided by 1.128. A c chart of counts is a rate with denominator 1.

    Args:
        counts: Events in order of time along the last axis, NaN where missing.
        denominators: What they are counted against.
        kind: "rate" or "share".
        segments: Number of the segment each point belongs to.
        baseline: Points that count towards the limits, if not all.
        between_months: Whether to allow for variation between months.
        settings: Screening of the moving ranges of z, and the least number of points.

    Returns:
        Limits at every point, none below 0 and none of a share above 1.

    Raises:
        ValueError: If `kind` is neither "rate" nor "share".

    Source:
        Montgomery, Introduction to Statistical Quality Control, 7.2 and 7.3; Laney 2002,
        Improved control charts for attributes, Quality Engineering 14. Golden values in
        tests/golden.
    """
    ratio, labels, counted = lay_out(_ratio(counts, denominators), segments, baseline)
    events, size = _arrays(counts, denominators)
    centre = _centre(events, size, labels, counted)
    sigma = _chance(centre, size, kind)
    if between_months:
        z = np.divide(ratio - centre, sigma, out=np.full_like(ratio, np.nan), where=sigma > 0)
        sigma = sigma * _excess(z, labels, counted, settings=settings)
    limits = finish_limits(centre, sigma, labels, counted, settings=settings)
    highest = 1 if kind == SHARE else np.inf
    return replace(
        limits, lower=np.maximum(limits.lower, 0), upper=np.minimum(limits.upper, highest)
    )


def _arrays(counts: ArrayLike, denominators: ArrayLike) -> tuple[Floats, Floats]:
    events, size = np.broadcast_arrays(
        np.asarray(counts, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    )
    return events, np.where(size > 0, size, np.nan)


def _ratio(counts: ArrayLike, denominators: ArrayLike) -> Floats:
    events, size = _arrays(counts, denominators)
    ratio: Floats = events / size
    return ratio


def _chance(centre: Floats, size: Floats, kind: str) -> Floats:
    """Standard deviation of each point if events were independent of each other."""
    if kind not in (RATE, SHARE):
        raise ValueError(f"A chart of '{kind}' is not known: say '{RATE}' or '{SHARE}'.")
    variance = centre * (1 - centre) if kind == SHARE else centre
    sigma: Floats = np.sqrt(variance / size)
    return sigma


def _centre(events: Floats, size: Floats, labels: Integers, counted: Flags) -> Floats:
    """All events over all denominators of each segment."""
    total = segment_sum(size, labels, counted)
    none = np.full(total.shape, np.nan)
    centre: Floats = np.divide(
        segment_sum(events, labels, counted), total, out=none, where=total > 0
    )
    return centre


def _excess(z: Floats, labels: Integers, counted: Flags, *, settings: ChartSettings) -> Floats:
    """How many times chance the points vary from month to month; 1 where nothing can vary."""
    screen = settings.screen_moving_ranges
    mean = mean_moving_range(z, labels, counted & ~np.isnan(z), screen=screen)
    return np.where(np.isnan(mean), 1.0, mean / MEAN_RANGE_OF_SIGMA)
