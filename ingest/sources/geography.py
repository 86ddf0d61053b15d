"""Boundaries of boroughs and wards, December 2024 (ONS and Ordnance Survey).

Three GeoJSON files in longitude and latitude: boroughs to the tidal river's bank ("land", for
maps), boroughs with their share of the river ("full_extent"), and wards (only 5 of the City's 25).
Neighbours are simplified together, so that shared borders stay shared and no slivers open.
Coordinates are rounded to five decimals, about one metre.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from data.areas import all_areas
from data.errors import SourceChangedError
from data.tables import BOUNDARIES
from ingest.raw_table import NEXT_STEP, publisher_bytes
from ingest.source import INFERRED, Discovery, Source, Tidied

APPLIES_FROM = date(2024, 12, 31)
BOROUGHS, WARDS = "LAD24CD", "WD24CD"
TOLERANCE_DEGREES = {"land": 0.0003, "full_extent": 0.0001}
DECIMALS = 5
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def tidy(path: Path) -> Tidied:
    """Read one file into simplified boundaries.

    Raises:
        SourceChangedError: If it is no GeoJSON of London's boroughs or wards of December 2024, or
            a boundary cannot be simplified into a valid polygon.
    """
    features = _features(path)
    code = WARDS if WARDS in features[0]["properties"] else BOROUGHS
    _check_codes(features, code, path)
    layer = "full_extent" if "full_extent" in path.name else "land"
    shapes = _simplified(features, TOLERANCE_DEGREES[layer], path)
    codes = [feature["properties"][code] for feature in features]
    areas = [all_areas()[area_code] for area_code in codes]
    rows = pd.DataFrame(
        {
            "area_code": codes,
            "area_type": [area.area_type for area in areas],
            "area_name": [area.area_name for area in areas],
            "parent_code": [feature["properties"][BOROUGHS] for feature in features],
            "layer": layer,
            "geometry": list(shapely.to_wkb(shapes)),
            "status": "",
            "source_id": SOURCE.source_id,
        }
    )
    return Tidied(
        vintage=APPLIES_FROM,
        vintage_basis=INFERRED,
        tables={"boundaries": rows.sort_values("area_code").reset_index(drop=True)},
    )


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        features: list[dict[str, Any]] = json.loads(publisher_bytes(path))["features"]
    except (ValueError, KeyError, TypeError) as error:
        raise SourceChangedError(
            f"{path.name}: expected a GeoJSON FeatureCollection; it cannot be read ({error!r}). "
            f"{NEXT_STEP}"
        ) from error
    wanted = [f for f in features if BOROUGHS in f["properties"]]
    if not features or len(wanted) < len(features):
        found = sorted(features[0]["properties"]) if features else "no feature"
        raise SourceChangedError(
            f"{path.name}: expected the property '{BOROUGHS}' in every feature, found {found}. "
            f"{NEXT_STEP}"
        )
    return features


def _check_codes(features: list[dict[str, Any]], code: str, path: Path) -> None:
    strange = sorted({f["properties"][code] for f in features} - set(all_areas()))
    if strange:
        raise SourceChangedError(
            f"{path.name}: expected codes of data/reference/areas.csv, found {strange[:5]}. "
            "Nothing was changed. Add the places there."
        )


def _simplified(
    features: list[dict[str, Any]], tolerance: float, path: Path
) -> np.ndarray[Any, Any]:
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    coarse = shapely.coverage_simplify(np.array(shapes), tolerance)
    rounded = shapely.transform(coarse, lambda points: np.round(points, DECIMALS))
    faulty = ~shapely.is_valid(rounded) | ~np.isin(shapely.get_type_id(rounded), POLYGONS)
    if faulty.any():
        raise SourceChangedError(
            f"{path.name}: expected polygons, found {int(faulty.sum())} that are none once "
            f"simplified; the first is {features[int(faulty.argmax())]['properties']}. {NEXT_STEP}"
        )
    return np.array(rounded)


SOURCE = Source(
    source_id="geography",
    publisher="Office for National Statistics and Ordnance Survey",
    title="Boundaries of local authority districts and wards, December 2024",
    landing_page="https://geoportal.statistics.gov.uk/",
    discovery=Discovery(kind="none"),
    raw_patterns=(
        "geo/london_boroughs_land_wgs84.geojson*",
        "geo/london_boroughs_full_extent_wgs84.geojson*",
        "geo/london_wards_*.geojson*",
        "geography/*/london_*.geojson*",
    ),
    tables=(BOUNDARIES,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Contains OS data © Crown copyright and database right; contains ONS data.",
        "Simplified for maps: not for deciding in which borough a point lies near a border.",
    ),
)
