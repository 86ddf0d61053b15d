"""Replacing a table: the old one or the new one, never half of either."""

import errno
import json
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest

from data import store, writing
from data.contracts import text
from data.errors import SnapshotError, TableContractError, TableMissingError
from data.store import MANIFEST, Edition, load_manifest, read_table, read_vintages
from data.tables import POPULATION, TABLES
from data.writing import held_rows, replace_table


def residents(count, vintage="2024-07-31"):
    return pd.DataFrame(
        {
            "area_code": ["E09000028"],
            "area_type": "borough",
            "period_type": "mid_year",
            "period_end": pd.to_datetime(["2024-06-30"]),
            "age_group": "all_ages",
            "basis": "since_census_2021",
            "residents": pd.array([count], dtype="Int64"),
            "status": "",
            "source_id": "ons_population",
            "vintage": pd.to_datetime([vintage]),
        }
    )


EDITION = Edition(
    source_id="ons_population", vintage="2024-07-31", vintage_basis="inferred", files=()
)


def put(folder, count):
    return replace_table(
        folder, POPULATION, residents(count), editions=[EDITION], build_version="1"
    )


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path))
    return tmp_path


def held(_folder):
    return read_table("population")["residents"].tolist()


def test_a_table_reads_back_as_it_was_written(folder):
    put(folder, 100)
    frame = read_table("population")
    assert frame["residents"].tolist() == [100]
    assert str(frame["residents"].dtype) == "Int64"
    assert frame["period_end"].tolist() == [pd.Timestamp("2024-06-30")]
    assert read_vintages("population")["vintage"].tolist() == [pd.Timestamp("2024-07-31")]


def test_the_manifest_says_what_the_table_is(folder):
    entry = put(folder, 100)
    assert (entry.rows, entry.newest_period, entry.editions) == (1, "2024-06-30", (EDITION,))
    assert entry.bytes == (folder / entry.file).stat().st_size
    assert load_manifest(folder).tables == {"population": entry}


def test_what_the_columns_mean_travels_inside_the_file(folder):
    schema = pq.read_schema(folder / put(folder, 100).file)
    assert schema.field("residents").metadata[b"unit"] == b"people"
    assert b"pandas" not in schema.metadata


def test_equal_tables_have_equal_bytes_and_so_the_same_name(folder):
    once, manifest = put(folder, 100), (folder / MANIFEST).read_bytes()
    again = put(folder, 100)
    assert (again, (folder / MANIFEST).read_bytes()) == (once, manifest)


def test_a_new_table_is_read_at_once_and_the_one_before_stays_for_its_readers(folder):
    first = put(folder, 100)
    assert held(folder) == [100]
    second = put(folder, 101)
    assert held(folder) == [101]
    assert {path.name for path in folder.glob("*.parquet")} == {first.file, second.file}


def test_the_generation_before_the_last_is_swept(folder):
    entries = [put(folder, count) for count in (100, 101, 102)]
    assert {path.name for path in folder.glob("*.parquet")} == {e.file for e in entries[1:]}


def test_rows_that_break_the_contract_leave_everything_as_it_was(folder):
    put(folder, 100)
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(TableContractError):
        put(folder, -1)
    assert sorted(path.name for path in folder.iterdir()) == before
    assert held(folder) == [100]


@pytest.mark.parametrize("failing", [1, 2])
def test_a_disk_that_fills_at_the_table_or_the_manifest_leaves_the_old_table(
    folder, monkeypatch, failing
):
    put(folder, 100)
    calls = []

    def full(_descriptor):
        calls.append(1)
        if len(calls) == failing:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        put(folder, 101)
    assert held(folder) == [100]
    assert not list(folder.glob("*.part"))


def test_a_table_that_is_not_the_one_described_is_refused(folder):
    entry = put(folder, 100)
    (folder / entry.file).write_bytes(b"PAR1 not a table PAR1")
    store._vintages.cache_clear()
    store._latest.cache_clear()
    with pytest.raises(SnapshotError, match="is not the table the manifest describes"):
        read_table("population")
    with pytest.raises(SnapshotError, match="--from-scratch"):
        held_rows(folder, POPULATION)


def test_a_table_of_another_version_of_the_program_is_refused_with_what_to_do(folder, monkeypatch):
    put(folder, 107)
    columns = [c for c in POPULATION.columns if c.name != "basis"]
    newer = replace(POPULATION, columns=(*columns, text("added", "A column added since")))
    monkeypatch.setitem(TABLES, "population", newer)
    store._vintages.cache_clear()
    store._latest.cache_clear()
    words = r"another version of this program \(columns that differ: added, basis\).*--from-scratch"
    with pytest.raises(SnapshotError, match=words):
        read_table("population")
    with pytest.raises(SnapshotError, match=words):
        held_rows(folder, newer)


def test_a_vanished_file_is_refused_in_the_same_words(folder):
    entry = put(folder, 103)
    (folder / entry.file).unlink()
    with pytest.raises(SnapshotError, match="found no file"):
        held_rows(folder, POPULATION)


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"tables": {}})])
def test_a_manifest_that_cannot_be_understood_is_refused(folder, content):
    (folder / MANIFEST).write_text(content)
    with pytest.raises(SnapshotError, match="cannot be read"):
        load_manifest(folder)


def test_a_folder_without_a_manifest_holds_no_tables(folder):
    assert load_manifest(folder).tables == {}
    assert held_rows(folder, POPULATION).empty
    with pytest.raises(TableMissingError, match="is not loaded in"):
        read_table("population")


def test_as_of_a_day_before_the_first_vintage_nothing_was_known(folder):
    put(folder, 100)
    assert read_table("population", as_of=pd.Timestamp("2024-01-01").date()).empty
