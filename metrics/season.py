"""Seasonal adjustment: a monthly series without what returns every year.

The method is STL, robust, with a season that stays the same from year to year: with five years of
data a season free to drift would take up most of what is unusual about the newest month. All
series of one length are adjusted together, as matrix products; results are those of statsmodels,
which the tests compare with, at a small part of the time.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike

from data.errors import ParameterError
from metrics.arrays import Flags, Floats
from metrics.loess import NONE, Smoother, smoother

MONTHS = 12
LEAST_MONTHS = 36
"""Three years: fewer cannot tell a season from chance."""

SAME_EVERY_YEAR = 1201
"""A window so long that all years count alike."""


@dataclass(frozen=True, kw_only=True)
class StlSettings:
    """Windows and loops of the decomposition, named as in the paper and in statsmodels.

    Attributes:
        seasonal: Years in each fit of a calendar month's values.
        trend: Months in each fit of the trend; 0 for the paper's rule.
        low_pass: Months in each fit of the low-pass filter.
        seasonal_deg: 0 for a mean of a calendar month's values, 1 for a line through them.
        outer_iter: Rounds in which unusual months lose weight.
        inner_iter: Rounds of season and trend within each.
    """

    seasonal: int = SAME_EVERY_YEAR
    trend: int = 0
    low_pass: int = 13
    seasonal_deg: int = 0
    trend_deg: int = 1
    low_pass_deg: int = 1
    seasonal_jump: int = 1
    trend_jump: int = 1
    low_pass_jump: int = 1
    outer_iter: int = 15
    inner_iter: int = 2

    @property
    def trend_window(self) -> int:
        """The trend window asked for, or the smallest odd number the paper allows."""
        if self.trend:
            return self.trend
        least = int(np.ceil(1.5 * MONTHS / (1 - 1.5 / self.seasonal)))
        return least + 1 - least % 2


DEFAULT = StlSettings()


@dataclass(frozen=True, kw_only=True)
class Decomposition:
    """Season, trend and the weight each month kept, of the shape of the values."""

    season: Floats
    trend: Floats
    weights: Floats


@dataclass(frozen=True, kw_only=True)
class Adjusted:
    """Series with the season taken out where that can be done.

    Attributes:
        values: Adjusted values; the values as they were where `adjusted` is false.
        adjusted: Whether the season has been taken out.
        season: What was taken out, 0 where nothing was.
    """

    values: Floats
    adjusted: Flags
    season: Floats


def seasonally_adjusted(values: ArrayLike, settings: StlSettings = DEFAULT) -> Adjusted:
    """Monthly series without their season, wherever 36 months without a gap are held.

    Each unbroken stretch is adjusted by itself: what happened in a gap is not known, and nothing
    is made up to fill it. A shorter stretch keeps its values as they are.

    Args:
        values: Series in order of months along the last axis, NaN where missing.
        settings: Windows and loops.

    Returns:
        Values less season. Adjusted values of small counts may fall below zero.

    Source:
        See `decompose`.
    """
    points = np.asarray(values, dtype=np.float64)
    rows = points.reshape(-1, points.shape[-1])
    season = np.zeros_like(rows)
    done = np.zeros(rows.shape, dtype=np.bool_)
    held = ~np.isnan(rows)
    for pattern in np.unique(held, axis=0):
        alike = np.flatnonzero((held == pattern).all(axis=1))
        for first, end in stretches(pattern):
            if end - first >= LEAST_MONTHS:
                found = decompose(rows[alike, first:end], settings)
                season[alike, first:end] = found.season
                done[alike, first:end] = True
    return Adjusted(
        values=(rows - season).reshape(points.shape),
        adjusted=done.reshape(points.shape),
        season=season.reshape(points.shape),
    )


def refusal(values: ArrayLike) -> str:
    """Why a series is not seasonally adjusted, in a sentence; empty where it is, at its end.

    Args:
        values: One series in order of months, NaN where missing.
    """
    months = np.asarray(values, dtype=np.float64)
    runs = stretches(~np.isnan(months))
    if not runs or runs[-1][1] < months.size:
        return "Not seasonally adjusted: the newest month is missing."
    length = runs[-1][1] - runs[-1][0]
    if length >= LEAST_MONTHS:
        return ""
    since = "since the last gap " if len(runs) > 1 else ""
    return (
        f"Not seasonally adjusted: {length} months are held {since}in a row and "
        f"{LEAST_MONTHS} are needed."
    )


def stretches(held: Flags) -> list[tuple[int, int]]:
    """First position, and position after the last, of each unbroken stretch."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], held, [False]]).astype(np.int8)))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def decompose(values: ArrayLike, settings: StlSettings = DEFAULT) -> Decomposition:
    """Season and trend of monthly series without gaps, by STL.

    A series is taken apart into season + trend + remainder by turns: each calendar month's values
    are smoothed over the years, what is not seasonal is filtered out of that, and the rest is
    smoothed into a trend. Months with large remainders then lose weight, (1 - (r/6m)²)² with m the
    median of |r|, and the turns start again.

    Args:
        values: Series in order of months along the last axis.
        settings: Windows and loops.

    Returns:
        Season, trend and weights; what remains is values less both.

    Raises:
        ParameterError: If a value is missing or fewer than 36 months are given.

    Source:
        Cleveland, Cleveland, McRae and Terpenning 1990, STL: A seasonal-trend decomposition
        procedure based on loess, Journal of Official Statistics 6, 3-73. Reference values of the
        authors' own program in tests/golden, by way of statsmodels.
    """
    points = np.asarray(values, dtype=np.float64)
    rows = points.reshape(-1, points.shape[-1])
    if np.isnan(rows).any() or rows.shape[1] < LEAST_MONTHS:
        reasons = [refusal(row) for row in rows]
        raise ParameterError(next(filter(None, reasons), "Not seasonally adjusted: a gap inside."))
    parts = _parts(rows.shape[1], settings)
    trust, trend = np.ones_like(rows), np.zeros_like(rows)
    season, trend = _turns(rows, trend, trust, parts=parts, turns=settings.inner_iter)
    for _ in range(settings.outer_iter):
        trust = _trust(rows - season - trend)
        season, trend = _turns(rows, trend, trust, parts=parts, turns=settings.inner_iter)
    shape = points.shape
    return Decomposition(
        season=season.reshape(shape), trend=trend.reshape(shape), weights=trust.reshape(shape)
    )


