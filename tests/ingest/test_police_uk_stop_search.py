"""Stop and search records become totals: right month, right place, one vocabulary, nothing lost."""

import json
import zipfile

import numpy as np
import pandas as pd
import pytest
import shapely

from data.areas import CITY_OF_LONDON_POLICE, METROPOLITAN_POLICE, PLACE_NOT_KNOWN
from data.contracts import VINTAGE
from data.errors import SourceChangedError, SourceUnavailableError
from data.search_tables import (
    OFFICER_DEFINED,
    SEARCH_MONTHS,
    SEARCHES_BY_BOROUGH,
    SELF_DEFINED,
)
from data.vintages import FullVintage, fold
from data.writing import no_rows
from ingest import polygons
from ingest.search_sql import FIELDS, words
from ingest.search_vocabulary import vocabulary
from ingest.sources.police_uk_stop_search import SOURCE, tidy
from tests.tools.search_archive import (
    COLUMNS,
    IN_LAMBETH,
    NOWHERE,
    OUTSIDE,
    as_answer,
    search,
    whole_month,
    write_archive,
    write_boundaries,
)

MET, CITY = "metropolitan", "city-of-london"
JUNE, JULY = pd.Timestamp("2018-06-30"), pd.Timestamp("2018-07-31")


def read(raw, months, **options):
    tables = tidy(write_archive(raw, months, **options)).tables
    for contract in SOURCE.tables:
        rows = tables[contract.table_id]
        contract.check(rows.assign(vintage=pd.Timestamp("2018-08-31"))[contract.names])
    return tables


def total(tables, table="searches_by_borough", **where):
    rows = tables[table]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    return rows["searches"].sum()


def month_row(tables, measure, month=JUNE, force=METROPOLITAN_POLICE):
    rows = tables["search_months"]
    chosen = rows["measure"].eq(measure) & rows["period_end"].eq(month)
    return rows[chosen & rows["force_code"].eq(force)].iloc[0]


def test_a_search_counts_in_its_month_by_london_time(tmp_path):
    late = search("2018-06-30T23:30:00+00:00")
    months = {("2018-06", MET): [search("2018-06-30T22:30:00+00:00")], ("2018-07", MET): [late]}
    tables = read(tmp_path, months)
    assert total(tables, period_end=JUNE) == 1
    assert total(tables, period_end=JULY) == 1


def test_a_search_in_the_wrong_file_counts_in_the_month_of_its_date(tmp_path):
    stray = search("2018-07-03T10:00:00+00:00")
    months = {("2018-06", MET): [*whole_month("2018-06"), stray]}
    months[("2018-07", MET)] = whole_month("2018-07")
    tables = read(tmp_path, months)
    assert total(tables, period_end=JULY) == len(whole_month("2018-07")) + 1


def test_a_stray_search_does_not_bring_a_month_without_a_file_to_life(tmp_path):
    stray = search("2018-09-03T10:00:00+00:00")
    tables = read(tmp_path, {("2018-06", MET): [*whole_month("2018-06"), stray]})
    assert set(tables["searches_by_borough"]["period_end"]) == {JUNE}
    assert total(tables) == len(whole_month("2018-06")) + 1


def test_a_month_the_archive_does_not_hold_is_missing_and_nowhere_zero(tmp_path):
    months = {("2018-05", MET): whole_month("2018-05"), ("2018-07", MET): whole_month("2018-07")}
    tables = read(tmp_path, months)
    june = tables["search_months"][tables["search_months"]["period_end"] == JUNE]
    assert june["status"].tolist() == ["x"]
    assert june["counts"].isna().all()
    assert JUNE not in set(tables["searches_by_borough"]["period_end"])


def test_months_before_a_force_begins_are_not_its_gaps(tmp_path):
    months = {("2018-06", MET): whole_month("2018-06"), ("2018-07", CITY): whole_month("2018-07")}
    tables = read(tmp_path, months)
    assert not (tables["search_months"]["status"] == "x").any()


