"""High-harm crime besides knife crime: which rows are taken and what is never added."""

import gzip

import pytest

from data.errors import SourceChangedError
from data.store import read_table
from ingest.sources.mps_other_crime import SOURCE

HEADER = (
    "Month_Year,Area Type,Borough_SNT,Area name,Area code,Crime Type,Crime Subtype,Measure,"
    "Financial Year,Count,Refresh Date"
)


def file_of(tmp_path, *rows):
    path = tmp_path / "MonthlyCrimeDashboard_OtherCrimeData.csv.gz"
    path.write_bytes(gzip.compress("\n".join([HEADER, *rows]).encode()))
    return path


def row(crime, subtype, count, *, place="Camden,Camden,E09000007", measure="Offences"):
    return f"2025-06-01,Borough,{place},{crime},{subtype},{measure},fy25-26,{count},2025-08-02"


USUAL = (
    row("Gun Crime", "Gun Crime", 4),
    row("Domestic Abuse", "Domestic Abuse", 200),
    row("Hate crime", "Hate crime", 50),
)


def offences(tidied):
    rows = tidied.tables["high_harm_crime"]
    return {
        (area, kind): number
        for area, kind, number in rows[["area_code", "crime_type", "offences"]].values
        if number
    }


def test_the_whole_of_each_kind_is_taken_and_its_parts_are_not_added(tmp_path):
    parts = (
        row("Gun Crime", "Lethal Barrel Discharge", 2),
        row("Hate crime", "Racist Crime", 30),
        row("Miscalleneous", "TNO Victim Based", 900),
        row("Gun Crime", "Gun Crime", 1, measure="Positive Outcomes"),
    )
    tidied = SOURCE.tidy(file_of(tmp_path, *USUAL, *parts))
    assert offences(tidied) == {
        ("E09000007", "gun_crime"): 4,
        ("E09000007", "domestic_abuse"): 200,
        ("E09000007", "hate_crime"): 50,
    }
    assert len(tidied.tables["high_harm_crime"]) == 33 * 3


def test_offences_without_a_borough_count_for_no_borough(tmp_path):
    nowhere = row("Gun Crime", "Gun Crime", 7, place="Aviation Security,Aviation Security,")
    tidied = SOURCE.tidy(file_of(tmp_path, *USUAL, nowhere))
    assert offences(tidied)["X23000001", "gun_crime"] == 7


def test_a_file_without_one_of_the_kinds_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="hate_crime"):
        SOURCE.tidy(file_of(tmp_path, *USUAL[:2]))


def test_a_file_cut_short_is_refused(tmp_path):
    tidied = SOURCE.tidy(file_of(tmp_path, *USUAL))
    with pytest.raises(SourceChangedError, match="cut short"):
        SOURCE.check(tidied)


@pytest.mark.parametrize(
    ("kind", "year_to_march", "expected"),
    [("gun_crime", 2023, 1560), ("domestic_abuse", 2024, 94_891), ("hate_crime", 2025, 21_237)],
)
def test_totals_of_the_force_are_the_sums_of_the_published_rows(kind, year_to_march, expected):
    rows = read_table("high_harm_crime")
    year = rows["period_end"].between(f"{year_to_march - 1}-04-01", f"{year_to_march}-03-31")
    assert rows.loc[year & (rows["crime_type"] == kind), "offences"].sum() == expected
