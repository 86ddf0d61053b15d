"""Boroughs like one another, by features that are stated."""

import json

import numpy as np
import pandas as pd
import pytest
import shapely

from data.errors import NotHeldError
from data.peer_features import peer_features
from data.store import read_table
from metrics.similar import borough_features, land_areas, similar_boroughs


def test_every_feature_has_a_stated_origin():
    assert [one.feature for one in peer_features()] == list(borough_features())
    assert all(one.origin and one.unit and one.definition for one in peer_features())


def test_the_city_is_not_among_the_boroughs_compared():
    assert len(borough_features()) == 32
    assert not borough_features().isna().any().any()
    with pytest.raises(NotHeldError, match="32 boroughs"):
        similar_boroughs("city-of-london")


@pytest.mark.shared
def test_land_areas_are_near_those_that_come_with_the_boundaries(raw_dir):
    """The boundary file gives each borough its land in km²; ours come from simpler outlines."""
    path = raw_dir / "geo/london_boroughs_land_wgs84.geojson"
    printed = {
        feature["properties"]["LAD24CD"]: feature["properties"]["area_km2"]
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]
    }
    found = land_areas(read_table("boundaries"))
    assert len(printed) == 33
    assert {code: found[code] for code in printed} == pytest.approx(printed, rel=0.02)


def test_the_area_of_a_square_degree_is_the_spheres():
    square = pd.DataFrame(
        {
            "area_code": ["E1"],
            "area_type": ["borough"],
            "layer": ["land"],
            "geometry": [shapely.to_wkb(shapely.box(0, 0, 1, 1))],
        }
    )
    share = np.sin(np.radians(1)) / 2 / 360
    assert land_areas(square)["E1"] == pytest.approx(510_065_600 * share, rel=1e-4)


def test_peers_are_ranked_by_distance_with_their_features():
    found = similar_boroughs("southwark", peers=3)
    assert found["rank"].tolist() == [1, 2, 3]
    assert found["distance"].is_monotonic_increasing
    assert "E09000028" not in set(found["peer_code"])
    assert {"peer_name", "under_25_pct", "residents_per_km2"} <= set(found)


def test_the_distance_is_that_of_the_standardised_features():
    features = borough_features()
    standard = (features - features.mean()) / features.std(ddof=0)
    nearest = similar_boroughs("southwark").iloc[0]
    apart = standard.loc["E09000028"] - standard.loc[nearest["peer_code"]]
    assert nearest["distance"] == pytest.approx(np.sqrt((apart**2).mean()))
