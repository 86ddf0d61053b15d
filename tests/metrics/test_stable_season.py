"""The test for a stable season on made-up counts."""

import numpy as np
import pytest
import statsmodels.api as sm

from data.errors import ParameterError
from metrics.stable_season import LEVEL, chance_of_season

SERIES, MONTHS = 20_000, 54
AT = np.arange(MONTHS)


def found_in(mean):
    """Share of simulated Poisson series in which a season is found."""
    drawn = np.random.default_rng(1978).poisson(mean, (SERIES, MONTHS)).astype(float)
    return (chance_of_season(drawn) < LEVEL).mean()


@pytest.mark.parametrize("mean", [0.5, 9, 1200, np.linspace(12, 6, MONTHS)], ids=str)
def test_one_series_in_a_hundred_without_a_season_is_said_to_have_one(mean):
    assert found_in(mean) == pytest.approx(LEVEL, abs=0.003)


def test_a_season_of_a_few_per_cent_is_found_in_the_counts_of_london_and_not_in_small_ones():
    season = 1 + 0.07 * np.cos(2 * np.pi * (AT - 9) / 12)
    assert found_in(1200 * season) > 0.99
    assert found_in(9 * season) < 0.05


def test_it_is_the_comparison_of_two_regressions():
    values = np.random.default_rng(3).poisson(9, MONTHS).astype(float)
    trend = np.cos(np.pi * np.outer((AT + 0.5) / MONTHS, range(5)))
    months = np.eye(12)[AT % 12][:, 1:]
    both = sm.OLS(values, np.hstack([trend, months])).fit()
    _, p_value, _ = both.compare_f_test(sm.OLS(values, trend).fit())
    assert chance_of_season(values) == pytest.approx(p_value)


def test_where_nothing_varies_no_season_is_found():
    assert chance_of_season(np.zeros(MONTHS)) == 1
    assert chance_of_season(np.full(MONTHS, 7.0)) == 1


def test_a_gap_or_less_than_three_years_is_refused():
    for values in (np.ones(35), np.append(np.ones(40), np.nan)):
        with pytest.raises(ParameterError, match="36 months or more in a row"):
            chance_of_season(values)
