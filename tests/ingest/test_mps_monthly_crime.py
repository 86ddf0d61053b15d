"""The monthly knife crime file, in all its layouts and with all its traps."""

import gzip

import openpyxl
import pandas as pd
import pytest

from data.areas import PLACE_NOT_KNOWN
from data.errors import SourceChangedError
from ingest.raw_table import publisher_bytes
from ingest.sources.mps_monthly_crime import SOURCE, check_coverage, tidy
from tests.ingest.made_files import (
    MET_BOROUGHS,
    monthly_file,
    monthly_row,
    monthly_rows,
    spoilt,
    write_csv,
)

SOUTHWARK, WARD = "E09000028", {"Area Type": "Safer Neighbourhood Teams"}


def events(tidied, table="borough_knife_crime", **where):
    """The only count, or the list of counts, of the rows that fit."""
    rows = tidied.tables[table]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows["events"].tolist()


def knife_crime(tidied, area_code, table="borough_knife_crime"):
    return sum(
        events(
            tidied,
            table,
            area_code=area_code,
            offence_subtype="knife_crime",
            counted="offences",
        )
    )


def read(tmp_path, *extra, rows=None):
    return tidy(monthly_file(tmp_path, [*(monthly_rows() if rows is None else rows), *extra]))


def test_the_vintage_is_the_refresh_date_printed_in_the_file(tmp_path):
    tidied = read(tmp_path)
    assert (str(tidied.vintage), tidied.vintage_basis) == ("2026-03-18", "printed")


def test_a_borough_without_a_row_for_a_subtype_has_a_zero_in_every_month_of_the_file(tmp_path):
    tidied = read(tmp_path)
    robbery = {"offence_subtype": "knife_crime_with_injury_robbery", "area_code": SOUTHWARK}
    assert events(tidied, **robbery, counted="offences") == [0, 0]


def test_every_place_has_all_five_subtypes_counted_both_ways(tmp_path):
    tidied = read(tmp_path)
    cells = 2 * 5 * 2  # months, subtypes, offences and positive outcomes
    assert len(tidied.tables["borough_knife_crime"]) == (32 + 1) * cells
    assert len(tidied.tables["neighbourhood_knife_crime"]) == (681 + 1) * cells


def test_no_month_outside_the_file_is_filled_with_zeros(tmp_path):
    months = read(tmp_path).tables["borough_knife_crime"]["period_end"].unique()
    assert sorted(months) == [pd.Timestamp("2026-01-31"), pd.Timestamp("2026-02-28")]


def test_a_month_between_two_others_is_filled_and_then_refused_as_cut_short(tmp_path):
    rows = monthly_rows(months=("2025-12-01", "2026-02-01"))
    with pytest.raises(SourceChangedError, match="January 2026"):
        check_coverage(read(tmp_path, rows=rows))


def test_borough_and_neighbourhood_rows_are_kept_in_tables_of_their_own(tmp_path):
    tidied = read(tmp_path)
    assert knife_crime(tidied, SOUTHWARK) == 20
    wards = tidied.tables["neighbourhood_knife_crime"]
    assert set(wards["area_type"]) == {"neighbourhood", "unknown_place"}
    assert wards["events"].sum() == tidied.tables["borough_knife_crime"]["events"].sum()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("Other / NK", "Borough"),
        ("N/K (Legacy Only)", "Borough"),
        ("N/K (Legacy Only)", "Borough (Georgraphy Not Known)"),
        ("Non MET police force", "Borough"),
        ("Aviation Security (SO18) (Legacy Only)", "Borough"),
        ("", "Borough (Georgraphy Not Known)"),
    ],
)
def test_offences_without_a_borough_count_for_the_place_not_known_whatever_their_type(
    tmp_path, place, kind
):
    extra = monthly_row("2026-02-01", place, place, "", **{"Area Type": kind})
    tidied = read(tmp_path, extra)
    assert knife_crime(tidied, PLACE_NOT_KNOWN) == 10
    assert knife_crime(tidied, SOUTHWARK) == 20


@pytest.mark.parametrize("code", ["", "-1", "N/K", "NON ATHENA FORCE"])
def test_a_neighbourhood_row_whose_code_is_no_ward_counts_for_the_place_not_known(tmp_path, code):
    tidied = read(tmp_path, monthly_row("2026-02-01", "N/K N/K", "N/K", code, **WARD))
    assert knife_crime(tidied, PLACE_NOT_KNOWN, "neighbourhood_knife_crime") == 10


def test_blanks_behind_codes_and_names_are_taken_off(tmp_path):
    rows = [row | {"Area code": row["Area code"] + "  "} for row in monthly_rows()]
    assert knife_crime(read(tmp_path, rows=rows), SOUTHWARK) == 20


