"""The wards of a borough: small numbers handled as such, nobody identifiable, gaps said."""

import re

import pytest
from dash import html

from data.areas import CITY_OF_LONDON, all_areas, boroughs, find_area
from figures.render.text import notes
from figures.spatial_words import numbers
from layouts.components.neighbourhood_words import answer, cautions, wards_table
from layouts.neighbourhood_exhibits import outside, ward_exhibits
from layouts.neighbourhoods import (
    QUARTERLY,
    SHOWN,
    YEARLY,
    has_wards,
    quarters_of,
    read_neighbourhoods,
    spelling,
)
from layouts.pages.neighbourhoods import PAGE
from layouts.static_html import render
from metrics.hotspots import outside_by_chance, wards_of
from tests.held import as_held

SOUTHWARK, RICHMOND = find_area("southwark"), find_area("richmond-upon-thames")
WITH_WARDS = [area for area in boroughs() if area.area_code != CITY_OF_LONDON]


def words(markup):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)))


def text_of(parts):
    return words(render(html.Div(parts)))


def page(slug="southwark", **query):
    return render(PAGE.layout(slug=slug, **query))


def test_every_borough_has_an_address_the_city_too():
    assert len(PAGE.static()) == 33
    assert PAGE.variables("/boroughs/southwark/neighbourhoods") == {"slug": "southwark"}


@pytest.mark.parametrize("area", WITH_WARDS, ids=lambda area: area.slug)
def test_every_ward_of_a_borough_is_on_the_map_in_the_quarter_and_over_time(area):
    held = ward_exhibits(read_neighbourhoods({}, area))
    names = [ward.area_name for ward in wards_of(area.area_code)]
    assert [one.name for one in held["map"].chart.areas] == names
    assert [row.name for row in held["quarter"].chart.rows] == names
    assert [panel.name for panel in held["over-time"].chart.panels] == names


def test_the_map_takes_a_year_and_the_dots_one_quarter():
    shown = read_neighbourhoods({"quarter": "2024-q4"}, SOUTHWARK)
    held = ward_exhibits(shown)
    assert held["map"].chart.period == "12 months to December 2024"
    assert held["quarter"].chart.period == "October to December 2024"
    total = shown.rows(YEARLY)["value"].sum()
    quarters = shown.course(QUARTERLY)
    last_four = sorted(quarters["period_end"].unique())[-4:]
    assert quarters[quarters["period_end"].isin(last_four)]["value"].sum() == total


def test_nothing_after_the_chosen_quarter_is_shown():
    shown = read_neighbourhoods({"quarter": "2023-q2"}, SOUTHWARK)
    ends = {
        p.period_end
        for one in ward_exhibits(shown)["over-time"].chart.panels
        for p in one.series.points
    }
    assert max(ends) == shown.end
    assert shown.question(QUARTERLY, since=None).rows()["period_end"].max().date() == shown.end


def test_the_answer_names_the_wards_and_how_many_would_by_chance():
    shown = read_neighbourhoods({}, SOUTHWARK)
    said, rows = text_of(answer(shown)), shown.rows(YEARLY)
    for side in ("above", "below"):
        assert all(name in said for name in outside(rows, side))
    by_chance = outside_by_chance(rows["expected"].iloc[0], len(rows))
    assert f"about {by_chance:.1f} would seem to stand out" in said


def test_every_count_has_an_interval():
    held = ward_exhibits(read_neighbourhoods({}, RICHMOND))
    for row in held["quarter"].chart.rows:
        assert row.lower <= row.value <= row.upper
    assert all(one.lower < one.upper for one in held["map"].chart.areas)


def test_counts_only_because_no_population_of_wards_is_held():
    assert "No population of wards is held" in words(page())
    for one in ward_exhibits(read_neighbourhoods({}, SOUTHWARK)).values():
        assert one.chart.unit == "offences"
        assert not one.with_residents


def test_victims_are_never_counted_by_ward_on_the_page():
    assert set(SHOWN) == {"knife_crime", "knife_crime_with_injury"}
    shown = read_neighbourhoods({"measure": "knife_injury_victims_under_25"}, SOUTHWARK)
    assert shown.metric.metric_id == "knife_crime"
    assert "is not shown by ward" in shown.notices[0]
    assert "neighbours would know the child" in words(page())


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"measure": "nonsense"}, "does not exist"),
        ({"measure": "weapon_possession"}, "not shown by ward"),
        ({"quarter": "2019-q1"}, "quarter that is not held"),
        ({"quarter": "soon"}, "quarter that is not held"),
    ],
)
def test_what_cannot_be_followed_falls_back_and_is_said(query, said):
    assert said in words(page(**query))
    path = "/boroughs/brent/neighbourhoods"
    assert len({PAGE.read(path, {**query, "n": str(n)}).state for n in range(5)}) == 1


def test_the_address_of_a_view_leads_back_to_it():
    shown = read_neighbourhoods(
        {"measure": "knife_crime_with_injury", "quarter": "2023-q4"}, SOUTHWARK
    )
    again = read_neighbourhoods(dict(p.split("=") for p in shown.query.split("&")), SOUTHWARK)
    assert again == shown


