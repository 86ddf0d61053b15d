"""How fresh the figures are: each table, who published it, how far it reaches, what comes next."""

from dash import html
from dash.development.base_component import Component

from layouts.attributes import aria
from layouts.citations import UNREAD, Holding, holdings
from layouts.components.chart import scrolling

CAPTION = "Tables behind these pages, with the newest file held of each"
HEADINGS = ("Figures", "Publisher and file", "Reach to", "Published", "Next edition due")
CLOSED = "None: a closed series"


def freshness(table_ids: tuple[str, ...]) -> Component:
    """One row for each table and source."""
    head = html.Tr([html.Th(heading, scope="col") for heading in HEADINGS])
    body = [_row(held) for held in holdings(table_ids)]
    table = html.Table([html.Caption(CAPTION), html.Thead(head), html.Tbody(body)])
    return scrolling(table, CAPTION, whole=True)


def freshness_section(table_ids: tuple[str, ...]) -> Component:
    """The same as a section of a page."""
    return html.Section(
        [html.H2("How fresh the figures are", id="sources"), freshness(table_ids)],
        **aria(labelledby="sources"),
    )


def _row(held: Holding) -> Component:
    source = held.source
    return html.Tr(
        [
            html.Th(held.table_title, scope="row"),
            html.Td([f"{source.publisher}: ", html.A(source.title, href=source.landing_page)]),
            html.Td(_reach(held)),
            html.Td(held.published),
            html.Td(_due(held)),
        ]
    )


def _reach(held: Holding) -> str:
    """The month that figures reach; of a year to come or not yet over, when it was seen so."""
    if held.newest_period > held.vintage:
        return f"{held.newest_period:%Y}, as seen in {held.vintage:%B %Y}"
    return f"{held.newest_period:%B %Y}"


def _due(held: Holding) -> str:
    """The month the next edition is due in, or was and has not been read."""
    if not held.next_release:
        return CLOSED
    return f"{held.next_release}; {UNREAD}" if held.is_overdue else held.next_release
