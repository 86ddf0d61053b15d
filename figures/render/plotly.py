"""A chart as a plain Plotly figure, drawn to the pixel like its SVG; the basic bundle is enough.

Colours are those of the light theme. Every trace carries its style in its `uid`, which Plotly makes
a class, and the style sheet overrides the colours by it: a page turns dark without a redraw.
"""

from itertools import count
from typing import Any

from figures.chart import SPARKLINE, Axis, Chart, Series
from figures.labels import START
from figures.marks import Area, Dots, Label, Line, Mark, Run, place, scene
from figures.render.text import interval_words, value_words
from figures.scales import day_at
from figures.theme import DOT_OUTLINE, DOTS, FILLS, STROKES, colour
from figures.typeface import FAMILY, SIZE
from figures.words import status_words

Figure = dict[str, Any]
SECONDS_PER_DAY = 86_400


def figure(chart: Chart) -> Figure:
    """The figure as a dictionary that `dcc.Graph` takes as it is."""
    drawn = scene(chart)
    numbers = count()
    traces = [_trace(mark, f"{_style(mark)}-{next(numbers)}") for mark in drawn.marks]
    if chart.kind != SPARKLINE:
        traces += [_hover(chart, series) for series in chart.series if series.shown]
    box = drawn.frame
    return {
        "data": traces,
        "layout": {
            "height": box.outer_height,
            "autosize": True,
            "margin": {"l": box.left, "r": box.right, "t": box.top, "b": box.bottom, "pad": 0},
            "template": None,
            "showlegend": False,
            "hovermode": False if chart.kind == SPARKLINE else "x unified",
            "dragmode": False,
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FAMILY, "size": SIZE, "color": colour("text")},
            "xaxis": _axis(chart.x, is_shown=chart.kind != SPARKLINE),
            "yaxis": _axis(chart.y, is_shown=chart.kind != SPARKLINE),
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


def _style(mark: Mark) -> str:
    return "label" if isinstance(mark, Label) else mark.style


def _trace(mark: Mark, uid: str) -> dict[str, Any]:
    common = {"type": "scatter", "uid": uid, "hoverinfo": "skip", "cliponaxis": False}
    if isinstance(mark, Line):
        stroke = STROKES[mark.style]
        dash = ",".join(f"{part}px" for part in stroke.dash) or "solid"
        line = {"color": colour(stroke.colour), "width": stroke.width, "dash": dash}
        return {**common, **_joined(mark.runs), "mode": "lines", "line": line | {"simplify": False}}
    if isinstance(mark, Area):
        fill = {"fill": "toself", "fillcolor": colour(FILLS[mark.style]), "line": {"width": 0}}
        return {**common, **_joined(mark.outlines), "mode": "lines", **fill}
    if isinstance(mark, Dots):
        return {**common, **_joined((mark.places,)), "mode": "markers", "marker": _marker(mark)}
    position = "middle right" if mark.anchor == START else "middle left"
    words = {"text": [mark.text], "textposition": position}
    return {**common, **_joined(((mark.place,),)), "mode": "text", **words}


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


def _hover(chart: Chart, series: Series) -> dict[str, Any]:
    """Unseen points that carry the words of a series."""
    places = tuple(place(chart, point) for point in series.shown)
    words = []
    for point in series.shown:
        parts = [f"{series.name}: {value_words(chart, point)}"]
        if interval := interval_words(chart, point):
            parts.append(f"95% interval {interval}")
        if standing := status_words(point.status, provisional=point.provisional):
            parts.append(standing)
        words.append("<br>".join(parts))
    return {
        "type": "scatter",
        "uid": f"hover-{series.role}",
        "mode": "markers",
        "name": series.name,
        "marker": {"opacity": 0, "size": 8, "color": colour(series.role)},
        "text": words,
        "hovertemplate": "%{text}<extra></extra>",
        **_joined((places,)),
    }


def _time(position: float) -> str:
    """A position on a time axis as a moment Plotly reads as the same position."""
    seconds = round((position - int(position)) * SECONDS_PER_DAY)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{day_at(position)} {hours:02d}:{minutes:02d}:{seconds % 60:02d}"
