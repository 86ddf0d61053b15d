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

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data.contracts import VINTAGE, TableContract
from data.errors import SnapshotError, TableMissingError
from data.tables import TABLES

EMBEDDED = Path(__file__).parent / "snapshot"
MANIFEST = "manifest.json"
FOLDER_VARIABLE = "KNIFE_CRIME_DATA"
LOCAL_VARIABLE = "KNIFE_CRIME_LOCAL"

_NULLABLE = {pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}


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
    return Path(os.environ.get(FOLDER_VARIABLE) or EMBEDDED)


def local_folder() -> Path:
    """The folder of imported tables: beside the embedded ones, or inside another folder in use."""
    if named := os.environ.get(LOCAL_VARIABLE):
        return Path(named)
    folder = tables_folder()
    return folder.parent / "local" if folder == EMBEDDED else folder / "local"


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
    paths = [folder / MANIFEST for folder in (tables_folder(), local_folder())]
    content = b"".join(path.read_bytes() for path in paths if path.exists())
    return hashlib.sha256(content).hexdigest()[:12] if content else "none"


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

    Raises:
        TableMissingError: If the table has not been built or loaded in the folders in use.
        SnapshotError: If the file is not the one the manifest describes.
    """
    return _vintages(_files_of(table_id), table_id)


def citations() -> Mapping[str, Citation]:
    """How each source of the tables in use is named, by its id."""
    return {**load_manifest(local_folder()).sources, **load_manifest(tables_folder()).sources}


def editions(table_id: str) -> tuple[Edition, ...]:
    """The published files behind a table, oldest first; none where it has not been built."""
    return tuple(edition for _, entry in _held(table_id) for edition in entry.editions)


def _held(table_id: str) -> list[tuple[Path, TableEntry]]:
    """The folders that have the table: the one in use, then the local one for importable tables."""
    local = [local_folder()] if table_id in TABLES and TABLES[table_id].template else []
    entries = [
        (folder, load_manifest(folder).tables.get(table_id)) for folder in (tables_folder(), *local)
    ]
    return [(folder, entry) for folder, entry in entries if entry is not None]


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
        f"No figures are loaded for '{table_id}': no open data holds them, and no file has been "
        f"imported. Such a file is held by {contract.holder}. Load it with 'knife-crime ingest "
        f"import {contract.template} FILE'; 'knife-crime ingest import {contract.template} "
        "--example' writes a made-up file that shows the layout."
    )


@lru_cache(maxsize=64)
def _latest(files: tuple[tuple[Path, str], ...], table_id: str, as_of: date | None) -> pd.DataFrame:
    rows = _vintages(files, table_id)
    if as_of is not None:
        rows = rows[rows[VINTAGE] <= pd.Timestamp(as_of)]
    return latest(rows, TABLES[table_id])


def latest(rows: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    """For each cell the row of its newest vintage, ordered by the key."""
    newest = rows.sort_values(VINTAGE, kind="stable").drop_duplicates([*contract.key], keep="last")
    return newest.sort_values([*contract.key]).reset_index(drop=True)


@lru_cache(maxsize=32)
def _vintages(files: tuple[tuple[Path, str], ...], table_id: str) -> pd.DataFrame:
    parts = [
        read_parquet(verified(folder, f"{table_id}-{sha256[:8]}.parquet", sha256))
        for folder, sha256 in files
    ]
    frame = parts[0] if len(parts) == 1 else pd.concat(parts, ignore_index=True)
    texts = [column.name for column in TABLES[table_id].columns if column.type == "string"]
    return frame.assign(**{name: _category(frame[name]) for name in texts})


def _category(values: pd.Series) -> pd.Series:
    """A text column as categories in alphabetical order, so that sorting sorts by the text."""
    category = values.astype("category")
    return category.cat.set_categories(sorted(category.cat.categories))


def read_parquet(path: Path) -> pd.DataFrame:
    """The rows of a table file, texts as strings, dates as `datetime64`, counts as `Int64`."""
    frame = pq.read_table(path).to_pandas(date_as_object=False, types_mapper=_NULLABLE.get)
    dates = [name for name in ("period_end", VINTAGE) if name in frame]
    typed: pd.DataFrame = frame.astype(dict.fromkeys(dates, "datetime64[s]"))
    return typed


def verified(folder: Path, name: str, sha256: str) -> Path:
    """The path of a table whose bytes are those the manifest recorded.

    Raises:
        SnapshotError: If the file is absent or differs.
    """
    path = folder / name
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "no file"
    if found != sha256:
        raise SnapshotError(
            f"{path} is not the table the manifest describes (expected sha256 {sha256[:12]}, "
            f"found {found[:12]}). Restore the folder, or build it anew with "
            "'knife-crime ingest build --from-scratch'."
        )
    return path
