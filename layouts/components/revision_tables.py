"""Revisions as tables: figures that may move, typical moves, files, every period."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.periods import period_label
from data.store import citations, editions
from layouts.attributes import data
from layouts.components.chart import scrolling
from layouts.revision_exhibit import PATH
from layouts.revision_view import RevisionView
from layouts.revision_words import (
    PERIODS,
    age,
    amount,
    band,
    difference,
    outside,
    seen,
    size,
    standing,
)
from metrics.revisions import vintage_changes
from metrics.words import day, inside

NOT_COVERED = "–"
NONE_MOVING = "No period of this series is marked provisional."
TOO_FEW = "too few to say"


def tables(view: RevisionView) -> list[Component]:
    """The four tables, each under its heading."""
    return [
        html.Section([html.H2("Figures that may still move", id="moving"), *_moving(view)]),
        html.Section([html.H2("How far figures usually move", id="typical"), *_typical(view)]),
        html.Section([html.H2("What each file changed", id="files"), *_files(view)]),
        html.Section([html.H2("Every period by file", id="triangle"), _triangle(view)]),
    ]


def _moving(view: RevisionView) -> list[Component]:
    rows = view.found.moving
    if rows.empty:
        return [html.P(NONE_MOVING)]
    body = [
        (
            _label(view, row["period_end"]),
            amount(view.metric, row["value"]),
            _band(view, row),
            seen(row),
            _months(row["lag_months"]),
        )
        for row in rows.iloc[::-1].to_dict("records")
    ]
    return [
        html.P(
            "These are provisional. The range says where a figure may end up: the newest one with "
            "the revisions that figures of the same age have had so far. It is no interval around "
            f"the figure. {outside(rows)}".rstrip()
        ),
        _table(
            f"Provisional {PERIODS[view.period_type]} of {inside(view.metric.title)}, "
            f"{view.area.label}",
            ("Period", "Newest", "May end up at", "Figures of this age", "Age"),
            body,
            numbers=2,
        ),
    ]


def _months(count: int) -> str:
    return f"{count} month{'s' * (count != 1)}"


def _band(view: RevisionView, row: Mapping[Any, Any]) -> str:
    ends = [row[f"revision_{end}"] for end in ("lower", "upper")]
    if any(map(pd.isna, ends)):
        return TOO_FEW
    low, high = (amount(view.metric, end) for end in ends)
    return low if low == high else f"{low} to {high}"


def _typical(view: RevisionView) -> list[Component]:
    rows = view.found.typical
    if rows.empty:
        return [html.P("No period has been stated twice, so no revision is known.")]
    body = [
        (
            age(row),
            size(row, "median"),
            band(row) if row["basis"] else TOO_FEW,
            f"{row['pairs']}",
        )
        for row in rows.to_dict("records")
    ]
    return [
        html.P(standing(view)),
        _table(
            f"Newest less earlier statement of {inside(view.metric.title)}",
            ("Age when stated", "Median", "Range", "Cases"),
            body,
            numbers=3,
        ),
    ]


def _files(view: RevisionView) -> list[Component]:
    by_day: dict[str, set[str]] = {}
    inferred = set()
    for table in view.metric.inputs:
        for one in editions(table):
            by_day.setdefault(one.vintage, set()).add(one.source_id)
            if one.vintage_basis == "inferred":
                inferred.add(one.vintage)
    body: list[tuple[str | Component, ...]] = []
    for row in vintage_changes(view.found.cells).iloc[::-1].to_dict("records"):
        published = row["published"].date()
        about = "about " if published.isoformat() in inferred else ""
        names = sorted(
            citations()[source].title
            for source in by_day.get(published.isoformat(), ())
            if source in citations() and source in view.metric.source_ids
        )
        body.append(
            (
                _stood(view, published, f"{about}{day(published)}"),
                "; ".join(names),
                f"{_label(view, row['first_period'])} to {_label(view, row['last_period'])}",
                f"{row['added']}",
                f"{row['changed']} of {row['restated']}",
                _largest(view, row),
            )
        )
    return [
        _table(
            f"Files held of {inside(view.metric.title)}, {view.area.label}, newest first",
            ("Published", "File", "New or changed within", "New", "Changed", "Largest change"),
            body,
            numbers=0,
        )
    ]


def _stood(view: RevisionView, published: date, words: str) -> Component:
    """The day of a file, as a link to the figures as they stood with it."""
    query = replace(view, as_of=published).query
    return html.A(words, href=f"{PATH}?{query}", **data(view=""))


def _largest(view: RevisionView, row: Mapping[Any, Any]) -> str:
    if not row["changed"]:
        return "none"
    moved = difference(view.metric, row["largest"])
    return f"{moved}, {_label(view, row['largest_period'])}"


def _triangle(view: RevisionView) -> Component:
    cells = view.found.cells
    days = sorted(cells["published"].unique(), reverse=True)
    grid = cells.pivot(index="period_end", columns="published", values="value")
    body = [
        (
            _label(view, end),
            *(
                NOT_COVERED if pd.isna(row[one]) else amount(view.metric, float(row[one]))
                for one in days
            ),
        )
        for end, row in grid.iloc[::-1].iterrows()
    ]
    caption = (
        f"{view.metric.title}, {view.area.label}: what each file says. A dash: nothing looked at "
        "again"
    )
    headings = ("Period", *(day(pd.Timestamp(one).date()) for one in days))
    table = _table(caption, headings, body, numbers=len(days), tall=False)
    return html.Details([html.Summary(f"The {len(body)} periods"), table])


def _table(
    caption: str,
    headings: Sequence[str],
    body: Sequence[Sequence[str | Component]],
    *,
    numbers: int,
    tall: bool = True,
) -> Component:
    """A table whose second and following columns hold numbers, as many as said."""
    sides = [None, *["number"] * numbers, *[None] * len(headings)]
    head = [
        html.Th(one, scope="col", className=side)
        for one, side in zip(headings, sides, strict=False)
    ]
    rows = [
        html.Tr(
            [
                html.Th(row[0], scope="row"),
                *(
                    html.Td(one, className=side)
                    for one, side in zip(row[1:], sides[1:], strict=False)
                ),
            ]
        )
        for row in body
    ]
    table = html.Table([html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)])
    return scrolling(table, caption, tall=tall)


def _label(view: RevisionView, end: Any) -> str:
    return period_label(view.period_type, end.date())