def test_a_month_that_stops_on_the_17th_is_marked(tmp_path):
    records = [search(f"2018-06-{day:02d}T12:00:00+00:00") for day in range(1, 18)]
    tables = read(tmp_path, {("2018-06", MET): records})
    assert month_row(tables, "days_not_covered")["counts"] == 13
    assert month_row(tables, "days_not_covered")["status"] == "u"
    assert month_row(tables, "searches")["status"] == "u"
    assert set(tables["searches_by_person"]["status"]) == {"u"}


def test_a_quiet_day_at_the_end_of_a_month_does_not_mark_it(tmp_path):
    records = [search(f"2018-06-{day:02d}T12:00:00+00:00") for day in range(1, 28)]
    tables = read(tmp_path, {("2018-06", MET): records})
    assert month_row(tables, "days_not_covered")["counts"] == 3
    assert (tables["search_months"]["status"] == "").all()


def test_rows_equal_in_every_column_are_counted_and_their_month_is_marked(tmp_path):
    records = whole_month("2018-06")
    tables = read(tmp_path, {("2018-06", MET): [*records, *records]})
    assert total(tables) == 2 * len(records)
    assert month_row(tables, "exact_repeats")["counts"] == len(records)
    assert month_row(tables, "exact_repeats")["status"] == "u"
    assert set(tables["searches_by_ethnicity"]["status"]) == {"u"}


def test_a_few_equal_rows_are_two_people_stopped_together(tmp_path):
    records = whole_month("2018-06")
    tables = read(tmp_path, {("2018-06", MET): [*records, records[0]]})
    assert month_row(tables, "exact_repeats")["counts"] == 1
    assert (tables["search_months"]["status"] == "").all()


def test_rows_that_differ_in_any_column_are_no_repeats(tmp_path):
    records = whole_month("2018-06")
    other = [{**record, "Removal of more than just outer clothing": "True"} for record in records]
    tables = read(tmp_path, {("2018-06", MET): [*records, *other]})
    assert month_row(tables, "exact_repeats")["counts"] == 0


def test_searches_are_put_into_the_borough_their_point_lies_in(tmp_path):
    records = [*whole_month("2018-06"), search("2018-06-02T09:00:00+00:00", place=IN_LAMBETH)]
    tables = read(tmp_path, {("2018-06", MET): records})
    assert total(tables, area_code="E09000022") == 1
    assert total(tables, area_code="E09000028") == len(records) - 1


def test_searches_without_a_place_count_for_the_force_and_for_no_borough(tmp_path):
    records = [
        *whole_month("2018-06"),
        search("2018-06-02T09:00:00+00:00", place=NOWHERE),
        search("2018-06-02T10:00:00+00:00", place=OUTSIDE),
    ]
    tables = read(tmp_path, {("2018-06", MET): records})
    assert total(tables, area_code=PLACE_NOT_KNOWN) == 2
    assert total(tables) == total(tables, "searches_by_person", ethnicity_basis=SELF_DEFINED)
    assert month_row(tables, "without_coordinates")["counts"] == 1
    assert month_row(tables, "outside_london")["counts"] == 1


def test_boroughs_are_marked_where_most_searches_have_no_place(tmp_path):
    records = [*whole_month("2018-06", place=NOWHERE), search("2018-06-02T09:00:00+00:00")]
    tables = read(tmp_path, {("2018-06", MET): records})
    assert set(tables["searches_by_borough"]["status"]) == {"u"}
    assert set(tables["searches_by_person"]["status"]) == {""}
    assert month_row(tables, "searches")["status"] == ""


def test_who_said_the_ethnicity_is_kept_apart(tmp_path):
    records = whole_month(
        "2018-06",
        self_defined_ethnicity="Other ethnic group - Not stated",
        officer_defined_ethnicity="Black",
    )
    ethnicity = read(tmp_path, {("2018-06", MET): records})["searches_by_ethnicity"]
    said = ethnicity.set_index("ethnicity_basis")["ethnicity"].to_dict()
    assert said == {SELF_DEFINED: "unknown", OFFICER_DEFINED: "black"}
    assert ethnicity["searches"].tolist() == [len(records)] * 2


