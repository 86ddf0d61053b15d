"""The claim checker: whether the figures give a claimed change, and what the claim leaves out."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.errors import ParameterError
from layouts.asked import AREA, place_name, places
from layouts.claim_exhibit import PATH, readings_exhibit
from layouts.claim_view import (
    BEFORE,
    CHANGE,
    FIRST,
    MEASURE,
    NOW,
    ClaimView,
    claimed_measures,
    held_periods,
    read_claim,
)
from layouts.components.claim_answer import FORM, claim_answer
from layouts.components.claim_cases import cases
from layouts.components.get_form import HINT, Choice, field, field_id, get_form, select_field
from layouts.exhibit import Exhibit, by_name
from layouts.held import TABLES
from layouts.kept import kept
from layouts.native import native_input, suggestion
from layouts.page import lone_page
from layouts.region import live_region
from layouts.static_html import Markup, printed
from metrics.claim import NOT_HELD

TITLE = "Claim checker"
LEAD = (
    "“Down 12% since 2019”: which measure, from which year, and is it more than chance? Put a "
    "claim to the figures."
)
PRIMARY = "primary"
SUGGESTED = "suggested-periods"
PERIOD = {"list_": SUGGESTED, "size": "22"}
"""What a field of a period has: suggestions, and room for 12 months to the longest month."""
HOW_TO = (
    "Write a period as 12 months to February 2026, 2024/25 (April to March), 2024 or February "
    "2026, and a fall with a minus."
)

KEPT = 128
"""Regions that each worker keeps, at about 30 KB each."""


def layout(**query: str) -> Component:
    """The page; the query string is the claim."""
    view = read_claim(query)
    return html.Article(
        [
            printed(
                html.Div([html.H1(TITLE), html.P(LEAD, className="lead")]), className="opening"
            ),
            printed(_form(view)),
            live_region(_region(**query)),
            printed(cases()),
        ]
    )


@kept(KEPT)
def _region(**query: str) -> Sequence[Component]:
    return claim_answer(read_claim(query))


def _form(view: ClaimView) -> Component:
    offered = claimed_measures()
    own = [Choice(m.metric_id, m.title) for m in offered if m.tier == PRIMARY]
    others = [Choice(m.metric_id, m.title) for m in offered if m.tier != PRIMARY]
    measures = {"Measures of the strategy": own, "Other measures": others}
    areas = [Choice(place_name(area), area.label) for area in places()]
    form = get_form(
        [
            select_field(
                MEASURE,
                "Measure",
                measures,
                chosen=view.metric.metric_id,
                default=FIRST,
                wide=True,
            ),
            select_field(
                AREA, "Place", {"": areas}, chosen=place_name(view.area), default="london"
            ),
            html.Div(
                [
                    field(BEFORE, "From", _text(BEFORE, view.before.label, **PERIOD)),
                    field(NOW, "To", _text(NOW, view.now.label, **PERIOD)),
                ],
                className="pair",
            ),
            field(CHANGE, "Stated change in percent", _text(CHANGE, view.change)),
        ],
        path=PATH,
        button="Check",
        hint=HOW_TO,
    )
    periods = [suggestion(one.label) for one in held_periods(view.metric, view.area)]
    return html.Div([form, html.Datalist(periods, id=SUGGESTED)], id=FORM)


def _text(name: str, value: str, **attributes: str) -> Markup:
    return native_input(
        "text",
        name,
        value,
        id=field_id(name),
        autocomplete="off",
        aria_describedby=HINT,
        **attributes,
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    view = read_claim(query)
    try:
        answer = view.answer
    except ParameterError:
        return {}
    found = None if answer.verdict == NOT_HELD else readings_exhibit(view, answer)
    return by_name(*([found] if found else []))


PAGE = lone_page(
    PATH,
    name="Claim checker",
    group="Use",
    title=TITLE,
    description=(
        "Check a claim about knife crime in London or a borough: whether the figures give it, "
        "whether it is more than chance, and how it reads from other years and measures."
    ),
    layout=layout,
    read=read_claim,
    exhibits=_exhibits,
    region=_region,
    tables=TABLES,
)
