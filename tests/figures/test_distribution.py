import math

import plotly.graph_objects as go
import pytest

from figures.distribution import bar_chart, dot_chart
from figures.marks import frame, scene, spots
from figures.render.plotly import figure
from figures.render.svg import svg
from figures.render.text import alt_text, notes, table
from figures.row_marks import HALF
from figures.rows import Reference, Row
from figures.theme import PLAIN_WORDS, ROW, STROKES, WORDS
from figures.typeface import SIZE

SUBJECT = {
    "chart_id": "made-up",
    "title": "Made-up victims by method",
    "measure": "Homicide victims",
    "place": "London (Metropolitan Police area)",
    "period": "financial year 2022/23",
    "unit": "victims",
    "decimals": 0,
    "category": "Method",
}
ROWS = (
    Row(name="Knife", value=70, lower=54.6, upper=88.4),
    Row(name="Blunt implement", value=8, role="context"),
    Row(name="Not known", value=None, status="x"),
)
RATIOS = (
    Row(name="Black", value=3.1, lower=2.9, upper=3.3, group="Aged 18 to 24"),
    Row(name="Asian", value=0.8, lower=0.7, upper=0.9, group="Aged 18 to 24"),
    Row(name="Other", value=0.4, lower=0, upper=0.9, group="Aged 25 to 34", detail="3 searches"),
)


def ratios(**words):
    subject = SUBJECT | {"unit": "times the rate of White people", "decimals": 1}
    return dot_chart(RATIOS, subject, logarithmic=True, **words)


def test_bars_start_at_zero_and_are_as_long_as_their_values():
    areas = [mark for mark in scene(bar_chart(ROWS, SUBJECT)).marks if hasattr(mark, "outlines")]
    ends = [sorted({x for x, _ in area.outlines[0]}) for area in areas]
    assert ends == [[0, 70], [0, 8]]


def test_a_category_without_a_value_has_words_and_no_bar():
    chart = bar_chart(ROWS, SUBJECT)
    assert "Not known: not available" in svg(chart)
    assert len(spots(chart)) == 2
    assert table(chart).rows[2][1].text == "not available"


def test_a_bar_below_zero_is_refused():
    with pytest.raises(ValueError, match="starts at zero"):
        bar_chart((Row(name="Change", value=-1),), SUBJECT)


def test_equal_ratios_lie_equally_far_from_one():
    chart = ratios()
    assert chart.across(2) == pytest.approx(-chart.across(0.5))
    assert chart.across(1) == 0


def test_an_interval_that_reaches_zero_ends_at_the_edge_of_a_logarithmic_axis():
    chart = ratios()
    whisker = [mark for mark in scene(chart).marks if getattr(mark, "style", "") == "whisker-focus"]
    assert whisker[-1].runs[0][0][0] == chart.x.low
    assert math.isfinite(chart.x.low)


def test_words_of_rows_keep_the_line_they_are_held_against_away():
    chart = ratios(reference=Reference(value=1, name="equal rates"))
    of_rows = [mark for mark in scene(chart).marks if getattr(mark, "text", "").endswith("3.1")]
    assert [words.style for words in of_rows] == ["row"]
    assert '<text class="label label-row"' in svg(chart)
    assert any(trace["uid"].startswith("label-row--") for trace in figure(chart)["data"])
    assert WORDS["row"].halo > PLAIN_WORDS.halo


def test_the_ground_kept_clear_around_words_leaves_the_interval_below_them_alone():
    below = ROW / 2 + HALF - STROKES["whisker-focus"].width / 2
    assert SIZE / 2 + WORDS["row"].halo < below


def test_the_alternative_text_tells_every_row_with_its_interval():
    said = alt_text(ratios(reference=Reference(value=1, name="equal rates")))
    assert "Aged 18 to 24, Black: 3.1 times the rate of White people (2.9 to 3.3)." in said
    assert said.endswith("Line at equal rates.")


def test_the_table_has_only_the_columns_some_row_needs():
    labels = [column.label for column in table(ratios()).columns]
    assert labels == ["Method", "times the rate of White people", "95% interval", "Detail"]
    assert "Equal distances along the axis are equal ratios." in notes(ratios())


def test_both_drawings_have_the_same_height_and_plotly_takes_the_figure():
    for chart in (bar_chart(ROWS, SUBJECT), ratios(reference=Reference(value=1, name="equal"))):
        drawn = go.Figure(figure(chart))
        assert drawn.layout.height == frame(chart).outer_height
        assert f'height="{frame(chart).outer_height}"' in svg(chart)


def test_the_place_of_a_row_says_where_choosing_it_leads():
    chart = bar_chart((Row(name="Southwark", value=3, href="/boroughs/southwark"),), SUBJECT)
    assert figure(chart)["data"][-1]["customdata"] == ["/boroughs/southwark"]
