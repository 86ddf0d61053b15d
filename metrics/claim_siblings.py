"""The other measures of a claim's place over the same two periods, or why they are not read."""

from dataclasses import replace
from datetime import date

import pandas as pd

from data.areas import Area
from data.breaks import breaks_of
from data.errors import NotHeldError
from data.periods import Period
from data.store import editions
from metrics.catalogue import METRICS
from metrics.change import compare
from metrics.claim import Absent, Sibling
from metrics.claim_baselines import held_rows, value_of
from metrics.claim_variation import dispersion_of
from metrics.measure_charts import revision_caution
from metrics.metric import COUNT, SHARE, VICTIMISATION, Metric
from metrics.offers import period_types_for
from metrics.victimisation import COUNTED

NOT_LOADED = "not loaded"
NOT_STATED = "not stated for this place by such periods"
NOT_BOTH = "not held for both periods"


def siblings(
    metric: Metric, place: Area, periods: tuple[Period, Period], as_of: date | None
) -> tuple[list[Sibling], list[Absent]]:
    """Every other measure whose change has limits: read, or named with the reason why it is not.

    Args:
        metric: The claim's own measure.
        place: Where.
        periods: The earlier period and the later.
        as_of: Use only what had been published by this day.

    Returns:
        The measures read, in the catalogue's order, those that restate a count per resident
        straight after it and those that restate the claim's own first; then those not read.
    """
    found, absent = [], []
    for other in METRICS.values():
        able = other.kind in (COUNT, SHARE, VICTIMISATION) and other.by_chance
        if other is metric or not able or other.no_total:
            continue
        read = _read(other, place, periods, as_of)
        if isinstance(read, str):
            absent.append(Absent(metric_id=other.metric_id, title=other.title, reason=read))
        else:
            found.append(replace(read, restates=_restated(metric, other)))
    return _beside_their_counts(found, metric.metric_id), absent


def _restated(own: Metric, other: Metric) -> str:
    """The measure that another one gives again, per resident or as the count behind it."""
    if COUNTED.get(own.metric_id) == other.metric_id:
        return own.metric_id
    return COUNTED.get(other.metric_id, "")


def _beside_their_counts(found: list[Sibling], own: str) -> list[Sibling]:
    """Those that restate another measure straight after it; one whose count is not read alone."""
    read = {own, *(one.metric_id for one in found)}
    known = [one if one.restates in read else replace(one, restates="") for one in found]
    after = {name: [one for one in known if one.restates == name] for name in read}
    apart = [one for one in known if not one.restates]
    return [*after[own], *(one for each in apart for one in (each, *after[each.metric_id]))]


def _read(
    other: Metric, place: Area, periods: tuple[Period, Period], as_of: date | None
) -> Sibling | str:
    """One measure over both periods, judged as a claim on it would be; or why it is not read."""
    if not all(map(editions, other.inputs)):
        return NOT_LOADED
    kind = periods[1].period_type
    if kind not in period_types_for(other, place.area_type):
        return NOT_STATED
    try:
        rows = held_rows(other, place, kind, as_of)
        first, last = (value_of(rows, period, other) for period in periods)
    except NotHeldError:
        return NOT_BOTH
    may_move = bool(first["provisional"] or last["provisional"])
    one = _sibling(other, first, last, dispersion_of(other, place, as_of))
    return replace(one, revised=revision_caution(other, as_of, provisional=may_move))


def _sibling(metric: Metric, first: pd.Series, last: pd.Series, dispersion: float) -> Sibling:
    rows = [{str(name): value for name, value in row.items()} for row in (last, first)]
    moved = compare(
        *rows,
        metric=metric,
        stated_as=metric.stated_as[0],
        breaks=breaks_of(metric.metric_id),
        dispersion=dispersion,
    )
    return Sibling(
        metric_id=metric.metric_id,
        title=metric.title,
        unit=metric.unit_by(),
        before=float(first["value"]),
        now=float(last["value"]),
        percent=moved.percent,
        verdict=moved.verdict,
        limits=moved.percent_limits,
    )
