"""What the London strategy of 2017 promised: commitments, their targets, what is known since."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.plan_tables import NOT_PRINTED
from data.store import data_version
from layouts.attributes import aria
from layouts.components.chart import scrolling
from layouts.static_html import printed
from metrics.commitment_standing import commitments_as_of, commitments_by_chapter
from metrics.words import day as in_words

TARGETS = "Commitments of the strategy that name a number"
HEADINGS = {"chapter": "Chapter", "past_due": "Past due", "commitments": "All commitments"}
LOADING = "knife-crime ingest import commitment_updates FILE"


def commitments(day: date) -> Component:
    """The section: how many are known to be done, the targets, and every commitment by chapter.

    Args:
        day: Reports for later days are left out, and what is past due is judged on it.
    """
    return _section(day, data_version())


@lru_cache(maxsize=32)
def _section(day: date, _version: str) -> Component:
    rows = commitments_as_of(day)
    found = _parts(rows, day) if len(rows) else [html.P(_ABSENT)]
    title = html.H2("What the London strategy promised", id="strategy")
    return printed(html.Section([title, *found], **aria(labelledby="strategy")))


_ABSENT = (
    "The strategy's commitments are not loaded: knife-crime ingest build strategy_commitments."
)


def _parts(rows: pd.DataFrame, day: date) -> Iterator[Component]:
    chapters = rows.groupby(rows["chapter"].astype("str"), sort=False)
    targets = rows[rows["quantified_target"] != ""]
    makes = (
        f"The London Knife Crime Strategy of June 2017 makes {len(rows)} commitments in "
        f"{len(chapters)} chapters, {len(targets)} of them with a number. It prints no status for "
        "any, so where each stands is known only from reports. "
    )
    yield html.P([makes, *_reported(rows, day), " Pages are those of the strategy."])
    yield html.P([html.Strong(f"Past due on {in_words(day)}: {_late(rows)}. "), _dated(rows)])
    yield _by_chapter(day)
    yield _targets(targets)
    yield from (_chapter(name, own) for name, own in chapters)


def _reported(rows: pd.DataFrame, day: date) -> list[Component | str]:
    """How many have a report, or how one is loaded."""
    known = int(rows["reported_on"].notna().sum())
    if not known:
        absent = f"No report up to {in_words(day)} is loaded. Whoever has one loads it with "
        return [absent, html.Code(LOADING), "."]
    who = "each with its day and who made it."
    return [f"Up to {in_words(day)} there are reports on {known}, {who}"]


def _late(rows: pd.DataFrame) -> int:
    return int(rows["is_past_due"].sum())


def _dated(rows: pd.DataFrame) -> str:
    """Which commitments can be past due at all."""
    dated = rows[rows["due_date"].notna()]
    named = "; ".join(
        f"{row['commitment_id']}, {row['due_text']}" for row in dated.to_dict("records")
    )
    return (
        f"The strategy names a date for {len(dated)} of {len(rows)} ({named}). The others have "
        "none and are never past due."
    )


def _by_chapter(day: date) -> Component:
    counts = commitments_by_chapter(day).rename(columns={"with_number": "with a number"})
    caption = f"Commitments by chapter and status on {in_words(day)}"
    names = [HEADINGS.get(str(name), _shown(str(name))) for name in counts]
    head = [
        html.Th(words, scope="col", className=None if place == 0 else "number")
        for place, words in enumerate(names)
    ]
    body = [
        html.Tr(
            [
                html.Th(str(row.pop("chapter")), scope="row"),
                *(html.Td(str(value), className="number") for value in row.values()),
            ]
        )
        for row in counts.to_dict("records")
    ]
    table = html.Table(
        [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(body)], className="counts"
    )
    return html.Div(scrolling(table, caption, whole=True))


def _targets(rows: pd.DataFrame) -> Component:
    headings = ("Target", "Commitment", "Status", "Page")
    head = html.Tr([html.Th(words, scope="col") for words in headings])
    body = [
        html.Tr(
            [
                html.Th(row["quantified_target"], scope="row"),
                html.Td(f"{row['commitment_id']}. {row['commitment']}"),
                html.Td(_shown(row["commitment_status"])),
                html.Td(_page(row)),
            ]
        )
        for row in rows.to_dict("records")
    ]
    table = html.Table([html.Caption(TARGETS), html.Thead(head), html.Tbody(body)])
    return html.Div(scrolling(table, TARGETS, whole=True))


def _chapter(name: str, rows: pd.DataFrame) -> Component:
    items = [_item(row) for row in rows.to_dict("records")]
    return html.Details(
        [
            html.Summary(f"{name}: {len(rows)} commitments"),
            html.Ul(items, className="actions"),
        ]
    )


def _item(row: Mapping[Any, Any]) -> Component:
    note = row["reported_note"].rstrip(".")
    return html.Li(
        [
            html.P([html.Strong(f"{row['commitment_id']}. "), row["commitment"]]),
            html.P(". ".join(_said(row)) + ".", className="meta"),
            *([html.P(f"As reported: {note}.", className="meta")] if note else []),
        ],
        id=str(row["commitment_id"]),
    )


def _said(row: Mapping[Any, Any]) -> Iterator[str]:
    """Status with its origin, target, when due, with whom, and where it is printed."""
    yield _standing(row)
    if row["quantified_target"]:
        yield f"Target: {row['quantified_target']}"
    if not pd.isna(row["due_date"]):
        yield f"Due by {in_words(row['due_date'])} (“{row['due_text']}”)"
    if row["is_past_due"]:
        yield "Past due"
    if row["named_partners"]:
        yield f"With {row['named_partners']}"
    if _page(row):
        yield f"Page {_page(row)}"


def _standing(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["reported_on"]):
        return _shown(NOT_PRINTED)
    on, file = in_words(row["reported_on"]), in_words(row["vintage"])
    return (
        f"{_shown(row['commitment_status'])}, reported for {on} by {row['reported_by']} (file of "
        f"{file}; {NOT_PRINTED})"
    )


def _page(row: Mapping[Any, Any]) -> str:
    return "" if pd.isna(row["page"]) else str(row["page"])


def _shown(status: str) -> str:
    return status[:1].upper() + status[1:]
