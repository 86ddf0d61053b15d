"""Values of the categories of one thing as bars or dots, in the order they are given."""

from collections.abc import Sequence
from typing import TypedDict, Unpack

from figures.chart import Axis
from figures.rows import BARS, DOTS, Reference, Row, RowChart
from figures.scales import ratio_axis, span_axis, value_axis


class Words(TypedDict, total=False):
    """What a chart of rows says beyond its values.

    Attributes:
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
        reference: A value that all rows are held against.
        is_change: Whether the values are changes, whose signs are always said.
        basis: What the title rests on, such as a test.
    """

    notes: tuple[str, ...]
    source: str
    reference: Reference | None
    is_change: bool
    basis: str


class Subject(TypedDict):
    """What the rows are values of; the fields of `figures.chart.Chart` by the same names."""

    chart_id: str
    title: str
    measure: str
    place: str
    period: str
    unit: str
    decimals: int
    category: str


def bar_chart(rows: Sequence[Row], subject: Subject, **words: Unpack[Words]) -> RowChart:
    """Bars from zero.

    Args:
        rows: The categories, in the order they are drawn from the top; values of 0 or more.
        subject: What they are values of.
        words: See `Words`.

    Raises:
        ValueError: If there is no row, or a value is below zero.
    """
    values = _values(rows, words.get("reference"))
    if min(values) < 0:
        raise ValueError("A bar starts at zero; draw values below zero as dots.")
    axis = value_axis(max(values), whole=subject["decimals"] == 0)
    return RowChart(
        rows=tuple(rows), x=axis, y=_NO_AXIS, form=BARS, plot_height=0, **subject, **words
    )


def dot_chart(
    rows: Sequence[Row], subject: Subject, *, logarithmic: bool = False, **words: Unpack[Words]
) -> RowChart:
    """Dots with their intervals, such as ratios or changes.

    Args:
        rows: The categories, in the order they are drawn from the top.
        subject: What they are values of.
        logarithmic: For ratios: 1/2 and 2 lie equally far from 1. Limits of 0 reach the edge.
        words: See `Words`.

    Raises:
        ValueError: If there is no row, or a ratio is not above zero.
    """
    values = _values(rows, words.get("reference"))
    if logarithmic:
        values = [value for value in values if value > 0]
        axis = ratio_axis(min(values, default=0.5), max(values, default=2))
    else:
        axis = span_axis(min(0.0, *values), max(0.0, *values))
    return RowChart(
        rows=tuple(rows),
        x=axis,
        y=_NO_AXIS,
        form=DOTS,
        logarithmic=logarithmic,
        plot_height=0,
        **subject,
        **words,
    )


def _values(rows: Sequence[Row], reference: Reference | None) -> list[float]:
    if not rows:
        raise ValueError("A chart needs a row; say in words that there is nothing to show.")
    held = [number for row in rows for number in (row.value, row.lower, row.upper)]
    return [0.0 if reference is None else reference.value] + [
        number for number in held if number is not None
    ]


_NO_AXIS = Axis(low=0, high=1, ticks=())
