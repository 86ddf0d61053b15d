"""Ways to a borough: a form that takes its name, and the list in alphabetical order."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area, boroughs
from layouts.attributes import data
from layouts.native import native_input, suggestion
from layouts.static_html import printed

ROUTE = "/boroughs"
PARAMETER = "borough"


def borough_path(area: Area) -> str:
    """Address of a borough's page."""
    return f"{ROUTE}/{area.slug}"


def place_path(area: Area) -> str:
    """Address of the page that tells most of a place: a borough's, else London's."""
    # A ward is told of on the page of its borough.
    code = area.parent_code if area.area_type == "neighbourhood" else area.area_code
    found = (borough_path(one) for one in boroughs() if one.area_code == code)
    return next(found, "/")


def borough_chooser(chosen: str = "") -> Component:
    """A form that leads to the page of a borough, by its name; `chosen` is the slug of this page.

    The field is left empty on a borough's own page: a browser offers the names that begin with what
    is in it.
    """
    field = native_input(
        "text",
        PARAMETER,
        id="choose-borough",
        list="borough-names",
        autocomplete="off",
        autocapitalize="words",
        spellcheck="false",
        required=True,
    )
    names = [suggestion(area.area_name) for area in boroughs()]
    form = html.Form(
        [
            html.Label(
                "Choose another borough" if chosen else "Choose a borough",
                htmlFor="choose-borough",
            ),
            html.Div([field, html.Button("Go", type="submit")], className="pair"),
            html.Datalist(names, id="borough-names"),
        ],
        action=ROUTE,
        method="get",
        className="chooser",
        **data(place=""),
    )
    return printed(form)


def borough_list() -> Component:
    """Every borough as a link. The order is the alphabet's: a list is no ranking."""
    links = [html.Li(html.A(area.area_name, href=borough_path(area))) for area in boroughs()]
    return html.Ul(links, className="columns")
