"""A funnel shows each place once, in a shape that says where it lies, about the whole's rate."""

import math
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from data.areas import METROPOLITAN_POLICE, all_areas
from figures.drawing import Dots
from figures.funnel import Member
from figures.funnel_chart import Chosen, funnel_chart
from figures.marks import frame, scene, spots
from figures.render.css import stylesheet
from figures.render.plotly import figure
from figures.render.svg import svg
from figures.render.text import alt_text, key, notes, table
from figures.theme import DOTS
from tests.figures.builders import metric
from tests.figures.drawing import elements
from tests.figures.funnels import (
    CODES,
    CROYDON,
    RICHMOND,
    SOUTHWARK,
    full_funnel,
    share_funnel,
    spread,
    values,
)


def drawn_places(chart):
    return [
        (mark.style, place)
        for mark in scene(chart).marks
        if isinstance(mark, Dots)
        for place in mark.places
    ]


def position(chart, code):
    return next(one.position for one in chart.members if one.area_code == code)


def test_every_place_is_drawn_once_at_its_size_and_rate():
    chart = full_funnel()
    expected = sorted((one.size, one.value) for one in chart.members)
    assert sorted(place for _, place in drawn_places(chart)) == expected
    assert len(expected) == 32


def test_the_whole_is_the_centre_and_no_place():
    chart = full_funnel()
    assert METROPOLITAN_POLICE not in {one.area_code for one in chart.members}
    assert chart.centre.value == pytest.approx(1.5)
    assert chart.centre.name == all_areas()[METROPOLITAN_POLICE].label


def test_events_of_no_known_place_are_left_out_of_the_centre_when_they_are_many():
    people = [150_000 + 8000 * index for index in range(len(CODES))]
    events = spread()
    few, many = (
        funnel_chart(values(events, whole=(sum(events) * share, sum(people))), metric())
        for share in (1.01, 1.1)
    )
    assert few.centre.value == pytest.approx(1.515, abs=0.001)
    assert many.centre.value == pytest.approx(1.5, abs=0.001)
    assert many.centre.name == "All boroughs together"
    assert not many.outside
    assert any("no known place" in sentence for sentence in notes(many))
    assert not any("no known place" in sentence for sentence in notes(few))


def test_shape_and_filling_say_where_a_place_lies_whatever_its_role():
    chart = full_funnel()
    assert position(chart, SOUTHWARK) == "above 99.8%"
    assert position(chart, CROYDON) == "above 95%"
    assert position(chart, RICHMOND) == "below 99.8%"
    looks = {style.rpartition("-")[0]: DOTS[style] for style, _ in drawn_places(chart)}
    assert looks["far-above"].shape == looks["above"].shape == "triangle-up"
    assert looks["far-below"].shape == "triangle-down"
    assert looks["inside"].shape == "circle"
    assert (looks["above"].hollow, looks["far-above"].hollow) == (True, False)


def test_roles_differ_in_size_as_well_as_colour():
    radii = {role: DOTS[f"inside-{role}"].radius for role in ("focus", "comparison", "context")}
    assert len(set(radii.values())) == 3


def test_the_title_says_how_many_would_be_outside_by_chance():
    chart = full_funnel()
    outside = [one for one in chart.members if one.position not in ("", "within")]
    assert chart.title == (
        f"Knife crime: {len(outside)} of 32 boroughs lie outside the 95% limits; chance alone "
        "would put about 1.6 there"
    )
    assert 0 < len(outside) < 32


def test_limits_that_allow_for_lasting_differences_say_so_and_leave_fewer_outside():
    unlike = {code: 1 + (index % 5 - 2) / 10 for index, code in enumerate(CODES)}
    rows = values(spread(**unlike))
    plain, wide = (funnel_chart(rows, metric(), adjusted=choice) for choice in (False, True))
    assert plain.dispersion == wide.dispersion > 1
    assert len(wide.outside) < len(plain.outside)
    assert "lasting differences" in wide.title
    assert any("widened" in entry.latest for entry in key(wide))
    assert any("widened" in sentence for sentence in notes(wide))


def test_how_much_places_differ_is_said_as_a_spread_and_not_as_a_variance():
    chart = replace(full_funnel(), dispersion=49.0)
    (said,) = (note for note in notes(chart) if note.startswith("Most of these places"))
    assert "differ about 7.0 times as much as chance" in said
    assert said.endswith("(in variance, 49.0 times).")


def test_limits_stay_on_the_plot_and_surround_the_centre():
    for chart in (full_funnel(), full_funnel(adjusted=True), share_funnel()):
        for pair in chart.limits:
            for run in pair.runs:
                assert all(chart.y.low - 1e-6 <= y <= chart.y.high + 1e-6 for _, y in run)
                sides = {math.copysign(1, y - chart.centre.value) for _, y in run}
                assert len(sides) == 1


