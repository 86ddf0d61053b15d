"""The charts of the comparison of boroughs, each with what belongs to it."""

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, boroughs
from data.breaks import breaks_of
from data.periods import Period
from data.store import data_version, read_table
from figures.change_over_time import annotations
from figures.chart import Chart
from figures.funnel import FunnelChart
from figures.funnel_chart import Chosen, funnel_chart
from figures.peers_chart import peers_chart
from figures.small_multiples import small_multiples
from figures.spatial import MapChart, position_map
from layouts.citations import holdings
from layouts.compared import COMPARED, COUNT, PATH, Comparison, years_of
from layouts.components.boroughs import borough_path
from layouts.drawn_boundaries import borough_outlines
from layouts.exhibit import Exhibit, Toggle
from layouts.held import POPULATION
from layouts.reproduced import python
from metrics.catalogue import METRICS
from metrics.questions import Question
from metrics.similar import similar_boroughs

FUNNEL, MAP, MULTIPLES, PEERS = "funnel", "map", "over-time", "similar"
APART = "own police, not in these figures"
CITY = "The City of London has its own police and is in none of these figures."
CITY_SIGN = "C"
"""On the map, where boroughs with figures are numbered."""

FEWEST_POINTS = 3
"""Of the years that a small chart draws; with fewer there is no course to see."""


def comparison_exhibits(comparison: Comparison, funnel: FunnelChart) -> dict[str, Exhibit]:
    """Every chart of the page by its name."""
    course = course_of(comparison)
    found = [
        _exhibit(comparison, funnel, toggles=(_toggle(comparison),)),
        _exhibit(comparison, _map(funnel), with_boundaries=True),
        *([course] if course else []),
        *([_peers(comparison, comparison.borough)] if comparison.borough else []),
    ]
    return {one.name: one for one in found}


def funnel_of(comparison: Comparison) -> FunnelChart:
    """The boroughs about the London rate."""
    return funnel_chart(
        comparison.rows,
        comparison.metric,
        chosen=_chosen(comparison),
        adjusted=comparison.adjusted,
        chart_id=FUNNEL,
    )


def course_of(comparison: Comparison) -> Exhibit | None:
    """Every borough over time, whatever year is compared; nothing where few years are held."""
    held = _course(comparison.metric.metric_id, comparison.stated_as, data_version())
    return replace(held, query=comparison.query) if held else None


def peers_of(area: Area) -> tuple[str, ...]:
    """Codes of the boroughs most like one, the nearest first."""
    return _peers_of(area.area_code, data_version())


def _exhibit(comparison: Comparison, chart: Chart, **more: Any) -> Exhibit:
    question = comparison.question
    return Exhibit(
        chart=chart,
        values=comparison.values,
        metrics=(comparison.metric,),
        python=python(question),
        question=question,
        path=PATH,
        query=comparison.query,
        sources=_sources(comparison.metric.metric_id, comparison.period, data_version()),
        with_residents=bool(comparison.metric.residents),
        **more,
    )


def _toggle(comparison: Comparison) -> Toggle:
    words = (
        "Show the limits of chance alone"
        if comparison.adjusted
        else "Widen the limits for lasting differences between boroughs"
    )
    return Toggle(label=words, query=comparison.changed(adjusted=not comparison.adjusted))


def _chosen(comparison: Comparison) -> Chosen:
    links = {area.area_code: f"?{comparison.changed(borough=area)}" for area in COMPARED}
    if comparison.borough is None:
        return Chosen(links=links)
    own = comparison.borough
    return Chosen(focus=own.area_code, peers=peers_of(own), links=links)


def _map(funnel: FunnelChart) -> MapChart:
    above, below = (
        sum(one.position.startswith(side) for one in funnel.outside) or "none"
        for side in ("above", "below")
    )
    kind = "share" if funnel.is_share else "rate"
    whose = f"the {kind} of all" if funnel.unplaced else f"London's {kind}"
    title = f"By more than chance, {above} lie above {whose} and {below} below"
    if not funnel.judged:
        title = "Too few events to say where rates differ"
    return position_map(
        funnel,
        borough_outlines(),
        chart_id=MAP,
        title=title,
        absence=APART,
        apart=CITY_SIGN,
        notes=(CITY,),
    )


@lru_cache(maxsize=256)
def _sources(metric_id: str, period: Period, _version: str) -> tuple[str, ...]:
    """Ids of the sources that have figures of the period, and of the residents."""
    found = {one.source_id for one in holdings((POPULATION,))}
    for table_id in METRICS[metric_id].inputs:
        rows = read_table(table_id)
        ends = rows["period_end"]
        inside = (ends >= pd.Timestamp(period.start)) & (ends <= pd.Timestamp(period.end))
        found |= set(rows.loc[inside, "source_id"].astype(str))
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _peers_of(area_code: str, _version: str) -> tuple[str, ...]:
    return tuple(map(str, similar_boroughs(area_code)["peer_code"]))


@lru_cache(maxsize=64)
def _course(metric_id: str, stated_as: str, _version: str) -> Exhibit | None:
    metric = METRICS[metric_id]
    question = Question(
        metric_id=metric_id, period_type=years_of(metric)[0].period_type, stated_as=stated_as
    )
    breaks, _ = annotations(breaks_of(metric_id))
    chart = small_multiples(
        question.rows(),
        metric,
        areas=[area.area_code for area in boroughs()],
        whole="" if stated_as == COUNT else METROPOLITAN_POLICE,
        chart_id=MULTIPLES,
        breaks=breaks,
        absence=APART,
        links={area.area_code: borough_path(area) for area in boroughs()},
    )
    if max(len(panel.series.shown) for panel in chart.panels) < FEWEST_POINTS:
        return None
    return Exhibit(
        chart=chart,
        values=question.rows(),
        metrics=(metric,),
        python=python(question),
        question=question,
        path=PATH,
        with_residents=stated_as == "rate",
    )


def _peers(comparison: Comparison, own: Area) -> Exhibit:
    chart = peers_chart(
        comparison.rows,
        comparison.metric,
        focus=own.area_code,
        peers=peers_of(own),
        reference=METROPOLITAN_POLICE,
        chart_id=PEERS,
    )
    return _exhibit(comparison, chart)
