"""The comparison of boroughs: the answer first, nothing ranked, nothing compared that cannot be."""

import re

import pandas as pd
import pytest
from dash import html

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, boroughs, find_area
from layouts.compared import COMPARED, comparable, read_comparison, years_of
from layouts.compared_exhibits import comparison_exhibits, course_of, funnel_of, peers_of
from layouts.components.compared_words import (
    PRESENT,
    answer,
    boroughs_table,
    cautions,
    likeness,
    sides,
)
from layouts.components.exhibit import exhibit
from layouts.pages.boroughs import PAGE
from layouts.static_html import render
from metrics.beside_london import beside_london
from metrics.catalogue import METRICS
from tests.held import as_held


def shown(**query):
    return read_comparison(query)


def page(**query):
    return render(PAGE.layout(**query))


def words(markup):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup)))


def text_of(*parts):
    return words(render(html.Div(list(parts))))


def test_the_usual_view_is_knife_crime_in_the_newest_year_with_nobody_pointed_out():
    comparison = shown()
    assert (comparison.metric.metric_id, comparison.stated_as) == ("knife_crime", "rate")
    assert comparison.period == years_of(comparison.metric)[0]
    assert comparison.borough is None
    assert not comparison.notices


@pytest.mark.parametrize("metric", comparable(), ids=lambda metric: metric.metric_id)
def test_every_measure_offered_can_be_compared_in_every_year_offered(metric):
    for period in (years_of(metric)[0], years_of(metric)[-1]):
        comparison = shown(measure=metric.metric_id, period=period.spelling, highlight="camden")
        assert not comparison.notices
        funnel = funnel_of(comparison)
        assert len(funnel.members) == 32
        assert list(comparison_exhibits(comparison, funnel))[:2] == ["funnel", "map"]


def test_only_whole_years_are_compared():
    kinds = {one.period_type for metric in comparable() for one in years_of(metric)}
    assert kinds == {"rolling_12_months", "financial_year"}


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"measure": "nonsense"}, "does not exist"),
        ({"measure": "first_time_entrants"}, "boroughs cannot be compared by it"),
        ({"measure": "weapon_search_arrest_rate", "as": "count"}, "in one way only"),
        ({"as": "percent"}, "neither a count nor a rate"),
        ({"period": "2026-01"}, "by whole years"),
        ({"period": "1066/67"}, "by whole years"),
        ({"period": "last year"}, "by whole years"),
        ({"limits": "none"}, "limits that do not exist"),
        ({"highlight": "atlantis"}, "borough that does not exist"),
        ({"highlight": "city-of-london"}, "has its own police"),
    ],
)
def test_what_cannot_be_followed_falls_back_and_is_said(query, said):
    comparison = read_comparison(query)
    assert len(comparison.notices) == 1
    assert said in comparison.notices[0]
    assert said in words(page(**query))


def test_what_readers_invent_takes_few_states():
    invented = {
        PAGE.read("/boroughs", {"period": f"{year}-01"}).state for year in range(1900, 2000)
    }
    assert len(invented) == 1


def test_the_address_of_a_view_leads_back_to_it():
    asked = {
        "measure": "weapon_possession",
        "as": "count",
        "limits": "widened",
        "highlight": "brent",
    }
    comparison = read_comparison(asked)
    again = read_comparison(dict(pair.split("=") for pair in comparison.query.split("&")))
    assert again == comparison


def test_the_answer_counts_who_differs_and_how_many_would_by_chance():
    comparison = shown()
    funnel = funnel_of(comparison)
    said = text_of(*answer(comparison, funnel))
    assert f"{len(funnel.outside)} of 32 boroughs differ from London's rate by more than" in said
    assert "If all were alike, about 1.6 would seem to." in said
    assert "London: " in said


def test_boroughs_outside_are_named_in_alphabetical_order():
    funnel = funnel_of(shown())
    above = re.search(r"Above: (.*?)\.", text_of(sides(funnel)))[1]
    names = re.split(r", | and (?=[A-Z][a-z]+$)", above)
    assert names == sorted(names)
    assert len(names) > 3


