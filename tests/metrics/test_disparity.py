"""Disparity ratios: their limits, what is withheld, and what missing ethnicity could mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.disparity import bounds_for_missing, disparity, disparity_from_rate

SEARCHES, PEOPLE = st.integers(100, 9000), st.integers(20_000, 900_000)


def one(frame):
    return {name: frame[name].item() for name in frame}


def test_a_ratio_by_hand():
    found = one(disparity([200], [10_000], other_searches=[100], other_residents=[20_000]))
    assert found["rate_per_1000"] == 20
    assert found["other_rate_per_1000"] == 5
    assert found["value"] == 4
    reach = np.exp(1.959963984540054 * np.sqrt(1 / 200 + 1 / 100))
    assert found["lower"] == pytest.approx(4 / reach)
    assert found["upper"] == pytest.approx(4 * reach)


@given(SEARCHES, PEOPLE, SEARCHES, PEOPLE)
def test_swapping_the_groups_turns_the_ratio_over(a, n, b, m):
    there = one(disparity([a], [n], other_searches=[b], other_residents=[m]))
    back = one(disparity([b], [m], other_searches=[a], other_residents=[n]))
    assert there["value"] * back["value"] == pytest.approx(1)
    assert there["lower"] * back["upper"] == pytest.approx(1)


@given(SEARCHES, PEOPLE, SEARCHES, PEOPLE)
def test_a_group_within_everyone_cannot_have_limits_beyond_its_share(a, n, rest, others):
    everyone, residents = a + rest, n + others
    found = one(
        disparity(
            [a], [n], other_searches=[everyone], other_residents=[residents], part_of_other=True
        )
    )
    assert found["lower"] <= found["value"] <= found["upper"] <= residents / n


def test_compared_with_everyone_the_group_is_not_counted_as_independent():
    as_part = one(
        disparity(
            [900], [9000], other_searches=[1000], other_residents=[90_000], part_of_other=True
        )
    )
    apart = one(disparity([900], [9000], other_searches=[1000], other_residents=[90_000]))
    assert as_part["value"] == apart["value"]
    assert as_part["upper"] - as_part["lower"] < apart["upper"] - apart["lower"]


def test_below_one_hundred_searches_the_ratio_is_withheld_and_the_rate_stays():
    found = disparity([99, 100], [1000, 1000], other_searches=5000, other_residents=100_000)
    assert found["status"].tolist() == ["u", ""]
    assert found[["value", "lower", "upper"]].isna().all(axis=1).tolist() == [True, False]
    assert found["rate_per_1000"].tolist() == [99, 100]


def test_a_missing_part_is_not_available_and_never_zero():
    found = disparity(
        [np.nan, 500, 500, 500],
        [1000, np.nan, 0, 1000],
        other_searches=[500, 500, 500, np.nan],
        other_residents=1000,
    )
    assert found["status"].tolist() == ["x"] * 4
    assert found["value"].isna().all()


def test_a_ratio_to_nobody_is_withheld():
    found = one(disparity([500], [1000], other_searches=[0], other_residents=[1000]))
    assert found["status"] == "u"
    assert np.isnan(found["value"])


def test_a_printed_rate_is_taken_as_exact():
    found = one(disparity_from_rate([400], [10_000], 8.0))
    assert found["value"] == 5
    # Byar's limits of 400 are 361.76 and 441.18; forty per thousand over eight is five.
    assert found["lower"] == pytest.approx(361.758 / 400 * 5, abs=1e-3)
    assert found["upper"] == pytest.approx(441.182 / 400 * 5, abs=1e-3)
    with pytest.raises(ValueError, match="no meaning"):
        disparity_from_rate([400], [10_000], 0.0)


@given(SEARCHES, PEOPLE, SEARCHES, PEOPLE, st.integers(0, 5000), st.booleans(), st.data())
def test_whoever_the_unknown_were_the_ratio_lies_within_the_bounds(a, n, b, m, unknown, part, data):
    b = a + b + unknown if part else b
    lowest, highest = bounds_for_missing(
        [a], [n], other_searches=[b], other_residents=[m], unknown=[unknown], part_of_other=part
    )
    to_group = data.draw(st.integers(0, unknown))
    to_other = 0 if part else data.draw(st.integers(0, unknown - to_group))
    true = (a + to_group) / n / ((b + to_other) / m)
    assert lowest.item() <= true * (1 + 1e-12)
    assert true <= highest.item() * (1 + 1e-12)


def test_bounds_by_hand():
    bounds = bounds_for_missing(
        [300], [1000], other_searches=[200], other_residents=[2000], unknown=[100]
    )
    assert bounds.lower.item() == pytest.approx((300 / 1000) / (300 / 2000))
    assert bounds.upper.item() == pytest.approx((400 / 1000) / (200 / 2000))