def test_two_names_of_one_ward_are_added_and_are_no_repeated_key(tmp_path):
    ward = "E05011468"
    rows = [
        monthly_row("2026-02-01", "Croydon Fairfield", name, ward, **WARD)
        for name in ("Fairfield", "Fairfield (Croydon)")
    ]
    tidied = read(tmp_path, *rows)
    assert knife_crime(tidied, ward, "neighbourhood_knife_crime") == 20


def test_the_newest_twelve_months_are_provisional(tmp_path):
    months = [f"{year}-{month:02}-01" for year in (2024, 2025) for month in range(1, 13)]
    tidied = read(tmp_path, rows=monthly_rows(months))
    rows = tidied.tables["borough_knife_crime"]
    assert rows.loc[rows["status"] == "p", "period_end"].min() == pd.Timestamp("2025-01-31")
    assert set(rows.loc[rows["period_end"] < "2025-01-01", "status"]) == {""}


def test_rows_of_other_crime_types_are_left_out(tmp_path):
    gun = monthly_row("2026-02-01", "Southwark", "Southwark", SOUTHWARK)
    tidied = read(tmp_path, gun | {"Crime Type": "Gun Crime", "Crime Subtype": "Gun Crime"})
    assert knife_crime(tidied, SOUTHWARK) == 20


def test_a_workbook_with_a_sheet_for_each_file_gives_the_same_figures_as_the_csv(tmp_path):
    book = openpyxl.Workbook()
    knives, guns = book.active, book.create_sheet("OtherCrimeData")
    rows = monthly_rows()
    for sheet, crime_type in ((knives, "Knife Crime"), (guns, "Gun Crime")):
        sheet.append(list(rows[0]))
        for row in rows:
            cells = row | {
                "Month_Year": pd.Timestamp(row["Month_Year"]).to_pydatetime(),
                "Refresh Date": pd.Timestamp(row["Refresh Date"]).to_pydatetime(),
                "Count": int(row["Count"]),
                "Crime Type": crime_type,
            }
            sheet.append(list(cells.values()))
    path = tmp_path / "M1045_MonthlyCrimeDashboard_KnifeCrimeData.xlsx"
    book.save(path)
    expected = read(tmp_path).tables["borough_knife_crime"]
    pd.testing.assert_frame_equal(tidy(path).tables["borough_knife_crime"], expected)


def test_a_compressed_copy_gives_the_same_figures(tmp_path):
    plain = monthly_file(tmp_path)
    packed = tmp_path / f"{plain.name}.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert publisher_bytes(packed) == plain.read_bytes()
    pd.testing.assert_frame_equal(
        tidy(packed).tables["borough_knife_crime"], tidy(plain).tables["borough_knife_crime"]
    )


def test_a_compressed_copy_cut_short_is_refused(tmp_path):
    packed = write_csv(tmp_path / "M1045_KnifeCrimeData.csv.gz", monthly_rows())
    packed.write_bytes(packed.read_bytes()[:-40])
    with pytest.raises(SourceChangedError, match="damaged or cut short"):
        tidy(packed)


def test_a_file_cut_short_within_its_last_month_is_refused_as_its_gaps_are_no_zeros(tmp_path):
    rows = monthly_rows()
    with pytest.raises(SourceChangedError, match=r"cut short\. .* Fetch it again"):
        check_coverage(read(tmp_path, rows=rows[: -len(MET_BOROUGHS) - 1]))


def test_a_whole_file_passes_the_check_of_coverage(tmp_path):
    check_coverage(read(tmp_path))


def test_a_renamed_column_is_refused_with_what_was_expected_found_and_what_to_do(tmp_path):
    rows = [{("Total" if k == "Count" else k): v for k, v in row.items()} for row in monthly_rows()]
    with pytest.raises(
        SourceChangedError, match=r"expected a column 'Count'; found .*'Total'.*Compare the file"
    ):
        read(tmp_path, rows=rows)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"Count": "-3"}, "line 9, column 'Count': expected a count of 0 or more, found '-3'"),
        ({"Count": "ten"}, "line 9, column 'Count': expected a whole number, found 'ten'"),
        ({"Count": "1.5"}, "line 9, column 'Count': expected a whole number, found '1.5'"),
        ({"Count": ""}, "line 9, column 'Count': expected a whole number, found ''"),
        (
            {"Month_Year": "01/01/2026"},
            "line 9, column 'Month_Year': expected a date written like '2026-01-01', "
            "found '01/01/2026'",
        ),
        ({"Month_Year": "2026-01-15"}, "line 9, column 'Month_Year': expected the first day"),
        ({"Crime Subtype": "Knives"}, "line 9, column 'Crime Subtype': expected one of"),
        ({"Measure": "Solved"}, "line 9, column 'Measure': expected one of"),
        ({"Area Type": "Ward"}, "line 9, column 'Area Type': expected one of"),
        ({"Area code": "E05099999"}, r"\['E05099999'\] \(first in line 9\)"),
        ({"Refresh Date": "2026-03-19"}, "column 'Refresh Date': expected one date"),
    ],
)
def test_a_wrong_cell_is_refused_by_line_and_column(tmp_path, changes, words):
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, rows=spoilt(monthly_rows(), 9, **changes))


