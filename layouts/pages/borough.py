"""One borough: every measure of it, and one measure in detail beside London's."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.areas import CITY_OF_LONDON, Area, boroughs
from layouts.attributes import aria
from layouts.components import view_section
from layouts.components.boroughs import ROUTE, borough_chooser, borough_path
from layouts.components.freshness import freshness_section
from layouts.components.local_plan import local_plan
from layouts.components.measure_list import measure_list
from layouts.components.own_police import own_police
from layouts.components.problem_profile import problem_profile
from layouts.exhibit import Exhibit, by_name
from layouts.held import TABLES, measures_of, tables_of
from layouts.kept import kept
from layouts.neighbourhoods import neighbourhoods_path
from layouts.page import Heeded, NothingHeeded, Page, Query
from layouts.problem_exhibits import problem_exhibits
from layouts.static_html import printed
from layouts.summaries import answer
from layouts.view import read_view

LEAD = "What the police recorded here, with London beside it and the limits of the figures."
KEPT = len(boroughs())
OWN_POLICE = "What is held for it, and what its own police do not publish."


def layout(slug: str, **query: str) -> Component:
    """The page; the query string chooses the measure shown in detail."""
    opening, figures, *others = _fixed(slug=slug)
    return html.Article([opening, figures, *_detail(_area(slug), query), *others])


@kept(KEPT)
def _fixed(slug: str) -> Sequence[Component]:
    """What no choice changes, in the order of the page."""
    area = _area(slug)
    if area.area_code == CITY_OF_LONDON:
        return [_opening(area), printed(own_police(area))]
    return [
        _opening(area),
        *_measures(area),
        *problem_profile(area),
        printed([local_plan(area), freshness_section(tables_of(area))]),
    ]


def _detail(area: Area, query: Query) -> list[Component]:
    """One measure in detail, where any is held."""
    if not measures_of(area):
        return []
    return [view_section.view_section(read_view(query, area), path=borough_path(area))]


def _opening(area: Area) -> Component:
    lead = OWN_POLICE if area.area_code == CITY_OF_LONDON else answer(area) or LEAD
    return html.Div(
        [
            html.Div(
                [
                    html.P(
                        [html.A("London", href="/"), " / ", html.A("Boroughs", href=ROUTE)],
                        className="trail",
                    ),
                    html.H1(area.area_name),
                    html.P(lead, className="lead"),
                    _ways_on(area),
                ]
            ),
            borough_chooser(area.slug),
        ],
        className="opening",
    )


def _ways_on(area: Area) -> Component:
    """The other pages about this borough."""
    ways = [("Its wards", neighbourhoods_path(area))]
    if area.area_code != CITY_OF_LONDON:
        ways += [
            ("Beside other boroughs", f"{ROUTE}?highlight={area.slug}"),
            ("Monthly review", f"/review?area={area.slug}"),
            ("Check a claim", f"/claims?area={area.slug}"),
            ("Revisions", f"/revisions?area={area.slug}"),
        ]
    return html.Ul([html.Li(html.A(name, href=href)) for name, href in ways], className="links")


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


def _area(slug: str) -> Area:
    return next(area for area in boroughs() if area.slug == slug)


def _exhibits(slug: str, **query: str) -> Mapping[str, Exhibit]:
    area = _area(slug)
    if not measures_of(area):
        return {}
    path = borough_path(area)
    shown = view_section.view_exhibits(read_view(query, area), path=path)
    return {**shown, **by_name(*problem_exhibits(area, path=path))}


def _region(slug: str, **query: str) -> Sequence[Component]:
    area = _area(slug)
    if not measures_of(area):
        return ()
    return view_section.view_region(read_view(query, area), path=borough_path(area))


def _read(path: str, query: Query) -> Heeded:
    area = _area(path.rpartition("/")[2])
    return read_view(query, area) if measures_of(area) else NothingHeeded()


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
    read=_read,
    tables=TABLES,
)
