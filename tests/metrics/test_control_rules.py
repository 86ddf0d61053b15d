"""The rules for signals, against a plain reading of their words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from metrics import control_rules as rules

LENGTH = st.integers(1, 30)


@st.composite
def sides(draw):
    length = draw(LENGTH)
    side = draw(hnp.arrays(np.int64, length, elements=st.sampled_from([-1, 0, 1])))
    segments = np.cumsum(draw(hnp.arrays(np.int64, length, elements=st.sampled_from([0, 0, 0, 1]))))
    return side, segments


@st.composite
def points(draw):
    length = draw(LENGTH)
    some = st.one_of(st.integers(0, 6).map(float), st.just(float("nan")))
    values = draw(hnp.arrays(np.float64, length, elements=some))
    segments = np.cumsum(draw(hnp.arrays(np.int64, length, elements=st.sampled_from([0, 0, 0, 1]))))
    return values, segments


def same_segment(segments, last, size):
    return last + 1 >= size and len(set(segments[last + 1 - size : last + 1])) == 1


@given(sides())
def test_a_run_is_seven_points_of_one_segment_on_one_side(drawn):
    side, segments = drawn
    expected = [
        int(side[i]) if same_segment(segments, i, 7) and len(set(side[i - 6 : i + 1])) == 1 else 0
        for i in range(side.size)
    ]
    assert rules.one_side(side, segments).tolist() == expected


@given(points())
def test_a_trend_is_seven_points_each_above_or_each_below_the_one_before(drawn):
    values, segments = drawn
    expected = []
    for i in range(values.size):
        steps = np.diff(values[max(i - 6, 0) : i + 1])
        whole = same_segment(segments, i, 7)
        rising, falling = whole and (steps > 0).all(), whole and (steps < 0).all()
        expected.append(1 if rising else -1 if falling else 0)
    assert rules.trending(values, segments).tolist() == expected


@given(sides(), st.data())
def test_two_of_three_needs_all_three_on_the_side_of_the_two(drawn, data):
    side, segments = drawn
    near = data.draw(hnp.arrays(np.bool_, side.size))
    expected = []
    for i in range(side.size):
        alike = same_segment(segments, i, 3) and len(set(side[i - 2 : i + 1])) == 1
        expected.append(int(side[i]) if alike and near[i - 2 : i + 1].sum() >= 2 else 0)
    assert rules.two_of_three(near, side, segments).tolist() == expected


@given(sides(), st.integers(1, 8))
def test_members_are_all_points_of_the_windows_that_complete(drawn, run):
    completed, _ = drawn
    expected = []
    for i in range(completed.size):
        ahead = completed[i : i + run]
        expected.append(1 if 1 in ahead else -1 if -1 in ahead else 0)
    assert rules.members(completed, run=run).tolist() == expected


def test_a_missing_month_breaks_a_run():
    values = np.array([1.0] * 6 + [np.nan] + [1.0] * 6)
    side = rules.side_of(values, np.zeros(13))
    assert not rules.one_side(side, np.zeros(13, dtype=int)).any()


def test_a_missing_month_breaks_a_trend():
    values = np.array([1.0, 2, 3, 4, np.nan, 6, 7, 8, 9])
    assert not rules.trending(values, np.zeros(9, dtype=int)).any()


def test_a_point_on_the_centre_line_ends_a_run():
    side = np.array([1] * 6 + [0] + [1] * 6)
    assert not rules.one_side(side, np.zeros(13, dtype=int)).any()


def test_a_point_on_a_limit_is_inside():
    one = np.array([1.0])
    assert rules.beyond(one, one - 1, one).tolist() == [0]
    assert rules.beyond(one, one, one + 1).tolist() == [0]


def test_the_last_binary_digit_is_not_a_side():
    third = np.array([0.1, 0.2, 0.3]).sum() / 2
    assert rules.side_of(np.array([0.3]), np.array([third])).tolist() == [0]


@given(points(), st.floats(1e-3, 1e6))
def test_sides_do_not_depend_on_the_unit(drawn, factor):
    values, _ = drawn
    line = np.full(values.shape, 2.5)
    assert (rules.side_of(values, line) == rules.side_of(values * factor, line * factor)).all()


def test_every_rule_has_words():
    assert set(rules.RULE_WORDS) == set(rules.RULES)


@pytest.mark.parametrize("length", [0, 1, 2])
def test_short_series_complete_no_pattern(length):
    nothing = np.zeros(length, dtype=int)
    assert not rules.two_of_three(nothing == 0, nothing + 1, nothing).any()
    assert not rules.trending(nothing.astype(float), nothing).any()
    assert not rules.members(nothing, run=7).any()
