"""A funnel in words: alternative text, notes, key, table, and what each place says."""

from collections.abc import Iterator, Sequence

from figures.chart import COMPARISON
from figures.funnel import FunnelChart, Member
from figures.funnel_names import is_all_named
from figures.wording import DOT, Cell, ChartTable, Column, KeyEntry, subtitle
from figures.words import absence, figure, listed, may_change, number, quantity, status_words
from metrics.funnel import MINIMUM_EXPECTED, POSITIONS

SAID = dict(
    zip(
        POSITIONS,
        (
            "below the 99.8% limits",
            "below the 95% limits",
            "inside the limits",
            "above the 95% limits",
            "above the 99.8% limits",
        ),
        strict=True,
    )
)
NOT_JUDGED = "not judged: too few expected"


def key(chart: FunnelChart) -> tuple[KeyEntry, ...]:
    """The lines, then what shape and size of a mark mean."""
    entries = [
        KeyEntry(
            name=chart.centre.name, role="funnel-centre", latest=_value(chart, chart.centre.value)
        )
    ]
    if chart.limits and chart.limits[-1].runs:
        wide = ", widened" if chart.adjusted else ""
        entries += [
            KeyEntry(
                name="95% limits", role="funnel-95", latest=f"1 in 20 outside by chance{wide}"
            ),
            KeyEntry(
                name="99.8% limits", role="funnel-998", latest=f"1 in 500 outside by chance{wide}"
            ),
        ]
    return (*entries, *_shapes(chart))


def _shapes(chart: FunnelChart) -> Iterator[KeyEntry]:
    one = chart.focus
    if one is not None:
        said = _value(chart, one.value) if one.value is not None else absence(one.status)
        yield KeyEntry(name=one.name, role=one.style, latest=said, sample=DOT)
    if any(place.role == COMPARISON for place in chart.members) and one is not None:
        said = f"most similar to {one.name}"
        yield KeyEntry(name="Larger grey mark", role="inside-comparison", latest=said, sample=DOT)
    for direction, pointing in (("above", "up"), ("below", "down")):
        held = {place.position for place in chart.outside if place.position.startswith(direction)}
        if held:
            latest = f"{direction} the limits; filled beyond 99.8%"
            role = f"far-{direction}-context"
            yield KeyEntry(name=f"Pointing {pointing}", role=role, latest=latest, sample=DOT)


def notes(chart: FunnelChart) -> tuple[str, ...]:
    """What the limits are, who lies where, and the chart's own sentences."""
    return (
        *_unplaced(chart),
        *_limits(chart),
        *places_outside(chart),
        *_named(chart),
        *_not_judged(chart),
        *_provisional(chart),
        *chart.notes,
    )


def _named(chart: FunnelChart) -> list[str]:
    if is_all_named(chart):
        return []
    return ["Names stand beside places beyond the 99.8% limits where there is room for them."]


def alt_text(chart: FunnelChart) -> str:
    """The chart for a reader who does not see it, made from its data."""
    centre = quantity(chart.centre.value, chart.unit, chart.decimals)
    said = [
        f"Funnel chart: {subtitle(chart)}, against {chart.size_unit}.",
        f"{chart.centre.name}: {centre}.",
        *_unplaced(chart),
        *_count(chart),
        *([_of_focus(chart, chart.focus)] if chart.focus else []),
        *places_outside(chart),
        *_not_judged(chart),
        *_provisional(chart),
    ]
    return " ".join(said)


def places_outside(chart: FunnelChart) -> list[str]:
    """One sentence for each side and limit that some place lies beyond, in alphabetical order."""
    said = []
    for position in reversed(POSITIONS):
        names = sorted(one.name for one in chart.outside if one.position == position)
        if names:
            words = SAID[position]
            said.append(f"{words[0].upper()}{words[1:]}: {listed(names)}.")
    return said


def table(chart: FunnelChart) -> ChartTable:
    """Every place with its parts, its limits and where it lies, in the order given."""
    events = chart.events_unit[:1].upper() + chart.events_unit[1:]
    size = chart.size_unit[:1].upper() + chart.size_unit[1:]
    columns: tuple[Column, ...] = (
        Column(label="Place", is_number=False),
        Column(label=chart.unit, is_number=True),
        Column(label="95% interval", is_number=True),
        Column(label=events, is_number=True),
        Column(label=size, is_number=True),
        Column(label="95% limits of the funnel", is_number=True),
        Column(label="Position", is_number=False),
    )
    rows = [_row(chart, one) for one in chart.members]
    said = [status_words(one.status, provisional=one.provisional) for one in chart.members]
    if any(said):
        columns = (*columns, Column(label="Status", is_number=False))
        rows = [(*row, Cell(text=words)) for row, words in zip(rows, said, strict=True)]
    return ChartTable(caption=subtitle(chart), columns=columns, rows=tuple(rows))


