"""Small multiples on a page: a panel for each place under its name, as many beside as fit."""

from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from figures.panel_marks import panel_scene
from figures.panel_words import newest, panel_text
from figures.render.svg import drawing
from figures.small_multiples import Panel, SmallMultiples
from layouts.static_html import Markup, render


@lru_cache(maxsize=64)
def panels(chart: SmallMultiples) -> Markup:
    """The panels in the order of the chart, none live; kept, since many views share them."""
    return Markup(
        render(html.Ul([_panel(chart, panel) for panel in chart.panels], className="panels"))
    )


def _panel(chart: SmallMultiples, panel: Panel) -> Component:
    name = html.A(panel.name, href=panel.href) if panel.href else panel.name
    if panel.absence:
        return html.Li([html.Strong(name), html.Span(panel.absence, className="unit")])
    words = f"{panel.name}: {panel_text(chart, panel)}"
    drawn = Markup(drawing(chart, panel_scene(chart, panel), words))
    value = html.Span(newest(chart, panel), className="unit")
    return html.Li(
        [html.Strong(name), value, drawn], className="chosen" if panel.is_chosen else None
    )
