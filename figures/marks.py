"""The marks of any chart, and the box that holds them."""

from figures.chart import Chart
from figures.drawing import Frame, Scene, Spot
from figures.kinds import kind_of


def scene(chart: Chart) -> Scene:
    """The marks of a chart and the box that holds its labels at every width."""
    return kind_of(chart).scene(chart)


def frame(chart: Chart) -> Frame:
    """The box of a chart, for whoever needs its height."""
    return kind_of(chart).frame(chart)


def spots(chart: Chart) -> tuple[Spot, ...]:
    """The places that tell their figures when the pointer is near."""
    return kind_of(chart).spots(chart)
