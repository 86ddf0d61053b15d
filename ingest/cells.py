"""One cell of a supplied file: what it means by its column, or why it is refused."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from data.areas import all_areas, find_area
from data.errors import UnknownAreaError
from data.periods import ends_here, month_end
from ingest.templates.template import (
    CHOICE,
    DAY,
    PERCENT,
    PLACE,
    PSEUDONYM,
    TEXT,
    WHOLE,
    TemplateColumn,
)

WHOLE_NUMBER = re.compile(r"\d{1,12}")
PERCENTAGE = re.compile(r"\d{1,3}(\.\d{1,6})?")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAY_FORM = re.compile(r"(19|20)\d\d-\d\d-\d\d|\d\d-\d\d-(19|20)?\d\d")
"""A day, as of birth, which is no pseudonym; eight digits alone may be the number of a row."""
PSEUDONYM_FORM = re.compile(r"(?=.*\d)[A-Za-z0-9-]{6,64}")
RUNS_AS_FORMULA = ("=", "+", "-", "@")
EARLIEST = date(1990, 1, 1)


class CellError(ValueError):
    """Why a cell is refused, in words that do not repeat what it holds."""


def cell_value(text: str, column: TemplateColumn, today: date) -> Any:
    """The value of a cell: text, whole number, date or area code; None for a blank.

    Args:
        text: The cell as it stands in the file.
        column: What it should be.
        today: Days after this one are refused unless the column plans ahead.

    Raises:
        CellError: If the cell is not as the column says.
    """
    stripped = text.strip()
    if not stripped:
        if column.required:
            raise CellError("expected a value, found a blank")
        return None
    if any(ord(character) < 32 for character in stripped):
        raise CellError("holds a line break, a tab or another control character; take it out")
    if stripped.startswith(RUNS_AS_FORMULA):
        raise CellError("begins with =, +, - or @, which a spreadsheet runs as a formula")
    if len(stripped) > column.longest:
        raise CellError(f"has {len(stripped):,} characters; {column.longest} are allowed")
    return _READERS[column.kind](stripped, column, today)


def _text(text: str, _column: TemplateColumn, _today: date) -> str:
    return text


def _whole(text: str, _column: TemplateColumn, _today: date) -> int:
    if not WHOLE_NUMBER.fullmatch(text):
        raise CellError("expected a whole number without separators, such as 1250")
    return int(text)


def _percent(text: str, _column: TemplateColumn, _today: date) -> float:
    if not PERCENTAGE.fullmatch(text) or float(text) > 100:
        raise CellError("expected a percentage from 0 to 100 without a sign, such as 19.7")
    return float(text)


def _day(text: str, column: TemplateColumn, today: date) -> date:
    if not ISO_DAY.fullmatch(text):
        raise CellError("expected a date written 2024-03-31")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CellError("expected a day that exists, written 2024-03-31") from error
    if day < EARLIEST or (day > today and not column.future):
        raise CellError(f"expected a day from {EARLIEST} to {today}")
    period = column.last_day_of
    if period and not (day == month_end(day.year, day.month) and ends_here(period, day)):
        raise CellError(f"expected the last day of a {period.replace('_', ' ')}")
    return day


def _place(text: str, column: TemplateColumn, _today: date) -> str:
    code = _area_code(text)
    if code is None or all_areas()[code].area_type not in column.area_types:
        kinds = ", ".join(kind.replace("_", " ") for kind in column.area_types)
        raise CellError(f"expected the GSS code or name of a {kinds}, such as E09000028")
    return code


@lru_cache(maxsize=4096)
def _area_code(text: str) -> str | None:
    try:
        return find_area(text).area_code
    except UnknownAreaError:
        return None


def _choice(text: str, column: TemplateColumn, _today: date) -> str:
    if text not in column.allowed:
        raise CellError(f"expected one of: {', '.join(column.allowed)}")
    return text


def _pseudonym(text: str, _column: TemplateColumn, _today: date) -> str:
    if not PSEUDONYM_FORM.fullmatch(text) or DAY_FORM.fullmatch(text):
        raise CellError(
            "expected a pseudonym of 6 to 64 letters, digits or hyphens with at least one digit; "
            "never a name, a date of birth, an address or a number that others know"
        )
    return text


_READERS: dict[str, Callable[[str, TemplateColumn, date], Any]] = {
    TEXT: _text,
    WHOLE: _whole,
    PERCENT: _percent,
    DAY: _day,
    PLACE: _place,
    CHOICE: _choice,
    PSEUDONYM: _pseudonym,
}
