"""The page of an address that we do not have: says so and lists every borough."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from layouts.components.boroughs import borough_list, borough_path
from layouts.page import SITE_NAME

TITLE = f"Page not found – {SITE_NAME}"
DESCRIPTION = "There is no page at this address. Every borough is listed."


PLACES = "A borough is found by its name, the first letters of it, or the name of a ward in it."


def layout(
    near: Sequence[Area] = (), of_ward: Sequence[Area] = (), *, is_place: bool = False
) -> Component:
    """The page.

    Args:
        near: Boroughs that the reader may have meant.
        of_ward: Boroughs with a ward of the name that was asked for.
        is_place: Whether a borough was asked for, and not just any page.
    """
    wrong = "No borough has that name" if is_place else "There is no page at this address"
    return html.Article(
        [
            html.H1(wrong),
            html.P(_instead(near, of_ward, is_place), className="lead"),
            html.H2("Boroughs"),
            borough_list(),
        ]
    )


def _instead(near: Sequence[Area], of_ward: Sequence[Area], is_place: bool) -> list[Any]:
    """Where to go from here."""
    if of_ward:
        return [
            "A ward of that name lies in ",
            *_links(of_ward),
            ". All boroughs are listed below.",
        ]
    if near:
        return ["Did you mean ", *_links(near), "? All are listed below."]
    if is_place:
        return [PLACES, " All are listed below."]
    return [
        "It may have been mistyped or moved. Go to ",
        html.A("the overview of London", href="/"),
        ", or choose a borough.",
    ]


def _links(areas: Sequence[Area]) -> list[Any]:
    links = [html.A(area.area_name, href=borough_path(area)) for area in areas]
    return [part for link in links for part in (", ", link)][1:]
