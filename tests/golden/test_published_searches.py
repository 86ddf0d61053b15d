"""Searches equal the raw files, counted here by the csv module, and Ashby's published table.

Ashby, Calculating disparities in stop and search (lesscrime.info), gives for the Metropolitan
Police from July to September 2020 the searches of people by sex, age and self-defined ethnicity,
their numbers among the residents (GLA ethnic group projections for 2020 on the 2016 base), the
rate, and its multiple of the overall rate of 6.2 per 1,000. Vehicle searches are left out; section
60 and duplicates are kept.
"""

import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.search_tables import SELF_DEFINED
from data.store import read_table
from metrics.disparity import disparity, disparity_from_rate
from metrics.values import metric_values

PUBLISHED = json.loads(Path(__file__).with_name("statistics.json").read_text())[
    "stop_search_disparity"
]
ROWS = PUBLISHED["rows"]
AGES = {"10-17": "10_to_17", "18-24": "18_to_24", "25-34": "25_to_34", "over 34": "over_34"}
MET, CITY = "E23000001", "E23000034"
MONTHS = ["2018-06", "2023-08", "2024-08"]


@pytest.fixture(scope="module")
def summer_2020():
    """Searches of people by the Metropolitan Police, July to September 2020."""
    rows = read_table("searches_by_person")
    chosen = rows["period_end"].between("2020-07-31", "2020-09-30") & rows["force_code"].eq(MET)
    chosen &= rows["ethnicity_basis"].eq(SELF_DEFINED) & rows["search_type"].ne("vehicle")
    cell = ["sex", "age_group", "ethnicity"]
    return rows[chosen].groupby(cell, observed=True)["searches"].sum()


def searches_of(table, row):
    return table[row["sex"], AGES[row["age"]], row["ethnicity"].lower()]


@pytest.mark.parametrize(
    "row", ROWS, ids=lambda row: f"{row['sex']} {row['age']} {row['ethnicity']}"
)
def test_every_row_of_the_published_table(summer_2020, row):
    searches = searches_of(summer_2020, row)
    assert searches == row["searches"]
    overall = PUBLISHED["overall_rate_per_1000"]
    found = disparity_from_rate(searches, row["people"], overall).iloc[0]
    assert round(found["rate_per_1000"], 1) == row["rate_per_1000"]
    assert round(found["value"], 1) == row["disparity_vs_all"]
    assert found["lower"] < found["value"] < found["upper"]


def test_the_table_has_every_group_with_a_hundred_searches(summer_2020):
    assert len(ROWS) == 24
    held = summer_2020.drop(["other", "unknown"], level="ethnicity")
    held = held.drop(["other", "unknown"], level="sex")
    held = held.drop(["under_10", "unknown"], level="age_group")
    assert (held >= PUBLISHED["min_searches"]).sum() == len(ROWS)


def test_black_men_of_18_to_24_against_white_men_of_that_age(summer_2020):
    black, white = (
        next(r for r in ROWS if (r["sex"], r["age"], r["ethnicity"]) == ("male", "18-24", group))
        for group in ("Black", "White")
    )
    found = disparity(
        searches_of(summer_2020, black),
        black["people"],
        other_searches=searches_of(summer_2020, white),
        other_residents=white["people"],
    ).iloc[0]
    assert [round(found[name], 3) for name in ("value", "lower", "upper")] == [4.078, 3.929, 4.233]


@pytest.fixture(scope="module")
def raw_rows(raw_dir):
    """Records of a month's file, read by nothing of ours."""
    (path,) = (raw_dir / "police_uk").glob("archive_*.zip")

    def read(month, force="metropolitan"):
        name = f"{month}/{month}-{force}-stop-and-search.csv"
        with zipfile.ZipFile(path) as archive, archive.open(name) as file:
            return list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))

    return read


def published(metric_id, month, *, area=MET, by=(), **where):
    """The one value of a month."""
    end = pd.Period(month, "M").end_time.date()
    rows = metric_values(metric_id, area=area, start=end, end=end, by=by)
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows.iloc[0]


def weapon_records(records):
    wanted = {"Offensive weapons", "Firearms"}
    return [r for r in records if r["Object of search"] in wanted and not is_60(r)]


def is_60(record):
    return record["Legislation"].endswith("(section 60)")


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
def test_all_searches_equal_the_rows_of_the_file(raw_rows, month):
    assert published("searches", month)["value"] == len(raw_rows(month))


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
def test_searches_for_offensive_weapons_and_firearms_equal_the_file(raw_rows, month):
    records = weapon_records(raw_rows(month))
    assert published("weapon_searches", month)["value"] == len(records)
    offensive = sum(record["Object of search"] == "Offensive weapons" for record in records)
    by_object = published("weapon_searches", month, by=["object"], object="offensive_weapons")
    assert by_object["value"] == offensive


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
@pytest.mark.parametrize(
    ("metric_id", "outcome"),
    [
        ("weapon_search_arrest_rate", "Arrest"),
        ("weapon_search_no_further_action_rate", "A no further action disposal"),
    ],
)
def test_arrests_and_no_further_action_equal_the_file(raw_rows, month, metric_id, outcome):
    records = weapon_records(raw_rows(month))
    counted = sum(record["Outcome"] == outcome for record in records)
    known = sum(record["Outcome"] != "" for record in records)
    row = published(metric_id, month)
    assert (row["numerator"], row["denominator"]) == (counted, known)
    assert row["value"] == pytest.approx(100 * counted / known)


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
def test_offensive_weapon_searches_alone_have_the_outcomes_of_the_file(raw_rows, month):
    records = [r for r in raw_rows(month) if r["Object of search"] == "Offensive weapons"]
    counted = sum(record["Outcome"] == "Arrest" for record in records)
    row = published("weapon_search_arrest_rate", month, by=["object"], object="offensive_weapons")
    assert row["numerator"] == counted


@pytest.mark.shared
@pytest.mark.parametrize("month", MONTHS)
def test_section_60_searches_equal_the_file(raw_rows, month):
    counted = sum(map(is_60, raw_rows(month)))
    assert published("section_60_searches", month)["value"] == counted


@pytest.mark.shared
def test_the_city_of_london_police_equals_its_file_too(raw_rows):
    records = raw_rows("2019-08", "city-of-london")
    assert published("searches", "2019-08", area=CITY)["value"] == len(records)
    counted = sum(map(is_60, records))
    assert published("section_60_searches", "2019-08", area=CITY)["value"] == counted > 0


@pytest.mark.shared
def test_london_is_both_forces_files_together(raw_rows):
    both = len(raw_rows("2019-02")) + len(raw_rows("2019-02", "city-of-london"))
    assert published("searches", "2019-02", area="E12000007")["value"] == both


def test_nothing_is_known_before_the_archive_was_published():
    rows = metric_values("searches", area=MET, as_of=date(2024, 9, 29))
    assert rows.empty
