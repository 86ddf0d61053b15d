"""A chart over time in words: alternative text, notes, key, table, and what each period says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from figures.chart import Point, Series, TimeChart
from figures.drawing import Spot
from figures.scales import position
from figures.time_marks import runs
from figures.wording import DOT, Cell, ChartTable, Column, KeyEntry, subtitle
from figures.words import (
    NOT_AVAILABLE,
    absence,
    figure,
    listed,
    month,
    number,
    period,
    span,
    status_words,
    the_stretch,
    within,
)

MOST_STRETCHES = 3
UNNAMED = "Shaded bands without a name: "


@dataclass(frozen=True, kw_only=True)
class Extra:
    """A column of words that a table has only where some point needs it."""

    label: str
    words: Callable[[Point], str]
    lead: str = ""

    def applies(self, point: Point) -> bool:
        """Whether the point needs it."""
        return bool(self.words(point))


EXTRAS = (
    Extra(
        label="Status",
        words=lambda point: status_words(point.status, provisional=point.provisional),
    ),
    Extra(label="Residents of", words=lambda point: point.basis, lead="residents of "),
)


def key(chart: TimeChart) -> tuple[KeyEntry, ...]:
    """The key of the lines, in the order in which they matter."""
    return tuple(_entry(chart, series) for series in chart.series)


def _entry(chart: TimeChart, series: Series) -> KeyEntry:
    """A line; or a dot, where no two points are joined and so no line is drawn."""
    latest = _newest(chart, series)
    last, found = series.last, runs(chart, series.points)
    if last is None or any(len(run) > 1 for run in found):
        return KeyEntry(name=series.name, role=series.role, latest=latest)
    role = f"{series.role}-provisional" if last.provisional else series.role
    return KeyEntry(name=series.name, role=role, latest=latest, sample=DOT)


def notes(chart: TimeChart) -> tuple[str, ...]:
    """Sentences that belong under the chart: breaks, gaps, events, standing, the chart's own."""
    return (
        *(f"{one.name}, from {month(one.day)}. {one.text}" for one in chart.breaks),
        *_noted_gaps(chart),
        *(f"{one.name}, {span(one.start, one.end)}. {one.text}" for one in chart.events),
        *(f"Dotted line: {sentence}" for sentence in _provisional(chart)),
        *_standing(chart),
        *(["Shaded area: 95% interval."] if chart.intervals else []),
        *chart.notes,
    )


