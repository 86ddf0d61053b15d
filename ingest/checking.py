"""What is wrong with the tables in a folder: contracts, hashes, gaps, and how old they are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import area_names
from data.contracts import TableContract
from data.errors import KnifeCrimeError
from data.periods import MONTHS_IN
from data.store import Manifest, TableEntry, load_manifest
from data.tables import TABLES
from data.writing import held_rows
from ingest.freshness import NOT_HELD, OVERDUE, freshness
from ingest.source import Source

WRONG, WARNING, KNOWN = "wrong", "warning", "known"


@dataclass(frozen=True)
class Finding:
    """One thing to know about the tables; only the "wrong" ones need repair."""

    severity: str
    words: str


@dataclass(frozen=True, kw_only=True)
class KnownGap:
    """Months that no open file holds."""

    table_ids: tuple[str, ...]
    first: date
    last: date
    reason: str


KNOWN_GAPS = (
    KnownGap(
        table_ids=("borough_knife_crime",),
        first=date(2021, 1, 1),
        last=date(2021, 7, 31),
        reason="they lie between the two publishers' files and are missing, not zero",
    ),
    KnownGap(
        table_ids=(
            "searches_by_borough",
            "searches_by_ethnicity",
            "searches_by_person",
            "search_ethnicity_words",
        ),
        first=date(2018, 1, 1),
        last=date(2024, 8, 31),
        reason="the copy of the archive that was read has no file of them; missing, not zero",
    ),
)


def check_tables(folder: Path, sources: Sequence[Source], today: date) -> list[Finding]:
    """Everything to know about the tables in a folder, the gravest first.

    A late edition is a warning: the figures held are still right, and the lateness may be the
    publisher's.

    Args:
        folder: Of the tables and their manifest.
        sources: Whose freshness to judge.
        today: The day to judge it on.
    """
    try:
        manifest = load_manifest(folder)
    except KnifeCrimeError as error:
        return [Finding(WRONG, str(error))]
    found = list(_table_findings(folder, manifest))
    if manifest.tables:
        found += _freshness_findings(manifest, sources, today)
    return sorted(found, key=lambda finding: (WRONG, WARNING, KNOWN).index(finding.severity))


def check_imports(folder: Path) -> list[Finding]:
    """What is wrong with the imported tables in a folder; nothing where none was imported."""
    try:
        manifest = load_manifest(folder)
    except KnifeCrimeError as error:
        return [Finding(WRONG, str(error))]
    return list(_table_findings(folder, manifest)) if manifest.tables else []


def _table_findings(folder: Path, manifest: Manifest) -> Iterator[Finding]:
    if not manifest.tables:
        yield Finding(
            WRONG, f"No tables are held in {folder}. Run 'knife-crime ingest build' to make them."
        )
    for table_id, entry in manifest.tables.items():
        if table_id not in TABLES:
            yield Finding(
                WRONG, f"{table_id}: the manifest names a table that is unknown here. Build anew."
            )
            continue
        try:
            rows = held_rows(folder, TABLES[table_id])
            TABLES[table_id].check(rows)
        except KnifeCrimeError as error:
            yield Finding(WRONG, str(error))
            continue
        yield from _entry_findings(table_id, entry, rows)
        yield from gap_findings(TABLES[table_id], rows)


def _entry_findings(table_id: str, entry: TableEntry, rows: pd.DataFrame) -> Iterator[Finding]:
    if entry.rows != len(rows):
        yield Finding(
            WRONG,
            f"{table_id}: the manifest says {entry.rows} rows, the table has {len(rows)}. Build it "
            "anew with 'knife-crime ingest build --from-scratch'.",
        )
    named = {(edition.source_id, edition.vintage) for edition in entry.editions}
    pairs = rows[["source_id", "vintage"]].drop_duplicates()
    held = set(zip(pairs["source_id"], pairs["vintage"].dt.strftime("%Y-%m-%d"), strict=True))
    if held - named:
        yield Finding(
            WRONG,
            f"{table_id}: rows of {sorted(held - named)[0]} are held, and the manifest names no "
            "such edition. Build it anew with 'knife-crime ingest build --from-scratch'.",
        )


def gap_findings(contract: TableContract, rows: pd.DataFrame) -> Iterator[Finding]:
    """Months or quarters that a place lacks between its first and its last.

    Files that their holders supply come for some periods and not for others: no gap is wrong there.
    """
    if "period_type" not in rows or contract.template:
        return
    absent: dict[pd.Timestamp, set[str]] = {}
    regular = rows[rows["period_type"].isin(list(MONTHS_IN))]
    for (area_code, period_type), own in regular.groupby(["area_code", "period_type"]):
        step = f"{MONTHS_IN[str(period_type)]}ME"
        ends = pd.DatetimeIndex(own["period_end"])
        for end in pd.date_range(ends.min(), ends.max(), freq=step, unit="s").difference(ends):
            absent.setdefault(end, set()).add(str(area_code))
    for known in KNOWN_GAPS:
        months = [end for end in absent if known.first <= end.date() <= known.last]
        if months and contract.table_id in known.table_ids:
            places = set().union(*(absent.pop(end) for end in months))
            yield Finding(KNOWN, _gap_words(contract, months, places) + f": {known.reason}.")
    if absent:
        places = set().union(*absent.values())
        yield Finding(
            WRONG,
            _gap_words(contract, list(absent), places) + ". Look for the file that holds them, put "
            "it in the raw folder and build again.",
        )


def _gap_words(contract: TableContract, ends: Sequence[pd.Timestamp], places: set[str]) -> str:
    names = sorted(area_names().get(code, code) for code in places)
    which = names[0] if len(names) == 1 else f"{len(names)} places, {names[0]} among them"
    return (
        f"{contract.table_id}: no figures for {len(ends)} periods from {min(ends):%B %Y} to "
        f"{max(ends):%B %Y} ({which})"
    )


def _freshness_findings(
    manifest: Manifest, sources: Sequence[Source], today: date
) -> Iterator[Finding]:
    for source in sources:
        now = freshness(source, manifest, today)
        if now.state == NOT_HELD:
            yield Finding(
                WARNING,
                f"{source.source_id}: no edition is held. 'knife-crime ingest fetch "
                f"{source.source_id}' fetches it, or says how a file is placed.",
            )
        elif now.state == OVERDUE:
            yield Finding(
                WARNING,
                f"{source.source_id}: the edition expected by {now.next_release} is not held; "
                f"the newest is of {now.vintage}. Run 'knife-crime ingest fetch "
                f"{source.source_id}', or look at {source.landing_page}",
            )
