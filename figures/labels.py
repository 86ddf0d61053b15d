"""Rows of labels above the plot, which meet neither each other nor the edge at any width.

They are placed for the narrowest plot. On a wider one every distance grows while the words do not,
so what is free of collisions there is free of them everywhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate

from figures.chart import Axis, TimeChart
from figures.scales import NARROWEST_BOX, day_position, half_step, position
from figures.typeface import balanced, width

BREAK, EVENT, GAP = "break", "event", "gap"
START, END, MIDDLE = "start", "end", "middle"
BESIDE = 4
"""Pixels between a line and the words beside it."""

APART = 6
MOST_ARRANGED = 6
"""Labels whose every arrangement is tried; more would take too long, and too much room."""


@dataclass(frozen=True, kw_only=True)
class Flag:
    """Words that hang from a line or from the edge of a band, in a row above the plot.

    A band may be nameless: it then reaches no further than the plot.

    Attributes:
        at: Where the words hang; `low` and `high` are the ends of the band.
        lines: The name in as many lines as a phone needs, each in a row of its own.
        row: The lowest row it takes, counted upwards from the plot; -1 is the plot itself.
        anchor: Whether the words start or end at the line.
    """

    kind: str
    name: str
    low: float
    high: float
    lines: tuple[str, ...] = ()
    row: int = 0
    anchor: str = START

    @property
    def at(self) -> float:
        """Position the words hang from."""
        return self.low if self.anchor == START else self.high

    @property
    def top(self) -> int:
        """The highest row it takes."""
        return self.row + max(len(self.lines), 1) - 1


def flags(chart: TimeChart, *, left: float, right: float) -> tuple[Flag, ...]:
    """The chart's breaks, gaps and events with their places in the rows above the plot.

    Args:
        chart: The chart.
        left: Pixels that words may reach out of the plot on the left.
        right: The same on the right.
    """
    room = _Room(low=chart.x.low, high=chart.x.high, left=left, right=right)
    hung = sorted(_loose(chart), key=lambda flag: (flag.low, flag.high))
    loose = tuple(room.lined(flag) for flag in hung if flag.name)
    nameless = tuple(replace(flag, row=-1) for flag in hung if not flag.name)
    return (*nameless, *_arranged(loose, room))


@lru_cache(maxsize=1024)
def _arranged(loose: tuple[Flag, ...], room: "_Room") -> tuple[Flag, ...]:
    """In as few rows as nothing meets in; one above the other where that cannot be had."""
    most = sum(len(flag.lines) for flag in loose) if len(loose) <= MOST_ARRANGED else 0
    arrangements = (_place(loose, (), room, rows=rows) for rows in range(1, most + 1))
    found = next((found for found in arrangements if found is not None), None)
    return _stacked(loose, room) if found is None else found


def _stacked(loose: tuple[Flag, ...], room: "_Room") -> tuple[Flag, ...]:
    """Each above the one that hangs further right."""
    rows = accumulate((len(flag.lines) for flag in reversed(loose)), initial=0)
    return tuple(
        replace(room.turned(flag), row=row)
        for row, flag in zip(rows, reversed(loose), strict=False)
    )


def _loose(chart: TimeChart) -> Iterator[Flag]:
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


@dataclass(frozen=True, kw_only=True)
class _Room:
    """The narrowest plot and what words may use beside it."""

    low: float
    high: float
    left: float
    right: float

    @property
    def plot(self) -> float:
        """Width of the plot."""
        return NARROWEST_BOX - self.left - self.right

    def pixel(self, at: float) -> float:
        """Pixels from the left edge of the plot."""
        return (at - self.low) / (self.high - self.low) * self.plot

    def extent(self, flag: Flag) -> tuple[float, float]:
        """Where the words begin and end."""
        at, length = self.pixel(flag.at), BESIDE + max(map(width, flag.lines))
        return (at, at + length) if flag.anchor == START else (at - length, at)

    def holds(self, flag: Flag) -> bool:
        """Whether the words stay inside."""
        start, end = self.extent(flag)
        return start >= -self.left and end <= self.plot + self.right

    def turned(self, flag: Flag) -> Flag:
        """The label on the side with more room."""
        after, before = self.sides(flag)
        return replace(flag, anchor=START if after >= before else END)

    def sides(self, flag: Flag) -> tuple[float, float]:
        """Pixels for words after the line or band, and before it."""
        after = self.plot + self.right - self.pixel(flag.low)
        return after - BESIDE, self.pixel(flag.high) + self.left - BESIDE

    def lined(self, flag: Flag) -> Flag:
        """The label in as few lines as hold its whole name on the side with more room."""
        return replace(flag, lines=tuple(balanced(flag.name, max(self.sides(flag)))))


def _place(
    loose: Sequence[Flag], standing: tuple[Flag, ...], room: _Room, *, rows: int
) -> tuple[Flag, ...] | None:
    """The first arrangement in so many rows in which nothing meets, or none."""
    if not loose:
        return standing
    first, *rest = loose
    for flag in _ways(first, room, rows):
        if room.holds(flag) and not any(_meet(flag, other, room) for other in standing):
            found = _place(rest, (*standing, flag), room, rows=rows)
            if found is not None:
                return found
    return None


def _ways(flag: Flag, room: _Room, rows: int) -> Iterator[Flag]:
    first = room.turned(flag)
    second = replace(first, anchor=END if first.anchor == START else START)
    for row in range(rows - len(flag.lines) + 1):
        yield replace(first, row=row)
        yield replace(second, row=row)


def _meet(one: Flag, other: Flag, room: _Room) -> bool:
    return (
        (_share_a_row(one, other) and _overlap(room.extent(one), room.extent(other)))
        or _crosses(one, other, room)
        or _crosses(other, one, room)
    )


def _share_a_row(one: Flag, other: Flag) -> bool:
    return one.row <= other.top and other.row <= one.top


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] + APART and other[0] < one[1] + APART


def _crosses(line: Flag, words: Flag, room: _Room) -> bool:
    """Whether the line up to one label runs through the words of another."""
    start, end = room.extent(words)
    return line.kind == BREAK and words.row <= line.top and start < room.pixel(line.at) < end
