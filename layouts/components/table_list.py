"""Every table that is held, to be taken away whole."""

from collections.abc import Iterator
from datetime import date

from dash import html
from dash.development.base_component import Component

from data.store import TableEntry, citations, load_manifest, tables_folder
from data.tables import TABLES
from layouts.components.definitions import listed
from metrics.words import day

NAMES = {"csv": "CSV", "parquet": "Parquet"}


def table_list() -> Component:
    """Each table of the folder in use; what was imported is not given away."""
    held = load_manifest(tables_folder()).tables
    return html.Ul(
        [_item(table_id, held[table_id]) for table_id in TABLES if table_id in held],
        className="actions",
    )


def _item(table_id: str, entry: TableEntry) -> Component:
    title = TABLES[table_id].title
    reach = f" to {_day(entry.newest_period)}" if entry.newest_period else ""
    return html.Li(
        [
            html.P([html.Strong(title), " ", html.Code(table_id)]),
            html.P(
                f"{_publishers(entry)}. {entry.rows:,} rows{reach}. Published "
                f"{listed(_vintages(entry))}.",
                className="meta",
            ),
            html.Ul([html.Li(link) for link in _links(table_id, title)], className="links"),
        ]
    )


def _publishers(entry: TableEntry) -> str:
    known = citations()
    ids = dict.fromkeys(edition.source_id for edition in entry.editions)
    names = dict.fromkeys(known[source_id].publisher for source_id in ids if source_id in known)
    return "; ".join(names)


def _vintages(entry: TableEntry) -> Iterator[str]:
    """The days of the files that were read, "about" where the file does not print its day."""
    days = {edition.vintage: edition.vintage_basis for edition in entry.editions}
    for vintage in sorted(days, reverse=True):
        yield f"about {_day(vintage)}" if days[vintage] == "inferred" else _day(vintage)


def _day(text: str) -> str:
    return day(date.fromisoformat(text))


def _links(table_id: str, title: str) -> Iterator[Component]:
    for file_format, name in NAMES.items():
        yield html.A(
            [name, html.Span(f": {title}", className="unseen")],
            href=f"/data/{table_id}.{file_format}",
            download="",
        )
    yield html.A(
        ["every vintage (Parquet)", html.Span(f": {title}", className="unseen")],
        href=f"/data/{table_id}.parquet?vintages=all",
        download="",
    )
