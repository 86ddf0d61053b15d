"""The marks of a funnel: its limits, the rate of the whole, and the places as shapes."""

from collections.abc import Iterator
from dataclasses import replace

from figures.chart import ROLES
from figures.drawing import Dots, Frame, Label, Line, Mark, Place, Scene, Spot
from figures.funnel import FunnelChart, Member
from figures.funnel_names import names
from figures.funnel_words import lines
from figures.labels import END, MIDDLE
from figures.layout import above, left_margin
from figures.theme import HEADROOM, RIGHT, TICK, TOP
from metrics.funnel import WARNING

NUMBERS, NAME, FOOT = 15, 33, 42
"""Pixels below the plot of the middle of the labels of the horizontal axis, of the name of what it
counts, and of the end of both."""


def scene(chart: FunnelChart) -> Scene:
    """The marks of the funnel and their box."""
    marks: list[Mark] = [*_grid(chart), *_lines(chart), *_dots(chart)]
    return Scene(frame=frame(chart), marks=(*marks, *_words(chart), *names(chart)))


def frame(chart: FunnelChart) -> Frame:
    """The box of the funnel."""
    return Frame(
        left=left_margin(chart),
        right=RIGHT,
        top=TOP,
        bottom=TOP,
        height=HEADROOM + chart.plot_height + FOOT,
        y=replace(chart.y, low=_below(chart, FOOT), high=above(chart, HEADROOM)),
        labels_x=False,
    )


def spots(chart: FunnelChart) -> tuple[Spot, ...]:
    """One for each place."""
    return tuple(
        Spot(place=_place(one), lines=lines(chart, one), href=one.href) for one in chart.shown
    )


def _place(one: Member) -> Place:
    assert one.size is not None
    assert one.value is not None
    return one.size, one.value


def _grid(chart: FunnelChart) -> Iterator[Line]:
    low, high = chart.x.low, chart.x.high
    levels = tuple(((low, t.at), (high, t.at)) for t in chart.y.ticks if t.at != chart.y.low)
    foot = above(chart, -TICK - chart.plot_height)
    feet = tuple(((tick.at, chart.y.low), (tick.at, foot)) for tick in chart.x.ticks)
    yield Line(style="grid", runs=levels)
    yield Line(style="axis", runs=(((low, chart.y.low), (high, chart.y.low)), *feet))


def _lines(chart: FunnelChart) -> Iterator[Line]:
    for one in chart.limits:
        if one.runs:
            kind = "funnel-95" if one.confidence == WARNING else "funnel-998"
            yield Line(style=kind, runs=one.runs)
    level = chart.centre.value
    yield Line(style="funnel-centre", runs=(((chart.x.low, level), (chart.x.high, level)),))


def _dots(chart: FunnelChart) -> Iterator[Dots]:
    """Context lies at the bottom, the focus on top."""
    for role in reversed(ROLES):
        styles = dict.fromkeys(one.style for one in chart.shown if one.role == role)
        for name in styles:
            places = tuple(_place(one) for one in chart.shown if one.style == name)
            yield Dots(style=name, places=places)


def _words(chart: FunnelChart) -> Iterator[Label]:
    """The numbers of the horizontal axis, and what it counts."""
    for tick in chart.x.ticks:
        yield Label(place=(tick.at, _below(chart, NUMBERS)), text=tick.label, anchor=MIDDLE)
    words = chart.size_unit[:1].upper() + chart.size_unit[1:]
    yield Label(place=(chart.x.high, _below(chart, NAME)), text=words, anchor=END)


def _below(chart: FunnelChart, pixels: float) -> float:
    return above(chart, -chart.plot_height - pixels)
