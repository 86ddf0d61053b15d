"""From months or quarters to longer periods: sums of complete parts and nothing else."""

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.periods import MONTHS_IN, ends_here
from metrics.arrays import Flags
from metrics.grid import CONSTANT, Grid


def aggregate(grid: Grid, period_type: str, *, base_period: str) -> Grid:
    """Sum a grid over every period of a type that lies in it.

    Args:
        grid: Counts by month or quarter.
        period_type: What to sum to.
        base_period: The period type of the grid.

    Returns:
        A grid of the period type. A sum over a missing part is missing; its status is the
        gravest and its vintage the newest among its parts, and it is provisional where one is.
    """
    length = MONTHS_IN[period_type] // MONTHS_IN[base_period]
    if length == 1:
        return grid
    ends = grid.ends[length - 1 :]
    fits = [ends_here(period_type, end) for end in ends.astype("datetime64[D]").tolist()]
    chosen = np.flatnonzero(np.array(fits, dtype=bool))

    def over(matrix: NDArray[Any], combine: Callable[..., NDArray[Any]]) -> NDArray[Any]:
        """The months of each period combined."""
        parts = (matrix[:, first : first + len(ends)] for first in range(length))
        return reduce(combine, parts)[:, chosen]

    return replace(
        grid,
        ends=ends[chosen],
        numerator=over(grid.numerator, np.add),
        denominator=None if grid.denominator is None else over(grid.denominator, np.add),
        status=over(grid.status, np.minimum),
        provisional=over(grid.provisional, np.logical_or),
        vintage=over(grid.vintage, np.maximum),
        others={
            name: over(matrix, np.maximum if name in CONSTANT else np.add)
            for name, matrix in grid.others.items()
        },
    )


def starts_of(ends: NDArray[np.datetime64], period_type: str) -> NDArray[np.datetime64]:
    """First day of each period, by its last day."""
    months = ends.astype("datetime64[M]") + np.timedelta64(1 - MONTHS_IN[period_type], "M")
    return months.astype("datetime64[D]")


def shown(grid: Grid, *, with_gaps: bool) -> Flags:
    """Which cells have a row in the result.

    Args:
        grid: Counts by the period type asked for.
        with_gaps: Whether missing values inside a series are rows, as they are for base periods.

    Returns:
        True from the first to the last period each series has a row for; without gaps only
        where the sums are complete.
    """
    if not with_gaps:
        complete = ~np.isnan(grid.numerator)
        return complete if grid.denominator is None else complete & ~np.isnan(grid.denominator)
    present = grid.present
    begun = np.maximum.accumulate(present, axis=1)
    goes_on = np.maximum.accumulate(present[:, ::-1], axis=1)[:, ::-1]
    return begun & goes_on
