"""A cell keeps its place among the others whatever its key is made of; its newest row counts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.cells import by_cell_and_vintage, cell_numbers, newest_of_each

KEY = ["area_code", "period_end", "age"]


def table(rows, *, categories=()):
    frame = pd.DataFrame(rows, columns=[*KEY, "vintage", "events"])
    frame["period_end"] = pd.to_datetime(frame["period_end"]).astype("datetime64[s]")
    frame["vintage"] = pd.to_datetime(frame["vintage"]).astype("datetime64[s]")
    return frame.astype({"age": "Int64"} | dict.fromkeys(categories, "category"))


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["E09000001", "E09000022", "E23000001"]),
        st.sampled_from(["2024-01-31", "2024-02-29", "2025-01-31"]),
        st.sampled_from([1, 2, 10, 24, None]),
        st.sampled_from(["2025-01-01", "2025-02-01", "2026-01-01"]),
        st.integers(0, 99),
    ),
    max_size=30,
    unique_by=lambda row: row[:4],
)


@given(rows=ROWS, as_categories=st.booleans())
def test_each_cell_s_newest_row_stands_and_cells_stand_in_the_order_of_their_keys(
    rows, as_categories
):
    frame = table(rows, categories=["area_code"] if as_categories else ())
    newest = newest_of_each(*by_cell_and_vintage(frame, KEY))
    expected = (
        frame.sort_values("vintage", kind="stable")
        .drop_duplicates(KEY, keep="last")
        .sort_values(KEY)
        .reset_index(drop=True)
    )
    pd.testing.assert_frame_equal(newest, expected)


@given(rows=ROWS)
def test_every_vintage_of_a_cell_follows_the_one_before_it(rows):
    ordered, cell = by_cell_and_vintage(table(rows), KEY)
    same = cell[1:] == cell[:-1]
    vintages = ordered["vintage"].to_numpy()
    assert (vintages[1:][same] > vintages[:-1][same]).all()
    assert len(ordered) == len(rows)


def test_keys_with_more_combinations_than_64_bits_hold_are_still_told_apart():
    columns = {f"column_{n}": np.random.default_rng(n).permutation(2000) for n in range(7)}
    rows = pd.DataFrame(columns | {"column_0": np.repeat([1, 0], 1000)})
    numbers = cell_numbers(rows, list(rows))
    assert len(set(numbers)) == 2000
    assert (numbers >= 0).all()
    assert numbers[:1000].min() > numbers[1000:].max()


def test_a_table_without_rows_has_no_newest_ones():
    assert newest_of_each(*by_cell_and_vintage(table([]), KEY)).empty


@pytest.mark.parametrize("categories", [(), ("area_code",)])
def test_a_missing_key_comes_after_all_others(categories):
    frame = table(
        [
            ("E09000001", "2024-01-31", None, "2025-01-01", 1),
            ("E09000001", "2024-01-31", 9, "2025-01-01", 2),
        ],
        categories=categories,
    )
    assert newest_of_each(*by_cell_and_vintage(frame, KEY))["events"].tolist() == [2, 1]
