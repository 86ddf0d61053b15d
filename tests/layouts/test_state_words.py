"""How far a plan has come is said wherever its measure stands alone."""

import re
from datetime import date

from data.areas import find_area
from layouts.components.freshness import freshness
from layouts.components.held_table import held_table
from layouts.components.review_measures import measures
from layouts.components.view_section import view_exhibit
from layouts.state_words import newest_state, state_words, status_of
from layouts.static_html import render
from layouts.view import read_view
from metrics.catalogue import METRICS
from metrics.review import review
from tests.held import as_held

SOUTHWARK = find_area("southwark")
PLAN = METRICS["action_plan_progress"]
SAID = "1 of 87 actions complete, 25 in progress, 61 not reported (July 2017)"


def words(component):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", render(component))))


def test_the_lists_of_a_place_say_how_far_its_plan_has_come():
    """Southwark's plan prints 87 actions: 1 complete, 25 in progress, 61 without a word."""
    table = held_table(SOUTHWARK, [PLAN, METRICS["knife_crime"]], caption="Measures")
    assert f"{SAID} 2017" in words(table)
    assert SAID in words(measures(review("southwark", end=date(2026, 2, 28))))


def test_the_chart_of_the_measure_is_of_its_statuses():
    one = view_exhibit(
        read_view({"measure": PLAN.metric_id}, SOUTHWARK), path="/boroughs/southwark"
    )
    assert one.chart.title == SAID
    assert {row.name: row.value for row in one.chart.rows} == {
        "Complete": 1,
        "In progress": 25,
        "Not reported": 61,
    }
    assert one.values["value"].sum() == 87


def test_what_has_no_status_complete_is_said_to_have_none():
    strategy = METRICS["commitment_progress"]
    rows = newest_state(strategy, "E12000007")
    assert state_words(strategy, rows) == (
        "0 of 59 commitments complete, 59 no status printed (June 2017)"
    )
    assert status_of(METRICS["knife_crime"]) == ""


def test_a_year_that_was_not_over_says_when_it_was_seen():
    """The plan prints the position of 2017 and came out in July of that year."""
    assert "2017, as seen in July 2017" in words(freshness(("action_plans",)))
    assert "as seen" not in words(freshness(("borough_knife_crime",)))
