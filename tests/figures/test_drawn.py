"""What both drawn renderings owe a reader, whatever the values."""

import re

import plotly.graph_objects as go
import pytest
from hypothesis import given, settings

from figures.chart import FOCUS
from figures.marks import frame
from figures.render.css import live_stylesheet, stylesheet
from figures.render.plotly import figure
from figures.render.svg import UNITS, svg
from figures.scales import periods_between, position
from figures.sparkline import sparkline
from tests.figures.builders import LONDON, RATE, chart, charts, full_chart, rows
from tests.figures.drawing import days, elements, parsed, plotly_segments, runs, segments

few = settings(max_examples=30, deadline=None)


def missing_positions(drawn):
    """Where the focus has no value, between its first and last row."""
    points = drawn.focus.points
    valued = {point.period_end for point in points if point.value is not None}
    ends = periods_between(drawn.period_type, points[0].period_end, points[-1].period_end)
    return [position(drawn.period_type, end) for end in ends if end not in valued]


@few
@given(charts())
def test_no_line_leads_across_a_missing_value(drawn):
    low, high = drawn.x.low, drawn.x.high
    pieces = segments(svg(drawn), "line-focus")
    spans = [
        (low + a[0] / UNITS * (high - low), low + b[0] / UNITS * (high - low)) for a, b in pieces
    ]
    spans += [(a[0], b[0]) for a, b in plotly_segments(figure(drawn), "line-focus")]
    for missing in missing_positions(drawn):
        assert not [span for span in spans if span[0] < missing < span[1]]


@few
@given(charts())
def test_every_value_is_drawn(drawn):
    box = frame(drawn)
    picture = svg(drawn)
    places = {
        (round(UNITS * (x - drawn.x.low) / (drawn.x.high - drawn.x.low)), round(y))
        for x, y in expected_pixels(drawn, box)
    }
    found = {(round(x), round(y)) for x, y in drawn_places(picture)}
    assert all(any(abs(x - u) <= 1 and abs(y - v) <= 1 for u, v in found) for x, y in places)


def expected_pixels(drawn, box):
    for point in drawn.focus.shown:
        share = (point.value - box.y.low) / (box.y.high - box.y.low)
        yield position(drawn.period_type, point.period_end), box.height * (1 - share)


def drawn_places(picture):
    for one, other in segments(picture, "line-focus"):
        yield from (one, other)
    for dot in elements(picture, "circle"):
        if dot.get("class").startswith("dot-focus"):
            yield float(dot.get("cx").rstrip("%")) * UNITS / 100, float(dot.get("cy"))


@few
@given(charts())
def test_nothing_is_drawn_outside_the_box(drawn):
    picture, height = svg(drawn), frame(drawn).height
    for path in elements(picture, "path"):
        for run in runs(path):
            assert all(0 <= x <= UNITS and -0.01 <= y <= height + 0.51 for x, y in run)
    for dot in elements(picture, "circle"):
        assert 0 <= float(dot.get("cx").rstrip("%")) <= 100
        assert 0 <= float(dot.get("cy")) <= height
    for words in elements(picture, "text"):
        x = words.get("x")
        assert x == "-1" or (x.endswith("%") and 0 <= float(x[:-1]) <= 100)


@few
@given(charts())
def test_plotly_accepts_every_figure(drawn):
    go.Figure(figure(drawn), skip_invalid=False)


@few
@given(charts())
def test_both_drawings_have_the_same_lines(drawn):
    box = frame(drawn)

    def pixels(place):
        x, y = place
        across = UNITS * (x - drawn.x.low) / (drawn.x.high - drawn.x.low)
        return across, box.height * (box.y.high - y) / (box.y.high - box.y.low)

    soft = ("line-break", "line-focus", "line-comparison", "line-context", "area-")
    # Grid and axis are moved to whole rows of pixels, to which Plotly's are drawn.
    nearness = dict.fromkeys(soft, 0.011) | {"line-grid": 0.511, "line-axis": 0.511}
    for style, near in nearness.items():
        ours = segments(svg(drawn), style)
        theirs = [(pixels(a), pixels(b)) for a, b in plotly_segments(figure(drawn), style)]
        flat = [value for pair in ours for place in pair for value in place]
        assert flat == pytest.approx([v for pair in theirs for p in pair for v in p], abs=near)


@few
@given(charts())
def test_every_class_has_a_rule_and_nothing_is_styled_in_place(drawn):
    for one in (drawn, sparkline(drawn)):
        picture = svg(one)
        rules = stylesheet()
        for node in parsed(picture).iter():
            assert "style" not in node.attrib
            for name in (node.get("class") or "").split():
                assert f".{name}" in rules


@few
@given(charts())
def test_every_trace_of_a_page_has_its_own_uid_and_a_rule_for_its_colours(drawn):
    uids = [trace["uid"] for trace in figure(drawn)["data"]]
    assert len(uids) == len(set(uids))
    styled = [uid.partition("--")[0] for uid in uids if uid != "hover" and "label" not in uid]
    assert all(f"trace{style}--" in live_stylesheet() for style in styled)


@few
@given(charts())
def test_a_sparkline_is_drawn_inside_its_box_too(drawn):
    small = sparkline(drawn)
    height = frame(small).height
    for path in elements(svg(small), "path"):
        for run in runs(path):
            assert all(0 <= x <= UNITS and -0.01 <= y <= height + 0.01 for x, y in run)
    go.Figure(figure(small), skip_invalid=False)


