"""Small multiples in words: alternative text, key, notes, table, and what one panel says."""

from collections.abc import Sequence

from figures.chart import Point, Series
from figures.panel_change import reading
from figures.small_multiples import Panel, SmallMultiples
from figures.wording import Cell, ChartTable, Column, KeyEntry, content
from figures.words import (
    absence,
    capital,
    figure,
    listed,
    month,
    number,
    period,
    status_words,
    the_stretch,
    within,
)


def key(chart: SmallMultiples) -> tuple[KeyEntry, ...]:
    """The two lines of every panel and the scale they share."""
    entries = [
        KeyEntry(
            name=f"Each {chart.category.lower()}",
            role="panel-focus",
            latest=f"scale {_scale(chart)}",
        )
    ]
    if chart.whole and chart.whole.last:
        entries.append(
            KeyEntry(
                name=chart.whole.name,
                role="panel-comparison",
                latest=f"behind each, {_newest(chart, chart.whole)}",
            )
        )
    if _provisional(chart):
        entries.append(
            KeyEntry(name="Dotted", role="panel-focus-provisional", latest="provisional")
        )
    entries += [
        KeyEntry(name=one.name, role="panel-break", latest=f"from {month(one.day)}")
        for one in chart.breaks
    ]
    return tuple(entries)


def notes(chart: SmallMultiples) -> tuple[str, ...]:
    """How the panels are drawn, the breaks, and the chart's own sentences."""
    said = [f"All panels have one scale, {_scale(chart)}."]
    if chart.step == 3 and chart.period_type == "rolling_12_months":
        said.append(
            "Each third month up to the newest is drawn, since the years to neighbouring months "
            "overlap. The file of the values has every month."
        )
    said += [f"Dotted line and hollow dot: {sentence}" for sentence in _provisional(chart)]
    said += [f"{one.name}, from {month(one.day)}. {one.text}" for one in chart.breaks]
    return (*said, *reading(chart.change, chart.places), *chart.notes)


def alt_text(chart: SmallMultiples) -> str:
    """The chart for a reader who does not see it; the table tells each panel."""
    said = [f"{len(chart.panels)} small line charts on one scale: {content(chart)}."]
    if chart.whole and chart.whole.last:
        said.append(f"Behind each {chart.whole_name}: {_newest(chart, chart.whole)}.")
    for panel in chart.panels:
        if panel.is_chosen:
            said.append(f"{panel.name}: {panel_text(chart, panel)}.")
    said += [f"{chart.title}.", *reading(chart.change, chart.places), *_provisional(chart)]
    without = [panel.name for panel in chart.panels if panel.absence]
    said += [f"{name}: no figures." for name in without]
    return " ".join(
        [*said, "The first, the newest and the highest value of each are in the table."]
    )


def panel_text(chart: SmallMultiples, panel: Panel) -> str:
    """One panel in words."""
    shown = panel.series.shown
    if not shown:
        return panel.absence or absence("")
    if len(shown) == 1:
        return _at(chart, shown[0])
    return f"from {_at(chart, shown[0])} to {_at(chart, shown[-1])}"


def newest(chart: SmallMultiples, panel: Panel) -> str:
    """The newest value of a panel, without its period, which most panels share."""
    last = panel.series.last
    return figure(last.value or 0, chart.unit, chart.decimals) if last else panel.absence


def table(chart: SmallMultiples) -> ChartTable:
    """First, highest and newest value of each place, and the standing of those not final."""
    columns: tuple[Column, ...] = (
        Column(label=chart.category, is_number=False),
        Column(label=f"First, {chart.unit}", is_number=True),
        Column(label="Period", is_number=False),
        Column(label="Highest", is_number=True),
        Column(label="Period", is_number=False),
        Column(label="Newest", is_number=True),
        Column(label="95% interval", is_number=True),
        Column(label="Period", is_number=False),
    )
    rows = [_row(chart, panel) for panel in chart.panels]
    said = [_status(panel) for panel in chart.panels]
    if any(said):
        columns = (*columns, Column(label="Status", is_number=False))
        rows = [(*row, Cell(text=words)) for row, words in zip(rows, said, strict=True)]
    return ChartTable(caption=content(chart), columns=columns, rows=tuple(rows))


def _row(chart: SmallMultiples, panel: Panel) -> tuple[Cell, ...]:
    shown = panel.series.shown
    name = Cell(text=panel.name, href=panel.href)
    if not shown:
        return (name, Cell(text=panel.absence), *(Cell(text="") for _ in range(6)))
    highest, last = _highest(shown), shown[-1]
    return (
        name,
        *_cells(chart, shown[0]),
        *_cells(chart, highest),
        _cells(chart, last)[0],
        Cell(text=_interval(chart, last)),
        _cells(chart, last)[1],
    )


def _highest(shown: Sequence[Point]) -> Point:
    return max(shown, key=lambda point: point.value or 0)


def _status(panel: Panel) -> str:
    """Which of a row's values are not final, and why; blank where all are."""
    shown = panel.series.shown
    if not shown:
        return ""
    named = {"first": shown[0], "highest": _highest(shown), "newest": shown[-1]}
    found: dict[str, list[str]] = {}
    for name, point in named.items():
        words = status_words(point.status, provisional=point.provisional)
        if words:
            found.setdefault(words, []).append(name)
    return capital("; ".join(f"{listed(names)}: {words}" for words, names in found.items()))


def _provisional(chart: SmallMultiples) -> list[str]:
    """One sentence on the periods that may still change, drawn or not, in whichever panel."""
    ends = [point.period_end for line in chart.every for point in line.shown if point.provisional]
    if not ends:
        return []
    stretch = the_stretch(chart.period_type, min(ends), max(ends))
    since = [point for line in chart.every for point in line.shown if point.period_end >= min(ends)]
    whose = "The" if all(point.provisional for point in since) else "Some"
    return [f"{whose} figures for {stretch} are provisional and may change."]


def _cells(chart: SmallMultiples, point: Point) -> tuple[Cell, Cell]:
    assert point.value is not None
    return (
        Cell(text=figure(point.value, chart.unit, chart.decimals), value=point.value),
        Cell(text=period(chart.period_type, point.period_end), value=point.period_end),
    )


def _interval(chart: SmallMultiples, point: Point) -> str:
    if point.lower is None or point.upper is None:
        return ""
    return f"{number(point.lower, chart.decimals)} to {number(point.upper, chart.decimals)}"


def _scale(chart: SmallMultiples) -> str:
    return f"0 to {chart.top:,g} {chart.unit}"


def _newest(chart: SmallMultiples, series: Series) -> str:
    assert series.last is not None
    return _at(chart, series.last)


def _at(chart: SmallMultiples, point: Point) -> str:
    assert point.value is not None
    # An average of counts is no whole number.
    decimals = max(chart.decimals, 0 if point.value == round(point.value) else 1)
    said = figure(point.value, chart.unit, decimals)
    standing = ", provisional" if point.provisional else ""
    return f"{said} {within(chart.period_type, point.period_end)}{standing}"
