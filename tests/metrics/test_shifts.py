"""Proposals to start new limits."""

import numpy as np
import pytest

from metrics.shifts import lasting_shifts
from metrics.spc import xmr_chart

ORDINARY = [10.0, 14, 11, 13, 9, 15] * 4


def test_a_step_that_holds_for_a_year_is_proposed_where_it_began():
    chart = xmr_chart(ORDINARY + [v - 8 for v in ORDINARY])
    (shift,) = lasting_shifts(chart)
    assert (shift.first, shift.points, shift.direction) == (24, 24, -1)
    assert (shift.before, shift.after) == (pytest.approx(12.0), pytest.approx(4.0))


def test_eleven_points_are_not_enough():
    values = ORDINARY + [30.0] * 11
    assert lasting_shifts(xmr_chart(values)) == ()


def test_a_run_at_the_start_is_no_shift():
    values = [30.0] * 12 + ORDINARY
    assert [shift.direction for shift in lasting_shifts(xmr_chart(values))] == [-1]


def test_ordinary_variation_proposes_nothing():
    assert lasting_shifts(xmr_chart(ORDINARY)) == ()


def test_of_two_shifts_the_first_is_proposed_and_the_second_after_it():
    values = ORDINARY + [v - 8 for v in ORDINARY] + [v + 8 for v in ORDINARY]
    (first,) = lasting_shifts(xmr_chart(values))
    assert (first.first, first.direction) == (24, -1)
    (second,) = lasting_shifts(xmr_chart(values, np.arange(72) >= first.first))
    assert (second.first, second.direction) == (48, 1)


def test_new_limits_at_the_shift_leave_nothing_to_propose():
    values = ORDINARY + [v - 8 for v in ORDINARY]
    (shift,) = lasting_shifts(xmr_chart(values))
    again = xmr_chart(values, np.arange(48) >= shift.first)
    assert lasting_shifts(again) == ()


def test_missing_months_are_not_points_before_a_shift():
    values = [np.nan] * 13 + ORDINARY[:11] + [v - 9 for v in ORDINARY]
    assert lasting_shifts(xmr_chart(values)) == ()


def test_series_are_told_apart():
    step = ORDINARY + [v - 8 for v in ORDINARY]
    values = np.array([ORDINARY * 2, step, step[::-1]])
    assert [s.series for s in lasting_shifts(xmr_chart(values))] == [(1,), (2,)]


def test_the_required_points_can_be_changed():
    values = ORDINARY + [30.0] * 11
    assert len(lasting_shifts(xmr_chart(values), held_for=8)) == 1
    with pytest.raises(ValueError, match="at least 2"):
        lasting_shifts(xmr_chart(values), held_for=1)
