"""An exhibit on a page: the chart, and under it its table, its files, its words and its sources.

Everything but the drawing is printed, so that a page with many exhibits stays quick in Dash.
"""

from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from data.store import data_version
from figures.bounds import INTERVALS, bounds
from figures.chart import Chart
from figures.render.svg import svg
from figures.render.text import alt_text, notes
from figures.small_multiples import SmallMultiples
from layouts.attributes import aria, data
from layouts.citations import definition_address
from layouts.components.chart import chart_heading, chart_table, graph, heading, scrolling
from layouts.components.panels import panels
from layouts.components.printed_figures import printed_in_short
from layouts.exhibit import FILE_KINDS, Exhibit, Toggle
from layouts.reproduced import address, command
from layouts.static_html import Markup, printed, render
from metrics.catalogue import METRICS
from metrics.questions import Question

FILE_WORDS = {
    "csv": "Figures (CSV)",
    "svg": "Picture (SVG)",
    "png": "Picture (PNG)",
}
DRAWN = (
    *("Dotted", "Dashed", "Shaded", "Lower and higher"),
    *("These figures are provisional", "Provisional, and", "Without a season", "Not drawn"),
)
"""With these words begin the notes that explain how the chart is drawn or its finding is to be
read, and those that say of one drawn as if it were final that it is not; they are never folded."""


def exhibit(one: Exhibit, *, level: int = 3, is_live: bool = True) -> Component:
    """A figure of the page.

    Args:
        one: What is shown.
        level: Level of the heading that states the finding.
        is_live: Whether the drawing answers the pointer; small drawings need not.
    """
    chart = one.chart
    return html.Figure(
        [
            printed([*chart_heading(chart, level=level), _toggles(one), _bounds(one)]),
            *(_drawing(chart) if is_live and not chart.is_bare else [_still(chart)]),
            printed(_caption(one, level + 1)),
        ],
        id=one.name,
        className="figure",
    )


def _drawing(chart: Chart) -> list[Component]:
    """The drawing, and its words for assistive technology, which meets one picture.

    The words stand in an element of their own: attributes around a live chart stay as they are.
    """
    words = f"{chart.chart_id}-words"
    return [
        html.P(alt_text(chart), id=words, hidden=True),
        html.Div(
            graph(chart, graph_id=f"{chart.chart_id}-graph"),
            role="img",
            **aria(labelledby=words),
        ),
    ]


def _still(chart: Chart) -> Component:
    """A drawing that no pointer changes."""
    if isinstance(chart, SmallMultiples):
        return printed(panels(chart))
    return printed(Markup(svg(chart)), className="graph-still")


def _toggles(one: Exhibit) -> Component | None:
    if not one.toggles:
        return None
    links = [_toggle(one, toggle, n) for n, toggle in enumerate(one.toggles)]
    return html.Ul(links, className="links")


def _bounds(one: Exhibit) -> Markup | None:
    """A box to take intervals or limits out of the way; the style sheet does it, without a script.

    None where a link of the chart does it, in the address.
    """
    drawn = bounds(one.chart)
    if not drawn or any(drawn in toggle.label for toggle in one.toggles if drawn == INTERVALS):
        return None
    name = f"{one.name}-bounds"
    box = f'<input type="checkbox" id="{name}" checked>'
    words = f'<label for="{name}">Show the {drawn}</label>'
    return Markup(f'<p class="bounds">{box} {words}</p>')


def _toggle(one: Exhibit, toggle: Toggle, number: int) -> Component:
    """A link that keeps its id from view to view, so that the focus can stay on it."""
    href = f"{one.path}?{toggle.query}#{one.name}"
    return html.Li(html.A(toggle.label, href=href, id=f"{one.name}-{number}", **data(view="")))


def _caption(one: Exhibit, level: int) -> list[Component]:
    explained = [note for note in notes(one.chart) if note.startswith(DRAWN)]
    sentences = [*explained, f"Source: {'; '.join(one.source_lines)}."]
    return [
        html.P(" ".join(sentences), className="source"),
        _folded("Table", chart_table(one.chart)),
        _folded("Download and reproduce", *_files(one)),
        _folded("About these figures", _about(one, level)),
    ]


def _folded(title: str, *content: Component) -> Component:
    return html.Details([html.Summary(title), *content])


def _files(one: Exhibit) -> list[Component]:
    links = [
        html.Li(html.A(FILE_WORDS[kind], href=one.file_address(kind), download=""))
        for kind in FILE_KINDS
    ]
    if one.question:
        href = address(one.question, file_format="json")
        links.append(html.Li(html.A("Figures by the API (JSON)", href=href)))
    links.append(html.Li(html.A("Link to this view", href=one.address)))
    return [
        html.Ul(links, className="links"),
        html.P("The same figures from a copy of this project, in Python:"),
        _code(one.python, f"Python for: {one.chart.title}"),
        *(_command(one, one.question) if one.question else []),
    ]


def _command(one: Exhibit, question: Question) -> list[Component]:
    line = command(question, file_format="csv")
    return [html.P("On the command line:"), _code(line, f"Command for: {one.chart.title}")]


def _code(text: str, label: str) -> Component:
    return scrolling(html.Pre(html.Code(text)), label)


def _about(one: Exhibit, level: int) -> Component:
    said = notes(one.chart)
    return html.Div(
        [
            html.Div([_measure(metric.metric_id, level, data_version()) for metric in one.metrics]),
            html.Div(
                [
                    *([heading("On the chart", level), _listed(said)] if said else []),
                    heading("Sources and next updates", level),
                    _listed(list(dict.fromkeys(f"{h.cited}; {h.update}." for h in one.holdings))),
                ]
            ),
        ],
        className="beside",
    )


@lru_cache(maxsize=512)
def _measure(metric_id: str, level: int, _version: str) -> Markup:
    """Text, since it is the same wherever the measure is shown."""
    metric = METRICS[metric_id]
    content = [
        heading(metric.title, level),
        html.P(metric.definition),
        *([_listed(metric.caveats)] if metric.caveats else []),
        *printed_in_short(metric),
        html.P(html.A(f"{metric.title}: the whole definition", href=definition_address(metric))),
    ]
    return Markup(render(content))


def _listed(lines: tuple[str, ...] | list[str]) -> Component:
    return html.Ul([html.Li(line) for line in lines], className="notes")
