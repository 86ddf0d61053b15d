"""Boundaries as outlines that fit the box of a map: projected, simplified, in whole units.

Neighbours are simplified together, so that a shared border stays shared. A unit is less than a
pixel on the widest screen, and whole numbers make London's boroughs five kilobytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from figures.drawing import Place, Run
from figures.theme import MAP_ASPECT

WIDE = 1000
HIGH = WIDE / MAP_ASPECT
EDGE = 6
"""Units left free for the weight of an outline."""

LATITUDE = 51.5
"""London's: a degree of longitude is shorter than one of latitude by its cosine."""

TOLERANCE = 2.0
"""Units; about the side of the largest corner that simplifying cuts off."""


@dataclass(frozen=True, kw_only=True)
class Outline:
    """One area on a map.

    Attributes:
        rings: Closed lines, one for each part of the area.
        middle: The place inside the largest part that is farthest from its edge.
    """

    area_code: str
    rings: tuple[Run, ...]
    middle: Place

    @property
    def shape(self) -> Any:
        """The area as a geometry."""
        parts = [shapely.Polygon(ring) for ring in self.rings]
        return shapely.make_valid(shapely.MultiPolygon(parts))


def outlines(boundaries: pd.DataFrame) -> dict[str, Outline]:
    """Outlines by code, all fitted into one box.

    Args:
        boundaries: Rows of the table `boundaries`, of areas that do not overlap.

    Raises:
        ValueError: If there are no rows.
    """
    if not len(boundaries):
        raise ValueError("A map needs boundaries; none are given. Say in words what is not drawn.")
    shapes = shapely.from_wkb(boundaries["geometry"].to_numpy(dtype=object))
    shapes = shapely.coverage_simplify(_fitted(shapes), TOLERANCE)
    codes = boundaries["area_code"].astype(str)
    return {
        code: Outline(area_code=code, rings=tuple(_rings(shape)), middle=_middle(shape))
        for code, shape in zip(codes, shapes, strict=True)
    }


def _fitted(shapes: NDArray[Any]) -> NDArray[Any]:
    """The shapes in units of the box, as large as fits and in its middle."""
    narrow = np.array([np.cos(np.radians(LATITUDE)), 1.0])
    west, south, east, north = shapely.total_bounds(shapely.transform(shapes, lambda p: p * narrow))
    size = np.array([east - west, north - south])
    box = np.array([WIDE, HIGH])
    scale = float(((box - 2 * EDGE) / size).min())
    corner = (box - scale * size) / 2
    fitted: NDArray[Any] = shapely.transform(
        shapes, lambda p: (p * narrow - [west, south]) * scale + corner
    )
    return fitted


def _rings(shape: Any) -> Iterator[Run]:
    """Outer lines in whole units; a part smaller than a unit has none."""
    for part in shapely.get_parts(shape):
        if part.interiors:
            raise ValueError(
                "An area with a hole cannot be drawn as an outline; the boundaries of December "
                "2024 have none. Compare the file with the one described in the source's module."
            )
        points = np.round(shapely.get_coordinates(part.exterior)).astype(int)
        moved = np.any(np.diff(points, axis=0) != 0, axis=1)
        points = points[np.append(True, moved)]
        if len(points) > 3:
            yield tuple((float(x), float(y)) for x, y in points.tolist())


def _middle(shape: Any) -> Place:
    """The centre of the largest circle inside: there a name has most room."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    x, y = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 1.0))[0]
    return round(float(x), 1), round(float(y), 1)
