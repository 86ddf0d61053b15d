"""Which cells of a table of people must be withheld so that none below the threshold can be found.

Small cells are withheld first. Whoever knows the published cells and that totals are the sums of
their parts can bound each withheld one; further cells are withheld until those bounds are wide.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from scipy.optimize import linprog

from data.errors import ParameterError

THRESHOLD = 5
"""A cell of fewer people or events than this is withheld, a zero included."""

SPREAD = 5
"""Least distance between the lowest and highest value an outsider can derive for such a cell."""

Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Sum(Generic[Cell]):
    """A cell that is the sum of others."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The total and its parts."""
        return (self.total, *self.parts)


def withheld_cells(
    counts: Mapping[Cell, int],
    sums: Sequence[Sum[Cell]],
    *,
    weight: Callable[[Cell], int] = lambda _cell: 0,
) -> frozenset[Cell]:
    """The cells to withhold: the small ones, and as many others as keep them from being derived.

    Args:
        counts: Every cell, totals included.
        sums: Which cells are sums of which. Everything an outsider may add up belongs here.
        weight: How dear a cell is to readers; of the cells that would do, one of the least
            weight and then the smallest is withheld.

    Returns:
        Cells whose publication is safe to leave out. For each cell below the threshold, the
        values that fit the published ones then span at least `SPREAD`.

    Raises:
        ParameterError: If a total is not the sum of its parts.
    """
    for one in sums:
        if counts[one.total] != sum(counts[part] for part in one.parts):
            raise ParameterError(
                f"{one.total} is {counts[one.total]}, its parts add up to "
                f"{sum(counts[part] for part in one.parts)}. Correct the file; totals must be sums."
            )
    small = [cell for cell, number in counts.items() if number < THRESHOLD]
    order = sorted(counts, key=lambda cell: (weight(cell), counts[cell]))
    hidden = _break_lone_cells(set(small), order, sums)
    for cell in small:
        while _spread(cell, hidden, counts, sums) < SPREAD:
            hidden.add(_companion(cell, hidden, order, sums))
            _break_lone_cells(hidden, order, sums)
    return frozenset(hidden)


def _break_lone_cells(
    hidden: set[Cell], order: Sequence[Cell], sums: Sequence[Sum[Cell]]
) -> set[Cell]:
    """Give company to every cell that is the only one withheld in a sum."""
    changed = True
    while changed:
        changed = False
        for one in sums:
            if sum(cell in hidden for cell in one.cells) == 1:
                hidden.add(_first(set(one.cells) - hidden, order))
                changed = True
    return hidden


def _companion(
    cell: Cell, hidden: set[Cell], order: Sequence[Cell], sums: Sequence[Sum[Cell]]
) -> Cell:
    """The published cell to withhold next: one that shares a sum, near before far."""
    near = {other for one in sums if cell in one.cells for other in one.cells} - hidden
    far = {other for one in sums if hidden & {*one.cells} for other in one.cells} - hidden
    return _first(near or far, order)


def _first(cells: set[Cell], order: Sequence[Cell]) -> Cell:
    return next(cell for cell in order if cell in cells)


def _spread(
    cell: Cell, hidden: set[Cell], counts: Mapping[Cell, int], sums: Sequence[Sum[Cell]]
) -> float:
    """How far apart the lowest and highest values of a cell are that fit what is published."""
    related = _related(cell, hidden, sums)
    if not related:
        return np.inf
    unknown = sorted({c for one in related for c in one.cells if c in hidden}, key=str)
    place = {c: index for index, c in enumerate(unknown)}
    matrix, known = np.zeros((len(related), len(unknown))), np.zeros(len(related))
    for row, one in enumerate(related):
        for other in one.cells:
            sign = 1.0 if other == one.total else -1.0
            if other in hidden:
                matrix[row, place[other]] = sign
            else:
                known[row] -= sign * counts[other]
    goal = np.zeros(len(unknown))
    goal[place[cell]] = 1.0
    low, high = (_extreme(sign * goal, matrix, known) * sign for sign in (1.0, -1.0))
    return high - low


def _related(cell: Cell, hidden: set[Cell], sums: Sequence[Sum[Cell]]) -> list[Sum[Cell]]:
    """The sums that bear on a withheld cell, by way of other withheld cells."""
    reached, related = {cell}, list[Sum[Cell]]()
    waiting = list(sums)
    while True:
        touched = [one for one in waiting if reached & {*one.cells}]
        if not touched:
            return related
        related += touched
        waiting = [one for one in waiting if one not in touched]
        reached |= {c for one in touched for c in one.cells if c in hidden}


def _extreme(goal: np.ndarray, matrix: np.ndarray, known: np.ndarray) -> float:
    """The least value of a goal over all counts that fit; minus infinity where it has no end."""
    found = linprog(goal, A_eq=matrix, b_eq=known, bounds=(0, None), method="highs")
    return float(found.fun) if found.status == 0 else -np.inf