def alt_text(chart: TimeChart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    kind = "Small line chart without axes" if chart.is_bare else "Line chart"
    sentences = [f"{kind}: {subtitle(chart)}."]
    for series in chart.series:
        sentences += _course(chart, series) if series is chart.focus else _end(chart, series)
    sentences += _gaps(chart)
    sentences += [
        f"Break in the series in {month(one.day)}: {one.name}."
        for one in chart.breaks
        if one.parts or not chart.is_bare
    ]
    sentences += [f"Marked: {one.name}, {span(one.start, one.end)}." for one in chart.events]
    return " ".join([*sentences, *_provisional(chart), *_standing(chart)])


def table(chart: TimeChart) -> ChartTable:
    """Every value of the chart with what belongs to it, one row for each period, newest first."""
    held = [{point.period_end: point for point in series.points} for series in chart.series]
    everything = [point for points in held for point in points.values()]
    has_interval = any(point.lower is not None for point in everything)
    extras = [extra for extra in EXTRAS if any(map(extra.applies, everything))]
    columns = [Column(label="Period", is_number=False), *_value_columns(chart, has_interval)]
    columns += [Column(label=extra.label, is_number=False) for extra in extras]
    rows = []
    for end in sorted(set().union(*held), reverse=True):
        points = [points.get(end) for points in held]
        cells = [Cell(text=period(chart.period_type, end), value=end)]
        for point in points:
            cells += _value_cells(chart, point, has_interval)
        cells += [Cell(text=_extra_words(chart, points, extra)) for extra in extras]
        rows.append(tuple(cells))
    return ChartTable(caption=subtitle(chart), columns=tuple(columns), rows=tuple(rows))


def interval_words(chart: TimeChart, point: Point) -> str:
    """The interval of a point, blank where it has none."""
    if point.lower is None or point.upper is None:
        return ""
    return f"{number(point.lower, chart.decimals)} to {number(point.upper, chart.decimals)}"


def standing(chart: TimeChart, points: list[Point | None]) -> list[str]:
    """What is to be known of the values of one period, one line for each kind of thing."""
    said = ((extra.lead, _extra_words(chart, points, extra)) for extra in EXTRAS)
    return [lead + words for lead, words in said if words]


def _value_columns(chart: TimeChart, has_interval: bool) -> Iterator[Column]:
    for series in chart.series:
        yield Column(label=f"{series.name}, {chart.unit}", is_number=True)
        if has_interval:
            yield Column(label=f"{series.name}, 95% interval", is_number=True)


def _value_cells(chart: TimeChart, point: Point | None, has_interval: bool) -> Iterator[Cell]:
    if point is None or point.value is None:
        yield Cell(text=absence(point.status if point else ""))
    else:
        yield Cell(text=figure(point.value, chart.unit, chart.decimals), value=point.value)
    if has_interval:
        yield Cell(text=(interval_words(chart, point) if point else "") or NOT_AVAILABLE)


def _extra_words(chart: TimeChart, points: list[Point | None], extra: Extra) -> str:
    """Said once where it is the same for every series, else by series."""
    said = [extra.words(point) if point else "" for point in points]
    if len(set(said)) == 1:
        return said[0]
    parts = zip(chart.series, said, strict=True)
    return "; ".join(f"{series.name}: {words}" for series, words in parts if words)


def _newest(chart: TimeChart, series: Series) -> str:
    return _at(chart, series.last) if series.last else absence("")


def _course(chart: TimeChart, series: Series) -> list[str]:
    """First, last, highest and lowest value of a series."""
    if not series.shown:
        return [f"{series.name}: no figures are available."]
    first, last = series.shown[0], series.shown[-1]
    if first is last:
        return _end(chart, series)
    highest, lowest = (
        choose(series.shown, key=lambda point: point.value or 0) for choose in (max, min)
    )
    sentences = [f"{series.name}: from {_at(chart, first)} to {_at(chart, last)}."]
    if chart.intervals and (interval := interval_words(chart, last)):
        sentences.append(f"The 95% interval of the newest value is {interval}.")
    return [*sentences, f"Highest {_at(chart, highest)}; lowest {_at(chart, lowest)}."]


def _end(chart: TimeChart, series: Series) -> list[str]:
    if series.last is None:
        return [f"{series.name}: no figures are available."]
    return [f"{series.name}: {_at(chart, series.last)}."]


def _at(chart: TimeChart, point: Point) -> str:
    assert point.value is not None
    said = figure(point.value, chart.unit, chart.decimals)
    return f"{said} {within(chart.period_type, point.period_end)}"


def _noted_gaps(chart: TimeChart) -> list[str]:
    """The same under the chart, where bands that are too many to be named are explained."""
    unnamed = any(not gap.name for gap in chart.gaps)
    return [f"{UNNAMED}{one[0].lower()}{one[1:]}" if unnamed else one for one in _gaps(chart)]


def _gaps(chart: TimeChart) -> list[str]:
    return [gap.text for gap in chart.gaps if gap.text]


def _provisional(chart: TimeChart) -> list[str]:
    return _said_of(chart, lambda point: point.provisional, "are provisional and may change")


def _standing(chart: TimeChart) -> list[str]:
    """What else is to be known of values of the focus that are not final."""
    return [
        *_said_of(chart, _is_estimated, _estimated(chart)),
        *_said_of(chart, lambda point: point.status == "u", "are of low reliability"),
    ]


def _is_estimated(point: Point) -> bool:
    """Whether a value, or the residents it divides by, are estimated; its unit says so of them."""
    return point.status == "e" or "estimated" in point.basis


def _said_of(chart: TimeChart, test: Callable[[Point], bool], words: str) -> list[str]:
    stretches = _stretches(chart, test)
    if len(stretches) > MOST_STRETCHES:
        return [f"Some figures {words}; the table says which."]
    return [f"The figures for {listed(stretches)} {words}."] if stretches else []


def _estimated(chart: TimeChart) -> str:
    last = chart.focus.last
    if last is None or "estimated" not in last.basis:
        return "are estimated"
    return f"divide by estimated residents, the newest by those of {last.basis.split(',')[0]}"


def _stretches(chart: TimeChart, test: Callable[[Point], bool]) -> list[str]:
    """The unbroken stretches of periods whose values pass a test, in words."""
    found = []
    for passes, points in groupby(chart.focus.points, lambda p: p.value is not None and test(p)):
        if passes:
            ends = [point.period_end for point in points]
            found.append(the_stretch(chart.period_type, ends[0], ends[-1]))
    return found


def spots(chart: TimeChart) -> tuple[Spot, ...]:
    """One for each period, at its first value, with the figures of every series in words."""
    held = [{point.period_end: point for point in series.points} for series in chart.series]
    found = []
    for end in sorted(set().union(*held)):
        points = [points.get(end) for points in held]
        values = [point.value for point in points if point and point.value is not None]
        height = chart.y.high if end in chart.beyond else next(iter(values), chart.y.low)
        at = (position(chart.period_type, end), height)
        found.append(Spot(place=at, lines=tuple(_spot_lines(chart, end, points))))
    return tuple(found)


def _spot_lines(chart: TimeChart, end: date, points: list[Point | None]) -> Iterator[str]:
    yield period(chart.period_type, end)
    for series, point in zip(chart.series, points, strict=True):
        yield f"{series.name}: {_spot_value(chart, point)}"
    if any(point and point.value is not None for point in points):
        yield chart.unit
        yield from standing(chart, points)


def _spot_value(chart: TimeChart, point: Point | None) -> str:
    if point is None or point.value is None:
        return absence(point.status if point else "")
    interval = interval_words(chart, point)
    said = figure(point.value, chart.unit, chart.decimals)
    return f"{said} ({interval})" if interval else said
