"""A supplied file is loaded whole or not at all, counted without keeping anybody's row."""

import csv
from datetime import date

import pandas as pd
import pytest

from data.errors import ImportRefusedError
from data.restricted_tables import HABITUAL_CARRIERS, REPEAT_OFFENDING, REPEAT_VICTIMISATION
from data.store import EMBEDDED, FOLDER_VARIABLE, LOCAL_VARIABLE, load_manifest, read_table
from data.tables import TABLES
from ingest import row_reader, upload
from ingest.importing import Import
from ingest.row_reader import RowReader
from ingest.templates.registry import TEMPLATES
from ingest.templates.template import YES, Coverage

TODAY = date(2024, 6, 30)
YOUTH = TEMPLATES["youth_survey"]
VICTIMS = TEMPLATES["victims"]
SUSPECTS = TEMPLATES["suspects"]
TWO_YEARS = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 3, 31))


@pytest.fixture
def local(tmp_path, monkeypatch):
    folder = tmp_path / "local"
    monkeypatch.setenv(LOCAL_VARIABLE, str(folder))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "none"))
    return folder


def write(path, template, rows, *, made_up=False):
    names = template.names if made_up else template.names[:-1]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows([*row, YES] if made_up else row for row in rows)
    return path


def load(template, path, folder, **options):
    return Import(template=template, path=path, folder=folder, today=TODAY, **options).run()


def victims(*lines):
    """Rows of victims: pseudonym, day, reference, with the rest filled in."""
    return [(*line, "Southwark", "knife_crime", "no") for line in lines]


def many_victims(place="Southwark", *, people, repeats, year=2020, prefix="x"):
    """People hurt once in April, some of them again in October."""
    rows = []
    for number in range(people):
        person = f"{prefix}{number:06d}"
        rows.append((person, f"{year}-04-10", f"{person}-1", place, "knife_crime", "no"))
        if number < repeats:
            rows.append((person, f"{year}-10-10", f"{person}-2", place, "knife_crime", "no"))
    return rows


def cells(table_id, **where):
    rows = read_table(table_id)
    for name, value in where.items():
        rows = rows[rows[name] == value]
    return rows


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_every_example_is_refused_as_figures_and_loads_only_when_allowed_and_marked(
    template, tmp_path, local
):
    if template.template_id == "action_plan_updates":
        before = TEMPLATES["action_plan"]
        plan = write(tmp_path / "plan.csv", before, before.example(), made_up=True)
        load(before, plan, local, allow_made_up=True)
    path = write(tmp_path / "example.csv", template, template.example(), made_up=True)
    with pytest.raises(ImportRefusedError, match="made up"):
        load(template, path, local)
    assert template.tables[0].table_id not in load_manifest(local).tables
    load(template, path, local, allow_made_up=True)
    for contract in template.tables:
        rows = read_table(contract.table_id)
        ours = rows[rows["source_id"] == f"made_up_{template.template_id}"]
        assert len(ours)
        assert set(ours["status"]) <= {"e", "c"}
    citations = load_manifest(local).sources
    assert citations[f"made_up_{template.template_id}"].title.startswith("MADE UP")


def test_a_real_file_drives_out_the_made_up_one(tmp_path, local):
    example = write(tmp_path / "example.csv", YOUTH, YOUTH.example(), made_up=True)
    load(YOUTH, example, local, allow_made_up=True)
    real = [("Southwark", "2020-03-31", "Survey", "200", "90")]
    load(YOUTH, write(tmp_path / "real.csv", YOUTH, real), local)
    assert set(read_table("youth_survey")["source_id"]) == {"import_youth_survey"}


def test_a_file_that_mixes_real_and_made_up_rows_is_refused(tmp_path, local):
    rows = [("Southwark", "2020-03-31", "Survey", "200", "90", YES)]
    rows.append(("Bromley", "2020-03-31", "Survey", "200", "90", ""))
    path = tmp_path / "mixed.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([YOUTH.names, *rows])
    with pytest.raises(ImportRefusedError, match="in every row or in none"):
        load(YOUTH, path, local, allow_made_up=True)


