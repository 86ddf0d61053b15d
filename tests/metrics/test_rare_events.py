"""Charts of the waits between rare events."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics import control_rules as rules
from metrics.rare_events import g_chart, is_rare, months_between, months_since, t_chart

COUNTS = st.lists(st.integers(0, 3), min_size=1, max_size=80)


def test_waits_are_counted_in_months_and_zero_within_one():
    assert months_between([0, 2, 0, 0, 1, 1, 0]).tolist() == [0, 3, 1]


@given(COUNTS)
def test_there_is_one_wait_fewer_than_events_and_they_span_first_to_last(counts):
    waits, months = months_between(counts), np.flatnonzero(counts)
    assert waits.size == max(sum(counts) - 1, 0)
    assert waits.sum() == (months[-1] - months[0] if months.size else 0)


def test_a_wait_that_spans_a_missing_month_is_not_known():
    waits = months_between([1, np.nan, 1, 0, 1])
    assert np.isnan(waits[0])
    assert waits[1] == 2


def test_months_since_the_last_event():
    assert months_since([0, 1, 0, 0]) == 2
    assert months_since([0, 1]) == 0


def test_months_since_are_not_known_without_an_event_or_past_a_gap():
    assert np.isnan(months_since([0, 0]))
    assert np.isnan(months_since([1, np.nan, 0]))


def test_a_series_is_rare_below_one_event_a_month():
    assert is_rare([0, 1, np.nan, 1])
    assert not is_rare([1, 1])
    assert not is_rare([np.nan])


def test_limits_of_waits_by_hand():
    waits = [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 11]
    chart = g_chart(waits)
    # Together 36 in 12 waits: mean 3, sigma √(3·4), median 2.5.
    assert chart.upper[0] == pytest.approx(3 + 3 * np.sqrt(12))
    assert chart.lower[0] == 0
    assert chart.centre[0] == 2.5


def test_a_very_long_wait_is_a_signal_upwards():
    chart = g_chart([1, 2, 1, 0, 2, 1, 3, 1, 0, 2, 1, 40])
    assert chart.completed[rules.BEYOND_LIMITS][-1] == 1


def test_seven_short_waits_are_a_signal_downwards():
    chart = g_chart([9, 8, 12, 7, 10, 9, 11, 8] + [0, 1, 0, 2, 0, 1, 0])
    assert chart.direction[-1] == -1


def test_each_segment_of_waits_has_its_own_median():
    chart = g_chart([1] * 12 + [5] * 12, [0] * 12 + [1] * 12)
    assert chart.centre.tolist() == [1] * 12 + [5] * 12


@given(st.lists(st.floats(0.5, 1000), min_size=12, max_size=40))
def test_lines_of_a_t_chart_are_in_order(times):
    chart = t_chart(times)
    assert (chart.lower <= chart.centre).all()
    assert (chart.centre <= chart.upper).all()


def test_impossible_waits_are_refused():
    with pytest.raises(ValueError, match="order of time"):
        g_chart([1, -1])
    with pytest.raises(ValueError, match="above zero"):
        t_chart([1, 0])
