"""One measure at a time: the form that chooses it, its chart, words, table and download.

The form works by GET. Once Dash has taken over, the same choice changes the address alone, and
`redraw` answers with what depends on it.
"""

from datetime import date
from typing import Any, NamedTuple

from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component

from data.breaks import breaks_of
from figures.change_over_time import annotations, line_chart
from figures.chart import Chart
from figures.render.text import alt_text, notes
from layouts.attributes import aria
from layouts.components.chart import (
    chart_heading,
    chart_table,
    drawn_figure,
    graph,
    graph_style,
)
from layouts.components.metric_note import caveats, metric_note
from layouts.components.view_form import view_form
from layouts.page import ADDRESS, read_query
from layouts.static_html import MARKUP, printed, render
from layouts.view import View, viewed
from metrics.change import SMALL_BASE
from metrics.values import metric_values

HEADING, BOX, GRAPH, REST = "view-heading", "view-box", "view-graph", "view-rest"
SHORT_PERIODS = ("month", "quarter")
FEW_EVENTS = (
    "These are small numbers. They go up and down by chance, and a single period says little: "
    "the rolling 12 months show more of the direction."
)


class Redrawn(NamedTuple):
    """What changes on the page when another view is chosen."""

    heading: str
    figure: dict[str, Any]
    style: dict[str, int]
    words: str
    rest: str


def view_section(view: View, *, path: str) -> Component:
    """The section of a page that shows the view."""
    chart = view_chart(view)
    drawing = html.Div(
        graph(chart, graph_id=GRAPH), id=BOX, role="img", **aria(label=alt_text(chart))
    )
    return html.Section(
        [
            html.H2("One measure in detail", id="view-title"),
            view_form(view, path=path),
            html.Figure(
                [
                    printed(_heading(view, chart), id=HEADING, **aria(live="polite")),
                    drawing,
                    html.Figcaption(printed(_rest(view, chart, path=path), id=REST)),
                ],
                className="figure",
            ),
        ],
        id="view",
        **aria(labelledby="view-title"),
    )


def view_chart(view: View) -> Chart:
    """The chart of a view; a rate or share of a borough stands beside London's."""
    breaks, events = annotations(breaks_of(view.metric.metric_id))
    return line_chart(
        view.values,
        view.metric,
        focus=view.area.area_code,
        comparisons=view.area_codes[1:],
        intervals=view.intervals,
        provisional_from=_moves_from(view),
        breaks=breaks,
        events=events,
    )


def _moves_from(view: View) -> date | None:
    """First period whose count may still move; a rate's own status tells of its residents."""
    if view.stated_as != "rate" or "count" not in view.metric.stated_as:
        return None
    counts = metric_values(
        view.metric.metric_id,
        area=view.area.area_code,
        period_type=view.period_type,
        stated_as="count",
    )
    moving = counts.loc[counts["status"] == "p", "period_end"]
    return moving.min().date() if len(moving) else None


def redraw(search: str | None, pathname: str) -> Redrawn:
    """Everything that depends on the view an address asks for."""
    view = viewed(pathname, read_query(search))
    chart = view_chart(view)
    return Redrawn(
        heading=render(_heading(view, chart)),
        figure=drawn_figure(chart),
        style=graph_style(chart),
        words=alt_text(chart),
        rest=render(_rest(view, chart, path=pathname)),
    )


def connect(app: Dash) -> None:
    """Let the address choose the view, once Dash has taken over."""
    app.callback(
        Output(HEADING, MARKUP),
        Output(GRAPH, "figure"),
        Output(GRAPH, "style"),
        Output(BOX, "aria-label"),
        Output(REST, MARKUP),
        Input(ADDRESS, "search"),
        State(ADDRESS, "pathname"),
        prevent_initial_call=True,
    )(redraw)


def _heading(view: View, chart: Chart) -> list[Component]:
    said = [*view.notices, *([FEW_EVENTS] if _has_few_events(view) else [])]
    notices = html.Ul([html.Li(words) for words in said], className="notices")
    return [*([notices] if said else []), *chart_heading(chart)]


def _has_few_events(view: View) -> bool:
    """Whether a single period of the place is too small a number to say much."""
    rows = view.values
    events = rows.loc[rows["area_code"] == view.area.area_code, "numerator"].dropna()
    return view.period_type in SHORT_PERIODS and events.tail(12).mean() < SMALL_BASE


def _rest(view: View, chart: Chart, *, path: str) -> list[Component]:
    said = [html.Li(one) for one in notes(chart)]
    return [
        html.Ul(
            [
                html.Li(html.A("Download these figures (CSV)", href=view.download, download="")),
                html.Li(html.A("Link to this view", href=f"{path}?{view.query}#view")),
            ],
            className="links",
        ),
        html.Div(
            [
                html.Div(metric_note(view)),
                html.Div([html.H4("On the chart"), html.Ul(said, className="notes")])
                if said
                else None,
            ],
            className="beside",
        ),
        html.Details([html.Summary("All figures as a table"), chart_table(chart)]),
        caveats(view.metric),
    ]
