"""Names at the ends of lines: each line's own, beside the plot, never over one another."""

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.areas import boroughs
from figures.change_by_group import group_chart
from figures.chart import CONTEXT, GROUP_ROLES, Point, Series
from figures.drawing import Label
from figures.ends import BESIDE, LEADING, apart, named, right_margin
from figures.labels import START
from figures.marks import frame, scene
from figures.render.svg import svg
from figures.scales import NARROWEST_BOX
from figures.sparkline import sparkline
from figures.theme import LEFT_MARGINS, RIGHT, RIGHT_MARGINS
from figures.typeface import width
from tests.figures.builders import LONDON, RATE, chart, full_chart, rows
from tests.figures.drawing import elements

END = Point(period_end=rows([1])["period_end"].iloc[0].date(), value=1)


def line(name, role="focus", **more):
    return Series(name=name, points=(END,), role=role, **more)


def at_ends(drawn):
    found = [mark for mark in scene(drawn).marks if isinstance(mark, Label)]
    return [mark for mark in found if mark.style in GROUP_ROLES]


def four_lines(ends):
    """Four groups over 21 years, which end at these values."""
    names = ("Knife", "Blunt or physical", "Shooting", "Other or not known")
    held = [
        rows(
            [100, *[10 * index + year % 3 for year in range(19)], end],
            area=LONDON,
            period_type="financial_year",
            first=(2004, 3),
        ).assign(method=name)
        for index, (name, end) in enumerate(zip(names, ends, strict=True))
    ]
    subject = {"chart_id": "methods", "measure": "Homicide by method", "decimals": 0}
    groups = dict(zip(names, names, strict=True))
    return group_chart(pd.concat(held), groups, column="method", subject=subject)


def test_two_lines_are_named_at_their_ends_in_their_own_colours():
    found = [(one.text, one.style) for one in at_ends(full_chart())]
    assert sorted(found) == [("London", "comparison"), ("Southwark", "focus")]
    drawn = elements(svg(full_chart()), "text", "label label-comparison")
    assert [one.text for one in drawn] == ["London"]
    assert drawn[0].get("x") == "100%"


def test_a_line_alone_one_that_lies_behind_and_a_small_drawing_have_no_name():
    assert not at_ends(chart(rows([1, 2, 3])))
    assert not named((line("Adjusted"), line("As published", CONTEXT)))
    assert not named((line("Southwark"), Series(name="London", points=(), role="comparison")))
    assert not at_ends(sparkline(full_chart()))
    assert frame(chart(rows([1, 2, 3]))).right == RIGHT


def test_a_name_stands_where_its_line_ends_if_nothing_else_is_there():
    labels = at_ends(four_lines([90, 60, 30, 0]))
    (knife,) = (one for one in labels if one.text == "Knife")
    assert knife.place[1] == pytest.approx(90)
    assert knife.anchor == START


values = st.lists(st.integers(0, 100), min_size=4, max_size=4)


@settings(max_examples=60, deadline=None)
@given(values)
def test_names_never_overlap_and_keep_the_order_of_their_lines(ends):
    drawn = four_lines(ends)
    pixel = (drawn.y.high - drawn.y.low) / drawn.plot_height
    labels = at_ends(drawn)
    downs = [(drawn.y.high - one.place[1]) / pixel for one in labels]
    for one, other in pairwise(downs):
        assert other - one >= LEADING - 1e-6
    assert downs[0] >= LEADING / 2 - 1e-6
    assert downs[-1] <= drawn.plot_height - LEADING / 2 + 1e-6
    held = dict(zip(GROUP_ROLES, ends, strict=True))
    heights = [held[role] for role in dict.fromkeys(one.style for one in labels)]
    assert heights == sorted(heights, reverse=True)


@given(
    st.lists(st.floats(0, 260), min_size=1, max_size=4).map(sorted),
    st.lists(st.sampled_from([14.0, 28.0]), min_size=4, max_size=4),
)
def test_names_move_no_further_than_they_must(wanted, heights):
    heights = heights[: len(wanted)]
    found = apart(wanted, heights, high=260)
    for one, height, middle in zip(wanted, heights, found, strict=True):
        inside = min(max(one, height / 2), 260 - height / 2)
        assert abs(middle - inside) <= sum(heights) + 2 * len(heights)
    if len(found) == 1:
        (one,), (height,) = wanted, heights
        assert found == [pytest.approx(min(max(one, height / 2), 260 - height / 2))]


def test_every_borough_beside_london_has_room_for_its_name_on_a_phone():
    london = line("London (Metropolitan Police area)", "comparison")
    for one in boroughs():
        series = (line(one.label), london)
        assert len(named(series)) == 2, one.label
        margin = right_margin(series)
        assert margin in RIGHT_MARGINS
        assert NARROWEST_BOX - LEFT_MARGINS[-1] - margin >= 120


def test_names_fit_the_margin_kept_for_them():
    for one in at_ends(full_chart()):
        assert one.beside == BESIDE
        assert BESIDE + width(one.text) <= frame(full_chart()).right
    assert f"chart-r{frame(full_chart()).right}" in svg(full_chart())


def test_without_room_for_one_name_there_is_none_and_no_margin():
    series = (line("Any outcome that somebody may call a positive one"), line("B", "third"))
    assert not named(series)
    assert right_margin(series) == RIGHT


def test_a_short_name_is_given_or_is_what_stands_before_a_comma_or_a_bracket():
    assert line("Arrest, which is one of them").label == "Arrest"
    assert line("London (Metropolitan Police area)").label == "London"
    assert line("Knife or sharp instrument", short="Knife").label == "Knife"


def test_ticks_leave_room_for_one_another_beside_a_margin_of_names():
    values = [1.0 + index % 3 for index in range(200)]
    apart_ = chart(rows(values, first=(2010, 1), unit=RATE))
    beside = chart(
        rows(values, first=(2010, 1), unit=RATE),
        rows(values, first=(2010, 1), unit=RATE, area="E09000013"),
        comparisons=["E09000013"],
    )
    labelled = [[tick.label for tick in one.x.ticks if tick.label] for one in (apart_, beside)]
    assert len(labelled[1]) < len(labelled[0])
