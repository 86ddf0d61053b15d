"""Wards beside the average ward of their borough: exact for small numbers, silent where unknown."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from data.errors import NotHeldError
from metrics.funnel import ACTION, POSITIONS, WARNING
from metrics.hotspots import hotspots, outside_by_chance, poisson_positions, wards_of
from metrics.values import metric_values


def test_positions_by_hand():
    # Of a Poisson variable with mean 3: P(X ≥ 7) = 3.4%, P(X ≥ 8) = 1.2%, P(X ≥ 10) = 0.11%,
    # P(X ≥ 11) = 0.03%, P(X = 0) = 5.0%; with mean 8: P(X ≤ 2) = 1.4%, P(X = 0) = 0.03%.
    counts, means = [7, 8, 10, 11, 0, 2, 0], [3, 3, 3, 3, 3, 8, 8]
    assert poisson_positions(counts, means) == [
        *("within", "above 95%", "above 95%", "above 99.8%"),
        *("within", "below 95%", "below 99.8%"),
    ]


@given(st.integers(0, 200), st.floats(0.05, 150))
def test_positions_are_those_of_the_tails_of_the_distribution(count, mean):
    found = POSITIONS.index(poisson_positions([count], [mean])[0]) - 2
    more, fewer = stats.poisson.sf(count - 1, mean), stats.poisson.cdf(count, mean)
    for confidence, step in ((WARNING, 1), (ACTION, 2)):
        tail = (1 - confidence) / 2
        near = min(abs(more - tail), abs(fewer - tail)) < 1e-9
        assert near or (found >= step) == (more <= tail)
        assert near or (found <= -step) == (fewer <= tail)


def test_a_missing_count_or_nothing_expected_has_no_position():
    assert poisson_positions([np.nan, 3], [3.0, 0.0]) == ["", ""]


@pytest.mark.parametrize("mean", [0.4, 1.3, 3.0, 6.5, 30.0])
def test_as_many_lie_outside_by_chance_as_is_said(mean):
    counts = np.random.default_rng(3).poisson(mean, 40_000)
    outside = np.mean([one != "within" for one in poisson_positions(counts, np.full(40_000, mean))])
    assert outside == pytest.approx(outside_by_chance(mean, 1), abs=0.004)
    assert outside_by_chance(mean, 20) <= 20 * 0.05


def test_the_average_ward_is_expected_of_every_ward():
    rows = hotspots("knife_crime", borough="southwark")
    for _, quarter in rows.groupby("period_end"):
        assert quarter["expected"].nunique() == 1
        assert quarter["expected"].iloc[0] == pytest.approx(quarter["value"].mean())


def test_the_counts_are_those_of_the_one_door_to_numbers():
    rows = hotspots("knife_crime_with_injury", borough="brent")
    codes = tuple(ward.area_code for ward in wards_of("brent"))
    values = metric_values("knife_crime_with_injury", area=codes, period_type="quarter")
    assert rows[values.columns].equals(values)


def test_wards_are_alphabetical_and_closed_ones_are_left_out():
    names = [ward.area_name for ward in wards_of("hillingdon")]
    assert names == sorted(names)
    assert not any("NOT ACTIVE" in name for name in names)


def test_what_is_not_held_by_ward_is_refused():
    with pytest.raises(NotHeldError):
        hotspots("weapon_possession", borough="southwark")
    with pytest.raises(NotHeldError):
        hotspots("knife_crime", borough="city-of-london")
