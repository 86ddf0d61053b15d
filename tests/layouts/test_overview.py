"""London now: what is new, what may still change, and the measures with their verdicts."""

import re
from dataclasses import replace

from data.areas import all_areas
from layouts.components.measure_list import measure_list, verdict_line
from layouts.components.news import every_row, newest_review, news, reach_and_movement
from layouts.pages.overview import LONDON, layout
from layouts.static_html import render
from layouts.summaries import summaries
from metrics.signals import signals


def words(part):
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", render(part)))


def test_the_answer_comes_first_and_names_its_measure():
    lead = re.search(r'<p class="lead">(.*?)</p>', render(layout())).group(1)
    assert lead.startswith("Knife crime: ")
    assert "12 months to" in lead
    assert "With injury: " in lead
    assert "Deaths, young victims and possession can move another way" in lead


def test_every_measure_says_year_on_year_and_month_by_month():
    said = words(measure_list(LONDON, path="/"))
    charted = [one for one in summaries(LONDON) if one.verdict]
    assert said.count("Against the year before:") == len(summaries(LONDON))
    assert said.count("Each month against what is usual here:") == len(summaries(LONDON))
    assert said.count("see the count above") == len(summaries(LONDON)) - len(charted)
    assert said.count("95% interval of the change") >= len(charted)


def test_a_signal_has_a_shape_that_is_not_read_aloud():
    (found,) = signals("knife_crime", area="E23000001")
    html = render(verdict_line(found))
    assert found.kind == "signal"
    assert '<span class="mark" aria-hidden="true">▼</span>' in html


def test_new_signals_stand_beside_the_number_that_chance_would_bring():
    found = newest_review()
    said = words(news(found))
    for row in found.new:
        if row.metric.tier == "primary":
            assert row.signal.verdict in said
    assert "would be expected if nothing had changed" in said


def test_what_later_months_show_of_a_measure_is_said_too():
    said = words(news(newest_review()))
    (possession,) = signals("weapon_possession", area="E23000001")
    assert possession.kind == "signal"
    later = said.index("In later months, where they are held")
    assert said.index(possession.verdict) > later


def test_each_measure_says_its_own_newest_month_and_what_may_move():
    said = words(reach_and_movement(every_row()))
    assert "Knife homicide; knife homicide under 25: figures to March 2024" in said
    assert "Weapon possession: figures to June 2026" in said
    assert "March 2025 to February 2026 are provisional" in said


def test_rows_of_every_place_are_of_that_place_alone():
    southwark = all_areas()["E09000028"]
    assert {one.change.area_code for one in summaries(southwark)} == {"E09000028"}


def test_the_caution_on_a_change_is_printed_beside_it(monkeypatch):
    """Made up: that later files lower the months."""
    london, said = all_areas()["E23000001"], "Later files lower such months."
    first = summaries(london)[0]
    told = replace(first, change=replace(first.change, revised=said))
    monkeypatch.setattr("layouts.components.measure_list.summaries", lambda _area: (told,))
    assert said in words(measure_list(london, path="/"))
    assert first.change.caution == "" or first.change.caution in words(layout())
