"""A chart as inline SVG that needs no script, no style attribute and no fixed width.

The plot is an SVG stretched to the width of the page, in which lines keep their weight; words and
dots lie above it, placed by percentages and never scaled. Everything stands where Plotly puts it,
so that the one can take the other's place unseen.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from figures.chart import Axis, Chart
from figures.drawing import Area, Dots, Frame, Label, Line, Mark, Run, Scene
from figures.labels import END, START
from figures.marks import scene
from figures.render.text import alt_text
from figures.theme import CIRCLE, CORNERS, DOTS, RIGHT_MARGINS, STROKES
from figures.typography import safe

UNITS = 1000
"""Width of the stretched drawing in its own units."""

FULL = 'width="100%"'
TICK_LABEL_BELOW, TICK_LABEL_LEFT, TICK_LABEL_DOWN = 14, -1, 4.55
LABEL_DOWN = 3.25
"""Where Plotly puts the baseline of its words, in pixels, measured."""


def svg(chart: Chart) -> str:
    """The chart as one `<svg>` element with its alternative text; styled by `assets/chart.css`."""
    return drawing(chart, scene(chart), alt_text(chart))


def drawing(chart: Chart, drawn: Scene, words: str) -> str:
    """A scene on the axes of a chart as one `<svg>` element that says so many words."""
    box = drawn.frame
    wider = f" chart-r{box.right}" if box.right in RIGHT_MARGINS else ""
    place = "chart-map" if box.aspect else f'chart-l{box.left}{wider}" height="{box.outer_height}'
    return (
        f'<svg class="chart {place}" role="img" aria-label="{safe(words)}">'
        f"{plot(chart, drawn)}</svg>"
    )


def plot(chart: Chart, drawn: Scene, *, place: str = FULL, units: int = UNITS) -> str:
    """The plot and the words around it, as a nested `<svg>` placed by the attributes given."""
    box = drawn.frame
    pen = _Pen(chart, box, UNITS if box.aspect else units)
    below = "".join(pen.stretched(mark) for mark in drawn.marks)
    above = "".join(pen.fixed(mark) for mark in drawn.marks)
    if box.aspect:
        high = "100%" if place == FULL else f"{units / box.aspect:g}"
        return (
            f'<svg {place} height="{high}" overflow="visible"><svg width="100%" height="100%" '
            f'viewBox="0 0 {UNITS} {box.height}" overflow="visible">{below}</svg>{above}</svg>'
        )
    words = "" if chart.is_bare else "".join(_tick_labels(chart, pen))
    return (
        f'<svg {place} y="{box.top}" height="{box.height}" overflow="visible">'
        f'<svg width="100%" height="{box.height}" viewBox="0 0 {units} {box.height}" '
        f'preserveAspectRatio="none" overflow="visible">{below}</svg>{above}{words}</svg>'
    )


class _Pen:
    """Turns positions on the chart's axes into those of the drawing."""

    def __init__(self, chart: Chart, box: Frame, units: int) -> None:
        self.units = units
        self.x_axis, self.y_axis, self.height = chart.x, box.y, box.height
        self.labels_x = box.labels_x
        self.keeps_shape = bool(box.aspect)
        self.by_steps = self.keeps_shape or chart.is_bare

    def across(self, x: float) -> float:
        """Share of the plot's width, from 0 to 1."""
        return _share(x, self.x_axis)

    def down(self, y: float) -> float:
        """Pixels below the top of the plot."""
        return self.height * (1 - _share(y, self.y_axis))

    def stretched(self, mark: Mark) -> str:
        """The mark if it is of those that stretch with the page."""
        draw = self.steps if self.by_steps else self.run
        if isinstance(mark, Line) and STROKES[mark.style].crisp:
            return _path(f"line-{mark.style}", "".join(self.run(r, crisp=True) for r in mark.runs))
        if isinstance(mark, Line):
            return _path(f"line-{mark.style}", "".join(draw(run) for run in mark.runs))
        if isinstance(mark, Area):
            data = "".join(f"{draw(outline)}z" for outline in mark.outlines)
            return _path(f"area-{mark.style}", data, title=_title(mark))
        return ""

    def fixed(self, mark: Mark) -> str:
        """The mark if it is of those that keep their size."""
        if isinstance(mark, Dots):
            return "".join(self.dot(mark.style, x, y) for x, y in mark.places)
        return self.label(mark) if isinstance(mark, Label) else ""

    def run(self, run: Run, *, crisp: bool = False) -> str:
        """Path data of an open line; a crisp one fills whole rows of pixels, as Plotly's do.

        Chromium draws a line of constant weight in a stretched drawing softly whatever
        `shape-rendering` says, so a grid line between two rows would be grey over both.
        """
        downs = (
            math.floor(round(down, 6)) + 0.5 if crisp else down
            for down in (self.down(y) for _, y in run)
        )
        acrosses = (self.units * self.across(x) for x, _ in run)
        pairs = zip(acrosses, downs, strict=True)
        return "M" + "L".join(f"{_short(across)} {_short(down)}" for across, down in pairs)

    def steps(self, run: Run) -> str:
        """Path data by steps from point to point, half as long as by places."""
        box = (self.x_axis.low, self.x_axis.high, self.y_axis.low, self.y_axis.high)
        return _steps(run, box, self.units, self.height)

    def dot(self, style: str, x: float, y: float) -> str:
        """One point."""
        return dot(style, _percent(self.across(x)), _short(self.down(y)))

    def label(self, mark: Label) -> str:
        """Words beside a line."""
        x, y = mark.place
        beside = {START: mark.beside, END: -mark.beside}.get(mark.anchor, 0)
        across, down = _percent(self.across(x)), self.down(y)
        if self.keeps_shape:
            words = _text(mark.text, across, _percent(down / self.height), mark.anchor, dx=beside)
            words = words.replace("<text", f'<text dy="{LABEL_DOWN}"', 1)
        else:
            words = _text(mark.text, across, _short(down + LABEL_DOWN), mark.anchor, dx=beside)
        name = f"label label-{mark.style}" if mark.style else "label"
        return words.replace("<text", f'<text class="{name}"', 1)