def test_a_borough_that_is_none_is_refused_and_not_taken_for_a_place_not_known(tmp_path):
    stranger = monthly_row("2026-02-01", "Slough", "Slough", "E06000039")
    with pytest.raises(SourceChangedError, match=r"'Borough_SNT': .* found 'Slough'"):
        read(tmp_path, stranger)


def test_months_written_day_first_are_read_if_all_are(tmp_path):
    rows = [row | {"Month_Year": "01/02/2026"} for row in monthly_rows(("2026-02-01",))]
    rows = [row | {"Refresh Date": "18/03/2026"} for row in rows]
    tidied = read(tmp_path, rows=rows)
    assert tidied.tables["borough_knife_crime"]["period_end"].max() == pd.Timestamp("2026-02-28")


def test_months_written_month_first_are_refused_and_not_read_as_days_of_january(tmp_path):
    rows = [row | {"Month_Year": "02/01/2026"} for row in monthly_rows(("2026-02-01",))]
    with pytest.raises(SourceChangedError, match="expected the first day of a month"):
        read(tmp_path, rows=rows)


def test_a_cell_stated_twice_is_refused_with_both_lines(tmp_path):
    rows = monthly_rows()
    with pytest.raises(SourceChangedError, match=rf"lines 2 and {len(rows) + 2} both state"):
        read(tmp_path, rows[0] | {"Count": "11"}, rows=rows)


def test_a_refresh_date_before_the_newest_month_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="later than the newest month February 2026"):
        read(tmp_path, rows=monthly_rows(refreshed="2026-02-18"))


def test_an_error_page_in_the_place_of_the_file_is_refused(tmp_path):
    path = tmp_path / "KnifeCrimeData.csv"
    path.write_text("<!DOCTYPE html>\n<html><body>Service unavailable</body></html>\n")
    with pytest.raises(SourceChangedError, match="expected a column 'Month_Year'"):
        tidy(path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "expected a column"),
        ("\n\n", "expected a column"),
        ('a,b\n"1,2\n', "cannot be read: unexpected end of data"),
        ("a,b\n1,2,3\n", "line 2 has 3 cells, the headings are 2"),
        ("a,b\n1,2\n\n3\n", "line 4 has 1 cells, the headings are 2"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(tmp_path, content, words):
    path = tmp_path / "KnifeCrimeData.csv"
    path.write_text(content)
    with pytest.raises(SourceChangedError, match=rf"KnifeCrimeData\.csv.*{words}"):
        tidy(path)


@pytest.mark.shared
def test_the_layout_of_august_2026_is_read(raw_dir):
    sample = raw_dir / "mps_monthly_crime" / "refresh-2026-08-18-sample"
    tidied = tidy(next(sample.glob("*.sample.csv")))
    assert str(tidied.vintage) == "2026-08-18"
    # Aviation Security is called a borough there; the four others say they are not known.
    not_known = tidied.tables["borough_knife_crime"].query("area_code == @PLACE_NOT_KNOWN")
    assert not_known["events"].sum() == 1 + 4 + 1 + 2 + 3
    assert (
        events(tidied, area_code="E09000025", counted="offences", offence_subtype="knife_crime")[0]
        == 48
    )


@pytest.mark.shared
def test_a_sample_of_a_layout_is_never_among_the_files_read_for_figures(raw_dir):
    names = [path.name for path in SOURCE.raw_files(raw_dir)]
    assert len(names) == 2
    assert not any("sample" in name for name in names)


@pytest.mark.shared
def test_other_crimes_of_the_same_folder_are_not_taken_for_knife_crime(raw_dir):
    assert all("OtherCrimeData" not in path.name for path in SOURCE.raw_files(raw_dir))


@pytest.mark.shared
def test_boroughs_and_neighbourhoods_of_a_real_file_are_the_same_offences(raw_dir):
    key = ["period_end", "offence_subtype", "counted"]
    for path in SOURCE.raw_files(raw_dir):
        tidied = tidy(path)
        boroughs, wards = (rows.groupby(key)["events"].sum() for rows in tidied.tables.values())
        assert (boroughs == wards).all()
        check_coverage(tidied)
