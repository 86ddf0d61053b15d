"""The wards of one borough: a map, one quarter with intervals, and every quarter."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.areas import Area, boroughs
from figures.spatial_words import numbers
from layouts.attributes import aria
from layouts.components.boroughs import ROUTE, borough_path
from layouts.components.exhibit import exhibit
from layouts.components.neighbourhood_words import (
    answer,
    cautions,
    held_by_ward,
    no_wards,
    ward_form,
    wards_table,
)
from layouts.components.notices import notices
from layouts.components.pooled import pooled, pooled_exhibits
from layouts.exhibit import Exhibit
from layouts.neighbourhood_exhibits import COURSE, MAP, QUARTER, ward_exhibits
from layouts.neighbourhoods import has_wards, neighbourhoods_path, read_neighbourhoods
from layouts.page import Heeded, NothingHeeded, Page, Query
from layouts.region import live_region
from layouts.static_html import printed

OTHERS = (
    "Partners of a borough can pool what they know and look at it each quarter, as Southwark's "
    "plan asks: police, hospitals, ambulance service and transport. The numbers of two partners "
    "are never added, because they may know of the same incident. Places are wards, never streets "
    "or points."
)


def layout(slug: str, **query: str) -> Component:
    """The page; the query string chooses measure and quarter."""
    area = _area(slug)
    if not has_wards(area):
        return html.Article([_opening(area), printed(no_wards(area)), live_region(())])
    held = printed(_section("held", "What is held by ward", *held_by_ward()))
    others = _section("pooled", "Where partners see incidents", *_pooled(area))
    return html.Article([_opening(area), live_region(_region(slug, **query)), others, held])


def _opening(area: Area) -> Component:
    trail: list[Component | str] = [
        html.A("Boroughs", href=ROUTE),
        " / ",
        html.A(area.area_name, href=borough_path(area)),
        " / Neighbourhoods",
    ]
    heading = html.H1(f"Neighbourhoods of {area.area_name}")
    return html.Div(html.Div([html.P(trail, className="trail"), heading]), className="opening")


def _region(slug: str, **query: str) -> Sequence[Component]:
    area = _area(slug)
    if not has_wards(area):
        return ()
    shown = read_neighbourhoods(query, area)
    held = ward_exhibits(shown)
    return [
        printed([notices(shown.notices), *answer(shown), ward_form(shown)]),
        _section(
            "where",
            "Where",
            printed([*cautions(shown), html.P(numbers(held[MAP].chart), className="meta")]),
            exhibit(held[MAP]),
        ),
        _section("one", "One quarter", exhibit(held[QUARTER])),
        _section("course", "Every quarter", exhibit(held[COURSE])),
        _section("all", "All wards", printed(wards_table(shown))),
    ]


def _pooled(area: Area) -> list[Component]:
    """What partners pool, which is no series of the police alone."""
    return [printed(html.P(OTHERS)), *pooled(area, path=neighbourhoods_path(area))]


def _section(name: str, title: str, *content: Component) -> Component:
    heading = f"{name}-title"
    return html.Section([html.H2(title, id=heading), *content], id=name, **aria(labelledby=heading))


def _area(slug: str) -> Area:
    return next(area for area in boroughs() if area.slug == slug)


def _exhibits(slug: str, **query: str) -> Mapping[str, Exhibit]:
    area = _area(slug)
    if not has_wards(area):
        return {}
    return {
        **ward_exhibits(read_neighbourhoods(query, area)),
        **pooled_exhibits(area, path=neighbourhoods_path(area)),
    }


def _read(path: str, query: Query) -> Heeded:
    area = _area(path.split("/")[2])
    return read_neighbourhoods(query, area) if has_wards(area) else NothingHeeded()


PAGE = Page(
    path=f"{ROUTE}/<slug>/neighbourhoods",
    name="Neighbourhoods",
    title=lambda slug: f"Knife crime in the wards of {_area(slug).area_name}",
    description=lambda slug: (
        f"Which wards of {_area(slug).area_name} had more or less recorded knife crime than its "
        "average ward by more than chance: a map, each quarter with intervals, and every ward."
    ),
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    static=lambda: tuple(neighbourhoods_path(area) for area in boroughs()),
    read=_read,
    tables=("neighbourhood_knife_crime", "boundaries"),
)
