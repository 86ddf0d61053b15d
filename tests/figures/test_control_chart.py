"""Control charts of made-up series."""

import pandas as pd
import plotly.graph_objects as go
import pytest

from figures.control_chart import control_chart
from figures.marks import frame, scene, spots
from figures.render.plotly import figure
from figures.render.standalone import standalone
from figures.render.svg import svg
from figures.render.text import alt_text, key, table
from tests.figures.builders import SOUTHWARK, metric

HIGH_MONTH = 14


def points(months=20, *, adjusted=True, split=12, **columns):
    ends = pd.date_range("2023-01-31", periods=months, freq="ME")
    rows = pd.DataFrame(
        {
            "area_code": SOUTHWARK,
            "period_end": ends,
            "value": [50.0 + 2 * (index % 3) for index in range(months)],
            "charted": [51.0 + index % 3 for index in range(months)],
            "adjusted": adjusted,
            "centre": [52.0 if index < split else 60.0 for index in range(months)],
            "lower": 40.0,
            "upper": 70.0,
            "segment": [int(index >= split) for index in range(months)],
            "trial": [index >= split for index in range(months)],
            "rules": ["beyond_limits;one_side" if i == HIGH_MONTH else "" for i in range(months)],
            "direction": [int(index == HIGH_MONTH) for index in range(months)],
            "provisional": False,
        }
    )
    return rows.assign(**columns)


def drawn(rows=None, **words):
    rows = points() if rows is None else rows
    return control_chart(rows, metric(), verdict="More than chance.", **words)


def test_months_that_may_still_be_revised_are_dotted_and_named_in_the_table():
    chart = drawn(points(provisional=[False] * 18 + [True] * 2))
    assert "focus-provisional" in {getattr(mark, "style", "") for mark in scene(chart).marks}
    content = table(chart)
    assert content.columns[-1].label == "Status"
    assert [row[-1].text for row in content.rows[:3]] == ["provisional", "provisional", ""]
    assert "July to August 2024 are provisional" in alt_text(chart)
    assert [one.label for one in table(drawn()).columns][-1] == "Signal"


def lines(chart, style):
    return [run for m in scene(chart).marks if getattr(m, "style", "") == style for run in m.runs]


def test_limits_start_afresh_with_each_segment():
    chart = drawn()
    (first,), (second,) = lines(chart, "centre"), lines(chart, "centre-trial")
    assert [height for _, height in first] == [52, 52]
    assert [height for _, height in second] == [60, 60]
    assert first[-1][0] == pytest.approx(second[0][0], abs=1)


def test_a_month_that_stands_out_has_a_shape_and_words_beside_the_colour():
    chart = drawn()
    dots = [mark for mark in scene(chart).marks if getattr(mark, "style", "") == "signal-high"]
    assert len(dots[0].places) == 1
    assert "Triangle up" in [entry.name for entry in key(chart)]
    told = [spot for spot in spots(chart) if any("Stands out" in line for line in spot.lines)]
    assert len(told) == 1
    assert "beyond a limit; seven months on one side of the average" in told[0].lines[-1]


def test_the_words_give_the_ordinary_range_and_what_stands_out():
    said = alt_text(drawn())
    assert said.startswith("Control chart: Knife crime, Southwark, monthly")
    assert "The newest average is 60, with limits at 40 and 70." in said
    assert "One month stands out: March 2024, beyond a limit" in said


def test_limits_are_rounded_inwards_everywhere_as_in_the_sentence_of_a_verdict():
    chart = drawn(points().assign(lower=39.4, upper=70.6))
    assert "with limits at 40 and 70." in alt_text(chart)
    assert any("Ordinary: 40 to 70" in spot.lines for spot in spots(chart))
    assert {tuple(cell.text for cell in row)[4:6] for row in table(chart).rows} == {("40", "70")}


def test_a_series_that_could_not_be_adjusted_is_one_line():
    assert [one.name for one in drawn(points(adjusted=False)).series] == ["As published"]
    assert [one.name for one in drawn().series] == ["Seasonally adjusted", "As published"]


def test_a_missing_month_is_a_gap_with_words_in_the_table():
    rows = points()
    rows.loc[5, ["value", "charted", "centre", "lower", "upper"]] = float("nan")
    chart = drawn(rows)
    assert [gap.start.isoformat() for gap in chart.gaps] == ["2023-06-30"]
    row = next(cells for cells in table(chart).rows if cells[0].text == "June 2023")
    assert row[1].text == "not available"
    assert row[3].text == "not applicable"


def test_adjusted_values_below_zero_are_inside_the_axis():
    rows = points()
    rows.loc[3, "charted"] = -4.0
    assert drawn(rows).y.low <= -4


def test_points_of_two_places_are_refused():
    mixed = pd.concat([points(), points(area_code="E09000027")])
    with pytest.raises(ValueError, match="one place"):
        drawn(mixed)


def test_plotly_takes_the_figure_and_both_drawings_are_equally_high():
    chart = drawn()
    assert go.Figure(figure(chart)).layout.height == frame(chart).outer_height
    assert f'height="{frame(chart).outer_height}"' in svg(chart)
    assert 'class="dot-signal-high"' in standalone(chart)
