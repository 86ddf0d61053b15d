"""Whether what arrived can be the file that was asked for, before anything relies on it."""

import zipfile
from pathlib import Path

from data.errors import SourceChangedError

ANY = ("application/octet-stream", "binary/octet-stream", "application/download")
ZIPPED = ("application/zip", "application/x-zip-compressed")
CONTENT_TYPES: dict[str, tuple[str, ...]] = {
    ".csv": (
        *("text/csv", "text/plain", "application/csv", "text/comma-separated-values"),
        *("application/vnd.ms-excel", *ANY),
    ),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", *ZIPPED, *ANY),
    ".xls": ("application/vnd.ms-excel", *ANY),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", *ZIPPED, *ANY),
    ".zip": (*ZIPPED, *ANY),
    ".json": ("application/json", "text/json", *ANY),
}
"""What servers call a file of each kind; many say "application/vnd.ms-excel" for CSV."""

ZIP_BASED = (".xlsx", ".ods", ".zip")
PAGE_STARTS = (b"<!doctype", b"<html", b"<?xml", b"<!--", b"<head")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
HEAD = 4096


def check_content_type(header: str, name: str) -> None:
    """Refuse an answer that calls itself another kind of file than its name says.

    Raises:
        SourceChangedError: Naming both kinds.
    """
    kind = header.partition(";")[0].strip().lower()
    expected = CONTENT_TYPES[Path(name).suffix.lower()]
    if kind and kind not in expected:
        _refuse(name, f"a content type such as '{expected[0]}'", f"'{kind}'")


def check_file(path: Path, name: str, *, minimum_bytes: int) -> None:
    """Refuse a file that is too small or whose bytes are not what its name says.

    Raises:
        SourceChangedError: Saying what was expected and what its first bytes are.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    suffix = Path(name).suffix.lower()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(PAGE_STARTS):
        _refuse(name, "a data file", f"a web page that begins {_shown(head)}")
    if path.stat().st_size < minimum_bytes:
        _refuse(name, f"at least {minimum_bytes:,} bytes", f"{path.stat().st_size:,}")
    if suffix in ZIP_BASED and not zipfile.is_zipfile(path):
        _refuse(name, f"a complete {suffix} file", f"one that begins {_shown(head)}")
    if suffix == ".xls" and not head.startswith(OLD_EXCEL):
        _refuse(name, "an old Excel file", f"one that begins {_shown(head)}")
    if suffix == ".csv" and (b"\0" in head or head.startswith((b"PK\x03\x04", OLD_EXCEL))):
        _refuse(name, "text separated by commas", f"bytes that begin {_shown(head)}")


def _shown(head: bytes) -> str:
    return repr(head[:24].decode("latin-1"))


def _refuse(name: str, expected: str, found: str) -> None:
    raise SourceChangedError(
        f"{name}: expected {expected}, found {found}. The file was not kept. Run the fetch again "
        "later; if it stays so, open the publisher's page and look what it offers now."
    )
