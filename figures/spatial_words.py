"""A map in words: alternative text, notes, key and table."""

from collections.abc import Iterator

from figures.chart import COMPARISON, FOCUS, Chart
from figures.spatial import NO_FIGURES, MapArea, MapChart
from figures.wording import FILL, Cell, ChartTable, Column, KeyEntry, subtitle
from figures.words import figure, listed, may_change, number, status_words


def key(chart: MapChart) -> tuple[KeyEntry, ...]:
    """A swatch for each class that some area is in, then the outlines."""
    swatches = [
        KeyEntry(
            name=one.name[:1].upper() + one.name[1:],
            role=f"map-{one.style}",
            latest=_count(chart, one.style),
            sample=FILL,
        )
        for one in chart.used
    ]
    return (*swatches, *_outlined(chart))


def notes(chart: MapChart) -> tuple[str, ...]:
    """What the numbers stand for, what may still change, and the chart's own sentences."""
    return (*filter(None, [numbers(chart)]), *_provisional(chart), *chart.notes)


def numbers(chart: Chart) -> str:
    """The names behind the numbers on a map; blank where there are none."""
    areas = chart.areas if isinstance(chart, MapChart) else ()
    named = [one.called.replace(" ", "\u00a0", 1) for one in areas if one.mark]
    return f"On the map: {', '.join(named)}." if named else ""


def alt_text(chart: MapChart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    said = [f"Map: {subtitle(chart)}."]
    for one in chart.areas:
        if one.role == FOCUS:
            said.append(f"Outlined: {one.name}, {'; '.join(one.said)}.")
    for held in chart.used:
        name = held.name[:1].upper() + held.name[1:]
        said.append(f"{name}: {listed(_names(chart, held.style))}.")
    return " ".join([*said, *_provisional(chart)])


def table(chart: MapChart) -> ChartTable:
    """Every area with its figure and its class."""
    classes = {one.style: one.name for one in chart.classes}
    has_interval = any(one.lower is not None for one in chart.areas)
    has_status = any(one.status or one.provisional for one in chart.areas)
    columns = [
        Column(label=_heading(chart), is_number=False),
        Column(label=chart.unit, is_number=True),
        *([Column(label="95% interval", is_number=True)] if has_interval else []),
        Column(label="On the map", is_number=False),
        *([Column(label="Status", is_number=False)] if has_status else []),
    ]
    rows = []
    for one in chart.areas:
        cells = [Cell(text=one.called, href=one.href), _value(chart, one)]
        cells += [Cell(text=_interval(chart, one))] if has_interval else []
        cells.append(Cell(text=classes[one.style]))
        status = status_words(one.status, provisional=one.provisional)
        cells += [Cell(text=status)] if has_status else []
        rows.append(tuple(cells))
    caption = f"{subtitle(chart)}, as on the map"
    return ChartTable(caption=caption, columns=tuple(columns), rows=tuple(rows))


def _provisional(chart: MapChart) -> list[str]:
    held = [one for one in chart.areas if one.value is not None]
    return may_change([one.name for one in held if one.provisional], len(held))


def _heading(chart: MapChart) -> str:
    has_marks = any(one.mark for one in chart.areas)
    return f"{chart.category} (number on the map)" if has_marks else chart.category


def _outlined(chart: MapChart) -> Iterator[KeyEntry]:
    focus = next((one for one in chart.areas if one.role == FOCUS), None)
    if focus is None:
        return
    yield KeyEntry(name=focus.called, role="map-focus", latest=focus.said[0])
    if any(one.role == COMPARISON for one in chart.areas):
        yield KeyEntry(
            name="Dashed outline", role="map-comparison", latest=f"most similar to {focus.name}"
        )


def _count(chart: MapChart, style: str) -> str:
    number_of = len(_names(chart, style))
    return f"{number_of} {chart.category.lower() if number_of == 1 else chart.plural}"


def _names(chart: MapChart, style: str) -> list[str]:
    return [one.name for one in chart.areas if one.style == style]


def _value(chart: MapChart, one: MapArea) -> Cell:
    if one.value is None:
        return Cell(text=one.said[0] if one.style == NO_FIGURES else "")
    return Cell(text=figure(one.value, chart.unit, chart.decimals), value=one.value)


def _interval(chart: MapChart, one: MapArea) -> str:
    if one.lower is None or one.upper is None:
        return ""
    return f"{number(one.lower, chart.decimals)} to {number(one.upper, chart.decimals)}"