def lines(chart: FunnelChart, one: Member) -> tuple[str, ...]:
    """What a place says when the pointer is near."""
    assert one.value is not None
    said = [one.name, quantity(one.value, chart.unit, chart.decimals)]
    if interval := _pair(chart, (one.lower, one.upper)):
        said.append(f"95% interval {interval}")
    said += [_parts(chart, one), SAID.get(one.position, NOT_JUDGED)]
    if one.role == COMPARISON and chart.focus:
        said.append(f"among the most similar to {chart.focus.name}")
    return tuple(said)


def _unplaced(chart: FunnelChart) -> Iterator[str]:
    if chart.unplaced:
        yield (
            f"The line is the rate of all {chart.kind_of_place} together: "
            f"{number(chart.unplaced, 0)} {chart.events_unit} of the whole have no known place, "
            "and would make every place seem low."
        )


def _limits(chart: FunnelChart) -> Iterator[str]:
    if not chart.judged:
        return
    yield (
        f"Limits: if all {chart.kind_of_place} had the rate of {chart.centre.name} and differed by "
        "chance alone, 1 in 20 would lie outside the 95% limits and 1 in 500 outside the 99.8% "
        "limits. They are wider for smaller places."
    )
    if chart.adjusted:
        yield (
            "The limits are widened by as much as most of these places differ for lasting reasons, "
            "such as who passes through."
        )
    spread, variance = (number(one, 1) for one in (chart.spread, chart.dispersion))
    if float(spread) > 1:
        yield (
            f"Most of these places differ about {spread} times as much as chance alone would have "
            f"it (in variance, {variance} times)."
        )
    else:
        yield "Most of these places differ no more than chance alone would have it."


def _count(chart: FunnelChart) -> Iterator[str]:
    if chart.judged:
        by_chance = number(chart.outside_by_chance, 1)
        yield (
            f"{len(chart.outside)} of {len(chart.judged)} {chart.kind_of_place} lie outside the "
            f"95% limits{' widened for lasting differences' if chart.adjusted else ''}; about "
            f"{by_chance} would by chance alone."
        )


def _of_focus(chart: FunnelChart, one: Member) -> str:
    if one.value is None:
        return f"{one.name}: {absence(one.status)}."
    said = quantity(one.value, chart.unit, chart.decimals)
    return f"{one.name}: {said}, {SAID.get(one.position, NOT_JUDGED)}."


def _not_judged(chart: FunnelChart) -> Iterator[str]:
    names = [one.name for one in chart.shown if not one.position]
    few = f"fewer than {MINIMUM_EXPECTED} {_events(chart)} would be expected there"
    if names and not chart.judged:
        yield (
            f"No place is judged, because {few}: in so small numbers chance alone makes large "
            "differences. Take the figures of several years together."
        )
    elif names:
        yield f"Not judged, because {few}: {listed(sorted(names))}."
    if absent := sorted(one.name for one in chart.members if not one.is_shown):
        yield f"Without figures: {listed(absent)}."


def _provisional(chart: FunnelChart) -> list[str]:
    moving = [one.name for one in chart.shown if one.provisional]
    return may_change(sorted(moving), len(chart.shown))


def _events(chart: FunnelChart) -> str:
    return "of either kind" if chart.is_share else chart.events_unit


def _parts(chart: FunnelChart, one: Member) -> str:
    assert one.size is not None
    events = "" if one.events is None else number(one.events, 0)
    size = number(one.size, 0)
    if chart.is_share:
        return f"{events} of {size} {chart.size_unit}"
    return f"{events} {chart.events_unit}, {size} {chart.size_unit}"


def _row(chart: FunnelChart, one: Member) -> tuple[Cell, ...]:
    return (
        Cell(text=one.name, href=one.href),
        _cell(one.value, "" if one.value is None else _value(chart, one.value), one.status),
        Cell(text=_pair(chart, (one.lower, one.upper))),
        _cell(one.events, "" if one.events is None else number(one.events, 0), one.status),
        _cell(one.size, "" if one.size is None else number(one.size, 0), one.status),
        Cell(text=_pair(chart, one.limits or (None, None)) if one.position else ""),
        Cell(text=SAID.get(one.position, NOT_JUDGED) if one.is_shown else ""),
    )


def _cell(value: float | None, words: str, status: str) -> Cell:
    return Cell(text=words or absence(status), value=value)


def _value(chart: FunnelChart, value: float) -> str:
    return figure(value, chart.unit, chart.decimals)


def _pair(chart: FunnelChart, limits: Sequence[float | None]) -> str:
    low, high = limits
    if low is None or high is None:
        return ""
    return f"{number(low, chart.decimals)} to {number(high, chart.decimals)}"
