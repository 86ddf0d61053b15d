"""A tree of Dash components as HTML: the page that is read before Dash has started.

Dash mounts the very tree that is printed here, so the page has one definition. Two kinds of
value look plain to Dash and carry what only the static page needs: a figure that remembers its
drawing, and a drawing that stands for itself.
"""

from collections.abc import Callable, Mapping
from functools import cache
from html import escape
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "source", "wbr"})
NAMES = {"className": "class", "htmlFor": "for"}
ONLY_DASH = frozenset(
    {
        *("children", "disable_n_clicks", "key", "n_clicks", "n_clicks_timestamp"),
        *("loading_state", "style"),
    }
)


class DrawnFigure(dict[str, Any]):
    """A Plotly figure as a plain dict that remembers how the static page draws it."""

    def __init__(self, figure: Mapping[str, Any], draw: Callable[[], str]) -> None:
        super().__init__(figure)
        self.draw = draw


class Drawing(str):
    """A drawing that needs no Dash: empty text to Dash, markup to the static page.

    Its parent carries ``data-still``, by which assets/boot.js takes the drawing over.
    """

    markup: str
    __slots__ = ("markup",)

    def __new__(cls, markup: str) -> "Drawing":
        """Wrap markup made by our own figures; never text that came from elsewhere."""
        drawing = super().__new__(cls, "")
        drawing.markup = markup
        return drawing


def render(node: object) -> str:
    """The HTML of a component, a text, or a list of them.

    Raises:
        TypeError: If a component has no static form, so that no page can lose a part of itself
            between the first paint and Dash.
    """
    if node is None:
        return ""
    if isinstance(node, (list, tuple)):
        return "".join(render(child) for child in node)
    if isinstance(node, Drawing):
        return node.markup
    if not isinstance(node, Component):
        return escape(str(node), quote=False)
    if isinstance(node, (dcc.Location, dcc.Store)):
        return ""
    if isinstance(node, dcc.Graph):
        return _graph(node)
    return _element(node)


def _graph(graph: Component) -> str:
    figure = getattr(graph, "figure", None)
    if not isinstance(figure, DrawnFigure):
        raise TypeError(
            f"The chart '{getattr(graph, 'id', '')}' has no static form: expected a DrawnFigure, "
            f"found {type(figure).__name__}. Build it with layouts.components.chart."
        )
    return f"<div{_attributes(graph)}>{figure.draw()}</div>"


def _element(node: Component) -> str:
    tag = _tag(type(node))
    opening = f"<{tag}{_attributes(node)}>"
    if tag in VOID:
        return opening
    return f"{opening}{render(getattr(node, 'children', None))}</{tag}>"


@cache
def _tag(kind: type[Component]) -> str:
    if getattr(html, kind.__name__, None) is not kind:
        raise TypeError(
            f"{kind.__module__}.{kind.__name__} has no static form: expected an element of "
            "dash.html, a dcc.Graph, dcc.Store or dcc.Location. Use a native element instead."
        )
    return str(kind.__name__).removesuffix("El").lower()


def _attributes(node: Component) -> str:
    properties = node.to_plotly_json()["props"]
    if isinstance(node, dcc.Graph):
        properties = {name: properties.get(name) for name in ("id", "className")}
    written = (
        _attribute(NAMES.get(name, name), value)
        for name, value in properties.items()
        if name not in ONLY_DASH
    )
    return "".join(written)


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    lowered = name if "-" in name else name.lower()
    return f" {lowered}" if value is True else f' {lowered}="{escape(str(value))}"'
