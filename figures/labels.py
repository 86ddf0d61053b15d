"""Rows of labels above the plot, which meet neither each other nor the edge at any width.

They are placed for the narrowest plot. On a wider one every distance grows while the words do not,
so what is free of collisions there is free of them everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from figures.chart import Axis, Chart
from figures.scales import NARROWEST_PLOT, day_position, half_step, position
from figures.typeface import width

BREAK, EVENT, GAP = "break", "event", "gap"
START, END = "start", "end"
BESIDE = 4
"""Pixels between a line and the words beside it."""

APART = 6
CUT = "…"


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Words that hang from a line or from the edge of a band, in a row above the plot.

    Attributes:
        at: Where the words hang; `low` and `high` are the ends of the band.
        lane: The row, counted upwards from the plot.
        anchor: Whether the words start or end at the line.
    """

    kind: str
    name: str
    low: float
    high: float
    lane: int = 0
    anchor: str = START

    @property
    def at(self) -> float:
        """Position the words hang from."""
        return self.low if self.anchor == START else self.high


def flags(chart: Chart, *, left: float, right: float) -> tuple[Flag, ...]:
    """The chart's breaks, gaps and events with their places in the rows above the plot.

    Args:
        chart: The chart.
        left: Pixels that words may reach out of the plot on the left.
        right: The same on the right.
    """
    loose = sorted(_loose(chart), key=lambda flag: (flag.low, flag.high))
    for lanes in range(1, len(loose) + 1):
        found = _place(loose, (), chart.x, lanes=lanes, left=left, right=right)
        if found is not None:
            return found
    return tuple(
        _cut(replace(flag, lane=lane), chart.x, left=left, right=right)
        for lane, flag in enumerate(loose)
    )


def _loose(chart: Chart) -> Iterator[Flag]:
    for one in chart.breaks:
        at = day_position(one.day)
        if chart.x.low < at < chart.x.high:
            yield Flag(kind=BREAK, name=one.name, low=at, high=at)
    for gap in chart.gaps:
        half = half_step(chart.period_type)
        low, high = (position(chart.period_type, end) for end in (gap.start, gap.end))
        yield from _band(chart.x, GAP, gap.name, low - half, high + half)
    for event in chart.events:
        low, high = day_position(event.start), day_position(event.end)
        yield from _band(chart.x, EVENT, event.name, low, high)


def _band(axis: Axis, kind: str, name: str, low: float, high: float) -> Iterator[Flag]:
    low, high = max(low, axis.low), min(high, axis.high)
    if low < high:
        yield Flag(kind=kind, name=name, low=low, high=high)


def _place(
    loose: Sequence[Flag],
    standing: tuple[Flag, ...],
    axis: Axis,
    *,
    lanes: int,
    left: float,
    right: float,
) -> tuple[Flag, ...] | None:
    """The first arrangement in so many rows in which nothing meets, or none."""
    if not loose:
        return standing
    first, *rest = loose
    for flag in _ways(first, axis, lanes):
        start, end = _extent(flag, axis)
        inside = start >= -left and end <= NARROWEST_PLOT + right
        if inside and not any(_meet(flag, other, axis) for other in standing):
            found = _place(rest, (*standing, flag), axis, lanes=lanes, left=left, right=right)
            if found is not None:
                return found
    return None


def _ways(flag: Flag, axis: Axis, lanes: int) -> Iterator[Flag]:
    middle = (axis.low + axis.high) / 2
    anchors = (START, END) if flag.low < middle else (END, START)
    for lane in range(lanes):
        for anchor in anchors:
            yield replace(flag, lane=lane, anchor=anchor)


def _pixel(at: float, axis: Axis) -> float:
    return (at - axis.low) / (axis.high - axis.low) * NARROWEST_PLOT


def _extent(flag: Flag, axis: Axis) -> tuple[float, float]:
    at, length = _pixel(flag.at, axis), BESIDE + width(flag.name)
    return (at, at + length) if flag.anchor == START else (at - length, at)


def _meet(one: Flag, other: Flag, axis: Axis) -> bool:
    return (
        (one.lane == other.lane and _overlap(_extent(one, axis), _extent(other, axis)))
        or _crosses(one, other, axis)
        or _crosses(other, one, axis)
    )


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + APART and other[0] < one[1] + APART


def _crosses(line: Flag, words: Flag, axis: Axis) -> bool:
    """Whether the line up to one label runs through the words of another."""
    start, end = _extent(words, axis)
    return line.kind == BREAK and words.lane <= line.lane and start < _pixel(line.at, axis) < end


def _cut(flag: Flag, axis: Axis, *, left: float, right: float) -> Flag:
    """The label on its roomier side, shortened by words until it stays in the box."""
    at = _pixel(flag.low, axis)
    anchor = START if NARROWEST_PLOT + right - at >= at + left else END
    flag = replace(flag, anchor=anchor)
    room = (NARROWEST_PLOT + right - at) if anchor == START else (_pixel(flag.at, axis) + left)
    words = flag.name.split(" ")
    while len(words) > 1 and BESIDE + width(" ".join(words) + CUT) > room:
        words.pop()
    name = " ".join(words)
    return replace(flag, name=name if name == flag.name else name + CUT)
