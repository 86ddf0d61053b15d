"""The only door to the Parquet tables: verified reading, as published now or on a past date.

A folder of tables holds one file per table, named by its content, and a `manifest.json` that
says which file is current. Replacing the manifest is what publishes a table, so a reader sees
the old table or the new one and never half of either.

Files that their holders supply never enter the embedded folder: they are imported into a local
folder of the same kind, whose rows are read after the others' where a contract names a template.
"""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.cells import by_cell_and_vintage, newest_of_each
from data.contracts import VINTAGE, TableContract
from data.errors import SnapshotError, TableMissingError
from data.reading import in_order, read_parquet, verified
from data.tables import TABLES

EMBEDDED = Path(__file__).parent / "snapshot"
MANIFEST = "manifest.json"
FOLDER_VARIABLE = "KNIFE_CRIME_DATA"
LOCAL_VARIABLE = "KNIFE_CRIME_LOCAL"


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One published file that was read: its date, where the date comes from, its raw files."""

    source_id: str
    vintage: str
    vintage_basis: str
    files: tuple[Mapping[str, str | int], ...]


@dataclass(frozen=True, kw_only=True)
class Citation:
    """How a source is named beside its figures, and when its next edition is due.

    Attributes:
        next_release: Last day of the month the next edition is due in; blank for a closed series.
    """

    publisher: str
    title: str
    landing_page: str
    licence: str
    next_release: str = ""


@dataclass(frozen=True, kw_only=True)
class TableEntry:
    """What the manifest says of one table."""

    file: str
    sha256: str
    bytes: int
    rows: int
    oldest_period: str
    newest_period: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a folder of tables holds and where it came from."""

    build_version: str
    tables: Mapping[str, TableEntry]
    sources: Mapping[str, Citation] = field(default_factory=dict)

    def to_json(self) -> str:
        """The manifest as it stands on disk: no clock in it, so equal input gives equal bytes."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"


def tables_folder() -> Path:
    """The folder of tables in use: the embedded one unless the environment names another."""
    return _folders().tables


def local_folder() -> Path:
    """The folder of imported tables: beside the embedded ones, or inside another folder in use."""
    return _folders().local


class _Folders(NamedTuple):
    """The folders in use, and the paths of their manifests."""

    tables: Path
    local: Path
    manifests: tuple[Path, Path]


def _folders() -> _Folders:
    """Asked many times for each page, so that no path is put together again."""
    return _named(os.environ.get(FOLDER_VARIABLE), os.environ.get(LOCAL_VARIABLE))


@lru_cache(maxsize=8)
def _named(tables: str | None, local: str | None) -> _Folders:
    folder = Path(tables or EMBEDDED)
    beside = folder.parent if folder == EMBEDDED else folder
    other = Path(local) if local else beside / "local"
    return _Folders(folder, other, (folder / MANIFEST, other / MANIFEST))


def load_manifest(folder: Path) -> Manifest:
    """Read a manifest; a folder without one holds no tables.

    Raises:
        SnapshotError: If the file is there and cannot be understood.
    """
    path = folder / MANIFEST
    if not path.exists():
        return Manifest(build_version="", tables={})
    return _parse(path.read_text(encoding="utf-8"), str(path))


@lru_cache(maxsize=8)
def _parse(text: str, path: str) -> Manifest:
    """The manifest a text spells; kept, so that unchanged text is parsed once."""
    try:
        content = json.loads(text)
        tables = {name: _entry(fields) for name, fields in content["tables"].items()}
        sources = {name: Citation(**fields) for name, fields in content.get("sources", {}).items()}
        return Manifest(build_version=content["build_version"], tables=tables, sources=sources)
    except (ValueError, KeyError, TypeError) as error:
        raise SnapshotError(
            f"{path} cannot be read ({error}). Restore it, or build the tables anew with "
            "'knife-crime ingest build --from-scratch'."
        ) from error


def _entry(fields: dict[str, object]) -> TableEntry:
    editions = fields.pop("editions")
    assert isinstance(editions, list)
    return TableEntry(
        editions=tuple(Edition(**{**e, "files": tuple(e["files"])}) for e in editions),
        **fields,  # type: ignore[arg-type]
    )


def data_version() -> str:
    """Twelve characters that change whenever any table changes; for caches and ETags."""
    return _version(_stamps())


Stamp = tuple[str, int, int, int]
Stamps = tuple[Stamp | None, ...]


def _stamps() -> Stamps:
    """What changes whenever a manifest is put in place; asked with every page, so not its text."""
    return tuple(map(_stamp, _folders().manifests))


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return str(path), found.st_ino, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=8)
def _version(stamps: Stamps) -> str:
    content = b"".join(Path(stamp[0]).read_bytes() for stamp in stamps if stamp)
    return hashlib.sha256(content).hexdigest()[:12] if content else "none"


def tables_in_use() -> str:
    """Folder and content of the tables in use: part of the key of every cache of figures."""
    return f"{tables_folder()}@{data_version()}"


def read_table(table_id: str, *, as_of: date | None = None) -> pd.DataFrame:
    """A table as last published, or as it stood on a past date; do not modify the result.

    Args:
        table_id: One of `data.tables.TABLES`.
        as_of: Leave out everything published after this day.

    Returns:
        The contract's columns, one row per cell: the newest vintage that has it. Dates are
        `datetime64`, texts are categories. Rows are ordered by the contract's key.

    Raises:
        TableMissingError: If the table has not been built or loaded in the folders in use.
        SnapshotError: If the file is not the one the manifest describes.
    """
    return _latest(_files_of(table_id), table_id, as_of)


def read_vintages(table_id: str) -> pd.DataFrame:
    """Every vintage of a table: each row is a value that was new or changed in that vintage.

    Rows are ordered by the contract's key and vintage; do not modify the result.

    Raises:
        TableMissingError: If the table has not been built or loaded in the folders in use.
        SnapshotError: If the file is not the one the manifest describes.
    """
    return _vintages(_files_of(table_id), table_id)[0]


def citations() -> Mapping[str, Citation]:
    """How each source of the tables in use is named, by its id."""
    return {**load_manifest(local_folder()).sources, **load_manifest(tables_folder()).sources}


def editions(table_id: str) -> tuple[Edition, ...]:
    """The published files behind a table, oldest first; none where it has not been built."""
    return tuple(edition for _, entry in _held(table_id) for edition in entry.editions)


def _held(table_id: str) -> tuple[tuple[Path, TableEntry], ...]:
    """The folders that have the table: the one in use, then the local one for importable tables."""
    is_importable = table_id in TABLES and bool(TABLES[table_id].template)
    tables, local = _stamps()
    return _entries((tables, local) if is_importable else (tables,), table_id)


@lru_cache(maxsize=256)
def _entries(stamps: Stamps, table_id: str) -> tuple[tuple[Path, TableEntry], ...]:
    folders = [Path(stamp[0]).parent for stamp in stamps if stamp]
    entries = [(folder, load_manifest(folder).tables.get(table_id)) for folder in folders]
    return tuple((folder, entry) for folder, entry in entries if entry is not None)


def _files_of(table_id: str) -> tuple[tuple[Path, str], ...]:
    """Folder and content of the files that make up a table."""
    held = _held(table_id)
    if not held:
        raise TableMissingError(_absence(table_id))
    return tuple((folder, entry.sha256) for folder, entry in held)


def _absence(table_id: str) -> str:
    contract = TABLES.get(table_id)
    if contract is None or not contract.template:
        usual = (
            "'knife-crime ingest list' shows the sources; 'knife-crime ingest build' makes the "
            "tables."
        )
        advice = contract.loading if contract and contract.loading else usual
        return f"The table '{table_id}' is not loaded in {tables_folder()}. {advice}"
    return (
        f"No figures are loaded into the table '{table_id}': no open data holds them, and no file "
        f"has been imported. Such a file is held by {contract.holder}. Load it with "
        f"'knife-crime ingest import {contract.template} FILE'; 'knife-crime ingest "
        f"import {contract.template} --example' writes a made-up file that shows the layout."
    )


@lru_cache(maxsize=64)
def _latest(files: tuple[tuple[Path, str], ...], table_id: str, as_of: date | None) -> pd.DataFrame:
    rows, cell = _vintages(files, table_id)
    if as_of is not None:
        published = (rows[VINTAGE] <= pd.Timestamp(as_of)).to_numpy(dtype=bool)
        rows, cell = rows[published], cell[published]
    return newest_of_each(rows, cell)


def latest(rows: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    """For each cell the row of its newest vintage, ordered by the key."""
    return newest_of_each(*by_cell_and_vintage(rows, contract.key))


@lru_cache(maxsize=32)
def _vintages(
    files: tuple[tuple[Path, str], ...], table_id: str
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Every vintage by cell and date, and the number of each row's cell.

    Kept so: a table as it stood on a day is then a choice of rows, whatever the day.
    """
    contract = TABLES[table_id]
    texts = [column.name for column in contract.columns if column.type == "string"]
    whole = texts if len(files) == 1 else ()
    parts = [
        read_parquet(verified(folder, f"{table_id}-{s[:8]}.parquet", s, contract), categories=whole)
        for folder, s in files
    ]
    rows = parts[0] if whole else pd.concat(parts, ignore_index=True)
    ordered = rows.assign(**{name: in_order(rows[name]) for name in texts if not whole})
    return by_cell_and_vintage(ordered, contract.key)
