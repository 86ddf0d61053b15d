"""Names in a funnel: of the place it is about, and of places beyond the outer limits with room.

They are placed for every width between a phone's and a page's, since places move apart with it and
words do not: a name belongs to its own mark at each, and meets neither another mark nor a name.
"""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from figures.chart import FOCUS
from figures.drawing import Label
from figures.funnel import FAR, FunnelChart, Member
from figures.labels import END, MIDDLE, START
from figures.layout import above, left_margin
from figures.scales import NARROWEST_BOX
from figures.theme import RIGHT
from figures.typeface import SIZE, width
from metrics.arrays import Floats

WIDER = np.array([1, 1.2, 1.5, 2, 2.7, 3.5, 4.5])
"""Widths of the plot at which names are free, in multiples of the narrowest."""

BESIDE, AWAY, SLANT = 11, 15, 11
"""Pixels from the middle of a mark to words beside it, and to the middle of words above or below it
or at one of its corners."""

CLEAR = 4
"""Pixels by which a name is nearer to its own mark than to any other, and away from other names."""

WAYS = (
    (MIDDLE, -AWAY),
    (START, 0),
    (END, 0),
    (MIDDLE, AWAY),
    (START, -SLANT),
    (END, -SLANT),
    (START, SLANT),
    (END, SLANT),
)
"""Where a name may stand from a mark above the centre, the best first: how it is anchored, and
pixels down. From one below the centre it is the other way up: names stand outwards."""


@lru_cache(maxsize=64)
def names(chart: FunnelChart) -> tuple[Label, ...]:
    """The name of the chosen place wherever it stands best, of others only where nothing is met."""
    taken = _Taken(chart)
    for one in _wanted(chart):
        outwards = 1 if (one.value or 0) >= chart.centre.value else -1
        ways = [_Way(chart, one, anchor, outwards * down) for anchor, down in WAYS]
        met = [taken.meetings(way) for way in ways]
        fewest = min(met)
        if fewest == 0 or (one.role == FOCUS and np.isfinite(fewest)):
            taken.ways.append(ways[met.index(fewest)])
    return tuple(way.label for way in taken.ways)


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


class _Way:
    """One place for the name of a member: a box that hangs from its mark."""

    def __init__(self, chart: FunnelChart, member: Member, anchor: str, down: float) -> None:
        assert member.size is not None
        assert member.value is not None
        self.member = member
        self.share = _across(chart, member)
        self.middle = _down(chart, member) + down
        beside = BESIDE if not down else BESIDE - 4
        length = width(member.name)
        self.start = {START: beside, END: -beside - length, MIDDLE: -length / 2}[anchor]
        self.end = self.start + length
        self.label = Label(
            place=(member.size, above(chart, -self.middle)),
            text=member.name,
            anchor=anchor,
            style=FOCUS if member.role == FOCUS else "",
            beside=beside,
        )


@dataclass
class _Taken:
    """The marks of a funnel and the names that stand already."""

    chart: FunnelChart
    ways: list[_Way] = field(default_factory=list)

    def __post_init__(self) -> None:
        shown = self.chart.shown
        self.narrowest = NARROWEST_BOX - left_margin(self.chart) - RIGHT
        self.across = np.array([_across(self.chart, one) for one in shown])
        self.down = np.array([_down(self.chart, one) for one in shown])

    def meetings(self, way: _Way) -> float:
        """How many marks and names it meets at all the widths; endless where it leaves the plot."""
        plots = self.narrowest * WIDER
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
        return float(met.sum() - len(plots)) + sum(_meet(way, other, plots) for other in self.ways)


def _meet(one: _Way, other: _Way, plots: Floats) -> int:
    if abs(one.middle - other.middle) >= SIZE:
        return 0
    apart = (one.share - other.share) * plots
    return int(
        ((apart + one.start < other.end + CLEAR) & (apart + one.end + CLEAR > other.start)).sum()
    )


def _across(chart: FunnelChart, one: Member) -> float:
    """Share of the width of the plot."""
    assert one.size is not None
    return (one.size - chart.x.low) / (chart.x.high - chart.x.low)


def _down(chart: FunnelChart, one: Member) -> float:
    """Pixels below the top of the plot."""
    assert one.value is not None
    return chart.plot_height * (chart.y.high - one.value) / (chart.y.high - chart.y.low)
