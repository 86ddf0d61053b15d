"""Intervals, whatever the data."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.rates import (
    byar_interval,
    count_interval,
    difference_interval,
    proportion_interval,
    rate_ratio,
)

counts = st.integers(0, 10**7)
positive = st.integers(1, 10**6)


@settings(deadline=None)
@given(counts)
def test_an_interval_of_a_count_holds_the_count(events):
    lower, upper = count_interval(events)
    assert 0 <= lower <= events <= upper


@settings(deadline=None)
@given(counts)
def test_higher_confidence_gives_a_wider_interval(events):
    narrow, wide = count_interval(events, 0.95), count_interval(events, 0.998)
    assert wide.lower <= narrow.lower
    assert wide.upper >= narrow.upper


def test_no_event_has_an_upper_limit_and_a_lower_one_of_zero():
    lower, upper = count_interval(0)
    assert lower == 0
    assert upper == pytest.approx(-math.log(0.025))


def test_limits_are_exact_up_to_nine_events_and_byars_from_ten():
    # Exact 95% limits in Garwood's table of 1936: 4.12 to 17.08 for nine events, 4.80 to 18.39 for
    # ten, where Byar's differ a little.
    nine, ten = count_interval(9), count_interval(10)
    assert (nine.lower, nine.upper) == pytest.approx((4.12, 17.08), abs=5e-3)
    assert (ten.lower, ten.upper) == tuple(byar_interval(10))
    assert ten.lower != pytest.approx(4.7954, abs=5e-4)


def test_a_missing_count_has_no_interval():
    assert np.isnan(count_interval([np.nan, -1])).all()


def test_intervals_keep_the_shape_of_the_counts():
    limits = count_interval(np.arange(12.0).reshape(3, 4))
    assert limits.lower.shape == limits.upper.shape == (3, 4)


@settings(deadline=None)
@given(st.integers(0, 1000), st.integers(1, 1000))
def test_an_interval_of_a_share_lies_between_none_and_all(events, more):
    lower, upper = proportion_interval(events, events + more)
    assert -1e-12 <= lower <= events / (events + more) <= upper <= 1


@pytest.mark.parametrize(("events", "trials"), [(0, 0), (5, 4), (np.nan, 10), (3, np.nan)])
def test_a_share_without_a_sensible_denominator_has_no_interval(events, trials):
    assert np.isnan(proportion_interval(events, trials)).all()


@settings(deadline=None)
@given(positive, positive)
def test_turning_a_ratio_round_turns_its_limits_round(a, b):
    one, other = rate_ratio((a, b), (3.0, 7.0)), rate_ratio((b, a), (7.0, 3.0))
    assert one.value == pytest.approx(1 / other.value)
    assert (one.lower, one.upper) == pytest.approx((1 / other.upper, 1 / other.lower))


def test_a_ratio_to_none_has_an_exact_lower_limit_and_no_upper_one():
    # 5 events against 0 in equal times: the share of the first is at least 0.025 ** (1 / 5).
    share = 0.025 ** (1 / 5)
    ratio = rate_ratio((5, 0), (1, 1))
    assert math.isinf(ratio.value)
    assert math.isinf(ratio.upper)
    assert ratio.lower == pytest.approx(share / (1 - share))


def test_a_ratio_of_none_has_an_exact_upper_limit():
    share = 1 - 0.025 ** (1 / 5)
    assert rate_ratio((0, 5), (1, 1)) == pytest.approx((0, 0, share / (1 - share)))


@pytest.mark.parametrize(
    ("events", "exposures"), [((0, 0), (1, 1)), ((np.nan, 3), (1, 1)), ((2, 3), (0, 1))]
)
def test_a_ratio_of_nothing_is_missing(events, exposures):
    assert np.isnan(rate_ratio(events, exposures)).all()


def test_the_interval_of_a_difference_is_newcombes_for_shares():
    # Newcombe 1998, method 10, his example 56/70 against 48/80: 0.0524 to 0.3339.
    sides = []
    for events, trials in ((56, 70), (48, 80)):
        lower, upper = proportion_interval(events, trials)
        sides.append((events / trials, float(lower), float(upper)))
    assert difference_interval(*sides) == pytest.approx((0.0524, 0.3339), abs=5e-5)
