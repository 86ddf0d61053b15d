"""What the first bytes and the publisher's own word must be for each kind of file."""

import io
import zipfile

import openpyxl
import pytest

from data.errors import SourceChangedError
from ingest.discovery import SUFFIXES
from ingest.file_checks import CONTENT_TYPES, check_content_type, check_file


def workbook():
    buffer = io.BytesIO()
    openpyxl.Workbook().save(buffer)
    return buffer.getvalue()


def archive():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr("2026-03/2026-03-metropolitan-stop-and-search.csv", "a,b\n1,2\n" * 50)
    return buffer.getvalue()


def checked(tmp_path, name, content):
    path = tmp_path / "arrived"
    path.write_bytes(content)
    check_file(path, name, minimum_bytes=10)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"Month,Count\n2026-02,1\n"),
        ("a.CSV", b"\xef\xbb\xbfMonth,Count\n"),
        ("a.csv", b"< 5,means few\n1,2\n"),
        ("a.xlsx", workbook()),
        ("a.zip", archive()),
        ("a.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 100),
    ],
)
def test_a_file_of_its_kind_is_kept(tmp_path, name, content):
    checked(tmp_path, name, content)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.csv", b"  \n<!DOCTYPE html><p>Sorry</p>", "a web page that begins"),
        ("a.csv", b"\xef\xbb\xbf<HTML><p>Sorry</p>", "a web page that begins"),
        ("a.csv", b"<?xml version='1.0'?><Error/>", "a web page that begins"),
        ("a.xlsx", b"<html><p>Sorry</p></html>", "a web page that begins"),
        ("a.csv", workbook(), "expected text separated by commas"),
        ("a.csv", b"\xff\xfeM\0o\0n\0t\0h\0", "expected text separated by commas"),
        ("a.xlsx", b"Month,Count\n2026-02,1\n", "expected a complete .xlsx file"),
        ("a.xlsx", workbook()[:-400], "expected a complete .xlsx file"),
        ("a.zip", archive()[:60], "expected a complete .zip file"),
        ("a.zip", b"PK\x03\x04 and no more", "expected a complete .zip file"),
        ("a.xls", b"Month,Count\n2026-02,1\n", "expected an old Excel file"),
        ("a.csv", b"a,b\n", "expected at least 10 bytes, found 4"),
    ],
)
def test_another_kind_of_file_is_refused_by_its_first_bytes(tmp_path, name, content, found):
    with pytest.raises(SourceChangedError, match=found):
        checked(tmp_path, name, content)


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.zip", "a.ods", "a.xls", "a.json"])
@pytest.mark.parametrize("header", ["", "application/octet-stream", "Binary/Octet-Stream; x=1"])
def test_a_publisher_may_leave_the_kind_open(name, header):
    check_content_type(header, name)


@pytest.mark.parametrize(
    "header", ["text/csv; charset=utf-8", "text/plain", "application/vnd.ms-excel"]
)
def test_a_table_may_be_called_by_several_names(header):
    check_content_type(header, "a.csv")


@pytest.mark.parametrize(
    "header", ["text/html", "application/json", "image/png", "application/zip"]
)
def test_a_table_called_something_else_is_refused(header):
    with pytest.raises(SourceChangedError, match=f"such as 'text/csv', found '{header}'"):
        check_content_type(header, "a.csv")


def test_every_kind_that_can_be_named_has_its_content_types():
    assert set(CONTENT_TYPES) == set(SUFFIXES)
