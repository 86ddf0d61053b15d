"""Names in a funnel: each beside its own mark and over no other, at the width of any screen."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.areas import all_areas
from figures.chart import FOCUS
from figures.drawing import Label
from figures.funnel import FAR
from figures.funnel_chart import Chosen, funnel_chart
from figures.funnel_names import CLEAR, ROOMIER, Way, candidates
from figures.labels import END, MIDDLE, START
from figures.layout import left_margin
from figures.marks import scene
from figures.render.css import live_stylesheet, stylesheet
from figures.render.svg import svg
from figures.render.text import notes
from figures.theme import RIGHT, ROOMY, WIDE_ONLY
from figures.typeface import SIZE, width
from tests.figures.builders import metric
from tests.figures.funnels import CODES, CROYDON, RICHMOND, SOUTHWARK, full_funnel, spread, values

PLACES = {all_areas()[code].label for code in CODES}
WIDTHS = (288, 343, 500, 700, 752, 1056)
"""Of the box of a chart on screens from a phone's to the page's widest; 752 is that of a file."""

factors = st.sampled_from([0.2, 0.4, 0.9, 1.0, 1.1, 1.6, 2.0])


def named(chart):
    found = [mark for mark in scene(chart).marks if isinstance(mark, Label)]
    return {mark.text: mark for mark in found if mark.text in PLACES}


class Drawn:
    """Pixels of a funnel in a box of some width."""

    def __init__(self, chart, box):
        self.chart = chart
        self.plot = box - left_margin(chart) - RIGHT

    def at(self, x, y):
        x_axis, y_axis = self.chart.x, self.chart.y
        across = self.plot * (x - x_axis.low) / (x_axis.high - x_axis.low)
        return across, self.chart.plot_height * (y_axis.high - y) / (y_axis.high - y_axis.low)

    def box(self, label):
        x, y = self.at(*label.place)
        long = width(label.text)
        start = {START: x + label.beside, END: x - label.beside - long, MIDDLE: x - long / 2}
        return start[label.anchor], start[label.anchor] + long, y - SIZE / 2, y + SIZE / 2

    def away(self, label, member):
        """Pixels between the middle of a mark and the nearest edge of a name."""
        x, y = self.at(member.size, member.value)
        left, right, top, bottom = self.box(label)
        return math.hypot(max(left - x, x - right, 0), max(top - y, y - bottom, 0))

    def names(self):
        """The names that stand at this width."""
        has_all = self.plot + left_margin(self.chart) + RIGHT >= ROOMY
        found = named(self.chart).values()
        return [label for label in found if has_all or label.style != WIDE_ONLY]

    def crosses(self, label):
        """Whether a limit or the line of the whole runs through a name."""
        left, right, top, bottom = self.box(label)
        centre = self.chart.centre.value
        level = ((self.chart.x.low, centre), (self.chart.x.high, centre))
        runs = [level, *(run for one in self.chart.limits for run in one.runs)]
        places = [np.array([self.at(*place) for place in run]).T for run in runs]
        return any(
            top < np.interp(x, across, down, left=-1, right=-1) < bottom
            for across, down in places
            for x in (left, (left + right) / 2, right)
        )

    def is_free(self, label, own, standing):
        """Whether a name could stand so beside those that do, with the distance kept from all."""
        left, right, top, bottom = self.box(label)
        if left < 0 or right > self.plot + RIGHT or top < 0 or bottom > self.chart.plot_height:
            return False
        away = self.away(label, own) + CLEAR
        is_nearest = all(self.away(label, one) >= away for one in self.chart.shown if one != own)
        boxes = [self.box(other) for other in standing]
        is_apart = all(
            x2 + CLEAR <= left or right + CLEAR <= x1 or y2 <= top or bottom <= y1
            for x1, x2, y1, y2 in boxes
        )
        return is_nearest and is_apart and not self.crosses(label)


def crowded(**replaced):
    """Boroughs alike but for those named, one of which is chosen."""
    rows = values(spread(**replaced), whole=(12_720, 8_480_000))
    return funnel_chart(rows, metric(), chosen=Chosen(focus=SOUTHWARK))


@pytest.mark.parametrize("box", WIDTHS)
def test_the_name_of_the_chosen_place_is_nearest_to_its_own_mark(box):
    chart = crowded(**{SOUTHWARK: 1.5})
    own = chart.focus
    # Another place as large and a little higher, where the name would stand otherwise.
    above = replace(own, area_code="E", name="Elsewhere", value=own.value + 0.12, role="context")
    chart = replace(chart, members=(*chart.members, above))
    label, drawn = named(chart)[own.name], Drawn(chart, box)
    others = [drawn.away(label, one) for one in chart.shown if one is not own]
    assert drawn.away(label, own) < min(others)


@settings(max_examples=40, deadline=None)
@given(st.lists(factors, min_size=len(CODES), max_size=len(CODES)))
def test_names_of_other_places_meet_no_mark_and_no_name(times):
    chart = crowded(**dict(zip(CODES, times, strict=True)))
    for box in WIDTHS:
        drawn = Drawn(chart, box)
        standing = drawn.names()
        for label in standing:
            if label.style == FOCUS:
                continue
            left, right, top, bottom = drawn.box(label)
            assert left >= 0
            assert right <= drawn.plot + RIGHT
            away = {one.name: drawn.away(label, one) for one in chart.shown}
            assert min(away, key=away.get) == label.text
            assert not drawn.crosses(label)
            for other in standing:
                x1, x2, y1, y2 = drawn.box(other)
                is_apart = x2 <= left or right <= x1 or y2 <= top or bottom <= y1
                assert other is label or is_apart


def test_places_beyond_the_outer_limits_are_named_and_no_others():
    chart = funnel_chart(
        values(spread(**{CROYDON: 1.8, RICHMOND: 0.3, CODES[0]: 1.14}), whole=(12_720, 8_480_000)),
        metric(),
    )
    assert set(named(chart)) == {"Croydon", "Richmond upon Thames"}
    assert not any("Names stand" in sentence for sentence in notes(chart))


@settings(max_examples=15, deadline=None)
@given(st.lists(factors, min_size=len(CODES), max_size=len(CODES)))
def test_a_name_is_left_out_only_if_no_candidate_position_is_free(times):
    chart = crowded(**dict(zip(CODES, times, strict=True)))
    left = [one for one in chart.judged if one.position in FAR and one.name not in named(chart)]
    boxes = [Drawn(chart, ROOMY * wider) for wider in ROOMIER]
    for one in left:
        for label in (Way(chart, *way).label for way in candidates(chart, one)):
            assert not all(drawn.is_free(label, one, drawn.names()) for drawn in boxes), one.name


def test_a_phone_has_the_names_that_a_wide_drawing_has_and_no_room_for_some():
    chart = crowded(**dict.fromkeys(CODES[::2], 1.8))
    everywhere, wide = ({one.text for one in Drawn(chart, box).names()} for box in (288, 1056))
    assert everywhere < wide
    assert (
        f"@container not (min-width:{ROOMY}px){{text.label-wide{{display:none}}}}" in stylesheet()
    )
    assert '[class*="tracelabel-wide--"]{display:none}' in live_stylesheet()
    assert f'label-wide">{next(iter(wide - everywhere))}<' in re.sub(r'" [^>]*>', '">', svg(chart))


def test_names_without_room_are_left_out_and_it_is_said():
    chart = crowded(**dict.fromkeys(CODES[:16], 1.8))
    assert "Southwark" in named(chart)
    assert 1 < len(named(chart)) < 17
    assert any("Names stand" in sentence for sentence in notes(chart))


def test_only_the_chosen_place_is_named_in_its_own_colour():
    styles = {text: label.style for text, label in named(full_funnel()).items()}
    assert styles.pop("Richmond upon Thames") == FOCUS
    assert set(styles.values()) <= {"", WIDE_ONLY}


def test_a_name_stands_outwards_of_its_mark_where_that_is_free():
    for times, is_above in ((1.8, True), (0.3, False)):
        rows = values(spread(**{CODES[14]: times}), whole=(12_720, 8_480_000))
        chart = funnel_chart(rows, metric())
        own = next(one for one in chart.members if one.area_code == CODES[14])
        label = named(chart)[own.name]
        assert label.anchor == MIDDLE
        assert (label.place[1] > own.value) is is_above