def test_repeat_victimisation_by_hand(tmp_path, local):
    rows = many_victims(people=40, repeats=12)
    covers = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 3, 31))
    load(VICTIMS, write(tmp_path / "v.csv", VICTIMS, rows), local, covers=covers)
    london = cells("repeat_victimisation", area_code="E23000001")
    assert dict(zip(london["counted"], london["victimisations"], strict=True)) == {
        "index": 52,
        "repeated": 12,
    }
    assert set(london["period_end"]) == {pd.Timestamp("2021-03-31")}


def test_a_file_without_a_year_and_12_months_after_it_leaves_what_was_loaded(tmp_path, local):
    path = write(tmp_path / "v.csv", VICTIMS, many_victims(people=40, repeats=12))
    load(VICTIMS, path, local, covers=TWO_YEARS)
    before = read_table("repeat_victimisation")
    short = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 3, 30))
    with pytest.raises(ImportRefusedError, match="no whole period"):
        load(VICTIMS, path, local, covers=short)
    pd.testing.assert_frame_equal(read_table("repeat_victimisation"), before)
    assert len(before) > 0


@pytest.mark.parametrize(
    ("template", "options", "said"),
    [
        ("victims", {"vintage": date(2024, 7, 1)}, "--vintage names 2024-07-01, which is after"),
        (
            "victims",
            {"covers": Coverage(first_day=date(2020, 4, 1), last_day=date(2029, 3, 31))},
            "--covers names 2029-03-31, which is after today",
        ),
        ("victims", {"vintage": date(2020, 5, 1)}, "a period to 2021-03-31, which was not over"),
    ],
)
def test_dates_that_cannot_be_are_refused(tmp_path, local, template, options, said):
    path = write(tmp_path / "v.csv", TEMPLATES[template], many_victims(people=40, repeats=12))
    with pytest.raises(ImportRefusedError, match=said):
        load(TEMPLATES[template], path, local, **{"covers": TWO_YEARS, **options})
    assert not local.exists() or not load_manifest(local).tables


@pytest.mark.parametrize("day", ["1990-01-01", "01-01-1990", "01-01-90"])
def test_a_date_of_birth_is_no_pseudonym(tmp_path, local, day):
    path = write(tmp_path / "v.csv", VICTIMS, victims((day, "2020-05-01", "REF2")))
    with pytest.raises(ImportRefusedError, match="a date of birth") as refused:
        load(VICTIMS, path, local)
    assert day not in str(refused.value)


def test_a_year_the_extract_begins_in_gives_no_figure(tmp_path, local):
    rows = many_victims(people=40, repeats=12)
    covers = Coverage(first_day=date(2020, 4, 2), last_day=date(2023, 3, 31))
    load(VICTIMS, write(tmp_path / "v.csv", VICTIMS, rows), local, covers=covers)
    ends = set(read_table("repeat_victimisation")["period_end"])
    assert ends == {pd.Timestamp("2022-03-31")}


def test_small_numbers_of_people_are_withheld_and_so_is_what_would_give_them_away(tmp_path, local):
    rows = many_victims("Southwark", people=60, repeats=3, prefix="a")
    rows += many_victims("Lambeth", people=80, repeats=20, prefix="b")
    rows += many_victims("Camden", people=90, repeats=30, prefix="c")
    covers = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 3, 31))
    load(VICTIMS, write(tmp_path / "v.csv", VICTIMS, rows), local, covers=covers)
    repeated = cells("repeat_victimisation", counted="repeated").set_index("area_code")
    assert repeated.loc["E09000028", "status"] == "c"
    assert pd.isna(repeated.loc["E09000028", "victimisations"])
    assert repeated.loc["E23000001", "victimisations"] == 53
    withheld = set(repeated.index[repeated["status"] == "c"])
    assert len(withheld) >= 2


