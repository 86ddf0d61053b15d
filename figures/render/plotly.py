"""A chart as a plain Plotly figure, drawn to the pixel like its SVG; the basic bundle is enough.

Colours are those of the light theme. Every trace carries its style in its `uid`, which Plotly makes
a class, and the style sheet overrides the colours by it: a page turns dark without a redraw.
"""

from datetime import date
from functools import lru_cache
from html import escape
from itertools import count
from textwrap import wrap
from typing import Any

from figures import words
from figures.chart import SPARKLINE, Axis, Chart, Point
from figures.labels import BESIDE, START
from figures.marks import Area, Dots, Label, Line, Mark, Run, scene
from figures.render.text import interval_words, standing
from figures.scales import day_at, position
from figures.theme import DOT_OUTLINE, DOTS, FILLS, STROKES, colour
from figures.typeface import FAMILY, SIZE
from figures.words import absence, period

Figure = dict[str, Any]
SECONDS_PER_DAY = 86_400
CLEAR = "rgba(0,0,0,0)"
HOVER_WIDTH = 32
"""Characters in a line of the box at the pointer: it must fit beside a point on a phone."""

HOVER_LABEL = {
    "align": "left",
    "bgcolor": colour("background"),
    "bordercolor": colour("axis"),
    "font": {"family": FAMILY, "size": SIZE, "color": colour("text")},
}
POINTER = {
    "showspikes": True,
    "spikemode": "across",
    "spikesnap": "hovered data",
    "spikethickness": 1,
    "spikedash": "solid",
    "spikecolor": colour("axis"),
}
UNSEEN = {"opacity": 0, "size": 1.6 * (BESIDE - 1)}
"""Plotly keeps words at 1 pixel and 5/8 of the size of their point away from its middle."""


def figure(chart: Chart) -> Figure:
    """The figure as a dictionary that `dcc.Graph` takes as it is."""
    drawn = scene(chart)
    numbers = count()
    traces = [_trace(mark, f"{_uid(mark)}--{next(numbers)}") for mark in drawn.marks]
    is_bare = chart.kind == SPARKLINE
    if not is_bare:
        traces.append(_hover(chart))
    box = drawn.frame
    return {
        "data": traces,
        "layout": {
            "height": box.outer_height,
            "autosize": True,
            "margin": {"l": box.left, "r": box.right, "t": box.top, "b": box.bottom, "pad": 0},
            "template": None,
            "showlegend": False,
            "hovermode": False if is_bare else "x",
            "hoverdistance": -1,
            "hoverlabel": HOVER_LABEL,
            "dragmode": False,
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "font": {"family": FAMILY, "size": SIZE, "color": colour("text")},
            "xaxis": _axis(chart.x, is_shown=not is_bare) | (POINTER if not is_bare else {}),
            "yaxis": _axis(box.y, is_shown=not is_bare),
        },
    }


def _axis(axis: Axis, *, is_shown: bool) -> dict[str, Any]:
    at = _time if axis.is_time else float
    return {
        "type": "date" if axis.is_time else "linear",
        "range": [at(axis.low), at(axis.high)],
        "tickmode": "array",
        "tickvals": [at(tick.at) for tick in axis.ticks],
        "ticktext": [tick.label for tick in axis.ticks],
        "showticklabels": is_shown,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "showspikes": False,
        "automargin": False,
        "ticklabeloverflow": "allow",
    }


def _uid(mark: Mark) -> str:
    """Kind and style of a mark: the hook of the style sheet."""
    kind = type(mark).__name__.lower()
    return kind if isinstance(mark, Label) else f"{kind}-{mark.style}"


def _trace(mark: Mark, uid: str) -> dict[str, Any]:
    common = {"type": "scatter", "uid": uid, "hoverinfo": "skip", "cliponaxis": False}
    if isinstance(mark, Line):
        stroke = STROKES[mark.style]
        dash = ",".join(f"{part}px" for part in stroke.dash) or "solid"
        line = {"color": colour(stroke.colour), "width": stroke.width, "dash": dash}
        return {**common, **_joined(mark.runs), "mode": "lines", "line": line | {"simplify": False}}
    if isinstance(mark, Area):
        fill = {
            "fill": "toself",
            "fillcolor": colour(FILLS[mark.style]),
            "line": {"width": 0, "simplify": False},
        }
        return {**common, **_joined(mark.outlines), "mode": "lines", **fill}
    if isinstance(mark, Dots):
        return {**common, **_joined((mark.places,)), "mode": "markers", "marker": _marker(mark)}
    side = "middle right" if mark.anchor == START else "middle left"
    said = {"text": [escape(mark.text)], "textposition": side, "marker": UNSEEN}
    return {**common, **_joined(((mark.place,),)), "mode": "markers+text", **said}


def _joined(runs: tuple[Run, ...]) -> dict[str, list[Any]]:
    """Coordinates of all runs, with a gap between two."""
    xs: list[Any] = []
    ys: list[Any] = []
    for run in runs:
        xs += [*([None] if xs else []), *(_time(x) for x, _ in run)]
        ys += [*([None] if ys else []), *(y for _, y in run)]
    return {"x": xs, "y": ys}


def _marker(mark: Dots) -> dict[str, Any]:
    style = DOTS[mark.style]
    return {
        "size": 2 * style.radius,
        "opacity": 1,
        "color": colour("background" if style.hollow else style.colour),
        "line": {"width": DOT_OUTLINE, "color": colour(style.colour)},
    }


def _hover(chart: Chart) -> dict[str, Any]:
    """Unseen points, one for each period, that carry its figures in words."""
    held = [{point.period_end: point for point in series.points} for series in chart.series]
    ends = sorted(set().union(*held))
    found = [[points.get(end) for points in held] for end in ends]
    values = [[point.value for point in points if point] for points in found]
    return {
        "type": "scatter",
        "uid": "hover",
        "mode": "markers",
        "marker": {"opacity": 0, "size": 1},
        "x": [_time(position(chart.period_type, end)) for end in ends],
        "y": [next((v for v in row if v is not None), chart.y.low) for row in values],
        "hoverinfo": "text",
        "text": [_said(chart, end, points) for end, points in zip(ends, found, strict=True)],
    }


def _said(chart: Chart, end: date, points: list[Point | None]) -> str:
    lines = [
        f"{series.name}: {_value(chart, point)}"
        for series, point in zip(chart.series, points, strict=True)
    ]
    if any(point and point.value is not None for point in points):
        lines += [chart.unit, *standing(chart, points)]
    parts = (part for line in lines for part in _wrapped(line))
    heading = period(chart.period_type, end)  # bold would need a style attribute: policy forbids
    return "<br>".join([heading, *map(escape, parts)])


@lru_cache(maxsize=4096)
def _wrapped(line: str) -> list[str]:
    return [line] if len(line) <= HOVER_WIDTH else wrap(line, HOVER_WIDTH)


def _value(chart: Chart, point: Point | None) -> str:
    if point is None or point.value is None:
        return absence(point.status if point else "")
    interval = interval_words(chart, point)
    said = words.figure(point.value, chart.unit, chart.decimals)
    return f"{said} ({interval})" if interval else said


@lru_cache(maxsize=16384)
def _time(position: float) -> str:
    """A position on a time axis as a moment Plotly reads as the same position."""
    seconds = round((position - int(position)) * SECONDS_PER_DAY)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{day_at(position)} {hours:02d}:{minutes:02d}:{seconds % 60:02d}"
