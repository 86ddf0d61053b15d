"""Colours, strokes and margins of the charts: one register for SVG, Plotly and the style sheet.

Colour never stands alone: lines also differ in weight and dash, points in being filled or hollow.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

LIGHT, DARK = "light", "dark"
COLOURS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "background": ("#ffffff", "#16181a"),
        "text": ("#414042", "#d7d9db"),
        "focus": ("#206095", "#7ab8ea"),
        "comparison": ("#5f666b", "#b3b8bc"),
        "third": ("#871a5b", "#dd9fc4"),
        "fourth": ("#7a5a10", "#d6b25e"),
        "context": ("#878c91", "#7d848a"),
        "interval": ("#cfdfec", "#27465f"),
        "interval-comparison": ("#e2e4e6", "#3a3e42"),
        "signal": ("#8a4b08", "#f0b35e"),
        "grid": ("#e3e5e6", "#34383b"),
        "axis": ("#8a9094", "#71777b"),
        "break": ("#414042", "#d7d9db"),
        "event": ("#f3f3f1", "#222527"),
        "gap": ("#e8e9e7", "#303437"),
        "map-1": ("#f3f5f6", "#1f2326"),
        "map-2": ("#e0e5e9", "#2d3439"),
        "map-3": ("#c9d1d7", "#424c54"),
        "map-4": ("#a3b0ba", "#606d78"),
        "map-5": ("#7d8c99", "#8694a0"),
        "map-edge": ("#56606a", "#aab4bc"),
    }
)
"""Each colour in its light and its dark form."""


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """How a line is drawn: a colour by name, a width in pixels, dashes in pixels."""

    colour: str
    width: float
    dash: tuple[int, ...] = ()
    crisp: bool = False


STROKES: Mapping[str, Stroke] = MappingProxyType(
    {
        "grid": Stroke(colour="grid", width=1, crisp=True),
        "axis": Stroke(colour="axis", width=1, crisp=True),
        "break": Stroke(colour="break", width=1, dash=(4, 3)),
        "context": Stroke(colour="context", width=1),
        "context-provisional": Stroke(colour="context", width=1, dash=(2, 2)),
        "comparison": Stroke(colour="comparison", width=2, dash=(6, 3)),
        "comparison-provisional": Stroke(colour="comparison", width=2, dash=(2, 3)),
        "third": Stroke(colour="third", width=2, dash=(10, 3, 2, 3)),
        "third-provisional": Stroke(colour="third", width=2, dash=(1, 3)),
        "fourth": Stroke(colour="fourth", width=1.75),
        "fourth-provisional": Stroke(colour="fourth", width=1.75, dash=(2, 3)),
        "focus": Stroke(colour="focus", width=3),
        "focus-provisional": Stroke(colour="focus", width=3, dash=(3, 3)),
        "centre": Stroke(colour="break", width=1.25),
        "centre-trial": Stroke(colour="break", width=1.25, dash=(1, 2)),
        "limit": Stroke(colour="break", width=1.25, dash=(6, 4)),
        "limit-trial": Stroke(colour="break", width=1.25, dash=(1, 5)),
        "reference": Stroke(colour="break", width=1, dash=(8, 3)),
        "stem": Stroke(colour="axis", width=1.9),
        "interval-edge": Stroke(colour="background", width=3.25),
        "interval-limit": Stroke(colour="text", width=1.15),
        "funnel-centre": Stroke(colour="text", width=2),
        "funnel-95": Stroke(colour="comparison", width=1.5, dash=(5, 3)),
        "funnel-998": Stroke(colour="comparison", width=1.5, dash=(2, 2)),
        "hatch-low": Stroke(colour="axis", width=0.8),
        "hatch-high": Stroke(colour="background", width=1.3),
        "map-casing": Stroke(colour="background", width=5.5),
        "map-focus": Stroke(colour="focus", width=3.5),
        "map-comparison": Stroke(colour="text", width=2.25, dash=(4, 2)),
        "panel-focus": Stroke(colour="focus", width=2.25),
        "panel-focus-provisional": Stroke(colour="focus", width=2.25, dash=(2, 2)),
        "panel-break": Stroke(colour="axis", width=1, dash=(2, 4)),
        "panel-comparison": Stroke(colour="comparison", width=1.25, dash=(3, 2)),
        "panel-comparison-provisional": Stroke(colour="comparison", width=1.25, dash=(1, 3)),
        "whisker-focus": Stroke(colour="focus", width=2.5),
        "whisker-comparison": Stroke(colour="comparison", width=2.5, dash=(4, 2)),
        "whisker-context": Stroke(colour="context", width=1.5),
    }
)
FILLS: Mapping[str, str] = MappingProxyType(
    {
        "event": "event",
        "gap": "gap",
        "interval-focus": "interval",
        "interval-comparison": "interval-comparison",
        "map-far-below": "map-1",
        "map-below": "map-2",
        "map-inside": "map-3",
        "map-above": "map-4",
        "map-far-above": "map-5",
        "map-unjudged": "map-2",
        "map-none": "background",
        "bar-focus": "focus",
        "bar-comparison": "comparison",
        "bar-context": "context",
    }
)


EDGES: Mapping[str, Stroke] = MappingProxyType(
    {style: Stroke(colour="map-edge", width=0.8) for style in FILLS if style.startswith("map-")}
)
"""The outline of an area that has one."""


@dataclass(frozen=True, kw_only=True)
class WordStyle:
    """How words are drawn: a colour by name, and how far the ground is kept clear around them."""

    colour: str = "text"
    halo: float = 1.5


PLAIN_WORDS = WordStyle()
WORDS: Mapping[str, WordStyle] = MappingProxyType(
    {
        "row": WordStyle(halo=3.5),
        "wide": WordStyle(),
        **{name: WordStyle(colour=name) for name in ("focus", "comparison", "third", "fourth")},
    }
)
"""Words that differ from plain ones."""

WIDE_ONLY, ROOMY = "wide", 752
"""Words that stand only in a drawing of at least so many pixels, and that width."""


@dataclass(frozen=True, kw_only=True)
class Hatch:
    """Lines over an area: 1 rises to the right, -1 falls, 0 is level; so many units apart."""

    stroke: str
    rise: int
    apart: int


HATCHES: Mapping[str, Hatch] = MappingProxyType(
    {
        "map-far-below": Hatch(stroke="hatch-low", rise=-1, apart=22),
        "map-below": Hatch(stroke="hatch-low", rise=-1, apart=44),
        "map-above": Hatch(stroke="hatch-high", rise=1, apart=44),
        "map-far-above": Hatch(stroke="hatch-high", rise=1, apart=22),
        "map-unjudged": Hatch(stroke="hatch-low", rise=1, apart=30),
        "map-none": Hatch(stroke="hatch-low", rise=0, apart=10),
    }
)
"""The hatching by which classes of a map differ without their tint."""

MAP_ASPECT = 1.25
"""Width of every map over its height: London fills it, one borough stands in its middle."""

MAP_WIDEST = 700
"""Pixels; wider, a map would need more points and fill more than a screen."""

CIRCLE, TRIANGLE_UP, TRIANGLE_DOWN, DIAMOND = "circle", "triangle-up", "triangle-down", "diamond"
CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = MappingProxyType(
    {
        TRIANGLE_UP: ((-1.1547, 0.5), (1.1547, 0.5), (0, -1)),
        TRIANGLE_DOWN: ((-1.1547, -0.5), (1.1547, -0.5), (0, 1)),
        DIAMOND: ((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
    }
)
"""Corners of the shapes that Plotly draws by these names, right and below, in radii."""


@dataclass(frozen=True, kw_only=True)
class DotStyle:
    """How a point is drawn: radius in pixels, outline colour by name, filled or hollow, shape."""

    colour: str
    radius: float
    hollow: bool = False
    shape: str = CIRCLE


def _positions() -> dict[str, DotStyle]:
    """Places of a funnel: shape and filling say where they lie, colour and size their role."""
    shapes = {"inside": CIRCLE, "above": TRIANGLE_UP, "below": TRIANGLE_DOWN}
    found = {}
    for role, (name, radius) in {
        "focus": ("focus", 6),
        "comparison": ("comparison", 5),
        "context": ("axis", 4),
    }.items():
        for position, shape in shapes.items():
            is_hollow = shape != CIRCLE
            style = DotStyle(colour=name, radius=radius, hollow=is_hollow, shape=shape)
            found[f"{position}-{role}"] = style
            if is_hollow:
                found[f"far-{position}-{role}"] = replace(style, hollow=False)
        found[f"unjudged-{role}"] = DotStyle(colour=name, radius=radius, hollow=True)
    return found


DOTS: Mapping[str, DotStyle] = MappingProxyType(
    {
        **_positions(),
        "focus": DotStyle(colour="focus", radius=3.5),
        "focus-provisional": DotStyle(colour="focus", radius=3.5, hollow=True),
        "comparison": DotStyle(colour="comparison", radius=2.5),
        "comparison-provisional": DotStyle(colour="comparison", radius=2.5, hollow=True),
        "third": DotStyle(colour="third", radius=3, shape=TRIANGLE_UP),
        "third-provisional": DotStyle(colour="third", radius=3, hollow=True, shape=TRIANGLE_UP),
        "fourth": DotStyle(colour="fourth", radius=3, shape=DIAMOND),
        "fourth-provisional": DotStyle(colour="fourth", radius=3, hollow=True, shape=DIAMOND),
        "context": DotStyle(colour="context", radius=1.5),
        "context-provisional": DotStyle(colour="context", radius=1.5, hollow=True),
        "signal-high": DotStyle(colour="signal", radius=4.5, shape=TRIANGLE_UP),
        "signal-low": DotStyle(colour="signal", radius=4.5, shape=TRIANGLE_DOWN),
    }
)
DOT_OUTLINE = 2

RIGHT, BOTTOM, TOP = 20, 26, 4
RIGHT_MARGINS = (56, 64, 72, 80, 88, 96)
"""Margins that hold the names of lines at their ends."""

SPARKLINE_MARGIN = 6
ROW_MARGIN = 12
LEFT_MARGINS = (40, 48, 56, 64, 72)
ROW = 18
"""Height of a row of labels above the plot, in pixels, like all sizes here."""

CLEARANCE = 7
"""Between the top of the plot and the rows: half of the label of the highest tick stands there."""

HEADROOM = 5
"""Room above the highest tick for the weight of a line and half a point."""

TICK = 5


def colour(name: str, theme: str = LIGHT) -> str:
    """A colour by its name."""
    light, dark = COLOURS[name]
    return dark if theme == DARK else light