def test_few_events_are_no_ground_for_a_comparison():
    comparison = shown(measure="knife_homicide")
    said = text_of(*answer(comparison, funnel_of(comparison)))
    assert "too few to tell boroughs apart" in said
    assert sides(funnel_of(comparison)) is None


def test_residents_are_not_the_people_present_is_said_wherever_a_rate_is():
    rate, share = shown(), shown(measure="weapon_search_arrest_rate")
    assert PRESENT in text_of(*cautions(rate, funnel_of(rate)))
    assert PRESENT not in text_of(*cautions(share, funnel_of(share)))


@pytest.mark.parametrize("metric", comparable(), ids=lambda metric: metric.metric_id)
def test_the_rate_of_the_city_is_not_explained_where_it_has_none(metric):
    comparison = shown(measure=metric.metric_id)
    funnel = funnel_of(comparison)
    assert CITY_OF_LONDON not in {one.area_code for one in funnel.members}
    assert "City of London" not in text_of(*cautions(comparison, funnel))


def test_searches_of_no_known_borough_are_in_no_rate_they_are_held_against():
    comparison = shown(measure="searches", highlight="southwark")
    funnel = funnel_of(comparison)
    assert funnel.centre.name == "All boroughs together"
    said = text_of(*cautions(comparison, funnel))
    rows = comparison.rows.set_index("area_code")["numerator"]
    absent = rows[METROPOLITAN_POLICE] - rows.drop(METROPOLITAN_POLICE).sum()
    assert f"{absent:,} searches have no known borough" in said
    assert "the rate of all boroughs together" in text_of(*answer(comparison, funnel))
    assert "times London's" not in words(page(measure="searches", highlight="southwark"))


def test_the_table_is_alphabetical_and_leads_to_every_borough():
    comparison = shown()
    markup = render(boroughs_table(comparison, funnel_of(comparison)))
    links = re.findall(r'<a href="/boroughs/([^"]+)">', markup)
    assert links == [area.slug for area in boroughs() if area.area_code != CITY_OF_LONDON]


def test_the_chosen_borough_is_drawn_apart_in_every_chart_and_told_first():
    comparison = shown(highlight="southwark")
    funnel = funnel_of(comparison)
    held = comparison_exhibits(comparison, funnel)
    assert funnel.focus.name == "Southwark"
    assert [one.name for one in held["map"].chart.areas if one.role == "focus"] == ["Southwark"]
    assert [row.name for row in held["similar"].chart.rows if row.role == "focus"] == ["Southwark"]
    assert "Southwark: " in text_of(*answer(comparison, funnel))
    peers = {one.area_code for one in funnel.members if one.role == "comparison"}
    assert peers == set(peers_of(find_area("southwark")))


def test_the_multiple_of_londons_rate_is_the_one_the_metrics_state():
    found = beside_london("knife_crime", area="southwark")
    assert f"is {found.ratio.value:.2f} times London's" in words(page(highlight="southwark"))


def test_peers_are_listed_by_likeness_with_features_and_distances():
    rows = re.findall(
        r"<tr><th scope=\"row\">(.*?)</tr>", render(html.Div(likeness(find_area("brent"))))
    )
    distances = [words(row.split("<td")[1].partition(">")[2]) for row in rows]
    assert distances[0] == ""
    assert distances[1:] == sorted(distances[1:], key=float)
    assert len(rows) == 6


def test_choosing_a_mark_points_the_borough_out_in_the_same_view():
    comparison = shown(measure="weapon_possession", limits="widened")
    funnel = funnel_of(comparison)
    hrefs = {one.href for one in funnel.members}
    assert len(hrefs) == 32
    for href in hrefs:
        other = read_comparison(dict(pair.split("=") for pair in href[1:].split("&")))
        assert other.borough in COMPARED
        assert (other.metric, other.adjusted) == (comparison.metric, True)


def test_counts_are_shown_over_time_and_rates_compared():
    comparison = shown(**{"as": "count"})
    held = comparison_exhibits(comparison, funnel_of(comparison))
    assert held["over-time"].chart.unit == "offences"
    assert held["over-time"].chart.whole is None
    assert held["funnel"].chart.unit.endswith("per 1,000 residents")
    assert "follow the number of residents" in text_of(*cautions(comparison, funnel_of(comparison)))


