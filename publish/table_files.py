"""Whole tables as files: CSV and Parquet, as last published or with every vintage."""

import io
from functools import lru_cache

import pyarrow as pa
import pyarrow.parquet as pq
from flask import Flask, Response, request
from pyarrow import csv

from data.errors import KnifeCrimeError, ParameterError, TableMissingError
from data.store import data_version, latest, load_manifest, tables_folder
from data.tables import TABLES
from data.writing import held_rows
from layouts.page import read_query
from metrics.parameters import MEDIA_TYPES
from publish.dictionary import dictionary
from publish.packed import FIGURES, Packed, pack
from publish.problems import problem, problem_of
from publish.queries import query_text

FORMATS = ("csv", "parquet")
ROUTE = "/data/<table_id>.<any(csv, parquet):file_format>"
DICTIONARY = "/data/dictionary.md"
VINTAGES, LATEST, ALL = "vintages", "latest", "all"
KEPT = 32


def add_table_files(server: Flask) -> None:
    """Answer the addresses of the files, and of the dictionary that explains them."""
    server.add_url_rule(ROUTE, "table file", _answer)
    server.add_url_rule(DICTIONARY, "data dictionary", _dictionary)


def table_names() -> list[str]:
    """The tables there are files of: those of the folder in use.

    What was imported on this machine stays with whoever supplied it.
    """
    held = load_manifest(tables_folder()).tables
    return [table_id for table_id in TABLES if table_id in held]


def table_file(table_id: str, *, file_format: str, vintages: str = LATEST) -> bytes:
    """A table as a file.

    Args:
        table_id: One of `table_names`.
        file_format: "csv" or "parquet"; the latter carries the meaning of each column.
        vintages: "latest" for one row per cell, as last published; "all" for a row for each
            vintage that brought or changed a cell.

    Raises:
        TableMissingError: If there is no such table; the others are named.
        ParameterError: If `vintages` is neither.
        SnapshotError: If the table is not the one that the manifest describes.
    """
    if table_id not in table_names():
        raise TableMissingError(
            f"'{table_id[:100]}' is no table held here. The tables are: {', '.join(table_names())}."
        )
    if vintages not in (LATEST, ALL):
        raise ParameterError(f"'{vintages[:100]}' is no choice of vintages. Use latest or all.")
    contract = TABLES[table_id]
    rows = held_rows(tables_folder(), contract)
    table = contract.to_arrow(rows if vintages == ALL else latest(rows, contract))
    return _parquet(table) if file_format == "parquet" else _csv(table)


def _answer(table_id: str, file_format: str) -> Response:
    given = read_query(query_text())
    strange = sorted(set(given) - {VINTAGES})
    if strange:
        return problem(400, f"'{strange[0][:100]}' is no parameter. Use {VINTAGES}, or none.")
    vintages = given.get(VINTAGES) or LATEST
    try:
        answer = _packed(data_version(), table_id, file_format, vintages).answer(request)
    except KnifeCrimeError as error:
        return problem_of(error, valid={"table": table_names(), VINTAGES: [LATEST, ALL]})
    name = f"{table_id}.{file_format}" if vintages == LATEST else f"{table_id}-all.{file_format}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _dictionary() -> Response:
    return _packed_dictionary(data_version()).answer(request)


@lru_cache(maxsize=1)
def _packed_dictionary(version: str) -> Packed:
    """The data dictionary as plain text, which every browser shows."""
    body = dictionary().encode()
    return pack(body, "text/plain", cache_control=FIGURES, quality=9, version=version)


@lru_cache(maxsize=KEPT)
def _packed(version: str, table_id: str, file_format: str, vintages: str) -> Packed:
    body = table_file(table_id, file_format=file_format, vintages=vintages)
    mimetype = MEDIA_TYPES[file_format]
    return pack(body, mimetype, cache_control=FIGURES, quality=4, version=version)


def _csv(table: pa.Table) -> bytes:
    """The table as text; boundaries, which are binary, as hexadecimal digits."""
    for place, field in enumerate(table.schema):
        if pa.types.is_binary(field.type):
            digits = pa.array([None if v is None else v.hex() for v in table[place].to_pylist()])
            table = table.set_column(place, field.name, digits)
    buffer = io.BytesIO()
    buffer.write((",".join(table.column_names) + "\n").encode())
    csv.write_csv(table, buffer, csv.WriteOptions(include_header=False, quoting_style="needed"))
    return buffer.getvalue()


def _parquet(table: pa.Table) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
