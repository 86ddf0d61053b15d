"""The marks of a chart over time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from figures.chart import COMPARISON, FOCUS, LINE_ROLES, Point, Series, TimeChart
from figures.drawing import Area, Dots, Frame, Label, Line, Mark, Place, Run, Scene
from figures.ends import end_labels, right_margin
from figures.labels import BREAK, EVENT, GAP, Flag, flags
from figures.layout import above, left_margin
from figures.scales import day_position, follows, position
from figures.theme import BOTTOM, CLEARANCE, HEADROOM, ROW, SPARKLINE_MARGIN, TICK, TOP


def scene(chart: TimeChart) -> Scene:
    """The marks of a chart and the box that holds its labels at every width."""
    if chart.is_bare:
        return Scene(frame=_bare_frame(chart), marks=tuple(_data(chart)))
    hung = _flags(chart)
    around: list[Mark] = [*_bands(chart, hung), *_grid(chart), *_break_lines(chart, hung)]
    words = (*_words(chart, hung), *end_labels(chart))
    return Scene(frame=_frame(chart, hung), marks=(*around, *_data(chart), *words))


def frame(chart: TimeChart) -> Frame:
    """The box of a chart, for whoever needs its height."""
    return _bare_frame(chart) if chart.is_bare else _frame(chart, _flags(chart))


def _flags(chart: TimeChart) -> tuple[Flag, ...]:
    return flags(chart, left=left_margin(chart), right=right_margin(chart.series))


def _frame(chart: TimeChart, hung: Sequence[Flag]) -> Frame:
    rows = max((_top(flag.top) for flag in hung), default=0) + HEADROOM
    low, high = above(chart, -TICK - chart.plot_height), above(chart, rows)
    return Frame(
        left=left_margin(chart),
        right=right_margin(chart.series),
        top=TOP,
        bottom=BOTTOM,
        height=rows + chart.plot_height + TICK,
        y=replace(chart.y, low=low, high=high),
    )


def _bare_frame(chart: TimeChart) -> Frame:
    """Room for the last point and the weight of the line, and no more."""
    low, high = above(chart, -HEADROOM - chart.plot_height), above(chart, HEADROOM)
    return Frame(
        left=SPARKLINE_MARGIN,
        right=SPARKLINE_MARGIN,
        top=0,
        bottom=0,
        height=chart.plot_height + 2 * HEADROOM,
        y=replace(chart.y, low=low, high=high, ticks=()),
    )


def _data(chart: TimeChart) -> Iterator[Mark]:
    """Context lies at the bottom, the focus on top."""
    layers = sorted(chart.series, key=lambda one: LINE_ROLES.index(one.role), reverse=True)
    for draw in (_interval, _line, _dots):
        for series in layers:
            yield from draw(chart, series)


def runs(chart: TimeChart, points: Sequence[Point]) -> list[list[Point]]:
    """Points with values on the axis, parted where a period has none, and at some breaks."""
    found: list[list[Point]] = []
    for point in points:
        if point.value is None or point.period_end in chart.beyond:
            continue
        if not found or not _joined(chart, found[-1][-1], point):
            found.append([])
        found[-1].append(point)
    return found


def _joined(chart: TimeChart, before: Point, after: Point) -> bool:
    """Whether a line may lead from one point to the next."""
    start, end = (position(chart.period_type, one.period_end) for one in (before, after))
    parted = any(one.parts and start < day_position(one.day) <= end for one in chart.breaks)
    return not parted and follows(chart.period_type, before.period_end, after.period_end)


def place(chart: TimeChart, point: Point) -> Place:
    """Where a point with a value stands."""
    assert point.value is not None
    return position(chart.period_type, point.period_end), point.value


def _line(chart: TimeChart, series: Series) -> Iterator[Line]:
    final: list[Run] = []
    moving: list[Run] = []
    for run in runs(chart, series.points):
        for stretch, is_moving in stretches(run):
            target = moving if is_moving else final
            target.append(tuple(place(chart, point) for point in stretch))
    if final:
        yield Line(style=series.role, runs=tuple(final))
    if moving:
        yield Line(style=f"{series.role}-provisional", runs=tuple(moving))


def stretches(run: list[Point]) -> Iterator[tuple[list[Point], bool]]:
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


def _dots(chart: TimeChart, series: Series) -> Iterator[Dots]:
    """Points no line would show, and the newest where it is provisional or stands alone."""
    pointed = [run[0] for run in runs(chart, series.points) if len(run) == 1]
    last = series.last
    if last and last not in pointed and (last.provisional or chart.is_bare):
        pointed.append(last)
    for hollow in (False, True):
        chosen = [point for point in pointed if point.provisional is hollow]
        if chosen:
            style = f"{series.role}-provisional" if hollow else series.role
            yield Dots(style=style, places=tuple(place(chart, point) for point in chosen))


def _interval(chart: TimeChart, series: Series) -> Iterator[Area]:
    if not chart.intervals or series.role not in (FOCUS, COMPARISON):
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


def _bands(chart: TimeChart, hung: Sequence[Flag]) -> Iterator[Area]:
    """Bands reach up to their words."""
    for kind in (EVENT, GAP):
        outlines = tuple(
            _box(chart.y.low, above(chart, _top(flag.top)), low=flag.low, high=flag.high)
            for flag in hung
            if flag.kind == kind
        )
        if outlines:
            yield Area(style=kind, outlines=outlines)


def _box(bottom: float, top: float, *, low: float, high: float) -> Run:
    return ((low, bottom), (low, top), (high, top), (high, bottom))


def _grid(chart: TimeChart) -> Iterator[Line]:
    low, high = chart.x.low, chart.x.high
    levels = tuple(((low, t.at), (high, t.at)) for t in chart.y.ticks if t.at != chart.y.low)
    foot = above(chart, -TICK - chart.plot_height)
    feet = tuple(((tick.at, chart.y.low), (tick.at, foot)) for tick in chart.x.ticks)
    yield Line(style="grid", runs=levels)
    yield Line(style="axis", runs=(((low, chart.y.low), (high, chart.y.low)), *feet))


def _break_lines(chart: TimeChart, hung: Sequence[Flag]) -> Iterator[Line]:
    lines = tuple(
        ((flag.at, chart.y.low), (flag.at, above(chart, _top(flag.top) - 2)))
        for flag in hung
        if flag.kind == BREAK
    )
    if lines:
        yield Line(style="break", runs=lines)


def _words(chart: TimeChart, hung: Sequence[Flag]) -> Iterator[Label]:
    for flag in hung:
        for below, line in enumerate(flag.lines):
            place = (flag.at, above(chart, _top(flag.top - below) - ROW / 2))
            yield Label(place=place, text=line, anchor=flag.anchor)


def _top(row: int) -> int:
    """Pixels between the top of the plot and that of a row; the row below the first is the plot."""
    return CLEARANCE + (row + 1) * ROW if row >= 0 else 0
