"""The `ingest` commands: which sources there are, building the tables, checking them."""

import csv
import io
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import click

from data.errors import SourceUnavailableError, UnknownSourceError
from data.store import load_manifest, local_folder, tables_folder
from ingest.build import Build, BuildResult, TableChange
from ingest.checking import WRONG, check_imports, check_tables
from ingest.drop_command import drop_
from ingest.fetch_command import fetch
from ingest.freshness import Freshness, freshness
from ingest.import_command import import_
from ingest.registry import SOURCES, find_sources
from ingest.source import Source

STANDS_OUT = (
    "What stands out is kept, because it may be right. Compare it with the publisher's page; if it "
    "is wrong, undo the update (docs/ingest.md) and tell the publisher."
)
HEADINGS = ("source", "publisher", "newest vintage", "next release", "age", "state")


@click.group(epilog="Example: knife-crime ingest list")
def ingest() -> None:
    """Publishers' files: which there are, fetching them, making tables, checking those."""


ingest.add_command(fetch)
ingest.add_command(import_)
ingest.add_command(drop_)


@ingest.command(name="list", epilog="Example: knife-crime ingest list --format csv")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people or for programs.",
)
def list_sources(form: str) -> None:
    """Sources: id, publisher, newest vintage held, next release expected, age, state.

    An inferred vintage, marked with a tilde, is the newest month of the file plus one month. The
    next release is expected by the end of the month shown.
    """
    manifest, today = load_manifest(tables_folder()), _today()
    rows = [freshness(source, manifest, today) for source in SOURCES.values()]
    click.echo({"text": _as_text, "csv": _as_csv, "json": _as_json}[form](rows))


@ingest.command(epilog="Example: knife-crime ingest build mps_monthly_crime --raw raw")
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option(
    "--raw",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("raw"),
    show_default=True,
    help="Folder of the publishers' files.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder of the tables; the one in use unless given.",
)
@click.option(
    "--from-scratch",
    is_flag=True,
    help="Leave out what is held of these sources, so that only the files in the raw folder count.",
)
@click.option(
    "--sweep",
    is_flag=True,
    help="Remove the replaced tables at once; for a folder that no dashboard is reading.",
)
def build(
    sources: tuple[str, ...], raw: Path, out: Path | None, from_scratch: bool, sweep: bool
) -> None:
    """Make tables from the raw files; of all sources unless some are named.

    Each table is checked against its contract and replaced in a single step. Whatever fails
    leaves the last good table in use. Exit code 0: all good; 1: something failed, the rest is
    done; 2: the command was not understood.
    """
    chosen = _chosen(sources)
    if not raw.is_dir() and not all(source.kept_in for source in chosen):
        raise SourceUnavailableError(
            f"Expected a folder of the publishers' files at {raw}, found none. Nothing was "
            "changed. Run 'knife-crime ingest fetch', or name another folder with --raw."
        )
    run = Build(
        raw=raw,
        out=out or tables_folder(),
        from_scratch=from_scratch,
        swept=sweep,
        on_file=lambda path: click.echo(f"reading {path}", err=True),
    )
    result = run.run(chosen)
    for change in result.changes:
        click.echo(_change_line(change))
        for warning in change.warnings:
            click.echo(f"  warning: {warning}")
    if any(change.warnings for change in result.changes):
        click.echo(STANDS_OUT)
    failures = [*result.failures, *_absences(result, chosen, raw, named=bool(sources))]
    for failure in failures:
        click.echo(f"Error: {failure}", err=True)
    if failures:
        raise SystemExit(1)


@ingest.command(epilog="Example: knife-crime ingest check")
def check() -> None:
    """Contracts, manifest hashes, gaps and freshness of the tables in use.

    Exit code 1 when anything is wrong. A late edition is a warning and a documented gap is known;
    neither is wrong.
    """
    findings = check_tables(tables_folder(), tuple(SOURCES.values()), _today())
    findings += check_imports(local_folder())
    for finding in findings:
        click.echo(f"{finding.severity}: {finding.words}")
    wrong = sum(finding.severity == WRONG for finding in findings)
    click.echo(f"{wrong} wrong, {len(findings) - wrong} to know, in {tables_folder()}")
    if wrong:
        raise SystemExit(1)


def _chosen(source_ids: tuple[str, ...]) -> tuple[Source, ...]:
    try:
        return find_sources(source_ids)
    except UnknownSourceError as error:
        raise click.UsageError(str(error)) from error


def _today() -> date:
    return datetime.now(UTC).date()


def _change_line(change: TableChange) -> str:
    return (
        f"{change.table_id:<28}{change.rows:>9,} rows  newest {change.newest_period}  "
        f"{change.added:>7,} cells new  {change.changed:>6,} changed  "
        f"{change.bytes / 1e3:>7,.0f} kB"
    )


def _absences(
    result: BuildResult, chosen: tuple[Source, ...], raw: Path, *, named: bool
) -> list[str]:
    """Sources without a raw file: a failure when they were named, or when no file was found."""
    all_absent = len(result.without_files) == sum(source.kept_in is None for source in chosen)
    if result.without_files and (named or all_absent):
        return [
            f"{', '.join(result.without_files)}: expected a file in {raw}, found none. Run "
            "'knife-crime ingest fetch', or name another folder with --raw."
        ]
    for source_id in result.without_files:
        click.echo(f"{source_id}: no file in {raw}; what is held stays", err=True)
    return []


def _as_text(rows: Sequence[Freshness]) -> str:
    table = [HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in table) for column in range(len(HEADINGS))]
    if sys.stdout.isatty():
        widths = fitted(widths, shutil.get_terminal_size().columns)
    lines = (
        "  ".join(_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=True))
        for line in table
    )
    return "\n".join(line.rstrip() for line in lines)


def fitted(widths: Sequence[int], columns: int) -> list[int]:
    """Widths that fit a terminal as far as the publisher's column can give way."""
    over = sum(widths) + 2 * (len(widths) - 1) - columns
    publisher = HEADINGS.index("publisher")
    narrow = max(len("publisher"), widths[publisher] - max(0, over))
    return [narrow if column == publisher else width for column, width in enumerate(widths)]


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def _cells(row: Freshness) -> tuple[str, ...]:
    tilde = "~" if row.vintage_basis == "inferred" else ""
    return (
        row.source_id,
        row.publisher,
        f"{tilde}{row.vintage}" if row.vintage else "-",
        f"{row.next_release:%B %Y}" if row.next_release else "-",
        f"{row.age_days} days" if row.age_days is not None else "-",
        row.state,
    )


def _as_csv(rows: Sequence[Freshness]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(asdict(rows[0])), lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return text.getvalue().rstrip("\n")


def _as_json(rows: Sequence[Freshness]) -> str:
    return json.dumps([asdict(row) for row in rows], default=str, indent=1)
