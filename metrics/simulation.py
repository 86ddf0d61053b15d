"""Made-up series like ours, for measuring how often charts cry wolf and how soon they notice.

Monthly counts of a place vary more than chance alone would have them, so they are drawn from the
negative binomial distribution, with a season and, if wanted, a step. Randomness is passed in: the
same generator gives the same series.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Floats, Integers

MONTHS = 12
LEAST_MONTHS = 36

Signals = Callable[[Floats], Integers]
"""From series × months to 1, -1 or 0 for each series: whether its newest month is a new signal."""


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """What a series is like.

    Attributes:
        mean: Expected count of an average month.
        dispersion: a in variance = m + a·m²; 0 is chance alone.
        season: Twelve factors that average 1, the first for the first month.
    """

    mean: float
    dispersion: float = 0.0
    season: tuple[float, ...] = (1.0,) * MONTHS


def fit_pattern(counts: ArrayLike) -> Pattern:
    """The pattern of an observed monthly series.

    Season: the mean of each calendar month divided by the mean of all, over whole years; none
    where a calendar month never had an event. Dispersion: from the differences of neighbouring
    months, so that a lasting change is not taken for month-to-month variation. With dᵢ the counts
    divided by their season s, over Y years and with mean m,
    a = (½·mean((dᵢ - dᵢ₋₁)²)·Y/(Y-1) - m·mean(1/s)) / m², at least 0.

    Args:
        counts: One series in order of months, without gaps, at least three years.

    Returns:
        The pattern.

    Raises:
        ValueError: If a value is missing, fewer than 36 months are given or all are zero.

    Source:
        Method of moments for the negative binomial distribution (Anscombe 1950), with von
        Neumann's variance from successive differences.
    """
    months = np.asarray(counts, dtype=np.float64)
    if months.size < LEAST_MONTHS or np.isnan(months).any() or not months.any():
        raise ValueError("A pattern needs 36 months without a gap, and an event in one of them.")
    years = months.size // MONTHS
    whole = months[: years * MONTHS].reshape(years, MONTHS)
    season = whole.mean(axis=0) / whole.mean() if whole.any(axis=0).all() else np.ones(MONTHS)
    level = months / np.resize(season, months.size)
    mean = float(level.mean())
    variance = 0.5 * np.mean(np.diff(level) ** 2) * years / (years - 1)
    dispersion = (variance - mean * np.mean(1 / season)) / mean**2
    return Pattern(
        mean=mean,
        dispersion=max(0.0, float(dispersion)),
        season=tuple(float(factor) for factor in season),
    )


def fit_level(counts: ArrayLike) -> Pattern:
    """The pattern of a series without a season: of years, or of months with gaps between them.

    With dᵢ the counts and mean m, a = (½·mean((dᵢ - dᵢ₋₁)²) - m) / m² over neighbours that are
    both held, at least 0.

    Args:
        counts: One series in order of time, NaN where missing.

    Returns:
        The pattern, its season flat.

    Raises:
        ValueError: If no two neighbours are held, or all are zero.
    """
    points = np.asarray(counts, dtype=np.float64)
    held, steps = points[~np.isnan(points)], np.diff(points)
    steps = steps[~np.isnan(steps)]
    if not steps.size or not held.any():
        raise ValueError("A level needs two neighbouring periods, and an event in one of them.")
    mean = float(held.mean())
    dispersion = (0.5 * float(np.mean(steps**2)) - mean) / mean**2
    return Pattern(mean=mean, dispersion=max(0.0, dispersion))


def simulated(
    pattern: Pattern,
    months: int,
    runs: int,
    *,
    generator: np.random.Generator,
    step: float = 1.0,
    step_at: int | None = None,
) -> Floats:
    """Monthly counts drawn from a pattern.

    Args:
        pattern: Mean, dispersion and season.
        months: Length of each series.
        runs: How many series.
        generator: Source of randomness; the same state gives the same series.
        step: Factor on the mean from `step_at` on.
        step_at: Position of the first month after a step; none for no step.

    Returns:
        Series × months of negative binomial counts; Poisson where the dispersion is 0.

    Raises:
        ValueError: If mean or dispersion is negative, or the season has not twelve factors.
    """
    if pattern.mean < 0 or pattern.dispersion < 0 or len(pattern.season) != MONTHS:
        raise ValueError(f"No series can be drawn from {pattern}.")
    expected = pattern.mean * np.resize(np.array(pattern.season), months)
    if step_at is not None:
        expected[step_at:] *= step
    if pattern.dispersion:
        shape = 1 / pattern.dispersion
        expected = expected * generator.gamma(shape, pattern.dispersion, size=(runs, months))
    return generator.poisson(expected, size=(runs, months)).astype(np.float64)


def false_alarm_rate(
    signals: Signals,
    pattern: Pattern,
    months: int,
    runs: int,
    *,
    generator: np.random.Generator,
) -> float:
    """Part of the series without any change whose newest month is a new signal.

    Args:
        signals: The chart and rules to be measured.
        pattern: What the series are like.
        months: How many months of each the chart sees.
        runs: How many series.
        generator: Source of randomness.

    Returns:
        Expected new signals per series and month under no change. The standard error is
        √(p·(1-p)/runs).
    """
    series = simulated(pattern, months, runs, generator=generator)
    return float(np.mean(signals(series) != 0))


def months_to_notice(
    signals: Signals,
    pattern: Pattern,
    step: float,
    *,
    before: int,
    horizon: int,
    runs: int,
    generator: np.random.Generator,
) -> Floats:
    """How many months after a lasting step each series first signals in its direction.

    Args:
        signals: The chart and rules to be measured; it sees each month as it arrives.
        pattern: What the series are like before the step.
        step: Factor on the mean, such as 1.25 or 0.75.
        before: Months before the step.
        horizon: Months after it that are waited for.
        runs: How many series.
        generator: Source of randomness.

    Returns:
        For each series 1 if the first month after the step signals, and so on; infinite where
        none up to the horizon does, so that a median over all series stays right.

    Raises:
        ValueError: If the step is no change.
    """
    if step == 1:
        raise ValueError("A step of 1 changes nothing: give a factor such as 1.25.")
    series = simulated(
        pattern, before + horizon, runs, generator=generator, step=step, step_at=before
    )
    noticed = np.full(runs, np.inf)
    for month in range(horizon, 0, -1):
        noticed[signals(series[:, : before + month]) == np.sign(step - 1)] = month
    return noticed
