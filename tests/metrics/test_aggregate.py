"""Longer periods are sums of complete months and of nothing else."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.status import PRECEDENCE
from metrics.aggregate import aggregate, shown
from metrics.grid import lay_out, with_police_area
from tests.metrics.made_up_tables import BOROUGHS, LONDON, PLACE_NOT_KNOWN, counted

monthly = st.lists(st.none() | st.integers(0, 500), min_size=1, max_size=40)


def grid_of(rows, *, by=(), base_period="month", zero_filled=False):
    return lay_out(rows, by=by, base_period=base_period, zero_filled=zero_filled)


def sums(rows, period_type, **layout):
    """Sums by period end, missing ones left out."""
    grid = aggregate(grid_of(rows, **layout), period_type, base_period="month")
    return {
        str(end): number
        for end, number in zip(grid.ends, grid.numerator[0], strict=True)
        if not np.isnan(number)
    }


@settings(deadline=None)
@given(monthly)
def test_a_sum_over_a_missing_month_is_missing_and_every_other_sum_is_right(numbers):
    rows = counted(BOROUGHS[0], "2022-01-31", [3, *numbers, 4])
    whole = [3, *numbers, 4]
    found = sums(rows, "rolling_12_months")
    ends = pd.date_range("2022-01-31", periods=len(whole), freq="ME")
    expected = {
        f"{ends[i]:%Y-%m-%d}": sum(whole[i - 11 : i + 1])
        for i in range(11, len(whole))
        if None not in whole[i - 11 : i + 1]
    }
    assert found == expected


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=24, max_size=40))
def test_the_twelve_months_to_march_are_the_financial_year(numbers):
    rows = counted(BOROUGHS[0], "2022-04-30", numbers)
    years = sums(rows, "financial_year")
    rolling = sums(rows, "rolling_12_months")
    assert years == {end: n for end, n in rolling.items() if end[5:] == "03-31"}
    assert years["2023-03-31"] == sum(numbers[:12])


@settings(deadline=None)
@given(st.lists(st.integers(0, 500), min_size=12, max_size=12))
def test_four_quarters_are_the_calendar_year(numbers):
    rows = counted(BOROUGHS[0], "2022-01-31", numbers)
    assert sum(sums(rows, "quarter").values()) == sums(rows, "calendar_year")["2022-12-31"]


def test_fewer_months_than_a_period_give_no_period():
    assert sums(counted(BOROUGHS[0], "2022-01-31", [1] * 11), "rolling_12_months") == {}


def test_a_month_left_out_of_a_list_of_events_counts_zero():
    rows = counted(BOROUGHS[0], "2022-01-31", [1, None, *[1] * 10])
    assert sums(rows, "calendar_year", zero_filled=True) == {"2022-12-31": 11}


def test_the_whole_area_adds_boroughs_and_places_not_known():
    rows = pd.concat(
        [
            counted(BOROUGHS[0], "2022-01-31", [5, 6]),
            counted(BOROUGHS[1], "2022-01-31", [7, 8]),
            counted(PLACE_NOT_KNOWN, "2022-01-31", [None, 2]),
        ]
    )
    grid = with_police_area(grid_of(rows))
    assert grid.numerator[grid.areas.index(LONDON)].tolist() == [12, 16]


def test_a_sum_may_still_be_revised_where_one_of_its_months_or_places_may():
    months = counted(BOROUGHS[0], "2022-01-31", [1] * 6)
    months["status"] = ["", "p", "", "", "", ""]
    quarters = aggregate(grid_of(months), "quarter", base_period="month")
    assert quarters.provisional.tolist() == [[True, False]]
    other = counted(BOROUGHS[1], "2022-01-31", [1] * 6)
    whole = with_police_area(grid_of(pd.concat([months, other])))
    own = whole.provisional[whole.areas.index(LONDON)]
    assert own.tolist() == [False, True, False, False, False, False]


def test_the_whole_area_is_missing_while_a_borough_is():
    rows = pd.concat(
        [
            counted(BOROUGHS[0], "2022-01-31", [5, 6]),
            counted(BOROUGHS[1], "2022-01-31", [7, None]),
        ]
    )
    grid = with_police_area(grid_of(rows))
    whole = grid.areas.index(LONDON)
    assert grid.numerator[whole, 0] == 12
    assert np.isnan(grid.numerator[whole, 1])
    assert not grid.present[whole, 1]


def test_each_part_of_a_breakdown_gets_its_own_whole():
    rows = pd.concat(
        [
            counted(area, "2022-01-31", [number], sex=sex)
            for area, sex, number in (
                (BOROUGHS[0], "female", 1),
                (BOROUGHS[0], "male", 2),
                (BOROUGHS[1], "female", 4),
                (BOROUGHS[1], "male", 8),
            )
        ]
    )
    grid = with_police_area(grid_of(rows, by=("sex",)))
    whole = {
        g: n[0]
        for a, g, n in zip(grid.areas, grid.groups, grid.numerator, strict=True)
        if a == LONDON
    }
    assert whole == {("female",): 5, ("male",): 10}


def test_a_total_that_the_publisher_gives_is_not_added_again():
    rows = pd.concat([counted(a, "2022-01-31", [9]) for a in (BOROUGHS[0], LONDON)])
    grid = with_police_area(grid_of(rows))
    assert grid.areas == (BOROUGHS[0], LONDON)


def test_a_sum_carries_the_gravest_status_and_the_newest_vintage():
    rows = pd.concat(
        [
            counted(BOROUGHS[0], "2022-01-31", [1, 1], vintage="2022-04-01"),
            counted(BOROUGHS[0], "2022-03-31", [1], status="p", vintage="2022-05-01"),
        ]
    )
    grid = aggregate(grid_of(rows), "quarter", base_period="month")
    assert PRECEDENCE[grid.status[0, 0]] == "p"
    assert grid.vintage.astype("datetime64[s]")[0, 0] == np.datetime64("2022-05-01")


def test_gaps_are_shown_inside_a_series_and_not_around_it():
    rows = pd.concat(
        [
            counted(BOROUGHS[0], "2022-01-31", [1, 1, 1, 1]),
            counted(BOROUGHS[1], "2022-01-31", [None, 1, None, 1]),
            counted("E09000031", "2022-01-31", [1, None, 1, None]),
        ]
    )
    cells = shown(grid_of(rows), with_gaps=True)
    assert cells.tolist() == [[True] * 4, [False, True, True, True], [True, True, True, False]]


def test_quarters_add_up_to_years_ending_in_any_quarter():
    ends = pd.to_datetime(["2022-03-31", "2022-06-30", "2022-09-30", "2022-12-31", "2023-03-31"])
    rows = counted(LONDON, "2022-01-31", [1, 2, 3, 4, 5]).assign(period_end=ends)
    grid = grid_of(rows, base_period="quarter")
    rolling = aggregate(grid, "rolling_12_months", base_period="quarter")
    assert rolling.ends.astype(str).tolist() == ["2022-12-31", "2023-03-31"]
    assert rolling.numerator.tolist() == [[10, 14]]


@pytest.mark.parametrize("period_type", ["month", "rolling_12_months"])
def test_no_rows_give_no_values(period_type):
    rows = counted(BOROUGHS[0], "2022-01-31", [1]).iloc[:0]
    grid = aggregate(grid_of(rows), period_type, base_period="month")
    assert shown(grid, with_gaps=period_type == "month").size == 0
