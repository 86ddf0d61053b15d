"""Whether the server runs, and whether it can answer: for whoever watches over it."""

from collections.abc import Iterable

from flask import Flask, Response

from data.errors import KnifeCrimeError, TableMissingError
from data.store import data_version, load_manifest, read_table, tables_folder
from layouts.page import Page


def require_tables(pages: Iterable[Page]) -> None:
    """Read every table that the pages are drawn from.

    Raises:
        TableMissingError: If some have not been built; all of them are named.
        SnapshotError: If a table is not the one that the manifest describes.
    """
    folder = tables_folder()
    held = load_manifest(folder).tables
    needed = sorted({table for page in pages for table in page.tables})
    missing = [table for table in needed if table not in held]
    if missing:
        raise TableMissingError(
            f"The pages need {len(needed)} tables; {folder} lacks {', '.join(missing)}. "
            "Build them with 'knife-crime ingest build', or name another folder with --data."
        )
    for table in needed:
        read_table(table)


def add_health_routes(server: Flask, pages: Iterable[Page]) -> None:
    """`/healthz` says that the process answers, `/readyz` that its tables are there and whole."""
    required = tuple(pages)

    def healthz() -> Response:
        """That the process answers at all."""
        return _text("ok")

    def readyz() -> Response:
        """That the tables are there which the pages need."""
        try:
            require_tables(required)
        except KnifeCrimeError as error:
            return _text(str(error), status=503)
        return _text(f"ready, data version {data_version()}")

    server.add_url_rule("/healthz", "healthz", healthz)
    server.add_url_rule("/readyz", "readyz", readyz)


def _text(words: str, *, status: int = 200) -> Response:
    return Response(
        f"{words}\n", status=status, mimetype="text/plain", headers={"Cache-Control": "no-store"}
    )
