"""Monthly stop and search files, written to disk out of an archive or an answer of the API."""

import contextlib
import csv
import itertools
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP
from ingest.receipts import Held, read_receipt, receipt_path
from ingest.search_answers import write_answer
from ingest.search_months import ANSWER, COLUMNS, FIRST_MONTH, MonthFile, month_named

MEMBER = re.compile(
    r"(?:^|/)(?P<month>\d{4}-\d{2})-(?P<force>metropolitan|city-of-london)-stop-and-search\.csv$"
)
PIECE = 1 << 20


def month_files(path: Path) -> list[MonthFile]:
    """The two forces' monthly files that a raw file holds, in order of time, from 2018 on.

    Raises:
        SourceChangedError: If it holds none, or one of them twice.
    """
    names = [path.name] if _is_answer(path) else _members(path)
    pattern = ANSWER if _is_answer(path) else MEMBER
    named = [month for name in names if (month := month_named(pattern, name))]
    found = [month for month in named if month.period_end >= FIRST_MONTH]
    if not found:
        raise SourceChangedError(
            f"{path.name}: expected files named like 2024-08-metropolitan-stop-and-search.csv, of "
            f"January 2018 or later, found {names[:3] or 'none'}. {NEXT_STEP}"
        )
    found.sort(key=lambda month: (month.period_end, month.force_code))
    for month, after in itertools.pairwise(found):
        if month.file_name == after.file_name:
            raise SourceChangedError(
                f"{path.name}: expected one file a month and force, found {month.member} and "
                f"{after.member}. Nothing was changed. Leave one of them out."
            )
    return found


def months_held(paths: Iterable[Path]) -> list[MonthFile]:
    """The months that raw files hold; one that is damaged or no longer as received holds none."""
    held: list[MonthFile] = []
    for path in paths:
        receipt = read_receipt(receipt_path(path))
        if _is_answer(path) and receipt and not Held(path=path, receipt=receipt).intact:
            continue
        with contextlib.suppress(SourceChangedError):
            held += month_files(path)
    return held


def write_month(path: Path, month: MonthFile, folder: Path) -> Path:
    """Write a month's records to a folder as CSV, passing them on in pieces.

    Raises:
        SourceChangedError: If the archive is damaged or the columns are not those expected.
    """
    target = folder / month.file_name
    if _is_answer(path):
        write_answer(path, target)
        return target
    try:
        with (
            zipfile.ZipFile(path) as archive,
            archive.open(month.member) as source,
            target.open("wb") as file,
        ):
            shutil.copyfileobj(source, file, PIECE)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise _damaged(path, error) from error
    with target.open("rb") as file:
        _check_columns(file, month)
    return target


def header_of(path: Path) -> tuple[str, ...]:
    """The column names of a CSV file on disk, in its own order."""
    with path.open("rb") as file:
        return _header(file)


def _is_answer(path: Path) -> bool:
    return path.name.removesuffix(".gz").endswith(".json")


def _members(path: Path) -> list[str]:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except zipfile.BadZipFile as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> SourceChangedError:
    return SourceChangedError(
        f"{path.name}: expected a complete zip archive, found a damaged one ({error}). Nothing was "
        "changed. Fetch it again."
    )


def _check_columns(file: BinaryIO, month: MonthFile) -> None:
    header = _header(file)
    absent = [name for name in COLUMNS if name not in header]
    if absent:
        raise SourceChangedError(
            f"{month.member}: expected a column '{absent[0]}', found {list(header)}. {NEXT_STEP}"
        )


def _header(file: BinaryIO) -> tuple[str, ...]:
    line = file.readline().decode("utf-8-sig", errors="replace")
    return tuple(next(csv.reader([line]), []))
