"""Made-up shares have the share and the spread asked for, and fits find them again."""

import numpy as np
import pytest

from metrics.attribute_charts import SHARE, attribute_chart
from metrics.monthly_charts import newest_share_signals
from metrics.share_simulation import SharePattern, fit_share, simulated_shares

TOTALS = np.resize([150.0, 300, 220], 48)


def seeded(seed=7):
    return np.random.default_rng(seed)


def test_shares_have_the_mean_and_variance_asked_for():
    pattern = SharePattern(share=0.2, excess=0.01)
    drawn = simulated_shares(pattern, TOTALS, 20_000, generator=seeded())
    np.testing.assert_allclose(drawn.mean(axis=0), 0.2 * TOTALS, rtol=0.01)
    expected = TOTALS * 0.2 * 0.8 * (1 + (TOTALS - 1) * 0.01)
    np.testing.assert_allclose(drawn.var(axis=0), expected, rtol=0.05)


def test_without_excess_shares_vary_by_chance_alone():
    drawn = simulated_shares(SharePattern(share=0.5), TOTALS, 20_000, generator=seeded())
    np.testing.assert_allclose(drawn.var(axis=0), TOTALS * 0.25, rtol=0.05)


def test_a_pattern_is_found_again_in_shares_drawn_from_it():
    pattern = SharePattern(share=0.2, excess=0.02)
    fits = [
        fit_share(s, TOTALS) for s in simulated_shares(pattern, TOTALS, 400, generator=seeded())
    ]
    assert np.mean([fit.share for fit in fits]) == pytest.approx(0.2, rel=0.02)
    assert np.mean([fit.excess for fit in fits]) == pytest.approx(0.02, rel=0.1)


def test_a_lasting_change_is_not_taken_for_variation_between_months():
    counts = np.concatenate([TOTALS[:24] * 0.2, TOTALS[24:] * 0.5])
    assert fit_share(counts, TOTALS).excess < 0.005


def test_missing_months_stay_missing():
    totals = np.where(np.arange(48) % 5, TOTALS, np.nan)
    drawn = simulated_shares(SharePattern(share=0.2), totals, 3, generator=seeded())
    assert (np.isnan(drawn) == np.isnan(totals)).all()


def test_a_share_of_nothing_or_of_all_has_no_pattern():
    for counts in (TOTALS * 0, TOTALS, np.full(48, np.nan)):
        with pytest.raises(ValueError, match="A share needs"):
            fit_share(counts, TOTALS)
    lonely = np.where(np.arange(48) % 2, np.nan, 20.0)
    with pytest.raises(ValueError, match="neighbouring"):
        fit_share(lonely, TOTALS)


def test_alarms_of_shares_are_those_of_their_charts():
    drawn = simulated_shares(SharePattern(share=0.2), TOTALS, 50, generator=seeded())
    drawn[0, -1] = TOTALS[-1] * 0.9
    chart = attribute_chart(drawn, TOTALS, SHARE)
    found = newest_share_signals(drawn, TOTALS)
    assert found[0] == 1
    assert found.tolist() == chart.new[:, -1].tolist()
    # A stretch too short for limits of its own brings no alarm.
    fresh = np.where(np.arange(48) < 40, 0, 1)
    assert not newest_share_signals(drawn, TOTALS, fresh).any()
