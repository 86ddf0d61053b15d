"""The words every kind of chart has: a subtitle, a key, a table."""

from dataclasses import dataclass
from datetime import date

from figures.chart import Chart
from figures.theme import STROKES

LINE, FILL, DOT = "line", "fill", "dot"
"""What stands before the words of a key."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table; numbers stand to the right.

    Attributes:
        is_beneath: Whether its cells stand beneath those of the column before where room is short.
    """

    label: str
    is_number: bool
    is_beneath: bool = False


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a cell shows, the number or date behind it where there is one, and where it leads."""

    text: str
    value: float | date | None = None
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """The chart's figures; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class KeyEntry:
    """A line of the key above the chart: what it names, and its newest value or meaning.

    Attributes:
        role: How it is drawn: a style of `figures.theme`.
        latest: Blank where the name says all.
        sample: What stands before the name: a piece of "line", of "fill", or a "dot".
    """

    name: str
    role: str
    latest: str = ""
    sample: str = LINE

    @property
    def style(self) -> str:
        """What the style sheet of a page calls it: a dot of a line is no piece of the line."""
        return f"lone-{self.role}" if self.sample == DOT and self.role in STROKES else self.role


def subtitle(chart: Chart) -> str:
    """Measure, place, period and unit, and how several drawings stand together."""
    return ", ".join(filter(None, [content(chart), chart.arrangement]))


def content(chart: Chart) -> str:
    """Measure, place, period and unit."""
    return f"{chart.measure}, {chart.place}, {chart.period}, {chart.unit}"
