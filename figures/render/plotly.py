"""A chart as a plain Plotly figure, drawn to the pixel like its SVG; the basic bundle is enough.

Colours are those of the light theme. Every trace carries its style in its `uid`, which Plotly makes
a class, and the style sheet overrides the colours by it: a page turns dark without a redraw.
"""

from collections.abc import Callable
from functools import lru_cache
from itertools import count
from textwrap import wrap
from typing import Any

from figures.chart import Axis, Chart
from figures.drawing import Area, Dots, Line, Mark, Run, Spot
from figures.kinds import INSIDE, kind_of
from figures.labels import END, MIDDLE, START
from figures.marks import scene, spots
from figures.scales import day_at
from figures.theme import DOT_OUTLINE, DOTS, EDGES, FILLS, STROKES, colour
from figures.typeface import FAMILY, SIZE
from figures.typography import safe, typographic

Figure = dict[str, Any]
Across = Callable[[float], Any]
"""From a position on the horizontal axis to what Plotly takes for it."""

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
HOVER_MODES = {INSIDE: "closest"}
KEEPS_SHAPE = {"scaleanchor": "x", "scaleratio": 1, "constrain": "domain"}
"""One unit is as high as wide, should the page give the box another shape."""

SIDES = {START: "middle right", END: "middle left", MIDDLE: "middle center"}
"""Where words stand from their place."""


def figure(chart: Chart) -> Figure:
    """The figure as a dictionary that `dcc.Graph` takes as it is."""
    drawn = scene(chart)
    numbers = count()
    at = _time if chart.x.is_time else float
    traces = [_trace(mark, f"{_uid(mark)}--{next(numbers)}", at) for mark in drawn.marks]
    pointer = kind_of(chart).pointer
    if not chart.is_bare and pointer != INSIDE:
        traces.append(_hover(chart))
    box = drawn.frame
    return {
        "data": traces,
        "layout": {
            **({} if box.aspect else {"height": box.outer_height}),
            "autosize": True,
            "margin": {"l": box.left, "r": box.right, "t": box.top, "b": box.bottom, "pad": 0},
            "template": None,
            "showlegend": False,
            "hovermode": False if chart.is_bare else HOVER_MODES.get(pointer, pointer),
            "hoverdistance": -1,
            "hoverlabel": HOVER_LABEL,
            "dragmode": False,
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "font": {"family": FAMILY, "size": SIZE, "color": colour("text")},
            "xaxis": _axis(chart.x, is_shown=box.labels_x and not chart.is_bare)
            | _spike(pointer, chart),
            "yaxis": _axis(box.y, is_shown=not chart.is_bare) | (KEEPS_SHAPE if box.aspect else {}),
        },
    }


def _spike(pointer: str, chart: Chart) -> dict[str, Any]:
    """A line under the pointer, where periods are read one by one."""
    return POINTER if pointer == "x" and not chart.is_bare else {}


def _axis(axis: Axis, *, is_shown: bool) -> dict[str, Any]:
    at = _time if axis.is_time else float
    return {
        "type": "date" if axis.is_time else "linear",
        "range": [at(axis.low), at(axis.high)],
        "tickmode": "array",
        "tickvals": [at(tick.at) for tick in axis.ticks],
        "ticktext": [typographic(tick.label) for tick in axis.ticks],
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
    return f"{kind}-{mark.style}" if mark.style else kind


def _trace(mark: Mark, uid: str, at: Across) -> dict[str, Any]:
    common = {"type": "scatter", "uid": uid, "hoverinfo": "skip", "cliponaxis": False}
    if isinstance(mark, Line):
        stroke = STROKES[mark.style]
        dash = ",".join(f"{part}px" for part in stroke.dash) or "solid"
        line = {"color": colour(stroke.colour), "width": stroke.width, "dash": dash}
        return {
            **common,
            **_joined(mark.runs, at),
            "mode": "lines",
            "line": line | {"simplify": False},
        }
    if isinstance(mark, Area):
        return {**common, **_joined(mark.outlines, at), "mode": "lines", **_filled(mark)}
    if isinstance(mark, Dots):
        return {**common, **_joined((mark.places,), at), "mode": "markers", "marker": _marker(mark)}
    side = SIDES[mark.anchor]
    said = {"text": [safe(mark.text)], "textposition": side, "marker": _unseen(mark.beside)}
    return {**common, **_joined(((mark.place,),), at), "mode": "markers+text", **said}


def _unseen(beside: int) -> dict[str, float]:
    """A point that keeps its words away: by 1 pixel and 5/8 of its size from its middle."""
    return {"opacity": 0, "size": 1.6 * (beside - 1)}


def _filled(mark: Area) -> dict[str, Any]:
    """How an area is filled and edged, and what it says to a pointer inside it."""
    edge = EDGES.get(mark.style)
    line = {"width": edge.width, "color": colour(edge.colour)} if edge else {"width": 0}
    filled = {
        "fill": "toself",
        "fillcolor": colour(FILLS[mark.style]),
        "line": line | {"simplify": False},
    }
    if mark.spot is None:
        return filled
    told = {"hoveron": "fills", "hoverinfo": "text", "text": _said(mark.spot)}
    return filled | told | ({"meta": {"href": mark.spot.href}} if mark.spot.href else {})


def _joined(runs: tuple[Run, ...], at: Across) -> dict[str, list[Any]]:
    """Coordinates of all runs, with a gap between two."""
    xs: list[Any] = []
    ys: list[Any] = []
    for run in runs:
        xs += [*([None] if xs else []), *(at(x) for x, _ in run)]
        ys += [*([None] if ys else []), *(y for _, y in run)]
    return {"x": xs, "y": ys}


def _marker(mark: Dots) -> dict[str, Any]:
    style = DOTS[mark.style]
    return {
        "size": 2 * style.radius,
        "symbol": style.shape,
        "opacity": 1,
        "color": colour("background" if style.hollow else style.colour),
        "line": {"width": DOT_OUTLINE, "color": colour(style.colour)},
    }


def _hover(chart: Chart) -> dict[str, Any]:
    """Unseen points that carry figures in words, and where choosing one leads."""
    told = spots(chart)
    at = _time if chart.x.is_time else float
    trace: dict[str, Any] = {
        "type": "scatter",
        "uid": "hover",
        "mode": "markers",
        "marker": {"opacity": 0, "size": 1},
        "x": [at(spot.place[0]) for spot in told],
        "y": [spot.place[1] for spot in told],
        "hoverinfo": "text",
        "text": [_said(spot) for spot in told],
    }
    return trace | {"customdata": [spot.href for spot in told]} if _leads(told) else trace


def _leads(told: tuple[Spot, ...]) -> bool:
    return any(spot.href for spot in told)


def _said(spot: Spot) -> str:
    """Lines that fit beside a point; bold would need a style attribute: policy forbids it."""
    return "<br>".join(safe(part) for line in spot.lines for part in _wrapped(line))


@lru_cache(maxsize=4096)
def _wrapped(line: str) -> list[str]:
    return [line] if len(line) <= HOVER_WIDTH else wrap(line, HOVER_WIDTH)


@lru_cache(maxsize=16384)
def _time(position: float) -> str:
    """A position on a time axis as a moment Plotly reads as the same position."""
    seconds = round((position - int(position)) * SECONDS_PER_DAY)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{day_at(position)} {hours:02d}:{minutes:02d}:{seconds % 60:02d}"
