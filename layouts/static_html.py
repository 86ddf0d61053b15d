"""A tree of Dash components as HTML: the page that is read before Dash has started.

Dash mounts the very tree that is printed here, so the page has one definition. Dash is slow with
many components, a table above all, and most of a page needs no Dash: such a part is `printed`, one
component that carries its HTML as text; assets/views.js fills in what has changed.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from copy import copy
from functools import cache, singledispatch
from html import escape
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from figures.typography import safe, typographic
from layouts.attributes import data

MARKUP = "data-markup"
FROM_STILL = "="
"""Markup that Dash need not be told: the document shows it already, and it is moved over."""
VOID = frozenset({"br", "col", "hr", "img", "link", "meta", "source", "wbr"})
OF_ANY_NAME = ("aria-", "data-")
EXACT = frozenset({"code", "pre"})
SPOKEN = frozenset({"alt", "aria-label", "label", "placeholder", "title"})
"""Elements whose words are copied and run, and attributes whose words are read."""

NAMES = {"className": "class", "htmlFor": "for"}
ONLY_DASH = frozenset(
    {
        *("children", "disable_n_clicks", "key", "n_clicks", "n_clicks_timestamp"),
        *("loading_state", "style", MARKUP),
    }
)


class DrawnFigure:
    """A chart in both its forms, each made when it is first wanted and then kept.

    The page wants the drawing only, and Dash, which asks later or not at all, the figure only.

    Args:
        make: Makes the Plotly figure.
        draw: Makes the drawing of the static page.
    """

    def __init__(self, make: Callable[[], Mapping[str, Any]], draw: Callable[[], str]) -> None:
        self.to_plotly_json = cache(make)
        self.draw = cache(draw)


class Markup(str):
    """Markup made by our own code, never text that came from elsewhere; only inside `printed`."""

    __slots__ = ()


def printed(content: object, **properties: Any) -> Component:
    """A part of a page that needs no Dash, as one component that carries its HTML.

    Args:
        content: A component, text or list of them; `Markup` stands as it is.
        properties: Those of the `html.Div` around it.
    """
    return html.Div(**data(markup=render(content)), **properties)


def unprinted(node: Any) -> Any:
    """A component, a text or a list of them without the HTML of its printed parts.

    The document has shown that HTML; assets/exchange.js moves it into the places left for it.
    """
    if isinstance(node, (list, tuple)):
        return [unprinted(one) for one in node]
    if not isinstance(node, Component):
        return typographic(node) if isinstance(node, str) else node
    other = copy(node)
    for name in SPOKEN & vars(node).keys():
        setattr(other, name, unprinted(getattr(node, name)))
    if hasattr(node, MARKUP):
        setattr(other, MARKUP, FROM_STILL)
    elif hasattr(node, "children") and not isinstance(node, (html.Code, html.Pre)):
        other.children = unprinted(node.children)
    return other


@singledispatch
def render(node: object) -> str:
    """The HTML of a component, a text, or a list of them.

    Raises:
        TypeError: If a component has no static form, so that no page can lose a part of itself
            between the first paint and Dash.
    """
    return safe(str(node), quote=False)


@render.register(type(None))
@render.register(dcc.Location)
@render.register(dcc.Store)
def _nothing(_node: object) -> str:
    return ""


@render.register(list)
@render.register(tuple)
def _one_by_one(nodes: Iterable[object]) -> str:
    return "".join([render(node) for node in nodes])


@render.register
def _as_it_stands(node: Markup) -> str:
    return str(node)


@render.register(dcc.Graph)
def _graph(graph: Component) -> str:
    figure = getattr(graph, "figure", None)
    if not isinstance(figure, DrawnFigure):
        raise TypeError(
            f"The chart '{getattr(graph, 'id', '')}' has no static form: expected a DrawnFigure, "
            f"found {type(figure).__name__}. Build it with layouts.components.chart."
        )
    named = ((name, getattr(graph, name, None)) for name in ("id", "className"))
    return f"<div{_attributes(named)}>{figure.draw()}</div>"


@render.register(Component)
def _element(node: Component) -> str:
    tag = _tag(type(node))
    place = f' {MARKUP}=""' if hasattr(node, MARKUP) else ""
    opening = f"<{tag}{_attributes(_properties(node))}{place}>"
    if tag in VOID:
        return opening
    written = getattr(node, "children", None)
    inner = getattr(node, MARKUP, None) or (_exactly if tag in EXACT else render)(written)
    return f"{opening}{inner}</{tag}>"


def _exactly(content: object) -> str:
    """What may be copied and run, as it is written."""
    return escape(content, quote=False) if isinstance(content, str) else render(content)


@cache
def _tag(kind: type[Component]) -> str:
    if getattr(html, kind.__name__, None) is not kind:
        raise TypeError(
            f"{kind.__module__}.{kind.__name__} has no static form: expected an element of "
            "dash.html, a dcc.Graph, dcc.Store or dcc.Location. Use a native element instead."
        )
    return str(kind.__name__).removesuffix("El").lower()


def _properties(node: Component) -> list[tuple[str, Any]]:
    """What the node has been given, in Dash's order: as declared, then those of any name."""
    given = vars(node)
    order = _order(tuple(given["_prop_names"]))
    declared = sorted([name for name in given if name in order], key=order.__getitem__)
    others = [name for name in given if name.startswith(OF_ANY_NAME) and name not in ONLY_DASH]
    return [(name, given[name]) for name in (*declared, *others)]


@cache
def _order(declared: tuple[str, ...]) -> dict[str, int]:
    """The place of each property that is printed."""
    return {name: at for at, name in enumerate(declared) if name not in ONLY_DASH}


def _attributes(properties: Iterable[tuple[str, Any]]) -> str:
    return "".join([_attribute(NAMES.get(name, name), value) for name, value in properties])


def _attribute(name: str, value: object) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, dict):  # an id of several parts, as Dash writes it into the page
        value = _parts(tuple(value.items()))
    lowered = name if "-" in name else name.lower()
    value = typographic(value) if lowered in SPOKEN and isinstance(value, str) else value
    return f" {lowered}" if value is True else f' {lowered}="{escape(str(value))}"'


@cache
def _parts(items: tuple[tuple[str, Any], ...]) -> str:
    """An id of several parts as text; the same few stand in every page."""
    return json.dumps(dict(items), sort_keys=True, separators=(",", ":"))
