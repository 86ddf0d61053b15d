"""In which London borough a point lies, by the boundaries with the boroughs' share of the river."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import SourceUnavailableError, TableMissingError
from data.store import read_table
from ingest.raw_table import publisher_bytes

FULL_EXTENT = "full_extent"
FILE = "geo/london_boroughs_full_extent_wgs84.geojson"
NOWHERE = ""


@dataclass(frozen=True)
class Polygons:
    """Boundaries of areas that do not overlap."""

    codes: NDArray[np.str_]
    shapes: NDArray[Any]

    def area_codes(self, longitude: NDArray[Any], latitude: NDArray[Any]) -> NDArray[np.str_]:
        """Code of the area each point lies in, `NOWHERE` outside all of them.

        A point on a border that two areas share goes to the one that comes first.
        """
        found = np.full(len(longitude), NOWHERE, dtype=self.codes.dtype)
        if not len(longitude):
            return found
        tree = shapely.STRtree(shapely.points(longitude, latitude))
        area, point = tree.query(self.shapes, predicate="intersects")
        found[point[::-1]] = self.codes[area[::-1]]
        return found


def borough_polygons(raw_file: Path) -> Polygons:
    """The 33 boroughs: the publisher's own boundaries where the raw folder has them.

    The simplified ones of the table `boundaries` stand in otherwise: they put about one search in
    a thousand into the neighbouring borough.

    Args:
        raw_file: A file somewhere in the raw folder.

    Raises:
        SourceUnavailableError: If there are neither.
    """
    for folder in raw_file.parents[:4]:
        for path in (folder / FILE, folder / f"{FILE}.gz"):
            if path.exists():
                return _from_features(json.loads(publisher_bytes(path))["features"])
    try:
        table = read_table("boundaries")
    except TableMissingError as error:
        raise SourceUnavailableError(
            f"borough boundaries are needed to place searches: expected {FILE} in the raw folder "
            f"of {raw_file.name}, or the table 'boundaries'; found neither. Add the file, or run "
            "'knife-crime ingest build geography' first."
        ) from error
    rows = table[(table["layer"] == FULL_EXTENT) & (table["area_type"] == "borough")]
    shapes = shapely.from_wkb(rows["geometry"].to_numpy(dtype=object))
    return _in_order(rows["area_code"].astype("str").tolist(), shapes)


def _from_features(features: list[dict[str, Any]]) -> Polygons:
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    return _in_order([feature["properties"]["LAD24CD"] for feature in features], np.array(shapes))


def _in_order(codes: list[str], shapes: NDArray[Any]) -> Polygons:
    order = np.argsort(codes)
    return Polygons(np.array(codes)[order], shapes[order])
