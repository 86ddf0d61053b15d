"""What the London strategy of 2017 promised: its commitments, and its targets in numbers."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.store import editions, read_table
from layouts.components.chart import scrolling

TABLE = "strategy_commitments"
CAPTION = "Commitments of the strategy that name a number"


def commitments() -> list[Component]:
    """The targets as a table, and every commitment under its chapter."""
    if not editions(TABLE):
        return [html.P("The strategy's commitments are not loaded: knife-crime ingest build.")]
    rows = read_table(TABLE)
    chapters = rows.groupby(rows["chapter"].astype("str"), sort=False)
    return [
        html.P(
            f"The London Knife Crime Strategy of June 2017 makes {len(rows)} commitments in "
            f"{len(chapters)} chapters. It reports no progress on them, so none is shown here. "
            "Pages are those of the strategy."
        ),
        _targets(rows[rows["quantified_target"] != ""]),
        *(_chapter(name, own) for name, own in chapters),
    ]


def _targets(rows: pd.DataFrame) -> Component:
    head = html.Tr([html.Th(words, scope="col") for words in ("Target", "Commitment", "Page")])
    body = [
        html.Tr(
            [
                html.Th(row["quantified_target"], scope="row"),
                html.Td(row["commitment"]),
                html.Td(_page(row)),
            ]
        )
        for row in rows.to_dict("records")
    ]
    table = html.Table([html.Caption(CAPTION), html.Thead(head), html.Tbody(body)])
    return html.Div(scrolling(table, CAPTION, whole=True))


def _chapter(name: str, rows: pd.DataFrame) -> Component:
    items = [_item(row) for row in rows.to_dict("records")]
    return html.Details(
        [
            html.Summary(f"{name}: {len(rows)} commitments"),
            html.Ul(items, className="actions"),
        ]
    )


def _item(row: Mapping[Any, Any]) -> Component:
    said = [
        f"Target: {row['quantified_target']}" if row["quantified_target"] else "",
        f"With {row['named_partners']}" if row["named_partners"] else "",
        f"Page {_page(row)}" if _page(row) else "",
    ]
    return html.Li(
        [html.P(row["commitment"]), html.P(". ".join(filter(None, said)) + ".", className="meta")]
    )


def _page(row: Mapping[Any, Any]) -> str:
    return "" if pd.isna(row["page"]) else str(row["page"])
