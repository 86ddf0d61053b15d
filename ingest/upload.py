"""Reading a file that somebody supplies: line by line, bounded, and suspicious of everything."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.errors import ImportRefusedError

LARGEST_FILE = 300_000_000
LONGEST_LINE = 20_000
MOST_ROWS = 5_000_000


def read_cells(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file with the line each ends on, its header first; blank rows left out.

    Args:
        path: A UTF-8 file with commas between cells.

    Raises:
        ImportRefusedError: If it is no such file, or larger than any we know how to expect.
    """
    _refuse_what_is_no_csv(path)
    with path.open("rb") as file:
        reader = csv.reader(_lines(file, path), strict=True)
        rows = 0
        while True:
            try:
                cells = next(reader, None)
            except csv.Error as error:
                raise ImportRefusedError(
                    f"{path.name}, line {reader.line_num}: not a CSV row ({error}). Nothing was "
                    "loaded. Check the quotation marks, and save the file as 'CSV UTF-8'."
                ) from error
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                rows += 1
                if rows > MOST_ROWS:
                    raise ImportRefusedError(
                        f"{path.name} has more than {MOST_ROWS:,} rows. Nothing was loaded. Supply "
                        "the file in parts."
                    )
                yield reader.line_num, cells


def _refuse_what_is_no_csv(path: Path) -> None:
    if not path.is_file():
        raise ImportRefusedError(f"There is no file {path}. Check the name.")
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise ImportRefusedError(
            f"{path.name} has {size:,} bytes; {LARGEST_FILE:,} are allowed. Nothing was loaded. "
            "Leave out columns the template does not name, or supply the file in parts."
        )
    with path.open("rb") as file:
        start = file.read(4)
    if start[:2] in (b"PK", b"\xd0\xcf") or start[:4] == b"%PDF":
        raise ImportRefusedError(
            f"{path.name} is a workbook, an archive or a PDF. Nothing was loaded. Open it and save "
            "the sheet as 'CSV UTF-8'."
        )


def _lines(file: BinaryIO, path: Path) -> Iterator[str]:
    """Lines as text, none longer than is plausible, so that no line can fill the memory."""
    number = 0
    while raw := file.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            raise ImportRefusedError(
                f"{path.name}, line {number}: longer than {LONGEST_LINE:,} characters. Nothing was "
                "loaded. Check that rows end with line breaks and quotation marks are closed."
            )
        if b"\x00" in raw:
            raise ImportRefusedError(
                f"{path.name}, line {number}: holds a zero byte, so it is no UTF-8 text. Nothing "
                "was loaded. Save the file as 'CSV UTF-8'."
            )
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ImportRefusedError(
                f"{path.name}, line {number}: not UTF-8 text. Nothing was loaded. Save the file as "
                "'CSV UTF-8'."
            ) from error
