"""What surrounds every page: skip link, header, navigation, footer."""

from functools import cache

from dash import dcc, html
from dash.development.base_component import Component

from layouts.attributes import aria, data
from layouts.components.support import support
from layouts.navigation import NAVIGATION, printed_navigation
from layouts.page import ADDRESS, CONTENT, SITE_NAME, STATUS
from layouts.static_html import Markup, printed, render

LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def shell(content: Component | None = None, path: str = "") -> Component:
    """A whole page around its content; without content, the frame that Dash fills.

    Args:
        content: What the page holds.
        path: Its address, which the navigation marks.
    """
    return html.Div(
        [
            dcc.Location(id=ADDRESS, refresh=False),
            html.A("Skip to main content", href="#main", className="skip"),
            _header(path if content else None),
            html.P(id=STATUS, role="status", className="unseen"),
            html.Main(html.Div(content, id=CONTENT), id="main", className="wrap", tabIndex=-1),
            html.Aside(
                printed(_support(), className="support"),
                className="wrap",
                **aria(labelledby="support"),
            ),
            _footer(),
        ],
        className="shell",
    )


@cache
def _support() -> Markup:
    """Text, since it is the same on every page."""
    return Markup(render(support()))


def _header(path: str | None) -> Component:
    """Without an address the navigation is left for Dash to fill."""
    label = aria(label="Main")
    links = data(markup=printed_navigation(path)) if path is not None else {}
    return html.Header(
        html.Div(
            [
                html.A(SITE_NAME, href="/", className="brand"),
                html.Nav(id=NAVIGATION, **label, **links),
            ],
            className="wrap",
        ),
        className="site-header",
    )


def _footer() -> Component:
    return html.Footer(
        html.Div(
            [
                html.P(
                    [
                        "Contains public sector information licensed under the ",
                        html.A("Open Government Licence v3.0", href=LICENCE, rel="license"),
                        ". The publisher of each figure is named beside it.",
                    ]
                ),
                html.P(
                    "Figures count what the police recorded, which is not everything that took "
                    "place."
                ),
            ],
            className="wrap",
        ),
        className="site-footer",
    )
