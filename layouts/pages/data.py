"""Data: every figure and table to take away, the API, the licence, and what is not loaded."""

import re
from collections.abc import Sequence
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from data.store import data_version
from layouts.attributes import aria
from layouts.citations import sources_of
from layouts.components.chart import scrolling
from layouts.components.strategy_coverage import strategy_coverage
from layouts.components.table_list import table_list
from layouts.components.values_answer import HOST, values_answer
from layouts.components.values_form import values_form
from layouts.page import Query, lone_page
from layouts.prose import document, introduction, prose, sections
from layouts.region import live_region
from layouts.static_html import Markup, printed
from layouts.values_view import read_values_view
from metrics.knife_crime import KNIFE_CRIME
from metrics.parameters import PARAMETERS

PATH = "/data"
TITLE = "Data and API"
DESCRIPTION = (
    "Every figure of this site as CSV, JSON or Parquet: values of each measure by address, whole "
    "tables with their vintages, how to cite them, the licence, and what is not loaded."
)
LICENCE = "LICENCE-DATA.md"
SITE = "Knife crime in London"
PARTS = {
    "values": "Values of a measure",
    "tables": "Whole tables",
    "api": "The API",
    "licence": "Licence, and how to cite",
    "coverage": "What the strategy asked for, and what is held",
}
ADDRESSES = {
    "/api/v1/metrics": "Every measure: definition, unit, periods, breakdowns, caveats",
    "/api/v1/metrics/{metric_id}": "One measure",
    "/api/v1/metrics/{metric_id}/values": "Its values",
    "/api/v1/areas": "Every place by code, name and slug",
    "/api/v1/sources": "Where the figures come from, with the day of each file",
    "/api/v1/breaks": "Breaks in the series",
    "/api/v1/openapi.json": "The description of the API for programs",
    "/data/{table_id}.{file_format}": "A whole table, as csv or parquet",
    "/data/dictionary.md": "The data dictionary: every measure, table, column and mark",
}


def layout(**query: str) -> Component:
    """The page; the query string chooses the values."""
    view = read_values_view(query)
    return html.Article(
        [
            _opening(),
            html.Section(
                [
                    printed(
                        [
                            html.H2(PARTS["values"], id="values"),
                            html.P(
                                "Choose, and the page gives the address under which the values "
                                "can always be had, with interval, unit, status and date."
                            ),
                            values_form(view, path=PATH),
                        ]
                    ),
                    live_region(_parts(query)),
                ],
                **aria(labelledby="values"),
            ),
            _rest(data_version()),
        ]
    )


def _parts(query: Query) -> list[Component]:
    return [printed(values_answer(read_values_view(query), path=PATH))]


def _opening() -> Component:
    links = [html.Li(html.A(words, href=f"#{name}")) for name, words in PARTS.items()]
    opening = html.Div(
        [
            html.H1(TITLE),
            html.P(
                "Every figure here can be taken away: with its unit, its source, and the day it "
                "was published.",
                className="lead",
            ),
        ]
    )
    return printed(
        [
            html.Div(opening, className="opening"),
            html.Nav(html.Ul(links, className="columns"), **aria(label="On this page")),
        ]
    )


@lru_cache(maxsize=2)
def _rest(version: str) -> Component:
    """What is the same for every view, printed once."""
    return printed(
        [
            _part("tables", _tables()),
            _part("api", _api()),
            _part("licence", _licence(version)),
            _part("coverage", _coverage()),
        ]
    )


def _part(name: str, content: Sequence[Component | Markup]) -> Component:
    return html.Section([html.H2(PARTS[name], id=name), *content], **aria(labelledby=name))


def _tables() -> list[Component | Markup]:
    return [
        html.P(
            [
                "A file holds each figure once, as last published. With every vintage, it also "
                "holds what earlier files said. The number of rows is that of every vintage. ",
                html.A("The data dictionary", href="/data/dictionary.md"),
                " says what each column means; a Parquet file carries it inside. Boundaries are "
                "in well-known binary form, in CSV as hexadecimal digits.",
            ]
        ),
        table_list(),
    ]


def _api() -> list[Component | Markup]:
    addresses = [(_address(path), f"{words}.") for path, words in ADDRESSES.items()]
    parameters = [(html.Code(name), one.words) for name, one in PARAMETERS.items()]
    return [
        html.P(
            "No key is needed. Every address is read with GET. An answer carries an ETag that "
            "changes with the figures: send it back as If-None-Match, and an unchanged answer is "
            "not sent again."
        ),
        _described("Addresses", addresses),
        _described("Parameters of values, as on the command line", parameters),
        html.P(
            "What cannot be answered comes back as application/problem+json, with a sentence that "
            "says why and the values that are valid. A day is written 2024-04-01; 2024-04 stands "
            "for a month. One answer has at most 50,000 rows."
        ),
        scrolling(
            html.Pre(html.Code(f"curl '{HOST}/api/v1/metrics/knife_crime/values?area=southwark'")),
            "Example of a request",
        ),
    ]


def _address(path: str) -> Component:
    code = html.Code(path)
    return code if "{" in path else html.A(code, href=path)


def _described(caption: str, rows: Sequence[tuple[Component, str]]) -> Component:
    body = [html.Tr([html.Th(name, scope="row"), html.Td(words)]) for name, words in rows]
    head = html.Tr([html.Th("Name", scope="col"), html.Th("What it is", scope="col")])
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return scrolling(table, caption, tall=True)


def _licence(version: str) -> list[Component | Markup]:
    return [
        html.Div(prose(_linked(introduction(LICENCE)), folder=""), className="prose"),
        html.P(
            "To cite a figure, name its source and the day of the file, which stand beside every "
            "chart, and the version of the figures, so that others find the same. For example:"
        ),
        html.Blockquote(html.P(_cited(version))),
        *(_section(section.title, section.text) for section in sections(LICENCE)),
    ]


def _cited(version: str) -> str:
    """A figure cited in full, from the newest file of the first measure."""
    *_, newest = sources_of(KNIFE_CRIME, with_residents=False)
    return f"{newest.cited}; computed by {SITE}, figures of version {version}."


def _section(title: str, text: str) -> Component:
    content = prose(_linked(text), caption=title, folder="")
    return html.Details([html.Summary(title), html.Div(content, className="prose")])


def _linked(text: str) -> str:
    """The text with the addresses that its document keeps at its end."""
    links = [line for line in document(LICENCE).splitlines() if re.match(r"\[\w+\]: ", line)]
    plain = "\n".join(line for line in text.splitlines() if line not in links)
    return "\n".join([plain, "", *links])


def _coverage() -> list[Component | Markup]:
    return [
        html.P(
            "The London Knife Crime Strategy of 2017 and Southwark's plan asked for these "
            "measures. Where no open data holds the figures, whoever has them can load a file; "
            "nothing stands in for them until then."
        ),
        *strategy_coverage(),
    ]


def _region(**query: str) -> Sequence[Component]:
    return _parts(query)


PAGE = lone_page(
    PATH,
    name="Data",
    group="Use",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    read=read_values_view,
    tables=(),
    region=_region,
)
