"""The embedded tables hold the figures that the publishers' files and publications state.

Typed by hand from the task's list of figures and from the publishers' pages; none was computed by
our code.
"""

import csv
import gzip
from datetime import date

import pytest

from data import store
from data.store import EMBEDDED, read_table

MPS = "mps_monthly_crime"
KNIFE = {"offence_subtype": "knife_crime", "counted": "offences"}
INJURY = {"offence_subtype": "knife_crime_with_injury", "counted": "offences"}
YOUNG = {"offence_subtype": "knife_injury_victims_1_24_non_domestic", "counted": "offences"}
BY_KNIFE = {"method": "knife_or_sharp_instrument"}
POSSESSION = {"offence_group": "possession_of_weapons"}
SEXUAL = {"offence_group": "sexual_offences"}


@pytest.fixture(autouse=True)
def embedded_tables(monkeypatch):
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(EMBEDDED))


def total(table_id, first, last, *, as_of=None, **where):
    """The sum of a table's counts over months, places and dimensions."""
    rows = read_table(table_id, as_of=as_of)
    for column, value in where.items():
        rows = rows[rows[column] == value]
    rows = rows[(rows["period_end"] >= first) & (rows["period_end"] <= last)]
    return int(rows[store.TABLES[table_id].value_column].sum())


@pytest.mark.parametrize(
    ("first", "last", "where", "printed"),
    [
        ("2022-04-01", "2023-03-31", KNIFE, 13_135),
        ("2023-04-01", "2024-03-31", KNIFE, 15_156),
        ("2024-04-01", "2025-03-31", KNIFE, 16_156),
        ("2025-03-01", "2026-02-28", KNIFE, 13_552),
        ("2021-08-01", "2021-08-31", KNIFE, 939),
        ("2018-04-01", "2019-03-31", KNIFE, 14_849),
        ("2019-04-01", "2020-03-31", KNIFE, 15_590),
        ("2018-04-01", "2019-03-31", INJURY, 4_288),
        ("2019-04-01", "2020-03-31", INJURY, 3_830),
        ("2018-04-01", "2019-03-31", YOUNG, 1_772),
        ("2019-04-01", "2020-03-31", YOUNG, 1_546),
        ("2024-04-01", "2025-03-31", YOUNG, 1_224),
    ],
)
def test_knife_crime_of_the_metropolitan_police_is_the_figure_printed(first, last, where, printed):
    assert total("borough_knife_crime", first, last, **where) == printed


@pytest.mark.parametrize(
    ("first", "last", "printed"),
    [("2024-04-01", "2025-03-31", 16_138), ("2023-04-01", "2024-03-31", 15_157)],
)
def test_a_year_as_it_stood_on_1_september_2025_is_the_figure_of_the_earlier_file(
    first, last, printed
):
    then = date(2025, 9, 1)
    assert total("borough_knife_crime", first, last, as_of=then, **KNIFE) == printed


def test_positive_outcomes_of_july_2025_were_288_and_are_222():
    july = ("borough_knife_crime", "2025-07-01", "2025-07-31")
    where = {"offence_subtype": "knife_crime", "counted": "positive_outcomes"}
    assert total(*july, as_of=date(2025, 9, 1), **where) == 288
    assert total(*july, **where) == 222


def test_january_to_july_2021_are_missing_and_not_zero():
    rows = read_table("borough_knife_crime")
    gap = rows["period_end"].between("2021-01-01", "2021-07-31")
    assert not gap.any()


def test_neighbourhoods_add_up_to_the_force():
    window = ("2025-03-01", "2026-02-28")
    assert total("neighbourhood_knife_crime", *window, **KNIFE) == 13_552


def test_57_of_114_homicide_victims_of_2016_17_were_killed_with_a_knife():
    year = ("2016-04-01", "2017-03-31")
    assert total("homicide_victims", *year) == 114
    assert total("homicide_victims", *year, **BY_KNIFE) == 57
    assert total("homicide_by_borough", *year, **BY_KNIFE) == 57


def test_possession_was_8000_in_2017_18_and_730_in_june_2026():
    assert total("recorded_offences", "2017-04-01", "2018-03-31", **POSSESSION) == 8_000
    assert total("recorded_offences", "2026-06-01", "2026-06-30", **POSSESSION) == 730


@pytest.mark.shared
def test_sexual_offences_are_the_rows_of_the_publishers_newest_file(raw_dir):
    (newest,) = raw_dir.glob("mps_recorded_crime_borough/*202407-202606.csv.gz")
    with gzip.open(newest, "rt", encoding="utf-8-sig", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Group"] == "SEXUAL OFFENCES"]
    months = [name for name in rows[0] if name.isdigit()]
    assert {row["SubGroup"] for row in rows} == {"RAPE", "OTHER SEXUAL OFFENCES"}
    counted = sum(int(row[month]) for row in rows for month in months)
    assert total("recorded_offences", "2024-07-01", "2026-06-30", **SEXUAL) == counted
    southwark = sum(int(row["202606"]) for row in rows if row["BOCU"] == "Southwark")
    place = {"area_code": "E09000028", **SEXUAL}
    assert total("recorded_offences", "2026-06-01", "2026-06-30", **place) == southwark


def test_sexual_offences_were_20649_in_2018_19_and_24194_in_2023_24():
    assert total("recorded_offences", "2018-04-01", "2019-03-31", **SEXUAL) == 20_649
    assert total("recorded_offences", "2023-04-01", "2024-03-31", **SEXUAL) == 24_194


@pytest.mark.parametrize(
    ("year", "printed"),
    [
        (2010, 13_341),
        (2011, 14_170),
        (2012, 11_377),
        (2013, 10_064),
        (2014, 9_680),
        (2015, 9_738),
        (2016, 12_060),
    ],
)
def test_the_home_offices_figures_for_the_metropolitan_police(year, printed):
    where = {"offence_group": "all_knife", "area_code": "E23000001"}
    where["source_id"] = "home_office_knife"
    window = (f"{year}-04-01", f"{year + 1}-03-31")
    assert total("knife_offences_by_force", *window, **where) == printed


@pytest.mark.parametrize(
    ("table_id", "where", "day", "printed"),
    [
        (
            "knife_offences_by_force",
            {"area_code": "E12000007", "offence_group": "all_knife"},
            "2019-12-31",
            15_492,
        ),
        (
            "knife_hospital_admissions",
            {"area_code": "E12000007", "period_type": "financial_year"},
            "2022-03-31",
            845,
        ),
        ("first_time_entrants", {"area_code": "E12000007"}, "2016-12-31", 412),
        (
            "partnership_offences",
            {"area_code": "E23000001", "offence_group": "all_recorded_crime"},
            "2025-06-30",
            940_619,
        ),
    ],
)
def test_a_figure_of_the_context_is_the_one_printed(table_id, where, day, printed):
    assert total(table_id, day, day, **where) == printed


def test_london_had_8799736_residents_at_the_census():
    where = {"basis": "census_2021", "age_group": "all_ages"}
    assert total("population", "2021-03-21", "2021-03-21", **where) == 8_799_736
