"""Census tables become residents by borough and ethnic group, and none is lost or invented."""

import pandas as pd
import pytest

from data.areas import boroughs
from data.errors import SourceChangedError, TableMissingError
from data.search_tables import RESIDENTS_BY_AGE_SEX_ETHNICITY, RESIDENTS_BY_ETHNICITY
from data.store import read_table
from ingest.sources import census_age_sex_ethnicity, ons_census2021_ethnicity

GROUPS = {
    "Asian, Asian British or Asian Welsh: Chinese": "asian",
    "Black, Black British, Black Welsh, Caribbean or African: African": "black",
    "Mixed or Multiple ethnic groups: White and Asian": "mixed",
    "Other ethnic group: Arab": "other",
    "White: Roma": "white",
}
CODES = [area.area_code for area in boroughs()]
AGES_9 = {
    "Aged 4 years and under": "under_10",
    "Aged 5 to 9 years": "under_10",
    "Aged 10 to 15 years": "10_to_24",
    "Aged 16 to 24 years": "10_to_24",
    "Aged 25 to 34 years": "25_to_34",
    "Aged 35 to 49 years": "over_34",
    "Aged 75 years and over": "over_34",
}
AGES_101 = {
    "Aged under 1 year": "under_10",
    "Aged 1 year": "under_10",
    "Aged 9 years": "under_10",
    "Aged 10 years": "10_to_17",
    "Aged 17 years": "10_to_17",
    "Aged 18 years": "18_to_24",
    "Aged 24 years": "18_to_24",
    "Aged 25 years": "25_to_34",
    "Aged 35 years": "over_34",
    "Aged 100 years and over": "over_34",
}


def ts021(path, rows=None, codes=CODES):
    rows = rows or [(code, label, 10) for code in codes for label in ("Does not apply", *GROUPS)]
    frame = pd.DataFrame(
        [
            {
                "Lower Tier Local Authorities Code": code,
                "Lower Tier Local Authorities": "A place",
                "Ethnic group (20 categories) Code": 1,
                "Ethnic group (20 categories)": label,
                "Observation": 0 if label == "Does not apply" else people,
            }
            for code, label, people in [*rows, ("E06000001", "White: Roma", 99)]
        ]
    )
    frame.to_csv(path, index=False)
    return path


def rm032(path, ages, *, age_heading="Age (9 categories)"):
    """Made up: the layout of the table, every cell 3."""
    frame = pd.DataFrame(
        [
            {
                "Lower tier local authorities Code": code,
                "Lower tier local authorities": "A place",
                "Ethnic group (20 categories) Code": 1,
                "Ethnic group (20 categories)": label,
                f"{age_heading} Code": 1,
                age_heading: age,
                "Sex (2 categories) Code": 1,
                "Sex (2 categories)": sex,
                "Observation": 3,
            }
            for code in CODES
            for label in GROUPS
            for age in ages
            for sex in ("Female", "Male")
        ]
    )
    frame.to_csv(path, index=False)
    return path


def by_age(path):
    tidied = census_age_sex_ethnicity.tidy(path)
    rows = tidied.tables["residents_by_age_sex_ethnicity"]
    contract = RESIDENTS_BY_AGE_SEX_ETHNICITY
    contract.check(rows.assign(vintage=pd.Timestamp(tidied.vintage))[contract.names])
    return rows


def test_ethnic_groups_add_up_to_the_census_groups_of_the_borough(tmp_path):
    rows = [(code, label, 10) for code in CODES for label in GROUPS]
    more = [("E09000028", "White: Irish", 7), ("E09000028", "Other ethnic group: Any other", 5)]
    tidied = ons_census2021_ethnicity.tidy(ts021(tmp_path / "TS021.csv", rows + more))
    table = tidied.tables["residents_by_ethnicity"]
    contract = RESIDENTS_BY_ETHNICITY
    contract.check(table.assign(vintage=pd.Timestamp(tidied.vintage))[contract.names])
    southwark = table[table["area_code"] == "E09000028"].set_index("ethnicity")["residents"]
    assert southwark.to_dict() == {"asian": 10, "black": 10, "mixed": 10, "other": 15, "white": 17}


def test_only_london_is_kept(tmp_path):
    table = ons_census2021_ethnicity.tidy(ts021(tmp_path / "TS021.csv"))
    assert set(table.tables["residents_by_ethnicity"]["area_code"]) == set(CODES)


def test_a_borough_without_a_row_is_noticed(tmp_path):
    rows = [(code, "White: Roma", 1) for code in sorted(CODES)[:-1]]
    with pytest.raises(SourceChangedError, match=r"33 boroughs .* found none of \['E09000033'\]"):
        ons_census2021_ethnicity.tidy(ts021(tmp_path / "TS021.csv", rows))


def test_people_under_does_not_apply_are_noticed(tmp_path):
    path = ts021(tmp_path / "TS021.csv")
    path.write_text(path.read_text().replace("Does not apply,0", "Does not apply,4", 1))
    with pytest.raises(SourceChangedError, match="expected nobody under 'Does not apply', found 4"):
        ons_census2021_ethnicity.tidy(path)


def test_a_group_that_stands_twice_is_noticed(tmp_path):
    rows = [(code, "White: Roma", 1) for code in [*CODES, "E09000028"]]
    with pytest.raises(SourceChangedError, match="both state the same cell"):
        ons_census2021_ethnicity.tidy(ts021(tmp_path / "TS021.csv", rows))


@pytest.mark.parametrize(
    ("ages", "heading"), [(AGES_9, "Age (9 categories)"), (AGES_101, "Age (101 categories)")]
)
def test_ages_go_into_the_bands_of_the_police(tmp_path, ages, heading):
    rows = by_age(rm032(tmp_path / "RM032.csv", ages, age_heading=heading))
    cell = rows[
        (rows["area_code"] == "E09000028")
        & (rows["ethnicity"] == "black")
        & (rows["sex"] == "male")
    ].set_index("age_group")["residents"]
    expected = pd.Series(list(ages.values())).value_counts() * 3
    assert cell.to_dict() == expected.to_dict()


@pytest.mark.parametrize("ages", [["Aged 5 to 14 years"], ["Aged 20 to 39 years"], ["Young"]])
def test_ages_that_fit_no_band_are_refused(tmp_path, ages):
    with pytest.raises(SourceChangedError, match=f"split at 10, 25 and 35, found '{ages[0]}'"):
        by_age(rm032(tmp_path / "RM032.csv", ages))


def test_without_an_age_column_the_headings_found_are_listed(tmp_path):
    with pytest.raises(SourceChangedError, match=r"expected a column like 'Age .*found \['Lower"):
        by_age(rm032(tmp_path / "RM032.csv", AGES_9, age_heading="Years"))


def test_the_table_by_age_and_sex_says_how_to_load_it(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIFE_CRIME_DATA", str(tmp_path))
    with pytest.raises(TableMissingError, match=r"not loaded.*Download Census 2021 table RM032"):
        read_table("residents_by_age_sex_ethnicity")


@pytest.mark.shared
def test_the_published_table_has_8_799_736_londoners(raw_dir):
    (path,) = ons_census2021_ethnicity.SOURCE.raw_files(raw_dir)
    rows = ons_census2021_ethnicity.tidy(path).tables["residents_by_ethnicity"]
    assert rows["residents"].sum() == 8_799_736
    southwark = rows[rows["area_code"] == "E09000028"].set_index("ethnicity")["residents"]
    assert southwark["black"] == 48_320 + 18_156 + 10_823
