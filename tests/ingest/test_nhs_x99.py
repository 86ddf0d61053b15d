"""Hospital admissions from a made-up workbook in the publisher's layout."""

import openpyxl
import pytest

from data.errors import SourceChangedError
from ingest.sources.nhs_x99 import MONTHS, NO_REGION, SHEET, SOURCE, tidy

LONDON = "E12000007"
REGIONS = (
    *("East Midlands", "East of England", "London", "North East", "North West", "South East"),
    *("South West", "West Midlands", "Yorkshire and The Humber"),
)
COLUMNS = (*REGIONS, *NO_REGION, "England")
TITLE = "Count of Finished Admissions Episodes (FAEs)1 for 2021-22 (Provisional, Apr 21 - Mar 22)8"


def sheet_rows(years=("2020-21", "2021-22"), labels=("2020-21 Total", "2020-21 Total")):
    """Rows as printed: 10 admissions and 15 consultant episodes everywhere, and totals of 125."""
    rows = [[TITLE], [], ["Activity in English NHS Hospitals"]]
    rows.append(["", "", *(name for region in COLUMNS for name in (region, ""))])
    rows.append(["Year", "Month", *["FAEs", "FCEs"] * len(COLUMNS)])
    for year, label in zip(years, labels, strict=True):
        for month in MONTHS:
            rows.append([year if month == "April" else "", month, *[10, 15] * len(COLUMNS)])
        rows.append([label, "", *[125, 130] * len(COLUMNS)])
    return [*rows, ["Source: Hospital Episode Statistics (HES), NHS Digital"]]


def read(tmp_path, rows, sheet=SHEET):
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.create_sheet("UK_Stabbings_Totals").append(["Year", "Month", "London"])
    book.save(tmp_path / "made_up_workbook.xlsx")
    return tidy(tmp_path / "made_up_workbook.xlsx").tables["knife_hospital_admissions"]


def changed(line, place, value):
    """The printed rows with one cell changed; line 6 is April 2020, place 6 is London."""
    rows = sheet_rows()
    rows[line - 1] = [value if here == place else cell for here, cell in enumerate(rows[line - 1])]
    return rows


def years_of(rows):
    return rows[rows["period_type"] == "financial_year"]


def test_admissions_are_read_and_consultant_episodes_are_not(tmp_path):
    rows = read(tmp_path, sheet_rows())
    assert set(rows["admissions"]) == {10, 125}
    assert rows["area_code"].nunique() == len(REGIONS) + 1


def test_years_are_the_total_rows_and_never_sums_of_months(tmp_path):
    years = years_of(read(tmp_path, sheet_rows()))
    assert set(years["admissions"]) == {125}
    assert sum([10] * 12) != 125


def test_the_total_below_2021_22_that_is_labelled_2020_21_is_of_2021_22(tmp_path):
    years = years_of(read(tmp_path, changed(31, 6, 845)))
    london = years[years["area_code"] == LONDON].set_index("period_end")["admissions"]
    assert london.to_dict() == {
        london.index[0].replace(year=2021): 125,
        london.index[0].replace(year=2022): 845,
    }


def test_months_run_from_april_to_march(tmp_path):
    rows = read(tmp_path, sheet_rows())
    months = rows[(rows["period_type"] == "month") & (rows["area_code"] == LONDON)]
    ends = months["period_end"].dt.strftime("%Y-%m-%d").tolist()
    assert ends[0] == "2020-04-30"
    assert ends[8:10] == ["2020-12-31", "2021-01-31"]
    assert ends[-1] == "2022-03-31"


def test_a_withheld_count_has_no_value_and_is_no_zero(tmp_path):
    rows = read(tmp_path, changed(6, 6, "*"))
    cell = rows[(rows["area_code"] == LONDON) & (rows["period_type"] == "month")].iloc[0]
    assert cell["status"] == "c"
    assert rows["admissions"].isna().sum() == 1


def test_the_year_that_the_title_calls_provisional_is_marked(tmp_path):
    rows = read(tmp_path, sheet_rows())
    provisional = rows[rows["status"] == "p"]
    assert len(provisional) == 13 * 10
    assert provisional["period_end"].min().strftime("%Y-%m") == "2021-04"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (changed(6, 6, "about 10"), "line 6, column 'admissions'"),
        (changed(6, 6, ""), "expected a whole number"),
        (changed(7, 1, "July"), "line 7: expected May of a year, found 'July'"),
        (changed(18, 0, "2019-20 Total"), "line 18: expected the total of 12 months of 2020-21"),
        (changed(31, 0, "2019-20 Total"), "line 31: expected the total of 12 months of 2021-22"),
        (changed(4, 6, "Greater London"), "expected the regions of England"),
    ],
)
def test_a_sheet_that_is_not_as_described_is_refused(tmp_path, rows, words):
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, rows)


def test_only_the_publishers_own_sheets_are_read(tmp_path):
    with pytest.raises(SourceChangedError, match="expected a sheet 'GOR-Data-Totals'"):
        read(tmp_path, sheet_rows(), sheet="UK_Stabbings")


@pytest.mark.shared
def test_the_real_totals_of_london_are_the_printed_ones_and_not_their_months(raw_dir):
    (path,) = SOURCE.raw_files(raw_dir)
    rows = tidy(path).tables["knife_hospital_admissions"]
    london = rows[rows["area_code"] == LONDON]
    totals = years_of(london).set_index("period_end")["admissions"]
    assert totals["2022-03-31"] == 845
    assert totals["2018-03-31"] == 1_200
    months = london[london["period_type"] == "month"].set_index("period_end")["admissions"]
    assert months["2017-04-01":"2018-03-31"].sum() == 1_190
    assert len(totals) == 10
    assert len(months) == 120
