"""The marks of small multiples: of one panel for the page, and of all in a grid for a file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from figures.chart import FOCUS, Axis, Point, Series
from figures.drawing import Dots, Frame, Label, Line, Mark, Place, Scene, Spot
from figures.labels import START
from figures.scales import day_position, position
from figures.small_multiples import ACROSS, PANEL_HEIGHT, Panel, SmallMultiples
from figures.theme import ROW, SPARKLINE_MARGIN
from figures.time_marks import stretches

COLUMNS = 4
ROOM = 3
"""Pixels above and below a panel for the weight of its lines."""

BETWEEN = 60
"""Units between two panels of the grid."""

CELL = ROW + PANEL_HEIGHT + 2 * ROOM + 8


def scene(chart: SmallMultiples) -> Scene:
    """All panels in a grid, each under its name."""
    marks: list[Mark] = []
    for index, panel in enumerate(chart.panels):
        row, column = divmod(index, COLUMNS)
        scale, right = (ACROSS - BETWEEN) / (COLUMNS * ACROSS), ACROSS * column / COLUMNS
        top = -CELL * row
        for line, words in enumerate(filter(None, (panel.name, panel.absence))):
            place = (right, top - ROW * (line + 0.5))
            marks.append(Label(place=place, text=words, anchor=START))
        foot = top - ROW - ROOM - PANEL_HEIGHT
        marks += [_moved(mark, scale, right, foot) for mark in _marks(chart, panel)]
    return Scene(frame=frame(chart), marks=tuple(marks))


def frame(chart: SmallMultiples) -> Frame:
    """The box of the grid."""
    height = CELL * -(-len(chart.panels) // COLUMNS)
    return _box(height, Axis(low=-height, high=0, ticks=()))


def panel_scene(chart: SmallMultiples, panel: Panel) -> Scene:
    """One panel by itself."""
    high = PANEL_HEIGHT + 2 * ROOM
    axis = Axis(low=-ROOM, high=PANEL_HEIGHT + ROOM, ticks=())
    return Scene(frame=_box(high, axis), marks=tuple(_marks(chart, panel)))


def spots(_chart: SmallMultiples) -> tuple[Spot, ...]:
    """None: small drawings stand still, and the table tells their figures."""
    return ()


def _box(height: int, axis: Axis) -> Frame:
    margin = SPARKLINE_MARGIN
    return Frame(left=margin, right=margin, top=0, bottom=0, height=height, y=axis)


def _marks(chart: SmallMultiples, panel: Panel) -> Iterator[Mark]:
    yield Line(style="axis", runs=(((0, 0), (ACROSS, 0)),))
    if panel.absence:
        return
    if chart.breaks:
        at = [_across(chart, day_position(one.day)) for one in chart.breaks]
        yield Line(style="panel-break", runs=tuple(((x, 0), (x, PANEL_HEIGHT)) for x in at))
    for series in (chart.whole, panel.series):
        if series is not None:
            yield from _line(chart, series)


def _line(chart: SmallMultiples, series: Series) -> Iterator[Mark]:
    """A line, dotted where an end of a piece is provisional; its dots are hollow there."""
    runs = _runs(chart, series.points)
    drawn = [piece for run in runs for piece in stretches(run)]
    for is_moving, style in ((False, series.role), (True, f"{series.role}-provisional")):
        lines = tuple(
            tuple(_place(chart, point) for point in points)
            for points, moves in drawn
            if moves is is_moving
        )
        if lines:
            yield Line(style=f"panel-{style}", runs=lines)
        dots = [point for point in _pointed(series, runs) if point.provisional is is_moving]
        if dots:
            yield Dots(style=style, places=tuple(_place(chart, point) for point in dots))


def _pointed(series: Series, runs: Sequence[Sequence[Point]]) -> list[Point]:
    """Points no line would show, and the newest of a place."""
    single = [run[0] for run in runs if len(run) == 1]
    if runs and series.role == FOCUS and len(runs[-1]) > 1:
        single.append(runs[-1][-1])
    return single


def _runs(chart: SmallMultiples, points: Sequence[Point]) -> list[list[Point]]:
    """Points with values, parted where one is missing and at breaks that forbid comparison."""
    runs: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        if not runs or not _joined(chart, runs[-1][-1].period_end, point.period_end):
            runs.append([])
        runs[-1].append(point)
    return runs


def _place(chart: SmallMultiples, point: Point) -> Place:
    assert point.value is not None
    x = _across(chart, position(chart.period_type, point.period_end))
    return x, round(PANEL_HEIGHT * point.value / chart.top, 1)


def _joined(chart: SmallMultiples, before: date, after: date) -> bool:
    months = (after.year - before.year) * 12 + after.month - before.month
    start, end = (position(chart.period_type, one) for one in (before, after))
    parted = any(one.parts and start < day_position(one.day) <= end for one in chart.breaks)
    return months == chart.step and not parted


def _across(chart: SmallMultiples, days: float) -> float:
    """Whole units: a place on a panel takes three figures."""
    return float(round(ACROSS * (days - chart.first) / (chart.last - chart.first)))


def _moved(mark: Mark, scale: float, right: float, up: float) -> Mark:
    def place(at: Place) -> Place:
        """A place of the panel on the whole drawing."""
        return at[0] * scale + right, at[1] + up

    if isinstance(mark, Line):
        return replace(mark, runs=tuple(tuple(map(place, run)) for run in mark.runs))
    if isinstance(mark, Dots):
        return replace(mark, places=tuple(map(place, mark.places)))
    return mark
