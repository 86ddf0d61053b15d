"""What a chart is drawn with: lines, areas, dots and labels in the units of its axes.

Both drawn renderings print these marks and nothing else, which is why they agree. A new kind of
chart adds marks here; a renderer changes only for a new kind of mark.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from figures.chart import CONTEXT, ROLES, SPARKLINE, Axis, Chart, Point, Series
from figures.labels import BESIDE, BREAK, EVENT, GAP, Flag, flags
from figures.scales import day_position, follows, position
from figures.theme import (
    BOTTOM,
    CLEARANCE,
    HEADROOM,
    LEFT_MARGINS,
    RIGHT,
    ROW,
    SPARKLINE_MARGIN,
    TICK,
    TOP,
)
from figures.typeface import width

Place = tuple[float, float]
Run = tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line in one or several runs; nothing is drawn between two runs."""

    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Area:
    """One or several filled outlines."""

    style: str
    outlines: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Dots:
    """Points of one style."""

    style: str
    places: Run


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words that start or end beside a place."""

    place: Place
    text: str
    anchor: str


Mark = Line | Area | Dots | Label


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The box a chart is drawn in, in pixels; the width is whatever the page gives.

    Attributes:
        left: Margin for words; so are `right`, `top` and `bottom`.
        height: Of the drawn area: the plot, the rows of labels above it, the feet of ticks below.
        y: The vertical axis over the drawn area, which reaches further than the plot's own.
    """

    left: int
    right: int
    top: int
    bottom: int
    height: int
    y: Axis

    @property
    def outer_height(self) -> int:
        """Height with the margins."""
        return self.top + self.height + self.bottom


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A chart ready to be drawn: its box, and its marks in the order they are laid down."""

    frame: Frame
    marks: tuple[Mark, ...]


def scene(chart: Chart) -> Scene:
    """The marks of a chart and the box that holds its labels at every width."""
    if chart.kind == SPARKLINE:
        return Scene(frame=_bare_frame(chart), marks=tuple(_data(chart)))
    hung = _flags(chart)
    around: list[Mark] = [*_bands(chart, hung), *_grid(chart), *_break_lines(chart, hung)]
    return Scene(frame=_frame(chart, hung), marks=(*around, *_data(chart), *_words(chart, hung)))


def frame(chart: Chart) -> Frame:
    """The box of a chart, for whoever needs its height."""
    return _bare_frame(chart) if chart.kind == SPARKLINE else _frame(chart, _flags(chart))


def _flags(chart: Chart) -> tuple[Flag, ...]:
    return flags(chart, left=_left_margin(chart), right=RIGHT)


def _frame(chart: Chart, hung: Sequence[Flag]) -> Frame:
    above = max((_top(flag.row) for flag in hung), default=0) + HEADROOM
    low, high = _above(chart, -TICK - chart.plot_height), _above(chart, above)
    return Frame(
        left=_left_margin(chart),
        right=RIGHT,
        top=TOP,
        bottom=BOTTOM,
        height=above + chart.plot_height + TICK,
        y=replace(chart.y, low=low, high=high),
    )


def _bare_frame(chart: Chart) -> Frame:
    """Room for the last point and the weight of the line, and no more."""
    low, high = _above(chart, -HEADROOM - chart.plot_height), _above(chart, HEADROOM)
    return Frame(
        left=SPARKLINE_MARGIN,
        right=SPARKLINE_MARGIN,
        top=0,
        bottom=0,
        height=chart.plot_height + 2 * HEADROOM,
        y=replace(chart.y, low=low, high=high, ticks=()),
    )


def _left_margin(chart: Chart) -> int:
    widest = max((width(tick.label) for tick in chart.y.ticks), default=0) + BESIDE
    return next((margin for margin in LEFT_MARGINS if margin >= widest), LEFT_MARGINS[-1])


def _data(chart: Chart) -> Iterator[Mark]:
    """Context lies at the bottom, the focus on top."""
    layers = sorted(chart.series, key=lambda one: ROLES.index(one.role), reverse=True)
    for draw in (_interval, _line, _dots):
        for series in layers:
            yield from draw(chart, series)


def runs(chart: Chart, points: Sequence[Point]) -> list[list[Point]]:
    """Points with values, parted where a period has none or is left out, and at some breaks."""
    found: list[list[Point]] = []
    for point in points:
        if point.value is None:
            continue
        if not found or not _joined(chart, found[-1][-1], point):
            found.append([])
        found[-1].append(point)
    return found


def _joined(chart: Chart, before: Point, after: Point) -> bool:
    """Whether a line may lead from one point to the next."""
    start, end = (position(chart.period_type, one.period_end) for one in (before, after))
    parted = any(one.parts and start < day_position(one.day) <= end for one in chart.breaks)
    return not parted and follows(chart.period_type, before.period_end, after.period_end)


def place(chart: Chart, point: Point) -> Place:
    """Where a point with a value stands."""
    assert point.value is not None
    return position(chart.period_type, point.period_end), point.value


def _line(chart: Chart, series: Series) -> Iterator[Line]:
    final: list[Run] = []
    moving: list[Run] = []
    for run in runs(chart, series.points):
        for stretch, is_moving in _stretches(run):
            target = moving if is_moving else final
            target.append(tuple(place(chart, point) for point in stretch))
    if final:
        yield Line(style=series.role, runs=tuple(final))
    if moving:
        yield Line(style=f"{series.role}-provisional", runs=tuple(moving))


def _stretches(run: list[Point]) -> Iterator[tuple[list[Point], bool]]:
    """A run cut where provisional pieces begin and end; a piece is provisional if an end is."""
    piece = run[:1]
    kind = False
    for before, after in pairwise(run):
        moving = before.provisional or after.provisional
        if moving != kind and len(piece) > 1:
            yield piece, kind
            piece = [before]
        kind = moving
        piece = [*piece, after]
    if len(piece) > 1:
        yield piece, kind


def _dots(chart: Chart, series: Series) -> Iterator[Dots]:
    """Points no line would show, and the newest where it is provisional or stands alone."""
    pointed = [run[0] for run in runs(chart, series.points) if len(run) == 1]
    last = series.last
    if last and last not in pointed and (last.provisional or chart.kind == SPARKLINE):
        pointed.append(last)
    for hollow in (False, True):
        chosen = [point for point in pointed if point.provisional is hollow]
        if chosen:
            style = f"{series.role}-provisional" if hollow else series.role
            yield Dots(style=style, places=tuple(place(chart, point) for point in chosen))


def _interval(chart: Chart, series: Series) -> Iterator[Area]:
    if not chart.intervals or series.role == CONTEXT:
        return
    outlines = []
    for run in runs(chart, series.points):
        limits = [
            (place(chart, p)[0], max(p.lower, chart.y.low), min(p.upper, chart.y.high))
            for p in run
            if p.lower is not None and p.upper is not None
        ]
        upper = [(x, high) for x, _, high in limits]
        lower = [(x, low) for x, low, _ in reversed(limits)]
        if len(limits) > 1:
            outlines.append((*upper, *lower))
    if outlines:
        yield Area(style=f"interval-{series.role}", outlines=tuple(outlines))


def _bands(chart: Chart, hung: Sequence[Flag]) -> Iterator[Area]:
    """Bands reach up to their words."""
    for kind in (EVENT, GAP):
        outlines = tuple(
            _box(chart.y.low, _above(chart, _top(flag.row)), low=flag.low, high=flag.high)
            for flag in hung
            if flag.kind == kind
        )
        if outlines:
            yield Area(style=kind, outlines=outlines)


def _box(bottom: float, top: float, *, low: float, high: float) -> Run:
    return ((low, bottom), (low, top), (high, top), (high, bottom))


def _grid(chart: Chart) -> Iterator[Line]:
    low, high = chart.x.low, chart.x.high
    levels = tuple(((low, t.at), (high, t.at)) for t in chart.y.ticks if t.at != chart.y.low)
    foot = _above(chart, -TICK - chart.plot_height)
    feet = tuple(((tick.at, chart.y.low), (tick.at, foot)) for tick in chart.x.ticks)
    yield Line(style="grid", runs=levels)
    yield Line(style="axis", runs=(((low, chart.y.low), (high, chart.y.low)), *feet))


def _break_lines(chart: Chart, hung: Sequence[Flag]) -> Iterator[Line]:
    lines = tuple(
        ((flag.at, chart.y.low), (flag.at, _above(chart, _top(flag.row) - 2)))
        for flag in hung
        if flag.kind == BREAK
    )
    if lines:
        yield Line(style="break", runs=lines)


def _words(chart: Chart, hung: Sequence[Flag]) -> Iterator[Label]:
    for flag in filter(lambda flag: flag.name, hung):
        place = (flag.at, _above(chart, _top(flag.row) - ROW / 2))
        yield Label(place=place, text=flag.name, anchor=flag.anchor)


def _top(row: int) -> int:
    """Pixels between the top of the plot and that of a row; the row below the first is the plot."""
    return CLEARANCE + (row + 1) * ROW if row >= 0 else 0


def _above(chart: Chart, pixels: float) -> float:
    """The value that lies so many pixels above the top of the plot."""
    return chart.y.high + pixels * (chart.y.high - chart.y.low) / chart.plot_height
