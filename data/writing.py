"""Replacing a table: written beside the old one, checked, and published by the manifest."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.contracts import TableContract
from data.reading import read_parquet, verified
from data.store import (
    MANIFEST,
    Citation,
    Edition,
    Manifest,
    TableEntry,
    load_manifest,
)


def held_rows(folder: Path, contract: TableContract) -> pd.DataFrame:
    """Every vintage held in a folder, or no rows where the table has not been built."""
    entry = load_manifest(folder).tables.get(contract.table_id)
    if entry is None:
        return no_rows(contract)
    return read_parquet(verified(folder, entry.file, entry.sha256, contract))


def no_rows(contract: TableContract) -> pd.DataFrame:
    """An empty table in the contract's columns."""
    empty: pd.DataFrame = contract.schema.empty_table().to_pandas(date_as_object=False)
    return empty


def replace_table(
    folder: Path,
    contract: TableContract,
    rows: pd.DataFrame,
    *,
    editions: Sequence[Edition],
    build_version: str,
    citations: Mapping[str, Citation] = MappingProxyType({}),
) -> TableEntry:
    """Check a table and put it in the place of the old one in a single step.

    The new file is complete on disk before the manifest names it, so a crash at any moment
    leaves the old table in service. The file it replaces stays until the next build, for
    readers that are in the middle of it.

    Raises:
        TableContractError: If the rows break the contract; nothing has changed then.
        OSError: If the disk is full or cannot be written; nothing has changed then.
    """
    contract.check(rows)
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"{contract.table_id}.{os.getpid()}.part"
    try:
        _write(unfinished, contract.to_arrow(rows))
        entry = _entry(unfinished, contract, rows, editions)
        os.replace(unfinished, folder / entry.file)
    finally:
        unfinished.unlink(missing_ok=True)
    before = load_manifest(folder)
    tables = {**before.tables, contract.table_id: entry}
    sources = {**before.sources, **citations}
    manifest = replace(before, tables=tables, sources=sources, build_version=build_version)
    write_manifest(folder, manifest)
    _sweep(folder, contract, keep={entry.file, *_file_of(before, contract)})
    return entry


def sweep(folder: Path) -> None:
    """Remove every table file that the manifest does not name, which nobody may be reading."""
    named = {entry.file for entry in load_manifest(folder).tables.values()}
    for path in folder.glob("*.parquet"):
        if path.name not in named:
            path.unlink(missing_ok=True)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in a single step."""
    unfinished = folder / f"{MANIFEST}.{os.getpid()}.part"
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(manifest.to_json())
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, folder / MANIFEST)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, table: pa.Table) -> None:
    with path.open("wb") as file:
        pq.write_table(table, file, compression="zstd", compression_level=19)
        file.flush()
        os.fsync(file.fileno())


def _entry(
    path: Path, contract: TableContract, rows: pd.DataFrame, editions: Sequence[Edition]
) -> TableEntry:
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    periods = rows["period_end"] if "period_end" in rows else rows["vintage"]
    return TableEntry(
        file=f"{contract.table_id}-{digest[:8]}.parquet",
        sha256=digest,
        bytes=len(content),
        rows=len(rows),
        oldest_period=_day(periods.min()),
        newest_period=_day(periods.max()),
        editions=tuple(sorted(editions, key=lambda edition: (edition.source_id, edition.vintage))),
    )


def _day(moment: date) -> str:
    return "" if pd.isna(moment) else f"{moment:%Y-%m-%d}"


def _file_of(manifest: Manifest, contract: TableContract) -> set[str]:
    entry = manifest.tables.get(contract.table_id)
    return {entry.file} if entry else set()


def _sweep(folder: Path, contract: TableContract, *, keep: set[str]) -> None:
    """Remove generations older than the one just replaced."""
    for path in folder.glob(f"{contract.table_id}-????????.parquet"):
        if path.name not in keep:
            path.unlink(missing_ok=True)
