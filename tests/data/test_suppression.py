"""Withheld cells cannot be recovered: tried by enumeration on small tables, by solving on large."""

import random
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from data.errors import ParameterError
from data.suppression import SPREAD, THRESHOLD, Sum, withheld_cells


def cross_table(interior):
    """Cells and sums of a table with both margins and a grand total."""
    rows, columns = len(interior), len(interior[0])
    counts = {(r, c): interior[r][c] for r, c in product(range(rows), range(columns))}
    counts |= {(r, "all"): sum(interior[r]) for r in range(rows)}
    counts |= {("all", c): sum(row[c] for row in interior) for c in range(columns)}
    counts["all", "all"] = sum(map(sum, interior))
    sums = [Sum((r, "all"), tuple((r, c) for c in range(columns))) for r in [*range(rows), "all"]]
    sums += [Sum(("all", c), tuple((r, c) for r in range(rows))) for c in [*range(columns), "all"]]
    return counts, sums


def fitting_tables(counts, hidden, *, highest):
    """Every two-by-two table of whole numbers up to a height that fits the published cells."""
    levels = [np.arange(highest + 1)] * 4
    a, b, c, d = (grid.ravel() for grid in np.meshgrid(*levels, indexing="ij", sparse=False))
    table = {(0, 0): a, (0, 1): b, (1, 0): c, (1, 1): d, (0, "all"): a + b, (1, "all"): c + d}
    table |= {("all", 0): a + c, ("all", 1): b + d, ("all", "all"): a + b + c + d}
    fits = np.ones(a.shape, dtype=bool)
    for cell in counts.keys() - hidden:
        fits &= table[cell] == counts[cell]
    return {cell: values[fits] for cell, values in table.items()}


def bounds_by_solving(cell, counts, sums, hidden):
    """What an outsider with a solver learns of a cell; written without the code under test."""
    cells = list(counts)
    matrix = np.array(
        [[(c == one.total) - (c in one.parts) for c in cells] for one in sums], dtype=float
    )
    limits = [(0, None) if c in hidden else (counts[c], counts[c]) for c in cells]
    goal = np.array([float(c == cell) for c in cells])
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=matrix, b_eq=np.zeros(len(sums)), bounds=limits)
        ends.append(found.x[cells.index(cell)] if found.status == 0 else np.inf)
    return ends


def test_a_small_cell_is_withheld():
    counts = {"a": 3, "b": 40}
    assert withheld_cells(counts, []) == {"a"}


def test_a_zero_is_withheld_and_the_threshold_itself_is_not():
    assert withheld_cells({"a": 0, "b": 5, "c": 4}, []) == {"a", "c"}


def test_of_the_cells_that_would_do_the_least_dear_goes_first():
    counts = {"a": 2, "b": 40, "c": 30, "all": 72}
    sums = [Sum("all", ("a", "b", "c"))]
    assert withheld_cells(counts, sums) == {"a", "c"}
    assert withheld_cells(counts, sums, weight=lambda cell: cell == "c") == {"a", "b"}


def test_a_total_does_not_give_a_lone_small_cell_away():
    counts = {"a": 2, "b": 40, "c": 90, "all": 132}
    hidden = withheld_cells(counts, [Sum("all", ("a", "b", "c"))])
    assert hidden == {"a", "b"}


def test_two_small_cells_with_a_small_sum_need_a_third():
    counts = {"a": 1, "b": 0, "c": 30, "d": 50, "all": 81}
    hidden = withheld_cells(counts, [Sum("all", ("a", "b", "c", "d"))])
    assert hidden == {"a", "b", "c"}


def test_nothing_is_withheld_of_a_table_of_large_cells():
    counts, sums = cross_table([[50, 60], [70, 80]])
    assert withheld_cells(counts, sums) == frozenset()


def test_a_table_so_small_that_its_totals_would_tell_is_withheld_whole():
    counts, sums = cross_table([[1, 0], [0, 1]])
    assert withheld_cells(counts, sums) == set(counts)


def test_a_total_that_is_no_sum_is_refused():
    with pytest.raises(ParameterError, match="add up to 5"):
        withheld_cells({"a": 2, "b": 3, "all": 6}, [Sum("all", ("a", "b"))])


@settings(max_examples=40, deadline=None)
@given(
    interior=st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=2, max_size=2)
)
def test_enumerating_every_table_that_fits_never_pins_a_small_cell(interior):
    counts, sums = cross_table(interior)
    hidden = withheld_cells(counts, sums)
    small = [cell for cell, number in counts.items() if number < THRESHOLD]
    assert set(small) <= hidden
    tables = fitting_tables(counts, hidden, highest=24)
    for cell in small:
        assert tables[cell].max() - tables[cell].min() >= SPREAD


@settings(max_examples=25, deadline=None)
@given(
    interior=st.integers(2, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 30), min_size=columns, max_size=columns),
            min_size=2,
            max_size=6,
        )
    )
)
def test_solving_the_margins_never_pins_a_small_cell(interior):
    counts, sums = cross_table(interior)
    hidden = withheld_cells(counts, sums)
    for cell in (cell for cell, number in counts.items() if number < THRESHOLD):
        low, high = bounds_by_solving(cell, counts, sums, hidden)
        assert high - low >= SPREAD - 1e-6


def test_a_table_as_large_as_the_boroughs_stays_useful_and_closed():
    chance = random.Random(2017)
    interior = [[chance.randint(0, 30), chance.randint(20, 400)] for _ in range(33)]
    counts, sums = cross_table(interior)
    hidden = withheld_cells(counts, sums)
    small = [cell for cell, number in counts.items() if number < THRESHOLD]
    assert small
    assert len(hidden) < 4 * len(small)
    for cell in small:
        low, high = bounds_by_solving(cell, counts, sums, hidden)
        assert high - low >= SPREAD - 1e-6