def test_figures_given_away_are_those_compared_and_london_is_among_them():
    comparison = shown()
    held = comparison_exhibits(comparison, funnel_of(comparison))
    rows = held["funnel"].values
    assert METROPOLITAN_POLICE in set(rows["area_code"])
    values = dict(zip(rows["area_code"], rows["value"], strict=True))
    for one in held["funnel"].chart.members:
        assert values[one.area_code] == one.value
    assert held["funnel"].question.rows().equals(rows)


def test_only_sources_that_have_the_year_are_named():
    def named(**query):
        comparison = shown(**query)
        held = comparison_exhibits(comparison, funnel_of(comparison))["map"].holdings
        return {one.source_id for one in held}

    assert named() == {"mps_monthly_crime", "ons_population", "geography"}
    assert "mopac_borough_monthly" in named(period="2019/20")
    assert "mps_monthly_crime" not in named(period="2019/20")


def test_a_series_of_few_years_has_no_small_charts():
    comparison = shown(measure="recorded_crime_by_partnership")
    assert "over-time" not in comparison_exhibits(comparison, funnel_of(comparison))
    assert "Over time" not in words(page(measure="recorded_crime_by_partnership"))


def test_the_form_offers_the_years_and_statements_of_the_measure_shown():
    markup = page(measure="weapon_search_arrest_rate")
    assert 'value="count"' not in markup
    for metric in (METRICS["weapon_possession"], METRICS["knife_crime"]):
        offered = page(measure=metric.metric_id)
        assert all(f'value="{one.spelling}"' in offered for one in years_of(metric))


def test_the_title_over_time_is_a_finding_that_the_metrics_confirm_and_names_no_borough():
    course = course_of(shown(**{"as": "count"}))
    rows = course.values[course.values["area_code"].isin([area.area_code for area in COMPARED])]
    end = rows["period_end"].max()
    counts = rows.set_index(["area_code", "period_end"])["value"].unstack()
    before, now = counts[end - pd.DateOffset(years=1)], counts[end]
    said = f"lower than a year before in {(now < before).sum()} of {len(now)} boroughs"
    assert said in course.chart.title
    assert not any(area.area_name in course.chart.title for area in boroughs())
    document = words(render(exhibit(course)))
    assert "all on one scale" in document
    assert "Lower and higher count every difference" in document


def headings(**query):
    comparison = shown(**query)
    table = render(boroughs_table(comparison, funnel_of(comparison)))
    return re.findall(r'<th scope="col"[^>]*>(.*?)(?:<span .*?)?</th>', table)


def test_the_table_begins_with_what_is_asked_for():
    rate = ["Borough", "Offences per 1,000 residents", "95% interval", "Position", "Offences"]
    assert headings() == rate
    assert headings(**{"as": "count"}) == ["Borough", "Offences", *rate[1:4]]
    share = headings(measure="knife_crime_positive_outcome_rate")
    assert share[2:4] == ["95% interval", "Position"]
    assert share[1].startswith("Percent ")
    assert len(share) == 6


@pytest.mark.parametrize("stated_as", ["rate", "count"])
def test_the_columns_stand_over_their_figures(stated_as):
    comparison = shown(**{"as": stated_as})
    funnel = funnel_of(comparison)
    table = render(boroughs_table(comparison, funnel))
    names = headings(**{"as": stated_as})[1:]
    cells = dict(zip(names, re.findall("<td.*?>(.*?)(?:<span.*?)?</td>", table)[:4], strict=True))
    first = funnel.members[0]
    assert cells["Offences"] == f"{first.events:,.0f}"
    assert cells["Offences per 1,000 residents"] == f"{first.value:.2f}"
    assert " to " in cells["95% interval"]


def test_what_stands_for_each_borough_on_the_map_is_told_above_it():
    said = words(page()).replace("\u00a0", " ")
    key = said[said.index("On the map: ") :]
    assert key.startswith("On the map: 1 Barking and Dagenham, 2 Barnet,")
    assert "6 Camden, C City of London, 7 Croydon," in key
    assert "32 Westminster." in key
