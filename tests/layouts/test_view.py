"""The view an address asks for, and what it falls back to."""

from urllib.parse import parse_qsl

import pytest

from data.areas import METROPOLITAN_POLICE, all_areas, find_area
from data.errors import UnknownAreaError
from layouts.components.view_section import view_chart, view_exhibit
from layouts.held import measures_of
from layouts.view import offered_periods, read_view, viewed
from metrics.offers import period_types_for

SOUTHWARK = find_area("southwark")
CITY = find_area("city-of-london")
LONDON = all_areas()[METROPOLITAN_POLICE]


def test_a_borough_begins_with_the_rate_of_knife_crime_beside_londons():
    view = read_view({}, SOUTHWARK)
    assert view.metric.metric_id == "knife_crime"
    assert view.stated_as == "rate"
    assert view.period_type == "rolling_12_months"
    assert view.area_codes == (SOUTHWARK.area_code, METROPOLITAN_POLICE)
    assert view.notices == ()


def test_london_begins_with_the_count_and_stands_alone():
    view = read_view({}, LONDON)
    assert view.stated_as == "count"
    assert view.area_codes == (METROPOLITAN_POLICE,)


def test_counts_of_a_borough_are_not_held_against_londons():
    assert read_view({"as": "count"}, SOUTHWARK).area_codes == (SOUTHWARK.area_code,)


def test_an_address_says_the_whole_view():
    asked = {"measure": "weapon_possession", "as": "count", "period": "month", "intervals": "on"}
    view = read_view(asked, SOUTHWARK)
    assert view.notices == ()
    assert dict(parse_qsl(view.query)) == asked


@pytest.mark.parametrize("area", [SOUTHWARK, LONDON], ids=["borough", "London"])
def test_the_link_of_every_view_leads_back_to_it(area):
    for metric in measures_of(area):
        for period_type in offered_periods(area):
            view = read_view({"measure": metric.metric_id, "period": period_type}, area)
            again = read_view(dict(parse_qsl(view.query)), area)
            assert again.state[:-1] == view.state[:-1]
            assert again.notices == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"measure": "no_such_measure"}, "a measure that does not exist"),
        ({"measure": "knife_homicide_under_25"}, "no figures are held"),
        ({"as": "percent"}, "neither a count nor a rate"),
        ({"period": "week"}, "a period that does not exist"),
        ({"intervals": "maybe"}, "intervals in a way not known"),
        ({"measure": "victimisation_all_ages", "as": "count"}, "stated in one way only"),
    ],
)
def test_what_cannot_be_shown_falls_back_and_says_so(asked, words):
    view = read_view(asked, SOUTHWARK)
    assert len(view.notices) == 1
    assert words in view.notices[0]
    assert not view.values.empty


def test_homicide_in_a_borough_is_not_shown_by_month():
    view = read_view({"measure": "knife_homicide", "period": "month"}, SOUTHWARK)
    assert view.period_type == "rolling_12_months"
    assert "named in the press" in view.notices[0]
    assert read_view({"measure": "knife_homicide", "period": "month"}, LONDON).notices == ()


def test_a_strange_word_in_the_address_is_never_repeated():
    asked = dict.fromkeys(("measure", "as", "period", "intervals"), "<script>")
    assert "script" not in " ".join(read_view(asked, SOUTHWARK).notices)


def test_strange_words_make_few_different_pages():
    states = {read_view({"measure": f"m{n}", "period": f"p{n}"}, LONDON).state for n in range(50)}
    assert len(states) == 1


def test_the_path_names_the_place():
    assert viewed("/", {}).area == LONDON
    assert viewed("/boroughs/southwark", {}).area == SOUTHWARK
    with pytest.raises(UnknownAreaError):
        viewed("/boroughs/atlantis", {})


def test_nothing_that_the_metropolitan_police_publish_is_held_for_the_city_of_london():
    theirs = {"mps_monthly_crime", "mps_homicide", "mps_recorded_crime"}
    assert not any(theirs & set(metric.source_ids) for metric in measures_of(CITY))


@pytest.mark.parametrize("slug", ["", "southwark", "richmond-upon-thames", "city-of-london"])
def test_every_view_of_a_place_shows_figures(slug):
    area = find_area(slug) if slug else LONDON
    for metric in measures_of(area):
        for stated_as in metric.stated_as:
            for period_type in period_types_for(metric, area.area_type):
                asked = {"measure": metric.metric_id, "as": stated_as, "period": period_type}
                view = read_view(asked, area)
                assert view_chart(view).focus.shown, asked


def test_a_single_period_offers_no_intervals_to_draw():
    city = view_exhibit(read_view({}, CITY), path="/")
    assert city.values["value"].notna().sum() == 1
    assert city.toggles == ()
    (toggle,) = view_exhibit(read_view({}, SOUTHWARK), path="/").toggles
    assert "intervals=on" in toggle.query
