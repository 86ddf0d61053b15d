"""Whole tables as files: what was last published, or every vintage; never what was imported."""

import io

import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely

from data.store import load_manifest, read_table, read_vintages, tables_folder
from data.tables import TABLES
from publish.table_files import FORMATS, table_names

HELD = sorted(load_manifest(tables_folder()).tables)


@pytest.mark.parametrize("table_id", HELD)
def test_every_table_held_is_there_in_its_own_columns(client, table_id):
    names = TABLES[table_id].names
    text = client.get(f"/data/{table_id}.csv")
    assert text.status_code == 200
    assert text.text.splitlines()[0] == ",".join(names)
    schema = pq.read_schema(io.BytesIO(client.get(f"/data/{table_id}.parquet").data))
    assert schema.names == names
    assert schema.metadata[b"title"].decode() == TABLES[table_id].title


def test_a_file_holds_each_cell_once_as_last_published(client):
    rows = pd.read_csv(io.StringIO(client.get("/data/borough_knife_crime.csv").text))
    assert len(rows) == len(read_table("borough_knife_crime"))
    assert not rows.duplicated([*TABLES["borough_knife_crime"].key]).any()


def test_all_vintages_hold_what_earlier_files_said(client):
    answer = client.get("/data/borough_knife_crime.parquet?vintages=all")
    rows = pd.read_parquet(io.BytesIO(answer.data))
    assert len(rows) == len(read_vintages("borough_knife_crime"))
    assert rows["vintage"].nunique() == 3
    assert "borough_knife_crime-all.parquet" in answer.headers["Content-Disposition"]


def test_a_missing_figure_is_an_empty_cell(client):
    rows = pd.read_csv(
        io.StringIO(client.get("/data/first_time_entrants.csv").text), keep_default_na=False
    )
    missing = read_table("first_time_entrants")["entrants_per_100000"].isna()
    assert missing.any()
    assert (rows.loc[missing.to_numpy(), "entrants_per_100000"] == "").all()


def test_a_boundary_can_be_read_from_the_text(client):
    rows = pd.read_csv(io.StringIO(client.get("/data/boundaries.csv").text))
    shape = shapely.from_wkb(rows.loc[rows["area_name"] == "Southwark", "geometry"].iloc[0])
    assert shape.area > 0


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/data/nothing.csv", 404, "borough_knife_crime"),
        ("/data/repeat_victimisation.csv", 404, "no table held here"),
        ("/data/population.csv?vintages=some", 400, "Use latest or all"),
        ("/data/population.csv?vintage=all", 400, "is no parameter"),
    ],
)
def test_a_file_there_is_not_is_refused_as_a_problem(client, path, status, words):
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert words in answer.json["detail"]


def test_a_format_there_is_not_is_no_page(client):
    assert client.get("/data/population.xlsx").status_code == 404


def test_an_imported_table_is_not_given_away(client, tmp_path, monkeypatch):
    local = tmp_path / "local"
    local.mkdir()
    for name in ("manifest.json", load_manifest(tables_folder()).tables["action_plans"].file):
        (local / name).write_bytes((tables_folder() / name).read_bytes())
    before = client.get("/data/action_plans.csv").data
    monkeypatch.setenv("KNIFE_CRIME_LOCAL", str(local))
    assert len(read_vintages("action_plans")) == 2 * 87
    assert client.get("/data/action_plans.csv").data == before


def test_a_file_the_reader_holds_is_not_sent_again(client):
    for file_format in FORMATS:
        path = f"/data/population.{file_format}"
        etag = client.get(path).headers["ETag"]
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304


def test_the_names_are_those_of_the_tables_in_use():
    assert sorted(table_names()) == HELD
