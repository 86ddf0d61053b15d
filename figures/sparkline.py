"""A line little taller than words: the course of a measure beside its newest value."""

from dataclasses import replace

from figures.chart import SPARKLINE, Axis, TimeChart

HEIGHT = 34


def sparkline(chart: TimeChart, *, height: int = HEIGHT) -> TimeChart:
    """The focus of a chart, with neither axes nor labels; its words say what it leaves out."""
    return replace(
        chart,
        chart_id=f"{chart.chart_id}-sparkline",
        kind=SPARKLINE,
        series=(chart.focus,),
        place=chart.focus.name,
        y=_tight(chart),
        intervals=False,
        events=(),
        plot_height=height,
    )


def _tight(chart: TimeChart) -> Axis:
    """From zero to the highest value: without labels there is no need of a round number."""
    highest = max((point.value or 0 for point in chart.focus.points), default=0)
    return Axis(low=0, high=highest or 1, ticks=())
