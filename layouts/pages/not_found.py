"""The page of an address that we do not have: says so and lists every borough."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from layouts.components.boroughs import borough_list, borough_path
from layouts.page import SITE_NAME

TITLE = f"Page not found – {SITE_NAME}"
DESCRIPTION = "There is no page at this address. Every borough is listed."


def layout(near: Sequence[Area] = (), *, is_place: bool = False) -> Component:
    """The page.

    Args:
        near: Boroughs that the reader may have meant.
        is_place: Whether a borough was asked for, and not just any page.
    """
    wrong = "No borough has that name" if is_place else "There is no page at this address"
    return html.Article(
        [
            html.H1(wrong),
            html.P(_meant(near) if near else _elsewhere(), className="lead"),
            html.H2("Boroughs"),
            borough_list(),
        ]
    )


def _meant(near: Sequence[Area]) -> list[Component | str]:
    links = [html.A(area.area_name, href=borough_path(area)) for area in near]
    between = [part for link in links for part in (", ", link)][1:]
    return ["Did you mean ", *between, "? All are listed below."]


def _elsewhere() -> list[Component | str]:
    return [
        "It may have been mistyped or moved. Go to ",
        html.A("the overview of London", href="/"),
        ", or choose a borough.",
    ]
