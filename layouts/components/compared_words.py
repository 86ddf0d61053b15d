"""The comparison of boroughs in sentences and tables: the answer first, nothing ranked."""

import math
from collections.abc import Iterator
from typing import Any, TypeVar

from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, Area
from data.peer_features import PeerFeature, peer_features
from figures.funnel import FunnelChart, Member
from figures.funnel_words import NOT_JUDGED, SAID
from figures.wording import Cell, ChartTable, Column
from figures.words import absence, figure, listed, number, quantity
from layouts.compared import COMPARED, COUNT, Comparison, said
from layouts.components.boroughs import borough_path
from layouts.components.chart import figures_table
from metrics.beside_london import part_of_whole_ratio
from metrics.funnel import MINIMUM_EXPECTED
from metrics.metric import RESIDENTS_WORDS
from metrics.similar import borough_features, similar_boroughs

T = TypeVar("T")

PRESENT = (
    "A rate divides by the people who live in a borough, not by those who are there. Westminster "
    "has few residents beside its many visitors and workers, so a high rate there says little "
    "about the risk to somebody who lives there."
)
COUNTS = (
    "The funnel and the map compare rates, since counts follow the number of residents. The small "
    "charts show the counts."
)
ADJUSTED = "These limits allow for lasting differences between boroughs."
DISTANCE = (
    "A distance of 1 means: one standard deviation apart on an average feature, as boroughs vary. "
    "Outcomes play no part in it."
)


def answer(shown: Comparison, funnel: FunnelChart) -> list[Component]:
    """What the comparison says, in a few sentences; of the chosen borough too."""
    words: list[Component] = [html.P(_answer(shown, funnel), className="lead")]
    if funnel.focus:
        words.append(html.P(f"{_own(funnel, funnel.focus)}."))
    return words


def cautions(shown: Comparison, funnel: FunnelChart) -> list[Component]:
    """What to bear in mind before looking at the boroughs."""
    said_of = [COUNTS] if shown.stated_as == COUNT else []
    if funnel.unplaced:
        said_of.append(
            f"{number(funnel.unplaced, 0)} {funnel.events_unit} have no known borough and are in "
            "none of these rates. London's own rate has them, so boroughs are held against their "
            "rate together."
        )
    said_of += [PRESENT] if shown.metric.residents else []
    return [html.P(words) for words in said_of]


def sides(funnel: FunnelChart) -> Component | None:
    """Which boroughs lie above and below the limits, in alphabetical order."""
    found = [html.Li(words) for words in _sides(funnel)]
    return html.Ul(found, className="notes") if found else None


def boroughs_table(shown: Comparison, funnel: FunnelChart) -> Component:
    """Every borough in alphabetical order, each name leading to its page."""
    caption = f"{funnel.measure}, {said(shown.period)}, boroughs in alphabetical order"
    events, size = (
        words[:1].upper() + words[1:] for words in (funnel.events_unit, funnel.size_unit)
    )
    columns = (
        Column(label="Borough", is_number=False),
        Column(label=funnel.unit[:1].upper() + funnel.unit[1:], is_number=True),
        Column(label="95% interval", is_number=True, is_beneath=True),
        Column(label="Position", is_number=False),
        Column(label=events, is_number=True),
        *([Column(label=size, is_number=True, is_beneath=True)] if funnel.is_share else []),
    )
    rows = tuple(_row(funnel, one) for one in funnel.members)
    if shown.stated_as == COUNT:
        columns, rows = _count_first(columns), tuple(map(_count_first, rows))
    return figures_table(ChartTable(caption=caption, columns=columns, rows=rows), tall=True)


def _count_first(row: tuple[T, ...]) -> tuple[T, ...]:
    """A row with its count, which stands after the position, beside the name."""
    return (row[0], row[4], *row[1:4], *row[5:])


def beside(shown: Comparison, funnel: FunnelChart, own: Area) -> list[Component]:
    """The chosen borough: its rate as a multiple of London's, and the way to its page."""
    has_multiple = shown.metric.rate_per and not funnel.unplaced
    words = _multiple(shown, own) if has_multiple else ""
    link = html.A(f"Every measure of {own.area_name}", href=borough_path(own))
    return [*([html.P(words)] if words else []), html.P([link, "."])]


def likeness(own: Area) -> list[Component]:
    """The boroughs most like one: how far, and by which features."""
    features = peer_features()
    columns = (
        Column(label="Borough", is_number=False),
        Column(label="Distance", is_number=True),
        *(Column(label=f"{one.label}, {one.unit}", is_number=True) for one in features),
    )
    rows = [_alike(own, None, borough_features().loc[own.area_code].to_dict(), features)]
    slugs = {area.area_code: area for area in COMPARED}
    for peer in similar_boroughs(own.area_code).to_dict("records"):
        rows.append(_alike(slugs[peer["peer_code"]], peer["distance"], peer, features))
    caption = f"{own.area_name} and the boroughs most like it, the nearest first"
    content = ChartTable(caption=caption, columns=columns, rows=tuple(rows))
    return [html.P(DISTANCE), figures_table(content, whole=True)]


