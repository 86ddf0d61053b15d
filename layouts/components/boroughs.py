"""Ways to a borough: a select that works by GET, and the list in alphabetical order."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area, boroughs
from layouts.attributes import data

ROUTE = "/boroughs"
PARAMETER = "borough"


def borough_path(area: Area) -> str:
    """Address of a borough's page."""
    return f"{ROUTE}/{area.slug}"


def borough_chooser(chosen: str = "") -> Component:
    """A form that leads to the page of a borough; `chosen` is the slug to begin with."""
    options = [
        html.Option("Select a borough", value="", selected=not chosen),
        *(
            html.Option(area.area_name, value=area.slug, selected=area.slug == chosen)
            for area in boroughs()
        ),
    ]
    return html.Form(
        [
            html.Label("Choose a borough", htmlFor="choose-borough"),
            html.Div(
                [
                    html.Select(options, id="choose-borough", name=PARAMETER),
                    html.Button("Go", type="submit"),
                ],
                className="pair",
            ),
        ],
        action=ROUTE,
        method="get",
        className="chooser",
        **data(place=""),
    )


def borough_list() -> Component:
    """Every borough as a link. The order is the alphabet's: a list is no ranking."""
    links = [html.Li(html.A(area.area_name, href=borough_path(area))) for area in boroughs()]
    return html.Ul(links, className="columns")
