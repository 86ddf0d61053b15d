"""Places: one code for every spelling that publishers and readers use."""

import pytest

from data.areas import (
    AIRPORTS,
    METROPOLITAN_POLICE,
    PLACE_NOT_KNOWN,
    all_areas,
    area_names,
    boroughs,
    code_of_spelling,
    find_area,
)
from data.errors import UnknownAreaError


def test_there_are_33_boroughs_and_32_of_them_are_policed_by_the_met():
    assert len(boroughs()) == 33
    assert sum(area.parent_code == METROPOLITAN_POLICE for area in boroughs()) == 32


def test_681_wards_lie_in_the_32_boroughs_two_of_them_the_publishers_own():
    wards = [area for area in all_areas().values() if area.area_type == "neighbourhood"]
    inside = [ward for ward in wards if ward.parent_code != "E09000001"]
    assert len(inside) == 681
    assert {"E05000326", "E05000649"} <= {ward.area_code for ward in inside}


def test_every_area_has_its_own_code_and_every_slug_within_a_kind_is_unique():
    areas = list(all_areas().values())
    assert len({(area.area_type, area.slug) for area in areas}) == len(areas)
    assert all(area.origin and area.area_name for area in areas)
    assert all(not a.parent_code or a.parent_code in all_areas() for a in areas)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Ealing ", "Ealing"),
        ("Barking & Dagenham", "Barking and Dagenham"),
        ("Kingston Upon Thames", "Kingston upon Thames"),
        ("Richmond", "Richmond upon Thames"),
        ("SOUTHWARK", "Southwark"),
    ],
)
def test_a_publishers_spelling_finds_the_borough(spelling, name):
    assert area_names()[code_of_spelling(spelling)] == name


@pytest.mark.parametrize(
    "spelling", ["Other / NK", "N/K (Legacy Only)", "Non MET police force", "Unmapped", "Unknown"]
)
def test_names_for_no_place_are_the_place_not_known(spelling):
    assert code_of_spelling(spelling) == PLACE_NOT_KNOWN


@pytest.mark.parametrize(
    "spelling", ["Heathrow ", "Heathrow Airport", "London Heathrow and London City Airports"]
)
def test_the_airports_are_one_area(spelling):
    assert code_of_spelling(spelling) == AIRPORTS


def test_a_strange_spelling_has_no_code():
    assert code_of_spelling("Croydonia") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("southwark", "E09000028"),
        ("E09000028", "E09000028"),
        ("e09000028", "E09000028"),
        ("City of London", "E09000001"),
        ("met", "E23000001"),
        ("hammersmith-and-fulham", "E09000013"),
        ("tower hamlets", "E09000030"),
    ],
)
def test_readers_find_areas_by_code_name_or_slug(text, code):
    assert find_area(text).area_code == code


def test_a_misspelt_area_is_answered_with_the_nearest_names():
    with pytest.raises(UnknownAreaError, match=r"Did you mean Southwark \(southwark\)"):
        find_area("Suthwark")


def test_pages_call_the_mets_area_london_and_say_which():
    assert all_areas()[METROPOLITAN_POLICE].label == "London (Metropolitan Police area)"