def _answer(shown: Comparison, funnel: FunnelChart) -> str:
    where = f"{shown.metric.title} in {said(shown.period)}"
    if not funnel.judged:
        return (
            f"{where}: too few to tell boroughs apart. Fewer than {MINIMUM_EXPECTED} "
            f"{funnel.events_unit} would be expected in any one of them, and so small numbers "
            "differ a great deal by chance."
        )
    kind = "share" if funnel.is_share else "rate"
    whose, name = f"London's {kind}", "London"
    if funnel.unplaced:
        whose, name = f"the {kind} of all boroughs together", funnel.centre.name
    centre = quantity(funnel.centre.value, funnel.unit, funnel.decimals)
    above, below = (len(_names(funnel, side)) or "none" for side in ("above", "below"))
    by_chance = number(funnel.outside_by_chance, 1)
    return (
        f"{where}: {len(funnel.outside)} of {len(funnel.judged)} boroughs differ from {whose} "
        f"by more than chance, {above} above it and {below} below. If all were alike, about "
        f"{by_chance} would seem to. {name}: {centre}."
        f"{f' {ADJUSTED}' if funnel.adjusted else ''}"
    )


def _own(funnel: FunnelChart, one: Member) -> str:
    if one.value is None:
        return f"{one.name}: {absence(one.status)}"
    said_of = quantity(one.value, funnel.unit, funnel.decimals)
    return f"{one.name}: {said_of}, {SAID.get(one.position, NOT_JUDGED)}"


def _sides(funnel: FunnelChart) -> Iterator[list[Component | str]]:
    for side in ("above", "below"):
        if names := _names(funnel, side):
            yield [html.Strong(f"{side.capitalize()}: "), f"{listed(names)}."]


def _names(funnel: FunnelChart, side: str) -> list[str]:
    return sorted(one.name for one in funnel.outside if one.position.startswith(side))


def _row(funnel: FunnelChart, one: Member) -> tuple[Cell, ...]:
    def cell(value: float | None, words: str) -> Cell:
        """A value in words, or why there is none."""
        return Cell(text=words if value is not None else absence(one.status), value=value)

    slug = next(area.slug for area in COMPARED if area.area_code == one.area_code)
    value, interval = one.value or 0, ""
    if one.lower is not None and one.upper is not None:
        interval = f"{number(one.lower, funnel.decimals)} to {number(one.upper, funnel.decimals)}"
    return (
        Cell(text=one.name, href=f"/boroughs/{slug}"),
        cell(one.value, figure(value, funnel.unit, funnel.decimals)),
        Cell(text=interval),
        Cell(text=SAID.get(one.position, NOT_JUDGED) if one.is_shown else ""),
        cell(one.events, number(one.events or 0, 0)),
        *([cell(one.size, number(one.size or 0, 0))] if funnel.is_share else []),
    )


def _multiple(shown: Comparison, own: Area) -> str:
    rows = shown.rows.dropna(subset=["numerator", "denominator"])
    parts = zip(rows["area_code"], rows["numerator"], rows["denominator"], strict=True)
    counted = {code: (int(events), int(people)) for code, events, people in parts}
    if own.area_code not in counted:
        return f"No figures of this measure are held for {own.area_name} in {said(shown.period)}."
    (events, people), (all_events, all_people) = (
        counted[own.area_code],
        counted[METROPOLITAN_POLICE],
    )
    counts = (
        f"{number(events, 0)} {shown.metric.events} among {number(people, 0)} "
        f"{RESIDENTS_WORDS[shown.metric.residents]}, beside {number(all_events, 0)} among "
        f"{number(all_people, 0)} in London"
    )
    ratio = part_of_whole_ratio(events, people, all_events, all_people)
    if math.isnan(ratio.value):
        return f"{own.area_name}: {counts}. That is too few to state a multiple of London's rate."
    limits = f"{number(ratio.lower, 2)} to {number(ratio.upper, 2)}"
    return (
        f"The rate of {own.area_name} is {number(ratio.value, 2)} times London's (95% interval "
        f"{limits}): {counts}, in {said(shown.period)}."
    )


def _alike(
    area: Area, distance: float | None, held: dict[Any, Any], features: tuple[PeerFeature, ...]
) -> tuple[Cell, ...]:
    said_of = "" if distance is None else number(distance, 2)
    values = [
        Cell(text=number(held[one.feature], 1 if one.unit.split(" ")[0] == "percent" else 0))
        for one in features
    ]
    return (Cell(text=area.area_name, href=borough_path(area)), Cell(text=said_of), *values)
