"""A chart on a page: one definition for the form that is read first and the one Dash draws."""

from collections.abc import Sequence
from functools import partial
from html import escape
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from figures.chart import Chart
from figures.marks import frame
from figures.render.plotly import figure
from figures.render.svg import svg
from figures.render.text import Cell, ChartTable, Column, KeyEntry, key, subtitle, table
from figures.typography import safe
from figures.wording import FILL
from layouts.attributes import aria
from layouts.static_html import DrawnFigure, Markup

CONFIG: Any = {"displayModeBar": False, "responsive": True}


def drawn_figure(chart: Chart) -> DrawnFigure:
    """A chart as Plotly takes it and as the page shows it."""
    return DrawnFigure(partial(figure, chart), partial(svg, chart))


def graph_style(chart: Chart) -> dict[str, int]:
    """The height that the drawing has in either form; a map's comes from the style sheet."""
    box = frame(chart)
    return {} if box.aspect else {"height": box.outer_height}


def graph(chart: Chart, *, graph_id: str) -> Component:
    """The drawing."""
    return dcc.Graph(
        id=graph_id,
        figure=drawn_figure(chart),
        config=CONFIG,
        responsive=True,
        className="graph graph-map" if frame(chart).aspect else "graph",
        style=graph_style(chart),
    )


def heading(words: str, level: int, **properties: Any) -> Component:
    """A heading of a level from 1 to 6."""
    element: type[html.H1] = getattr(html, f"H{level}")
    return element(words, **properties)


def chart_heading(chart: Chart, *, level: int = 3) -> list[Component]:
    """The finding, what is shown, and whose line is which."""
    return [
        heading(chart.title, level, className="finding"),
        html.P(subtitle(chart), className="subtitle"),
        html.Ul([_key_item(entry) for entry in key(chart)], className="chart-key"),
    ]


def sparkline_drawing(chart: Chart) -> Component:
    """A small drawing, for a part of the page that is printed."""
    return html.Div(Markup(svg(chart)), className="spark")


def chart_table(chart: Chart) -> Component:
    """Every value of the chart."""
    return figures_table(table(chart))


def figures_table(content: ChartTable, *, whole: bool = False, tall: bool = False) -> Component:
    """Figures in rows, in a box that scrolls by itself, sideways only if it is `whole` or `tall`.

    As text, not as components: there are hundreds of cells on a page, and Dash takes longer to make
    a component than all the rest of a cell.
    """
    labels = [_safe(column.label) for column in content.columns]
    heads = zip(content.columns, labels, _beneath(labels, content.columns), strict=True)
    head = "".join(
        f'<th scope="col"{_side(column)}>{label}{under}</th>' for column, label, under in heads
    )
    body = "".join(_row(cells, content.columns) for cells in content.rows)
    caption = _safe(content.caption)
    table_ = Markup(
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
    return scrolling(table_, f"Table: {content.caption}", whole=whole, tall=tall)


def scrolling(
    content: Component | Markup, label: str, *, whole: bool = False, tall: bool = False
) -> Component:
    """A box that can be scrolled by keyboard.

    Args:
        content: What it holds.
        label: Its name for assistive technology.
        whole: Whether it is as high as its content and has room for many columns.
        tall: Whether it is as high as its content, and no wider than it must be.
    """
    name = "scroll whole" if whole else "scroll tall" if tall else "scroll"
    return html.Div(content, className=name, tabIndex=0, role="group", **aria(label=label))


def _key_item(entry: KeyEntry) -> Component:
    latest = f": {entry.latest}" if entry.latest else ""
    words = html.Span([html.Strong(entry.name), latest])
    sample = " chart-key-fill" if entry.sample == FILL else ""
    return html.Li(words, className=f"chart-key-{entry.style}{sample}")


def _row(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> str:
    first, *texts = [_linked(cells[0]), *(_safe(cell.text) for cell in cells[1:])]
    parts = zip(columns[1:], texts, _beneath(texts, columns[1:]), strict=True)
    values = (f"<td{_side(column)}>{text}{under}</td>" for column, text, under in parts)
    return f'<tr><th scope="row">{first}</th>{"".join(values)}</tr>'


def _beneath(texts: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """What each cell shows beneath its text where room is short: the cell after it, or nothing."""
    following = zip((*texts[1:], ""), (*columns[1:], None), strict=True)
    return [
        f'<span class="beneath">{text}</span>' if text and column and column.is_beneath else ""
        for text, column in following
    ]


def _linked(cell: Cell) -> str:
    """What the cell shows, as a link where it leads somewhere: to a page or another view."""
    if not cell.href:
        return _safe(cell.text)
    view = ' data-view=""' if cell.href.startswith("?") else ""
    return f'<a href="{escape(cell.href)}"{view}>{_safe(cell.text)}</a>'


def _side(column: Column) -> str:
    names = ["number"] * column.is_number + ["apart"] * column.is_beneath
    return f' class="{" ".join(names)}"' if names else ""


def _safe(text: str) -> str:
    return safe(text, quote=False)
