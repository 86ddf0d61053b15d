"""Control charts: which points of a monthly series are more than ordinary variation.

The XmR chart takes the usual month-to-month movement of a series as the measure of its ordinary
variation. Limits and rules work on arrays whose last axis is time, so one call charts one series
or all of London's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from metrics import control_rules as rules
from metrics.arrays import Flags, Floats, Integers
from metrics.control_limits import (
    BETWEEN_TWO_AND_THREE_SIGMA,
    DEFAULT,
    ChartSettings,
    Limits,
    finish_limits,
    lay_out,
    mean_moving_range,
    segment_mean,
)


@dataclass(frozen=True, kw_only=True)
class ControlChart:
    """One or many series with their limits and signals; every array has the shape of `values`.

    Attributes:
        segments: Number of the segment each point belongs to; limits are its own.
        baseline: Whether the point counted towards the limits.
        completed: For each rule, 1 or -1 where a pattern is complete: what was known that month.
        members: For each rule, 1 or -1 at each point of a pattern: what a chart marks.
    """

    values: Floats
    centre: Floats
    sigma: Floats
    lower: Floats
    upper: Floats
    trial: Flags
    segments: Integers
    baseline: Flags
    completed: Mapping[str, Integers]
    members: Mapping[str, Integers]

    @property
    def leading(self) -> Integers:
        """Position in `RULES` of the first rule each point breaks, -1 where it breaks none."""
        found = np.full(self.values.shape, -1, dtype=np.int64)
        for position, rule in reversed(list(enumerate(rules.RULES))):
            if rule in self.members:
                found[self.members[rule] != 0] = position
        return found

    @property
    def direction(self) -> Integers:
        """1 up, -1 down, 0 no signal: by the leading rule of each point."""
        found = np.zeros(self.values.shape, dtype=np.int64)
        for rule in reversed(rules.RULES):
            if rule in self.members:
                found = np.where(self.members[rule] != 0, self.members[rule], found)
        return found

    @property
    def new(self) -> Integers:
        """1 or -1 where a rule is newly broken: it was not, the same way, a point before.

        The sign is that of the first such rule.
        """
        found = np.zeros(self.values.shape, dtype=np.int64)
        for rule in reversed(rules.RULES):
            if rule in self.completed:
                pattern = self.completed[rule]
                before = np.zeros_like(pattern)
                before[..., 1:] = pattern[..., :-1]
                found = np.where((pattern != 0) & (pattern != before), pattern, found)
        return found

    def scaled(self, factor: float) -> "ControlChart":
        """The same chart in another unit; signals stay as they are.

        Args:
            factor: Positive number of new units in an old one, such as 100 for percent.
        """
        lines = {
            name: getattr(self, name) * factor
            for name in ("values", "centre", "sigma", "lower", "upper")
        }
        return replace(self, **lines)

    def series(self, *position: int) -> "ControlChart":
        """One series out of many."""
        return ControlChart(
            values=self.values[position],
            centre=self.centre[position],
            sigma=self.sigma[position],
            lower=self.lower[position],
            upper=self.upper[position],
            trial=self.trial[position],
            segments=self.segments[position],
            baseline=self.baseline[position],
            completed={rule: found[position] for rule, found in self.completed.items()},
            members={rule: found[position] for rule, found in self.members.items()},
        )


def xmr_chart(
    values: ArrayLike,
    segments: ArrayLike = 0,
    *,
    baseline: ArrayLike = True,
    settings: ChartSettings = DEFAULT,
) -> ControlChart:
    """Limits and signals of monthly counts.

    Args:
        values: Points in order of time along the last axis, NaN where missing.
        segments: Number of the segment each point belongs to; limits start afresh in each.
        baseline: Points that count towards the limits, if not all.
        settings: Constants and rules.

    Returns:
        The chart of every series.

    Raises:
        ValueError: If `segments` or `baseline` cannot be laid over `values`.

    Source:
        See `xmr_limits` and `metrics.control_rules`.
    """
    points = np.asarray(values, dtype=np.float64)
    limits = xmr_limits(points, segments, baseline=baseline, settings=settings)
    return chart_of(points, limits, segments, baseline=baseline, settings=settings)


def xmr_limits(
    values: ArrayLike,
    segments: ArrayLike = 0,
    *,
    baseline: ArrayLike = True,
    settings: ChartSettings = DEFAULT,
) -> Limits:
    """Centre line and limits of single values from their own month-to-month movement.

    Centre: the mean x̄ of the segment. Limits: x̄ ± k·MR̄, where MR̄ is the mean of |xᵢ - xᵢ₋₁| over
    neighbouring months of the segment and k is 2.66. With screening, moving ranges above
    3.267·MR̄ are left out once and MR̄ is taken anew; they stay if nothing else would be left.
    Sigma is a third of the distance from centre to limit.

    Args:
        values: Points in order of time along the last axis, NaN where missing.
        segments: Number of the segment each point belongs to.
        baseline: Points that count towards the limits, if not all; all points get limits.
        settings: Constants, screening and the least number of points.

    Returns:
        Limits at every point, NaN where the segment has fewer than `minimum_points` points that
        count. Limits are not cut at zero.

    Source:
        Shewhart; constants as in NHSRplotthedots 0.2 (`ptd_spc_standard`) and Montgomery,
        Introduction to Statistical Quality Control, 6.33; screening Nelson 1982. Golden values
        in tests/golden.
    """
    points, labels, counted = lay_out(values, segments, baseline)
    centre = segment_mean(points, labels, counted)
    distance = settings.limit_factor * mean_moving_range(
        points, labels, counted, screen=settings.screen_moving_ranges
    )
    return finish_limits(centre, distance / 3, labels, counted, settings=settings)


def chart_of(
    values: ArrayLike,
    limits: Limits,
    segments: ArrayLike = 0,
    *,
    baseline: ArrayLike = True,
    settings: ChartSettings = DEFAULT,
) -> ControlChart:
    """The chart of series whose limits are known, of whatever kind.

    Args:
        values: Points in order of time along the last axis, NaN where missing.
        limits: Limits of the same shape.
        segments: Number of the segment each point belongs to; no pattern reaches across.
        baseline: Points that counted towards the limits.
        settings: Rules in use.

    Returns:
        The chart, without signals where there are no limits.
    """
    points, labels, counted = lay_out(values, segments, baseline)
    completed = _completed(points, limits, labels, settings)
    window = {rules.BEYOND_LIMITS: 1, rules.TWO_OF_THREE: rules.WINDOW}
    parts = {r: rules.members(p, run=window.get(r, settings.run)) for r, p in completed.items()}
    if rules.TWO_OF_THREE in completed:
        # Only points that are themselves near the limit are marked, or make news.
        near = _near(points, limits, settings)
        completed[rules.TWO_OF_THREE] *= near
        parts[rules.TWO_OF_THREE] *= near
    numbers = np.broadcast_to(np.asarray(segments, dtype=np.int64), points.shape)
    return ControlChart(
        values=points,
        centre=limits.centre,
        sigma=limits.sigma,
        lower=limits.lower,
        upper=limits.upper,
        trial=limits.trial,
        segments=numbers,
        baseline=counted,
        completed=completed,
        members=parts,
    )


def _completed(
    points: Floats, limits: Limits, labels: Integers, settings: ChartSettings
) -> dict[str, Integers]:
    """For each rule in use, where a pattern is complete."""
    side = rules.side_of(points, limits.centre)
    found = {
        rules.BEYOND_LIMITS: rules.beyond(points, limits.lower, limits.upper),
        rules.TRENDING: rules.trending(points, labels, run=settings.run) * ~np.isnan(limits.centre),
        rules.TWO_OF_THREE: rules.two_of_three(_near(points, limits, settings), side, labels),
        rules.ONE_SIDE: rules.one_side(side, labels, run=settings.run),
    }
    return {rule: pattern for rule, pattern in found.items() if rule in settings.rules}


def _near(points: Floats, limits: Limits, settings: ChartSettings) -> Flags:
    """Points beyond two sigma, by the variant in use."""
    two = 2 * limits.sigma
    near: Flags = rules.beyond(points, limits.centre - two, limits.centre + two) != 0
    if settings.near_limit == BETWEEN_TWO_AND_THREE_SIGMA:
        near &= rules.beyond(points, limits.lower, limits.upper) == 0
    return near
