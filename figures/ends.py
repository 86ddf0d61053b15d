"""Names at the ends of lines, in a margin beside the plot, moved apart where lines end together."""

from collections.abc import Sequence
from dataclasses import dataclass

from figures.chart import GROUP_ROLES, Series, TimeChart
from figures.drawing import Label
from figures.labels import START
from figures.layout import above
from figures.scales import NARROWEST_PLOT
from figures.theme import RIGHT, RIGHT_MARGINS
from figures.typeface import SIZE, balanced, width

BESIDE = 9
"""Pixels between the plot and a name: half of a point at the end of a line lies there."""

LEADING = SIZE + 1
BETWEEN = 2
"""Pixels from line to line of a name, and between two names."""

MOST_LINES = 2


def right_margin(series: Sequence[Series]) -> int:
    """The narrowest margin that holds the names of the lines; the usual one where none is named."""
    widest = max((width(line) for one in named(series) for line in _lines(one)), default=0)
    return next((margin for margin in (RIGHT, *RIGHT_MARGINS) if margin >= _needed(widest)), RIGHT)


def narrowest_plot(series: Sequence[Series]) -> int:
    """What of the narrowest screen is left for the plot beside the names, at the least."""
    return NARROWEST_PLOT + RIGHT - right_margin(series)


def named(series: Sequence[Series]) -> tuple[Series, ...]:
    """The lines that are named at their ends: none of one alone, or where a name has no room."""
    found = tuple(one for one in series if one.role in GROUP_ROLES and one.last is not None)
    is_held = all(
        len(_lines(one)) <= MOST_LINES
        and _needed(max(map(width, _lines(one)))) <= RIGHT_MARGINS[-1]
        for one in found
    )
    return found if len(found) > 1 and is_held else ()


def end_labels(chart: TimeChart) -> tuple[Label, ...]:
    """The names, each as near to the end of its line as the others let it."""
    wanted = [(_down(chart, one), one) for one in named(chart.series)]
    wanted.sort(key=lambda pair: pair[0])
    heights = [LEADING * len(_lines(one)) for _, one in wanted]
    middles = apart([down for down, _ in wanted], heights, high=chart.plot_height)
    return tuple(
        Label(
            place=(chart.x.high, above(chart, -(middle + LEADING * _below(one, index)))),
            text=line,
            anchor=START,
            style=one.role,
            beside=BESIDE,
        )
        for (_, one), middle in zip(wanted, middles, strict=True)
        for index, line in enumerate(_lines(one))
    )


@dataclass
class _Stack:
    """Names that touch each other: where each wants its middle, its height, and the top of all."""

    wanted: list[float]
    heights: list[float]
    top: float = 0

    @property
    def bottom(self) -> float:
        """Where the last ends."""
        return self.top + sum(self.heights) + BETWEEN * (len(self.heights) - 1)

    def settle(self, high: float) -> None:
        """Moves all as near as can be to where each wants to be, inside so many pixels."""
        self.top = 0
        tops = [w - m for w, m in zip(self.wanted, self.middles(), strict=True)]
        self.top = max(0, min(sum(tops) / len(tops), high - self.bottom))

    def middles(self) -> list[float]:
        """Where the middle of each stands."""
        found, down = [], self.top
        for height in self.heights:
            found.append(down + height / 2)
            down += height + BETWEEN
        return found


def apart(wanted: Sequence[float], heights: Sequence[float], *, high: float) -> list[float]:
    """Middles as near to those wanted, which are in order, as lets none overlap within a height."""
    stacks: list[_Stack] = []
    for middle, height in zip(wanted, heights, strict=True):
        stack = _Stack([middle], [height])
        stack.settle(high)
        while stacks and stacks[-1].bottom + BETWEEN > stack.top:
            before = stacks.pop()
            stack = _Stack([*before.wanted, *stack.wanted], [*before.heights, *stack.heights])
            stack.settle(high)
        stacks.append(stack)
    return [middle for stack in stacks for middle in stack.middles()]


def _lines(one: Series) -> list[str]:
    return balanced(one.label, RIGHT_MARGINS[-1] - BESIDE)


def _needed(widest: float) -> float:
    return widest + BESIDE if widest else 0


def _below(one: Series, index: int) -> float:
    """How many lines below the middle of a name one of its lines stands."""
    return index - (len(_lines(one)) - 1) / 2


def _down(chart: TimeChart, one: Series) -> float:
    """Pixels below the top of the plot where a line ends."""
    assert one.last is not None
    assert one.last.value is not None
    return chart.plot_height * (chart.y.high - one.last.value) / (chart.y.high - chart.y.low)
