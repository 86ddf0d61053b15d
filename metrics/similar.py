"""Most similar boroughs, by what the places are like and never by the measure compared."""

from functools import lru_cache

import numpy as np
import pandas as pd
import shapely

from data.areas import CITY_OF_LONDON, Area, boroughs, find_area
from data.errors import NotHeldError
from data.peer_features import peer_features
from data.store import data_version, read_table
from metrics.arrays import Floats
from metrics.denominators import residents_by_year
from metrics.peers import PEERS, nearest_peers

EARTH_RADIUS_KM = 6371.0072
"""Radius of the sphere with the surface of the Earth, as the GRS 80 ellipsoid has it."""


def similar_boroughs(area: str, *, peers: int = PEERS) -> pd.DataFrame:
    """The boroughs most like one borough, with how far they are and on which features.

    Args:
        area: A borough by code, name or slug; not the City of London, which is unlike all others
            and has its own police.
        peers: How many to name.

    Returns:
        ``area_code``, ``peer_code``, ``peer_name``, ``rank`` (1 is nearest), ``distance`` (in
        standard deviations on an average feature), and each feature of the peer in its unit.

    Raises:
        NotHeldError: If the place is not one of the 32 boroughs.
        UnknownAreaError: If there is no such place.

    Source:
        See `metrics.peers.nearest_peers`; features and their origin in
        data/reference/peer_features.csv.
    """
    return _similar(data_version(), find_area(area), peers).copy(deep=False)


@lru_cache(maxsize=64)
def _similar(version: str, place: Area, peers: int) -> pd.DataFrame:
    features = borough_features()
    if place.area_code not in features.index:
        raise NotHeldError(
            f"{place.area_name} has no similar boroughs: the 32 boroughs that the "
            "Metropolitan Police serve are compared with each other. Ask for one of them."
        )
    nearest = _nearest(version, peers)
    own = nearest.loc[nearest["area_code"] == place.area_code]
    names = {borough.area_code: borough.area_name for borough in boroughs()}
    columns = own[["area_code", "peer_code", "rank", "distance"]].copy()
    columns.insert(2, "peer_name", [names[code] for code in columns["peer_code"]])
    return columns.join(features, on="peer_code").reset_index(drop=True)


def borough_features() -> pd.DataFrame:
    """The stated features of the 32 boroughs, as the tables in use have them.

    Returns:
        One row per borough by code, one column per feature of `data.peer_features`.
    """
    return _features(data_version())


@lru_cache(maxsize=8)
def _nearest(version: str, peers: int) -> pd.DataFrame:
    return nearest_peers(_features(version), peers=peers)


@lru_cache(maxsize=4)
def _features(_version: str) -> pd.DataFrame:
    codes = [b.area_code for b in boroughs() if b.area_code != CITY_OF_LONDON]
    population, year = read_table("population"), np.array([9999])
    people = residents_by_year(population, "all_ages").at(codes, year)[0][:, 0]
    young = residents_by_year(population, "under_25").at(codes, year)[0][:, 0]
    table = pd.DataFrame(
        {
            "under_25_pct": 100 * young / people,
            "residents": people,
            "residents_per_km2": people / land_areas(read_table("boundaries"))[codes].to_numpy(),
        },
        index=pd.Index(codes, name="area_code"),
    )
    return table[[feature.feature for feature in peer_features()]]


def land_areas(boundaries: pd.DataFrame) -> pd.Series:
    """Square kilometres of land of each borough.

    The cylindrical projection (longitude, sine of latitude) keeps areas true on the sphere; on
    the ellipsoid the result is off by less than half of a percent, alike for all boroughs.

    Args:
        boundaries: Rows of the `boundaries` table.

    Returns:
        Areas by code.

    Source:
        Lambert 1772, the cylindrical equal-area projection.
    """
    chosen = (boundaries["layer"] == "land") & (boundaries["area_type"] == "borough")
    rows = boundaries[chosen]
    shapes = shapely.from_wkb(rows["geometry"].to_numpy())
    flat = shapely.transform(shapes, _equal_area)
    return pd.Series(shapely.area(flat), index=rows["area_code"].astype(str), dtype=np.float64)


def _equal_area(points: Floats) -> Floats:
    radians = np.radians(points)
    flat: Floats = EARTH_RADIUS_KM * np.column_stack([radians[:, 0], np.sin(radians[:, 1])])
    return flat
