"""The homicide file: two layouts, many spellings, and no borough with a victim's attributes."""

import pandas as pd
import pytest

from data.areas import AIRPORTS, PLACE_NOT_KNOWN
from data.errors import SourceChangedError
from data.tables import HOMICIDE_BY_BOROUGH, HOMICIDE_VICTIMS
from ingest.sources.mps_homicide import SOURCE, tidy
from tests.ingest.made_files import spoilt, write_csv

SOUTHWARK = "E09000028"


def victim(month="Mar", year="2024", **changes):
    row = {
        "Count of Victims": "1",
        "Age Group": "13 to 19",
        "Sex": "Male",
        "MethodofKilling": "Knife or Sharp Implement",
        "Domestic Abuse": "Not Domestic Abuse",
        "Recorded Year": year,
        "Recorded Month": month,
        "Homicide Offence Type": "Murder",
        "Solved Status": "Solved",
        "Borough": "Southwark",
        "Officer Observed Ethnicity": "White",
    }
    return row | changes


def in_older_layout(row):
    older = {k: v for k, v in row.items() if k not in {"Recorded Year", "Recorded Month"}}
    older["Method of Killing"] = older.pop("MethodofKilling")
    return older | {"Recorded Date": f"{row['Recorded Month']}-{row['Recorded Year'][2:]}"}


VICTIMS = [victim("Jan"), victim("Jan"), victim("Jan", MethodofKilling="Shooting"), victim()]


def read(tmp_path, rows):
    return tidy(write_csv(tmp_path / "homicide_victims.csv", rows))


def test_victims_with_the_same_attributes_in_a_month_are_one_row(tmp_path):
    rows = read(tmp_path, VICTIMS).tables["homicide_victims"]
    assert rows["victims"].sum() == 4
    january = rows[
        (rows["period_end"] == "2024-01-31") & (rows["method"] == "knife_or_sharp_instrument")
    ]
    assert january["victims"].tolist() == [2]


def test_both_layouts_give_the_same_tables(tmp_path):
    newer = read(tmp_path, VICTIMS)
    older = read(tmp_path, [in_older_layout(row) for row in VICTIMS])
    assert newer.vintage == older.vintage
    for table_id, rows in newer.tables.items():
        pd.testing.assert_frame_equal(rows, older.tables[table_id])


def test_no_table_has_a_borough_together_with_a_victims_age_sex_or_ethnicity(tmp_path):
    cross = read(tmp_path, VICTIMS).tables["homicide_victims"]
    assert set(cross["area_code"]) == {"E23000001"}
    attributes = {"age_group", "sex", "ethnicity", "domestic_abuse"}
    assert attributes <= set(HOMICIDE_VICTIMS.names)
    assert not attributes & set(HOMICIDE_BY_BOROUGH.names)


def test_every_borough_and_month_has_a_count_by_knife_and_otherwise_zeros_included(tmp_path):
    rows = read(tmp_path, VICTIMS).tables["homicide_by_borough"]
    assert len(rows) == (32 + 2) * 3 * 2
    own = rows[rows["area_code"] == SOUTHWARK].sort_values(["period_end", "method"])
    assert own["victims"].tolist() == [2, 1, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("borough", "code"),
    [
        ("Ealing ", "E09000009"),
        ("Barking & Dagenham", "E09000002"),
        ("Kingston Upon Thames", "E09000021"),
        ("Heathrow ", AIRPORTS),
        ("Unmapped", PLACE_NOT_KNOWN),
    ],
)
def test_a_boroughs_spelling_finds_its_code(tmp_path, borough, code):
    rows = read(tmp_path, [victim(Borough=borough)]).tables["homicide_by_borough"]
    assert rows.loc[rows["victims"] > 0, "area_code"].tolist() == [code]


@pytest.mark.parametrize("label", ["13 to19", "13 to 19"])
def test_both_spellings_of_the_teenage_group_are_one_group(tmp_path, label):
    rows = read(tmp_path, [victim(**{"Age Group": label})]).tables["homicide_victims"]
    assert rows["age_group"].tolist() == ["13_to_19"]


@pytest.mark.parametrize("label", ["Unrecorded Gender", "Unknown"])
def test_a_sex_not_recorded_is_unknown(tmp_path, label):
    rows = read(tmp_path, [victim(Sex=label)]).tables["homicide_victims"]
    assert rows["sex"].tolist() == ["unknown"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Age Group": "Teenager"}, "line 3, column 'Age Group': expected one of '0 to 12'"),
        ({"MethodofKilling": "Sword"}, "line 3, column 'MethodofKilling'"),
        ({"Borough": "Slough"}, "line 3, column 'Borough'"),
        ({"Count of Victims": "-1"}, "line 3, column 'Count of Victims': expected a count of 0"),
        ({"Recorded Month": "13"}, "line 3, column 'Recorded Month': expected a date written like"),
    ],
)
def test_a_wrong_cell_is_refused_by_line_and_column(tmp_path, changes, words):
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, spoilt(VICTIMS, 3, **changes))


def test_a_layout_that_lost_a_column_says_which(tmp_path):
    rows = [{k: v for k, v in row.items() if k != "Sex"} for row in VICTIMS]
    with pytest.raises(SourceChangedError, match="expected a column 'Sex'; found"):
        read(tmp_path, rows)


@pytest.mark.shared
def test_persons_proceeded_against_are_not_read_as_victims(raw_dir):
    files = SOURCE.raw_files(raw_dir)
    assert [path.parent.name for path in files] == ["to-2023-12", "to-2024-03"]


@pytest.mark.shared
def test_boroughs_add_up_to_the_force_in_both_real_files(raw_dir):
    for path, victims in zip(SOURCE.raw_files(raw_dir), (2912, 2936), strict=True):
        tables = tidy(path).tables
        assert tables["homicide_victims"]["victims"].sum() == victims
        assert tables["homicide_by_borough"]["victims"].sum() == victims
