"""The page of a borough, and what stands for the City, read as components."""

import re

import pytest

from data.areas import boroughs, find_area
from figures.render.text import alt_text, subtitle
from layouts.components.local_plan import local_plan
from layouts.components.own_police import own_police
from layouts.components.problem_profile import problem_profile
from layouts.components.view_section import view_exhibit
from layouts.measure_exhibits import control_exhibit, measure_exhibits, peers_exhibit
from layouts.problem_exhibits import BESIDE, OUTCOMES, SEARCHES, problem_exhibits
from layouts.standing import standing_of
from layouts.static_html import render
from layouts.view import read_view
from metrics.beside_london import beside_london

SOUTHWARK, RICHMOND, CITY = map(find_area, ("southwark", "richmond-upon-thames", "city-of-london"))


def shown(area, **query):
    return read_view(query, area)


def test_a_count_is_charted_with_limits_beside_its_peers_and_with_its_season():
    names = [one.name for one in measure_exhibits(shown(SOUTHWARK), path="/")]
    assert names == ["control", "peers", "season"]


def test_rare_events_have_a_verdict_in_words_and_no_chart_of_months():
    view = shown(SOUTHWARK, measure="knife_homicide")
    assert control_exhibit(view, path="/") is None


def test_the_finding_of_the_control_chart_is_the_verdict():
    view = shown(SOUTHWARK)
    found = control_exhibit(view, path="/")
    assert found.chart.title == standing_of(view.metric, view.area).verdict.rstrip(".")


def test_peers_stand_in_the_order_of_the_alphabet_and_london_is_a_line():
    chart = peers_exhibit(shown(SOUTHWARK), path="/").chart
    names = [row.name for row in chart.rows]
    assert names == sorted(names)
    assert "Southwark" in names
    assert chart.reference.name == "London"


@pytest.mark.parametrize("area", [SOUTHWARK, RICHMOND])
def test_the_problem_profile_has_london_searches_and_outcomes(area):
    found = {one.name: one for one in problem_exhibits(area, path="/")}
    assert set(found) == {BESIDE, SEARCHES, OUTCOMES}


def test_few_events_are_said_and_not_compared():
    chart = next(one.chart for one in problem_exhibits(RICHMOND, path="/") if one.name == BESIDE)
    rows = {row.name: row for row in chart.rows}
    found = beside_london("knife_crime_with_injury_robbery", area="richmond-upon-thames")
    assert found.events < 10
    (few,) = [row for name, row in rows.items() if name.startswith("Knife injury in robbery")]
    assert few.value is None
    assert "too few to compare" in alt_text(chart)


def test_the_multiple_drawn_is_the_one_that_is_given_away():
    found = next(one for one in problem_exhibits(SOUTHWARK, path="/") if one.name == BESIDE)
    assert [row.value for row in found.chart.rows] == list(found.values["ratio"])


def test_a_borough_with_a_plan_has_its_progress_and_one_without_says_how_to_load_it():
    assert "Of 87 actions in the plan, as known in July 2017: 1 complete" in render(
        local_plan(SOUTHWARK)
    )
    assert "No action plan of this borough is loaded" in render(local_plan(RICHMOND))


def test_the_city_shows_what_is_held_and_says_what_is_not():
    words = re.sub("<[^>]+>", " ", render(own_police(CITY)))
    assert "people lived here in mid-2024" in words
    assert "That is a gap, not a zero" in words
    assert re.search(r"December 2019\s+30\b", words)
    assert "Stop and search" in words
    assert "Recorded crime by community safety partnership" in words


@pytest.mark.parametrize("area", [one for one in boroughs() if one != CITY][::7])
def test_every_exhibit_of_a_borough_has_words_and_figures(area):
    for one in (*measure_exhibits(shown(area), path="/"), *problem_exhibits(area, path="/")):
        assert alt_text(one.chart)
        assert len(one.values)
        assert "values = " in one.python


def test_a_ratio_says_of_whom_it_is_wherever_it_stands():
    groups = "times the rate of White people, for Black people"
    chart = view_exhibit(shown(SOUTHWARK, measure="search_disparity"), path="/").chart
    assert groups in chart.title
    assert groups in subtitle(chart)
    others = render(problem_profile(SOUTHWARK)).partition("Other measures")[2]
    assert groups in others