def test_the_words_of_the_records_are_kept_beside_the_group_they_are_put_into(tmp_path):
    arab = "Other ethnic group - Arab"
    blank = {"self_defined_ethnicity": "", "officer_defined_ethnicity": ""}
    records = [
        *whole_month("2018-06", self_defined_ethnicity=arab, officer_defined_ethnicity="Asian"),
        search("2018-06-02T09:00:00+00:00", **blank),
        search("2018-06-02T10:00:00+00:00", type="Vehicle search", **blank),
    ]
    words = read(tmp_path, {("2018-06", MET): records})["search_ethnicity_words"]
    names = ["ethnicity_basis", "ethnicity_as_recorded", "ethnicity"]
    found = words.set_index(names)["searches"].to_dict()
    number = len(records) - 2
    assert found == {
        (SELF_DEFINED, arab, "other"): number,
        (SELF_DEFINED, "", "unknown"): 1,
        (OFFICER_DEFINED, "Asian", "asian"): number,
        (OFFICER_DEFINED, "", "unknown"): 1,
    }
    assert set(words["area_type"]) == {"police_force"}


def test_searches_of_vehicles_alone_are_searches_of_nobody(tmp_path):
    vehicle = search("2018-06-02T09:00:00+00:00", type="Vehicle search", gender="")
    tables = read(tmp_path, {("2018-06", MET): [*whole_month("2018-06"), vehicle]})
    people = total(tables, "searches_by_ethnicity", ethnicity_basis=SELF_DEFINED)
    assert people == total(tables) - 1
    assert total(tables, "searches_by_person", search_type="vehicle") == 2


def test_a_blank_is_unknown_and_not_left_out(tmp_path):
    records = whole_month("2018-06", outcome="", object_of_search="", age_range="", gender="")
    tables = read(tmp_path, {("2018-06", MET): records})
    assert total(tables, outcome="unknown", object="unknown") == len(records)
    assert total(tables, "searches_by_person", age_group="unknown", sex="unknown") == 2 * len(
        records
    )


def test_both_forces_are_told_apart_where_they_search_in_one_borough(tmp_path):
    months = {("2018-06", MET): whole_month("2018-06"), ("2018-06", CITY): whole_month("2018-06")}
    tables = read(tmp_path, months)
    assert total(tables, area_code="E09000028", force_code=CITY_OF_LONDON_POLICE) > 0
    assert total(tables, area_code="E09000028", force_code=METROPOLITAN_POLICE) > 0


def test_columns_may_stand_in_another_order(tmp_path):
    months = {("2018-06", MET): whole_month("2018-06")}
    same = read(tmp_path / "a", months)["searches_by_person"]
    other = read(tmp_path / "b", months, columns=COLUMNS[::-1])["searches_by_person"]
    pd.testing.assert_frame_equal(same, other)


def test_the_vintage_is_inferred_from_the_newest_month(tmp_path):
    tidied = tidy(write_archive(tmp_path, {("2018-06", MET): whole_month("2018-06")}))
    assert (str(tidied.vintage), tidied.vintage_basis) == ("2018-07-31", "inferred")


def test_an_answer_of_the_api_gives_the_same_totals_as_the_archive(tmp_path):
    records = [*whole_month("2018-06"), search("2018-06-02T09:00:00+00:00", place=NOWHERE)]
    archive = read(tmp_path, {("2018-06", MET): records})
    answer = tmp_path / "police_uk_stop_search" / "x" / "stops-force_metropolitan_2018-06.json"
    answer.parent.mkdir(parents=True)
    answer.write_text(json.dumps(as_answer(records)))
    tables = tidy(answer).tables
    for table_id, rows in archive.items():
        pd.testing.assert_frame_equal(tables[table_id], rows)
    assert answer in SOURCE.raw_files(tmp_path)


def test_a_partial_answer_of_the_api_is_never_read_for_figures(tmp_path):
    partial = tmp_path / "police_uk" / "api_stops-force_metropolitan_2024-12.PARTIAL.json.gz"
    partial.parent.mkdir()
    partial.write_bytes(b"")
    assert SOURCE.raw_files(tmp_path) == []


