"""What surrounds every page: skip link, header, navigation, footer."""

from dash import dcc, html
from dash.development.base_component import Component

from layouts.attributes import aria
from layouts.components.support import support
from layouts.page import ADDRESS, CONTENT
from layouts.site import PAGES
from layouts.static_html import printed

SITE_NAME = "Knife crime in London"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


def shell(content: Component | None = None) -> Component:
    """A whole page around its content; without content, the frame that Dash fills."""
    return html.Div(
        [
            dcc.Location(id=ADDRESS, refresh=False),
            html.A("Skip to main content", href="#main", className="skip"),
            _header(),
            html.Main(html.Div(content, id=CONTENT), id="main", className="wrap", tabIndex=-1),
            html.Aside(
                printed(support(), className="support"),
                className="wrap",
                **aria(labelledby="support"),
            ),
            _footer(),
        ],
        className="shell",
    )


def _header() -> Component:
    pages = [(page.name, page.path) for page in PAGES if "<" not in page.path]
    links = [*pages, ("Boroughs", "/#boroughs")]
    items = [html.Li(html.A(name, href=href)) for name, href in links]
    return html.Header(
        html.Div(
            [
                html.A(SITE_NAME, href="/", className="brand"),
                html.Nav(html.Ul(items), **aria(label="Main")),
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
