"""From a source's raw files to the full vintages they state, each checked against its contract."""

import gzip
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from data.contracts import VINTAGE, TableContract
from data.errors import KnifeCrimeError, SourceChangedError
from data.store import Edition
from data.vintages import FullVintage
from ingest.source import Source, Tidied


@dataclass(frozen=True, kw_only=True)
class SourceReading:
    """All that a source's raw files say.

    Attributes:
        tables: Full vintages by table id, oldest first.
        editions: One for each vintage.
    """

    source: Source
    tables: Mapping[str, list[FullVintage]]
    editions: tuple[Edition, ...]


@dataclass(frozen=True, kw_only=True)
class _FileReading:
    name: str
    path: Path
    tidied: Tidied


def read_source(
    source: Source, files: list[Path], on_file: Callable[[Path], None]
) -> SourceReading:
    """Read every raw file of a source.

    Args:
        source: Whose files they are.
        files: In the order in which later copies of the same file replace earlier ones.
        on_file: Called before each file.

    Raises:
        SourceChangedError: If a file is not as its module expects, or two files of one vintage
            state different figures for the same cell.
        TableContractError: If what was read breaks a table's contract.
    """
    newest_copies: dict[tuple[date, str], _FileReading] = {}
    for path in files:
        on_file(path)
        try:
            reading = _read_file(source, path)
        except KnifeCrimeError as error:
            raise type(error)(
                f"{error} If the publisher has made a slip, remove {path}."
            ) from error
        newest_copies[reading.tidied.vintage, reading.name] = reading
    by_vintage: dict[date, list[_FileReading]] = {}
    for (vintage, _), reading in sorted(newest_copies.items()):
        by_vintage.setdefault(vintage, []).append(reading)
    return SourceReading(
        source=source,
        tables={
            contract.table_id: [
                _full_vintage(source, vintage, readings, contract)
                for vintage, readings in by_vintage.items()
            ]
            for contract in source.tables
        },
        editions=tuple(
            _edition(source, vintage, readings) for vintage, readings in by_vintage.items()
        ),
    )


def _read_file(source: Source, path: Path) -> _FileReading:
    tidied = source.tidy(path)
    for contract in source.tables:
        contract.check(_dated(tidied.tables[contract.table_id], tidied.vintage, contract))
    if source.check:
        source.check(tidied)
    return _FileReading(name=path.name.removesuffix(".gz"), path=path, tidied=tidied)


def _dated(rows: pd.DataFrame, vintage: date, contract: TableContract) -> pd.DataFrame:
    return rows.assign(**{VINTAGE: pd.Timestamp(vintage)})[contract.names]


def _full_vintage(
    source: Source, vintage: date, readings: list[_FileReading], contract: TableContract
) -> FullVintage:
    """What the files of one vintage say together; where they overlap they must agree."""
    parts = [reading.tidied.tables[contract.table_id] for reading in readings]
    rows = pd.concat(parts, ignore_index=True).drop_duplicates(ignore_index=True)
    disputed = rows[rows.duplicated([*contract.key], keep=False)]
    if len(disputed):
        cell = disputed.iloc[0][[*contract.key]].to_dict()
        same = disputed[(disputed[[*contract.key]] == pd.Series(cell)).all(axis=1)]
        raise SourceChangedError(
            f"{source.source_id}: {' and '.join(reading.name for reading in readings)} are both of "
            f"{vintage} and disagree on {cell}: {same[contract.value_column].tolist()}. Nothing "
            "was changed. Remove the file that is wrong from the raw folder."
        )
    return FullVintage(vintage=vintage, source_id=source.source_id, rows=rows)


def _edition(source: Source, vintage: date, readings: list[_FileReading]) -> Edition:
    return Edition(
        source_id=source.source_id,
        vintage=vintage.isoformat(),
        vintage_basis=readings[0].tidied.vintage_basis,
        files=tuple(_file_facts(reading) for reading in readings),
    )


def _file_facts(reading: _FileReading) -> dict[str, str | int]:
    """Name, content and size of the publisher's file, read in pieces: archives are large."""
    packed = reading.path.suffix == ".gz"
    with gzip.open(reading.path) if packed else reading.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return {"name": reading.name, "sha256": digest, "bytes": file.tell()}
