"""Counted rows laid out as matrices: one line per series, one column per base period."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.areas import METROPOLITAN_POLICE, all_areas
from data.periods import MONTHS_IN
from data.status import PRECEDENCE
from metrics.arrays import Flags, Floats, Integers

FINAL, MISSING = len(PRECEDENCE) - 1, PRECEDENCE.index("x")
NO_VINTAGE = np.iinfo(np.int64).min
"""Stands where nobody has published anything: the integer behind "not a time"."""


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Counts of many series over the same consecutive periods.

    Attributes:
        series: One row per line of the matrices: `area_code` and the dimensions broken down by.
        ends: Last day of each period, the columns of the matrices.
        numerator: Events; NaN where missing.
        denominator: Trials of a share; NaN where missing, none for counts.
        status: Position of the status in `data.status.PRECEDENCE`: the smaller, the graver.
        vintage: Seconds since 1970 of the newest vintage, `NO_VINTAGE` where there is no row.
    """

    series: pd.DataFrame
    ends: NDArray[np.datetime64]
    numerator: Floats
    denominator: Floats | None
    status: Integers
    vintage: Integers

    @property
    def present(self) -> Flags:
        """Where the tables have a row, be its figure missing or not."""
        return np.not_equal(self.vintage, NO_VINTAGE)


def lay_out(rows: pd.DataFrame, *, by: Sequence[str], base_period: str, zero_filled: bool) -> Grid:
    """Add counted rows up into one line per area and value of the dimensions.

    Args:
        rows: What a metric's `compute` returns.
        by: Dimensions to keep apart; the rows are added over all others.
        base_period: "month" or "quarter".
        zero_filled: Whether a period without a row counts zero.

    Returns:
        A grid from the first period any series has to the last, ordered by area and dimensions.
        A sum with a missing part is missing.
    """
    line, series = _lines(rows, by)
    period = _months(rows["period_end"]) // MONTHS_IN[base_period]
    first, last = (int(period.min()), int(period.max())) if len(rows) else (0, -1)
    shape = (len(series), last - first + 1)
    cell = line * shape[1] + period - first
    has_row = np.bincount(cell, minlength=shape[0] * shape[1]) > 0
    status = np.full(has_row.shape, FINAL)
    np.minimum.at(status, cell, _graveness(rows["status"]))
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
    return Grid(
        series=series,
        ends=_last_days(np.arange(first, last + 1), MONTHS_IN[base_period]),
        numerator=sums["numerator"],
        denominator=sums.get("denominator"),
        status=np.where(has_row, status, MISSING).reshape(shape),
        vintage=vintage.reshape(shape),
    )


def with_police_area(grid: Grid) -> Grid:
    """Add the whole area of the Metropolitan Police to a grid that has only its parts.

    It is the sum of the boroughs, the airports and the offences without a known place. While any
    borough is missing so is the sum; airports and unknown places count where there is a row.
    """
    areas = grid.series["area_code"]
    inside = areas.map(_is_part).to_numpy(dtype=bool)
    if not inside.any() or bool((areas == METROPOLITAN_POLICE).any()):
        return grid
    dimensions = [name for name in grid.series if name != "area_code"]
    parts = grid.series[inside].groupby(dimensions, observed=True).indices if dimensions else {}
    groups = [np.flatnonzero(inside)[index] for index in parts.values()]
    for group in groups or [np.flatnonzero(inside)]:
        grid = _with_sum(grid, group)
    order = grid.series.sort_values([*grid.series]).index.to_numpy()
    return select(grid, order)


def select(grid: Grid, lines: Integers) -> Grid:
    """The grid with only these lines, in this order."""
    return replace(
        grid,
        series=grid.series.iloc[lines].reset_index(drop=True),
        numerator=grid.numerator[lines],
        denominator=None if grid.denominator is None else grid.denominator[lines],
        status=grid.status[lines],
        vintage=grid.vintage[lines],
    )


def _with_sum(grid: Grid, group: Integers) -> Grid:
    areas, present = grid.series["area_code"].iloc[group], grid.present[group]
    boroughs = areas.map(_is_borough).to_numpy(dtype=bool)
    complete = present[boroughs].all(axis=0)

    def total(matrix: Floats) -> Floats:
        sums = np.where(present, matrix[group], 0.0).sum(axis=0)
        return np.vstack([matrix, np.where(complete, sums, np.nan)])

    status = np.where(present, grid.status[group], FINAL).min(axis=0)
    vintage = np.where(complete, grid.vintage[group].max(axis=0), NO_VINTAGE)
    line = grid.series.iloc[[group[0]]].assign(area_code=METROPOLITAN_POLICE)
    return replace(
        grid,
        series=pd.concat([grid.series, line], ignore_index=True),
        numerator=total(grid.numerator),
        denominator=None if grid.denominator is None else total(grid.denominator),
        status=np.vstack([grid.status, np.where(complete, status, MISSING)]),
        vintage=np.vstack([grid.vintage, vintage]),
    )


def _is_part(area_code: str) -> bool:
    area = all_areas().get(area_code)
    kinds = ("borough", "airports", "unknown_place")
    return area is not None and area.parent_code == METROPOLITAN_POLICE and area.area_type in kinds


def _is_borough(area_code: str) -> bool:
    return all_areas()[area_code].area_type == "borough"


def _lines(rows: pd.DataFrame, by: Sequence[str]) -> tuple[Integers, pd.DataFrame]:
    """For each row the line it belongs to, and what each line is, in order."""
    keys = rows[["area_code", *by]].astype("str")
    if not by:
        line, areas = pd.factorize(keys["area_code"], sort=True)
        return np.asarray(line, dtype=np.int64), pd.DataFrame({"area_code": areas})
    groups = keys.groupby(list(keys), sort=True)
    return np.asarray(groups.ngroup(), dtype=np.int64), groups.size().index.to_frame(index=False)


def _sums(values: pd.Series, cell: Integers, size: int) -> Floats:
    numbers = values.to_numpy(dtype=np.float64, na_value=np.nan)
    return np.bincount(cell, weights=numbers, minlength=size).astype(np.float64)


def _graveness(status: pd.Series) -> Integers:
    places = {mark: place for place, mark in enumerate(PRECEDENCE)}
    return np.asarray(status.map(places), dtype=np.int64)


def _months(ends: pd.Series) -> Integers:
    """Months since January 1970."""
    return ends.to_numpy("datetime64[M]").astype(np.int64)


def _last_days(periods: Integers, months: int) -> NDArray[np.datetime64]:
    next_month = ((periods + 1) * months).astype("datetime64[M]").astype("datetime64[D]")
    return (next_month.astype(np.int64) - 1).astype("datetime64[D]")
