"""The marks of a map: filled areas, the hatching of their classes, outlines of those drawn apart.

Hatching is lines cut to the areas, not a pattern of the renderer's: so both drawings agree, and a
reader who sees no colour, or prints without it, still reads the classes.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
import shapely

from figures.chart import COMPARISON, FOCUS
from figures.drawing import Area, Frame, Label, Line, Mark, Place, Run, Scene, Spot
from figures.labels import BESIDE, END, MIDDLE, START
from figures.outlines import HIGH, WIDE, Outline
from figures.scales import NARROWEST_BOX
from figures.spatial import MAP_Y, MapArea, MapChart
from figures.theme import HATCHES, MAP_ASPECT
from figures.typeface import SIZE, width

NARROWEST = NARROWEST_BOX // 5 * 5
"""Width of the smallest map in pixels; the style sheet takes multiples of 5."""

REACH = 80
"""Units from the middle of an area within which its number may stand."""

SHORTEST = 3
"""Units; a shorter piece of hatching is left out."""


def scene(chart: MapChart) -> Scene:
    """The marks of the map and its box."""
    marks: list[Mark] = [
        Area(style=f"map-{one.style}", outlines=one.outline.rings, spot=one.spot)
        for one in chart.areas
    ]
    signs = _signs(tuple((one.outline, one.mark) for one in chart.areas if one.mark))
    return Scene(frame=frame(chart), marks=(*marks, *_hatching(chart), *_apart(chart), *signs))


def frame(_chart: MapChart) -> Frame:
    """A map keeps its shape; the page gives the width."""
    return Frame(left=0, right=0, top=0, bottom=0, height=int(HIGH), y=MAP_Y, aspect=MAP_ASPECT)


def spots(chart: MapChart) -> tuple[Spot, ...]:
    """One for each area."""
    return tuple(one.spot for one in chart.areas)


def _hatching(chart: MapChart) -> Iterator[Line]:
    for one in chart.used:
        if f"map-{one.style}" in HATCHES:
            codes = frozenset(area.outline for area in chart.areas if area.style == one.style)
            runs = _hatched(one.style, codes)
            if runs:
                yield Line(style=HATCHES[f"map-{one.style}"].stroke, runs=runs)


@lru_cache(maxsize=512)
def _hatched(style: str, outlines: frozenset[Any]) -> tuple[Run, ...]:
    """Parallel lines over the areas of a class, in whole units."""
    hatch = HATCHES[f"map-{style}"]
    covered = shapely.union_all([outline.shape for outline in outlines])
    pieces = shapely.get_parts(shapely.intersection(_parallels(hatch.rise, hatch.apart), covered))
    runs = []
    for piece in pieces:
        if shapely.length(piece) >= SHORTEST:
            ends = np.round(shapely.get_coordinates(piece)[[0, -1]]).tolist()
            runs.append(tuple((float(x), float(y)) for x, y in ends))
    return tuple(sorted(runs))


def _parallels(rise: int, apart: int) -> Any:
    """Lines over the whole box: level, or as steep as 45 degrees up or down to the right."""
    if not rise:
        return shapely.MultiLineString(
            [((0, y), (WIDE, y)) for y in range(apart // 2, int(HIGH), apart)]
        )
    starts = range(-int(HIGH), int(WIDE + HIGH), apart)
    ends = (0, HIGH) if rise > 0 else (HIGH, 0)
    return shapely.MultiLineString(
        [((start, ends[0]), (start + HIGH, ends[1])) for start in starts]
    )


@lru_cache(maxsize=128)
def _signs(marked: tuple[tuple[Outline, str], ...]) -> tuple[Label, ...]:
    """Numbers in their areas, which do not meet on the narrowest screen where that can be had."""
    placed: list[Label] = []
    for outline, words in marked:
        ways = [
            Label(place=p, text=words, anchor=MIDDLE) for p in (outline.middle, *_inside(outline))
        ]
        free = (way for way in ways if not any(_meet(way, other) for other in placed))
        placed.append(next(free, ways[0]))
    return tuple(placed)


def _inside(outline: Outline) -> Iterator[Place]:
    """Other places in an area, the nearest to its middle first."""
    x, y = outline.middle
    around = sorted(
        ((dx, dy) for dx in range(-REACH, REACH + 1, 10) for dy in range(-REACH, REACH + 1, 10)),
        key=lambda step: math.hypot(*step),
    )
    shape = outline.shape
    for dx, dy in around[1:]:
        if shape.contains(shapely.Point(x + dx, y + dy)):
            yield x + dx, y + dy


def _meet(one: Label, other: Label) -> bool:
    unit = NARROWEST / WIDE
    across, down = (abs(a - b) * unit for a, b in zip(one.place, other.place, strict=True))
    return across < (width(one.text) + width(other.text)) / 2 and down < SIZE


def _apart(chart: MapChart) -> Iterator[Mark]:
    """Outlines of the chosen area and of those most like it, over a lighter line."""
    for role in (COMPARISON, FOCUS):
        rings = tuple(r for one in chart.areas if one.role == role for r in one.outline.rings)
        if rings:
            yield Line(style="map-casing", runs=rings)
            yield Line(style=f"map-{role}", runs=rings)
    yield from (_name(one) for one in chart.areas if one.role == FOCUS and not one.mark)


def _name(one: MapArea) -> Label:
    """The name of a chosen area without a number, turned inwards at the edges of the map."""
    x, _ = one.outline.middle
    pixels, half = NARROWEST_BOX * x / WIDE, width(one.name) / 2 + BESIDE
    anchor = START if pixels < half else END if NARROWEST_BOX - pixels < half else MIDDLE
    return Label(place=one.outline.middle, text=one.name, anchor=anchor)
