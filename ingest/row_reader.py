"""The rows of a supplied file against its template: all problems at once, by line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from data.errors import ImportRefusedError
from ingest.cells import CellError, cell_value
from ingest.templates.template import MADE_UP, YES, Record, Template
from ingest.upload import read_cells

MOST_PROBLEMS = 50
MOST_NAMED = 10
_PLAIN = re.compile(r"[A-Za-z][A-Za-z_ ]{0,39}")
"""What a column may be called: no number, date, address or reference of a person."""


@dataclass
class RowReader:
    """The rows of one file, checked against its template as they stream by.

    Attributes:
        made_up: Whether the rows read so far say that they are made up.
    """

    template: Template
    path: Path
    today: date
    made_up: bool = False
    _problems: list[str] = field(default_factory=list)
    _first_lines: dict[tuple[object, ...], int] = field(default_factory=dict)

    def records(self) -> Iterator[Record]:
        """The valid rows; after the last one, or too many problems, the refusal if there is any.

        Raises:
            ImportRefusedError: Listing line, column and problem, up to a limit.
        """
        rows = read_cells(self.path)
        _, header = next(rows, (1, []))
        names = [name.strip() for name in header]
        self._check_header(names)
        marks = set()
        for line, cells in rows:
            record = self._record(line, names, cells)
            if record is not None:
                marks.add(record[MADE_UP] == YES)
                self.made_up = True in marks
                yield record
            if len(self._problems) >= MOST_PROBLEMS:
                break
        if len(marks) == 2:
            self._problems.append(f"column '{MADE_UP}': expected 'yes' in every row or in none")
        if not marks and not self._problems:
            self._problems.append("the file has a header and no rows")
        self._refuse_if_any()

    def _check_header(self, names: list[str]) -> None:
        expected = self.template.names
        required = [c.name for c in self.template.all_columns if c.required]
        absent = [name for name in required if name not in names]
        strange = [place for place, name in enumerate(names, start=1) if name not in expected]
        if absent or strange or len(set(names)) < len(names):
            found = f"{len(names)} columns" if self.template.personal else str(names)[:400]
            faults = [
                f"{', '.join(absent)} missing" if absent else "",
                self._strange(names, strange, told=not (absent and self.template.personal)),
                "a name twice" if len(set(names)) < len(names) else "",
            ]
            raise ImportRefusedError(
                f"{self.path.name}, line 1: expected the columns {', '.join(expected)}, parted by "
                f"commas; found {found}: {', '.join(filter(None, faults))}. Nothing was loaded. "
                f"'knife-crime ingest import {self.template.template_id} --example' writes the "
                "layout."
            )

    def _strange(self, names: list[str], places: list[int], *, told: bool) -> str:
        """Which columns the template does not have, by position, and by name where that is safe.

        Where columns of a file about people are missing, its first line may be a row about one.
        """
        if not places:
            return ""
        which = [
            f"column {place} ('{name}')" if told and _PLAIN.fullmatch(name) else f"column {place}"
            for place, name in ((place, names[place - 1]) for place in places[:MOST_NAMED])
        ]
        more = " and more" if len(places) > MOST_NAMED else ""
        return f"{len(places)} not in the template: {', '.join(which)}{more}"

    def _record(self, line: int, names: list[str], cells: list[str]) -> Record | None:
        if len(cells) != len(names):
            self._tell(line, "", f"expected {len(names)} cells, found {len(cells)}")
            return None
        before = len(self._problems)
        texts = dict(zip(names, cells, strict=True))
        record: dict[str, object] = {}
        for column in self.template.all_columns:
            try:
                record[column.name] = cell_value(texts.get(column.name, ""), column, self.today)
            except CellError as error:
                self._tell(line, column.name, f"{error}{self._found(texts[column.name])}")
        if len(self._problems) > before:
            return None
        if self.template.check:
            for name, words in self.template.check(record):
                self._tell(line, name, words)
        self._check_repeat(line, record)
        return record if len(self._problems) == before else None

    def _found(self, text: str) -> str:
        return (
            "" if self.template.personal or not text.strip() else f"; found {text.strip()[:40]!r}"
        )

    def _check_repeat(self, line: int, record: Record) -> None:
        key = tuple(record[name] for name in self.template.key)
        first = self._first_lines.setdefault(key, line)
        if first != line:
            same = ", ".join(self.template.key)
            self._tell(line, self.template.key[0], f"same {same} as line {first}")

    def _tell(self, line: int, column: str, words: str) -> None:
        where = f", column '{column}'" if column else ""
        self._problems.append(f"line {line}{where}: {words}")

    def _refuse_if_any(self) -> None:
        if not self._problems:
            return
        told = self._problems[:MOST_PROBLEMS]
        at_least = "at least " if len(self._problems) >= MOST_PROBLEMS else ""
        number = f"{at_least}{len(told)} problem{'s' if len(told) > 1 else ''}"
        head = f"{self.path.name} has {number}. Nothing was loaded. Correct and import again:"
        raise ImportRefusedError("\n  ".join([head, *told]))
