"""Residents from three layouts, on two bases that are never joined."""

import openpyxl
import pandas as pd
import pytest

from data.areas import boroughs
from data.errors import SourceChangedError
from ingest.sources.ons_population import SOURCE, tidy
from tests.ingest.made_files import write_csv

CODES = [area.area_code for area in boroughs()]


def components(years=(2023, 2024)):
    return [
        {"ladcode23": code, "laname23": "A", "Category": category, "Year": str(year), "Sum": total}
        for code in CODES
        for year in years
        for category, total in (("population", "1000"), ("deaths", "-12"))
    ]


def single_years():
    ages = {str(age): "10" for age in range(90)} | {"90+": "7"}
    extra = [
        {"Code": "E92000001", "Name": "ENGLAND", "Geography": "Country", "All ages": "9"} | ages
    ]
    return extra + [
        {"Code": code, "Name": "A", "Geography": "London Borough", "All ages": "907", **ages}
        for code in CODES
    ]


def under_25(reference, basis):
    return [
        {
            "lad_code": c,
            "borough": "A",
            "reference": reference,
            "under25": "250",
            "age10_24": "150",
            "total": "907",
            "basis": basis,
        }
        for c in CODES
    ]


def population(tidied):
    return tidied.tables["population"]


def test_the_components_file_gives_totals_and_nothing_of_births_and_deaths(tmp_path):
    rows = population(tidy(write_csv(tmp_path / "components.csv", components())))
    assert set(rows["residents"]) == {1000}
    assert set(rows["age_group"]) == {"all_ages"}
    assert set(rows["basis"]) == {"since_census_2021"}


def test_under_25_is_the_sum_of_the_single_years_to_24(tmp_path):
    rows = population(tidy(write_csv(tmp_path / "mye24tablesew.csv", single_years())))
    counts = rows.groupby("age_group")["residents"].unique().map(list).to_dict()
    assert counts == {"all_ages": [907], "under_25": [250]}
    assert rows["area_code"].nunique() == 33


def test_a_workbook_with_titles_above_its_headings_gives_the_same_figures(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes "
    sheet = book.create_sheet("MYE2-All")
    rows = single_years()
    for line in ([], ["Contents"], ["MYE2: Population estimates, mid-2018"], []):
        sheet.append(line)
    headings = ["Geography1" if name == "Geography" else name for name in rows[0]]
    sheet.append([int(name) if name.isdigit() else name for name in headings])
    for row in rows:
        sheet.append([int(v) if v.isdigit() else v for v in row.values()])
    men = book.create_sheet("MYE2 - Males")
    men.append(headings)
    for row in rows:
        men.append([1 if v.isdigit() else v for v in row.values()])
    path = tmp_path / "mid2018_ukmidyearestimates.xlsx"
    book.save(path)
    counted = population(tidy(path))
    assert sorted(counted["residents"].unique()) == [250, 907]
    assert set(counted["basis"]) == {"before_census_2021"}
    assert counted["period_end"].unique().tolist() == [pd.Timestamp("2018-06-30")]


@pytest.mark.parametrize(
    ("reference", "stated", "basis", "period_type", "end"),
    [
        (
            "mid-2018",
            "ONS MYE, NOT rebased to Census 2021",
            "before_census_2021",
            "mid_year",
            "2018-06-30",
        ),
        (
            "mid-2024",
            "ONS MYE mid-2024 (rebased series)",
            "since_census_2021",
            "mid_year",
            "2024-06-30",
        ),
        (
            "census-2021",
            "ONS Census 2021 (LSOA 6 age groups summed; total from TS021)",
            "census_2021",
            "census_day",
            "2021-03-21",
        ),
    ],
)
def test_the_under_25_file_keeps_each_base_apart(
    tmp_path, reference, stated, basis, period_type, end
):
    rows = population(tidy(write_csv(tmp_path / "under25.csv", under_25(reference, stated))))
    assert set(rows["basis"]) == {basis}
    assert set(rows["period_type"]) == {period_type}
    assert rows["period_end"].unique().tolist() == [pd.Timestamp(end)]


def test_a_base_the_file_has_not_stated_before_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="line 2, column 'basis': expected one of"):
        tidy(write_csv(tmp_path / "under25.csv", under_25("mid-2025", "Rolled forward")))


def test_an_absent_borough_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="expected all 33 boroughs"):
        tidy(write_csv(tmp_path / "mye24tablesew.csv", single_years()[:-1]))


def test_a_file_whose_year_is_nowhere_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="the year in the file's name"):
        tidy(write_csv(tmp_path / "tables.csv", single_years()))


def test_a_table_without_single_years_is_refused_by_the_missing_ages(tmp_path):
    rows = [{k: v for k, v in row.items() if k != "24"} for row in single_years()]
    with pytest.raises(SourceChangedError, match=r"expected a column '24' or '24\.0'"):
        tidy(write_csv(tmp_path / "mye24tablesew.csv", rows))


@pytest.mark.shared
def test_the_real_files_agree_wherever_they_state_the_same_figure(raw_dir):
    parts = [population(tidy(path)) for path in SOURCE.raw_files(raw_dir)]
    rows = pd.concat(parts)
    cells = rows.groupby(["area_code", "period_end", "age_group", "basis"])["residents"]
    assert len(parts) == 4
    assert (cells.nunique() == 1).all()
    stated_again = cells.size()[cells.size() > 1].reset_index()
    assert set(stated_again["period_end"].dt.year) == {2018, 2024}
    assert len(stated_again) == 33 * 2 * 2  # all ages and under 25, in both years
