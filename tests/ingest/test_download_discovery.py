"""Which file is the current one, among those a publisher lists."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import SourceChangedError
from ingest.discovery import LONGEST_NAME, Resource, resources, safe_file_name
from tests.publisher.made_up import CONTENT, made_up_source


def names(publisher, client, *patterns):
    source = made_up_source(matches=tuple(re.compile(pattern) for pattern in patterns))
    return [resource.name for resource in resources(source, client)]


def listed(publisher, *entries):
    """Publish a list with the given names and dates, in that order."""
    for name, changed in reversed(entries):
        publisher.publish_ckan("e5n6w", name, CONTENT)
        publisher.files[f"/download/e5n6w/qbc/{name}"].listing["last_modified"] = changed


def test_the_newest_of_several_that_fit_is_taken_whatever_their_order(publisher, client):
    listed(
        publisher,
        ("KnifeCrimeData old.csv", "2025-08-21T09:00:00"),
        ("KnifeCrimeData new.csv", "2026-03-18T09:00:00.000Z"),
        ("KnifeCrimeData older.csv", "2024-01-01"),
        ("OtherCrimeData.csv", "2026-04-01T09:00:00"),
    )
    assert names(publisher, client, "KnifeCrimeData") == ["KnifeCrimeData new.csv"]


def test_of_undated_files_the_first_listed_is_the_newest(publisher, client):
    listed(publisher, ("KnifeCrimeData b.csv", None), ("KnifeCrimeData a.csv", "soon"))
    assert names(publisher, client, "KnifeCrimeData") == ["KnifeCrimeData b.csv"]


def test_a_file_never_changed_is_dated_by_its_creation(publisher, client):
    listed(publisher, ("KnifeCrimeData b.csv", "2026-01-01"), ("KnifeCrimeData a.csv", None))
    path = "/download/e5n6w/qbc/KnifeCrimeData a.csv"
    publisher.files[path].listing["created"] = "2026-02-01"
    assert names(publisher, client, "KnifeCrimeData") == ["KnifeCrimeData a.csv"]


def test_a_file_may_be_found_by_its_address(publisher, client):
    publisher.publish_ckan("e5n6w", "Data", CONTENT, path="/download/M1045 KnifeCrimeData.csv")
    assert names(publisher, client, "M1045 KnifeCrimeData") == ["Data"]


def test_each_pattern_names_a_file_of_its_own(publisher, client):
    listed(publisher, ("A (24 months).csv", "2026-01-01"), ("A (Historical).csv", "2024-01-01"))
    found = names(publisher, client, "24 months", "Historical")
    assert found == ["A (24 months).csv", "A (Historical).csv"]
    assert names(publisher, client, "24 months", "months") == ["A (24 months).csv"]


def test_a_missing_one_of_several_is_noticed(publisher, client):
    listed(publisher, ("A (24 months).csv", "2026-01-01"))
    with pytest.raises(SourceChangedError, match=r"named like 'Historical'.*found 'A \(24 months"):
        names(publisher, client, "24 months", "Historical")


@pytest.mark.parametrize(
    ("resource", "file_name"),
    [
        (Resource(name="x", address="https://a/b/Data%20%281%29.csv?v=2"), "Data (1).csv"),
        (
            Resource(name="x", address="https://a/file?uri=/p/mye24tablesew.xlsx"),
            "mye24tablesew.xlsx",
        ),
        (Resource(name="Data.csv", address="https://a/download/abc"), "Data.csv"),
        (Resource(name="My data", address="https://a/dl", file_format="xlsx"), "My data.xlsx"),
    ],
)
def test_a_file_keeps_the_name_its_publisher_gave_it(resource, file_name):
    assert resource.file_name == file_name


def test_a_file_of_no_known_kind_is_refused():
    with pytest.raises(SourceChangedError, match=r"found 'Data' at /download"):
        _ = Resource(name="Data", address="https://a/download", file_format="parquet").file_name


@given(st.text())
def test_no_text_makes_a_name_that_leads_out_of_a_folder(text):
    name = safe_file_name(text)
    assert "/" not in name
    assert "\\" not in name
    assert "\0" not in name
    assert not name.startswith(".")
    assert len(name) <= LONGEST_NAME


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\x.csv", "x.csv"),
        ("/a/b/.ssh", "ssh"),
        ("a\x00b\n.csv", "a_b_.csv"),
        ("..", ""),
    ],
)
def test_a_publishers_name_is_made_safe(text, name):
    assert safe_file_name(text) == name