@pytest.mark.parametrize("column", ["Object of search", "Outcome", "Self-defined ethnicity"])
def test_a_word_without_a_meaning_stops_the_build_by_name(tmp_path, column):
    records = [*whole_month("2018-06"), {**search("2018-06-02T09:00:00+00:00"), column: "Swords"}]
    with pytest.raises(
        SourceChangedError, match=rf"June 2018, column '{column}'.*'Swords' in 1 row"
    ):
        read(tmp_path, {("2018-06", MET): records})


def test_an_unreadable_date_stops_the_build(tmp_path):
    with pytest.raises(SourceChangedError, match="expected a date and time, found 'June'"):
        read(tmp_path, {("2018-06", MET): [search("June")]})


def test_an_unreadable_coordinate_stops_the_build(tmp_path):
    with pytest.raises(SourceChangedError, match="expected coordinates in degrees"):
        read(tmp_path, {("2018-06", MET): [search("2018-06-02T09:00:00+00:00", place=("a", "b"))]})


def test_a_renamed_column_is_named_with_those_found(tmp_path):
    renamed = [name.replace("Outcome", "Result") for name in COLUMNS]
    with pytest.raises(SourceChangedError, match=r"expected a column 'Outcome', found \['Type'"):
        read(tmp_path, {("2018-06", MET): whole_month("2018-06")}, columns=renamed)


def test_a_row_of_another_length_stops_the_build(tmp_path):
    path = write_archive(tmp_path, {("2018-06", MET): whole_month("2018-06")})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "2018-07/2018-07-metropolitan-stop-and-search.csv", ",".join(COLUMNS) + "\na,b\n"
        )
    with pytest.raises(SourceChangedError, match="expected rows of comma-separated text"):
        tidy(path)


def test_an_archive_without_london_is_refused(tmp_path):
    with pytest.raises(SourceChangedError, match="expected files named like 2024-08-metropolitan"):
        read(tmp_path, {})


def test_months_before_2018_are_left_out_because_weapons_were_not_told_apart(tmp_path):
    months = {("2017-12", MET): whole_month("2017-12"), ("2018-01", MET): whole_month("2018-01")}
    tables = read(tmp_path, months)
    assert set(tables["search_months"]["period_end"].dt.strftime("%Y-%m")) == {"2018-01"}
    with pytest.raises(SourceChangedError, match="of January 2018 or later"):
        read(tmp_path, {("2017-12", MET): whole_month("2017-12")})


def test_an_archive_cut_short_is_refused(tmp_path):
    path = write_archive(tmp_path, {("2018-06", MET): whole_month("2018-06")})
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(SourceChangedError, match="expected a complete zip archive"):
        tidy(path)


def test_damage_inside_an_archive_is_noticed(tmp_path):
    path = write_archive(tmp_path, {("2018-06", MET): whole_month("2018-06")})
    content = bytearray(path.read_bytes())
    middle = content.find(b"metropolitan-stop-and-search.csv") + 60
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(bytes(content))
    with pytest.raises(SourceChangedError, match="expected a complete zip archive"):
        tidy(path)


