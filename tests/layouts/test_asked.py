"""What an address asks for beside a measure."""

from datetime import date

import pytest

from data.areas import METROPOLITAN_POLICE, boroughs
from layouts.asked import asked_day, asked_place, effective_day, place_name, places

FIRST, SECOND = date(2025, 8, 21), date(2026, 3, 18)


def test_every_place_on_offer_is_found_again_by_its_name():
    for area in places():
        notices = []
        assert asked_place({"area": place_name(area)}, notices) == area
        assert notices == []


def test_london_is_the_metropolitan_police_area_and_stands_first():
    assert places()[0].area_code == METROPOLITAN_POLICE
    assert places()[1:] == boroughs()
    assert asked_place({}, []).area_code == METROPOLITAN_POLICE


@pytest.mark.parametrize("wanted", ["nowhere", "E12000007", "<script>"])
def test_a_place_that_is_not_on_offer_becomes_london_and_that_is_said(wanted):
    notices = []
    assert asked_place({"area": wanted}, notices).area_code == METROPOLITAN_POLICE
    assert len(notices) == 1
    assert wanted not in notices[0]


def test_a_day_is_read_or_left_out_in_words():
    notices = []
    assert asked_day({"as_of": "2025-09-01"}, "as_of", notices) == date(2025, 9, 1)
    assert asked_day({}, "as_of", notices) is None
    assert notices == []
    assert asked_day({"as_of": "1 September"}, "as_of", notices) is None
    assert "a day that does not exist" in notices[0]


@pytest.mark.parametrize(
    ("asked", "heeded"),
    [
        (None, None),
        (date(2026, 3, 18), None),
        (date(2030, 1, 1), None),
        (date(2026, 3, 17), FIRST),
        (date(2025, 8, 21), FIRST),
        (date(2025, 8, 20), date.min),
    ],
)
def test_all_days_between_two_files_count_as_the_day_of_the_older(asked, heeded):
    assert effective_day(asked, [SECOND, FIRST]) == heeded