def test_habitual_carriers_are_counted_on_quarter_ends_the_extract_can_decide(tmp_path, local):
    rows = []
    for number in range(35):
        person, place = f"s{number:06d}", "Brent" if number < 20 else "Camden"
        rows.append((person, "offence", "2020-05-10", "", f"{person}a", "Camden", "knife", "no"))
        rows.append((person, "offence", "2021-08-10", "", f"{person}b", place, "knife", "no"))
    covers = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 6, 30))
    load(SUSPECTS, write(tmp_path / "s.csv", SUSPECTS, rows), local, covers=covers)
    carriers = read_table("habitual_carriers")
    found = {(a, e.date()): n for a, e, n in carriers[["area_code", "period_end", "people"]].values}
    assert found["E09000005", date(2022, 3, 31)] == 20
    assert found["E09000007", date(2022, 3, 31)] == 15
    assert found["E23000001", date(2022, 3, 31)] == 35
    assert pd.isna(found["E23000001", date(2022, 6, 30)])
    assert min(end for _, end in found) == date(2022, 3, 31)


def test_prison_spells_keep_a_carrier_on_the_list(tmp_path, local):
    rows = []
    for number in range(20):
        person = f"s{number:06d}"
        for day, ref in (("2020-05-10", "a"), ("2021-02-10", "b")):
            rows.append((person, "offence", day, "", f"{person}{ref}", "Camden", "knife", "no"))
        if number < 8:
            rows.append((person, "prison_spell", "2021-04-01", "2021-12-01", "", "", "", ""))
    covers = Coverage(first_day=date(2020, 4, 1), last_day=date(2022, 3, 31))
    load(SUSPECTS, write(tmp_path / "s.csv", SUSPECTS, rows), local, covers=covers)
    assert cells("habitual_carriers", area_code="E23000001")["people"].tolist() == [8]


def test_nothing_of_a_person_is_written_anywhere(tmp_path, local):
    rows = many_victims(people=40, repeats=12, prefix="zebra")
    path = write(tmp_path / "jane-doe.csv", VICTIMS, rows)
    load(VICTIMS, path, local, covers=TWO_YEARS)
    written = b"".join(path.read_bytes() for path in local.rglob("*") if path.is_file())
    frames = [read_table(contract.table_id) for contract in VICTIMS.tables]
    text = " ".join(frame.to_csv() for frame in frames)
    assert b"zebra" not in written
    assert b"jane" not in written
    assert "zebra" not in text
    assert sorted(path.suffix for path in tmp_path.rglob("*.csv")) == [".csv"]


def test_a_message_about_people_never_repeats_what_a_cell_holds(tmp_path, local):
    rows = [
        ("Jane Doe", "2020-13-01", "REF1", "Doetown", "stabbed Jane", "perhaps"),
        *victims(("x00001", "2020-05-01", "REF2"), ("x00001", "2020-05-01", "REF2")),
    ]
    with pytest.raises(ImportRefusedError) as refusal:
        load(VICTIMS, write(tmp_path / "v.csv", VICTIMS, rows), local)
    words = str(refusal.value)
    assert "line 2, column 'person'" in words
    assert "line 2, column 'date'" in words
    assert "line 2, column 'area'" in words
    assert "line 4, column 'person': same person, crime_reference, offence_kind as line 3" in words
    for secret in ("Jane", "Doe", "stabbed", "perhaps", "x00001", "REF2", "2020-13"):
        assert secret not in words


def test_rows_are_handed_on_while_the_file_is_still_being_read(tmp_path, monkeypatch):
    read = []
    original = upload.read_cells

    def watched(path):
        for line, row in original(path):
            read.append(line)
            yield line, row

    monkeypatch.setattr(row_reader, "read_cells", watched)
    path = write(tmp_path / "v.csv", VICTIMS, many_victims(people=500, repeats=0))
    records = RowReader(VICTIMS, path, TODAY).records()
    next(records)
    assert len(read) == 2


