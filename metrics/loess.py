"""Local regression on evenly spaced points, for many series at once.

Every fit is a weighted mean or a weighted straight line over the points around a target. The
distance weights are the same for all series, so they are laid down once as a matrix and each
smoothing of all series becomes a few matrix products.
"""

from dataclasses import dataclass

import numpy as np

from metrics.arrays import Floats, Integers

FLAT = 0.001
"""A line is fitted only where the weights spread over more than this part of the points' range."""

NEAR, FAR = 0.001, 0.999
"""Parts of the greatest distance within which weight is full, and beyond which there is none."""


@dataclass(frozen=True, kw_only=True)
class Smoother:
    """How each target takes its value from the points; matrices are points × targets.

    Attributes:
        weight: Distance weight of each point at each target.
        lever: The same times the position of the point as seen from the target; empty where a
            mean is fitted instead of a line.
        lever_squared: The same times the position squared.
        spread: Least standard deviation of positions at which a line is fitted, per target.
        nearest: The point whose value a target takes when no point has weight.
        between: Linear interpolation, targets × outputs; empty where each target is an output.
    """

    weight: Floats
    lever: Floats
    lever_squared: Floats
    spread: Floats
    nearest: Integers
    between: Floats

    def smooth(self, values: Floats, trust: Floats) -> Floats:
        """The fitted values.

        Args:
            values: Series × points.
            trust: Weight of each value besides its distance, series × points.

        Returns:
            Series × outputs.
        """
        total = trust @ self.weight
        alone = total <= 0
        total[alone] = 1.0
        trusted = trust * values
        fitted = trusted @ self.weight / total
        if self.lever.size:
            fitted -= self._tilt(trusted, trust, total, fitted)
        if alone.any():
            fitted[alone] = values[:, self.nearest][alone]
        return fitted @ self.between if self.between.size else fitted

    def _tilt(self, trusted: Floats, trust: Floats, total: Floats, mean: Floats) -> Floats:
        """How far a line lies below the weighted mean at each target."""
        centre = trust @ self.lever / total
        variance = trust @ self.lever_squared / total - centre**2
        shared = trusted @ self.lever / total - centre * mean
        steep = np.sqrt(np.maximum(variance, 0)) > self.spread
        slope = np.divide(shared, variance, out=np.zeros_like(shared), where=steep)
        tilt: Floats = centre * slope
        return tilt


NONE = np.zeros((0, 0))


def smoother(points: int, window: int, *, degree: int, jump: int = 1, beyond: int = 0) -> Smoother:
    """Local regression over `points` evenly spaced points.

    The weight of a point at distance d from the target is (1 - (d/h)³)³, where h is the distance
    to the farthest of the `window` nearest points, longer where there are fewer points than that.

    Args:
        points: How many points each series has.
        window: How many points each fit takes.
        degree: 0 for a weighted mean, 1 for a line.
        jump: Every how many points a fit is made; those between are interpolated.
        beyond: How many positions to extend the outputs before the first and after the last.

    Returns:
        The smoother.

    Source:
        Cleveland, Cleveland, McRae and Terpenning 1990, STL, Journal of Official Statistics 6,
        sections 2.1 and 5.
    """
    inside = np.unique(np.append(np.arange(0, points, min(jump, max(points - 1, 1))), points - 1))
    targets = np.concatenate([np.arange(-beyond, 0), inside, np.arange(points, points + beyond)])
    outputs = np.arange(-beyond, points + beyond)
    offset = np.arange(points)[:, None] - targets
    weight = _tricube(offset, targets, points, window)
    return Smoother(
        weight=weight,
        lever=weight * offset if degree else NONE,
        lever_squared=weight * offset**2 if degree else NONE,
        spread=np.full(targets.size, FLAT * (points - 1)),
        nearest=np.clip(targets, 0, points - 1),
        between=NONE if targets.size == outputs.size else _between(targets, outputs),
    )


def _between(targets: Integers, outputs: Integers) -> Floats:
    """What each target contributes to each output by linear interpolation."""
    return np.vstack([np.interp(outputs, targets, unit) for unit in np.eye(targets.size)])


def _tricube(offset: Integers, targets: Integers, points: int, window: int) -> Floats:
    """Distance weights of the points within each target's window."""
    if window >= points:
        first, last = np.zeros_like(targets), np.full_like(targets, points - 1)
    else:
        first = np.clip(targets + 1 - (window + 1) // 2, 0, points - window)
        last = first + window - 1
    reach = np.maximum(targets - first, last - targets) + max(window - points, 0) // 2
    position = np.arange(points)[:, None]
    share = np.abs(offset) / np.maximum(reach, 1)
    weight = np.where(share <= NEAR, 1.0, (1 - np.minimum(share, 1.0) ** 3) ** 3)
    return np.where((position >= first) & (position <= last) & (share <= FAR), weight, 0.0)
