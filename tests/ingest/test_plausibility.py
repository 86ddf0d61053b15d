"""A figure far outside everything before it is told, and ordinary variation is not."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from data.contracts import TableContract, count, text
from data.tidy_columns import tidy_columns
from ingest.plausibility import implausible

_columns, _key = tidy_columns(
    text("kind", "Kind", allowed=("a", "b")),
    value=count("events", "Events", "events"),
    period_types=("month", "calendar_year"),
)
CONTRACT = TableContract(
    table_id="made_up", title="Made up", columns=_columns, key=_key, value_column="events"
)
BOROUGHS = ("E09000022", "E09000028", "E09000030")


def rows(counts, *, place="E09000028", kind="a", period_type="month"):
    """A series of months that ends in December 2025, or of years that ends in 2025."""
    freq = "ME" if period_type == "month" else "YE"
    ends = pd.date_range(end="2025-12-31", periods=len(counts), freq=freq, unit="s")
    return pd.DataFrame(
        {
            "area_code": place,
            "area_type": "borough",
            "period_type": period_type,
            "period_end": ends,
            "kind": kind,
            "events": pd.array(counts, dtype="Int64"),
            "status": "",
            "source_id": "made_up",
        }
    )


def told(*series, fresh_from="2025-12-01"):
    table = pd.concat(series, ignore_index=True)
    fresh = table["period_end"] >= pd.Timestamp(fresh_from)
    return implausible(CONTRACT, table, fresh=fresh, known_sources={"made_up"})


def steady(newest, *, level=100, months=24, **others):
    return rows([*np.resize([level, level + 8, level - 7], months), newest], **others)


def test_a_month_ten_times_larger_than_any_before_is_told_with_what_was_expected_and_found():
    (words,) = told(steady(1_080))
    assert words.startswith(
        "all its figures together (borough), December 2025: expected at most 278"
    )
    assert "(the largest before is 108), found 1,080" in words


def test_a_month_with_a_quarter_of_the_smallest_before_is_told():
    (words,) = told(steady(24))
    assert "expected at least 31 (the smallest before is 93), found 24" in words


@pytest.mark.parametrize("newest", [60, 93, 108, 150, 210])
def test_growth_shocks_and_chance_are_not_told(newest):
    assert told(steady(newest)) == ()


@pytest.mark.parametrize(("usual", "newest"), [(0, 8), (1, 14), (2, 20)])
def test_small_numbers_may_jump(usual, newest):
    assert told(rows([usual] * 24 + [newest])) == ()


def test_a_month_without_events_is_told_only_where_there_were_many():
    assert told(rows([12] * 24 + [0])) == ()
    assert "found 0" in told(rows([40] * 24 + [0]))[0]


def test_only_figures_that_are_new_or_changed_are_looked_at():
    assert told(rows([100] * 20 + [2_000] + [100] * 4)) == ()


def test_a_changed_month_of_the_past_is_looked_at_too():
    (words,) = told(rows([100] * 20 + [2_000] + [100] * 4), fresh_from="2025-08-01")
    assert "August 2025" in words


@pytest.mark.parametrize(("periods", "kind"), [(12, "month"), (4, "calendar_year")])
def test_a_series_that_is_too_short_is_not_judged(periods, kind):
    assert told(rows([100] * (periods - 1) + [9_000], period_type=kind), fresh_from="2025-12") == ()
    assert told(rows([100] * periods + [9_000], period_type=kind), fresh_from="2025-12") != ()


def test_one_place_that_stands_out_is_named_though_the_whole_does_not():
    others = [steady(100, place=place) for place in ("E09000022", "E09000030", "E09000033")]
    (words,) = told(*others, steady(400))
    assert words.startswith("Southwark, a, December 2025: expected at most ")


def test_one_kind_that_stands_out_is_named_though_the_whole_does_not():
    series = [steady(6_000, level=6_000, place=place) for place in BOROUGHS]
    (words,) = told(*series, *(steady(150, level=30, kind="b", place=p) for p in BOROUGHS))
    assert words.startswith("borough, b, December 2025")


def test_the_parts_of_a_whole_that_stands_out_are_not_told_again():
    assert len(told(*(steady(1_080, place=place) for place in BOROUGHS))) == 1


def test_of_many_the_gravest_three_are_told_and_the_others_counted():
    places = [f"E090000{number:02d}" for number in range(2, 33)]
    quiet = [steady(100, level=2_000 // 20, place=place) for place in places[5:]]
    loud = [steady(300 + 100 * number, place=places[number]) for number in range(5)]
    words = told(*quiet, *loud)
    assert len(words) == 4
    assert "found 700" in words[0]
    assert words[3] == "2 more figures of this table stand out so"


def test_a_missing_value_is_no_zero():
    assert told(rows([100] * 24 + [pd.NA])) == ()


def test_a_period_marked_as_unreliable_is_no_measure_for_others():
    table = rows([100] * 12 + [10] + [100] * 6 + [25])
    assert told(table) == ()
    marked = table.assign(status=["u" if count == 10 else "" for count in table["events"]])
    assert "the smallest before is 100" in told(marked)[0]


def test_several_wrong_months_at_once_are_no_measure_for_one_another():
    words = told(rows([100] * 24 + [1_000, 1_000, 10, 10]), fresh_from="2025-09-01")
    assert len(words) == 4
    assert sum("(the largest before is 100)" in word for word in words) == 2


def test_another_source_is_another_series():
    older = steady(100).assign(source_id="another")
    assert told(older, rows([2_000] * 3)) == ()


def test_what_a_file_covers_is_not_added_up():
    by_kind = TableContract(
        table_id="made_up",
        title="Made up",
        columns=_columns,
        key=_key,
        value_column="events",
        covered_by=("kind", "period_end"),
    )
    table = pd.concat([steady(1_000, level=1_000)[:-1], steady(100, kind="b")], ignore_index=True)
    fresh = table["period_end"] >= pd.Timestamp("2025-12-01")
    known = {"fresh": fresh, "known_sources": {"made_up"}}
    assert implausible(by_kind, table, **known) == ()
    assert implausible(CONTRACT, table, **known) != ()


def test_where_files_complement_each_other_the_whole_is_not_judged():
    kept = dataclasses.replace(CONTRACT, absent="kept")
    table = pd.concat([steady(100), steady(900, kind="b")[-1:]], ignore_index=True)
    known = {"fresh": table["period_end"] >= "2025-12-01", "known_sources": {"made_up"}}
    assert implausible(kept, table, **known) == ()
    assert implausible(CONTRACT, table, **known) != ()


def test_of_a_source_not_held_before_the_newest_period_alone_is_news():
    table = rows([100] * 20 + [2_000] + [100] * 3 + [5_000])
    everything = {"fresh": pd.Series(True, index=table.index), "known_sources": set()}
    (words,) = implausible(CONTRACT, table, **everything)
    assert "December 2025" in words


def test_texts_and_tables_without_periods_are_left_alone():
    table = steady(1_080).drop(columns="period_type")
    known = {"fresh": pd.Series(True, index=table.index), "known_sources": {"made_up"}}
    assert implausible(CONTRACT, table, **known) == ()
    worded = steady(1_080).assign(events="many")
    assert implausible(CONTRACT, worded, **known) == ()
