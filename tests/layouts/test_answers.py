"""Each page begins with whether it is changing, by the verdict of the figures and no other."""

from dataclasses import replace

import pytest

from data.areas import all_areas
from layouts.answer_words import finding, finding_by_month, lead
from layouts.answers import answer, longest_change
from layouts.components.answer_list import answer_list
from layouts.static_html import render
from metrics.catalogue import METRICS
from metrics.change import change
from metrics.compared import DOWN, NOT_COMPARABLE, SAME, UNCLEAR, UP
from tests.layouts.reading import document, words

MET, SOUTHWARK, LONDON = (all_areas()[code] for code in ("E23000001", "E09000028", "E12000007"))


@pytest.fixture(scope="module")
def knife():
    return answer("knife_homicide", MET, name="knife homicides", href="#methods")


def judged(one, verdict, *, name=None):
    return replace(one, change=replace(one.change, verdict=verdict), name=name or one.name)


def close(one, **named):
    """Within chance, and a change of 3%."""
    near = judged(one, SAME, **named)
    return replace(near, change=replace(near.change, now=67, before=65, difference=2))


def test_the_answer_is_the_newest_value_and_the_change_of_the_measure(knife):
    compared = change("knife_homicide", area="E23000001")
    assert knife.change == compared
    assert knife.value == f"{compared.now:.0f}"
    assert knife.period == "12 months to March 2024"
    assert knife.signal.metric_id == "knife_homicide"


def test_no_figure_no_answer():
    assert answer("knife_homicide", LONDON, name="x", href="#x") is None
    assert answer("repeat_offending", MET, name="x", href="#x") is None


def test_where_twelve_months_cannot_be_compared_the_next_longest_period_is():
    searches = answer("searches", MET, name="searches", href="#searches")
    assert searches.change.period_type == "quarter"
    assert searches.newest["period_type"] == "rolling_12_months"
    assert longest_change(METRICS["searches"], MET) == searches.change


def test_more_and_fewer_are_said_only_where_chance_would_hardly_bring_it(knife):
    assert "about as many knife homicides" in lead([close(knife)])
    assert "more knife homicides (81 against 65, beyond what chance brings)" in lead(
        [judged(knife, UP)]
    )
    assert "fewer knife homicides" in lead([judged(knife, DOWN)])


def test_a_large_change_within_chance_is_stated_and_not_called_about_the_same(knife):
    said = lead([close(knife), judged(knife, SAME, name="others"), judged(knife, SAME, name="z")])
    assert "about as many knife homicides as before." in said
    assert said.endswith("Others rose from 65 to 81 and z from 65 to 81, which chance can bring.")
    fallen = judged(knife, SAME)
    fallen = replace(fallen, change=replace(fallen.change, now=41, before=110, difference=-69))
    assert lead([fallen]) == (
        "In the year to March 2024, against the year before, knife homicides fell from 110 to 41, "
        "which chance can bring."
    )
    assert finding(fallen.metric, fallen.change).endswith(
        "against 110 in the year before, which chance can bring"
    )


def test_newest_months_that_point_the_other_way_are_said_with_the_change():
    real = answer("section_60_searches", MET, name="searches under section 60", href="#x")
    assert real.change.verdict == SAME  # months of searches vary far more than chance
    found = judged(real, DOWN)
    assert found.signal.direction > 0
    assert "Yet month by month, section 60 searches were unusually high in August 2024" in lead(
        [found]
    )
    assert "Yet month by month" in lead([real])  # it fell from 110 to 41, within chance
    assert "Yet" not in lead([judged(found, UP)])
    assert "Yet" not in lead([close(found)])


def test_across_a_break_nothing_is_compared(knife):
    said = lead([judged(knife, NOT_COMPARABLE)])
    assert "cannot be compared, because the series breaks between" in said
    assert "more" not in said


def test_without_an_interval_chance_is_not_ruled_out(knife):
    assert "published without an interval, so it may be chance" in lead([judged(knife, UNCLEAR)])


def test_measures_of_one_verdict_share_a_sentence_and_the_period_is_said_once(knife):
    said = lead([close(knife), close(knife, name="others"), judged(knife, UP, name="z")])
    assert said.count(".") == 2
    assert said.count("In the year to March 2024") == 1
    assert "about as many knife homicides and others" in said
    assert said.startswith("In the year to March 2024, against the year before, there were")


def test_shares_are_higher_or_lower_and_not_more_or_fewer():
    rate = answer("weapon_search_arrest_rate", MET, name="arrest rates", href="#x")
    assert "arrest rates were higher (21.2% against 18.3%, beyond what chance brings)" in lead(
        [rate]
    )


def test_a_title_says_the_verdict_of_the_change():
    metric = METRICS["knife_homicide_under_25"]
    compared = change("knife_homicide_under_25", area="E23000001")
    assert compared.verdict == UP
    assert finding(metric, compared).endswith(
        "more than in the year before, beyond what chance brings"
    )
    same = replace(compared, verdict=SAME, now=23, difference=1)
    assert finding(metric, same).endswith("about as in the year before (22)")


def test_a_chart_of_months_has_the_verdict_of_the_control_chart_as_its_title():
    title = finding_by_month(METRICS["section_60_searches"], MET)
    assert title.startswith("Section 60 searches in London (Metropolitan Police area)")
    assert "August 2024" in title


def test_a_chart_that_ends_before_its_control_chart_is_judged_by_the_change():
    title = finding_by_month(METRICS["searches"], LONDON)
    assert "missing" not in title
    assert title.startswith("Searches: ")


def test_a_course_of_years_ends_in_years():
    entrants = answer("first_time_entrants", LONDON, name="entrants", href="#x")
    assert entrants.ends == ("2016", "2024")


def test_the_caution_on_a_change_is_printed_beside_it(knife):
    """Made up: that later files lower the months."""
    said = "Later files lower such months."
    told = replace(knife, change=replace(knife.change, revised=said))
    assert said in render(answer_list([told]))


def test_a_card_has_the_interval_of_its_change_as_the_list_of_london_has(knife):
    london, victims = (words(document(path)) for path in ("/", "/victims"))
    injured = answer("knife_injury_victims_under_25", MET, name="x", href="#x").change
    assert injured.interval.startswith("95% interval of the change: ")
    for page in (london, victims):
        assert f"{injured.interval}. " in page


def test_a_verdict_that_ends_before_the_value_says_to_when_it_is_judged():
    one = answer("knife_crime_positive_outcome_rate", MET, name="x", href="#x")
    assert one.end > one.signal.period_end
    shown = render(answer_list([one]))
    assert "had been below its average for 18 months" in shown
    assert "Judged to February 2025." in shown