def test_an_offence_in_the_city_of_london_is_not_one_of_the_metropolitan_police(tmp_path, local):
    rows = [("x00001", "2020-05-01", "REF1", "City of London", "knife_crime", "no")]
    with pytest.raises(ImportRefusedError, match=r"line 2, column 'area'.*own police"):
        load(VICTIMS, write(tmp_path / "v.csv", VICTIMS, rows), local)


def test_a_new_extract_replaces_the_last_one_whole(tmp_path, local):
    covers = Coverage(first_day=date(2020, 4, 1), last_day=date(2023, 3, 31))
    for people, day in ((40, date(2024, 1, 1)), (50, date(2024, 2, 1))):
        path = write(tmp_path / f"{people}.csv", VICTIMS, many_victims(people=people, repeats=12))
        load(VICTIMS, path, local, covers=covers, vintage=day)
    assert set(read_table("repeat_victimisation")["vintage"]) == {pd.Timestamp("2024-02-01")}
    assert [e.vintage for e in load_manifest(local).tables["repeat_victimisation"].editions] == [
        "2024-02-01"
    ]
    early = read_table("repeat_victimisation", as_of=date(2024, 1, 15))
    assert early.empty


def test_waves_of_a_survey_loaded_on_one_day_stand_side_by_side(tmp_path, local):
    for end in ("2020-03-31", "2021-03-31"):
        rows = [("Southwark", end, "Survey", "200", "90")]
        load(YOUTH, write(tmp_path / f"{end}.csv", YOUTH, rows), local)
    assert len(read_table("youth_survey")) == 4
    (edition,) = load_manifest(local).tables["youth_survey"].editions
    assert len(edition.files) == 2


def test_a_corrected_wave_replaces_the_figure_and_keeps_the_old_one_as_of_its_date(tmp_path, local):
    for worried, day in (("90", date(2024, 1, 1)), ("95", date(2024, 2, 1))):
        rows = [("Southwark", "2020-03-31", "Survey", "200", worried)]
        path = write(tmp_path / f"{worried}.csv", YOUTH, rows)
        load(YOUTH, path, local, vintage=day)
    assert cells("youth_survey", counted="worried")["respondents"].tolist() == [95]
    then = read_table("youth_survey", as_of=date(2024, 1, 15))
    assert then.loc[then["counted"] == "worried", "respondents"].tolist() == [90]


def test_nothing_is_loaded_into_the_tables_published_with_the_project(tmp_path):
    path = write(tmp_path / "y.csv", YOUTH, [("Southwark", "2020-03-31", "Survey", "200", "90")])
    before = (EMBEDDED / "manifest.json").read_bytes()
    with pytest.raises(ImportRefusedError, match="published with"):
        load(YOUTH, path, EMBEDDED)
    assert (EMBEDDED / "manifest.json").read_bytes() == before


def test_small_groups_of_respondents_are_withheld(tmp_path, local):
    rows = [
        ("E12000007", "2020-03-31", "Survey", "300", "120"),
        ("Southwark", "2020-03-31", "Survey", "100", "3"),
        ("Bromley", "2020-03-31", "Survey", "200", "117"),
    ]
    load(YOUTH, write(tmp_path / "y.csv", YOUTH, rows), local)
    worried = cells("youth_survey", counted="worried").set_index("area_code")
    assert worried.loc["E09000028", "status"] == "c"
    assert worried.loc["E09000006", "status"] == "c"
    assert worried.loc["E12000007", "respondents"] == 120


@pytest.mark.parametrize("contract", [REPEAT_VICTIMISATION, REPEAT_OFFENDING, HABITUAL_CARRIERS])
def test_tables_about_people_have_no_column_that_could_name_one(contract):
    assert TABLES[contract.table_id] is contract
    names = set(contract.names)
    assert not names & {"person", "crime_reference", "date", "domestic_abuse", "offence_kind"}
