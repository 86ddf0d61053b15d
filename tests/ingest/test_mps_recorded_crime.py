"""The wide file of recorded crime, in three generations of headings."""

import pytest

from data.areas import AIRPORTS, PLACE_NOT_KNOWN
from data.errors import SourceChangedError
from ingest.sources.mps_recorded_crime import SOURCE, tidy
from tests.ingest.made_files import MET_BOROUGHS, spoilt, write_csv

GENERATIONS = {
    "2021": ("MajorText", "MinorText", "LookUp_BoroughName"),
    "2024": ("MajorText", "MinorText", "BoroughName"),
    "2026": ("Group", "SubGroup", "BOCU"),
}
MONTHS = ("202605", "202606")
KINDS = (
    ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS", "7"),
    ("VIOLENCE AGAINST THE PERSON", "HOMICIDE", "1"),
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY", "99"),
    ("SEXUAL OFFENCES", "RAPE", "2"),
    ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES", "3"),
)


def made_up_rows(generation="2026", months=MONTHS, kinds=KINDS):
    major, minor, place = GENERATIONS[generation]
    return [
        {major: group, minor: kind, place: area.area_name, **dict.fromkeys(months, count)}
        for area in MET_BOROUGHS
        for group, kind, count in kinds
    ]


def read(tmp_path, rows):
    path = write_csv(tmp_path / "MPS Borough Level Crime (most recent 24 months).csv", rows)
    return tidy(path)


def offences(tidied, **where):
    rows = tidied.tables["recorded_offences"]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows["offences"].tolist()


@pytest.mark.parametrize("generation", GENERATIONS)
def test_each_generation_of_headings_gives_the_same_counts(tmp_path, generation):
    tidied = read(tmp_path, made_up_rows(generation))
    assert sum(offences(tidied, offence_group="possession_of_weapons")) == 32 * 2 * 7
    assert sum(offences(tidied, offence_group="homicide")) == 32 * 2


def test_possession_is_the_sum_of_its_minors_where_an_edition_splits_it(tmp_path):
    kinds = (
        ("Possession of Weapons", "Possession of Article with Blade or Point", "4"),
        ("Possession of Weapons", "Other Firearm Offences", "3"),
        ("Violence Against the Person", "Homicide", "1"),
        ("Sexual Offences", "Rape", "1"),
    )
    tidied = read(tmp_path, made_up_rows("2021", kinds=kinds))
    assert set(offences(tidied, offence_group="possession_of_weapons", area_code="E09000028")) == {
        7
    }


def test_sexual_offences_are_rape_and_all_others(tmp_path):
    tidied = read(tmp_path, made_up_rows())
    assert set(offences(tidied, offence_group="sexual_offences", area_code="E09000028")) == {5}


def test_a_place_without_a_row_had_no_such_offence(tmp_path):
    tidied = read(tmp_path, made_up_rows())
    assert offences(tidied, area_code=PLACE_NOT_KNOWN) == [0] * 6
    assert offences(tidied, area_code=AIRPORTS) == [0] * 6


def test_the_airports_and_places_not_known_have_their_own_codes(tmp_path):
    rows = made_up_rows()
    for name in ("London Heathrow and London City Airports", "Unknown"):
        rows.append(rows[0] | {"BOCU": name})
    tidied = read(tmp_path, rows)
    assert offences(tidied, area_code=AIRPORTS, offence_group="possession_of_weapons") == [7, 7]
    assert offences(tidied, area_code=PLACE_NOT_KNOWN, offence_group="homicide") == [0, 0]


def test_the_newest_year_of_the_recent_file_is_provisional_and_a_history_is_not(tmp_path):
    recent = [f"{year}{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    rows = read(tmp_path, made_up_rows(months=recent)).tables["recorded_offences"]
    assert rows.loc[rows["status"] == "p", "period_end"].nunique() == 12
    history = [f"{year}{month:02}" for year in (2023, 2024, 2025) for month in range(1, 13)]
    rows = read(tmp_path, made_up_rows(months=history)).tables["recorded_offences"]
    assert set(rows["status"]) == {""}


def test_the_vintage_is_inferred_from_the_newest_month(tmp_path):
    tidied = read(tmp_path, made_up_rows())
    assert (str(tidied.vintage), tidied.vintage_basis) == ("2026-07-31", "inferred")


def test_a_borough_that_is_absent_is_refused_and_not_taken_for_zero(tmp_path):
    rows = [row for row in made_up_rows() if row["BOCU"] != "Camden"]
    with pytest.raises(SourceChangedError, match="each of the 32 boroughs, found none for Camden"):
        read(tmp_path, rows)


def test_a_file_without_columns_of_months_is_refused(tmp_path):
    rows = [{k: v for k, v in row.items() if not k.isdigit()} for row in made_up_rows()]
    with pytest.raises(SourceChangedError, match="a column per month headed YYYYMM"):
        read(tmp_path, rows)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"202606": "-7"}, "line 2, column '202606': expected a count of 0 or more, found '-7'"),
        ({"202606": ""}, "line 2, column '202606': expected a whole number"),
        ({"BOCU": "Slough"}, "line 2, column 'BOCU'"),
    ],
)
def test_a_wrong_cell_is_refused_by_line_and_column(tmp_path, changes, words):
    with pytest.raises(SourceChangedError, match=words):
        read(tmp_path, spoilt(made_up_rows(), 2, **changes))


def test_a_row_stated_twice_is_refused(tmp_path):
    rows = made_up_rows()
    with pytest.raises(SourceChangedError, match="lines 2 and 162 both state the same cell"):
        read(tmp_path, [*rows, rows[0]])


@pytest.mark.shared
def test_possession_in_2017_18_is_7998_in_the_edition_of_2021_and_8000_in_the_later_one(raw_dir):
    def year(path):
        rows = tidy(path).tables["recorded_offences"]
        inside = rows["period_end"].between("2017-04-01", "2018-03-31")
        return rows[inside & (rows["offence_group"] == "possession_of_weapons")]["offences"].sum()

    older, newer = sorted(path for path in SOURCE.raw_files(raw_dir) if "Historical" in path.name)
    assert (year(older), year(newer)) == (7998, 8000)


def test_files_are_found_under_the_old_folder_name_and_the_one_that_fetching_writes(tmp_path):
    name = "MPS Borough Level Crime (most recent 24 months).csv"
    for folder in ("mps_recorded_crime_borough", "mps_recorded_crime/received-2026-07-06"):
        write_csv(tmp_path / folder / name, made_up_rows())
    assert len(SOURCE.raw_files(tmp_path)) == 2
