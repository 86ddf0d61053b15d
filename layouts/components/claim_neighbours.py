"""How a claim reads when its periods begin some months earlier or later."""

import math
from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from layouts.claim_view import ClaimView
from layouts.components.chart import scrolling
from metrics.claim import NOT_JUDGED, Baseline, Claim
from metrics.claim_agreement import agreement, is_beyond
from metrics.words import number, percentage

TITLE = "If the periods began in other months"
ABOUT = (
    "Whoever chooses the months of a comparison can choose its answer. Here 12-month periods take "
    "the place of those of the claim, 1 to 12 months earlier or later: the earlier one alone, or "
    "both together."
)
SUMMARY = "Each of these readings"
HEADINGS = ("Months moved", "Earlier period moved", "Both periods moved")
BEYOND, NOT_SHOWN = "more than ordinary variation", "not held"


def neighbours(view: ClaimView, answer: Claim) -> Component:
    """How many neighbouring baselines agree, and all of them in a table."""
    found = agreement(answer)
    parts: list[Component] = [html.H2(TITLE)]
    if not found.readings:
        return html.Section([*parts, html.P(found.sentence)])
    table = html.Details([html.Summary(SUMMARY), _table(view, answer.by_month)])
    return html.Section([*parts, html.P(ABOUT), html.P(found.sentence), table])


def _table(view: ClaimView, readings: Iterable[Baseline]) -> Component:
    named = {(one.moved, one.shift): one for one in readings}
    caption = (
        f"{view.metric.title} in {view.area.label}: change in percent from the earlier 12 "
        "months to the later"
    )
    rows = [
        html.Tr(
            [
                html.Th(number(shift, signed=True), scope="row"),
                *(_cell(named.get((moved, shift))) for moved in ("from", "both")),
            ]
        )
        for shift in sorted({shift for _, shift in named})
    ]
    head = html.Tr([html.Th(heading, scope="col") for heading in HEADINGS])
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(rows)])
    return scrolling(table, caption, whole=True)


def _cell(one: Baseline | None) -> Component:
    if one is None:
        return html.Td(NOT_SHOWN)
    if math.isnan(one.percent):
        return html.Td(one.note)
    said = percentage(one.percent, signed=True)
    if one.revised:
        return html.Td(f"{said}, {NOT_JUDGED}", className="number")
    return html.Td(f"{said}, {BEYOND}" if is_beyond(one) else said, className="number")
