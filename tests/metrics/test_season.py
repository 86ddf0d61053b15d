"""Seasonal adjustment."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.tsa.seasonal import STL

from data.errors import ParameterError
from metrics.season import (
    StlSettings,
    decompose,
    refusal,
    seasonally_adjusted,
    stretches,
)

SWING = 10 * np.sin(2 * np.pi * np.arange(12) / 12)


def made_up(months, rows=1, seed=0):
    generator = np.random.default_rng(seed)
    return 100 + np.resize(SWING, months) + generator.normal(0, 5, (rows, months))


@pytest.mark.parametrize(
    ("months", "changes"),
    [
        *((months, {}) for months in (36, 47, 60, 101)),
        (36, {"seasonal": 35}),
        (36, {"trend_jump": 3}),
        # A line through the three values of a calendar month is no estimate of a season, and
        # where one of the three has no weight not even a number that two programs agree on.
        (60, {"seasonal": 13, "seasonal_deg": 1}),
        (101, {"seasonal": 13, "seasonal_deg": 1}),
    ],
)
def test_many_series_at_once_equal_statsmodels_one_by_one(months, changes):
    values, chosen = made_up(months, rows=4), StlSettings(**changes)
    found = decompose(values, chosen)
    for row in range(4):
        expected = STL(
            values[row],
            period=12,
            seasonal=chosen.seasonal,
            seasonal_deg=chosen.seasonal_deg,
            trend_jump=chosen.trend_jump,
            robust=True,
        ).fit()
        np.testing.assert_allclose(found.season[row], expected.seasonal, atol=1e-6)
        np.testing.assert_allclose(found.trend[row], expected.trend, atol=1e-6)
        np.testing.assert_allclose(found.weights[row], expected.weights, atol=1e-6)


def test_a_pure_season_is_taken_out_whole():
    values = 100 + np.resize(SWING, 60)
    np.testing.assert_allclose(seasonally_adjusted(values).values, 100, atol=1e-6)


@settings(max_examples=25)
@given(st.integers(36, 80), st.floats(0.01, 100), st.floats(-50, 50), st.integers(0, 99))
def test_adjustment_keeps_unit_and_level(months, factor, shift, seed):
    values = made_up(months, seed=seed)[0]
    plain = seasonally_adjusted(values).values
    moved = seasonally_adjusted(values * factor + shift).values
    np.testing.assert_allclose(moved, plain * factor + shift, atol=1e-6 * max(factor, 1))


def test_a_freak_month_stands_out_after_adjustment_instead_of_becoming_season():
    values = made_up(60)[0]
    values[-1] += 60
    adjusted = seasonally_adjusted(values)
    assert adjusted.values[-1] > 150
    assert abs(adjusted.season[-1] - SWING[59 % 12]) < 8


def test_stretches_on_both_sides_of_a_gap_are_adjusted_apart():
    values = made_up(80)[0]
    values[38] = np.nan
    adjusted = seasonally_adjusted(values)
    assert adjusted.adjusted.tolist() == [True] * 38 + [False] + [True] * 41
    alone = seasonally_adjusted(values[39:])
    np.testing.assert_allclose(adjusted.values[39:], alone.values)


def test_a_stretch_below_three_years_keeps_its_values():
    values = made_up(60)[0]
    values[30] = np.nan
    adjusted = seasonally_adjusted(values)
    assert not adjusted.adjusted.any()
    np.testing.assert_array_equal(adjusted.values, values)


def test_three_years_to_the_month_are_enough():
    assert seasonally_adjusted(made_up(36)).adjusted.all()
    assert not seasonally_adjusted(made_up(35)).adjusted.any()


def test_series_with_different_gaps_are_adjusted_each_by_its_own():
    values = made_up(80, rows=3)
    values[0, :10] = np.nan
    values[2, 40] = np.nan
    together = seasonally_adjusted(values).values
    for row in range(3):
        np.testing.assert_allclose(together[row], seasonally_adjusted(values[row]).values)


def test_refusals_say_why():
    assert refusal(np.ones(36)) == ""
    assert "35 months are held in a row and 36 are needed" in refusal(np.ones(35))
    gap = np.ones(60)
    gap[30] = np.nan
    assert "29 months are held since the last gap in a row" in refusal(gap)
    assert "newest month is missing" in refusal([*np.ones(40), np.nan])


def test_a_gap_is_refused_rather_than_filled():
    values = np.ones(80)
    values[20] = np.nan
    with pytest.raises(ParameterError, match="gap"):
        decompose(values)
    with pytest.raises(ParameterError, match="36 are needed"):
        decompose(np.ones(35))


def test_stretches_are_found_at_both_ends():
    held = np.array([True, False, False, True, True])
    assert stretches(held) == [(0, 1), (3, 5)]
    assert stretches(np.zeros(3, dtype=bool)) == []
