"""The answer to a claim: verdict first, then how else the figures can be read."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data.errors import ParameterError
from layouts.claim_exhibit import PATH, readings_exhibit
from layouts.claim_view import ClaimView, claimed_measures, held_periods, held_spans
from layouts.claim_words import (
    arithmetic_words,
    claimed,
    headline,
    sibling_change,
    sibling_limits,
    widened,
)
from layouts.components.chart import scrolling
from layouts.components.claim_neighbours import neighbours
from layouts.components.exhibit import exhibit
from layouts.components.notices import notices
from layouts.static_html import printed
from metrics.claim import NOT_HELD, Claim, Sibling, absent_words, both_values

FORM = "another-claim"
EXAMPLE, CLAIM = "The claim, an example of ours: ", "The claim: "
HEADINGS = ("Measure", "Earlier", "Later", "Change", "95% interval", "Reading")
OTHERS = (
    "A claim about one measure says nothing of another. Each is read by the limits that a claim on "
    "it would have; none are shown below 50 events, across a break, or for shares."
)
NO_OTHERS = "No other measure is held for this place over both periods."


def claim_answer(view: ClaimView) -> list[Component]:
    """Everything that depends on the claim."""
    said = printed(notices(view.notices))
    try:
        answer = view.answer
    except ParameterError as error:
        return [said, printed(_refused(str(error)))]
    found = None if answer.verdict == NOT_HELD else readings_exhibit(view, answer)
    return [
        said,
        printed(_verdict(view, answer)),
        *([exhibit(found)] if found else []),
        printed(_rest(view, answer)),
    ]


def _refused(reason: str) -> Component:
    return html.Section(
        [html.H2("These two periods cannot be compared", id="answer"), html.P(reason)],
        className="first",
    )


def _verdict(view: ClaimView, answer: Claim) -> Component:
    more = widened(answer)
    return html.Section(
        [
            html.H2(headline(answer), id="answer"),
            html.P([html.Strong(EXAMPLE if view.is_example else CLAIM), claimed(view)]),
            html.P(arithmetic_words(answer), className="answer"),
            html.P(more, className="meta") if more else None,
            *(_held(view) if answer.verdict == NOT_HELD else []),
            html.Ul(
                [
                    html.Li(html.A("Link to this claim", href=f"{PATH}?{view.query}")),
                    html.Li(html.A("Check another claim", href=f"#{FORM}")),
                ],
                className="links",
            ),
        ],
        className="first",
    )


def _held(view: ClaimView) -> list[Component]:
    """What could be asked instead."""
    lead, lines = "Of this measure there are:", held_spans(view.metric, view.area)
    if not lines:
        lead = f"Of {view.area.label} these measures are held by year:"
        lines = [one.title for one in claimed_measures() if held_periods(one, view.area)]
    if not lines:
        return [html.P(f"No measure is held by year for {view.area.label}.")]
    return [html.P(lead), html.Ul([html.Li(line) for line in lines])]


def _rest(view: ClaimView, answer: Claim) -> list[Component]:
    if answer.verdict == NOT_HELD:
        return []
    return [
        neighbours(view, answer),
        html.Section(
            [
                html.H2("What the claim leaves out"),
                html.Ul([html.Li(one) for one in answer.left_out])
                if answer.left_out
                else html.P("Nothing that these figures show."),
            ]
        ),
        html.Section(
            [
                html.H2("The other measures over the same time"),
                html.P(OTHERS),
                _siblings(view, answer.siblings),
                *(html.P(words, className="meta") for words in absent_words(answer.absent)),
            ]
        ),
    ]


def _siblings(view: ClaimView, others: Sequence[Sibling]) -> Component:
    if not others:
        return html.P(NO_OTHERS)
    caption = f"Other measures of {view.area.label}, {view.before.label} against {view.now.label}"
    head = html.Tr([html.Th(heading, scope="col") for heading in HEADINGS])
    table = html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody([_sibling(one) for one in others])]
    )
    return scrolling(table, caption, whole=True)


def _sibling(one: Sibling) -> Component:
    sign = "%" if one.unit.split(" ")[0] == "percent" else ""
    first, last = both_values(one.before, one.now, sign=sign)
    return html.Tr(
        [
            html.Th([one.label, html.Span(one.unit, className="unit")], scope="row"),
            html.Td(first, className="number"),
            html.Td(last, className="number"),
            html.Td(sibling_change(one), className="number"),
            html.Td(sibling_limits(one), className="number"),
            html.Td(one.reading),
        ]
    )
