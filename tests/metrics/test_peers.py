"""Most similar places."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from metrics.peers import nearest_peers

FEATURES = hnp.arrays(np.float64, (6, 2), elements=st.integers(-1000, 1000).map(float), unique=True)


def frame(values):
    return pd.DataFrame(values, index=list("abcdef")[: len(values)], columns=["density", "young"])


def test_distances_by_hand():
    found = nearest_peers(frame([[0, 0], [2, 0], [0, 4], [2, 4]]), peers=1)
    # Each feature takes two values one standard deviation either side of its mean.
    assert found["distance"].tolist() == pytest.approx([2 / np.sqrt(2)] * 4)
    assert found["peer_code"].tolist() == ["b", "a", "a", "b"]


@given(FEATURES)
def test_a_place_is_never_its_own_peer_and_ranks_follow_distance(values):
    found = nearest_peers(frame(values), peers=5)
    assert (found["area_code"] != found["peer_code"]).all()
    for _, own in found.groupby("area_code"):
        assert own["rank"].tolist() == [1, 2, 3, 4, 5]
        assert own["distance"].is_monotonic_increasing


@given(FEATURES, st.sampled_from([0.01, 100.0]))
def test_distances_do_not_depend_on_the_units_of_the_features(values, factor):
    plain = nearest_peers(frame(values))
    scaled = nearest_peers(frame(values * [1, factor] + 7))
    np.testing.assert_allclose(plain["distance"], scaled["distance"], rtol=1e-6)


@given(FEATURES)
def test_the_distance_is_that_of_the_differences_shown(values):
    found = nearest_peers(frame(values))
    shown = np.sqrt((found[["density", "young"]] ** 2).mean(axis=1))
    np.testing.assert_allclose(shown, found["distance"], rtol=1e-9)


def test_a_place_with_a_missing_feature_is_nobodys_peer():
    found = nearest_peers(frame([[0, 0], [2, 1], [1, np.nan]]))
    assert set(found["area_code"]) | set(found["peer_code"]) == {"a", "b"}


def test_equal_distances_are_ranked_by_code():
    found = nearest_peers(frame([[0, 0], [1, 1], [-1, -1]]), peers=2)
    assert found.loc[found["area_code"] == "a", "peer_code"].tolist() == ["b", "c"]


def test_what_cannot_tell_places_apart_is_refused():
    with pytest.raises(ValueError, match=r"\['young'\]"):
        nearest_peers(frame([[0, 3], [1, 3]]))
    with pytest.raises(ValueError, match="two places"):
        nearest_peers(frame([[0, np.nan], [1, 3]]))
