"""Periods far beyond the others, of a made-up line."""

from datetime import date

from figures.beyond_axis import beyond_axis
from figures.drawing import Line
from figures.marks import scene, spots
from figures.render.text import alt_text, notes, table
from tests.figures.builders import chart, rows

FAR = [date(2024, 3, 31)]
WHY = "Its file was loaded ten times."


def drawn(far=900):
    return beyond_axis(chart(rows([90, 70, far, 80, 60])), FAR, why=WHY)


def test_the_axis_is_that_of_the_others_and_the_period_is_no_point_of_the_line():
    assert drawn().y.high == 100
    lines = [mark for mark in scene(drawn()).marks if isinstance(mark, Line)]
    (own,) = (line for line in lines if line.style == "focus")
    assert [[height for _, height in run] for run in own.runs] == [[90, 70], [80, 60]]


def test_its_value_and_why_are_told_and_kept():
    said = drawn()
    assert "900, beyond the axis" in alt_text(said)
    assert any(
        f"Not drawn: 900 in March 2024, beyond the axis. {WHY}" == note for note in notes(said)
    )
    assert "900" in {cell.text for row in table(said).rows for cell in row}
    (spot,) = (one for one in spots(said) if one.lines[0] == "March 2024")
    assert spot.place[1] == said.y.high
    assert any("900" in line for line in spot.lines)


def test_a_period_that_fits_the_axis_stays_on_it():
    assert drawn(far=95).beyond == ()
    assert drawn(far=95).events == ()
