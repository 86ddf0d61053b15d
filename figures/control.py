"""A control chart as data: a monthly series with its centre, its limits and its signals."""

from dataclasses import dataclass
from datetime import date

from figures.chart import TimeChart


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """What is ordinary in one month.

    Attributes:
        segment: Number of the stretch since limits last started afresh.
        trial: Whether the limits rest on so few months that they are provisional.
    """

    period_end: date
    centre: float
    lower: float
    upper: float
    segment: int
    trial: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SignalPoint:
    """A month that breaks a rule.

    Attributes:
        direction: 1 for high or rising, -1 for low or falling.
        words: The rules it breaks.
    """

    period_end: date
    value: float
    direction: int
    words: str


@dataclass(frozen=True, kw_only=True)
class ControlChart(TimeChart):
    """The focus is what is charted; the figures as published lie behind where they differ.

    Attributes:
        limits: One for each month that has them, in order of time.
        signals: The months that break a rule.
    """

    limits: tuple[Limit, ...]
    signals: tuple[SignalPoint, ...]
