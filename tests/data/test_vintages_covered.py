"""What a file covers when it says so by force and month, and what it may not take away."""

from datetime import date

import pandas as pd
import pytest

from data.contracts import TableContract, count, text
from data.errors import VintageOrderError
from data.store import latest
from data.tidy_columns import tidy_columns
from data.vintages import FullVintage, fold
from data.writing import no_rows

_columns, _key = tidy_columns(
    text("force_code", "Force"),
    text("kind", "Kind", allowed=("a", "b")),
    value=count("events", "Events", "events"),
    period_types=("month",),
)


def contract(absent, covered_by=()):
    return TableContract(
        table_id="made_up",
        title="Made up",
        columns=_columns,
        key=_key,
        value_column="events",
        absent=absent,
        covered_by=covered_by,
    )


COVERED, KEPT = contract("zero", ("force_code", "period_end")), contract("kept")


def vintage(day, *cells):
    """A file that states (force, month, kind, events) and status where given."""
    frame = pd.DataFrame(
        [(*cell, "")[:5] for cell in cells],
        columns=["force_code", "period_end", "kind", "events", "status"],
    )
    rows = frame.assign(
        area_code=frame["force_code"],
        area_type="police_force",
        period_type="month",
        period_end=pd.to_datetime(frame["period_end"]).astype("datetime64[s]"),
        events=frame["events"].astype("Int64"),
        source_id="made_up",
    )
    return FullVintage(vintage=date.fromisoformat(day), source_id="made_up", rows=rows)


def newest(to, *vintages):
    rows = latest(fold(no_rows(to), vintages, to), to)
    cells = zip(rows["force_code"], rows["period_end"].dt.month, rows["kind"], strict=True)
    return dict(zip(cells, rows["events"].astype("object"), strict=True))


JUNE, JULY, AUGUST = "2018-06-30", "2018-07-31", "2018-08-31"


def test_a_cell_left_out_of_a_month_that_is_in_the_file_becomes_zero():
    first = vintage("2018-09-30", ("met", JUNE, "a", 5), ("met", JUNE, "b", 1))
    second = vintage("2018-10-31", ("met", JUNE, "a", 6))
    assert newest(COVERED, first, second) == {("met", 6, "a"): 6, ("met", 6, "b"): 0}


def test_a_month_that_is_not_in_the_file_stays_though_it_lies_between_two_that_are():
    first = vintage("2018-09-30", *(("met", month, "a", 5) for month in (JUNE, JULY, AUGUST)))
    second = vintage("2018-10-31", ("met", JUNE, "a", 6), ("met", AUGUST, "a", 6))
    found = newest(COVERED, first, second)
    assert found == {("met", 6, "a"): 6, ("met", 7, "a"): 5, ("met", 8, "a"): 6}


def test_a_force_that_is_not_in_the_file_stays():
    first = vintage("2018-09-30", ("met", JUNE, "a", 5), ("city", JUNE, "a", 2))
    second = vintage("2018-10-31", ("met", JUNE, "a", 6))
    assert newest(COVERED, first, second) == {("met", 6, "a"): 6, ("city", 6, "a"): 2}


def test_a_missing_value_takes_no_held_value_away_where_files_complement_each_other():
    first = vintage("2018-09-30", ("met", JUNE, "a", 5))
    second = vintage("2018-10-31", ("met", JUNE, "a", None, "x"), ("met", JULY, "a", None, "x"))
    found = newest(KEPT, first, second)
    assert found["met", 6, "a"] == 5
    assert pd.isna(found["met", 7, "a"])


def test_a_value_that_comes_after_a_missing_one_is_taken():
    first = vintage("2018-09-30", ("met", JUNE, "a", None, "x"))
    assert newest(KEPT, first, vintage("2018-10-31", ("met", JUNE, "a", 5))) == {("met", 6, "a"): 5}


def test_a_file_of_a_date_already_held_takes_nothing_from_what_it_does_not_speak_of():
    held = fold(no_rows(COVERED), [vintage("2018-09-30", ("met", AUGUST, "a", 5))], COVERED)
    later = vintage("2018-09-30", ("city", AUGUST, "a", 2))
    rows = latest(fold(held, [later], COVERED), COVERED)
    assert rows["events"].tolist() == [2, 5]


def test_nor_does_one_that_complements_the_others_of_its_date():
    held = fold(no_rows(KEPT), [vintage("2018-09-30", ("met", AUGUST, "a", 5))], KEPT)
    corrected = vintage("2018-09-30", ("met", AUGUST, "b", 2))
    rows = latest(fold(held, [corrected], KEPT), KEPT)
    assert rows["events"].tolist() == [5, 2]


def test_a_month_that_no_file_held_speaks_of_may_come_after_later_ones():
    held = fold(
        no_rows(COVERED),
        [vintage("2018-09-30", ("met", JUNE, "a", 5), ("met", AUGUST, "a", 6))],
        COVERED,
    )
    rows = latest(fold(held, [vintage("2018-07-31", ("city", JUNE, "a", 2))], COVERED), COVERED)
    assert rows["events"].tolist() == [2, 5, 6]


def test_another_figure_for_a_month_that_a_later_file_speaks_of_is_refused():
    held = fold(no_rows(COVERED), [vintage("2018-09-30", ("met", JUNE, "a", 5))], COVERED)
    with pytest.raises(VintageOrderError, match="2018-07-31 goes back in time: 2018-09-30"):
        fold(held, [vintage("2018-07-31", ("met", JUNE, "a", 4))], COVERED)


def test_a_month_that_an_earlier_file_stated_and_a_later_may_have_repeated_is_refused():
    first = vintage("2018-07-31", ("met", JUNE, "a", 5))
    third = vintage("2018-09-30", ("met", JUNE, "a", 5), ("met", AUGUST, "a", 6))
    held = fold(no_rows(COVERED), [first, third], COVERED)
    second = vintage("2018-08-31", ("met", JUNE, "a", 4), ("met", AUGUST, "a", 6))
    with pytest.raises(VintageOrderError, match="2018-08-31 goes back in time"):
        fold(held, [second], COVERED)
