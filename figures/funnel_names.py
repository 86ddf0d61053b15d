"""Names in a funnel: of the place it is about, and of places beyond the outer limits with room.

They are placed for every width between a phone's and a page's, since places move apart with it and
words do not: a name belongs to its own mark at each, and meets no other mark, no name and no line.
Names that have room on a wide drawing only are placed after them, and stand there only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from figures.chart import FOCUS
from figures.drawing import Label, Run
from figures.funnel import FAR, FunnelChart, Member
from figures.labels import END, MIDDLE, START
from figures.layout import above, left_margin
from figures.scales import NARROWEST_BOX
from figures.theme import RIGHT, ROOMY, WIDE_ONLY
from figures.typeface import SIZE, width
from metrics.arrays import Floats

WIDER = np.array([1, 1.2, 1.5, 2, 2.7, 3.5, 4.5])
"""Widths of the plot at which names are free, in multiples of the narrowest."""

ROOMIER = np.array([1, 1.04, 1.1, 1.18, 1.26, 1.36, 1.48])
"""Widths of a wide drawing at which its own names are free, in multiples of the narrowest of them:
that of a file is among them."""

BESIDE, AWAY, SLANT, FURTHER = 11, 15, 11, 24
"""Pixels from the middle of a mark to words beside it, and to the middle of words above or below it
or at one of its corners, or further off."""

CORNER, FLUSH = 7, 1
"""Pixels from the middle of a mark to words that begin or end at its corner, and at its middle."""

CLEAR = 4
"""Pixels by which a name is nearer to its own mark than to any other, and away from other names."""

WAYS = (
    (MIDDLE, -AWAY, 0),
    (START, 0, BESIDE),
    (END, 0, BESIDE),
    (MIDDLE, AWAY, 0),
    *((anchor, down, CORNER) for down in (-SLANT, SLANT) for anchor in (START, END)),
    *((anchor, down, FLUSH) for down in (-AWAY, AWAY) for anchor in (START, END)),
    *((anchor, -FURTHER, FLUSH) for anchor in (MIDDLE, START, END)),
    *((anchor, FURTHER, FLUSH) for anchor in (MIDDLE, START, END)),
)
"""Where a name may stand from a mark above the centre, the best first: how it is anchored, pixels
down, and pixels beside. From one below the centre it is the other way up: names stand outwards."""


@lru_cache(maxsize=64)
def names(chart: FunnelChart) -> tuple[Label, ...]:
    """The name of the chosen place wherever it stands best, of others only where nothing is met."""
    narrowest, roomy = (box - left_margin(chart) - RIGHT for box in (NARROWEST_BOX, ROOMY))
    everywhere = _Taken(chart, narrowest * WIDER)
    for one in _wanted(chart):
        ways = [Way(chart, *way) for way in candidates(chart, one)]
        way = _fewest(everywhere, ways) if one.role == FOCUS else _free(everywhere, ways)
        everywhere.ways += [way] if way else []
    wide = _Taken(chart, roomy * ROOMIER, list(everywhere.ways))
    held = {way.member.area_code for way in wide.ways}
    for one in _wanted(chart):
        if one.area_code not in held and one.role != FOCUS:
            way = _free(wide, [Way(chart, *each) for each in candidates(chart, one)])
            wide.ways += [way] if way else []
    only = [replace(way.label, style=WIDE_ONLY) for way in wide.ways[len(everywhere.ways) :]]
    return (*(way.label for way in everywhere.ways), *only)


def candidates(chart: FunnelChart, one: Member) -> list[tuple[Member, str, float, int]]:
    """Every way in which the name of a place may stand, the best first."""
    outwards = 1 if (one.value or 0) >= chart.centre.value else -1
    return [(one, anchor, outwards * down, beside) for anchor, down, beside in WAYS]


def _free(taken: "_Taken", ways: "Sequence[Way]") -> "Way | None":
    """The first that meets nothing."""
    return next((way for way in ways if taken.meetings(way) == 0), None)


def _fewest(taken: "_Taken", ways: "Sequence[Way]") -> "Way | None":
    """The first that meets as little as any and stays inside."""
    met = [taken.meetings(way) for way in ways]
    return ways[met.index(min(met))] if np.isfinite(min(met)) else None


def is_all_named(chart: FunnelChart) -> bool:
    """Whether every place beyond the outer limits has its name beside it."""
    named = {label.text for label in names(chart)}
    return all(one.name in named for one in _wanted(chart))


def _wanted(chart: FunnelChart) -> list[Member]:
    """The chosen place, then those beyond the outer limits, the furthest from them first."""
    far = [one for one in chart.judged if one.position in FAR and one.role != FOCUS]
    own = [one for one in chart.shown if one.role == FOCUS]
    return [*own, *sorted(far, key=_beyond, reverse=True)]


def _beyond(one: Member) -> float:
    if one.limits is None or one.value is None:
        return 0
    lower, upper = one.limits
    return max(one.value - upper, lower - one.value)


class Way:
    """One place for the name of a member: a box that hangs from its mark."""

    def __init__(
        self, chart: FunnelChart, member: Member, anchor: str, down: float, beside: int
    ) -> None:
        assert member.size is not None
        assert member.value is not None
        self.member = member
        self.share = _across(chart, member)
        self.middle = _down(chart, member) + down
        length = width(member.name)
        self.start = {START: beside, END: -beside - length, MIDDLE: -length / 2}[anchor]
        self.end = self.start + length
        self.label = Label(
            place=(member.size, above(chart, -self.middle)),
            text=member.name,
            anchor=anchor,
            style=FOCUS if member.role == FOCUS else "",
            beside=max(beside, FLUSH),
        )


@dataclass
class _Taken:
    """The marks of a funnel and the names that stand already."""

    chart: FunnelChart
    plots: Floats
    ways: list[Way] = field(default_factory=list)

    def __post_init__(self) -> None:
        shown = self.chart.shown
        self.across = np.array([_across(self.chart, one) for one in shown])
        self.down = np.array([_down(self.chart, one) for one in shown])
        self.lines = [_line(self.chart, run) for run in _runs(self.chart)]

    def meetings(self, way: Way) -> float:
        """How many marks and names it meets at all the widths; endless where it leaves the plot."""
        plots = self.plots
        starts, ends = way.share * plots + way.start, way.share * plots + way.end
        half = SIZE / 2
        leaves = starts.min() < 0 or (ends - plots).max() > RIGHT
        if leaves or not half <= way.middle <= self.chart.plot_height - half:
            return np.inf
        places = np.outer(plots, self.across)
        right = np.maximum(starts[:, None] - places, places - ends[:, None])
        away = np.hypot(np.maximum(right, 0), np.maximum(abs(self.down - way.middle) - half, 0))
        own = self.chart.shown.index(way.member)
        met = away < away[:, [own]] + CLEAR
        crossed = sum(_crossed(line, way, starts / plots, ends / plots) for line in self.lines)
        named = sum(_meet(way, other, plots) for other in self.ways)
        return float(met.sum() - len(plots)) + crossed + named


def _runs(chart: FunnelChart) -> list[Run]:
    """The limits and the centre."""
    level = chart.centre.value
    centre = ((chart.x.low, level), (chart.x.high, level))
    return [centre, *(run for one in chart.limits for run in one.runs)]


def _line(chart: FunnelChart, run: Run) -> tuple[Floats, Floats]:
    """Shares of the width of the plot, and pixels down, along a line."""
    x, y = np.array(run).T
    wide, high = chart.x.high - chart.x.low, chart.y.high - chart.y.low
    return (x - chart.x.low) / wide, chart.plot_height * (chart.y.high - y) / high


def _crossed(line: tuple[Floats, Floats], way: "Way", starts: Floats, ends: Floats) -> int:
    """At how many widths a line runs through a name; a limit bends little along one."""
    across, down = line
    along = np.linspace(starts, ends, 5)
    held = (along >= across.min()) & (along <= across.max())
    near = abs(np.interp(along, across, down) - way.middle) < SIZE / 2 + 1
    return int((held & near).any(axis=0).sum())


def _meet(one: Way, other: Way, plots: Floats) -> bool:
    """Whether two names meet at any width between the narrowest and the widest."""
    if abs(one.middle - other.middle) >= SIZE + 1:
        return False
    apart = (one.share - other.share) * plots[[0, -1]]
    before, after = other.start - one.end - CLEAR, other.end - one.start + CLEAR
    return bool(apart.min() < after and apart.max() > before)


def _across(chart: FunnelChart, one: Member) -> float:
    """Share of the width of the plot."""
    assert one.size is not None
    return (one.size - chart.x.low) / (chart.x.high - chart.x.low)


def _down(chart: FunnelChart, one: Member) -> float:
    """Pixels below the top of the plot."""
    assert one.value is not None
    return chart.plot_height * (chart.y.high - one.value) / (chart.y.high - chart.y.low)
