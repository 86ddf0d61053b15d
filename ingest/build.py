"""Raw files to tables: read, check, fold into what is held, and replace each in a single step."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
from filelock import FileLock, Timeout

from data.contracts import TableContract
from data.errors import BusyError, KnifeCrimeError, SnapshotError, StorageError
from data.store import MANIFEST, Citation, Edition, TableEntry, latest, load_manifest
from data.tables import TABLES
from data.vintages import fold
from data.writing import held_rows, no_rows, replace_table, sweep
from ingest.plausibility import implausible
from ingest.reading import SourceReading, read_source
from ingest.source import Source

BUILD_VERSION = "1"
"""Raised when the same raw files would give other tables."""

LOCK = ".build.lock"

_Files = tuple[Mapping[str, str | int], ...]


@dataclass(frozen=True, kw_only=True)
class TableChange:
    """What a build did to one table, cells counted in its latest view.

    Attributes:
        added: Cells that were not held before.
        changed: Cells whose count is another than before.
        warnings: What stands out among them, in sentences; the figures are kept all the same.
    """

    table_id: str
    rows: int
    bytes: int
    newest_period: str
    added: int
    changed: int
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BuildResult:
    """What a build did: tables replaced, sources without files, and failures in words."""

    changes: tuple[TableChange, ...]
    without_files: tuple[str, ...]
    failures: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Build:
    """One run from raw files to tables.

    Attributes:
        raw: Folder of the publishers' files.
        out: Folder of the tables.
        from_scratch: Leave out what is held of the sources built, so that only the raw files count.
        on_file: Called with each raw file before it is read.
        swept: Also remove the tables replaced, which readers in the middle of them would miss.
    """

    raw: Path
    out: Path
    from_scratch: bool
    on_file: Callable[[Path], None]
    swept: bool = False

    def run(self, sources: Sequence[Source]) -> BuildResult:
        """Build the tables of these sources; what fails leaves its tables as they were.

        Raises:
            BusyError: If another build is at work on the same folder.
        """
        with locked(self.out):
            if self.from_scratch:
                _set_unreadable_aside(self.out)
            result = self._run(sources)
            if self.swept:
                sweep(self.out)
            return result

    def _run(self, sources: Sequence[Source]) -> BuildResult:
        readings: list[SourceReading] = []
        failures: dict[str, str] = {}
        without_files = []
        for source in sources:
            files = source.raw_files(self.raw)
            if not files:
                without_files.append(source.source_id)
                continue
            try:
                readings.append(read_source(source, files, self.on_file))
            except (KnifeCrimeError, OSError) as error:
                failures[source.source_id] = str(error)
        spared = {c.table_id for s in sources if s.source_id in failures for c in s.tables}
        changes, refused = self._replace_tables(readings, spared)
        return BuildResult(
            changes=tuple(changes),
            without_files=tuple(without_files),
            failures=(*failures.values(), *refused),
        )

    def _replace_tables(
        self, readings: Sequence[SourceReading], spared: set[str]
    ) -> tuple[list[TableChange], list[str]]:
        changes, failures = [], []
        for contract in TABLES.values():
            ours = [reading for reading in readings if contract.table_id in reading.tables]
            if not ours or contract.table_id in spared:
                continue
            try:
                changes.append(self._replace(contract, ours))
            except KnifeCrimeError as error:
                failures.append(str(error))
            except OSError as error:
                failures.append(_storage_message(contract, error))
        return changes, failures

    def _replace(self, contract: TableContract, readings: Sequence[SourceReading]) -> TableChange:
        held = self._held(contract, readings)
        kept = held[~held["source_id"].isin(_ids(readings))] if self.from_scratch else held
        fresh = [vintage for reading in readings for vintage in reading.tables[contract.table_id]]
        rows = fold(kept, fresh, contract)
        entry = replace_table(
            self.out,
            contract,
            rows,
            editions=self._editions(contract, readings),
            build_version=BUILD_VERSION,
            citations={r.source.source_id: _citation(r.source, rows) for r in readings},
        )
        return _change(contract, held, rows, entry)

    def _held(self, contract: TableContract, readings: Sequence[SourceReading]) -> pd.DataFrame:
        """What is held; a damaged table counts as none where all of it is built from scratch."""
        try:
            return held_rows(self.out, contract)
        except SnapshotError:
            entry = load_manifest(self.out).tables[contract.table_id]
            sources = {edition.source_id for edition in entry.editions}
            if self.from_scratch and sources <= set(_ids(readings)):
                return no_rows(contract)
            raise

    def _editions(
        self, contract: TableContract, readings: Sequence[SourceReading]
    ) -> list[Edition]:
        """The editions behind a table: those held and those read; of one date, both their files."""
        entry = load_manifest(self.out).tables.get(contract.table_id)
        held = entry.editions if entry else ()
        if self.from_scratch:
            held = tuple(e for e in held if e.source_id not in _ids(readings))
        editions = {(edition.source_id, edition.vintage): edition for edition in held}
        for edition in (edition for reading in readings for edition in reading.editions):
            name = (edition.source_id, edition.vintage)
            before = editions[name].files if name in editions else ()
            editions[name] = replace(edition, files=_files_of_both(before, edition.files))
        return list(editions.values())


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder of tables for one build.

    Raises:
        BusyError: If another build holds it.
        StorageError: If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        lock.acquire()
        for unfinished in folder.glob("*.part"):
            unfinished.unlink()
    except Timeout as error:
        raise BusyError(
            f"Another build is at work on {folder}. Nothing was changed. Wait for it to end, then "
            "run this again."
        ) from error
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written ({error.strerror}). Nothing was changed. Choose another "
            "folder with --out."
        ) from error
    try:
        yield
    finally:
        lock.release()


def _set_unreadable_aside(folder: Path) -> None:
    """Take a manifest that cannot be read out of the way of a build from scratch."""
    try:
        load_manifest(folder)
    except SnapshotError:
        (folder / MANIFEST).replace(folder / f"{MANIFEST}.unreadable")


def _files_of_both(held: _Files, read: _Files) -> _Files:
    """Files held and files read, a name once: as it was read."""
    by_name = {str(facts["name"]): facts for facts in (*held, *read)}
    return tuple(facts for _, facts in sorted(by_name.items()))


def _ids(readings: Sequence[SourceReading]) -> list[str]:
    return [reading.source.source_id for reading in readings]


def _citation(source: Source, rows: pd.DataFrame) -> Citation:
    own = rows[rows["source_id"] == source.source_id]
    due = source.next_release(own["period_end"].max().date()) if "period_end" in own else None
    return Citation(
        publisher=source.publisher,
        title=source.title,
        landing_page=source.landing_page,
        licence=source.licence,
        next_release=due.isoformat() if due else "",
    )


def _change(
    contract: TableContract, held: pd.DataFrame, rows: pd.DataFrame, entry: TableEntry
) -> TableChange:
    key, value = [*contract.key], contract.value_column
    newest = latest(rows, contract)
    before, after = (frame[[*key, value]] for frame in (latest(held, contract), newest))
    both = after.merge(before, on=key, how="left", suffixes=("", "_before"), indicator=True)
    known = both["_merge"] == "both"
    now, then = both[value], both[f"{value}_before"]
    same = (now == then).fillna(False).astype(bool) | (now.isna() & then.isna())
    fresh = (~known | ~same).set_axis(newest.index)
    return TableChange(
        table_id=contract.table_id,
        rows=entry.rows,
        bytes=entry.bytes,
        newest_period=entry.newest_period,
        added=int((~known).sum()),
        changed=int((known & ~same).sum()),
        warnings=implausible(contract, newest, fresh=fresh, known_sources=set(held["source_id"])),
    )


def _storage_message(contract: TableContract, error: OSError) -> str:
    return (
        f"{contract.table_id}: the new table could not be written ({error.strerror or error}). The "
        "last good table stays in use. Make room on the disk, then build again."
    )
