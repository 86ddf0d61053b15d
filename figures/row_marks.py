"""The marks of a chart of rows: words above each bar or dot, so that a phone has room for both.

The vertical axis counts pixels: 0 at the top of the rows, downwards below zero.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from figures.chart import Axis
from figures.drawing import Area, Dots, Frame, Label, Line, Mark, Run, Scene, Spot
from figures.labels import BESIDE, END, START
from figures.row_words import heading, lines
from figures.rows import BARS, Row, RowChart
from figures.scales import NARROWEST_BOX
from figures.theme import BOTTOM, RIGHT, ROW, ROW_MARGIN, TICK, TOP
from figures.typeface import wrapped

HALF, BELOW, BEFORE_GROUP = 6, 12, 10
ROOM = NARROWEST_BOX - ROW_MARGIN - BESIDE
"""Pixels for words on the narrowest screen: they may reach over the right margin."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A row, its lines of words, and how far below the top they and its middle stand."""

    row: Row
    lines: tuple[tuple[str, float], ...]
    middle: float


def scene(chart: RowChart) -> Scene:
    """The marks of the rows and their box."""
    placed, _ = _laid_out(chart)
    marks: list[Mark] = [*_grid(chart), *_reference_line(chart)]
    for one in placed:
        marks += _bar(chart, one) if chart.form == BARS else _dot(chart, one)
    words = [label for one in placed for label in _words(chart, one)]
    return Scene(frame=frame(chart), marks=(*marks, *words, *_reference_words(chart)))


def frame(chart: RowChart) -> Frame:
    """Rows have their own height; the width is whatever the page gives."""
    height = _height(chart)
    return Frame(
        left=ROW_MARGIN,
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        height=height + TICK,
        y=Axis(low=-height - TICK, high=0, ticks=()),
    )


def spots(chart: RowChart) -> tuple[Spot, ...]:
    """One for each row that has a value."""
    return tuple(
        Spot(
            place=(chart.across(one.row.value), -one.middle),
            lines=lines(chart, one.row),
            href=one.row.href,
        )
        for one in _laid_out(chart)[0]
        if one.row.value is not None
    )


def _height(chart: RowChart) -> int:
    return _laid_out(chart)[1]


@lru_cache(maxsize=256)
def _laid_out(chart: RowChart) -> tuple[tuple[Placed, ...], int]:
    placed, down = [], ROW if chart.reference else 0
    group = ""
    for row in chart.rows:
        said = []
        if row.group and row.group != group:
            down += BEFORE_GROUP
            said.append(f"{row.group}:")
        group = row.group
        said += wrapped(heading(chart, row), ROOM)
        lines = tuple((words, down + ROW * (index + 0.5)) for index, words in enumerate(said))
        down += ROW * len(said) + HALF
        placed.append(Placed(row=row, lines=lines, middle=down))
        down += HALF + BELOW
    return tuple(placed), down


def _words(chart: RowChart, one: Placed) -> Iterator[Label]:
    for words, down in one.lines:
        yield Label(place=(chart.x.low, -down), text=words, anchor=START, style="row")


def _bar(chart: RowChart, one: Placed) -> Iterator[Mark]:
    if one.row.value is None:
        return
    top, bottom = -one.middle + HALF, -one.middle - HALF
    low, high = chart.x.low, chart.across(one.row.value)
    outline = ((low, bottom), (low, top), (high, top), (high, bottom))
    yield Area(style=f"bar-{one.row.role}", outlines=(outline,))
    if one.row.lower is not None and one.row.upper is not None:
        yield Line(style="interval-edge", runs=_whisker(chart, one))
        yield Line(style="interval-limit", runs=_whisker(chart, one))


def _dot(chart: RowChart, one: Placed) -> Iterator[Mark]:
    if one.row.value is None:
        return
    if one.row.lower is not None and one.row.upper is not None:
        yield Line(style=f"whisker-{one.row.role}", runs=_whisker(chart, one))
    elif chart.reference is not None:
        ends = (chart.across(chart.reference.value), chart.across(one.row.value))
        yield Line(style="stem", runs=(tuple((end, -one.middle) for end in ends),))
    unsure = one.row.provisional or one.row.status in ("p", "u")
    style = f"{one.row.role}-provisional" if unsure else one.row.role
    yield Dots(style=style, places=((chart.across(one.row.value), -one.middle),))


def _whisker(chart: RowChart, one: Placed) -> tuple[Run, ...]:
    assert one.row.lower is not None
    assert one.row.upper is not None
    low, high = (
        min(max(chart.across(limit), chart.x.low), chart.x.high)
        for limit in (one.row.lower, one.row.upper)
    )
    return (((low, -one.middle), (high, -one.middle)),)


def _grid(chart: RowChart) -> Iterator[Line]:
    bottom = -_height(chart)
    top = -float(ROW) if chart.reference else 0.0
    inner = [tick for tick in chart.x.ticks if tick.at != chart.x.low]
    yield Line(style="grid", runs=tuple(((t.at, bottom), (t.at, top)) for t in inner))
    foot = ((chart.x.low, bottom), (chart.x.high, bottom))
    feet = tuple(((tick.at, bottom), (tick.at, bottom - TICK)) for tick in chart.x.ticks)
    # No line along the start of bars: the two drawings would set it on different pixels.
    yield Line(style="axis", runs=(foot, *feet))


def _reference_line(chart: RowChart) -> Iterator[Line]:
    if chart.reference:
        at = chart.across(chart.reference.value)
        yield Line(style="reference", runs=(((at, -_height(chart)), (at, -2.0)),))


def _reference_words(chart: RowChart) -> Iterator[Label]:
    if chart.reference:
        at = chart.across(chart.reference.value)
        is_left = at <= (chart.x.low + chart.x.high) / 2
        yield Label(
            place=(at, -ROW / 2), text=chart.reference.name, anchor=START if is_left else END
        )
