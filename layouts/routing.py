"""Which page Dash mounts: the one that its address already shows as HTML.

Not by Dash's own Pages: there a parameter of the query string replaces the part of the address of
the same name, so that `/boroughs/southwark?slug=camden` would turn from one place into the other.
"""

from collections.abc import Mapping
from functools import partial

from dash import Dash, Input, Output, State
from dash.development.base_component import Component

from layouts.page import ADDRESS, CONTENT, Address, read_query
from layouts.pages import not_found


def connect(app: Dash, addresses: Mapping[str, Address]) -> None:
    """Let the address choose the page."""
    app.callback(Output(CONTENT, "children"), Input(ADDRESS, "pathname"), State(ADDRESS, "search"))(
        partial(page_content, addresses)
    )


def page_content(
    addresses: Mapping[str, Address], pathname: str | None, search: str | None
) -> Component:
    """The page at an address, as components."""
    address = addresses.get(pathname or "")
    return address.layout(read_query(search)) if address else not_found.layout()
