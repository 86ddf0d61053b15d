"""Tables made from files that their holders supply lie apart from the embedded ones."""

import pandas as pd
import pytest

from data.errors import TableMissingError
from data.restricted_tables import OPERATION_ACTIVITY, RESTRICTED_TABLES
from data.store import (
    EMBEDDED,
    FOLDER_VARIABLE,
    LOCAL_VARIABLE,
    Edition,
    data_version,
    editions,
    local_folder,
    read_table,
)
from data.tables import TABLES
from data.writing import replace_table


def activity(source_id, events, vintage="2017-06-30"):
    return pd.DataFrame(
        {
            "area_code": ["E23000001"],
            "area_type": ["police_force"],
            "period_type": ["month"],
            "period_end": pd.to_datetime(["2017-05-31"]),
            "operation": ["Sceptre"],
            "activity": ["arrests"],
            "qualifier": ["exact"],
            "events": pd.array([events], dtype="Int64"),
            "status": [""],
            "source_id": [source_id],
            "vintage": pd.to_datetime([vintage]),
        }
    )


def write(folder, rows):
    edition = Edition(
        source_id=rows["source_id"].iloc[0], vintage="2017-06-30", vintage_basis="printed", files=()
    )
    replace_table(folder, OPERATION_ACTIVITY, rows, editions=[edition], build_version="1")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "tables"))
    monkeypatch.delenv(LOCAL_VARIABLE, raising=False)
    return tmp_path / "tables", tmp_path / "tables" / "local"


def test_imported_tables_of_the_embedded_snapshot_lie_beside_it_not_in_it(monkeypatch):
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    monkeypatch.delenv(LOCAL_VARIABLE, raising=False)
    assert local_folder() == EMBEDDED.parent / "local"


def test_imported_tables_can_be_kept_anywhere(monkeypatch, tmp_path):
    monkeypatch.setenv(LOCAL_VARIABLE, str(tmp_path))
    assert local_folder() == tmp_path


def test_an_imported_file_adds_to_what_ships_with_the_product(folders):
    embedded, local = folders
    write(embedded, activity("shipped", 500))
    before = data_version()
    write(local, activity("imported", 7))
    rows = read_table("operation_activity")
    assert dict(zip(rows["source_id"], rows["events"], strict=True)) == {
        "imported": 7,
        "shipped": 500,
    }
    assert [edition.source_id for edition in editions("operation_activity")] == [
        "shipped",
        "imported",
    ]
    assert data_version() != before


def test_a_table_of_open_data_is_never_read_from_the_local_folder(folders):
    _, local = folders
    write(local, activity("imported", 7))
    assert read_table("operation_activity")["events"].tolist() == [7]
    with pytest.raises(TableMissingError, match="ingest build"):
        read_table("population")


@pytest.mark.parametrize("contract", RESTRICTED_TABLES, ids=lambda contract: contract.table_id)
def test_a_table_without_a_file_says_who_holds_one_and_how_to_load_it(contract, folders):
    with pytest.raises(TableMissingError) as refusal:
        read_table(contract.table_id)
    words = str(refusal.value)
    assert contract.holder in words
    assert f"knife-crime ingest import {contract.template} FILE" in words
    assert f"import {contract.template} --example" in words


def test_every_importable_table_names_its_holder():
    importable = [contract for contract in TABLES.values() if contract.template]
    assert importable
    assert all(contract.holder for contract in importable)
