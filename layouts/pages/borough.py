"""One borough: every measure of it, and one measure in detail beside London's."""

from collections.abc import Hashable

from dash import html
from dash.development.base_component import Component

from data.areas import Area, boroughs
from layouts.attributes import aria
from layouts.components.boroughs import ROUTE, borough_chooser, borough_path
from layouts.components.freshness import freshness
from layouts.components.measure_list import measure_list
from layouts.components.view_section import view_section
from layouts.page import Page, Query
from layouts.view import TABLES, offered_metrics, read_view

LEAD = "What the police recorded here, with London beside it and the limits of the figures."
NOTHING_HELD = "What these pages do not hold for it, and why."


def layout(slug: str, **query: str) -> Component:
    """The page; the query string chooses the measure shown in detail."""
    area = _area(slug)
    if not offered_metrics(area):
        return html.Article([_opening(area, NOTHING_HELD), _none_held(area)])
    return html.Article([_opening(area, LEAD), *_figures(area, query), _sources()])


def _opening(area: Area, lead: str) -> Component:
    return html.Div(
        [
            html.Div(
                [
                    html.P([html.A("London", href="/"), " / Boroughs"], className="trail"),
                    html.H1(area.area_name),
                    html.P(lead, className="lead"),
                ]
            ),
            borough_chooser(area.slug),
        ],
        className="opening",
    )


def _figures(area: Area, query: Query) -> list[Component]:
    path = borough_path(area)
    measures = html.Section(
        [
            html.H2("The latest 12 months", id="measures"),
            html.P(
                "Counts of one borough are small and move by chance. Each sentence says whether "
                "a difference is larger than chance alone would bring."
            ),
            measure_list(area, path=path),
        ],
        **aria(labelledby="measures"),
    )
    return [measures, view_section(read_view(query, area), path=path)]


def _none_held(area: Area) -> Component:
    """The City: what its own police do not publish where these figures come from."""
    return html.Section(
        [
            html.H2("No figures are held", id="measures"),
            html.P(
                f"The {area.area_name} has its own police force. The figures on this site are "
                "those of the Metropolitan Police, who police the other 32 boroughs, and the "
                "City is in none of them: not in the boroughs' figures, and not in London's."
            ),
            html.P(
                "The City of London Police do not publish monthly counts of knife crime, knife "
                "injury, homicide victims or weapon possession in the open files that these "
                "pages are made from. That is a gap, not a zero."
            ),
            html.P(
                "Few people live in the City and a great many work there or pass through, so "
                "a rate per resident would say little about it."
            ),
            html.P(["See ", html.A("the 32 boroughs together", href="/"), "."]),
        ],
        **aria(labelledby="measures"),
    )


def _sources() -> Component:
    return html.Section(
        [html.H2("How fresh the figures are", id="sources"), freshness(TABLES)],
        **aria(labelledby="sources"),
    )


def _area(slug: str) -> Area:
    return next(area for area in boroughs() if area.slug == slug)


def _state(path: str, query: Query) -> Hashable:
    area = _area(path.rpartition("/")[2])
    return read_view(query, area).state if offered_metrics(area) else ()


PAGE = Page(
    path=f"{ROUTE}/<slug>",
    name="Borough",
    title=lambda slug: f"Knife crime in {_area(slug).area_name}",
    description=lambda slug: (
        f"What the Metropolitan Police recorded in {_area(slug).area_name}: knife crime, injuries, "
        "young victims and weapon possession by month and year, with London beside it."
    ),
    layout=layout,
    static=lambda: tuple(borough_path(area) for area in boroughs()),
    state=_state,
    tables=TABLES,
)
