"""Rates or shares of places to a funnel: the whole's rate, the limits about it, and the places."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypedDict, Unpack

import numpy as np
import pandas as pd

from data.areas import METROPOLITAN_POLICE, all_areas
from figures.chart import COMPARISON, CONTEXT, FOCUS, Axis
from figures.drawing import Place, Run
from figures.funnel import FunnelChart, Limits, Member
from figures.rows import Reference
from figures.scales import size_axis, span_axis, value_axis
from figures.words import coverage, number
from metrics.arrays import Floats
from metrics.attribute_charts import RATE, SHARE
from metrics.columns import records
from metrics.funnel import (
    ACTION,
    ADDITIVE,
    UNADJUSTED,
    WARNING,
    Funnel,
    funnel,
    funnel_places,
    is_judged,
)
from metrics.metric import RESIDENTS_WORDS, Metric

STEPS = 28
"""Sizes at which a limit is drawn."""

PARTS = ("numerator", "denominator")
OF_PLACE = ("area_code", "area_name", *PARTS, "value", "lower", "upper", "status", "provisional")
MOST_UNPLACED = 0.02
"""Part of the whole's events that may be in no place. Beyond it every place would seem to lie low,
so the centre is the rate of the places together."""


class Words(TypedDict, total=False):
    """What a caller may say of a funnel beyond its values.

    Attributes:
        chart_id: Name of the chart.
        title: The finding; how many places lie outside where blank.
        kind_of_place: In the plural; "boroughs" where blank.
        place: Where the places are; their kind and the name of the whole where blank.
        notes: Sentences to print under the chart.
        source: Publisher, title and vintage.
    """

    chart_id: str
    title: str
    kind_of_place: str
    place: str
    notes: tuple[str, ...]
    source: str


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which places are drawn apart, and where choosing a place leads.

    Attributes:
        focus: Code of the place the chart is about; blank for none.
        peers: Codes of the places most like it.
        links: Addresses by code.
    """

    focus: str = ""
    peers: Sequence[str] = ()
    links: Mapping[str, str] | None = None

    def role(self, area_code: str) -> str:
        """How a place is drawn."""
        if area_code == self.focus:
            return FOCUS
        return COMPARISON if area_code in self.peers else CONTEXT

    def link(self, area_code: str) -> str:
        """Where choosing a place leads; blank for nowhere."""
        return (self.links or {}).get(area_code, "")


NONE_CHOSEN = Chosen()


def funnel_chart(
    values: pd.DataFrame,
    metric: Metric,
    *,
    whole: str = METROPOLITAN_POLICE,
    chosen: Chosen = NONE_CHOSEN,
    adjusted: bool = False,
    **words: Unpack[Words],
) -> FunnelChart:
    """Places about the rate of the whole they belong to.

    Args:
        values: Rows of `metrics.values.metric_values`, rates or shares of one period; that of the
            whole gives the centre, unless many of its events are in no place, and every other row
            is a place.
        metric: The measure, for its words.
        whole: Code of the whole.
        chosen: Which places are drawn apart.
        adjusted: Whether limits allow for lasting differences between places.
        words: See `Words`.

    Raises:
        ValueError: If the values are of several periods, or the whole has none.
    """
    of_whole, places = _parted(values, whole)
    share = metric.kind == SHARE
    counts, sizes = (places[name].to_numpy(np.float64, na_value=np.nan) for name in PARTS)
    unplaced = 0 if share else _unplaced(of_whole, counts)
    form = funnel(
        counts,
        sizes,
        SHARE if share else RATE,
        reference=(float(of_whole["numerator"]) - unplaced) / float(of_whole["denominator"]),
        adjustment=ADDITIVE if adjusted else UNADJUSTED,
    )
    scale = 100 if share else metric.rate_per
    lying = funnel_places(form, counts, sizes)
    members = tuple(
        _member(row, lies, chosen=chosen, scale=scale)
        for row, lies in zip(records(places, *OF_PLACE), records(lying), strict=True)
    )
    kind_of_place = words.get("kind_of_place", "boroughs")
    chart = _chart(metric, of_whole, members, kind_of_place=kind_of_place)
    return _finished(replace(chart, unplaced=unplaced, adjusted=adjusted), form, scale, words=words)


def _finished(chart: FunnelChart, form: Funnel, scale: int, *, words: Words) -> FunnelChart:
    """The chart with its limits, and in the words of the caller."""
    together = Reference(value=scale * form.reference, name=f"All {chart.kind_of_place} together")
    chart = replace(
        chart,
        centre=together if chart.unplaced else chart.centre,
        limits=tuple(_limits(chart, form, confidence, scale) for confidence in (ACTION, WARNING)),
        dispersion=form.dispersion.phi,
    )
    given: dict[str, Any] = {name: value for name, value in words.items() if value}
    return replace(chart, **({"title": finding(chart)} | given))


def finding(chart: FunnelChart) -> str:
    """How many places lie outside the limits, and how many would by chance."""
    places, judged = chart.kind_of_place, len(chart.judged)
    if not judged:
        return f"{chart.measure}: too few {chart.events_unit} to tell {places} apart by their rates"
    outside = f"{chart.measure}: {len(chart.outside)} of {judged} {places} lie outside the"
    by_chance = number(chart.outside_by_chance, 1)
    if chart.adjusted:
        return f"{outside} limits even where lasting differences are allowed for"
    return f"{outside} 95% limits; chance alone would put about {by_chance} there"