def test_a_limit_drawn_passes_where_the_limit_of_a_place_is_reckoned():
    chart = full_funnel()
    wide = max(chart.members, key=lambda one: one.size)
    pair = next(pair for pair in chart.limits if pair.confidence == 0.95)
    ends = [run[-1] for run in pair.runs]
    assert max(y for _, y in ends) == pytest.approx(wide.limits[1], rel=0.01)
    assert min(y for _, y in ends) == pytest.approx(wide.limits[0], rel=0.01)


def test_places_of_which_few_events_are_expected_are_not_judged_and_get_no_limits():
    people = [150_000 + 8000 * index for index in range(len(CODES))]
    rows = values([index % 4 for index in range(len(CODES))], people=people)
    chart = funnel_chart(rows, metric())
    assert not chart.judged
    assert not any(pair.runs for pair in chart.limits)
    assert chart.title == "Knife crime: too few offences to tell boroughs apart by their rates"
    assert {style for style, _ in drawn_places(chart)} == {"unjudged-context"}
    assert "No place is judged" in alt_text(chart)
    assert not any("limits" in entry.name for entry in key(chart))


def test_a_place_without_figures_is_named_and_never_drawn_at_zero():
    chart = funnel_chart(values([None, *spread()[1:]]), metric())
    assert len(drawn_places(chart)) == 31
    missing = all_areas()[CODES[0]].area_name
    assert f"Without figures: {missing}." in alt_text(chart)
    assert table(chart).rows[0][1].text == "not available"
    assert table(chart).rows[0][1].value is None


def test_the_alternative_text_names_who_lies_outside_in_alphabetical_order():
    chart = funnel_chart(
        values(spread(**{SOUTHWARK: 1.6, CROYDON: 1.6}), whole=(12_720, 8_480_000)), metric()
    )
    assert "Above the 99.8% limits: Croydon and Southwark." in alt_text(chart)


def test_the_chosen_place_is_told_first_and_its_peers_are_named_as_such():
    chart = full_funnel()
    assert "Richmond upon Thames: 0.45 offences per 1,000 residents, below the 99.8% limits." in (
        alt_text(chart)
    )
    peer = next(spot for spot in spots(chart) if spot.lines[0] == all_areas()[CODES[0]].area_name)
    assert "among the most similar to Richmond upon Thames" in peer.lines
    assert [one.text for one in elements(svg(chart), "text", "label label-focus")] == [
        "Richmond upon Thames"
    ]
    labels = [words.text for words in elements(svg(chart), "text", "label")]
    assert "Residents (mid-2024)" in labels


def test_the_pointer_is_told_counts_and_residents_behind_the_rate():
    (spot,) = [spot for spot in spots(full_funnel()) if spot.href]
    assert spot.href == "/boroughs/croydon"
    assert spot.lines[0] == "Croydon"
    assert spot.lines[3].endswith("residents (mid-2024)")
    assert spot.lines[-1] == "above the 95% limits"


def test_a_share_says_of_how_many():
    chart = share_funnel()
    assert chart.is_share
    spot = spots(chart)[5]
    assert " of 340 searches" in spot.lines[3]


def test_the_table_is_in_the_order_given_and_has_the_limits():
    chart = full_funnel()
    rows = table(chart).rows
    assert [row[0].text for row in rows] == [all_areas()[code].label for code in CODES]
    assert all(" to " in row[5].text for row in rows)


def test_both_drawings_have_one_height_and_plotly_takes_the_figure():
    for chart in (full_funnel(), share_funnel()):
        assert go.Figure(figure(chart)).layout.height == frame(chart).outer_height
        assert f'height="{frame(chart).outer_height}"' in svg(chart)
        for style, _ in drawn_places(chart):
            assert f".dot-{style}" in stylesheet()


def test_several_periods_or_no_whole_are_refused():
    rows = values()
    with pytest.raises(ValueError, match="one row of the whole"):
        funnel_chart(rows[rows["area_code"] != METROPOLITAN_POLICE], metric())
    rows.loc[0, "period_end"] = rows["period_end"].iloc[0].replace(year=2025)
    with pytest.raises(ValueError, match="one period"):
        funnel_chart(rows, metric())


def test_numbers_that_are_none_are_refused_by_name():
    with pytest.raises(ValueError, match="'Somewhere'"):
        Member(area_code="E", name="Somewhere", size=float("nan"), events=1, value=1)
    with pytest.raises(ValueError, match="no role"):
        Member(area_code="E", name="Somewhere", size=1, events=1, value=1, role="star")


def test_nothing_chosen_draws_every_place_alike():
    chart = funnel_chart(values(), metric(), chosen=Chosen())
    assert {style for style, _ in drawn_places(chart)} == {"inside-context"}
    assert chart.focus is None
