"""A table that breaks its promise is refused in words that name the column."""

import json

import pandas as pd
import pyarrow as pa
import pytest

from data.contracts import descriptions
from data.errors import TableContractError
from data.tables import BOROUGH_KNIFE_CRIME, KNIFE_OFFENCES_BY_FORCE, TABLES


def row(**changes):
    fields = {
        "area_code": "E09000028",
        "area_type": "borough",
        "period_type": "month",
        "period_end": pd.Timestamp("2026-02-28"),
        "offence_subtype": "knife_crime",
        "counted": "offences",
        "events": 60,
        "status": "",
        "source_id": "mps_monthly_crime",
        "vintage": pd.Timestamp("2026-03-18"),
    }
    return pd.DataFrame([fields | changes]).astype({"events": "Int64"})


def test_rows_as_promised_are_accepted():
    BOROUGH_KNIFE_CRIME.check(row())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"events": -3}, "'events' goes down to -3"),
        ({"area_code": None}, "1 values of 'area_code' are missing"),
        ({"status": "q"}, r"'status' has \['q'\]; allowed are"),
        ({"offence_subtype": "knives"}, r"'offence_subtype' has \['knives'\]"),
    ],
)
def test_a_value_outside_the_promise_is_refused_by_column(changes, words):
    with pytest.raises(TableContractError, match=words):
        BOROUGH_KNIFE_CRIME.check(row(**changes))


def test_a_missing_count_is_allowed_and_stays_missing_in_the_file():
    frame = row(events=pd.NA, status="x")
    BOROUGH_KNIFE_CRIME.check(frame)
    assert BOROUGH_KNIFE_CRIME.to_arrow(frame)["events"].null_count == 1


def test_one_cell_stated_twice_in_a_vintage_is_refused():
    with pytest.raises(TableContractError, match=r"1 rows repeat a key; the first is .*E09000028"):
        BOROUGH_KNIFE_CRIME.check(pd.concat([row(), row(events=61)]))


def test_one_cell_in_two_vintages_is_what_vintages_are_for():
    BOROUGH_KNIFE_CRIME.check(pd.concat([row(), row(vintage=pd.Timestamp("2026-04-18"))]))


def test_a_column_too_many_or_too_few_is_refused_with_what_was_found():
    with pytest.raises(TableContractError, match=r"expected the columns .* found .*'extra'"):
        BOROUGH_KNIFE_CRIME.check(row().assign(extra=1))
    with pytest.raises(TableContractError, match="expected the columns"):
        BOROUGH_KNIFE_CRIME.check(row().drop(columns="status"))


def test_a_column_of_another_type_is_refused():
    with pytest.raises(TableContractError, match="does not fit its declared type"):
        BOROUGH_KNIFE_CRIME.to_arrow(row().astype({"events": "object"}).assign(events="many"))


def test_only_the_home_office_table_admits_a_net_correction_of_minus_one():
    lowest = {
        t.table_id: c.minimum
        for t in TABLES.values()
        for c in t.columns
        if c.minimum is not None and c.minimum < 0
    }
    assert lowest == {KNIFE_OFFENCES_BY_FORCE.table_id: -1}


every_table = pytest.mark.parametrize("contract", TABLES.values(), ids=TABLES)


@every_table
def test_every_column_says_what_it_holds_and_every_count_in_which_unit(contract):
    assert all(descriptions(contract).values())
    counts = [
        c
        for c in contract.columns
        if pa.types.is_integer(c.type) and c.name == contract.value_column
    ]
    assert all(column.unit for column in counts)


@every_table
def test_key_and_value_are_columns_and_the_value_is_no_part_of_the_key(contract):
    assert {*contract.key, contract.value_column, "status", "vintage"} <= set(contract.names)
    assert contract.value_column not in contract.key


@every_table
def test_descriptions_travel_inside_the_parquet_schema(contract):
    schema = contract.schema
    assert schema.metadata[b"title"].decode() == contract.title
    assert tuple(json.loads(schema.metadata[b"key"])) == contract.key
    assert all(field.metadata[b"description"] for field in schema)
