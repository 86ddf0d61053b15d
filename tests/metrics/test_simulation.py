"""Made-up series have the mean, spread and season asked for; measurements of alarms are right."""

import numpy as np
import pytest

from metrics.control_limits import ChartSettings
from metrics.control_rules import BEYOND_LIMITS
from metrics.simulation import (
    Pattern,
    false_alarm_rate,
    fit_level,
    fit_pattern,
    months_to_notice,
    simulated,
)
from metrics.spc import xmr_chart

SEASON = tuple(1 + 0.3 * np.sin(2 * np.pi * np.arange(12) / 12))
PATTERN = Pattern(mean=80, dispersion=0.02, season=SEASON)


def seeded(seed=7):
    return np.random.default_rng(seed)


def newest(values):
    return xmr_chart(values).new[:, -1]


def test_series_have_the_mean_variance_and_season_asked_for():
    series = simulated(PATTERN, 12, 40_000, generator=seeded())
    expected = 80 * np.array(SEASON)
    np.testing.assert_allclose(series.mean(axis=0), expected, rtol=0.01)
    np.testing.assert_allclose(series.var(axis=0), expected + 0.02 * expected**2, rtol=0.04)


def test_without_dispersion_series_vary_by_chance_alone():
    series = simulated(Pattern(mean=30), 12, 20_000, generator=seeded())
    assert series.var() == pytest.approx(30, rel=0.03)


def test_a_step_changes_the_mean_from_its_month_on():
    series = simulated(Pattern(mean=50), 24, 5000, generator=seeded(), step=1.5, step_at=10)
    assert series[:, :10].mean() == pytest.approx(50, rel=0.01)
    assert series[:, 10:].mean() == pytest.approx(75, rel=0.01)


def test_the_same_seed_gives_the_same_series():
    one, other = (simulated(PATTERN, 36, 5, generator=seeded(3)) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def test_a_pattern_is_found_again_in_series_drawn_from_it():
    fits = [fit_pattern(s) for s in simulated(PATTERN, 60, 400, generator=seeded())]
    assert np.mean([fit.mean for fit in fits]) == pytest.approx(80, rel=0.02)
    assert np.mean([fit.dispersion for fit in fits]) == pytest.approx(0.02, rel=0.1)
    season = np.mean([fit.season for fit in fits], axis=0)
    np.testing.assert_allclose(season, SEASON, atol=0.02)


def test_a_strong_season_of_small_counts_is_not_taken_for_dispersion():
    season = tuple(1 + 0.6 * np.sin(2 * np.pi * np.arange(12) / 12))
    pattern = Pattern(mean=6, dispersion=0.3, season=season)
    fits = [fit_pattern(s) for s in simulated(pattern, 120, 600, generator=seeded())]
    assert np.mean([fit.dispersion for fit in fits]) == pytest.approx(0.3, rel=0.06)


def test_a_lasting_change_is_not_taken_for_month_to_month_variation():
    series = simulated(Pattern(mean=100), 60, 300, generator=seeded(), step=1.4, step_at=30)
    assert np.mean([fit_pattern(s).dispersion for s in series]) < 0.004


def test_a_season_is_not_fitted_where_a_calendar_month_never_had_an_event():
    counts = np.resize([0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1], 48)
    assert fit_pattern(counts).season == (1.0,) * 12


def test_false_alarms_of_three_sigma_limits_are_as_rare_as_they_should_be():
    settings = ChartSettings(rules=(BEYOND_LIMITS,), screen_moving_ranges=False)

    def beyond_only(values):
        return xmr_chart(values, settings=settings).new[:, -1]

    rate = false_alarm_rate(beyond_only, Pattern(mean=200), 60, 20_000, generator=seeded())
    # 0.27% of normal values lie beyond three sigma; limits from 60 points widen that a little.
    assert 0.0015 < rate < 0.006


def test_a_larger_step_is_noticed_sooner():
    waits = [
        np.median(
            months_to_notice(
                newest, Pattern(mean=80), step, before=36, horizon=12, runs=300, generator=seeded()
            )
        )
        for step in (1.1, 1.25, 1.6)
    ]
    assert waits[0] > waits[1] > waits[2] == 1


def test_a_step_that_is_never_noticed_waits_for_ever():
    def nothing(values):
        return np.zeros(values.shape[0], dtype=np.int64)

    waits = months_to_notice(
        nothing, PATTERN, 0.75, before=36, horizon=3, runs=5, generator=seeded()
    )
    assert np.isinf(waits).all()


def test_an_alarm_in_the_other_direction_is_not_notice():
    def always_up(values):
        return np.ones(values.shape[0], dtype=np.int64)

    given = {"before": 36, "horizon": 3, "runs": 5}
    down = months_to_notice(always_up, PATTERN, 0.75, generator=seeded(), **given)
    up = months_to_notice(always_up, PATTERN, 1.25, generator=seeded(), **given)
    assert np.isinf(down).all()
    assert (up == 1).all()


def test_what_cannot_be_simulated_is_refused():
    with pytest.raises(ValueError, match="36 months"):
        fit_pattern(np.ones(35))
    with pytest.raises(ValueError, match="an event in one"):
        fit_pattern(np.zeros(36))
    with pytest.raises(ValueError, match="No series"):
        simulated(Pattern(mean=-1), 12, 1, generator=seeded())
    with pytest.raises(ValueError, match="changes nothing"):
        months_to_notice(newest, PATTERN, 1.0, before=36, horizon=1, runs=1, generator=seeded())


def test_a_level_is_found_again_in_years_drawn_from_it():
    pattern = Pattern(mean=6, dispersion=0.1)
    fits = [fit_level(s) for s in simulated(pattern, 20, 2000, generator=seeded())]
    assert np.mean([fit.mean for fit in fits]) == pytest.approx(6, rel=0.02)
    assert np.mean([fit.dispersion for fit in fits]) == pytest.approx(0.1, abs=0.03)


def test_a_gap_is_no_step_of_a_level():
    counts = np.array([10.0, 10, 10, np.nan, 90, 90, 90])
    assert fit_level(counts).dispersion == 0


def test_a_level_needs_neighbours_and_an_event():
    for counts in ([1.0, np.nan, 2], [0.0, 0, 0], [np.nan]):
        with pytest.raises(ValueError, match="A level needs"):
            fit_level(counts)
