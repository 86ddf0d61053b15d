"""Nothing withheld can be worked out from what is shown. Every file here is made up."""

from datetime import date

import pytest

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE
from data.errors import ImportRefusedError
from data.store import FOLDER_VARIABLE, LOCAL_VARIABLE, read_table
from ingest.templates.registry import TEMPLATES
from tests.ingest.test_importing import load, write

BROMLEY, SOUTHWARK = "E09000006", "E09000028"
QUARTER = "2024-03-31"
TEMPLATES_OF_SHARES = {
    "youth_survey": ("Survey",),
    "court_reports": ("pre_sentence",),
    "victim_satisfaction": ("Survey", "all"),
    "perceptions": ("Survey", "trust_mps", "all"),
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
    "perceptions": "agree",
    "partner_shares": "part",
    "campaign": "reached",
}
WHOLES = {
    "youth_survey": "asked",
    "court_reports": "cases",
    "victim_satisfaction": "asked",
    "perceptions": "asked",
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


def youth(*places):
    return [line("youth_survey", *one) for one in places]


BOROUGHS = [(SOUTHWARK, 100, 50), (BROMLEY, 100, 2)]
FORCE = (METROPOLITAN_POLICE, 200, 52)


def test_a_borough_supplied_again_does_not_tell_the_one_withheld_with_it(local):
    bring(local, "youth_survey", *youth(*BOROUGHS, FORCE))
    with pytest.raises(ImportRefusedError) as refused:
        bring(local, "youth_survey", *youth(BOROUGHS[0]), name="again")
    assert "Bromley" in str(refused.value)
    assert "--vintage 2024-06-01" in str(refused.value)
    assert shown("youth_survey", counted="worried") == {METROPOLITAN_POLICE: 52}


def test_a_borough_supplied_again_later_does_not_tell_the_one_withheld_with_it(local):
    bring(local, "youth_survey", *youth(*BOROUGHS, FORCE))
    with pytest.raises(ImportRefusedError, match="2024-03-31"):
        bring(local, "youth_survey", *youth(BOROUGHS[0]), name="late", vintage=date(2024, 6, 20))


def test_a_total_after_its_boroughs_is_refused_where_it_would_tell(local):
    bring(local, "youth_survey", *youth(*BOROUGHS))
    with pytest.raises(ImportRefusedError, match="one file"):
        bring(local, "youth_survey", *youth(FORCE), name="total")
    assert shown("youth_survey", counted="worried") == {SOUTHWARK: 50}


def test_boroughs_after_their_total_are_withheld_or_refused(local):
    bring(local, "youth_survey", *youth(FORCE, BOROUGHS[0]))
    before = shown("youth_survey", counted="worried")
    assert len(before) < 2
    with pytest.raises(ImportRefusedError):
        bring(local, "youth_survey", *youth(BOROUGHS[1]), name="rest")


def test_the_city_after_london_and_the_force_is_not_told(local):
    places = [(LONDON, 1000, 420), (METROPOLITAN_POLICE, 900, 400)]
    bring(local, "youth_survey", *youth(*places))
    corrected = (LONDON, 1000, 402)
    with pytest.raises(ImportRefusedError):
        bring(local, "youth_survey", *youth(corrected), name="c", vintage=date(2024, 6, 20))


def test_a_later_edition_may_not_show_what_the_first_withholds(local):
    bring(local, "youth_survey", *youth(*BOROUGHS, FORCE))
    corrected = [(SOUTHWARK, 100, 50), (BROMLEY, 100, 20), (METROPOLITAN_POLICE, 200, 70)]
    with pytest.raises(ImportRefusedError, match="--vintage 2024-06-01"):
        bring(local, "youth_survey", *youth(*corrected), name="c", vintage=date(2024, 6, 20))
    bring(local, "youth_survey", *youth(*corrected), name="c")
    assert len(shown("youth_survey", counted="worried")) == 3


def test_a_later_edition_may_not_hide_beside_a_small_cell_what_the_first_shows(local):
    first = [(SOUTHWARK, 100, 50), (BROMLEY, 100, 50), (METROPOLITAN_POLICE, 200, 100)]
    bring(local, "youth_survey", *youth(*first))
    with pytest.raises(ImportRefusedError):
        bring(local, "youth_survey", *youth(*BOROUGHS, FORCE), name="c", vintage=date(2024, 6, 20))


def test_the_whole_period_in_one_file_replaces_what_was_withheld(local):
    bring(local, "youth_survey", *youth(*BOROUGHS))
    bring(local, "youth_survey", *youth(*BOROUGHS, FORCE), name="whole")
    assert shown("youth_survey", counted="worried") == {METROPOLITAN_POLICE: 52}


def test_boroughs_one_by_one_without_a_total_stand_side_by_side(local):
    bring(local, "youth_survey", *youth(BOROUGHS[1]))
    bring(local, "youth_survey", *youth(BOROUGHS[0]), name="other")
    assert shown("youth_survey", counted="worried") == {SOUTHWARK: 50}


def test_another_operation_of_the_month_is_free_of_what_the_first_withholds(local):
    for name in ("One", "Two"):
        rows = [
            (METROPOLITAN_POLICE, QUARTER, name, "arrests", "40", "exact"),
            (METROPOLITAN_POLICE, QUARTER, name, "knife_arrests", "3", "exact"),
        ]
        bring(local, "operations", *rows, name=name)
    table = read_table("operation_activity")
    assert (table["status"] != "c").sum() == 2


SCEPTRE = "Operation Sceptre, one week in May 2017"


def in_the_printed_week(*arrests):
    return [(area, "2017-05-31", SCEPTRE, "arrests", str(n), "exact") for area, n in arrests]


def test_boroughs_of_the_printed_week_less_its_500_arrests_tell_no_small_rest(local):
    rows = in_the_printed_week((SOUTHWARK, 297), (BROMLEY, 200))
    bring(local, "operations", *rows)
    assert len(shown("operation_activity")) == 1


def test_boroughs_of_the_printed_week_that_leave_a_large_rest_are_shown(local):
    bring(local, "operations", *in_the_printed_week((SOUTHWARK, 60), (BROMLEY, 40)))
    assert shown("operation_activity") == {SOUTHWARK: 60, BROMLEY: 40}


def test_the_printed_week_says_nothing_of_another_operation(local):
    rows = [
        (a, "2017-05-31", "Another", "arrests", n, "exact")
        for a, n in ((SOUTHWARK, "297"), (BROMLEY, "200"))
    ]
    bring(local, "operations", *rows)
    assert shown("operation_activity") == {SOUTHWARK: 297, BROMLEY: 200}
