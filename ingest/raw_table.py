"""A publisher's table as text; what is not as agreed is refused by column and line."""

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError

from data.errors import SourceChangedError
from data.periods import month_end

NEXT_STEP = (
    "Nothing was changed. Compare the file with the layout in the source module's docstring, and "
    "extend the module if the publisher has changed it."
)
DATE_FORMATS = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%b-%y", "%Y%m")
HEADINGS = "headings"  # the publisher's own, carried along for messages
WHOLE_NUMBER = r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?"


def publisher_bytes(path: Path) -> bytes:
    """The publisher's file as it was published: our own compression taken off.

    Raises:
        SourceChangedError: If the compressed file is damaged or cut short.
    """
    if path.suffix != ".gz":
        return path.read_bytes()
    try:
        return gzip.decompress(path.read_bytes())
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise SourceChangedError(
            f"{path.name} is damaged or cut short ({error}). Nothing was changed. Fetch it again."
        ) from error


def read_rows(path: Path, columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """The wanted columns of a CSV file or workbook as stripped text, under our names.

    Args:
        path: A `.csv` or `.xlsx` file, gzipped or not. Of a workbook, every sheet that has the
            columns is read.
        columns: For each of our names the headings publishers have used, letter case aside.

    Returns:
        One row per row of the file that is not blank; the index is its line in the file.

    Raises:
        SourceChangedError: If a column is not there, or the file cannot be read as a table.
    """
    return select_columns(read_tables(path), columns, path)


def select_columns(
    tables: Mapping[str, pd.DataFrame], columns: Mapping[str, Sequence[str]], path: Path
) -> pd.DataFrame:
    """The wanted columns of those tables that have them all, as in `read_rows`.

    Where several have them, lines are told apart by the sheet's name.

    Raises:
        SourceChangedError: If no table has them.
    """
    fitting = {name: table for name, table in tables.items() if not _absent(table, columns)}
    if not fitting:
        raise SourceChangedError(_column_message(path, next(iter(tables.values())), columns))
    if len(fitting) > 1:
        fitting = {
            name: table.set_axis([f"{line} of {name}" for line in table.index])
            for name, table in fitting.items()
        }
    named = pd.concat([_named(table, columns) for table in fitting.values()])
    named.attrs[HEADINGS] = _headings(next(iter(fitting.values())), columns)
    return named


def has_columns(tables: Mapping[str, pd.DataFrame], columns: Mapping[str, Sequence[str]]) -> bool:
    """Whether some table has all of these columns, which tells layouts apart."""
    return any(not _absent(table, columns) for table in tables.values())


def read_tables(path: Path) -> dict[str, pd.DataFrame]:
    """Every sheet of a workbook, or the one table of a CSV file, as text under its headings.

    The index is the line in the file. A CSV file's table has no name.

    Raises:
        SourceChangedError: If the file cannot be read as a table.
    """
    content = publisher_bytes(path)
    is_workbook = path.name.removesuffix(".gz").lower().endswith((".xlsx", ".xls", ".ods"))
    try:
        return _sheets(content) if is_workbook else {"": _csv(content)}
    except (ValueError, OSError, csv.Error, CalamineError, zipfile.BadZipFile) as error:
        raise SourceChangedError(f"{path.name} cannot be read: {error}. {NEXT_STEP}") from error


def whole_numbers(
    values: pd.Series, path: Path, *, negative_lines: Sequence[object] = ()
) -> pd.Series:
    """Texts as whole numbers.

    Args:
        values: A column of `read_rows`.
        path: The file, to name it.
        negative_lines: Lines where a negative number is documented and stands.

    Raises:
        SourceChangedError: If a text is no whole number, or a count is negative.
    """
    numeric = values.str.fullmatch(WHOLE_NUMBER)
    _refuse(~numeric, values, path, "a whole number")
    numbers = values.str.replace(",", "").astype("float64").astype("Int64")
    _refuse(
        (numbers < 0) & ~values.index.isin(negative_lines), values, path, "a count of 0 or more"
    )
    return numbers


def dates(values: pd.Series, path: Path, formats: Sequence[str] = DATE_FORMATS) -> pd.Series:
    """Texts as dates, all in one format.

    Raises:
        SourceChangedError: If no single format reads every line.
    """
    readings = {form: pd.to_datetime(values, format=form, errors="coerce") for form in formats}
    best = max(formats, key=lambda form: int(readings[form].notna().sum()))
    read = readings[best].astype("datetime64[s]")
    example = "2026-02-01" if read.isna().all() else str(values[read.notna()].iloc[0])
    _refuse(read.isna(), values, path, f"a date written like {example!r}")
    return read


def month_ends(values: pd.Series, path: Path, formats: Sequence[str] = DATE_FORMATS) -> pd.Series:
    """Texts that name months by their first day, as the last day of the month.

    Raises:
        SourceChangedError: If formats are mixed or a date is not the first of a month, which is
            what day and month exchanged look like.
    """
    first_days = dates(values, path, formats)
    _refuse(first_days.dt.day != 1, values, path, "the first day of a month")
    return first_days + pd.offsets.MonthEnd(0)


def refuse_repeats(rows: pd.DataFrame, key: Sequence[str], path: Path) -> None:
    """Refuse a file in which two lines state the same cell.

    Raises:
        SourceChangedError: Naming both lines of the first such pair.
    """
    repeated = rows.duplicated([*key])
    if not repeated.any():
        return
    second = rows[repeated].iloc[0]
    same = (rows[[*key]] == second[[*key]]).all(axis=1)
    first, cell = rows.index[same][0], ", ".join(str(second[name]) for name in key)
    raise SourceChangedError(
        f"{path.name}: lines {first} and {second.name} both state the same cell ({cell}); "
        f"{int(repeated.sum())} lines repeat one in all. {NEXT_STEP}"
    )


def known(
    values: pd.Series, names: Mapping[str, Any], path: Path, *, expected: str = ""
) -> pd.Series:
    """Publishers' labels in our words.

    Args:
        values: A column of `read_rows`.
        names: Our word for each label.
        path: The file, to name it.
        expected: What a label may be, where `names` has only those found in the file.

    Raises:
        SourceChangedError: If a label has no counterpart.
    """
    ours = values.map(names)
    listed = "one of " + ", ".join(repr(name) for name in names)
    _refuse(ours.isna(), values, path, expected or listed)
    return ours


def _refuse(wrong: pd.Series, values: pd.Series, path: Path, expected: str) -> None:
    if not wrong.any():
        return
    line, found = values[wrong].index[0], values[wrong].iloc[0]
    heading = values.attrs.get(HEADINGS, {}).get(values.name, values.name)
    more = f" ({int(wrong.sum())} such lines)" if wrong.sum() > 1 else ""
    raise SourceChangedError(
        f"{path.name}, line {line}, column '{heading}': expected {expected}, "
        f"found {found!r}{more}. {NEXT_STEP}"
    )


def _csv(content: bytes) -> pd.DataFrame:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    numbered = ((reader.line_num, cells) for cells in reader)
    rows = [(line, cells) for line, cells in numbered if any(cell.strip() for cell in cells)]
    headings = rows[0][1] if rows else []
    for line, cells in rows:
        if len(cells) != len(headings):
            raise ValueError(
                f"line {line} has {len(cells)} cells, the headings are {len(headings)}"
            )
    lines = [line for line, _ in rows[1:]]
    return _trimmed(pd.DataFrame([cells for _, cells in rows[1:]], lines, headings))


def _sheets(content: bytes) -> dict[str, pd.DataFrame]:
    sheets = pd.read_excel(
        io.BytesIO(content), sheet_name=None, dtype=str, keep_default_na=False, engine="calamine"
    )
    return {
        str(name).strip(): _trimmed(sheet.set_axis(pd.RangeIndex(2, len(sheet) + 2)))
        for name, sheet in sheets.items()
    }


def _trimmed(table: pd.DataFrame) -> pd.DataFrame:
    table.columns = [str(name).strip() for name in table.columns]
    table = table.apply(lambda column: column.astype("str").fillna("").str.strip())
    return table[(table != "").any(axis=1)]


def _absent(table: pd.DataFrame, columns: Mapping[str, Sequence[str]]) -> list[str]:
    found = {name.lower() for name in table.columns}
    return [
        " or ".join(repr(heading) for heading in headings)
        for headings in columns.values()
        if not found & {heading.lower() for heading in headings}
    ]


def _named(table: pd.DataFrame, columns: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    return pd.DataFrame(
        {ours: table[heading] for ours, heading in _headings(table, columns).items()}
    )


def _headings(table: pd.DataFrame, columns: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """For each of our names the publisher's heading in this table."""
    by_lower = {name.lower(): name for name in reversed(table.columns)}
    return {
        ours: next(by_lower[name.lower()] for name in names if name.lower() in by_lower)
        for ours, names in columns.items()
    }


def _column_message(path: Path, table: pd.DataFrame, columns: Mapping[str, Sequence[str]]) -> str:
    absent = ", ".join(_absent(table, columns))
    found = [name[:60] for name in table.columns[:20]]
    return f"{path.name}: expected a column {absent}; found {found}. {NEXT_STEP}"


def last_day(year: int, month: int) -> pd.Timestamp:
    """Last day of a month as the tables hold it."""
    return pd.Timestamp(month_end(year, month)).as_unit("s")