def test_only_quarters_with_a_whole_year_behind_them_are_offered():
    offered = quarters_of(SOUTHWARK)
    assert all(end.month in (3, 6, 9, 12) for end in offered)
    assert list(offered) == sorted(offered, reverse=True)
    for end in offered:
        assert not read_neighbourhoods({"quarter": spelling(end)}, SOUTHWARK).rows(YEARLY).empty


def test_numbers_on_the_map_are_explained_and_in_the_table():
    shown = read_neighbourhoods({}, SOUTHWARK)
    chart = ward_exhibits(shown)["map"].chart
    said = numbers(chart).replace("\u00a0", " ")
    assert all(f"{one.mark} {one.name}" in said for one in chart.areas)
    assert numbers(chart) in notes(chart), "the file of the map has no page around it"


def test_the_table_counts_how_often_each_ward_stood_out_beside_chance():
    shown = read_neighbourhoods({}, SOUTHWARK)
    markup = render(html.Div(wards_table(shown)))
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', markup)
    assert [as_held(name) for name, _ in rows] == [w.area_name for w in wards_of("southwark")]
    quarters = shown.course(QUARTERLY)
    for name, cells in rows:
        own = quarters.loc[quarters["area_name"] == as_held(name), "position"]
        above = int(re.findall(r">([\d,]+)<", cells)[-2])
        assert above == sum(one.startswith("above") for one in own)
    assert "by chance alone" in words(markup)


def test_offences_of_no_known_ward_are_counted_and_said():
    shown = read_neighbourhoods({}, SOUTHWARK)
    (said,) = [one for one in (text_of([p]) for p in cautions(shown)) if "no known ward" in one]
    absent, whole = (int(n) for n in re.findall(r"\d+", said)[:2])
    assert whole - absent == shown.rows(YEARLY)["value"].sum()


def test_the_city_says_what_is_missing_and_who_holds_it():
    document = words(page("city-of-london"))
    assert not has_wards(find_area("city-of-london"))
    assert "a gap, not a zero" in document
    assert "City of London Police" in document
    assert PAGE.exhibits(slug="city-of-london") == {}


def test_sources_are_those_of_ward_counts_and_of_the_boundaries_drawn():
    held = ward_exhibits(read_neighbourhoods({}, SOUTHWARK))
    assert {one.source_id for one in held["quarter"].holdings} == {"mps_monthly_crime"}
    assert {one.source_id for one in held["map"].holdings} == {"mps_monthly_crime", "geography"}


def test_figures_given_away_are_those_drawn():
    held = ward_exhibits(read_neighbourhoods({}, SOUTHWARK))
    for name in ("map", "quarter"):
        values = held[name].values.set_index("area_code")["value"]
        drawn = [
            one.value
            for one in getattr(held[name].chart, "areas", getattr(held[name].chart, "rows", ()))
        ]
        names = [all_areas()[code].area_name for code in values.index]
        assert sorted(values) == sorted(drawn)
        assert len(names) == len(set(names))


class TestPooledIncidents:
    """What partners pool is told by ward, each partner for itself, and small numbers not at all."""

    def test_are_not_loaded_until_somebody_supplies_them(self):
        said = words(page().partition('id="pooled"')[2])
        assert "Not loaded." in said
        assert "knife-crime ingest import hotspots FILE" in said

    @pytest.mark.usefixtures("examples_loaded")
    def test_stand_by_partner_and_by_ward_with_small_numbers_withheld(self):
        said = words(page().partition('id="pooled"')[2].partition("</section>")[0])
        assert "Not loaded" not in said
        rows = page().partition('id="pooled"')[2]
        cells = dict(re.findall(r'<th scope="row">(Old Kent Road|Peckham)</th>(.*?)</tr>', rows))
        numbers = {ward: re.findall(r"<td[^>]*>([^<]*)</td>", row) for ward, row in cells.items()}
        assert numbers == {"Old Kent Road": ["9", "6", "withheld"], "Peckham": ["21", "11", "8"]}
        chart = PAGE.exhibits(slug="southwark")["hotspot-incidents"].chart
        assert [(row.name, row.value) for row in chart.rows] == [
            ("Police", 180),
            ("Emergency department", 75),
            ("Ambulance", 61),
        ]

    @pytest.mark.usefixtures("examples_loaded")
    def test_of_one_borough_are_not_those_of_another(self):
        said = words(page("richmond-upon-thames").partition('id="pooled"')[2])
        assert "Not loaded." in said


def test_the_average_ward_is_provisional_where_a_ward_is():
    course = ward_exhibits(read_neighbourhoods({}, SOUTHWARK))["over-time"].chart
    moving = {
        point.period_end
        for panel in course.panels
        for point in panel.series.points
        if point.provisional
    }
    assert (
        moving == {point.period_end for point in course.whole.points if point.provisional} != set()
    )


def test_the_quarter_says_that_it_is_of_the_quarter_and_what_chance_would_bring():
    shown = read_neighbourhoods({}, SOUTHWARK)
    title = ward_exhibits(shown)["quarter"].chart.title
    rows = shown.rows(QUARTERLY)
    above, below = (rows["position"].str.startswith(side).sum() for side in ("above", "below"))
    assert " alone: " in title
    assert f"of {len(rows)} wards {above or 'none'} had more" in title
    assert f"{below or 'none'} had fewer" in title
    assert f"about {outside_by_chance(rows['expected'].iloc[0], len(rows)):.1f} would" in title
