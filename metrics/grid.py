"""Counted rows laid out as matrices: one line per series, one column per base period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.areas import METROPOLITAN_POLICE, all_areas
from data.periods import MONTHS_IN
from data.status import PRECEDENCE
from metrics.arrays import Flags, Floats, Integers
from metrics.wordings import WORDED

FINAL, MISSING = len(PRECEDENCE) - 1, PRECEDENCE.index("x")
PROVISIONAL = PRECEDENCE.index("p")
ADDED = ("unknown", "events", "other_numerator", "other_denominator", *WORDED)
"""Columns that are added up beside the counts."""
CONSTANT = ("residents", "other_residents")
"""Columns that say the same in every period of a line."""
_MONTHS_INTO_YEAR = {"financial_year": 3}
_STEP = MONTHS_IN | {"rolling_12_months": 1}
"""Months from the end of one period to the end of the next."""
NO_VINTAGE = np.iinfo(np.int64).min
"""Stands where nobody has published anything: the integer behind "not a time"."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Counts of many series over the same consecutive periods.

    Attributes:
        areas: Area code of each line of the matrices.
        groups: Values of the dimensions of each line, in the order they were asked for.
        ends: Last day of each period, the columns of the matrices.
        numerator: Events; NaN where missing.
        denominator: Trials of a share, or events of the group a ratio compares with; NaN where
            missing, none for counts.
        others: Further columns of `ADDED` and `CONSTANT` that the rows have.
        status: Position of the status in `data.status.PRECEDENCE`: the smaller, the graver.
        provisional: Whether some part may still be revised, whatever graver status stands.
        vintage: Seconds since 1970 of the newest vintage, `NO_VINTAGE` where there is no row.
    """

    areas: tuple[str, ...]
    groups: tuple[tuple[str, ...], ...]
    ends: NDArray[np.datetime64]
    numerator: Floats
    denominator: Floats | None
    status: Integers
    provisional: Flags
    vintage: Integers
    others: Mapping[str, Floats] = field(default_factory=dict)

    @property
    def present(self) -> Flags:
        """Where the tables have a row, be its figure missing or not."""
        return np.not_equal(self.vintage, NO_VINTAGE)


def lay_out(rows: pd.DataFrame, *, by: Sequence[str], base_period: str, zero_filled: bool) -> Grid:
    """Add counted rows up into one line per area and value of the dimensions.

    Args:
        rows: What a metric's `compute` returns.
        by: Dimensions to keep apart; the rows are added over all others.
        base_period: The period type of the rows.
        zero_filled: Whether a period without a row counts zero.

    Returns:
        A grid from the first period any series has to the last, ordered by area and dimensions.
        A sum with a missing part is missing.
    """
    line, names = _lines(rows, by)
    begins = _MONTHS_INTO_YEAR.get(base_period, 0)
    period = (_months(rows["period_end"]) - begins) // _STEP[base_period]
    first, last = (int(period.min()), int(period.max())) if len(rows) else (0, -1)
    shape = (len(names), last - first + 1)
    cell = line * shape[1] + period - first
    has_row = np.bincount(cell, minlength=shape[0] * shape[1]) > 0
    status = np.full(has_row.shape, FINAL)
    graveness = _graveness(rows["status"])
    np.minimum.at(status, cell, graveness)
    moving = np.bincount(cell[graveness == PROVISIONAL], minlength=has_row.size) > 0
    vintage = np.full(has_row.shape, NO_VINTAGE)
    np.maximum.at(vintage, cell, rows["vintage"].to_numpy("datetime64[s]").astype(np.int64))
    if zero_filled and len(rows):
        vintage[~has_row] = vintage.max()
        has_row[:] = True
    sums = {
        name: np.where(has_row, _sums(rows[name], cell, has_row.size), np.nan).reshape(shape)
        for name in ("numerator", "denominator")
        if name in rows
    }
    others = {
        name: _sums(rows[name], cell, has_row.size).reshape(shape)
        for name in (*ADDED, *CONSTANT)
        if name in rows
    }
    return Grid(
        areas=tuple(name[0] for name in names),
        groups=tuple(name[1:] for name in names),
        ends=_last_days(np.arange(first, last + 1), _STEP[base_period], begins),
        numerator=sums["numerator"],
        denominator=sums.get("denominator"),
        status=np.where(has_row, status, MISSING).reshape(shape),
        provisional=moving.reshape(shape),
        vintage=vintage.reshape(shape),
        others=others,
    )


def with_police_area(grid: Grid) -> Grid:
    """Add the whole area of the Metropolitan Police to a grid that has only its parts.

    It is the sum of the boroughs, the airports and the offences without a known place. While any
    borough is missing so is the sum; airports and unknown places count where there is a row.
    """
    inside = np.array([_is_part(code) for code in grid.areas], dtype=bool)
    if not inside.any() or METROPOLITAN_POLICE in grid.areas:
        return grid
    for group in dict.fromkeys(grid.groups):
        parts = [line for line in np.flatnonzero(inside) if grid.groups[line] == group]
        grid = _with_sum(grid, np.array(parts, dtype=np.int64))
    order = sorted(range(len(grid.areas)), key=lambda line: (grid.areas[line], grid.groups[line]))
    return select(grid, np.array(order, dtype=np.int64))


def select(grid: Grid, lines: Integers) -> Grid:
    """The grid with only these lines, in this order."""
    return replace(
        grid,
        areas=tuple(grid.areas[line] for line in lines),
        groups=tuple(grid.groups[line] for line in lines),
        numerator=grid.numerator[lines],
        denominator=None if grid.denominator is None else grid.denominator[lines],
        status=grid.status[lines],
        provisional=grid.provisional[lines],
        vintage=grid.vintage[lines],
        others={name: matrix[lines] for name, matrix in grid.others.items()},
    )


def _with_sum(grid: Grid, parts: Integers) -> Grid:
    present = grid.present[parts]
    boroughs = np.array([_is_borough(grid.areas[line]) for line in parts], dtype=bool)
    complete = present[boroughs].all(axis=0)

    def total(matrix: Floats) -> Floats:
        """The rows, and one more that is their sum, missing where it would not be whole."""
        sums = np.where(present, matrix[parts], 0.0).sum(axis=0)
        return np.vstack([matrix, np.where(complete, sums, np.nan)])

    status = np.where(present, grid.status[parts], FINAL).min(axis=0)
    moving = grid.provisional[parts].any(axis=0)
    vintage = np.where(complete, grid.vintage[parts].max(axis=0), NO_VINTAGE)
    return replace(
        grid,
        areas=(*grid.areas, METROPOLITAN_POLICE),
        groups=(*grid.groups, grid.groups[parts[0]]),
        numerator=total(grid.numerator),
        denominator=None if grid.denominator is None else total(grid.denominator),
        status=np.vstack([grid.status, np.where(complete, status, MISSING)]),
        provisional=np.vstack([grid.provisional, complete & moving]),
        vintage=np.vstack([grid.vintage, vintage]),
    )


def _is_part(area_code: str) -> bool:
    area = all_areas().get(area_code)
    kinds = ("borough", "airports", "unknown_place")
    return area is not None and area.parent_code == METROPOLITAN_POLICE and area.area_type in kinds


def _is_borough(area_code: str) -> bool:
    return all_areas()[area_code].area_type == "borough"


def _lines(rows: pd.DataFrame, by: Sequence[str]) -> tuple[Integers, list[tuple[str, ...]]]:
    """For each row the line it belongs to, and the area and dimensions of each line, in order."""
    keys = [pd.factorize(rows[name], sort=True) for name in ("area_code", *by)]
    code = np.zeros(len(rows), dtype=np.int64)
    for place, found in keys:
        code = code * max(len(found), 1) + place
    _, first, line = np.unique(code, return_index=True, return_inverse=True)
    columns = [map(str, np.asarray(found)[place[first]]) for place, found in keys]
    return line.astype(np.int64), list(zip(*columns, strict=True))


def _sums(values: pd.Series, cell: Integers, size: int) -> Floats:
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.bincount(cell, weights=numbers, minlength=size).astype(np.float64)


def _graveness(status: pd.Series) -> Integers:
    marks = status.astype("category").cat
    places = np.array([PRECEDENCE.index(mark) for mark in marks.categories], dtype=np.int64)
    return places[marks.codes.to_numpy()]


def _months(ends: pd.Series) -> Integers:
    """Months since January 1970."""
    return ends.to_numpy("datetime64[M]").astype(np.int64)


def _last_days(periods: Integers, months: int, begins: int) -> NDArray[np.datetime64]:
    next_month = ((periods + 1) * months + begins).astype("datetime64[M]").astype("datetime64[D]")
    return (next_month.astype(np.int64) - 1).astype("datetime64[D]")