def test_without_boundaries_the_message_says_where_to_put_them(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIFE_CRIME_DATA", str(tmp_path / "empty"))
    path = write_archive(tmp_path / "raw", {("2018-06", MET): whole_month("2018-06")})
    (tmp_path / "raw" / "geo" / "london_boroughs_full_extent_wgs84.geojson").unlink()
    with pytest.raises(SourceUnavailableError, match="ingest build geography"):
        tidy(path)


def vintage(day, tables, contract):
    return FullVintage(
        vintage=pd.Timestamp(day).date(),
        source_id=SOURCE.source_id,
        rows=tables[contract.table_id],
    )


def latest_rows(vintages, contract):
    rows = fold(no_rows(contract), vintages, contract)
    return rows.sort_values(VINTAGE).drop_duplicates([*contract.key], keep="last")


def test_a_newer_archive_takes_nothing_from_months_it_does_not_hold(tmp_path):
    old = read(tmp_path / "a", {(f"2018-0{m}", MET): whole_month(f"2018-0{m}") for m in (5, 6, 7)})
    new = read(tmp_path / "b", {(f"2018-0{m}", MET): whole_month(f"2018-0{m}") for m in (5, 7)})
    for contract in (SEARCHES_BY_BOROUGH, SEARCH_MONTHS):
        both = [vintage("2018-08-31", old, contract), vintage("2018-09-30", new, contract)]
        june = latest_rows(both, contract)
        assert (june.loc[june["period_end"] == JUNE, contract.value_column] >= 0).all()
        assert (june["period_end"] == JUNE).any()


def test_a_search_that_a_newer_archive_files_differently_is_not_counted_twice(tmp_path):
    records = whole_month("2018-06")
    old = read(tmp_path / "a", {("2018-06", MET): records})
    moved = [*records[:-1], {**records[-1], "Object of search": "Firearms"}]
    new = read(tmp_path / "b", {("2018-06", MET): moved})
    contract = SEARCHES_BY_BOROUGH
    both = [vintage("2018-07-31", old, contract), vintage("2018-08-31", new, contract)]
    assert latest_rows(both, contract)["searches"].sum() == len(records)


def test_every_word_of_the_vocabulary_has_a_meaning_the_tables_allow():
    allowed = {
        column.name: column.allowed for contract in SOURCE.tables for column in contract.columns
    }
    for column in FIELDS:
        ours = allowed["ethnicity" if column.endswith("_defined") else column]
        assert set(words(column).values()) <= set(ours), column
    assert not vocabulary().duplicated(["field", "original"]).any()
    assert (vocabulary() != "").all().all()


def test_no_table_crosses_a_borough_with_more_than_one_personal_attribute():
    personal = {"ethnicity", "age_group", "sex"}
    for contract in SOURCE.tables:
        attributes = personal & set(contract.names)
        if contract.table_id != "searches_by_person":
            assert len(attributes) <= 1, contract.table_id


def test_of_the_power_tables_of_people_say_only_whether_it_was_section_60(tmp_path):
    records = [
        *whole_month("2018-06"),
        search(
            "2018-06-02T09:00:00+00:00",
            legislation="Criminal Justice and Public Order Act 1994 (section 60)",
        ),
        search("2018-06-02T10:00:00+00:00", legislation=""),
    ]
    tables = read(tmp_path, {("2018-06", MET): records})
    for name in ("searches_by_ethnicity", "searches_by_person"):
        assert not {"power", "outcome"} & {*tables[name].columns}
        assert total(tables, name, section_60="yes") == 2
        assert total(tables, name, section_60="no") == 2 * (len(records) - 1)


def test_the_table_with_all_attributes_has_police_forces_only(tmp_path):
    tables = read(tmp_path, {("2018-06", MET): whole_month("2018-06")})
    assert set(tables["searches_by_person"]["area_type"]) == {"police_force"}


def test_without_a_raw_folder_the_table_of_boundaries_places_searches(tmp_path, monkeypatch):
    square = shapely.box(-0.55, 51.4, -0.45, 51.6)
    table = pd.DataFrame(
        {
            "area_code": ["E09000028", "E09000028", "E05011095"],
            "area_type": ["borough", "borough", "neighbourhood"],
            "layer": ["full_extent", "land", "full_extent"],
            "geometry": [shapely.to_wkb(square), b"not read", b"not read"],
        }
    )
    monkeypatch.setattr(polygons, "read_table", {"boundaries": table}.__getitem__)
    found = polygons.borough_polygons(tmp_path / "police_uk" / "archive.zip")
    assert found.area_codes(np.array([-0.5, 3.0]), np.array([51.5, 51.5])).tolist() == [
        "E09000028",
        "",
    ]


def test_a_point_on_a_shared_border_goes_to_one_borough_only(tmp_path):
    write_boundaries(tmp_path)
    found = polygons.borough_polygons(tmp_path / "police_uk" / "archive.zip")
    assert found.area_codes(np.array([-0.45]), np.array([51.5])).tolist() == ["E09000022"]
