"""Monthly stop and search files, written to disk out of an archive or an answer of the API."""

import csv
import itertools
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from data.areas import CITY_OF_LONDON_POLICE, METROPOLITAN_POLICE
from data.errors import SourceChangedError
from data.periods import month_end
from ingest.raw_table import NEXT_STEP, publisher_bytes

FORCES = {"metropolitan": METROPOLITAN_POLICE, "city-of-london": CITY_OF_LONDON_POLICE}
MEMBER = re.compile(
    r"(?:^|/)(?P<month>\d{4}-\d{2})-(?P<force>metropolitan|city-of-london)-stop-and-search\.csv$"
)
ANSWER = re.compile(r"stops-force_(?P<force>metropolitan|city-of-london)_(?P<month>\d{4}-\d{2})\.")
COLUMNS = (
    "Type",
    "Date",
    "Part of a policing operation",
    "Policing operation",
    "Latitude",
    "Longitude",
    "Gender",
    "Age range",
    "Self-defined ethnicity",
    "Officer-defined ethnicity",
    "Legislation",
    "Object of search",
    "Outcome",
    "Outcome linked to object of search",
    "Removal of more than just outer clothing",
)
PIECE = 1 << 20


@dataclass(frozen=True, kw_only=True)
class MonthFile:
    """One force's searches of one month, as the publisher files them.

    Attributes:
        member: Its name in the archive, for messages.
    """

    force_code: str
    period_end: date
    member: str

    @property
    def file_name(self) -> str:
        """A name on disk that says force and month."""
        return f"{self.force_code}_{self.period_end:%Y-%m}.csv"


def month_files(path: Path) -> list[MonthFile]:
    """The two forces' monthly files that a raw file holds, in order of time.

    Raises:
        SourceChangedError: If it holds none, or one of them twice.
    """
    names = [path.name] if _is_answer(path) else _members(path)
    pattern = ANSWER if _is_answer(path) else MEMBER
    found = [_month_file(match, name) for name in names if (match := pattern.search(name))]
    if not found:
        raise SourceChangedError(
            f"{path.name}: expected files named like 2024-08-metropolitan-stop-and-search.csv, "
            f"found {names[:3] or 'none'}. {NEXT_STEP}"
        )
    found.sort(key=lambda month: (month.period_end, month.force_code))
    for month, after in itertools.pairwise(found):
        if month.file_name == after.file_name:
            raise SourceChangedError(
                f"{path.name}: expected one file a month and force, found {month.member} and "
                f"{after.member}. Nothing was changed. Leave one of them out."
            )
    return found


def write_month(path: Path, month: MonthFile, folder: Path) -> Path:
    """Write a month's records to a folder as CSV, passing them on in pieces.

    Raises:
        SourceChangedError: If the archive is damaged or the columns are not those expected.
    """
    target = folder / month.file_name
    if _is_answer(path):
        _write_answer(path, target)
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


def _month_file(match: re.Match[str], member: str) -> MonthFile:
    year, month = (int(part) for part in match["month"].split("-"))
    return MonthFile(
        force_code=FORCES[match["force"]], period_end=month_end(year, month), member=member
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


def _write_answer(path: Path, target: Path) -> None:
    """The API's answer in the columns of the archive's files."""
    try:
        rows = [_record(fields) for fields in json.loads(publisher_bytes(path))]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceChangedError(
            f"{path.name}: expected a list of searches in the API's layout, failed at {error!r}. "
            f"{NEXT_STEP}"
        ) from error
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])


def _record(fields: Mapping[str, Any]) -> Sequence[str]:
    place = fields["location"] or {"latitude": None, "longitude": None}
    return [
        _text(value)
        for value in (
            fields["type"],
            fields["datetime"],
            fields["operation"],
            fields["operation_name"],
            place["latitude"],
            place["longitude"],
            fields["gender"],
            fields["age_range"],
            fields["self_defined_ethnicity"],
            fields["officer_defined_ethnicity"],
            fields["legislation"],
            fields["object_of_search"],
            fields["outcome"] or None,
            fields["outcome_linked_to_object_of_search"],
            fields["removal_of_more_than_outer_clothing"],
        )
    ]


def _text(value: object) -> str:
    return "" if value is None else str(value)
