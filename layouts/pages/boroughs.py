"""The boroughs side by side: a funnel, a map and small charts instead of a ranking."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from figures.funnel import FunnelChart
from figures.spatial_words import numbers
from layouts.attributes import aria
from layouts.compared import PATH, Comparison, read_comparison
from layouts.compared_exhibits import (
    FUNNEL,
    MAP,
    MULTIPLES,
    PEERS,
    comparison_exhibits,
    funnel_of,
)
from layouts.components.compared_form import comparison_form
from layouts.components.compared_words import (
    answer,
    beside,
    boroughs_table,
    cautions,
    likeness,
    sides,
)
from layouts.components.exhibit import exhibit
from layouts.components.notices import notices
from layouts.exhibit import Exhibit
from layouts.held import TABLES
from layouts.page import lone_page
from layouts.region import live_region
from layouts.static_html import printed

TITLE = "Boroughs compared"
DESCRIPTION = (
    "Which London boroughs have a rate of knife crime unlike London's by more than chance, where "
    "they are, and how each has moved: no ranking, every figure with its interval."
)


TABLE_LEAD = "In alphabetical order. Each name leads to the borough's own page."


def layout(**query: str) -> Component:
    """The page; the query string chooses measure, year and borough."""
    return html.Article(
        [html.Div(html.H1(TITLE), className="opening"), live_region(_region(**query))]
    )


def _region(**query: str) -> Sequence[Component]:
    shown = read_comparison(query)
    funnel = funnel_of(shown)
    held = comparison_exhibits(shown, funnel)
    first = [notices(shown.notices), *answer(shown, funnel), comparison_form(shown)]
    key = html.P(numbers(held[MAP].chart), className="meta")
    parts = [
        printed(first),
        _section(
            "apart",
            "How far from London",
            printed([*cautions(shown, funnel), sides(funnel)]),
            exhibit(held[FUNNEL]),
        ),
        *([_chosen(shown, funnel, held)] if shown.borough else []),
        _section("where", "Where", printed(key), exhibit(held[MAP])),
    ]
    if MULTIPLES in held:
        parts.append(_section("course", "Over time", exhibit(held[MULTIPLES])))
    table = printed([html.P(TABLE_LEAD), boroughs_table(shown, funnel)])
    return [*parts, _section("all", "All boroughs", table)]


def _chosen(shown: Comparison, funnel: FunnelChart, held: Mapping[str, Exhibit]) -> Component:
    own = shown.borough
    assert own is not None
    return _section(
        "chosen",
        f"{own.area_name} beside boroughs like it",
        printed(beside(shown, funnel, own)),
        exhibit(held[PEERS]),
        printed(likeness(own)),
    )


def _section(name: str, title: str, *content: Component) -> Component:
    heading = f"{name}-title"
    return html.Section([html.H2(title, id=heading), *content], id=name, **aria(labelledby=heading))


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    shown = read_comparison(query)
    return comparison_exhibits(shown, funnel_of(shown))


PAGE = lone_page(
    PATH,
    name="Boroughs",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=read_comparison,
    tables=(*TABLES, "boundaries"),
)
