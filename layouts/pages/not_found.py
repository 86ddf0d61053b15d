"""The page of an address that we do not have: says so and lists every borough."""

from dash import html
from dash.development.base_component import Component

from layouts.components.boroughs import borough_list

TITLE = "Page not found – Knife crime in London"
DESCRIPTION = "There is no page at this address. Every borough is listed."


def layout() -> Component:
    """The page."""
    return html.Article(
        [
            html.H1("There is no page at this address"),
            html.P(
                [
                    "It may have been mistyped or moved. Go to ",
                    html.A("the overview of London", href="/"),
                    ", or choose a borough.",
                ],
                className="lead",
            ),
            html.H2("Boroughs"),
            borough_list(),
        ]
    )