@lru_cache(maxsize=4096)
def _steps(run: Run, box: tuple[float, ...], units: int, height: int) -> str:
    """Kept, because the outlines of a map are the same whatever it shows."""
    left, right, bottom, top = box
    points = [
        (
            round(units * (x - left) / (right - left), 2),
            round(height * (top - y) / (top - bottom), 2),
        )
        for x, y in run
    ]
    moves = (f"{_short(x2 - x1)} {_short(y2 - y1)}" for (x1, y1), (x2, y2) in pairwise(points))
    return f"M{_short(points[0][0])} {_short(points[0][1])}l{' '.join(moves)}"


def dot(style: str, across: str, down: str) -> str:
    """One point; a shape other than a circle is a path at a place of its own."""
    look = DOTS[style]
    if look.shape == CIRCLE:
        return f'<circle class="dot-{style}" cx="{across}" cy="{down}" r="{look.radius}"/>'
    corners = "L".join(
        f"{_short(look.radius * right)} {_short(look.radius * below)}"
        for right, below in CORNERS[look.shape]
    )
    return (
        f'<svg x="{across}" y="{down}" overflow="visible">'
        f'<path class="dot-{style}" d="M{corners}z"/></svg>'
    )


def _tick_labels(chart: Chart, pen: _Pen) -> Iterator[str]:
    for tick in chart.x.ticks if pen.labels_x else ():
        if tick.label:
            place = _percent(pen.across(tick.at))
            yield _text(tick.label, place, _short(pen.height + TICK_LABEL_BELOW), "middle")
    for tick in chart.y.ticks:
        down = pen.down(tick.at) + TICK_LABEL_DOWN
        yield _text(tick.label, str(TICK_LABEL_LEFT), _short(down), "end")


def _text(words: str, x: str, y: str, anchor: str, *, dx: float = 0) -> str:
    shift = f' dx="{dx:g}"' if dx else ""
    return f'<text x="{x}" y="{y}"{shift} text-anchor="{anchor}">{safe(words)}</text>'


def _title(mark: Area) -> str:
    """What an area is and its figure, for a pointer that rests on it without any script."""
    return ": ".join(mark.spot.lines[:2]) if mark.spot else ""


def _path(name: str, data: str, *, title: str = "") -> str:
    said = f"><title>{safe(title)}</title></path>" if title else "/>"
    return f'<path class="{name}" d="{data}"{said}'


def _share(value: float, axis: Axis) -> float:
    return (value - axis.low) / (axis.high - axis.low)


def _percent(share: float) -> str:
    return f"{_short(100 * share, 3)}%"


def _short(value: float, decimals: int = 2) -> str:
    return f"{value:.{decimals}f}".rstrip("0").rstrip(".")
