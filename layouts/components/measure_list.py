"""The measures of a place, one row each, all together: none is shown without its neighbours."""

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.periods import period_label
from layouts.components.chart import sparkline_drawing
from layouts.summaries import Summary, not_loaded, summaries
from layouts.view import MEASURE

NOT_LOADED = (
    "The strategy also asks for measures that no open file holds. They are left blank, not "
    "estimated: "
)


def measure_list(area: Area, *, path: str) -> Component:
    """A row for each primary measure; its title leads to the measure's own view."""
    return html.Ul([_row(one, path) for one in summaries(area)], className="measures")


def absent_measures() -> Component | None:
    """The measures of the strategy that nobody publishes and nobody has loaded."""
    absent = not_loaded()
    if not absent:
        return None
    names = "; ".join(metric.title for metric in absent)
    return html.P([html.Strong("Not loaded. "), NOT_LOADED, names, "."], className="meta")


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
                    html.Span(period_label(change.period_type, change.end), className="unit"),
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
