"""What stands under every chart: what is counted, what to bear in mind, who published it."""

from dash import html
from dash.development.base_component import Component

from layouts.citations import source_lines
from layouts.view import View
from metrics.metric import Metric


def metric_note(view: View) -> list[Component]:
    """Definition and sources of the measure in view."""
    sources = source_lines(view.metric, with_residents=view.stated_as == "rate")
    return [
        html.H4("What is counted", id="about"),
        html.P(view.metric.definition),
        html.H4("Source"),
        html.Ul([html.Li(line) for line in sources], className="notes"),
    ]


def caveats(metric: Metric) -> Component:
    """What to bear in mind when reading the measure."""
    return html.Details(
        [
            html.Summary("What to bear in mind"),
            html.Ul([html.Li(caveat) for caveat in metric.caveats], className="notes"),
        ]
    )
