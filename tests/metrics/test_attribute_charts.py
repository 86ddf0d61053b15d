"""Control charts of rates and shares."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from metrics import control_rules as rules
from metrics.attribute_charts import RATE, SHARE, attribute_chart, attribute_limits
from metrics.control_limits import ChartSettings

PLAIN = ChartSettings(screen_moving_ranges=False)


@st.composite
def shares(draw, months=24):
    size = draw(hnp.arrays(np.int64, months, elements=st.integers(50, 5000)))
    part = draw(hnp.arrays(np.float64, months, elements=st.floats(0.05, 0.95)))
    return np.round(size * part), size


def laney_by_hand(counts, sizes, chance):
    """Laney's limits written out month by month."""
    centre = sum(counts) / sum(sizes)
    sigmas = [chance(centre, n) for n in sizes]
    z = [(x / n - centre) / s for x, n, s in zip(counts, sizes, sigmas, strict=True)]
    ranges = [abs(b - a) for a, b in pairwise(z)]
    sigma_z = sum(ranges) / len(ranges) / 1.128
    return centre, [3 * s * sigma_z for s in sigmas]


@given(shares())
def test_limits_of_a_rate_allow_for_the_variation_between_months(drawn):
    counts, sizes = drawn
    centre, reach = laney_by_hand(counts, sizes, lambda c, n: math.sqrt(c / n))
    limits = attribute_limits(counts, sizes, RATE, settings=PLAIN)
    np.testing.assert_allclose(limits.upper, centre + np.array(reach))
    np.testing.assert_allclose(limits.lower, np.maximum(centre - np.array(reach), 0))


@given(shares())
def test_limits_of_a_share_allow_for_the_variation_between_months(drawn):
    counts, sizes = drawn
    centre, reach = laney_by_hand(counts, sizes, lambda c, n: math.sqrt(c * (1 - c) / n))
    limits = attribute_limits(counts, sizes, SHARE, settings=PLAIN)
    np.testing.assert_allclose(limits.upper, np.minimum(centre + np.array(reach), 1))
    np.testing.assert_allclose(limits.lower, np.maximum(centre - np.array(reach), 0))


@given(shares())
def test_limits_stay_where_rates_and_shares_can_be(drawn):
    rate, share = (attribute_limits(*drawn, kind) for kind in (RATE, SHARE))
    assert (rate.lower >= 0).all()
    assert (share.lower >= 0).all()
    assert (share.upper <= 1).all()


@given(shares())
def test_a_rate_does_not_depend_on_the_unit_of_its_denominator(drawn):
    counts, sizes = drawn
    one, thousand = (attribute_chart(counts, sizes / unit, RATE) for unit in (1, 1000))
    np.testing.assert_allclose(one.upper * 1000, thousand.upper)
    assert (one.leading == thousand.leading).all()


def test_with_large_denominators_chance_alone_calls_ordinary_months_signals():
    sizes = np.full(24, 1_000_000)
    counts = sizes * np.array([0.098, 0.102] * 12)
    plain = attribute_chart(counts, sizes, SHARE, between_months=False)
    laney = attribute_chart(counts, sizes, SHARE)
    assert (plain.completed[rules.BEYOND_LIMITS] != 0).all()
    assert (laney.leading == -1).all()


def test_a_rate_that_is_always_zero_has_limits_of_no_width():
    limits = attribute_limits(np.zeros(12), np.full(12, 50), RATE)
    assert limits.upper.tolist() == [0] * 12


def test_a_month_without_a_denominator_has_no_rate_and_does_not_count():
    counts, sizes = np.full(13, 5.0), np.array([10.0] * 12 + [0.0])
    chart = attribute_chart(counts, sizes, SHARE, between_months=False)
    assert np.isnan(chart.values[-1])
    assert chart.centre[-1] == pytest.approx(0.5)
    assert np.isnan(chart.upper[-1])


def test_several_series_at_once_equal_each_by_itself():
    generator = np.random.default_rng(4)
    sizes = generator.integers(100, 900, (3, 30))
    counts = generator.binomial(sizes, 0.3)
    together = attribute_chart(counts, sizes, SHARE)
    for row in range(3):
        alone = attribute_chart(counts[row], sizes[row], SHARE)
        np.testing.assert_allclose(together.upper[row], alone.upper)


def test_a_kind_that_is_neither_is_refused():
    with pytest.raises(ValueError, match="'rate' or 'share'"):
        attribute_limits([1], [2], "mean")
