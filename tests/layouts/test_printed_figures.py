"""Whatever was printed of a measure in 2017 stands beside its charts, with page and qualifier."""

import re

import pytest

from data.areas import METROPOLITAN_POLICE, all_areas
from layouts.components.exhibit import exhibit
from layouts.components.printed_figures import LONGEST_NOTE
from layouts.components.view_section import view_exhibits
from layouts.pages import concern, methods
from layouts.static_html import render
from layouts.view import read_view
from metrics.baselines import baselines, printed_words
from metrics.published import compare_published
from tests.held import as_held

LONDON = all_areas()[METROPOLITAN_POLICE]
PRIMARY = (
    "knife_crime",
    "knife_crime_with_injury",
    "knife_injury_victims_under_25",
    "knife_homicide",
)


def beside_the_chart_of(metric_id):
    view = read_view({"measure": metric_id}, LONDON)
    assert view.metric.metric_id == metric_id
    return [render(exhibit(one)) for one in view_exhibits(view, path="/").values()]


@pytest.mark.parametrize("metric_id", [*PRIMARY, "weapon_possession"])
def test_what_was_printed_stands_beside_the_chart(metric_id):
    printed = baselines(metric_id)
    assert not printed.empty
    for shown in beside_the_chart_of(metric_id):
        assert "Printed in 2017" in shown
        for _, figure in printed.iterrows():
            assert f"<strong>{printed_words(figure)}</strong> {figure['measure_label']}" in shown
            assert f", page {figure['page']}.</li>" in shown


def test_the_qualifier_and_the_first_words_of_a_long_note_are_kept():
    (shown, *_) = beside_the_chart_of("knife_crime")
    notes = baselines("knife_crime").set_index("figure_id")["note"]
    assert "<strong>over 12,000</strong>" in shown
    assert "Not of London" not in shown  # its own police are left out, no borough is singled out
    assert len(notes["FIG-012"]) > LONGEST_NOTE
    assert "so the year is inferred" in shown
    assert notes["FIG-012"] not in shown


def test_a_measure_of_which_nothing_was_printed_says_nothing():
    assert baselines("knife_crime_with_injury_robbery").empty
    for shown in beside_the_chart_of("knife_crime_with_injury_robbery"):
        assert "Printed in 2017" not in shown


def test_what_was_printed_stands_once_beside_the_home_office_count():
    shown = as_held(render(concern.layout()))
    compared = compare_published(("knife_offences_by_force",))
    assert shown.count(concern.BESIDE) >= 1
    for one in compared:
        assert shown.count(f"<td>{one.printed}</td><td>{one.period}</td>") == 1, one.figure_id


@pytest.mark.parametrize("page_of", [concern.layout, lambda: methods.layout()])
def test_the_shorthand_of_notes_is_read_out(page_of):
    said = render(page_of())
    assert not re.search(r"\(n=\d|\bp\d{1,2}\b|text layer", said)


def test_notes_are_read_out_and_the_table_keeps_its_shorthand():
    (shown, *_) = beside_the_chart_of("knife_crime")
    assert "text layer" not in shown
    assert "the labels in the document’s text are out of order" in shown
    assert "text layer" in baselines("knife_crime").set_index("figure_id")["note"]["FIG-012"]
