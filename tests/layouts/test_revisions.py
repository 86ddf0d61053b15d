"""The page of revisions as a reader gets it."""

import re
from datetime import date
from urllib.parse import parse_qsl

import pandas as pd
import pytest

from figures.drawing import Line
from figures.marks import scene
from figures.render.svg import svg
from figures.render.text import alt_text
from figures.theme import STROKES
from layouts.pages.revisions import PAGE, layout
from layouts.revision_view import read_revisions, revisable_measures
from layouts.revision_words import band, outside, seen, size
from layouts.static_html import render
from metrics.revisions import revisions, triangle
from tests.held import as_held

OUTCOMES = "knife_crime_positive_outcome_rate"
LONDON = "E23000001"


def page(**query):
    return render(layout(**query))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


def test_positive_outcomes_of_july_2025_are_found_from_the_first_page():
    """288 in the file of August 2025 and 222 in that of March 2026, both as published."""
    document = page()
    shown = words(document)
    assert "positive outcomes of July 2025" in shown
    assert "(288 outcomes) as first published" in shown
    assert "(222 outcomes) now" in shown
    assert f'href="/revisions?measure={OUTCOMES}&amp;area=london"' in document


def test_the_page_of_a_measure_begins_with_the_month_that_moved_most():
    shown = words(page(measure=OUTCOMES))
    assert "July 2025 moved most: 22.6% (288 outcomes) at first, 17.5% (222 outcomes) now." in shown
    assert "A worked case" not in shown


def test_both_lines_are_drawn_and_the_whole_triangle_is_given_away():
    (one,) = PAGE.exhibits(measure=OUTCOMES).values()
    assert [series.name for series in one.chart.series] == ["Newest", "As first published"]
    newest, first = ({p.period_end: p.value for p in s.shown} for s in one.chart.series)
    july = date(2025, 7, 31)
    rows = revisions(OUTCOMES, area=LONDON)
    stated = rows[rows["period_end"] == pd.Timestamp(july)].iloc[0]
    assert first[july] == pytest.approx(stated["first_value"])
    assert newest[july] == pytest.approx(stated["newest_value"])
    assert len(one.values) == len(triangle(OUTCOMES, area=LONDON))


def test_figures_as_they_stood_on_a_day_are_drawn_instead():
    query = {"measure": "weapon_possession", "as_of": "2026-05-15"}
    (one,) = PAGE.exhibits(**query).values()
    assert one.chart.series[1].name == "As it stood on 30 April 2026"
    assert max(p.period_end for p in one.chart.series[1].shown) < max(
        p.period_end for p in one.chart.series[0].shown
    )
    assert "the figures as they stood with the file of 30 April 2026" in words(page(**query))


def test_a_day_before_the_first_file_has_no_figures_and_says_so():
    shown = words(page(as_of="2001-01-01"))
    assert "Nothing of this measure had been published by that day" in shown
    assert not PAGE.exhibits(as_of="2001-01-01")


def test_every_file_is_listed_with_what_it_changed_and_leads_to_how_things_stood():
    document = page(measure=OUTCOMES)
    assert "21 of 27" in words(document)
    assert "as_of=2025-08-21" in document


def test_a_measure_of_one_file_says_that_nothing_can_be_said():
    shown = words(page(measure="searches"))
    assert "One file only is held" in shown
    assert "No period has been stated twice" in shown


@pytest.mark.parametrize(
    ("asked", "words_said"),
    [
        ({"measure": "no_such"}, "There is no such measure"),
        ({"measure": "repeat_offending"}, "no files are held by period"),
        ({"measure": "homicide", "area": "camden"}, "by month is not held for Camden"),
        ({"area": "city-of-london"}, "by month is not held for City of London"),
        ({"as_of": "yesterday"}, "a day that does not exist"),
    ],
)
def test_what_cannot_be_shown_falls_back_and_says_so(asked, words_said):
    assert words_said in " ".join(read_revisions(asked).notices)


def test_an_address_says_the_whole_view():
    asked = {"measure": OUTCOMES, "area": "southwark", "as_of": "2025-08-21"}
    assert dict(parse_qsl(read_revisions(asked).query)) == asked


def test_days_between_two_files_make_one_page():
    days = [date(2025, 9, 1).replace(day=day) for day in range(1, 29)]
    assert len({read_revisions({"as_of": day.isoformat()}).state for day in days}) == 1


