"""The actions of a plan, as the plan words them, under their priority areas."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.strategy import plan_abbreviations
from layouts.plan_view import PlanView
from metrics.words import day

FEW = 20
"""So many actions or fewer are not folded: whoever chose them wants to read them."""


def action_list(view: PlanView) -> list[Component]:
    """The actions chosen, those of each priority area to be opened where there are many."""
    rows = view.listed
    if rows.empty:
        return [html.P("No action of the plan is as chosen. Choose less, or show every action.")]
    groups = rows.groupby(rows["priority_area"].astype("str"), sort=False)
    return [_group(name, own, view) for name, own in groups]


def abbreviations(view: PlanView) -> Component | None:
    """What the plan's abbreviations mean, as far as that is known."""
    known = plan_abbreviations(view.plan)
    if not known:
        return None
    pairs = [part for name, words in known.items() for part in (html.Dt(name), html.Dd(words))]
    return html.Details(
        [html.Summary("Abbreviations in the plan"), html.Dl(pairs, className="terms")]
    )


def _group(name: str, rows: pd.DataFrame, view: PlanView) -> Component:
    number = f"{len(rows)} action{'s' if len(rows) != 1 else ''}"
    items = [_item(row, view) for row in rows.to_dict("records")]
    found = html.Ul(items, className="actions")
    if len(view.listed) <= FEW:
        return html.Div([html.H4(f"{name}: {number}"), found])
    return html.Details([html.Summary(f"{name}: {number}"), found])


def _item(row: Mapping[Any, Any], view: PlanView) -> Component:
    return html.Li(
        [
            html.P([html.Strong(f"{row['action_id']}. "), row["action"]]),
            html.P("; ".join(_standing(row, view)) + ".", className="meta"),
            *(html.P(words, className="meta") for words in _details(row)),
        ],
        id=str(row["action_id"]),
    )


def _standing(row: Mapping[Any, Any], view: PlanView) -> Iterator[str]:
    """Status with its origin, when due, and who leads."""
    printed, now = row["printed_status"], row["action_status"]
    if pd.isna(row["reported_on"]):
        yield f"{_shown(printed)} (as printed)"
    else:
        by, on, file = row["reported_by"], day(row["reported_on"]), day(row["vintage"])
        yield f"{_shown(now)}, reported for {on} by {by} (file of {file}; printed: {printed})"
    words = f" (“{row['due_text']}”)" if row["due_text"] else ""
    yield f"no date{words}" if pd.isna(row["due_date"]) else f"due by {day(row['due_date'])}{words}"
    if row["is_past_due"]:
        yield f"past due on {day(view.day)}"
    yield f"led by {row['lead']}"


def _details(row: Mapping[Any, Any]) -> Iterator[str]:
    if row["measure_of_completion"]:
        yield f"Done when: {row['measure_of_completion']}."
    if row["progress"]:
        yield f"Progress as printed: {row['progress']}."
    if row["reported_note"]:
        yield f"As reported: {row['reported_note'].rstrip('.')}."


def _shown(status: str) -> str:
    return status[:1].upper() + status[1:]
