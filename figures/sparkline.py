"""A line the size of a word: the course of a measure beside its newest value."""

from dataclasses import replace

from figures.chart import SPARKLINE, Chart

HEIGHT = 40


def sparkline(chart: Chart, *, height: int = HEIGHT) -> Chart:
    """The focus of a chart, with neither axes nor labels; its words say what it leaves out."""
    return replace(
        chart,
        chart_id=f"{chart.chart_id}-sparkline",
        kind=SPARKLINE,
        series=(chart.focus,),
        place=chart.focus.name,
        intervals=False,
        plot_height=height,
    )
