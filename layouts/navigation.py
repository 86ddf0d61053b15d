"""The navigation: every page that has a group, in the order of `layouts.site.PAGES`.

On a wide screen it is a row of links, on a phone a native menu; the style sheet shows one of them.
"""

from functools import lru_cache
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.attributes import aria
from layouts.page import Page
from layouts.site import PAGES
from layouts.static_html import render

NAVIGATION = "navigation"
GROUPS = ("Figures", "Use", "Background")
"""What is known; what to do with it; how it is known."""


def navigation(path: str) -> list[Component]:
    """The links, the page at this address marked, or the one it lies under."""
    links = _links(path)
    return [
        html.Details([html.Summary("Menu"), html.Div(links)], className="menu"),
        html.Div(links, className="bar"),
    ]


@lru_cache(maxsize=256)
def printed_navigation(path: str) -> str:
    """The same as HTML; kept, since every view of a page has it."""
    return render(navigation(path))


def _links(path: str) -> list[Any]:
    marked = _marked(path)
    groups = ([page for page in PAGES if page.group == group] for group in GROUPS)
    return [html.Ul([_item(page, path, marked) for page in pages]) for pages in groups if pages]


def _item(page: Page, path: str, marked: str) -> Component:
    current = {"current": "page" if page.path == path else "true"} if page.path == marked else {}
    return html.Li(html.A(page.name, href=page.path, **aria(**current)))


def _marked(path: str) -> str:
    """The page that is open, or the nearest above it that the navigation names."""
    named = (page.path for page in PAGES if page.group)
    above = (one for one in named if path == one or (one != "/" and path.startswith(f"{one}/")))
    return max(above, key=len, default="")
