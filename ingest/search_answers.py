"""A police force's month of stop and search as the data.police.uk API answers it."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, publisher_bytes
from ingest.search_months import ANSWER, COLUMNS, month_named

LEAST_SHARE_OF_ITS_MONTH = 0.5


def check_answer(path: Path, name: str) -> None:
    """Refuse an answer that is not a force's searches of the month in its name.

    Raises:
        SourceChangedError: If it is no list of searches, is empty, or is mostly of other months.
            The API answers with the newest month where it does not understand the one asked for.
    """
    _searches(path, name)


def write_answer(path: Path, target: Path) -> None:
    """Write an answer as CSV in the columns of the archive's files.

    Raises:
        SourceChangedError: If it is not in the API's layout, or of another month than its name.
    """
    try:
        rows = [_record(fields) for fields in _searches(path, path.name)]
    except (KeyError, TypeError, AttributeError) as error:
        raise _not_the_layout(path.name, error) from error
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([COLUMNS, *rows])


def _searches(path: Path, name: str) -> list[Mapping[str, Any]]:
    month = month_named(ANSWER, name)
    assert month is not None, name
    try:
        searches: list[Mapping[str, Any]] = json.loads(publisher_bytes(path))
        dates = [str(search["datetime"]) for search in searches]
    except (ValueError, KeyError, TypeError) as error:
        raise _not_the_layout(name, error) from error
    found = sum(text.startswith(f"{month.period_end:%Y-%m}") for text in dates)
    if found < max(1, LEAST_SHARE_OF_ITS_MONTH * len(dates)):
        newest = f", the newest of {max(dates)[:10]}" if dates else ""
        raise SourceChangedError(
            f"{name}: expected searches of {month.period_end:%B %Y}, found {found} of them among "
            f"{len(dates)}{newest}. An empty answer is a month not yet supplied, never a zero. "
            "Fetch it again later; if it stays so, ask the publisher."
        )
    return searches


def _not_the_layout(name: str, error: Exception) -> SourceChangedError:
    return SourceChangedError(
        f"{name}: expected a list of searches in the API's layout, failed at {error!r}. {NEXT_STEP}"
    )


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
