"""Funnels: limits for size, and what places' lasting differences add to them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from metrics.attribute_charts import RATE, SHARE
from metrics.funnel import (
    ACTION,
    ADDITIVE,
    MINIMUM_EXPECTED,
    MULTIPLICATIVE,
    UNADJUSTED,
    dispersion_of,
    funnel,
    funnel_places,
    outside_by_chance,
    poisson_limits,
)

ADJUSTMENTS = (UNADJUSTED, MULTIPLICATIVE, ADDITIVE)
COUNTS = hnp.arrays(np.int64, 12, elements=st.integers(1, 400))
SIZES = hnp.arrays(np.int64, 12, elements=st.integers(1000, 400_000))


def test_dispersion_by_hand():
    counts, expected = np.array([81.0, 121, 100, 64, 144]), np.full(5, 100.0)
    # Distances 2·(√O - 10): -2, 2, 0, -4, 4. The 10th and 90th percentiles are -3.2 and 3.2.
    found = dispersion_of(counts, expected, reference=1.0)
    phi = (4 + 4 + 0 + 3.2**2 + 3.2**2) / 5
    assert found.phi == pytest.approx(phi)
    # Every weight is 400: the sum 2000 less 5·400²/2000.
    assert found.tau_squared == pytest.approx((5 * phi - 4) / (2000 - 400))


def test_additive_limits_by_hand():
    form = funnel([81, 121, 100, 64, 144], [100] * 5, reference=1.0)
    reach = 1.959963984540054 * np.sqrt(1 / 400 + form.dispersion.tau_squared)
    limits = form.limits([100])
    assert limits.lower == pytest.approx((1 - reach) ** 2)
    assert limits.upper == pytest.approx((1 + reach) ** 2)


def test_multiplicative_limits_by_hand():
    form = funnel([81, 121, 100, 64, 144], [100] * 5, reference=1.0, adjustment=MULTIPLICATIVE)
    reach = 1.959963984540054 * np.sqrt(form.dispersion.phi / 400)
    assert form.limits([100]).upper == pytest.approx((1 + reach) ** 2)


@given(COUNTS, SIZES, st.sampled_from([RATE, SHARE]), st.sampled_from(ADJUSTMENTS))
def test_limits_surround_the_reference_and_narrow_with_size(counts, sizes, kind, adjustment):
    form = funnel(counts, sizes, kind, adjustment=adjustment)
    limits = form.limits(np.array([1e3, 1e4, 1e5, 1e6]))
    assert (limits.lower <= form.reference).all()
    assert (limits.upper >= form.reference).all()
    assert (np.diff(limits.upper) <= 1e-12).all()
    assert (np.diff(limits.lower) >= -1e-12).all()


@given(COUNTS, SIZES, st.sampled_from([RATE, SHARE]))
def test_adjusted_limits_are_never_narrower_than_chance(counts, sizes, kind):
    plain, wide, added = (
        funnel(counts, sizes, kind, adjustment=adjustment).limits(sizes)
        for adjustment in ADJUSTMENTS
    )
    for limits in (wide, added):
        assert (limits.lower <= plain.lower).all()
        assert (limits.upper >= plain.upper).all()


@given(COUNTS, SIZES)
def test_places_inside_the_narrow_limits_are_inside_the_wide_ones(counts, sizes):
    places = funnel_places(funnel(counts, sizes), counts, sizes)
    assert (places["lower_998"] <= places["lower_95"]).all()
    assert (places["upper_998"] >= places["upper_95"]).all()
    inside = places["rate"].between(places["lower_95"], places["upper_95"])
    judged = places["expected"] >= MINIMUM_EXPECTED
    assert ((places["position"] == "within") == (inside & judged)).all()


@given(COUNTS, SIZES)
def test_positions_do_not_depend_on_the_unit_of_the_denominator(counts, sizes):
    per_head, per_thousand = (
        funnel_places(funnel(counts, sizes / unit), counts, sizes / unit) for unit in (1, 1000)
    )
    assert (per_head["position"] == per_thousand["position"]).all()


@given(COUNTS, SIZES, st.randoms(use_true_random=False))
def test_the_funnel_does_not_depend_on_the_order_of_places(counts, sizes, random):
    order = list(range(12))
    random.shuffle(order)
    one, other = funnel(counts, sizes), funnel(counts[order], sizes[order])
    assert one.dispersion.phi == pytest.approx(other.dispersion.phi)
    assert one.reference == pytest.approx(other.reference)


def test_alike_places_show_no_dispersion():
    found = dispersion_of([10, 20, 30], [100, 200, 300], reference=0.1)
    assert (found.phi, found.tau_squared) == (pytest.approx(0), 0)


def test_about_one_in_twenty_alike_places_falls_outside_the_limits():
    generator = np.random.default_rng(11)
    sizes = generator.integers(150_000, 400_000, 4000)
    counts = generator.poisson(sizes * 0.0015)
    form = funnel(counts, sizes, adjustment=UNADJUSTED)
    outside = (funnel_places(form, counts, sizes)["position"] != "within").mean()
    assert outside == pytest.approx(0.05, abs=0.015)


def test_a_place_unlike_all_others_stands_out_even_when_limits_are_adjusted():
    counts, sizes = np.array([100, 140, 90, 130, 95, 120, 105, 1000]), np.full(8, 100_000)
    places = funnel_places(funnel(counts, sizes, reference=0.0011), counts, sizes)
    assert places["position"].tolist() == ["within"] * 7 + ["above 99.8%"]


def test_a_place_without_a_count_has_no_position_and_moves_nothing():
    counts, sizes = np.array([10.0, 20, np.nan]), np.array([100, 200, 300])
    form = funnel(counts, sizes)
    assert form.reference == pytest.approx(0.1)
    places = funnel_places(form, counts, sizes)
    assert places["position"].tolist() == ["within", "within", ""]
    assert places["rate"].isna().tolist() == [False, False, True]


def test_a_place_without_events_lies_in_the_funnel_like_any_other():
    form = funnel([0, 200], [100, 900], adjustment=UNADJUSTED)
    places = funnel_places(form, [0, 200], [100, 900])
    assert places["rate"][0] == 0
    assert places["position"][0] == "below 99.8%"


def test_a_place_of_which_few_events_are_expected_is_not_judged():
    generator = np.random.default_rng(5)
    sizes = np.full(4000, 100_000)
    counts = generator.poisson(3.0, 4000)
    form = funnel(counts, sizes, reference=3e-5, adjustment=UNADJUSTED)
    places = funnel_places(form, counts, sizes)
    below = (places["rate"] < places["lower_95"]).mean()
    assert below == pytest.approx(np.exp(-3), abs=0.015), "twice what the limits promise"
    assert (places["position"] == "").all()
    assert places["rate"].notna().all()


def test_a_share_is_judged_where_both_outcomes_are_expected_ten_times():
    form = funnel([95, 900], [100, 1000], SHARE, reference=0.95)
    places = funnel_places(form, [95, 190], [199, 201])
    assert places["position"].tolist() == ["", "within"]


def test_the_number_outside_by_chance_is_stated():
    assert outside_by_chance(32) == pytest.approx(1.6)
    assert outside_by_chance(32, ACTION) == pytest.approx(0.064)


def test_nothing_expected_has_no_limits():
    assert np.isnan(poisson_limits([0.0]).upper).all()


def test_a_funnel_of_nothing_is_refused():
    with pytest.raises(ValueError, match="an event in one"):
        funnel([0, 0], [10, 10])
    with pytest.raises(ValueError, match="No funnel of kind 'mean'"):
        funnel([1], [10], "mean")
