"""One borough: every measure of it, and one measure in detail beside London's."""

from collections.abc import Hashable, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON, Area, boroughs
from layouts.attributes import aria
from layouts.components import view_section
from layouts.components.boroughs import ROUTE, borough_chooser, borough_path
from layouts.components.freshness import freshness
from layouts.components.measure_list import measure_list
from layouts.exhibit import Exhibit, by_name
from layouts.held import TABLES, measures_of, tables_of
from layouts.page import Page, Query
from layouts.static_html import printed
from layouts.view import read_view

LEAD = "What the police recorded here, with London beside it and the limits of the figures."
OWN_POLICE = "What is held for it, and what its own police do not publish."


def layout(slug: str, **query: str) -> Component:
    """The page; the query string chooses the measure shown in detail."""
    area = _area(slug)
    parts = _other_police(area) if area.area_code == CITY_OF_LONDON else _measures(area)
    if measures_of(area):
        view = read_view(query, area)
        parts = [
            *parts,
            view_section.view_section(view, path=borough_path(area)),
            printed(_sources(area)),
        ]
    return html.Article([_opening(area), *parts])


def _opening(area: Area) -> Component:
    lead = OWN_POLICE if area.area_code == CITY_OF_LONDON else LEAD
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


def _measures(area: Area) -> list[Component]:
    section = html.Section(
        [
            html.H2("The latest 12 months", id="measures"),
            html.P(
                "Counts of one borough are small and move by chance. Each sentence says whether "
                "a difference is larger than chance alone would bring."
            ),
            measure_list(area, path=borough_path(area)),
        ],
        **aria(labelledby="measures"),
    )
    return [printed(section)]


def _other_police(area: Area) -> list[Component]:
    """The City: what its own police do not publish where these figures come from."""
    section = html.Section(
        [
            html.H2("Not in these figures", id="measures"),
            html.P(
                f"The {area.area_name} has its own police force. The knife-crime figures on this "
                "site are those of the Metropolitan Police, who police the other 32 boroughs, and "
                "the City is in none of them: not in the boroughs' figures, and not in London's."
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
    return [printed(section)]


def _sources(area: Area) -> Component:
    return html.Section(
        [html.H2("How fresh the figures are", id="sources"), freshness(tables_of(area))],
        **aria(labelledby="sources"),
    )


def _area(slug: str) -> Area:
    return next(area for area in boroughs() if area.slug == slug)


def _exhibits(slug: str, **query: str) -> Mapping[str, Exhibit]:
    area = _area(slug)
    if not measures_of(area):
        return {}
    return by_name(view_section.view_exhibit(read_view(query, area), path=borough_path(area)))


def _region(slug: str, **query: str) -> Sequence[Component]:
    area = _area(slug)
    if not measures_of(area):
        return ()
    return view_section.view_region(read_view(query, area), path=borough_path(area))


def _state(path: str, query: Query) -> Hashable:
    area = _area(path.rpartition("/")[2])
    return read_view(query, area).state if measures_of(area) else ()


PAGE = Page(
    path=f"{ROUTE}/<slug>",
    name="Borough",
    title=lambda slug: f"Knife crime in {_area(slug).area_name}",
    description=lambda slug: (
        f"What the Metropolitan Police recorded in {_area(slug).area_name}: knife crime, injuries, "
        "young victims and weapon possession by month and year, with London beside it."
    ),
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    static=lambda: tuple(borough_path(area) for area in boroughs()),
    state=_state,
    tables=TABLES,
)
