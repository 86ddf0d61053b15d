"""The cells of a table: rows that say, in one vintage after another, what one figure is."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.contracts import VINTAGE

_MOST = 2**62
"""Numbers of cells stay below this, so that they fit into 64 bits."""


def by_cell_and_vintage(
    rows: pd.DataFrame, key: Sequence[str]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """The rows ordered by key and vintage, and for each the number of its cell."""
    cell = cell_numbers(rows, key)
    order = np.lexsort((rows[VINTAGE].to_numpy().astype(np.int64), cell))
    return rows.take(order).reset_index(drop=True), cell[order]


def newest_of_each(rows: pd.DataFrame, cell: NDArray[np.int64]) -> pd.DataFrame:
    """The last row of each cell, of rows and numbers as `by_cell_and_vintage` gives them."""
    last = np.ones(len(cell), dtype=bool)
    last[:-1] = cell[1:] != cell[:-1]
    return rows[last].reset_index(drop=True)


def cell_numbers(rows: pd.DataFrame, key: Sequence[str]) -> NDArray[np.int64]:
    """A number for each row: equal where the keys are, and in the order of the keys.

    Far cheaper than sorting by the columns themselves, and every read of a table needs it.
    """
    number, most = np.zeros(len(rows), dtype=np.int64), 1
    for name in key:
        place, values = _places(rows[name])
        if most * values > _MOST:
            found, number = np.unique(number, return_inverse=True)
            most = len(found)
        number, most = number * values + place, most * values
    return number


def _places(column: pd.Series) -> tuple[NDArray[np.int64], int]:
    """The place of each value among the sorted values, and how many there are; missing last."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        place, values = column.cat.codes.to_numpy().astype(np.int64), len(column.cat.categories)
    else:
        place, found = pd.factorize(column, sort=True)
        values = len(found)
    return np.where(place < 0, values, place), values + 1