def test_every_measure_on_offer_has_a_page():
    for metric in revisable_measures():
        assert "nan" not in words(page(measure=metric.metric_id)).lower().split()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"unit": "percent", "lower": -2.0, "upper": 0.04}, "−2.0% to 0.0%"),
        ({"unit": "points", "lower": -0.04, "upper": 1.0}, "0.0 to +1.0 points"),
    ],
)
def test_a_band_has_its_unit_once_and_no_minus_before_nothing(row, said):
    assert band(row) == said


def test_the_range_is_said_to_be_where_figures_may_end_up_and_which_lie_outside():
    shown = words(page(measure=OUTCOMES))
    assert "It is no interval around the figure. 12 figures lie above their range" in shown
    assert "because later files lowered nearly all figures of that age." in shown
    assert "of 3: 3 fell" in shown


def test_figures_inside_their_range_are_not_spoken_of():
    rows = pd.DataFrame({"stands": ["inside", ""]})
    assert outside(rows) == ""
    assert outside(rows.replace("inside", "below")).startswith("One figure lies below its range,")


def test_how_figures_of_an_age_went_on_names_those_that_stayed():
    row = {"pairs": 20.0, "fell": 12.0, "rose": 0.0}
    assert seen(row) == "of 20: 12 fell, 8 stayed"
    assert seen(row | {"pairs": float("nan")}) == ""


def test_too_few_cases_have_no_size():
    assert size({"unit": "percent", "median": float("nan")}, "median") == "too few to say"


def test_a_likelihood_is_followed_by_twelve_months_and_says_so():
    view = read_revisions({"measure": "victimisation_under_25"})
    assert (view.metric.metric_id, view.period_type) == (
        "victimisation_under_25",
        "rolling_12_months",
    )
    assert view.notices == ()
    assert "12 months to " in words(page(measure="victimisation_under_25"))


def test_the_break_that_the_series_spans_is_drawn_and_named():
    (one,) = PAGE.exhibits().values()
    assert [mark.day for mark in one.chart.breaks] == [date(2024, 3, 1)]
    assert "Break in the series in March 2024: CONNECT replaced CRIS." in alt_text(one.chart)
    assert 'class="line-break"' in svg(one.chart)


def test_dotted_is_what_may_still_move_and_the_earlier_line_lies_solid_beneath():
    (one,) = PAGE.exhibits().values()
    drawn = [mark.style for mark in scene(one.chart).marks if isinstance(mark, Line)]
    lines = [style for style in drawn if style not in ("grid", "axis", "break")]
    assert lines == ["fourth", "focus", "focus-provisional"]
    assert not STROKES["fourth"].dash
    assert STROKES["focus-provisional"].dash


@pytest.mark.parametrize("query", [{}, {"measure": OUTCOMES}, {"measure": "knife_homicide"}])
def test_title_and_sentence_say_the_same_of_how_many_moved_and_which_most(query):
    (one,) = PAGE.exhibits(**query).values()
    seen = revisions(query.get("measure", "knife_crime"), area=LONDON).dropna(subset=["revision"])
    moved = seen[seen["revision"] != 0]
    most = moved.loc[moved["revision"].abs().idxmax()]
    assert one.chart.title.startswith(f"{len(moved)} of {len(seen)} months stated again")
    assert f"{most['period_end']:%B %Y} moved most" in one.chart.title
    assert f"{most['period_end']:%B %Y} moved most" in words(page(**query)).partition("Table")[0]


def test_figures_that_none_moved_say_so_once():
    query = {"measure": "homicide"}
    (one,) = PAGE.exhibits(**query).values()
    assert re.fullmatch(r"None of \d+ months stated again has moved", one.chart.title)
    assert "and none has moved." in words(page(**query))


def test_a_move_too_small_to_show_is_not_told_as_from_and_to_the_same():
    (one,) = PAGE.exhibits(measure="victimisation_under_25").values()
    assert re.search(r"moved most, and still rounds to [\d.]+$", one.chart.title)


def test_only_the_sources_of_what_is_drawn_are_named():
    (one,) = PAGE.exhibits().values()
    first = min(point.period_end for point in one.chart.focus.points)
    assert {held.source_id for held in one.holdings} == {"mps_monthly_crime"}
    assert one.values["period_end"].min() < pd.Timestamp(first)
