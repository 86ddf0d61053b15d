"""The measures of a place, one row each, all together: none is shown without its neighbours."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.periods import period_label
from layouts.components.chart import sparkline_drawing
from layouts.summaries import PERIOD, Summary, summaries
from layouts.view import MEASURE


def measure_list(area: Area, *, path: str) -> Component:
    """A row for each primary measure; its title leads to the measure's own view."""
    return html.Ul([_row(one, path) for one in summaries(area)], className="measures")


def _row(summary: Summary, path: str) -> Component:
    metric, change = summary.metric, summary.change
    target = f"{path}?{MEASURE}={metric.metric_id}#view"
    return html.Li(
        [
            html.H3(html.A(metric.title, href=target)),
            html.P(
                [
                    html.Span(summary.value, className="big"),
                    html.Span(metric.unit, className="unit"),
                    html.Span(period_label(PERIOD, change.end), className="unit"),
                ],
                className="value",
            ),
            html.Div(
                [
                    sparkline_drawing(summary.course),
                    html.P([html.Span(end) for end in summary.ends], className="ends"),
                ],
                className="course",
            ),
            html.Div(
                [
                    html.P(change.sentence),
                    html.P(summary.standing, className="meta"),
                ],
                className="words",
            ),
        ]
    )
