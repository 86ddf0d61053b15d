"""The ledger of breaks in words: what changed when, and what it means for a comparison."""

from dash import html
from dash.development.base_component import Component

from data.breaks import NOT_COMPARABLE, Break, all_breaks
from layouts.components.definitions import parted
from metrics.catalogue import METRICS
from metrics.words import day

VERDICTS = {
    True: "Figures before and after must not be compared.",
    False: "Figures before and after can be compared, with care.",
}


def ledger() -> Component:
    """Every break in order of time, each at an anchor of its own."""
    return html.Div([_entry(entry) for entry in all_breaks()])


def _entry(entry: Break) -> Component:
    return html.Div(
        [
            html.H3(entry.title),
            html.P(
                [html.Strong(f"{_when(entry)}. {VERDICTS[entry.comparable == NOT_COMPARABLE]} ")]
            ),
            html.P(entry.effect),
            html.P(["Touches ", *_touched(entry), f". Origin: {entry.origin}."], className="meta"),
        ],
        id=f"break-{entry.break_id}",
        className="definition",
    )


def _verdict(entry: Break) -> str:
    return f"{_when(entry)}. {VERDICTS[entry.comparable == NOT_COMPARABLE]}"


def _when(entry: Break) -> str:
    if entry.last_day:
        return f"{day(entry.first_day)} to {day(entry.last_day)}"
    return f"From {day(entry.first_day)}"


def _touched(entry: Break) -> list[Component | str]:
    if not entry.metric_ids:
        return ["every measure"]
    links = [html.A(METRICS[name].short_title, href=f"#{name}") for name in entry.metric_ids]
    return parted(links, ", ")
