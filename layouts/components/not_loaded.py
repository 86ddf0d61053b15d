"""What stands where a measure has no figures: what it is, who holds it, how to load it."""

import re
from collections.abc import Iterator, Sequence

from dash import html
from dash.development.base_component import Component

from data.contracts import TableContract
from data.tables import TABLES
from layouts.components.chart import scrolling
from layouts.components.printed_figures import printed_figures
from metrics.metric import Metric

LINK = re.compile(r"(https://\S+?)(?=[,.]?(?:\s|$))")
BLANK = "Left blank: no estimate, and no figure of something similar, stands in for it."


def not_loaded(metrics: Sequence[Metric]) -> Component:
    """Measures that one file would fill.

    Args:
        metrics: Measures that are counted from the same table.
    """
    contract = TABLES[metrics[0].inputs[0]]
    return html.Div(
        [
            html.P([html.Strong("Not loaded. "), BLANK]),
            html.Dl([*_measures(metrics), *_holder(contract)]),
            printed_figures(metrics),
            html.Details([html.Summary("How to load it"), *_loading(contract)]),
        ],
        className="absent",
    )


def _measures(metrics: Sequence[Metric]) -> Iterator[Component]:
    for metric in metrics:
        yield html.Dt(metric.title)
        yield html.Dd(metric.definition)


def _holder(contract: TableContract) -> Iterator[Component]:
    if contract.holder:
        yield html.Dt("Who holds it")
        yield html.Dd(f"{contract.holder[0].upper()}{contract.holder[1:]}.")


def _loading(contract: TableContract) -> Iterator[Component]:
    if contract.loading:
        yield html.P(_linked(contract.loading))
    if contract.template:
        command = f"knife-crime ingest import {contract.template}"
        yield html.P(
            "The first command writes a made-up file in the layout, the second checks and loads a "
            "real one. A file that fails a check is refused with line and column."
        )
        yield scrolling(
            html.Pre(html.Code(f"{command} --example\n{command} FILE")),
            f"Commands for: {contract.title}",
        )


def _linked(sentence: str) -> list[Component | str]:
    """A sentence with its addresses as links."""
    parts = LINK.split(sentence)
    return [
        html.A(part, href=part) if part.startswith("https://") else part for part in parts if part
    ]
