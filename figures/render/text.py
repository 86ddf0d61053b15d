"""A chart in words: subtitle, alternative text, notes, key and table."""

from figures.chart import Chart
from figures.kinds import kind_of
from figures.wording import Cell, ChartTable, Column, KeyEntry, subtitle

__all__ = [
    "Cell",
    "ChartTable",
    "Column",
    "KeyEntry",
    "alt_text",
    "key",
    "notes",
    "subtitle",
    "table",
]


def key(chart: Chart) -> tuple[KeyEntry, ...]:
    """The key of what is drawn, in the order in which it matters."""
    return kind_of(chart).key(chart)


def notes(chart: Chart) -> tuple[str, ...]:
    """Sentences that belong under the chart."""
    return kind_of(chart).notes(chart)


def alt_text(chart: Chart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    return kind_of(chart).alt_text(chart)


def table(chart: Chart) -> ChartTable:
    """Every value of the chart with what belongs to it."""
    return kind_of(chart).table(chart)
