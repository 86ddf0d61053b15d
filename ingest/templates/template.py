"""What an import template declares: columns, rules, a made-up example, and what becomes of rows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from data.contracts import TableContract

TEXT, WHOLE, PERCENT, DAY = "text", "whole", "percent", "day"
PLACE, CHOICE, PSEUDONYM = "place", "choice", "pseudonym"
MADE_UP = "made_up"
YES, NO = "yes", "no"

Record = Mapping[str, Any]
"""One valid row: texts, whole numbers, dates and area codes by column; a blank is None."""

Protect = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
"""The rows of a file, and those of earlier files that stay, to rows with a status."""

KIND_WORDS = {
    TEXT: "text",
    WHOLE: "whole number",
    PERCENT: "percentage from 0 to 100, with a point before decimals",
    DAY: "date, written 2024-03-31",
    PLACE: "GSS code or name of a place",
    CHOICE: "one of the values listed",
    PSEUDONYM: "pseudonym: 6 to 64 letters, digits or hyphens, at least one digit",
}


@dataclass(frozen=True, kw_only=True)
class TemplateColumn:
    """One column of a file to import.

    Attributes:
        kind: "text", "whole", "percent", "day", "place", "choice" or "pseudonym".
        required: Whether every row must fill it; a column that is not may be left out.
        allowed: The values of a choice.
        area_types: Kinds of area a place may be.
        last_day_of: The period type whose last day a day must be; blank for any day.
        future: Whether a day may lie after the day of the import.
        longest: Characters a text may have.
    """

    name: str
    kind: str
    description: str
    required: bool = True
    allowed: tuple[str, ...] = ()
    area_types: tuple[str, ...] = ("borough", "police_force", "region")
    last_day_of: str = ""
    future: bool = False
    longest: int = 200


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """The days that an extract covers, both included."""

    first_day: date
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Template:
    """One kind of file that its holder can supply.

    Attributes:
        key: Columns that no two rows may share.
        personal: Whether a row is about one person: then no message repeats what a cell holds,
            rows are aggregated while they are read, and an import replaces all earlier ones.
        tables: What the file fills.
        aggregate: Valid rows to tables, by table id, with the contract's columns except
            `area_type`, `status` where `protect` gives it, `source_id` and `vintage`.
        protect: Withholds small counts, where the rows of a file stand beside those of others;
            it may refuse the file.
        check: Problems of one row that no column shows by itself, as column and sentence.
        example: Rows of a made-up file, as text in the order of `columns`.
        notes: What whoever fills in the file must know, one sentence each.
    """

    template_id: str
    title: str
    holder: str
    columns: tuple[TemplateColumn, ...]
    key: tuple[str, ...]
    tables: tuple[TableContract, ...]
    aggregate: Callable[[Iterable[Record], Coverage | None], Mapping[str, pd.DataFrame]]
    example: Callable[[], Iterable[Sequence[str]]]
    check: Callable[[Record], Iterator[tuple[str, str]]] | None = None
    protect: Protect | None = None
    personal: bool = False
    notes: tuple[str, ...] = ()

    @property
    def all_columns(self) -> tuple[TemplateColumn, ...]:
        """The columns, and the mark that made-up rows carry."""
        return (*self.columns, MADE_UP_COLUMN)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all columns."""
        return tuple(column.name for column in self.all_columns)

    def protected(self, rows: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
        """Aggregated rows with a status, small counts withheld beside the rows that stay."""
        return self.protect(rows, held) if self.protect else rows


MADE_UP_COLUMN = TemplateColumn(
    name=MADE_UP,
    kind=CHOICE,
    description="'yes' in every row of a made-up file; leave the column out of a real one",
    required=False,
    allowed=(YES,),
)


def place(*area_types: str) -> TemplateColumn:
    """The column that says where."""
    return TemplateColumn(
        name="area",
        kind=PLACE,
        description="The place the row is about",
        area_types=area_types or TemplateColumn.area_types,
    )


def period_end(period_type: str) -> TemplateColumn:
    """The column that says when, by the last day of a period."""
    words = period_type.replace("_", " ")
    return TemplateColumn(
        name="period_end",
        kind=DAY,
        description=f"Last day of the {words} the row is about",
        last_day_of=period_type,
    )


def whole(name: str, description: str) -> TemplateColumn:
    """A column of counts."""
    return TemplateColumn(name=name, kind=WHOLE, description=description)


def choice(name: str, description: str, allowed: tuple[str, ...]) -> TemplateColumn:
    """A column of listed values."""
    return TemplateColumn(name=name, kind=CHOICE, description=description, allowed=allowed)


def words(
    name: str, description: str, *, required: bool = True, longest: int = 200
) -> TemplateColumn:
    """A column of free text."""
    return TemplateColumn(
        name=name, kind=TEXT, description=description, required=required, longest=longest
    )
