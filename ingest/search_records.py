"""Stop and search records added up by DuckDB, a few months at a time; only totals are kept."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data.errors import SourceChangedError
from ingest import search_sql
from ingest.polygons import Polygons
from ingest.raw_table import NEXT_STEP
from ingest.search_files import header_of, month_files, write_month
from ingest.search_months import MonthFile
from ingest.search_vocabulary import ADVICE

BATCH_BYTES = 20_000_000
MEMORY = "256MB"


@dataclass(frozen=True, kw_only=True)
class SearchTotals:
    """What the records of a raw file add up to, in our words, while its database is open.

    Attributes:
        months: A row per force and month held: `searches`, `without_coordinates`,
            `outside_london`, `exact_repeats`, `first_day` and `last_day`.
    """

    months: pd.DataFrame
    database: duckdb.DuckDBPyConnection

    def table(self, name: str) -> pd.DataFrame:
        """Searches of a month by force and several attributes.

        Args:
            name: "borough", by area, object, power and outcome; "ethnicity", searches of people
                by area, object, ethnicity on either basis and whether under section 60; "person",
                by object, that, and every personal attribute; "words", searches of people by
                ethnicity on either basis, in the words of the records and in ours.
        """
        return _frame(self.database, search_sql.totals(name))


@contextmanager
def search_totals(path: Path, polygons: Polygons) -> Iterator[SearchTotals]:
    """Totals of every record in a raw file, whose records are on disk only in passing.

    Raises:
        SourceChangedError: If a file cannot be read as agreed, or has a word that the vocabulary
            lacks.
    """
    files = month_files(path)
    with tempfile.TemporaryDirectory(prefix="searches-") as name, duckdb.connect() as database:
        folder = Path(name)
        _set_up(database, files, folder)
        for batch in _batches(path, files, folder):
            _add(database, batch, polygons)
        database.execute(search_sql.LET_GO)
        yield SearchTotals(months=_frame(database, search_sql.MONTHS), database=database)


def _frame(database: duckdb.DuckDBPyConnection, query: str) -> pd.DataFrame:
    """The answer, its words as texts; DuckDB hands them over as categories, which is small."""
    frame = database.sql(query).df()
    categories = frame.select_dtypes("category").columns
    worded: pd.DataFrame = frame.astype(dict.fromkeys(categories, "str"))
    return worded


def _set_up(database: duckdb.DuckDBPyConnection, files: Sequence[MonthFile], folder: Path) -> None:
    settings: Mapping[str, object] = {
        "memory_limit": MEMORY,
        "temp_directory": str(folder / "spilled"),
        "TimeZone": "UTC",
        "preserve_insertion_order": False,
    }
    for setting, value in settings.items():
        database.execute(f"SET {setting} = ?", [value])
    for statement in search_sql.set_up():
        database.execute(statement)
    held = [(month.force_code, month.period_end) for month in files]
    database.executemany("INSERT INTO held VALUES (?, ?)", held)


def _batches(path: Path, files: Sequence[MonthFile], folder: Path) -> Iterator[list[Path]]:
    """Files of one layout on disk, some months at a time; gone when the next are asked for."""
    batch: list[Path] = []
    for month in files:
        file = write_month(path, month, folder)
        full = sum(written.stat().st_size for written in batch) + file.stat().st_size > BATCH_BYTES
        if batch and (full or header_of(file) != header_of(batch[0])):
            yield batch
            _remove(batch)
            batch = []
        batch.append(file)
    yield batch
    _remove(batch)


def _remove(files: Sequence[Path]) -> None:
    for file in files:
        file.unlink()


def _add(database: duckdb.DuckDBPyConnection, batch: Sequence[Path], polygons: Polygons) -> None:
    try:
        database.execute(search_sql.read_batch(batch, header_of(batch[0])))
    except duckdb.Error as error:
        found = str(error).splitlines()[0]
        raise SourceChangedError(
            f"{', '.join(file.name for file in batch)}: expected rows of comma-separated text, "
            f"failed at: {found} {NEXT_STEP}"
        ) from error
    _refuse_strange_words(database)
    _place(database, polygons)
    database.execute(search_sql.PLACE_BATCH)
    for statement in search_sql.add_up():
        database.execute(statement)


def _refuse_strange_words(database: duckdb.DuckDBPyConnection) -> None:
    found = database.execute(search_sql.STRANGE).fetchone()
    if found:
        (column, _, word), force, month, rows = found[0].partition(": "), *found[1:]
        expected = "a date and time" if column == "Date" else "a word of the vocabulary"
        raise SourceChangedError(
            f"stop and search of {force}, {month:%B %Y}, column '{column}': expected {expected}, "
            f"found '{word}' in {rows} rows. {ADVICE}"
        )


def _place(database: duckdb.DuckDBPyConnection, polygons: Polygons) -> None:
    """Find the area of each point not met before: the publisher uses a few thousand points only."""
    new = database.execute(search_sql.NEW_POINTS).df()
    try:
        longitude, latitude = (new[name].to_numpy(np.float64) for name in ("longitude", "latitude"))
    except ValueError as error:
        raise SourceChangedError(
            f"stop and search: expected coordinates in degrees, found {error}. {NEXT_STEP}"
        ) from error
    points = new.assign(area_code=polygons.area_codes(longitude, latitude))
    database.register("new_points", points)
    database.execute(search_sql.ADD_POINTS)
    database.unregister("new_points")
