"""A chart in words: subtitle, alternative text, notes, key and table."""

from dataclasses import dataclass
from datetime import date

from data.periods import period_label
from figures.chart import FOCUS, Chart, Point, Series
from figures.words import absence, month, number, quantity, status_words, stretch


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column of the table; numbers stand to the right."""

    label: str
    is_number: bool


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What a cell shows, and the number or date behind it where there is one."""

    text: str
    value: float | date | None = None


@dataclass(frozen=True, kw_only=True)
class ChartTable:
    """The chart's figures, newest period first; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, kw_only=True)
class KeyEntry:
    """A line of the key above the chart: whose line it is, how it is drawn, its newest value."""

    name: str
    role: str
    latest: str


def subtitle(chart: Chart) -> str:
    """Measure, place, period and unit."""
    return f"{chart.measure}, {chart.place}, {chart.period}, {chart.unit}"


def key(chart: Chart) -> tuple[KeyEntry, ...]:
    """The key of the lines, in the order in which they matter."""
    return tuple(
        KeyEntry(name=series.name, role=series.role, latest=_latest(chart, series))
        for series in chart.series
    )


def notes(chart: Chart) -> tuple[str, ...]:
    """Sentences that belong under the chart: breaks, gaps, events, provisional values, notes."""
    return (
        *(f"{month(one.day)}: {one.name}. {one.text}" for one in chart.breaks),
        *(gap.text for gap in chart.gaps),
        *(f"{_span(one.start, one.end)}: {one.name}. {one.text}" for one in chart.events),
        *_provisional(chart),
        *chart.notes,
    )


def alt_text(chart: Chart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    sentences = [f"Line chart: {subtitle(chart)}."]
    for series in chart.series:
        sentences += _course(chart, series) if series.role == FOCUS else _end(chart, series)
    sentences += [gap.text for gap in chart.gaps]
    sentences += [f"Break in the series in {month(one.day)}: {one.name}." for one in chart.breaks]
    sentences += [f"Marked: {one.name}, {_span(one.start, one.end)}." for one in chart.events]
    return " ".join([*sentences, *_provisional(chart)])


def table(chart: Chart) -> ChartTable:
    """Every value of the chart with its interval and status, one row for each period."""
    ends = sorted({p.period_end for s in chart.series for p in s.points}, reverse=True)
    held = [{point.period_end: point for point in series.points} for series in chart.series]
    has_interval = any(p.lower is not None for s in chart.series for p in s.points)
    has_status = any(p.status or p.provisional for s in chart.series for p in s.points)
    columns = [Column(label="Period", is_number=False)]
    for series in chart.series:
        columns.append(Column(label=f"{series.name}, {chart.unit}", is_number=True))
        if has_interval:
            columns.append(Column(label=f"{series.name}, 95% interval", is_number=True))
    if has_status:
        columns.append(Column(label="Status", is_number=False))
    rows = []
    for end in ends:
        points = [points.get(end) for points in held]
        cells = [Cell(text=period_label(chart.period_type, end), value=end)]
        for point in points:
            cells.append(_value_cell(chart, point))
            cells += [_interval_cell(chart, point)] if has_interval else []
        cells += [_status_cell(chart, points)] if has_status else []
        rows.append(tuple(cells))
    return ChartTable(caption=subtitle(chart), columns=tuple(columns), rows=tuple(rows))


def interval_words(chart: Chart, point: Point) -> str:
    """The interval of a point, blank where it has none."""
    if point.lower is None or point.upper is None:
        return ""
    return f"{number(point.lower, chart.decimals)} to {number(point.upper, chart.decimals)}"


def value_words(chart: Chart, point: Point) -> str:
    """The value of a point with its unit, or why there is none."""
    if point.value is None:
        return absence(point.status)
    return quantity(point.value, chart.unit, chart.decimals)


def _value_cell(chart: Chart, point: Point | None) -> Cell:
    if point is None or point.value is None:
        return Cell(text=absence(point.status if point else ""))
    return Cell(text=number(point.value, chart.decimals), value=point.value)


def _interval_cell(chart: Chart, point: Point | None) -> Cell:
    return Cell(text=(interval_words(chart, point) if point else "") or absence(""))


def _status_cell(chart: Chart, points: list[Point | None]) -> Cell:
    said = [status_words(p.status, provisional=p.provisional) if p else "" for p in points]
    if len(set(said)) == 1:
        return Cell(text=said[0])
    parts = zip(chart.series, said, strict=True)
    return Cell(text="; ".join(f"{series.name}: {words}" for series, words in parts if words))


def _latest(chart: Chart, series: Series) -> str:
    if series.last is None:
        return absence("")
    when = period_label(chart.period_type, series.last.period_end)
    return f"{value_words(chart, series.last)}, {when}"


def _course(chart: Chart, series: Series) -> list[str]:
    """First, last, highest and lowest value of a series."""
    if not series.shown:
        return [f"{series.name}: no figures are available."]
    first, last = series.shown[0], series.shown[-1]
    highest = max(series.shown, key=lambda point: point.value or 0)
    lowest = min(series.shown, key=lambda point: point.value or 0)
    at = {p: _at(chart, p) for p in (first, last, highest, lowest)}
    sentences = [f"{series.name}: from {at[first]} to {at[last]}."]
    if len(series.shown) > 2:
        sentences.append(f"Highest {at[highest]}; lowest {at[lowest]}.")
    return sentences


def _end(chart: Chart, series: Series) -> list[str]:
    if series.last is None:
        return [f"{series.name}: no figures are available."]
    return [f"{series.name}: {_at(chart, series.last)}."]


def _at(chart: Chart, point: Point) -> str:
    return f"{value_words(chart, point)} in {period_label(chart.period_type, point.period_end)}"


def _span(start: date, end: date) -> str:
    return f"{month(start)} to {month(end)}"


def _provisional(chart: Chart) -> list[str]:
    moving = sorted(point.period_end for point in chart.focus.shown if point.provisional)
    if not moving:
        return []
    when = stretch(chart.period_type, moving[0], moving[-1])
    return [f"The figures for {when} are provisional and may change."]