def test_a_value_alone_between_gaps_is_a_dot():
    picture = svg(chart(rows([3, None, 5, None, 4, 6])))
    assert len(elements(picture, "circle", "dot-focus")) == 2


def test_provisional_values_are_dotted_and_the_newest_is_hollow():
    drawn = chart(rows([3, 4, 5, 6], statuses=["", "", "p", "p"]))
    picture = svg(drawn)
    (final,) = runs(elements(picture, "path", "line-focus")[0])
    (moving,) = runs(elements(picture, "path", "line-focus-provisional")[0])
    assert len(final) == 2
    assert len(moving) == 3
    assert final[-1] == moving[0]
    assert len(elements(picture, "circle", "dot-focus-provisional")) == 1
    dashes = re.search(r"\.chart \.line-focus-provisional\{[^}]*stroke-dasharray", stylesheet())
    assert dashes


def test_a_break_that_forbids_comparison_parts_the_line():
    drawn = full_chart()
    low, high = drawn.x.low, drawn.x.high
    parting = next(one.day.toordinal() for one in drawn.breaks if one.parts)
    joined = next(one.day.toordinal() for one in drawn.breaks if not one.parts)
    spans = [
        (low + a[0] / UNITS * (high - low), low + b[0] / UNITS * (high - low))
        for a, b in segments(svg(drawn), "line-comparison")
    ]
    assert not [span for span in spans if span[0] < parting < span[1]]
    assert [span for span in spans if span[0] < joined < span[1]]


def test_breaks_gaps_and_events_are_drawn_and_named():
    picture = svg(full_chart())
    assert len(runs(elements(picture, "path", "line-break")[0])) == 2
    assert len(elements(picture, "path", "area-gap")) == 1
    assert len(elements(picture, "path", "area-event")) == 1
    named = {words.text for words in elements(picture, "text", "label")}
    assert named == {
        "COVID-19 restrictions",
        "No figures",
        "New place rules",
        "CONNECT replaced CRIS",
    }


def test_intervals_are_drawn_only_when_asked_for():
    assert elements(svg(full_chart()), "path", "area-interval-focus")
    assert not elements(svg(full_chart(intervals=False)), "path", "area-interval-focus")


def test_an_interval_never_reaches_below_zero():
    drawn = chart(rows([1, 2, 1], interval=5), intervals=True)
    box = frame(drawn)
    zero = box.height * box.y.high / (box.y.high - box.y.low)
    (area,) = elements(svg(drawn), "path", "area-interval-focus")
    assert max(y for run in runs(area) for _, y in run) == pytest.approx(zero, abs=0.01)


def test_the_focus_lies_over_the_comparison():
    order = [path.get("class") for path in elements(svg(full_chart()), "path")]
    assert order.index("line-comparison") < order.index("line-focus")


def test_the_picture_names_itself_as_an_image():
    root = parsed(svg(full_chart()))
    assert root.get("role") == "img"
    assert root.get("aria-label").startswith("Line chart: Knife crime")


def test_words_from_outside_cannot_become_markup():
    measured = chart(rows([1, 2], unit=RATE), measure=None, title="x", source="<script>")
    harmful = chart(
        rows([1, 2], unit=RATE).assign(area_name="<b onload=1>", area_code="unknown"),
        focus="unknown",
        source="<i>",
    )
    assert "<script>" not in svg(measured)
    assert "<b onload" not in svg(harmful)
    assert "<b onload" not in "".join(figure(harmful)["data"][-1]["text"])


def test_plotly_ranges_ticks_and_margins_are_fixed():
    drawn = full_chart()
    layout, box = figure(drawn)["layout"], frame(drawn)
    for name in ("xaxis", "yaxis"):
        axis = layout[name]
        assert axis["fixedrange"] is True
        assert axis["tickmode"] == "array"
        assert axis["automargin"] is False
        assert axis["ticklabeloverflow"] == "allow"
    assert [days(end) for end in layout["xaxis"]["range"]] == [drawn.x.low, drawn.x.high]
    assert layout["yaxis"]["range"] == [box.y.low, box.y.high]
    assert layout["height"] == box.outer_height


def test_the_basic_bundle_is_enough():
    assert {trace["type"] for trace in figure(full_chart())["data"]} == {"scatter"}


def test_the_box_at_the_pointer_says_value_interval_unit_status_and_absence_in_words():
    said = figure(full_chart())["data"][-1]["text"]
    newest, missing = said[-1].split("<br>"), said[36].split("<br>")
    assert newest[0] == "February 2026"
    assert newest[1] == "Southwark: 2.60 (2.40 to 2.80)"
    assert "provisional" in newest[-1]
    assert "offences per 1,000 residents" in newest
    assert missing[:2] == ["January 2021", "Southwark: not available"]
    assert max(map(len, newest[1:])) <= 32


def test_only_the_hover_points_answer_the_pointer():
    answering = [t["uid"] for t in figure(full_chart())["data"] if t["hoverinfo"] != "skip"]
    assert answering == ["hover"]


def test_a_count_alone_has_one_series_and_no_comparison():
    drawn = chart(rows([1, 2]), rows([3, 4], area=LONDON))
    assert [series.role for series in drawn.series] == [FOCUS]
