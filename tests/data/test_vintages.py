"""What folding published files together must keep: each file's figures, as of its own date."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.contracts import TableContract, count, text
from data.errors import VintageOrderError
from data.store import latest
from data.tables import BOUNDARIES, POPULATION
from data.tidy_columns import tidy_columns
from data.vintages import FullVintage, fold
from data.writing import no_rows

_columns, _key = tidy_columns(
    text("kind", "Kind", allowed=("a", "b")),
    value=count("events", "Events", "events"),
    period_types=("month",),
)


def contract(absent):
    return TableContract(
        table_id="made_up",
        title="Made up",
        columns=_columns,
        key=_key,
        value_column="events",
        absent=absent,
    )


ZERO, MISSING = contract("zero"), contract("missing")
MONTHS = pd.date_range("2024-01-31", periods=5, freq="ME", unit="s")


def rows(counts, status="", source_id="police"):
    """Rows of kind "a" in Southwark by month number; a tuple adds the row's own status."""
    cells = [
        (month, *(value if isinstance(value, tuple) else (value, status)))
        for month, value in counts.items()
    ]
    return pd.DataFrame(
        {
            "area_code": "E09000028",
            "area_type": "borough",
            "period_type": "month",
            "period_end": pd.DatetimeIndex([MONTHS[month - 1] for month, _, _ in cells]),
            "kind": "a",
            "events": pd.array([value for _, value, _ in cells], dtype="Int64"),
            "status": [mark for _, _, mark in cells],
            "source_id": source_id,
        }
    )


def vintage(day, counts, **kwargs):
    frame = rows(counts, **kwargs)
    return FullVintage(vintage=day, source_id=frame["source_id"].iloc[0], rows=frame)


MARCH, APRIL, MAY = date(2024, 3, 10), date(2024, 4, 10), date(2024, 5, 10)


def folded(*vintages, held=None, to=ZERO):
    return fold(no_rows(to) if held is None else held, vintages, to)


def counts_of(frame):
    view = latest(frame, ZERO)
    return {
        MONTHS.get_loc(end) + 1: n
        for end, n in zip(view["period_end"], view["events"], strict=True)
    }


def statuses_of(frame):
    view = latest(frame, ZERO)
    return {
        MONTHS.get_loc(end) + 1: s
        for end, s in zip(view["period_end"], view["status"], strict=True)
    }


def test_a_later_file_stores_only_what_it_changed_or_added():
    both = folded(vintage(MARCH, {1: 5, 2: 6}), vintage(APRIL, {1: 5, 2: 7, 3: 8}))
    stored = both[both["vintage"] == pd.Timestamp(APRIL)]
    assert stored["events"].tolist() == [7, 8]


def test_a_changed_figure_is_marked_revised_and_a_new_one_is_not():
    both = folded(vintage(MARCH, {1: 5, 2: 6}), vintage(APRIL, {1: 5, 2: 7, 3: 8}))
    assert statuses_of(both) == {1: "", 2: "r", 3: ""}


def test_a_revised_figure_that_a_third_file_repeats_stays_revised():
    three = folded(
        vintage(MARCH, {1: 5, 2: 6}), vintage(APRIL, {1: 9, 2: 6}), vintage(MAY, {1: 9, 2: 6})
    )
    assert statuses_of(three) == {1: "r", 2: ""}
    assert MAY not in set(three["vintage"].dt.date)


def test_a_provisional_figure_that_settles_unchanged_loses_its_mark():
    both = folded(vintage(MARCH, {2: (6, "p")}), vintage(APRIL, {2: 6, 3: (8, "p")}))
    assert statuses_of(both) == {2: "", 3: "p"}


def test_a_provisional_figure_that_changes_and_is_still_provisional_keeps_that_mark():
    both = folded(vintage(MARCH, {2: (6, "p")}), vintage(APRIL, {2: (7, "p")}))
    assert statuses_of(both) == {2: "p"}


def test_a_month_that_rolled_out_of_the_newest_file_remains_from_the_older_one():
    both = folded(vintage(MARCH, {1: 5, 2: 6}), vintage(APRIL, {2: 6, 3: 8}))
    assert counts_of(both) == {1: 5, 2: 6, 3: 8}


def test_a_cell_left_out_inside_the_window_is_a_zero_where_the_publisher_leaves_zeros_out():
    both = folded(vintage(MARCH, {1: 5, 2: 6, 3: 7}), vintage(APRIL, {1: 5, 3: 7}))
    assert counts_of(both)[2] == 0


