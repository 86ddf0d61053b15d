"""Which page Dash mounts: the one that its address already shows as HTML.

Not by Dash's own Pages: there a parameter of the query string replaces the part of the address of
the same name, so that `/boroughs/southwark?slug=camden` would turn from one place into the other.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from dash import ALL, Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from layouts.navigation import NAVIGATION
from layouts.page import ADDRESS, CONTENT, REGION, Address, read_query
from layouts.pages import not_found
from layouts.region import DRAWING, PIECE, SHAPE, cut
from layouts.static_html import FROM_STILL, MARKUP, unprinted


def connect(app: Dash, addresses: Mapping[str, Address]) -> None:
    """Let the address choose the page, and the query string what its region shows."""
    app.callback(
        Output(CONTENT, "children"),
        Output(NAVIGATION, MARKUP),
        Input(ADDRESS, "pathname"),
        State(ADDRESS, "search"),
    )(partial(page_content, addresses))
    app.callback(
        Output(REGION, "children"),
        Output(REGION, SHAPE),
        Output({PIECE: ALL}, MARKUP),
        Output({DRAWING: ALL}, "figure"),
        Output({DRAWING: ALL}, "style"),
        Input(ADDRESS, "search"),
        State(ADDRESS, "pathname"),
        State(REGION, SHAPE),
        State({DRAWING: ALL}, "id"),
        State({PIECE: ALL}, "id"),
        prevent_initial_call=True,
    )(partial(region_content, addresses))


def page_content(
    addresses: Mapping[str, Address], pathname: str | None, search: str | None
) -> tuple[Component, str]:
    """The page at an address, as components, and its navigation.

    Both without the HTML of their printed parts: the document of the address holds it, and Dash
    mounts no other page in it.
    """
    address = addresses.get(pathname or "")
    content = address.layout(read_query(search)) if address else not_found.layout()
    return unprinted(content), FROM_STILL


class Redrawn(NamedTuple):
    """What changes in a region: all of it, or each piece in its place."""

    children: Any
    shape: Any
    markup: list[Any]
    figures: list[Any]
    styles: list[Any]


def region_content(
    addresses: Mapping[str, Address],
    search: str | None,
    pathname: str | None,
    shape: str,
    drawings: Sequence[Mapping[str, str]],
    pieces: Sequence[Mapping[str, int]],
) -> Redrawn:
    """What the region of a page shows for a query string.

    Args:
        addresses: The pages.
        search: The query string.
        pathname: Address of the page.
        shape: Shape of the region that is shown now.
        drawings: Ids of its charts.
        pieces: Ids of its printed pieces.
    """
    same = ([no_update] * len(pieces), *([[no_update] * len(drawings)] * 2))
    address = addresses.get(pathname or "")
    part = address.region(read_query(search)) if address else None
    if part is None:
        return Redrawn(no_update, no_update, *same)
    region = cut(part)
    if region.shape != shape:
        return Redrawn(region.content, region.shape, *same)
    graphs = [region.graphs[one[DRAWING]] for one in drawings]
    return Redrawn(
        children=no_update,
        shape=no_update,
        markup=[region.markup[one[PIECE]] for one in pieces],
        figures=[getattr(graph, "figure", None) for graph in graphs],
        styles=[getattr(graph, "style", None) for graph in graphs],
    )
