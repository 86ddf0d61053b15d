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


@dataclass(frozen=True, kw_only=True)
class Smoother:
    """How each target takes its value from the points.

    Attributes:
        weight: Distance weight of each point at each target, targets × points.
        offset: Position of each point as seen from each target, targets × points.
        spread: Least standard deviation of positions at which a line is fitted, per target.
        nearest: The point whose value a target takes when no point has weight.
        line: Whether a line is fitted, or only a mean.
        between: Linear interpolation from targets to outputs, outputs × targets.
    """

    weight: Floats
    offset: Floats
    spread: Floats
    nearest: Integers
    line: bool
    between: Floats

    def smooth(self, values: Floats, trust: Floats) -> Floats:
        """The fitted values.

        Args:
            values: Series × points.
            trust: Weight of each value besides its distance, series × points.

        Returns:
            Series × outputs.
        """
        weight = self.weight.T
        total = trust @ weight
        known = total > 0
        total = np.where(known, total, 1.0)
        fitted = (trust * values) @ weight / total
        if self.line:
            fitted -= self._tilt(values, trust, total, fitted)
        return np.where(known, fitted, values[:, self.nearest]) @ self.between.T

    def _tilt(self, values: Floats, trust: Floats, total: Floats, mean: Floats) -> Floats:
        """How far a line lies below the weighted mean at each target."""
        weighted = (self.weight * self.offset).T
        centre = trust @ weighted / total
        variance = trust @ (self.weight * self.offset**2).T / total - centre**2
        shared = (trust * values) @ weighted / total - centre * mean
        steep = np.sqrt(np.maximum(variance, 0)) > self.spread
        slope = np.divide(shared, variance, out=np.zeros_like(shared), where=steep)
        tilt: Floats = centre * slope
        return tilt


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
    before, after = np.arange(-beyond, 0), np.arange(points, points + beyond)
    targets = np.concatenate([before, inside, after])
    outputs = np.arange(-beyond, points + beyond)
    between = np.column_stack([np.interp(outputs, targets, unit) for unit in np.eye(targets.size)])
    offset = np.arange(points) - targets[:, None]
    return Smoother(
        weight=_tricube(offset, targets, points, window),
        offset=offset.astype(np.float64),
        spread=np.full(targets.size, FLAT * (points - 1)),
        nearest=np.clip(targets, 0, points - 1),
        line=degree > 0,
        between=between,
    )


def _tricube(offset: Integers, targets: Integers, points: int, window: int) -> Floats:
    """Distance weights of the points within each target's window."""
    if window >= points:
        first, last = np.zeros_like(targets), np.full_like(targets, points - 1)
    else:
        first = np.clip(targets + 1 - (window + 1) // 2, 0, points - window)
        last = first + window - 1
    reach = np.maximum(targets - first, last - targets) + max(window - points, 0) // 2
    position = np.arange(points)
    taken = (position >= first[:, None]) & (position <= last[:, None])
    share = np.abs(offset) / np.maximum(reach, 1)[:, None]
    weight = np.where(share <= 0.001, 1.0, (1 - np.minimum(share, 1.0) ** 3) ** 3)
    return np.where(taken & (share <= 0.999), weight, 0.0)
