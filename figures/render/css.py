"""The style sheets of the charts, printed from the theme: the same look in SVG and in Plotly.

`assets/chart.css` holds what `stylesheet` returns, which stands in every page, and
`assets/live-chart.css` what `live_stylesheet` returns, which comes with Dash; a test keeps them so.
Plotly writes its colours into each element; only a rule marked important takes precedence over
them.
"""

import re
from collections.abc import Iterator

from figures.chart import LINE_ROLES
from figures.theme import (
    CIRCLE,
    COLOURS,
    DARK,
    DIAMOND,
    DOT_OUTLINE,
    DOTS,
    EDGES,
    FILLS,
    HATCHES,
    LEFT_MARGINS,
    LIGHT,
    MAP_ASPECT,
    MAP_WIDEST,
    PLAIN_WORDS,
    RIGHT,
    RIGHT_MARGINS,
    ROOMY,
    ROW_MARGIN,
    SPARKLINE_MARGIN,
    STROKES,
    TRIANGLE_DOWN,
    TRIANGLE_UP,
    WIDE_ONLY,
    WORDS,
    DotStyle,
    Hatch,
    Stroke,
    WordStyle,
    colour,
)
from figures.typeface import FAMILY, SIZE

HEADING = (
    "/* Printed by figures/render/css.py from figures/theme.py: edit those, then `make styles`. */"
)
SYSTEM_COLOURS = {
    **dict.fromkeys(("background", "event", "gap", "map-1", "map-2", "map-3"), "Canvas"),
    **dict.fromkeys(("grid", "context", "interval", "interval-comparison"), "GrayText"),
}
"""What is no line or word where readers have set their own colours; a band must not hide a line."""

SHAPES = {CIRCLE: "●○", TRIANGLE_UP: "▲△", TRIANGLE_DOWN: "▼▽", DIAMOND: "◆◇"}
"""What stands for a shape in the key of a page, filled and hollow."""

KEYED = (
    *LINE_ROLES,
    *("centre", "limit", "funnel-centre", "funnel-95", "funnel-998", "map-focus", "map-comparison"),
    *("panel-focus", "panel-focus-provisional", "panel-comparison", "panel-break"),
)
"""Lines that some key explains; of areas it is those of maps. A page carries no rule for others."""

SWATCH = 4
"""Units of a map for a pixel of hatching in the key."""

PLOTLY = ".js-plotly-plot"
NARROW = f"@container not (min-width:{ROOMY}px)"
"""A figure of a page that is too narrow for words of wide drawings; a file is in no figure."""

HALO = "paint-order:stroke;stroke:var(--chart-background);stroke-linejoin:round"
"""Keeps words legible where a line must run through them."""


def stylesheet() -> str:
    """Every rule for drawn charts in a page: light, dark, high contrast and print."""
    return "\n".join([HEADING, *_schemes(), *_boxes(), *_shapes(), *_key(), ""])


def live_stylesheet() -> str:
    """Every rule for what Plotly draws; it takes its colours from the page."""
    return "\n".join([HEADING, *_live_shapes(), *_live_words(), ""])


def embedded(theme: str = LIGHT) -> str:
    """The rules an SVG needs that stands alone, with its colours set."""
    rules = "".join((*_words(), *_shapes()))
    return re.sub(r"var\(--chart-([a-z0-9-]+)\)", lambda match: colour(match[1], theme), rules)


def _schemes() -> Iterator[str]:
    high_contrast = ";".join(
        f"--chart-{name}:{SYSTEM_COLOURS.get(name, 'CanvasText')}" for name in COLOURS
    )
    yield f":root{{{_tokens(LIGHT)}}}"
    yield f"@media screen and (prefers-color-scheme:dark){{:root{{{_tokens(DARK)}}}}}"
    yield f"@media screen and (forced-colors:active){{:root{{{high_contrast}}}}}"


def _tokens(theme: str) -> str:
    return ";".join(f"--chart-{name}:{colour(name, theme)}" for name in COLOURS)


