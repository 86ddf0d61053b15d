"""Control charts of single values: limits, segments, gaps and what counts as news."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from metrics import control_rules as rules
from metrics.control_limits import (
    BETWEEN_TWO_AND_THREE_SIGMA,
    BEYOND_TWO_SIGMA,
    ChartSettings,
    segments_by_date,
    segments_by_index,
)
from metrics.spc import xmr_chart, xmr_limits

COUNTS = st.one_of(st.integers(0, 500).map(float), st.just(float("nan")))
LINES = ("centre", "sigma", "lower", "upper")


@st.composite
def many_series(draw):
    shape = draw(st.tuples(st.integers(1, 4), st.integers(1, 40)))
    values = draw(hnp.arrays(np.float64, shape, elements=COUNTS))
    steps = draw(hnp.arrays(np.int64, shape, elements=st.sampled_from([0] * 9 + [1])))
    return values, np.cumsum(steps, axis=1)


def test_limits_by_hand():
    values = [10.0, 12, 11, 13, 10, 12, 11, 13, 10, 12, 11, 13]
    limits = xmr_limits(values)
    # Eleven moving ranges: 2 1 2 3 2 1 2 3 2 1 2, together 21; their mean is 21/11.
    assert limits.centre[0] == pytest.approx(11.5)
    assert limits.upper[0] == pytest.approx(11.5 + 2.66 * 21 / 11)
    assert limits.sigma[0] == pytest.approx(2.66 * 21 / 11 / 3)


@given(many_series())
def test_all_series_at_once_equal_each_by_itself(drawn):
    values, segments = drawn
    together = xmr_chart(values, segments)
    for row in range(values.shape[0]):
        alone, one = xmr_chart(values[row], segments[row]), together.series(row)
        for name in LINES:
            np.testing.assert_allclose(getattr(one, name), getattr(alone, name), rtol=1e-9)
        assert (one.leading == alone.leading).all()
        assert (one.new == alone.new).all()


@given(many_series())
def test_each_segment_is_charted_as_if_it_were_alone(drawn):
    values, segments = drawn
    whole = xmr_chart(values[0], segments[0])
    for number in np.unique(segments[0]):
        own = segments[0] == number
        part = xmr_chart(values[0][own])
        np.testing.assert_allclose(whole.upper[own], part.upper, rtol=1e-9)
        assert (whole.direction[own] == part.direction).all()


@given(many_series())
def test_limits_are_symmetric_about_the_centre(drawn):
    limits = xmr_limits(*drawn)
    np.testing.assert_allclose(
        limits.upper - limits.centre, limits.centre - limits.lower, rtol=1e-9, atol=1e-9
    )


@settings(max_examples=50)
@given(many_series(), st.sampled_from([0.001, 3.0, 1000.0]))
def test_signals_do_not_depend_on_the_unit(drawn, factor):
    values, segments = drawn
    chart, scaled = xmr_chart(values, segments), xmr_chart(values * factor, segments)
    assert (chart.leading == scaled.leading).all()
    assert (chart.direction == scaled.direction).all()


@settings(max_examples=50)
@given(many_series())
def test_signals_of_the_mirror_image_point_the_other_way(drawn):
    values, segments = drawn
    chart, mirror = xmr_chart(values, segments), xmr_chart(1000 - values, segments)
    for rule in (rules.BEYOND_LIMITS, rules.TWO_OF_THREE, rules.ONE_SIDE, rules.TRENDING):
        assert (chart.completed[rule] == -mirror.completed[rule]).all()


@settings(max_examples=50)
@given(many_series())
def test_nothing_is_a_signal_where_there_are_no_limits_or_no_value(drawn):
    chart = xmr_chart(*drawn)
    blind = np.isnan(chart.centre) | np.isnan(chart.values)
    assert (chart.leading[blind] == -1).all()
    assert (chart.new[blind] == 0).all()


def test_eleven_points_have_no_limits_and_twelve_have_trial_limits():
    assert np.isnan(xmr_limits(np.arange(11.0)).centre).all()
    assert xmr_limits(np.arange(12.0)).trial.all()


def test_limits_are_firm_from_two_years_on():
    assert xmr_limits(np.arange(23.0)).trial.all()
    assert not xmr_limits(np.arange(24.0)).trial.any()


def test_no_moving_range_reaches_across_a_gap_or_a_break():
    low, high = [10.0, 11] * 6, [100.0, 101] * 6
    across_gap = xmr_limits([*low, np.nan, *high])
    # 22 moving ranges of 1 within the two stretches; none of 89 between them.
    assert across_gap.sigma[0] == pytest.approx(2.66 / 3)
    across_break = xmr_limits([*low, *high], [0] * 12 + [1] * 12)
    assert across_break.sigma.tolist() == pytest.approx([2.66 / 3] * 24)


def test_a_baseline_sets_the_limits_of_the_months_after_it():
    values = np.array([10.0, 12] * 12 + [30.0] * 3)
    chart = xmr_chart(values, baseline=np.arange(27) < 24)
    assert chart.centre[-1] == pytest.approx(11.0)
    assert chart.completed[rules.BEYOND_LIMITS][-3:].tolist() == [1, 1, 1]
    assert chart.new[-3:].tolist() == [1, 1, 0]


def test_a_series_that_never_varies_has_no_signal():
    assert (xmr_chart([0.1] * 30).leading == -1).all()


def test_screening_leaves_some_variation_to_judge_by():
    # All moving ranges but two are zero: screening those two would leave limits of no width.
    values = np.array([5.0] * 12 + [6.0] + [5.0] * 12)
    assert xmr_limits(values).sigma[0] == pytest.approx(2.66 / 3 * 2 / 24)


def test_points_beyond_three_sigma_count_in_one_variant_only():
    # Centre 11, limits at 11 ± 5.32: 18 is beyond three sigma, 15 between two and three.
    values = np.array([10.0, 12] * 12 + [12.0, 18, 15])
    variants = (BEYOND_TWO_SIGMA, BETWEEN_TWO_AND_THREE_SIGMA)
    marked = [
        xmr_chart(
            values, baseline=np.arange(27) < 24, settings=ChartSettings(near_limit=variant)
        ).members[rules.TWO_OF_THREE][-2:]
        for variant in variants
    ]
    assert [found.tolist() for found in marked] == [[1, 1], [0, 0]]


def test_a_trend_in_a_series_without_limits_is_no_signal():
    assert (xmr_chart(np.arange(11.0)).leading == -1).all()
    assert (xmr_chart(np.arange(12.0)).leading >= 0).any()


def test_a_point_within_two_sigma_is_not_news_though_it_ends_a_window():
    chart = xmr_chart([10.0, 12] * 12 + [12.0, 15, 15, 12], baseline=np.arange(28) < 24)
    assert chart.completed[rules.TWO_OF_THREE][-4:].tolist() == [0, 0, 1, 0]
    assert chart.members[rules.TWO_OF_THREE][-4:].tolist() == [0, 1, 1, 0]


def test_the_leading_rule_is_the_first_in_precedence():
    # Seven rising points that end beyond the limit: outside the limits comes first.
    values = np.array([10.0, 12] * 12 + [9, 10, 11, 12, 13, 14, 20])
    chart = xmr_chart(values, baseline=np.arange(31) < 24)
    assert rules.RULES[chart.leading[-1]] == rules.BEYOND_LIMITS
    assert rules.RULES[chart.leading[-4]] == rules.TRENDING
    assert chart.completed[rules.TRENDING][-1] == 1


def test_a_signal_is_new_only_in_the_month_that_completes_it():
    values = np.array([10.0, 12] * 12 + [13.0] * 9)
    chart = xmr_chart(values, baseline=np.arange(33) < 24)
    # The run begins with the 12 that ends the baseline, so its seventh point is the sixth 13.
    assert np.flatnonzero(chart.new).tolist() == [29]
    assert np.flatnonzero(chart.members[rules.ONE_SIDE]).tolist() == list(range(23, 33))


def test_rules_that_are_switched_off_say_nothing():
    values = np.array([10.0, 12] * 12 + [30.0])
    chart = xmr_chart(
        values, baseline=np.arange(25) < 24, settings=ChartSettings(rules=(rules.ONE_SIDE,))
    )
    assert list(chart.completed) == [rules.ONE_SIDE]
    assert chart.leading[-1] == -1


def test_segments_start_on_the_day_of_the_break():
    ends = [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert segments_by_date(ends, [date(2024, 3, 1)]).tolist() == [0, 0, 1]
    assert segments_by_date(ends, [date(2024, 2, 29)]).tolist() == [0, 1, 1]
    assert segments_by_date(ends, []).tolist() == [0, 0, 0]


def test_segments_start_at_the_given_positions():
    assert segments_by_index(5, [3, 2, 3]).tolist() == [0, 0, 1, 2, 2]


def test_segments_of_another_length_are_refused():
    with pytest.raises(ValueError):
        xmr_chart(np.arange(12.0), np.zeros(11, dtype=int))
