"""What every chart is drawn with: lines, areas, dots, labels and spots, in the units of its axes.

Both drawn renderings print these marks and nothing else, which is why they agree. A new kind of
chart adds marks; a renderer changes only for a new kind of mark.
"""

from dataclasses import dataclass

from figures.chart import Axis

Place = tuple[float, float]
Run = tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line in one or several runs; nothing is drawn between two runs."""

    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place that tells its figures when the pointer is near.

    Attributes:
        lines: What is said; the first line is the heading.
        href: Where choosing the place leads: an address, or a query that changes the view.
    """

    place: Place
    lines: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Area:
    """One or several filled outlines; with a spot it tells its figures to a pointer inside it."""

    style: str
    outlines: tuple[Run, ...]
    spot: Spot | None = None


@dataclass(frozen=True, kw_only=True)
class Dots:
    """Points of one style."""

    style: str
    places: Run


@dataclass(frozen=True, kw_only=True)
class Label:
    """Words that start or end beside a place, or have their middle there.

    Attributes:
        style: One of `figures.theme.WORDS`; blank for plain words.
        beside: Pixels between the place and words that start or end there.
    """

    place: Place
    text: str
    anchor: str
    style: str = ""
    beside: int = 4


Mark = Line | Area | Dots | Label


@dataclass(frozen=True, kw_only=True)
class Frame:
    """The box a chart is drawn in, in pixels; the width is whatever the page gives.

    Attributes:
        left: Margin for words; so are `right`, `top` and `bottom`.
        height: Of the drawn area: the plot, the rows of labels above it, the feet of ticks below.
        y: The vertical axis over the drawn area, which reaches further than the plot's own.
        labels_x: Whether the renderers write the labels of the horizontal axis under the drawn
            area; a kind that writes them itself, to have more words below them, says no.
        aspect: Width over height where the box keeps its shape at every width; it then has no
            margins and `height` is in units of its axis. 0 for a box of fixed height.
    """

    left: int
    right: int
    top: int
    bottom: int
    height: int
    y: Axis
    labels_x: bool = True
    aspect: float = 0

    @property
    def outer_height(self) -> int:
        """Height with the margins."""
        return self.top + self.height + self.bottom


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A chart ready to be drawn: its box, and its marks in the order they are laid down."""

    frame: Frame
    marks: tuple[Mark, ...]
