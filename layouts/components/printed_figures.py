"""Figures that the documents of 2017 printed: baselines, quoted as printed and with their page."""

import re
from collections.abc import Callable, Collection, Sequence
from functools import lru_cache

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.errors import TableMissingError
from data.store import data_version
from layouts.components.chart import scrolling
from metrics.baselines import (
    NOT_STATED,
    PRINTED,
    baselines,
    is_of_named_boroughs,
    printed_words,
    published_figures,
)
from metrics.metric import Metric
from metrics.published import NOT_COVERED, NOT_LOADED, Compared, compare_published
from metrics.words import number

DOCUMENTS = {
    "strategy": "London Knife Crime Strategy",
    "southwark_plan": "Southwark's knife crime plan",
}

LONGEST_NOTE = 100
"""Characters of a note beside a chart; the rest is in the table."""


def printed_figures(metrics: Sequence[Metric]) -> Component | None:
    """The printed figures of measures without a series of ours; nothing where none was printed."""
    found = {metric.short_title: baselines(metric.metric_id) for metric in metrics}
    printed = {name: figures for name, figures in found.items() if not figures.empty}
    if not printed:
        return None
    figures = pd.concat(printed.values(), ignore_index=True)
    return _quoted(figures, f"{PRINTED} {'; '.join(printed)}")


def printed_in_short(metric: Metric) -> list[Component]:
    """The printed figures of a measure with a series of ours, notes cut short; none for most."""
    items = [
        html.Li(
            [
                html.Strong(printed_words(figure)),
                f" {figure['measure_label']}. {_scope(figure, _shortened)}",
            ]
        )
        for _, figure in _baselines(metric).iterrows()
    ]
    if not items:
        return []
    whole = html.A("All notes on printed figures (CSV)", href="/data/published_figures.csv")
    return [
        html.P(html.Strong("Printed in 2017")),
        html.Ul(items, className="notes"),
        html.P(whole),
    ]


def _baselines(metric: Metric) -> pd.DataFrame:
    try:
        return baselines(metric.metric_id)
    except TableMissingError:
        return pd.DataFrame()


def _shortened(note: str) -> str:
    """The first sentences of a note, as many as there is room for."""
    sentences = note.split(". ")
    while len(sentences) > 1 and len(". ".join(sentences)) > LONGEST_NOTE:
        sentences.pop()
    return ". ".join(sentences).rstrip(".")


def printed_by_id(figure_ids: Sequence[str], caption: str) -> Component:
    """Printed figures of no measure of ours, by their ids."""
    figures = published_figures()
    return _quoted(figures[figures["figure_id"].isin(figure_ids)], caption)


def _quoted(figures: pd.DataFrame, caption: str) -> Component:
    """Each figure before its words: four columns would not fit a phone."""
    items = [html.Li(_described(figure)) for _, figure in figures.iterrows()]
    return html.Div([html.P(html.Strong(caption)), html.Ul(items, className="quoted")])


def printed_beside_ours(metric_ids: Collection[str], caption: str) -> Component:
    """Printed figures with what our series now say of the same place and period, and why."""
    found = _compared(tuple(metric_ids), data_version())
    rows = [[one.label, one.printed, one.period, _ours(one), one.explanation] for one in found]
    return _table(
        caption, ("What", "Printed in 2017", "Period", "Now", "Why they may differ"), rows
    )


@lru_cache(maxsize=16)
def _compared(metric_ids: tuple[str, ...], _version: str) -> tuple[Compared, ...]:
    found = compare_published(metric_ids)
    return tuple(one for one in found if one.verdict not in (NOT_COVERED, NOT_LOADED))


def _ours(one: Compared) -> str:
    assert one.ours is not None
    is_share = one.printed.endswith("%")
    return f"{number(one.ours, 1)}%" if is_share else number(one.ours)


PLAIN = (
    (
        re.compile(r"the text layer scrambles the labels, so the year is inferred"),
        "the labels in the document’s text are out of order, so the year is inferred",
    ),
    (
        re.compile(r"page number inferred: text layer has none"),
        "the page number is inferred, as the document’s text has none",
    ),
    (re.compile(r"taken to be the p(\d+) survey"), r"taken to be the survey of page \1"),
    (re.compile(r" \(n=(\d+)\)"), r", \1 respondents"),
    (re.compile(r"\bn=(\d+)"), r"\1 respondents"),
    (re.compile(r"\bp(\d+)\b"), r"page \1"),
)
"""Shorthand of the notes on printed figures, and how it is read out; the table keeps it."""


def _plain(text: str) -> str:
    for shorthand, words in PLAIN:
        text = shorthand.sub(words, text)
    return text


def _described(figure: pd.Series) -> list[Component | str]:
    what, whom = str(figure["measure_label"]), _plain(str(figure["population"]))
    return [
        html.Strong(printed_words(figure)),
        f" {what}{f' (of: {whom})' if whom else ''}. ",
        html.Span(_scope(figure), className="meta"),
    ]


def _scope(figure: pd.Series, told: Callable[[str], str] = str) -> str:
    """Place, period, and what the reader of the document noted."""
    place = str(figure["area_name"])
    start, end = figure["period_start"], figure["period_end"]
    period = "period not stated"
    if not pd.isna(end):
        period = f"{start:%B %Y} to {end:%B %Y}" if not pd.isna(start) else f"to {end:%B %Y}"
    note = told(_plain(str(figure["note"])))
    stated = "Place and period not stated" if place == NOT_STATED else f"{place}, {period}"
    if is_of_named_boroughs(figure):
        stated = f"Not of London; {period}"
    return " ".join([f"{stated}.", *([f"{note}."] if note else []), f"{_page(figure)}."])


def _page(figure: pd.Series) -> str:
    return f"{DOCUMENTS[str(figure['document'])]}, page {figure['page']}"


def _table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Component:
    head = html.Thead(html.Tr([html.Th(one, scope="col") for one in headings]))
    body = html.Tbody(
        [
            html.Tr([html.Th(first, scope="row"), *(html.Td(cell) for cell in others)])
            for first, *others in rows
        ]
    )
    table = html.Table([html.Caption(caption), head, body])
    return scrolling(table, caption, whole=True)
