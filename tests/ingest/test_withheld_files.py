"""Nothing withheld can be worked out from what is shown. Every file here is made up."""

from datetime import date

import pytest

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE
from data.store import FOLDER_VARIABLE, LOCAL_VARIABLE, read_table
from ingest.templates.registry import TEMPLATES
from tests.ingest.test_importing import load, write

BROMLEY, SOUTHWARK = "E09000006", "E09000028"
QUARTER = "2024-03-31"
TEMPLATES_OF_SHARES = {
    "youth_survey": ("Survey",),
    "court_reports": ("pre_sentence",),
    "victim_satisfaction": ("Survey", "all"),
    "partner_shares": ("court_satisfaction", "main", "Wording"),
    "campaign": ("Campaign", "parents"),
}


@pytest.fixture
def local(tmp_path, monkeypatch):
    folder = tmp_path / "local"
    monkeypatch.setenv(LOCAL_VARIABLE, str(folder))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "none"))
    return folder


def line(template_id, area, whole, part):
    """A row of a share, the two counts in the order of the template's columns."""
    columns = [c.name for c in TEMPLATES[template_id].columns]
    part_last = columns.index(PARTS[template_id]) > columns.index(WHOLES[template_id])
    counts = (whole, part) if part_last else (part, whole)
    return (area, QUARTER, *TEMPLATES_OF_SHARES[template_id], *map(str, counts))


PARTS = {
    "youth_survey": "worried",
    "court_reports": "with_report",
    "victim_satisfaction": "satisfied",
    "partner_shares": "part",
    "campaign": "reached",
}
WHOLES = {
    "youth_survey": "asked",
    "court_reports": "cases",
    "victim_satisfaction": "asked",
    "partner_shares": "whole",
    "campaign": "intended",
}


def bring(local, template_id, *lines, name="file", vintage=date(2024, 6, 1)):
    template = TEMPLATES[template_id]
    path = write(local.parent / f"{name}.csv", template, lines)
    load(template, path, local, vintage=vintage)
    return local


def shown(table_id, **where):
    """The counts of a table that are not withheld, by area."""
    rows = read_table(table_id)
    for name, value in where.items():
        rows = rows[rows[name].astype("str") == value]
    rows = rows[rows["status"] != "c"]
    value = next(n for n in ("respondents", "cases", "people", "events") if n in rows)
    return dict(zip(rows["area_code"].astype("str"), rows[value].astype("int64"), strict=True))


@pytest.mark.parametrize("template_id", TEMPLATES_OF_SHARES)
def test_london_less_the_force_never_tells_a_small_city(template_id, local):
    places = [(LONDON, 1000, 402), (METROPOLITAN_POLICE, 990, 400), (CITY_OF_LONDON, 10, 2)]
    bring(local, template_id, *(line(template_id, *one) for one in places))
    table = TEMPLATES[template_id].tables[0].table_id
    found = shown(table, counted=PARTS[template_id])
    assert CITY_OF_LONDON not in found
    assert not {LONDON, METROPOLITAN_POLICE} <= set(found)


def test_london_less_the_force_never_tells_a_city_that_has_no_row(local):
    places = [(LONDON, 1000, 402), (METROPOLITAN_POLICE, 990, 400)]
    bring(local, "youth_survey", *(line("youth_survey", *one) for one in places))
    assert len(shown("youth_survey", counted="worried")) < 2


def test_boroughs_the_force_and_london_leave_a_small_city_withheld(local):
    places = [(LONDON, 310, 152), (METROPOLITAN_POLICE, 300, 150), (CITY_OF_LONDON, 10, 2)]
    places += [(SOUTHWARK, 200, 90), (BROMLEY, 100, 60)]
    bring(local, "youth_survey", *(line("youth_survey", *one) for one in places))
    found = shown("youth_survey", counted="worried")
    assert CITY_OF_LONDON not in found
    known_to_london = {METROPOLITAN_POLICE} <= set(found) or {SOUTHWARK, BROMLEY} <= set(found)
    assert not (LONDON in found and known_to_london)


def test_arrests_in_london_less_those_of_the_force_never_tell_the_city(local):
    places = [(LONDON, "402"), (METROPOLITAN_POLICE, "400"), (CITY_OF_LONDON, "2")]
    rows = [(a, QUARTER, "Operation", "arrests", number, "exact") for a, number in places]
    bring(local, "operations", *rows)
    found = shown("operation_activity")
    assert CITY_OF_LONDON not in found
    assert not {LONDON, METROPOLITAN_POLICE} <= set(found)


def test_arrests_less_those_for_knives_never_tell_a_small_rest(local):
    numbers = [("arrests", "40"), ("knife_arrests", "38")]
    rows = [(METROPOLITAN_POLICE, QUARTER, "Operation", *one, "exact") for one in numbers]
    bring(local, "operations", *rows)
    assert (read_table("operation_activity")["status"] == "c").any()


def test_a_group_without_a_row_is_not_told_by_the_others(local):
    rows = [
        (METROPOLITAN_POLICE, QUARTER, "Survey", "all", "100", "50"),
        (METROPOLITAN_POLICE, QUARTER, "Survey", "female", "60", "48"),
    ]
    bring(local, "victim_satisfaction", *rows)
    table = read_table("victim_satisfaction")
    satisfied = table[(table["counted"] == "satisfied") & (table["status"] != "c")]
    assert len(satisfied) < 2


def test_boroughs_without_a_row_are_not_told_by_the_force(local):
    places = [(METROPOLITAN_POLICE, 100, 50), (SOUTHWARK, 60, 48)]
    bring(local, "youth_survey", *(line("youth_survey", *one) for one in places))
    assert len(shown("youth_survey", counted="worried")) < 2


def test_groups_that_leave_enough_people_are_shown(local):
    rows = [
        (METROPOLITAN_POLICE, QUARTER, "Survey", "all", "100", "50"),
        (METROPOLITAN_POLICE, QUARTER, "Survey", "female", "60", "30"),
    ]
    bring(local, "victim_satisfaction", *rows)
    assert not (read_table("victim_satisfaction")["status"] == "c").any()
