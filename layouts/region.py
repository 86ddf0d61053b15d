"""The part of a page that follows the query string, in one place that Dash draws again.

A form or a link marked `data-view` changes the query string. Before Dash has taken over,
and without JavaScript, the browser asks for the page anew; afterwards assets/boot.js changes the
address alone, and `layouts.routing` puts what the page's `region` returns for it here.
"""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.page import REGION


def live_region(part: Sequence[Component | None]) -> Component:
    """The place of the part; a page has one."""
    return html.Div(list(part), id=REGION)
