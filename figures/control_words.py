"""A control chart in words: alternative text, notes, key, table, and what each month says."""

from collections.abc import Iterator
from datetime import date

from figures import time_words
from figures.chart import Point, Series
from figures.control import ControlChart, Limit
from figures.drawing import Spot
from figures.scales import position
from figures.wording import DOT, Cell, ChartTable, Column, KeyEntry, subtitle
from figures.words import NOT_AVAILABLE, absence, figure, month, number, status_words
from metrics.words import printed_limits

NEWEST_TOLD = 3
ADJUSTED = ", seasonally adjusted"
SHAPES = {
    1: ("signal-high", "Triangle up", "high or rising, more than chance"),
    -1: ("signal-low", "Triangle down", "low or falling, more than chance"),
}
"""How months that stand out are drawn, named and explained, by their direction."""


def key(chart: ControlChart) -> tuple[KeyEntry, ...]:
    """The lines, and the shapes of the months that stand out."""
    entries = [*time_words.key(chart)]
    if chart.limits:
        said = "average of the months shown as one stretch"
        entries.append(KeyEntry(name="Thin line", role="centre", latest=said))
        entries.append(KeyEntry(name="Dashed lines", role="limit", latest="limits of the ordinary"))
    for direction, (style, shape, said) in SHAPES.items():
        if any(one.direction == direction for one in chart.signals):
            entries.append(KeyEntry(name=shape, role=style, latest=said, sample=DOT))
    return tuple(entries)


def notes(chart: ControlChart) -> tuple[str, ...]:
    """Those of the series, then how limits are to be read."""
    trial = any(one.trial for one in chart.limits)
    said = [
        "Limits are drawn so that a series in which nothing changes seldom crosses them; a month "
        "between them is ordinary variation."
    ]
    if any(point.value is not None and point.value < 0 for point in chart.focus.shown):
        said.append("Taking out the season can bring small counts below zero.")
    if trial:
        said.append("Dotted limits rest on few months and are provisional.")
    return (*time_words.notes(chart), *said)


def alt_text(chart: ControlChart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    said = [time_words.alt_text(chart).replace("Line chart", "Control chart", 1)]
    if chart.limits:
        last = chart.limits[-1]
        level, low, high = (
            figure(value, chart.unit, chart.decimals)
            for value in (last.centre, *_printed(chart, last))
        )
        said.append(f"The newest average is {level}, with limits at {low} and {high}.")
    if not chart.signals:
        return " ".join([*said, "No month stands out."])
    count = len(chart.signals)
    newest = "; ".join(
        f"{month(one.period_end)}, {one.words}" for one in chart.signals[-NEWEST_TOLD:]
    )
    lead = "One month stands out" if count == 1 else f"{count} months stand out, the newest"
    return " ".join([*said, f"{lead}: {newest}."])


def table(chart: ControlChart) -> ChartTable:
    """Every month with its limits and the rules it breaks, newest first."""
    limits = {one.period_end: one for one in chart.limits}
    signals = {one.period_end: one.words for one in chart.signals}
    has_interval = any(point.lower is not None for one in chart.series for point in one.points)
    columns = (
        Column(label="Month", is_number=False),
        *(column for one in chart.series for column in _columns(chart, one, has_interval)),
        Column(label="Average", is_number=True),
        Column(label="Lower limit", is_number=True),
        Column(label="Upper limit", is_number=True),
        Column(label="Signal", is_number=False),
        *([Column(label="Status", is_number=False)] if _has_status(chart) else []),
    )
    held = [{point.period_end: point for point in series.points} for series in chart.series]
    rows = []
    for end in sorted(set().union(*held), reverse=True):
        cells = [Cell(text=month(end), value=end)]
        for points in held:
            cells += _value_cells(chart, points.get(end), has_interval)
        cells += [*_limit_cells(chart, limits.get(end)), Cell(text=signals.get(end, ""))]
        cells += [Cell(text=_status(chart, end))] if _has_status(chart) else []
        rows.append(tuple(cells))
    return ChartTable(caption=subtitle(chart), columns=columns, rows=tuple(rows))


def _columns(chart: ControlChart, series: Series, has_interval: bool) -> Iterator[Column]:
    yield Column(label=f"{series.name}, {_unit(chart)}", is_number=True)
    if has_interval:
        yield Column(label=f"{series.name}, 95% interval", is_number=True)


def _value_cells(chart: ControlChart, point: Point | None, has_interval: bool) -> Iterator[Cell]:
    value = point.value if point else None
    words = absence(point.status if point else "")
    yield Cell(text=words if value is None else _number(chart, value), value=value)
    if has_interval:
        interval = time_words.interval_words(chart, point) if point else ""
        yield Cell(text=interval or NOT_AVAILABLE)


def _has_status(chart: ControlChart) -> bool:
    """Whether something is to be known of some month, such as that it may still be revised."""
    return any(_words(point) for one in chart.series for point in one.points)


def _status(chart: ControlChart, end: date) -> str:
    """What is to be known of a month; the same of both lines, or of one of them."""
    points = [point for one in chart.series for point in one.points if point.period_end == end]
    return next(filter(None, map(_words, points)), "")


def _words(point: Point) -> str:
    if point.value is None:
        return ""
    return status_words(point.status, provisional=point.provisional)


def spots(chart: ControlChart) -> tuple[Spot, ...]:
    """One for each month, with value, limits and the rules it breaks."""
    limits = {one.period_end: one for one in chart.limits}
    signals = {one.period_end: one.words for one in chart.signals}
    held: dict[date, float] = {}
    for series in chart.series:
        for point in series.shown:
            if point.value is not None:
                held.setdefault(point.period_end, point.value)
    return tuple(
        Spot(
            place=(
                position(chart.period_type, end),
                chart.y.high if end in chart.beyond else value,
            ),
            lines=tuple(_lines(chart, end, limits, signals)),
        )
        for end, value in sorted(held.items())
    )


def _lines(
    chart: ControlChart, end: date, limits: dict[date, Limit], signals: dict[date, str]
) -> Iterator[str]:
    yield month(end)
    for series in chart.series:
        value = next((p.value for p in series.points if p.period_end == end), None)
        if value is not None:
            yield f"{series.name}: {_number(chart, value)} {_unit(chart)}"
    if end in limits:
        one = limits[end]
        low, high = _printed(chart, one)
        yield f"Ordinary: {_number(chart, low)} to {_number(chart, high)}"
    if end in signals:
        yield f"Stands out: {signals[end]}"
    if status := _status(chart, end):
        yield status


def _limit_cells(chart: ControlChart, limit: Limit | None) -> list[Cell]:
    if limit is None:
        return [Cell(text=absence("z"))] * 3
    shown = (limit.centre, *_printed(chart, limit))
    levels = (limit.centre, limit.lower, limit.upper)
    cells = zip(shown, levels, strict=True)
    return [Cell(text=_number(chart, words), value=level) for words, level in cells]


def _printed(chart: ControlChart, limit: Limit) -> tuple[float, float]:
    """Lower and upper limit, rounded as in the sentence of a verdict."""
    return printed_limits((limit.lower, limit.upper), chart.decimals)


def _number(chart: ControlChart, value: float) -> str:
    return number(value, chart.decimals)


def _unit(chart: ControlChart) -> str:
    """The unit alone: whether a column is adjusted, its own name says."""
    return chart.unit.removesuffix(ADJUSTED)
