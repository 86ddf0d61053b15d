"""Whether months of the year differ by more than chance: the test for a stable season."""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import fdtrc

from data.errors import ParameterError
from metrics.arrays import Floats
from metrics.season import LEAST_MONTHS, MONTHS

LEVEL = 0.01
"""Below this a season is more than chance: one false finding in a hundred series without one."""

FLAT = 1e-12
"""Variation that is only rounding."""


def chance_of_season(values: ArrayLike) -> Floats:
    """How often chance alone makes months of the year differ as much as these, from 0 to 1.

    One regression of the values on the twelve months of the year and a trend: level and the
    cosines that take more than two years for a wave, as many as the years held. The F statistic
    compares it with the regression on the trend alone. Fitting both at once, the degrees of
    freedom of the trend are counted, which the test on detrended values leaves out.

    Args:
        values: Series in order of months along the last axis, without gaps.

    Returns:
        The p value of each series; 1 where nothing varies.

    Raises:
        ParameterError: If a value is missing or fewer than 36 months are given.

    Source:
        The F test for stable seasonality of X-11: Lothian and Morry 1978, A test for the presence
        of identifiable seasonality when using the X-11 program, Statistics Canada; Ladiray and
        Quenneville 2001, Seasonal adjustment with the X-11 method, Springer.
    """
    points = np.asarray(values, dtype=np.float64)
    length = points.shape[-1]
    if length < LEAST_MONTHS or np.isnan(points).any():
        raise ParameterError(
            f"The test for a season takes {LEAST_MONTHS} months or more in a row; found {length}."
        )
    trend, season = _bases(length)
    along = points - points.mean(axis=-1, keepdims=True)
    moved = along - (along @ trend) @ trend.T
    explained = np.square(moved @ season).sum(axis=-1)
    left = np.square(moved).sum(axis=-1) - explained
    freedom = length - trend.shape[1] - season.shape[1]
    varies = left > FLAT * (1 + np.square(points).sum(axis=-1))
    ratio = (explained / season.shape[1]) / np.where(varies, left / freedom, np.inf)
    found: Floats = np.asarray(fdtrc(season.shape[1], freedom, ratio), dtype=np.float64)
    return found


@lru_cache(maxsize=32)
def _bases(length: int) -> tuple[Floats, Floats]:
    """Orthonormal columns of the trend, and of what months of the year add to it."""
    at = (np.arange(length) + 0.5) / length
    waves = 1 + round(length / MONTHS)
    trend, _ = np.linalg.qr(np.cos(np.pi * np.outer(at, np.arange(waves))))
    months = np.eye(MONTHS)[np.arange(length) % MONTHS][:, 1:]
    season, _ = np.linalg.qr(months - trend @ (trend.T @ months))
    return trend, season
