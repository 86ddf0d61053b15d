"""Methods: what each figure counts, how it is worked out, and what it cannot say."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.status import STATUS_MEANINGS
from data.store import editions
from data.tables import TABLES
from layouts.attributes import aria
from layouts.components.chart import scrolling
from layouts.components.definitions import by_tier, definitions
from layouts.components.freshness import freshness
from layouts.components.ledger import ledger
from layouts.kept import kept
from layouts.page import lone_page
from layouts.prose import Block, Section, document, prose, sections
from layouts.static_html import Markup, printed

PATH = "/methods"
TITLE = "Methods: what is counted and how"
DESCRIPTION = (
    "What every measure counts, where the figures come from, what breaks them, and how rates, "
    "intervals, signals, comparisons and claims are worked out, each with an example."
)
METHODS, LIMITATIONS = "docs/methods.md", "docs/limitations.md"
FOLDED = ("Formula", "Rule", "Source")
"""Parts of a method that a reader opens: whoever is no statistician can do without them."""
CANNOT_SAY = "What it cannot say"

PARTS = {
    "measures": "What each measure counts",
    "methods": "How the figures are worked out",
    "breaks": "Breaks in the series",
    "sources": "Sources, and how fresh they are",
    "statuses": "Marks beside figures",
    "limitations": "What the figures cannot say",
}

FIRST_THINGS = (
    (
        "Recorded crime is not all crime.",
        "The figures count what the police wrote down. Much is never reported.",
        "#limitations",
    ),
    (
        "The measures are different things.",
        "Knife crime, knife injury, homicide and possession are counted apart, and never added.",
        "#measures",
    ),
    (
        "Small numbers jump.",
        "One month in one borough says very little. We test what is more than chance.",
        "#control-charts",
    ),
    (
        "Residents are not the people present.",
        "Places with many visitors have high rates for that reason too.",
        "#rates-by-population",
    ),
    (
        "Counting has changed.",
        "Where figures before and after a day cannot be compared, we say so and do not compare.",
        "#breaks",
    ),
)


def layout(**_query: str) -> Component:
    """The page; it is the same whatever the query string."""
    return html.Article([*_content()])


@kept(1)
def _content() -> Sequence[Component]:
    whole = printed(
        [
            *_opening(),
            _contents(),
            _part("measures", [MEASURES_LEAD, *definitions()]),
            _part("methods", _methods()),
            _part("breaks", [BREAKS_LEAD, ledger()]),
            _part("sources", _sources()),
            _part("statuses", _statuses()),
            _part("limitations", _limitations()),
        ]
    )
    return [whole]


MEASURES_LEAD = html.P(
    "In the order of the London Knife Crime Strategy of 2017, which asked for most of them. Open a "
    "measure to see its unit, what to bear in mind and where it comes from."
)
BREAKS_LEAD = html.P(
    "On these days something about the counting changed. Every chart draws them, and every "
    "comparison heeds them."
)


def _opening() -> list[Component]:
    items = [
        html.Li([html.Strong(html.A(lead, href=href)), " ", words])
        for lead, words, href in FIRST_THINGS
    ]
    opening = html.Div(
        [
            html.H1(TITLE),
            html.P(
                "What each figure counts, how it is worked out, and what it cannot tell you.",
                className="lead",
            ),
        ]
    )
    return [html.Div(opening, className="opening"), html.Ul(items, className="first-things")]


def _contents() -> Component:
    methods = {section.anchor: section.title for section in sections(METHODS)}
    measures = {m.metric_id: m.title for tier in by_tier().values() for m in tier}
    return html.Nav(
        [
            html.H2("On this page"),
            _links(PARTS),
            _folded(f"The {len(measures)} measures by name", _links(measures)),
            _folded(f"The {len(methods)} methods by name", _links(methods)),
        ],
        **aria(label="On this page"),
    )


def _folded(title: str, content: Component) -> Component:
    return html.Details([html.Summary(title), content])


def _links(targets: Mapping[str, str]) -> Component:
    items = [html.Li(html.A(words, href=f"#{name}")) for name, words in targets.items()]
    return html.Ul(items, className="columns")


def _part(name: str, content: list[Component | Markup]) -> Component:
    return html.Section([html.H2(PARTS[name], id=name), *content], **aria(labelledby=name))


def _methods() -> list[Component | Markup]:
    return [
        html.P(
            "Each method in words, with an example from our own figures and what it cannot say. "
            "The examples use the figures as published by the end of March 2026."
        ),
        *(_method(section) for section in sections(METHODS)),
    ]


def _method(section: Section) -> Component:
    read = [_printed(block, section) for block in section.blocks if block.label not in FOLDED]
    folded = [_printed(block, section) for block in section.blocks if block.label in FOLDED]
    return html.Div(
        [
            html.H3(section.title),
            *read,
            html.Details(
                [
                    html.Summary(
                        [
                            "Formula and source",
                            html.Span(f": {section.title}", className="unseen"),
                        ]
                    ),
                    *folded,
                ]
            )
            if folded
            else None,
        ],
        id=section.anchor,
        className="definition prose",
    )


def _printed(block: Block, section: Section) -> Markup:
    """A part of a method, under the words that a reader of the page needs."""
    text = block.text.removeprefix("**In words.** ").replace("**Limits.**", f"**{CANNOT_SAY}.**")
    return prose(text, caption=section.title)


def _sources() -> list[Component | Markup]:
    return [freshness(tuple(table for table in TABLES if editions(table)))]


def _statuses() -> list[Component | Markup]:
    caption = "What the mark beside a figure means"
    head = html.Tr([html.Th("Mark", scope="col"), html.Th("Meaning", scope="col")])
    rows = [
        html.Tr([html.Th(mark or "none", scope="row"), html.Td(meaning)])
        for mark, meaning in STATUS_MEANINGS.items()
    ]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(rows)])
    return [html.Div(scrolling(table, caption), className="narrow")]


def _limitations() -> list[Component | Markup]:
    text = document(LIMITATIONS).partition("\n")[2]
    return [html.Div(prose(text), className="prose")]


PAGE = lone_page(
    PATH,
    name="Methods",
    group="Background",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    tables=(),
)
