"""Margins and distances in pixels that the drawings of all kinds share."""

from figures.chart import Chart
from figures.labels import BESIDE
from figures.theme import LEFT_MARGINS
from figures.typeface import width


def left_margin(chart: Chart) -> int:
    """The narrowest margin that holds the words of the vertical axis."""
    widest = max((width(tick.label) for tick in chart.y.ticks), default=0) + BESIDE
    return next((margin for margin in LEFT_MARGINS if margin >= widest), LEFT_MARGINS[-1])


def above(chart: Chart, pixels: float) -> float:
    """The value that lies so many pixels above the top of the plot."""
    return chart.y.high + pixels * (chart.y.high - chart.y.low) / chart.plot_height
