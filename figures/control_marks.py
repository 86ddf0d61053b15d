"""The marks of a control chart: those of its series, with limits, centre and signals over them."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from figures import time_marks
from figures.control import ControlChart, Limit
from figures.drawing import Dots, Frame, Line, Mark, Run, Scene
from figures.scales import half_step, position

HIGH, LOW = "signal-high", "signal-low"


def scene(chart: ControlChart) -> Scene:
    """The marks of the chart and the box that holds its labels at every width."""
    drawn = time_marks.scene(chart)
    return replace(drawn, marks=(*drawn.marks, *_limits(chart), *_signals(chart)))


def frame(chart: ControlChart) -> Frame:
    """The box of the chart."""
    return time_marks.frame(chart)


def _limits(chart: ControlChart) -> Iterator[Mark]:
    """A step for each month where limits differ from month to month, a line where they do not."""
    for trial in (False, True):
        stretches = [
            list(months)
            for (_, is_trial), months in groupby(chart.limits, lambda m: (m.segment, m.trial))
            if is_trial is trial
        ]
        if not stretches:
            continue
        kind = "-trial" if trial else ""
        yield Line(
            style=f"centre{kind}", runs=tuple(_level(chart, one, "centre") for one in stretches)
        )
        sides = tuple(_level(chart, one, side) for one in stretches for side in ("lower", "upper"))
        yield Line(style=f"limit{kind}", runs=sides)


def _level(chart: ControlChart, months: list[Limit], side: str) -> Run:
    half = half_step(chart.period_type)
    places: list[tuple[float, float]] = []
    for level, same in groupby(months, lambda month: float(getattr(month, side))):
        ends = [position(chart.period_type, month.period_end) for month in same]
        height = min(max(level, chart.y.low), chart.y.high)
        places += [(ends[0] - half, height), (ends[-1] + half, height)]
    low, high = chart.x.low, chart.x.high
    return tuple((min(max(at, low), high), height) for at, height in places)


def _signals(chart: ControlChart) -> Iterator[Dots]:
    for style, direction in ((HIGH, 1), (LOW, -1)):
        places = tuple(
            (position(chart.period_type, one.period_end), one.value)
            for one in chart.signals
            if one.direction == direction
        )
        if places:
            yield Dots(style=style, places=places)