def _boxes() -> Iterator[str]:
    """An SVG is as wide as its place less the margins, which hold words."""
    yield ".chart{display:block;overflow:visible}"
    for left in LEFT_MARGINS:
        yield _box(left, f"var(--chart-right,{RIGHT}px)")
    for right in RIGHT_MARGINS:
        yield f".chart-r{right}{{--chart-right:{right}px}}"
    yield _box(SPARKLINE_MARGIN, f"{SPARKLINE_MARGIN}px")
    yield _box(ROW_MARGIN, f"{RIGHT}px")
    yield from _maps()
    yield from _words()
    yield f"{NARROW}{{text.label-{WIDE_ONLY}{{display:none}}}}"


def _maps() -> Iterator[str]:
    """A map keeps its shape in whole pixels, to which Plotly rounds: 4 by 5, 8 by 10 and so on.

    The width is measured on the figure around it, which the page makes a container.
    """
    yield ".chart-map [class^=line-],.chart-map text{pointer-events:none}"
    high = f"round(down,min(100cqw,{MAP_WIDEST}px)/{MAP_ASPECT},4px)"
    yield (
        f".graph-map,.chart-map{{display:block;max-width:{MAP_WIDEST}px;width:100%;"
        f"aspect-ratio:{MAP_ASPECT};height:{high};width:calc({high}*{MAP_ASPECT})}}"
    )


def _box(left: int, right: str) -> str:
    return f".chart-l{left}{{margin-left:{left}px;width:calc(100% - {left}px - {right})}}"


def _words() -> Iterator[str]:
    yield f".chart text{{font:{SIZE}px {FAMILY};fill:var(--chart-text)}}"
    yield f".chart .label{{{HALO};{_halo(PLAIN_WORDS)}}}"
    for style, words in WORDS.items():
        yield f".chart .label-{style}{{{_worded(words)}}}"


def _halo(words: WordStyle) -> str:
    return f"stroke-width:{2 * words.halo:g}px"


def _worded(words: WordStyle, *, forced: str = "") -> str:
    """What a style of words has of its own."""
    if words.colour == PLAIN_WORDS.colour:
        return _halo(words)
    fill = f"fill:var(--chart-{words.colour}){forced}"
    return fill if words.halo == PLAIN_WORDS.halo else f"{fill};{_halo(words)}"


def _shapes() -> Iterator[str]:
    """Lines, areas and dots, by their class in the SVG."""
    yield ".chart path{fill:none;stroke-miterlimit:2;vector-effect:non-scaling-stroke}"
    for style, stroke in STROKES.items():
        yield f".chart .line-{style}{{{_stroke(stroke)}}}"
    for style, name in FILLS.items():
        edge = EDGES.get(style)
        around = _stroke(edge) if edge else "stroke:none"
        yield f".chart .area-{style}{{fill:var(--chart-{name});{around}}}"
    for style, dot in DOTS.items():
        fill, edge_colour = _dot(dot)
        yield f".chart .dot-{style}{{{fill};{edge_colour};stroke-width:{DOT_OUTLINE}}}"


def _live_shapes() -> Iterator[str]:
    """Lines, areas and dots, by the uid that Plotly makes a class."""
    for style, stroke in STROKES.items():
        yield _override(f"line-{style}", ".js-line", _paint("stroke", stroke.colour), stroke)
    for style, name in FILLS.items():
        yield _override(f"area-{style}", ".js-fill", _paint("fill", name))
        if style in EDGES:
            paint = _paint("stroke", EDGES[style].colour)
            yield _override(f"area-{style}", ".js-line", paint)
    for style, dot in DOTS.items():
        fill, edge_colour = _dot(dot)
        yield _override(f"dots-{style}", ".point", f"{fill}!important;{edge_colour}!important")


def _dot(dot: DotStyle) -> tuple[str, str]:
    """What fills a dot and what goes around it."""
    inside = "background" if dot.hollow else dot.colour
    return f"fill:var(--chart-{inside})", f"stroke:var(--chart-{dot.colour})"


def _stroke(stroke: Stroke) -> str:
    parts = [f"stroke:var(--chart-{stroke.colour})", f"stroke-width:{stroke.width:g}"]
    if stroke.dash:
        parts.append(f"stroke-dasharray:{','.join(map(str, stroke.dash))}")
    if stroke.crisp:
        parts.append("shape-rendering:crispEdges")
    return ";".join(parts)


