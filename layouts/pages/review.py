"""The monthly performance review: a paper from which a meeting can be run."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from layouts.asked import AREA, place_name, places
from layouts.components.get_form import Choice, get_form, select_field
from layouts.components.notices import notices
from layouts.components.review_actions import actions
from layouts.components.review_context import context, notes, sources
from layouts.components.review_exceptions import exceptions
from layouts.components.review_measures import measures
from layouts.exhibit import Exhibit, by_name
from layouts.held import TABLES
from layouts.kept import kept
from layouts.page import lone_page
from layouts.region import live_region
from layouts.review_exhibits import PATH, review_exhibits
from layouts.review_view import MONTH, ReviewView, offered_months, read_review, spelt
from layouts.static_html import printed
from metrics.words import day

TITLE = "Monthly performance review"
LEAD = (
    "What has changed by more than chance, and every measure behind it: a paper for a meeting, "
    "for one month and one place."
)

KEPT = 32
"""Reviews that each worker keeps as HTML, at about 250 KB each."""


def layout(**query: str) -> Component:
    """The page; the query string chooses place, month and day of publication."""
    view = read_review(query)
    return html.Article(
        [
            printed(
                html.Div([html.H1(TITLE), html.P(LEAD, className="lead")]), className="opening"
            ),
            printed(_form(view)),
            live_region(_region(**query)),
        ],
        className="review",
    )


@kept(KEPT)
def _region(**query: str) -> Sequence[Component]:
    view = read_review(query)
    found = view.review
    return [
        printed(
            [
                notices([*view.notices, *_standing(view)]),
                exceptions(view),
                measures(found),
                context(found),
                actions(found),
                notes(found),
                sources(view),
            ]
        )
    ]


def _standing(view: ReviewView) -> list[str]:
    if view.as_of is None:
        return []
    return [
        f"Only files published by {day(view.as_of)} are used: figures as they stood then, which "
        "later files have changed."
    ]


def _form(view: ReviewView) -> Component:
    assert view.months is not None
    by_year: dict[str, list[Choice]] = {}
    for end in offered_months(view.months):
        by_year.setdefault(str(end.year), []).append(Choice(spelt(end), f"{end:%B %Y}"))
    areas = [Choice(place_name(area), area.label) for area in places()]
    return get_form(
        [
            select_field(
                AREA,
                "Place",
                {"": areas},
                chosen=place_name(view.area),
                default="london",
                wide=True,
            ),
            select_field(
                MONTH, "Month", by_year, chosen=spelt(view.end), default=spelt(view.months.usual)
            ),
        ],
        path=PATH,
        button="Show",
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    return by_name(*review_exhibits(read_review(query)))


PAGE = lone_page(
    PATH,
    name="Monthly review",
    group="Use",
    title=TITLE,
    description=(
        "The monthly review of knife crime in London or a borough: exceptions first, then every "
        "measure with its change, its control chart and what may still be revised."
    ),
    layout=layout,
    read=read_review,
    exhibits=_exhibits,
    region=_region,
    tables=TABLES,
)
