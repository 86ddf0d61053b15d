from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.periods import PERIOD_TYPES, add_months, month_end
from figures.scales import (
    NARROWEST_PLOT,
    day_position,
    periods_between,
    position,
    time_axis,
    value_axis,
)
from figures.typeface import width
from tests.figures.builders import step_of

highest = st.floats(1e-6, 1e9) | st.sampled_from([0.0, 0.3, 1.0, 7.0, 100.0])


@given(highest, st.booleans())
def test_a_value_axis_starts_at_zero_and_holds_the_highest_value(value, whole):
    axis = value_axis(value, whole=whole)
    assert axis.low == 0
    assert axis.high >= value * (1 - 1e-9)
    assert axis.high > 0


@given(highest, st.booleans())
def test_ticks_rise_in_equal_round_steps(value, whole):
    ticks = [tick.at for tick in value_axis(value, whole=whole).ticks]
    steps = {float(f"{after - before:.6g}") for before, after in pairwise(ticks)}
    assert len(steps) == 1
    digits = f"{steps.pop():e}".split("e")[0].rstrip("0").rstrip(".")
    assert digits in {"1", "2", "5"}
    assert 2 <= len(ticks) <= 7


@given(highest)
def test_a_count_has_no_tick_between_two_whole_numbers(value):
    assert all(tick.at == int(tick.at) for tick in value_axis(value, whole=True).ticks)


@given(highest, st.booleans())
def test_every_tick_is_labelled_with_its_value(value, whole):
    axis = value_axis(value, whole=whole)
    assert [float(tick.label.replace(",", "")) for tick in axis.ticks] == pytest.approx(
        [tick.at for tick in axis.ticks]
    )


@pytest.mark.parametrize(
    ("value", "whole", "labels"),
    [
        (95, True, ["0", "20", "40", "60", "80", "100"]),
        (1, True, ["0", "1"]),
        (0, True, ["0", "1"]),
        (2.9, False, ["0", "0.5", "1.0", "1.5", "2.0", "2.5", "3.0"]),
        (0.33, False, ["0", "0.1", "0.2", "0.3", "0.4"]),
        (8039, True, ["0", "2,000", "4,000", "6,000", "8,000", "10,000"]),
        (100, False, ["0", "20", "40", "60", "80", "100"]),
    ],
)
def test_value_ticks_by_hand(value, whole, labels):
    assert [tick.label for tick in value_axis(value, whole=whole).ticks] == labels


def test_a_month_stands_in_its_middle_and_a_total_in_its_last_month():
    assert position("month", date(2024, 2, 29)) == date(2024, 2, 15).toordinal()
    assert position("rolling_12_months", date(2024, 2, 29)) == date(2024, 2, 15).toordinal()


def test_a_quarter_and_a_year_stand_in_their_middle():
    assert position("quarter", date(2024, 3, 31)) == date(2024, 2, 15).toordinal()
    assert position("financial_year", date(2024, 3, 31)) == date(2023, 10, 15).toordinal()
    assert position("calendar_year", date(2024, 12, 31)) == date(2024, 7, 15).toordinal()


@pytest.mark.parametrize("period_type", ["month", "rolling_12_months"])
def test_a_break_on_the_first_of_a_month_lies_between_two_points(period_type):
    before = position(period_type, date(2024, 2, 29))
    after = position(period_type, date(2024, 3, 31))
    assert before < day_position(date(2024, 3, 1)) < after


@given(
    st.sampled_from(PERIOD_TYPES), st.integers(1, 400), st.integers(2000, 2030), st.integers(1, 12)
)
def test_time_ticks_rise_lie_on_the_axis_and_do_not_touch_on_a_phone(
    period_type, count, year, month
):
    first = month_end(year, month)
    last = add_months(first, step_of(period_type) * (count - 1))
    axis = time_axis([first, last], period_type=period_type)
    places = [tick.at for tick in axis.ticks]
    assert places == sorted(set(places))
    assert all(axis.low <= place <= axis.high for place in places)
    labelled = [tick for tick in axis.ticks if tick.label]
    for one, other in pairwise(labelled):
        pixels = (other.at - one.at) / (axis.high - axis.low) * NARROWEST_PLOT
        assert pixels > (width(one.label) + width(other.label)) / 2


@given(st.integers(1, 400))
def test_a_monthly_axis_has_a_label(count):
    first = month_end(2018, 3)
    axis = time_axis([first, add_months(first, count - 1)], period_type="month")
    assert any(tick.label for tick in axis.ticks)


def test_eight_years_are_labelled_every_other_year_and_marked_every_year():
    axis = time_axis([date(2018, 1, 31), date(2026, 2, 28)], period_type="month")
    assert [tick.label for tick in axis.ticks if tick.label] == [
        *("2018", "2020", "2022", "2024", "2026")
    ]
    assert len(axis.ticks) == 9


def test_financial_years_are_labelled_at_their_points_the_newest_first():
    ends = [date(year, 3, 31) for year in range(2011, 2027)]
    axis = time_axis(ends, period_type="financial_year")
    assert [tick.label for tick in axis.ticks if tick.label] == [
        *("2010/11", "2015/16", "2020/21", "2025/26")
    ]
    assert [tick.at for tick in axis.ticks] == [position("financial_year", end) for end in ends]


def test_periods_between_two_include_both_and_every_one_between():
    assert periods_between("quarter", date(2023, 12, 31), date(2024, 6, 30)) == [
        *(date(2023, 12, 31), date(2024, 3, 31), date(2024, 6, 30))
    ]


def test_a_single_period_has_its_tick_under_its_point():
    end = date(2025, 6, 30)
    axis = time_axis([end], period_type="rolling_12_months")
    assert [tick.at for tick in axis.ticks] == [position("rolling_12_months", end)]
    assert axis.ticks[0].label == "Jun 2025"
