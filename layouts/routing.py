"""Which page Dash mounts: the one that its address already shows as HTML.

Not by Dash's own Pages: there a parameter of the query string replaces the part of the address of
the same name, so that `/boroughs/southwark?slug=camden` would turn from one place into the other.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, no_update
from dash.development.base_component import Component

from layouts.navigation import NAVIGATION, navigation
from layouts.page import ADDRESS, CONTENT, REGION, Address, read_query
from layouts.pages import not_found
from layouts.static_html import MARKUP, render


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
        Input(ADDRESS, "search"),
        State(ADDRESS, "pathname"),
        prevent_initial_call=True,
    )(partial(region_content, addresses))


def page_content(
    addresses: Mapping[str, Address], pathname: str | None, search: str | None
) -> tuple[Component, str]:
    """The page at an address, as components, and the navigation with that page marked."""
    address = addresses.get(pathname or "")
    content = address.layout(read_query(search)) if address else not_found.layout()
    return content, render(navigation(pathname or ""))


def region_content(
    addresses: Mapping[str, Address], search: str | None, pathname: str | None
) -> Any:
    """What the region of a page shows for a query string."""
    address = addresses.get(pathname or "")
    part = address.region(read_query(search)) if address else None
    return no_update if part is None else part
