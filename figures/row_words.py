"""A chart of rows in words: alternative text, notes, key, table, and what each row says."""

from collections.abc import Callable
from dataclasses import dataclass

from figures.rows import BARS, Row, RowChart
from figures.wording import Cell, ChartTable, Column, KeyEntry, subtitle
from figures.words import absence, figure, may_change, number, quantity, status_words

MOST_TOLD = 12
"""Rows that an alternative text tells one by one; the table has them all."""


def heading(chart: RowChart, row: Row) -> str:
    """What stands above a bar or dot: the category and its value."""
    return f"{row.name}: {_value(chart, row)}"


def key(_chart: RowChart) -> tuple[KeyEntry, ...]:
    """None: each row names itself."""
    return ()


def notes(chart: RowChart) -> tuple[str, ...]:
    """What the marks mean, and the chart's own sentences."""
    has_interval = any(row.lower is not None for row in chart.rows)
    line = (
        "The thin line through each bar is"
        if chart.form == BARS
        else "The line through each dot is"
    )
    said = [f"{line} its 95% interval."] if has_interval else []
    if chart.logarithmic:
        said.append("Equal distances along the axis are equal ratios.")
    return (*said, *_provisional(chart), *filter(None, [chart.basis]), *chart.notes)


def alt_text(chart: RowChart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    kind = "Bar chart" if chart.form == BARS else "Dot chart"
    told = [_sentence(chart, row) for row in chart.rows[:MOST_TOLD]]
    rest = len(chart.rows) - len(told)
    more = [f"{rest} more rows are in the table."] if rest > 0 else []
    held = [f"Line at {chart.reference.name}."] if chart.reference else []
    said = [*told, *more, *held, *_provisional(chart), *filter(None, [chart.basis])]
    return " ".join([f"{kind}: {subtitle(chart)}.", *said])


def table(chart: RowChart) -> ChartTable:
    """Every row with what belongs to it."""
    extras = [extra for extra in EXTRAS if any(extra.words(chart, row) for row in chart.rows)]
    columns = (
        Column(label=chart.category, is_number=False),
        Column(label=chart.unit, is_number=True),
        *(Column(label=extra.label, is_number=extra.is_number) for extra in extras),
    )
    rows = tuple(
        (
            Cell(text=_name(row), href=row.href),
            Cell(text=_value(chart, row), value=row.value),
            *(Cell(text=extra.words(chart, row)) for extra in extras),
        )
        for row in chart.rows
    )
    return ChartTable(caption=subtitle(chart), columns=columns, rows=rows)


def lines(chart: RowChart, row: Row) -> tuple[str, ...]:
    """What a row says when the pointer is near."""
    said = [_name(row), f"{_value(chart, row)} {chart.unit}".replace("% percent", "%")]
    if interval := _interval(chart, row):
        said.append(f"95% interval {interval}")
    status = _status(chart, row)
    return (*said, *([row.detail] if row.detail else []), *([status] if status else []))


def _sentence(chart: RowChart, row: Row) -> str:
    name = _name(row)
    if row.value is None:
        return f"{name}: {row.absence or absence(row.status)}."
    interval = _interval(chart, row)
    said = _signed(chart, row.value, quantity(row.value, chart.unit, chart.decimals))
    return f"{name}: {said} ({interval})." if interval else f"{name}: {said}."


def _value(chart: RowChart, row: Row) -> str:
    if row.value is None:
        return row.absence or absence(row.status)
    return _signed(chart, row.value, figure(row.value, chart.unit, chart.decimals))


def _signed(chart: RowChart, value: float, said: str) -> str:
    """A change with its sign also where it is a rise; none where it reads as 0."""
    return f"+{said}" if chart.is_change and round(value, chart.decimals) > 0 else said


def _interval(chart: RowChart, row: Row) -> str:
    if row.lower is None or row.upper is None:
        return ""
    ends = (row.lower, row.upper)
    return " to ".join(_signed(chart, end, number(end, chart.decimals)) for end in ends)


def _name(row: Row) -> str:
    return f"{row.group}, {row.name}" if row.group else row.name


def _provisional(chart: RowChart) -> list[str]:
    return may_change([_name(row) for row in chart.rows if _moves(row)], len(chart.rows))


def _moves(row: Row) -> bool:
    return row.value is not None and (row.provisional or row.status == "p")


def _status(_chart: RowChart, row: Row) -> str:
    return status_words(row.status, provisional=row.provisional)


def _detail(_chart: RowChart, row: Row) -> str:
    return row.detail


@dataclass(frozen=True, kw_only=True)
class Extra:
    """A column that the table has only where some row needs it."""

    label: str
    words: Callable[[RowChart, Row], str]
    is_number: bool = False


EXTRAS = (
    Extra(label="95% interval", words=_interval, is_number=True),
    Extra(label="Status", words=_status),
    Extra(label="Detail", words=_detail),
)