def test_a_cell_left_out_inside_the_window_is_missing_and_not_zero_elsewhere():
    both = folded(vintage(MARCH, {1: 5, 2: 6, 3: 7}), vintage(APRIL, {1: 5, 3: 7}), to=MISSING)
    view = latest(both, MISSING)
    assert view["events"].isna().tolist() == [False, True, False]
    assert view["status"].tolist() == ["", "x", ""]


def test_files_that_complement_each_other_leave_each_others_cells_alone():
    assert POPULATION.absent == BOUNDARIES.absent == "kept"
    both = folded(
        vintage(MARCH, {1: 5, 2: 6, 3: 7}), vintage(APRIL, {1: 5, 3: 7}), to=contract("kept")
    )
    assert counts_of(both)[2] == 6


def test_two_sources_of_one_table_do_not_touch_each_other():
    held = folded(vintage(MAY, {1: 5}, source_id="council"))
    both = folded(vintage(MARCH, {1: 9, 2: 9}), held=held)
    council = both[both["source_id"] == "council"]
    assert council["events"].tolist() == [5]
    assert len(both) == 3


def test_a_file_that_goes_back_in_time_with_other_figures_is_refused():
    held = folded(vintage(MAY, {1: 5, 2: 6}))
    with pytest.raises(VintageOrderError, match=r"2024-03-10 goes back in time: 2024-05-10"):
        folded(vintage(MARCH, {1: 4}), held=held)


def test_an_older_file_that_says_nothing_new_is_read_without_complaint():
    first, second = vintage(MARCH, {1: 5, 2: 6}), vintage(APRIL, {1: 5, 2: 7})
    held = folded(first, second)
    pd.testing.assert_frame_equal(folded(first, held=held), held)


def test_a_history_reissued_beside_newer_months_is_read_in_its_place():
    held = folded(vintage(MARCH, {1: 5, 2: 6}), vintage(MAY, {3: 7, 4: 8}))
    both = folded(vintage(MARCH, {1: 9, 2: 6}), held=held)
    assert counts_of(both) == {1: 9, 2: 6, 3: 7, 4: 8}


def test_a_file_of_a_vintage_already_held_takes_its_place():
    held = folded(vintage(MARCH, {1: 5}), vintage(APRIL, {1: 6}))
    again = folded(vintage(APRIL, {1: 7}), held=held)
    assert again["events"].tolist() == [5, 7]


MONTH_COUNTS = st.dictionaries(
    st.integers(1, 5), st.tuples(st.integers(0, 3), st.sampled_from(["", "p"])), min_size=1
)


def whole_window(counts):
    """The same counts with a zero for every month between the first and the last, as tidy() has."""
    return {month: counts.get(month, (0, "")) for month in range(min(counts), max(counts) + 1)}


FILES = st.lists(MONTH_COUNTS.map(whole_window), min_size=1, max_size=3).map(
    lambda files: [
        vintage(date(2024, 6 + position, 1), counts) for position, counts in enumerate(files)
    ]
)


def cells_of(frame, file):
    """Counts of the file's own cells in the newest view of a folded table."""
    view = latest(frame, ZERO).set_index("period_end")["events"]
    return view.loc[file.rows["period_end"]].tolist()


@settings(deadline=None, max_examples=25)
@given(files=FILES)
def test_latest_equals_the_newest_file_in_every_cell_it_has(files):
    assert cells_of(folded(*files), files[-1]) == files[-1].rows["events"].tolist()


@settings(deadline=None, max_examples=25)
@given(files=FILES)
def test_as_of_a_date_equals_folding_only_the_files_published_by_then(files):
    everything = folded(*files)
    for number, file in enumerate(files[:-1], start=1):
        by_then = everything[everything["vintage"] <= pd.Timestamp(file.vintage)]
        pd.testing.assert_frame_equal(
            by_then.reset_index(drop=True), folded(*files[:number]), check_dtype=False
        )


@settings(deadline=None, max_examples=25)
@given(files=FILES)
def test_folding_one_by_one_equals_folding_at_once_and_again_changes_nothing(files):
    at_once = folded(*files)
    one_by_one = no_rows(ZERO)
    for file in files:
        one_by_one = folded(file, held=one_by_one)
    pd.testing.assert_frame_equal(one_by_one, at_once, check_dtype=False)
    pd.testing.assert_frame_equal(folded(*files, held=at_once), at_once, check_dtype=False)
    pd.testing.assert_frame_equal(folded(files[-1], held=at_once), at_once, check_dtype=False)


@settings(deadline=None, max_examples=25)
@given(files=FILES)
def test_no_cell_that_was_ever_published_is_lost(files):
    published = set().union(*(set(file.rows["period_end"]) for file in files))
    assert set(latest(folded(*files), ZERO)["period_end"]) == published