def _parted(values: pd.DataFrame, whole: str) -> tuple[dict[str, Any], pd.DataFrame]:
    """The row of the whole, and those of the places."""
    if values["period_end"].nunique() != 1:
        raise ValueError(
            f"A funnel shows one period; found {values['period_end'].nunique()}. Select one first."
        )
    of_whole = values[values["area_code"] == whole].dropna(subset=["value", *PARTS])
    if len(of_whole) != 1:
        raise ValueError(
            f"A funnel needs one row of the whole, {whole}, with numerator and denominator; found "
            f"{len(of_whole)}. Ask for rates or shares, and for the whole beside the places."
        )
    centre = {str(name): value for name, value in of_whole.iloc[0].items()}
    return centre, values[values["area_code"] != whole]


def _unplaced(of_whole: Mapping[str, Any], counts: Floats) -> int:
    """Events of the whole that are in no place, where they are too many to leave in its rate."""
    apart = float(of_whole["numerator"]) - float(counts.sum())
    return int(apart) if apart > MOST_UNPLACED * float(of_whole["numerator"]) else 0


def _member(
    row: Mapping[Any, Any], lies: Mapping[Any, Any], *, chosen: Chosen, scale: int
) -> Member:
    code = str(row["area_code"])
    limits = tuple(_number(scale * lies[name]) for name in ("lower_95", "upper_95"))
    value = _number(row["value"])
    return Member(
        area_code=code,
        name=all_areas()[code].label if code in all_areas() else str(row["area_name"]),
        size=_number(row["denominator"]),
        events=_number(row["numerator"]),
        value=value,
        lower=_number(row["lower"]),
        upper=_number(row["upper"]),
        limits=None if None in limits else limits,  # type: ignore[arg-type]
        position=lies["position"] if value is not None else "",
        role=chosen.role(code),
        status=row["status"],
        provisional=bool(row["provisional"]) and value is not None,
        href=chosen.link(code),
    )


def _chart(
    metric: Metric, centre: Mapping[str, Any], members: tuple[Member, ...], *, kind_of_place: str
) -> FunnelChart:
    """The chart without its limits."""
    share = metric.kind == SHARE
    unit, _, basis = str(centre["unit"]).partition(" (")
    basis = basis.partition(",")[0].strip(")")
    name = all_areas()[centre["area_code"]].label
    sizes = [one.size for one in members if one.is_shown and one.size]
    end = centre["period_end"].date()
    size_unit = unit.removeprefix("percent of ") if share else RESIDENTS_WORDS[metric.residents]
    return FunnelChart(
        chart_id=f"{metric.metric_id}-funnel".replace("_", "-"),
        title=metric.title,
        measure=metric.title,
        place=f"{kind_of_place} of {name}",
        period=coverage(centre["period_type"], end, end),
        unit=unit,
        decimals=metric.decimals_as(metric.kind if share else "rate"),
        x=size_axis(min(sizes, default=0), max(sizes, default=1)),
        y=_upright(members, float(centre["value"]), share=share),
        members=members,
        centre=Reference(value=float(centre["value"]), name=name),
        limits=(),
        kind_of_place=kind_of_place,
        size_unit=f"{size_unit} ({basis})" if basis else size_unit,
        events_unit=metric.numerator if share else metric.events,
        is_share=share,
    )


def _upright(members: Sequence[Member], centre: float, *, share: bool) -> Axis:
    """From zero for rates; shares lie close together far from it."""
    values = [centre, *(one.value for one in members if one.value is not None and one.is_shown)]
    if not share:
        return value_axis(max(values), whole=False)
    return span_axis(min(values), max(values))


def _limits(chart: FunnelChart, form: Funnel, confidence: float, scale: int) -> Limits:
    sizes = np.geomspace(max(chart.x.low, 1.0), chart.x.high, STEPS)
    sizes = sizes[is_judged(form, sizes)]
    found = form.limits(sizes, confidence)
    lines = [
        list(zip(sizes.tolist(), (scale * side).tolist(), strict=True))
        for side in (found.upper, found.lower)
    ]
    runs = tuple(run for line in lines for run in _inside(line, chart.y))
    return Limits(confidence=confidence, runs=runs)


def _inside(line: Sequence[Place], axis: Axis) -> Iterator[Run]:
    """The pieces of a line that lie on the plot, cut where it leaves."""
    run: list[Place] = []
    for one, other in pairwise(line):
        (x1, y1), (x2, y2) = one, other
        cuts = [one, *_crossings(x1, y1, x2, y2, axis=axis), other]
        for place in cuts:
            if axis.low - 1e-9 <= place[1] <= axis.high + 1e-9:
                if not run or run[-1] != place:
                    run.append(place)
            elif run:
                yield tuple(run)
                run = []
    if len(run) > 1:
        yield tuple(run)


def _crossings(x1: float, y1: float, x2: float, y2: float, *, axis: Axis) -> list[Place]:
    found = []
    for level in (axis.low, axis.high):
        if (y1 - level) * (y2 - level) < 0:
            found.append((x1 + (level - y1) / (y2 - y1) * (x2 - x1), level))
    return sorted(found)


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
