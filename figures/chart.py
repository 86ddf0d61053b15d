"""A chart as data: what is shown, over which axes, with which breaks and in which words.

Nothing here draws. `figures.marks` turns a chart into lines, areas, dots and labels; the modules of
`figures.render` print those as SVG, as a Plotly figure, and the chart itself as words and a table.
"""

import math
import re
from dataclasses import dataclass
from datetime import date

FOCUS, COMPARISON, CONTEXT = "focus", "comparison", "context"
THIRD, FOURTH = "third", "fourth"
ROLES = (FOCUS, COMPARISON, CONTEXT)
GROUP_ROLES = (FOCUS, COMPARISON, THIRD, FOURTH)
"""Of lines that stand for groups of one thing, in the order in which they are named."""

LINE_ROLES = (*GROUP_ROLES, CONTEXT)
LINES, SPARKLINE = "lines", "sparkline"
PLOT_HEIGHT = 260


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """One value of a series; `value` is None where there is none, which is never zero.

    Attributes:
        period_end: Last day of the period the value is for.
        status: One character of the Analysis Function's shorthand; blank for final.
        provisional: Whether the value may still move and must look as if it may.
        basis: The residents a rate divides by, such as "mid-2024, estimated"; blank for a count.
    """

    period_end: date
    value: float | None
    lower: float | None = None
    upper: float | None = None
    status: str = ""
    provisional: bool = False
    basis: str = ""

    def __post_init__(self) -> None:
        numbers = (self.value, self.lower, self.upper)
        if not all(number is None or math.isfinite(number) for number in numbers):
            raise ValueError(
                f"A point takes finite numbers, or None where there is no value; {self.period_end} "
                f"has {numbers}. Turn missing values into None first."
            )


@dataclass(frozen=True, kw_only=True)
class Series:
    """The values of one place or group, in order of time.

    Attributes:
        role: "focus" is what the chart is about, "comparison" what it is held against, "third" and
            "fourth" more of the same, "context" what lies behind.
        short: What it is called at the end of its line, where its name is long.
    """

    name: str
    points: tuple[Point, ...]
    role: str = FOCUS
    short: str = ""

    def __post_init__(self) -> None:
        ends = [point.period_end for point in self.points]
        if ends != sorted(set(ends)):
            raise ValueError(
                f"The points of '{self.name}' must be in order of time, one for each period."
            )
        if self.role not in LINE_ROLES:
            raise ValueError(f"'{self.role}' is no role of a series. Use one of {LINE_ROLES}.")

    @property
    def label(self) -> str:
        """What it is called at the end of its line: without what its name adds after a comma."""
        return self.short or re.split(r", | \(", self.name)[0]

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points that have a value."""
        return tuple(point for point in self.points if point.value is not None)

    @property
    def last(self) -> Point | None:
        """The newest point that has a value."""
        return self.shown[-1] if self.shown else None


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A mark on an axis; a blank label leaves the mark without words."""

    at: float
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """The range of an axis and its ticks, in the units that `figures.scales` gives positions."""

    low: float
    high: float
    ticks: tuple[Tick, ...]
    is_time: bool = False


@dataclass(frozen=True, kw_only=True)
class Break:
    """A day from which the figures no longer mean quite the same.

    Attributes:
        name: A few words that fit beside the line.
        text: What changed, in one or two sentences.
        parts: Whether the figures before and after must not be joined by a line.
    """

    day: date
    name: str
    text: str
    parts: bool = False


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Periods inside the series without a value; `start` and `end` are ends of periods."""

    start: date
    end: date
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Event:
    """A stretch of time outside the figures that the reader should have in mind."""

    start: date
    end: date
    name: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What every kind of chart has; `figures.kinds` says how each kind is drawn and told.

    Attributes:
        chart_id: A name that can stand in an address or an HTML id.
        title: The finding, one sentence without a full stop.
        measure: What is counted; with `place`, `period` and `unit` it makes the subtitle.
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
    """

    chart_id: str
    title: str
    measure: str
    place: str
    period: str
    unit: str
    decimals: int
    x: Axis
    y: Axis
    notes: tuple[str, ...] = ()
    source: str = ""
    plot_height: int = PLOT_HEIGHT

    @property
    def is_bare(self) -> bool:
        """Whether the chart is drawn without axes and words, inside a sentence or a row."""
        return False

    @property
    def arrangement(self) -> str:
        """How the drawings of a chart stand together; blank for one drawing."""
        return ""


@dataclass(frozen=True, kw_only=True)
class TimeChart(Chart):
    """Values over time, as lines.

    Attributes:
        period_type: Length of the periods, one of `data.periods.PERIOD_TYPES`.
        intervals: Whether the intervals of the points are drawn; they are always in the words.
        beyond: Periods whose values lie beyond the axis, so that an event says them in words.
    """

    period_type: str
    series: tuple[Series, ...]
    kind: str = LINES
    intervals: bool = False
    breaks: tuple[Break, ...] = ()
    gaps: tuple[Gap, ...] = ()
    events: tuple[Event, ...] = ()
    beyond: tuple[date, ...] = ()

    @property
    def is_bare(self) -> bool:
        """A sparkline has neither axes nor words."""
        return self.kind == SPARKLINE

    @property
    def focus(self) -> Series:
        """The series the chart is about."""
        return next((one for one in self.series if one.role == FOCUS), self.series[0])
