"""Lines of groups can be told apart, and say what they are."""

import pandas as pd
import pytest

from figures.change_by_group import group_chart
from figures.change_over_time import annotations
from figures.chart import COMPARISON, FOCUS, FOURTH, THIRD
from figures.marks import scene
from figures.render.plotly import figure
from figures.render.svg import svg
from figures.render.text import alt_text, key, table
from figures.theme import STROKES
from tests.figures.builders import CONNECT, LONDON, NEW_PLACES, rows

SUBJECT = {"chart_id": "methods", "measure": "Homicide by method", "decimals": 0}
FOUR = {"knife": "Knife", "gun": "Shooting", "hands": "Assault", "other": "Other"}


def values(**groups):
    made = [
        rows(one, area=LONDON, unit="victims").assign(method=name) for name, one in groups.items()
    ]
    return pd.concat(made, ignore_index=True)


def four(**more):
    held = values(knife=[5, 7], gun=[2, 1], hands=[1, 1], other=[0, 3])
    return group_chart(held, FOUR, column="method", subject=SUBJECT, **more)


def test_each_group_has_a_line_of_its_own_dash_and_weight():
    chart = four()
    assert [(one.name, one.role) for one in chart.series] == [
        ("Knife", FOCUS),
        ("Shooting", COMPARISON),
        ("Assault", THIRD),
        ("Other", FOURTH),
    ]
    looks = {(STROKES[one.role].dash, STROKES[one.role].width) for one in chart.series}
    assert len(looks) == 4


def test_the_key_names_each_group_with_its_newest_value():
    assert [(one.name, one.latest) for one in key(four())] == [
        ("Knife", "7 in February 2024"),
        ("Shooting", "1 in February 2024"),
        ("Assault", "1 in February 2024"),
        ("Other", "3 in February 2024"),
    ]


def test_every_group_is_told_in_words_and_in_the_table():
    chart = four()
    assert all(f"{name}:" in alt_text(chart) for name in FOUR.values())
    first = [cell.text for cell in table(chart).rows[0]]
    assert first == ["February 2024", "7", "1", "1", "3"]


def test_both_drawings_have_a_line_for_every_group():
    chart = four()
    drawn = {mark.style for mark in scene(chart).marks if hasattr(mark, "style")}
    assert {FOCUS, COMPARISON, THIRD, FOURTH} <= drawn
    traces = {trace["uid"].partition("--")[0] for trace in figure(chart)["data"]}
    for role in (FOCUS, COMPARISON, THIRD, FOURTH):
        assert f"line-{role}" in traces
        assert f'class="line-{role}"' in svg(chart)


def test_the_title_gives_the_newest_values_where_no_finding_is_given():
    assert four().title == "Homicide by method: Knife 7, Shooting 1, Assault 1 and Other 3"


def test_five_lines_are_refused():
    with pytest.raises(ValueError, match="5 lines cannot be told apart"):
        group_chart(values(knife=[1]), FOUR | {"five": "Five"}, column="method", subject=SUBJECT)


def test_a_group_without_rows_is_left_out_and_none_at_all_refused():
    chart = group_chart(values(gun=[1, 2]), FOUR, column="method", subject=SUBJECT)
    assert [one.name for one in chart.series] == ["Shooting"]
    with pytest.raises(ValueError, match="no rows of"):
        group_chart(values(gun=[1]), {"knife": "Knife"}, column="method", subject=SUBJECT)


def test_two_places_on_one_chart_are_refused():
    held = values(knife=[1]).assign(area_code=["E09000001"])
    with pytest.raises(ValueError, match="one area_code"):
        group_chart(pd.concat([held, values(gun=[1])]), FOUR, column="method", subject=SUBJECT)


def test_breaks_beside_the_axis_are_not_drawn_and_provisional_points_are():
    breaks, _ = annotations([CONNECT, NEW_PLACES])
    held = values(knife=[5, 7, 6], gun=[2, 1, 3])
    held["provisional"] = held["period_end"] >= pd.Timestamp(2024, 3, 31)
    chart = group_chart(
        held,
        FOUR,
        column="method",
        subject=SUBJECT,
        breaks=breaks,
    )
    assert [one.name for one in chart.breaks] == ["CONNECT replaced CRIS"]
    drawn = {mark.style for mark in scene(chart).marks if hasattr(mark, "style")}
    assert {"focus-provisional", "comparison-provisional"} <= drawn


def test_intervals_are_drawn_of_the_first_two_groups_only():
    held = pd.concat(
        [rows([5, 6], area=LONDON, unit="victims", interval=1).assign(method=name) for name in FOUR]
    )
    chart = group_chart(held, FOUR, column="method", subject=SUBJECT, intervals=True)
    areas = {mark.style for mark in scene(chart).marks if hasattr(mark, "outlines")}
    assert areas == {"interval-focus", "interval-comparison"}
    assert chart.y.high >= 7