@dataclass(frozen=True, kw_only=True)
class _Parts:
    """The smoothers for one length of series."""

    seasonal: Smoother
    low_pass: Floats
    trend: Smoother


def _turns(
    rows: Floats, trend: Floats, trust: Floats, *, parts: _Parts, turns: int
) -> tuple[Floats, Floats]:
    """Season and trend after some turns, beginning from a trend."""
    season = np.zeros_like(rows)
    for _ in range(turns):
        cycles = parts.seasonal.smooth(rows - trend, trust)
        season = cycles[:, MONTHS:-MONTHS] - cycles @ parts.low_pass
        trend = parts.trend.smooth(rows - season, trust)
    return season, trend


def _trust(remainder: Floats) -> Floats:
    """Weights that fall with the size of the remainder: 1 near zero, 0 from six medians on."""
    size = np.abs(remainder)
    reach = 6 * np.median(size, axis=1, keepdims=True)
    share = np.divide(size, reach, out=np.zeros_like(size), where=reach > 0)
    weight = np.where(share <= 0.001, 1.0, (1 - np.minimum(share, 1.0) ** 2) ** 2)
    return np.where(share <= 0.999, weight, 0.0)


@lru_cache(maxsize=32)
def _parts(months: int, settings: StlSettings) -> _Parts:
    low_pass = smoother(
        months, settings.low_pass, degree=settings.low_pass_deg, jump=settings.low_pass_jump
    )
    averages = _averages(months + 2 * MONTHS)
    return _Parts(
        seasonal=_seasonal(months, settings),
        low_pass=low_pass.smooth(averages.T, np.ones_like(averages.T)),
        trend=smoother(
            months, settings.trend_window, degree=settings.trend_deg, jump=settings.trend_jump
        ),
    )


def _averages(points: int) -> Floats:
    """Moving averages of twelve, twelve and three months, as one matrix."""
    matrix = np.eye(points)
    for window in (MONTHS, MONTHS, 3):
        sums = np.cumsum(np.vstack([np.zeros(points), matrix]), axis=0)
        matrix = (sums[window:] - sums[:-window]) / window
    return matrix


def _seasonal(months: int, settings: StlSettings) -> Smoother:
    """One smoother over the years for all calendar months, a year longer than the series each way.

    Each calendar month sees only its own values: the matrices of the twelve smoothers lie beside
    each other, with zeros between.
    """
    own = [
        smoother(
            (months - month - 1) // MONTHS + 1,
            settings.seasonal,
            degree=settings.seasonal_deg,
            jump=settings.seasonal_jump,
            beyond=1,
        )
        for month in range(MONTHS)
    ]
    ends = np.cumsum([0] + [part.weight.shape[1] for part in own])
    weight, lever, lever_squared = (np.zeros((months, ends[-1])) for _ in range(3))
    between = np.zeros((ends[-1], months + 2 * MONTHS))
    for month, part in enumerate(own):
        targets, every_year = slice(ends[month], ends[month + 1]), slice(month, None, MONTHS)
        weight[every_year, targets] = part.weight
        if part.lever.size:
            lever[every_year, targets] = part.lever
            lever_squared[every_year, targets] = part.lever_squared
        between[targets, every_year] = (
            part.between if part.between.size else np.eye(part.spread.size)
        )
    return Smoother(
        weight=weight,
        lever=lever if settings.seasonal_deg else NONE,
        lever_squared=lever_squared,
        spread=np.concatenate([part.spread for part in own]),
        nearest=np.concatenate([month + MONTHS * part.nearest for month, part in enumerate(own)]),
        between=between,
    )
