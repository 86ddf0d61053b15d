"""Boundaries: simplified together, so that neighbours still share their border."""

import gzip
import json

import numpy as np
import pytest
import shapely

from data.errors import SourceChangedError
from ingest.sources.geography import SOURCE, tidy


def square(code, west, **properties):
    corners = [[west, 51.5], [west + 0.1, 51.5], [west + 0.1, 51.6], [west, 51.6], [west, 51.5]]
    return {
        "type": "Feature",
        "properties": {"LAD24CD": code, "LAD24NM": "A"} | properties,
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


def geojson(folder, features, name="london_boroughs_land_wgs84.geojson"):
    path = folder / name
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


NEIGHBOURS = [square("E09000028", -0.1), square("E09000022", -0.2)]


def test_a_borough_is_its_own_parent_and_has_our_name(tmp_path):
    rows = tidy(geojson(tmp_path, NEIGHBOURS)).tables["boundaries"]
    assert rows[["area_code", "area_name", "parent_code", "layer"]].to_numpy().tolist() == [
        ["E09000022", "Lambeth", "E09000022", "land"],
        ["E09000028", "Southwark", "E09000028", "land"],
    ]


def test_a_ward_lies_in_its_borough(tmp_path):
    ward = square("E09000009", -0.3, WD24CD="E05013517")
    rows = tidy(geojson(tmp_path, [ward], "london_wards_WD24_wgs84.geojson")).tables["boundaries"]
    assert rows["area_type"].tolist() == ["neighbourhood"]
    assert rows["parent_code"].tolist() == ["E09000009"]


def test_the_file_with_the_tidal_river_is_a_layer_of_its_own(tmp_path):
    path = geojson(tmp_path, NEIGHBOURS, "london_boroughs_full_extent_wgs84.geojson")
    assert set(tidy(path).tables["boundaries"]["layer"]) == {"full_extent"}


def test_the_boundaries_apply_from_december_2024(tmp_path):
    assert str(tidy(geojson(tmp_path, NEIGHBOURS)).vintage) == "2024-12-31"


@pytest.mark.parametrize(
    ("features", "words"),
    [
        ([], "expected the property 'LAD24CD' in every feature, found no feature"),
        ([{**NEIGHBOURS[0], "properties": {"LAD19CD": "E09000028"}}], r"found \['LAD19CD'\]"),
        ([square("E06000039", -0.6)], r"found \['E06000039'\]\. Nothing was changed\. Add"),
    ],
)
def test_features_that_are_not_londons_of_2024_are_refused(tmp_path, features, words):
    with pytest.raises(SourceChangedError, match=words):
        tidy(geojson(tmp_path, features))


def test_a_line_in_the_place_of_a_polygon_is_refused(tmp_path):
    bow_tie = square("E09000028", -0.1)
    ring = bow_tie["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]
    with pytest.raises(SourceChangedError, match=r"expected polygons, found 1 .*E09000028"):
        tidy(geojson(tmp_path, [bow_tie]))


def test_a_file_that_is_no_geojson_is_refused(tmp_path):
    path = tmp_path / "london_boroughs_land_wgs84.geojson"
    path.write_text("<html>")
    with pytest.raises(SourceChangedError, match="expected a GeoJSON FeatureCollection"):
        tidy(path)


def real(raw_dir, word):
    (path,) = (path for path in SOURCE.raw_files(raw_dir) if word in path.name)
    return path, shapely.from_wkb(tidy(path).tables["boundaries"]["geometry"].to_numpy())


@pytest.mark.shared
def test_three_real_files_are_read_33_boroughs_twice_and_684_wards(raw_dir):
    counts = [len(tidy(path).tables["boundaries"]) for path in SOURCE.raw_files(raw_dir)]
    assert counts == [33, 33, 684]


@pytest.mark.shared
@pytest.mark.parametrize("word", ["land", "full_extent"])
def test_simplified_boroughs_keep_their_area_and_neither_overlap_nor_part(raw_dir, word):
    path, shapes = real(raw_dir, word)
    published = shapely.get_parts(shapely.from_geojson(path.read_text()))
    assert shapely.area(shapes).sum() == pytest.approx(shapely.area(published).sum(), rel=1e-4)
    overlap = shapely.area(shapes).sum() - shapely.area(shapely.union_all(shapes))
    assert abs(overlap) < 1e-4 * shapely.area(shapes).sum()


@pytest.mark.shared
def test_coordinates_are_rounded_to_a_metre(raw_dir):
    _, shapes = real(raw_dir, "land")
    points = shapely.get_coordinates(shapes)
    assert np.array_equal(points, np.round(points, 5))


@pytest.mark.shared
def test_a_compressed_copy_is_read_like_the_plain_one(raw_dir, tmp_path):
    path, shapes = real(raw_dir, "wards")
    packed = tmp_path / f"{path.name}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    again = shapely.from_wkb(tidy(packed).tables["boundaries"]["geometry"].to_numpy())
    assert shapely.equals(shapes, again).all()
