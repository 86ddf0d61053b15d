"""Maps of made-up figures on the boundaries held, and of squares made up."""

import pandas as pd
import shapely

from data.store import read_table
from figures.outlines import outlines
from figures.spatial import MapArea, MapClass, area_map, position_map
from tests.figures.funnels import full_funnel

WARDS = {
    "chart_id": "wards",
    "title": "Made-up offences by ward",
    "measure": "Knife crime",
    "place": "wards of Southwark",
    "period": "12 months to December 2025",
    "unit": "offences",
    "decimals": 0,
    "category": "Ward",
    "plural": "wards",
    "notes": (),
}


def borough_rows():
    """The boroughs to the bank of the river."""
    table = read_table("boundaries")
    return table[(table["layer"] == "land") & (table["area_type"] == "borough")]


def ward_rows(borough):
    """The wards of a borough."""
    table = read_table("boundaries")
    return table[(table["parent_code"] == borough) & (table["area_type"] == "neighbourhood")]


def square_rows(*corners):
    """Squares of a hundredth of a degree from their south-west corners."""
    shapes = [shapely.box(x, y, x + 0.01, y + 0.01) for x, y in corners]
    codes = [f"square-{index}" for index, _ in enumerate(corners)]
    return pd.DataFrame({"area_code": codes, "geometry": list(shapely.to_wkb(shapes))})


def ward_map(borough="E09000028"):
    """Made-up counts of the wards of a borough in classes of its own, numbered."""
    classes = (MapClass(style="above", name="many"), MapClass(style="inside", name="some"))
    areas = [
        MapArea(
            outline=outline,
            name=code,
            style=classes[index % 3 > 0].style,
            said=(f"{index} offences",),
            mark=str(index + 1),
            value=float(index),
        )
        for index, (code, outline) in enumerate(outlines(ward_rows(borough)).items())
    ]
    return area_map(areas, classes, WARDS)


def full_map(**more):
    """Boroughs in every class but one, one chosen and its peers, the City without figures."""
    return position_map(full_funnel(), outlines(borough_rows()), apart="C", **more)
