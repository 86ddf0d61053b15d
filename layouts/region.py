"""The part of a page that follows the query string, in one place that Dash changes piece by piece.

A form or a link marked `data-view` changes the query string. Before Dash has taken over, and
without JavaScript, the browser asks for the page anew; afterwards assets/boot.js changes the
address alone, and `layouts.routing` answers with what the page's `region` returns for it.

Dash mounts children anew whenever it is given any: the charts would go blank and the focus be lost.
So the region is cut into pieces that are changed where they are: the charts, and everything around
them, printed. Only where a view has other charts than the one before is the whole mounted anew.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from layouts.attributes import data
from layouts.page import REGION
from layouts.static_html import MARKUP, render

PIECE, DRAWING = "piece", "drawing"
SHAPE = "data-shape"


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region cut into pieces.

    Attributes:
        content: The pieces in their places.
        shape: Changes when a view has other charts, or other elements around them.
        markup: The printed pieces, from the first to the last.
        graphs: The charts by their ids.
    """

    content: list[Component]
    shape: str
    markup: tuple[str, ...]
    graphs: Mapping[str, Component]


def live_region(part: Sequence[object]) -> Component:
    """The place of the part; a page has one.

    Attributes of elements that hold a chart should not differ from view to view.
    """
    region = cut(part)
    return html.Div(region.content, id=REGION, **data(shape=region.shape))


def cut(part: Sequence[object]) -> Region:
    """The part in pieces: each chart, and what stands before, between and after charts."""
    pieces: list[str] = []
    graphs: dict[str, Component] = {}
    content = list(_pieces(part, pieces, graphs))
    frames = render([_empty(one) for one in content])
    return Region(
        content=content,
        shape=hashlib.sha256(frames.encode()).hexdigest()[:8],
        markup=tuple(pieces),
        graphs=graphs,
    )


def _pieces(
    children: object, pieces: list[str], graphs: dict[str, Component]
) -> Iterator[Component]:
    """A printed piece, even an empty one, before and after each child that holds a chart."""
    run: list[object] = []
    for child in _flat(children):
        if not _holds_chart(child):
            run.append(child)
            continue
        yield _piece(run, pieces)
        yield _frame(child, pieces, graphs)
        run = []
    yield _piece(run, pieces)


def _piece(run: Sequence[object], pieces: list[str]) -> Component:
    pieces.append(render(list(run)))
    number = {PIECE: len(pieces) - 1}
    return html.Div(id=number, className="piece", **data(markup=pieces[-1]))


def _frame(node: Component, pieces: list[str], graphs: dict[str, Component]) -> Component:
    """A chart under an id by which Dash finds it, or an element around one."""
    if isinstance(node, dcc.Graph):
        name = str(getattr(node, "id", ""))
        graphs[name] = _changed(node, id={DRAWING: name})
        return graphs[name]
    return _changed(node, children=list(_pieces(_children(node), pieces, graphs)))


def _empty(node: Component) -> Component:
    """The node without what may change in its place."""
    if isinstance(node, dcc.Graph):
        return html.Div(id=getattr(node, "id", None))
    children = [_empty(child) for child in _children(node) or ()]
    return _changed(node, children=children, **{MARKUP: None})


def _changed(node: Component, **properties: Any) -> Component:
    other = copy(node)
    for name, value in properties.items():
        setattr(other, name, value)
    return other


def _children(node: object) -> Any:
    return getattr(node, "children", None)


def _flat(children: object) -> Iterator[Any]:
    if isinstance(children, (list, tuple)):
        for child in children:
            yield from _flat(child)
    elif children is not None:
        yield children


def _holds_chart(node: object) -> bool:
    if isinstance(node, dcc.Graph):
        return True
    return isinstance(node, Component) and any(map(_holds_chart, _flat(_children(node))))
