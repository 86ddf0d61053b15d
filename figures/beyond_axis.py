"""A line drawn to the range of most of its periods: a few that lie far beyond are told in words."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from data.periods import period_start
from figures.change_over_time import Timed
from figures.chart import Event
from figures.control import ControlChart
from figures.scales import value_axis
from figures.words import figure, listed, period


def beyond_axis(chart: Timed, ends: Collection[date], *, why: str) -> Timed:
    """The chart with an axis over all other periods, and these marked with their values.

    Only those that would not fit are marked; nothing is left out of the table.

    Args:
        chart: The chart, its axis from zero over everything.
        ends: Last days of neighbouring periods known to be unlike the others.
        why: What is known of them, in a sentence.
    """
    points = [point for point in chart.focus.shown if point.value is not None]
    others = [one for one in points if one.period_end not in ends]
    heights = [one.value or 0 for one in others]
    heights += [one.upper or 0 for one in others if chart.intervals]
    if isinstance(chart, ControlChart):
        heights += [one.upper for one in chart.limits]
    if not others:
        return chart
    axis = value_axis(max(heights), whole=chart.decimals == 0)
    far = [one for one in points if one.period_end in ends and (one.value or 0) > axis.high]
    if not far:
        return chart
    values = listed([figure(one.value or 0, chart.unit, chart.decimals) for one in far])
    months = listed([period(chart.period_type, one.period_end) for one in far])
    marked = Event(
        start=period_start(chart.period_type, far[0].period_end),
        end=far[-1].period_end,
        name=f"{values}, beyond the axis",
        text=why,
    )
    return replace(
        chart,
        y=axis,
        notes=(*chart.notes, f"Not drawn: {values} in {months}, beyond the axis. {why}"),
        beyond=tuple(one.period_end for one in far),
        events=tuple(sorted((*chart.events, marked), key=lambda one: one.start)),
    )
