"""London now: every primary measure of the Metropolitan Police area, together."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, all_areas
from layouts.attributes import aria
from layouts.components import view_section
from layouts.components.boroughs import borough_chooser, borough_list
from layouts.components.freshness import freshness_section
from layouts.components.measure_list import absent_measures, measure_list
from layouts.components.news import every_row, newest_review, news, reach_and_movement
from layouts.exhibit import Exhibit
from layouts.held import TABLES, tables_of
from layouts.kept import kept
from layouts.page import lone_page
from layouts.static_html import printed
from layouts.summaries import answer
from layouts.view import read_view

PATH = "/"
TITLE = "Knife crime in London"
DESCRIPTION = (
    "What the Metropolitan Police recorded: knife crime, injuries, homicides and weapon possession "
    "in the latest 12 months against the 12 before, for London and every borough."
)
LEAD = "What the police recorded, with its limits beside it."
LONDON = all_areas()[METROPOLITAN_POLICE]


def layout(**query: str) -> Component:
    """The page; the query string chooses the measure shown in detail."""
    opening, figures, places = _fixed()
    view = view_section.view_section(read_view(query, LONDON), path=PATH)
    return html.Article([opening, figures, view, places])


@kept(1)
def _fixed() -> Sequence[Component]:
    """What no choice changes, in the order of the page."""
    return [
        _opening(),
        printed([_measures(), *_month()]),
        printed([_boroughs(), freshness_section(tables_of(LONDON))]),
    ]


def _month() -> list[Component]:
    """What is new, and what may still change; nothing where no month is held."""
    found = newest_review()
    return [news(found), reach_and_movement(every_row())] if found else []


def _opening() -> Component:
    return html.Div(
        [
            html.Div([html.H1(TITLE), html.P(answer(LONDON) or LEAD, className="lead")]),
            borough_chooser(),
        ],
        className="opening",
    )


def _measures() -> Component:
    return html.Section(
        [
            html.H2("The latest 12 months", id="measures"),
            html.P(
                f"{LONDON.label}: the 32 boroughs, without the City of London, which has its own "
                "police. Each measure counts something different and may end in a different "
                "month. The small line is its 12-month total since the figures held begin; where "
                "it stops there are no figures."
            ),
            measure_list(LONDON, path=PATH),
            absent_measures(),
        ],
        **aria(labelledby="measures"),
    )


def _boroughs() -> Component:
    return html.Section(
        [
            html.H2("Boroughs", id="boroughs"),
            html.P("In alphabetical order; a list of boroughs is no ranking."),
            borough_list(),
        ],
        **aria(labelledby="boroughs"),
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    return view_section.view_exhibits(read_view(query, LONDON), path=PATH)


def _region(**query: str) -> Sequence[Component]:
    return view_section.view_region(read_view(query, LONDON), path=PATH)


PAGE = lone_page(
    PATH,
    name="London now",
    group="Figures",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    exhibits=_exhibits,
    region=_region,
    read=lambda query: read_view(query, LONDON),
    tables=TABLES,
)