def _paint(part: str, name: str) -> str:
    return f"{part}:var(--chart-{name})!important"


def _override(uid: str, element: str, rules: str, stroke: Stroke | None = None) -> str:
    crisp = ";shape-rendering:crispEdges" if stroke and stroke.crisp else ""
    return f'{PLOTLY} [class*="trace{uid}--"] {element}{{{rules}{crisp}}}'


def _live_words() -> Iterator[str]:
    """What Plotly draws of its own: words, the hover box, the line under the pointer."""
    text = _paint("fill", "text")
    yield f"{PLOTLY} .xtick text,{PLOTLY} .ytick text,{PLOTLY} .textpoint text{{{text}}}"
    yield f"{PLOTLY} .textpoint text{{{HALO};{_halo(PLAIN_WORDS)}}}"
    for style, words in WORDS.items():
        yield _override(f"label-{style}", "text", _worded(words, forced="!important"))
    yield f'{NARROW}{{{PLOTLY} [class*="tracelabel-{WIDE_ONLY}--"]{{display:none}}}}'
    yield f"{PLOTLY} .hoverlayer text{{{text}}}"
    box = f"{_paint('fill', 'background')};{_paint('stroke', 'axis')}"
    yield f"{PLOTLY} .hovertext path{{{box}}}"
    yield f"{PLOTLY} .spikeline{{{_paint('stroke', 'background')}}}"
    yield f'{PLOTLY} .spikeline[stroke-width="1"]{{{_paint("stroke", "axis")}}}'


def _key() -> Iterator[str]:
    """The key above a chart: a piece of the line, then the name."""
    yield (
        ".chart-key{display:flex;flex-wrap:wrap;gap:0 1.5rem;margin:.5rem 0;padding:0;"
        "list-style:none}"
    )
    yield ".chart-key>li{position:relative;padding-left:2.25rem}"
    yield (
        ".chart-key>li::before{content:'';position:absolute;left:0;top:.7em;width:1.75rem;"
        "border-top:1px solid;forced-color-adjust:none}"
    )
    for style, stroke in STROKES.items():
        if style not in KEYED:
            continue
        yield f".chart-key>.chart-key-{style}::before{{{_sample(stroke)}}}"
    yield ".chart-key>.chart-key-fill::before{top:.2em;height:.9rem;width:1.25rem}"
    for style, name in FILLS.items():
        if not style.startswith("map-"):
            continue
        paint = (
            f"{_hatching(HATCHES[style])},var(--chart-{name})"
            if style in HATCHES
            else f"var(--chart-{name})"
        )
        yield (
            f".chart-key>.chart-key-{style}::before"
            f"{{border:1px solid var(--chart-axis);background:{paint};print-color-adjust:exact}}"
        )
    for style, dot in DOTS.items():
        name = f"lone-{style}" if style in STROKES else style
        sign = SHAPES[dot.shape][dot.hollow]
        yield (
            f".chart-key>.chart-key-{name}::before{{content:'{sign}'/'';top:0;"
            f"width:auto;left:.5rem;border:0;color:var(--chart-{dot.colour})}}"
        )


def _hatching(hatch: Hatch) -> str:
    """The lines of a hatching over a swatch."""
    line = STROKES[hatch.stroke]
    turn = {1: 135, -1: 45, 0: 0}[hatch.rise]
    apart = max(4, hatch.apart // SWATCH)
    stops = f"var(--chart-{line.colour}) 0 {line.width:g}px,transparent {line.width:g}px {apart}px"
    return f"repeating-linear-gradient({turn}deg,{stops})"


def _sample(stroke: Stroke) -> str:
    """A piece of a line with its own dashes, which no border could draw."""
    paint = f"var(--chart-{stroke.colour})"
    if not stroke.dash:
        return f"border-top:{stroke.width:g}px solid {paint}"
    stops, at = [], 0
    for index, part in enumerate(stroke.dash):
        stops.append(f"{'transparent' if index % 2 else paint} {at}px {at + part}px")
        at += part
    return (
        f"border:0;height:{stroke.width:g}px;print-color-adjust:exact;"
        f"background:repeating-linear-gradient(90deg,{','.join(stops)})"
    )
