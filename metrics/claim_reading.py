"""Claims put to our own tables: the values, their neighbours and the other measures."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from data.areas import Area, find_area
from data.breaks import breaks_of
from data.errors import NotHeldError, ParameterError
from data.periods import MONTHS_IN, Period, add_months
from metrics import claims, words
from metrics.breaks import notes_between
from metrics.catalogue import get_metric
from metrics.change import check_season
from metrics.claim import NOT_HELD, Baseline, Claim
from metrics.claim_baselines import (
    ROLLING,
    baselines_by_month,
    baselines_by_year,
    between,
    held_rows,
    value_of,
)
from metrics.claim_siblings import siblings
from metrics.claim_variation import dispersion_of, events_of, variation_between
from metrics.measure_charts import revision_caution
from metrics.metric import SHARE, YEARS, Metric
from metrics.offers import period_types_for

NO_EVENTS = (
    "Whether the change is more than ordinary variation cannot be said from the events that are "
    "held behind these figures."
)


def check_claim(
    metric_id: str,
    *,
    area: str,
    change: str,
    before: Period,
    now: Period,
    as_of: date | None = None,
) -> Claim:
    """What our tables say of a claimed change.

    Args:
        metric_id: A name of the catalogue.
        area: One area by code, name or slug.
        change: The claimed change in percent, as written.
        before: The earlier period.
        now: The later one, of the same length. Two kinds of year are both read as 12 months.
        as_of: Use only what had been published by this day.

    Returns:
        The answer. Where a period is not held the verdict is "not held" and the sentence says
        what is.

    Raises:
        ParameterError: If the periods are not equally long, not in order, or the change is no
            number, or the measure is not offered so.
        UnknownMetricError: If there is no such measure.
        UnknownAreaError: If there is no such place.
    """
    metric, place = get_metric(metric_id), find_area(area)
    before, now = _same_kind(before, now)
    try:
        claims.arithmetic(1, 1, change)
    except ValueError as error:
        raise ParameterError(str(error)) from error
    try:
        rows = held_rows(metric, place, now.period_type, as_of)
        for period in (before, now):
            value_of(rows, period, metric)
    except NotHeldError as error:
        return Claim(verdict=NOT_HELD, sentence=f"Not held. {error}")
    return _weighed(metric, rows, (before, now), change=change, place=place, as_of=as_of)


def _weighed(
    metric: Metric,
    rows: pd.DataFrame,
    periods: tuple[Period, Period],
    *,
    change: str,
    place: Area,
    as_of: date | None,
) -> Claim:
    """The claim, judged on rows that hold both periods."""
    before, now = periods
    first, last = value_of(rows, before, metric), value_of(rows, now, metric)
    breaks = between(metric, before, now)
    dispersion = dispersion_of(metric, place, as_of)
    checked = claims.arithmetic(first["value"], last["value"], change)
    may_move = bool(revision_caution(metric, as_of, provisional=True))
    others, absent = siblings(metric, place, periods, as_of)
    found = None
    if not breaks:
        found = variation_between(metric, first, last, dispersion)
    return claims.weigh(
        f"{metric.title} in {place.label}, between {_named(before)} and {_named(now)}",
        checked,
        comparable=not breaks,
        sign="%" if metric.kind == SHARE else "",
        events=events_of(first),
        found=found,
        baselines=baselines_by_year(metric, rows, periods, dispersion, may_move=may_move),
        by_month=_by_month(metric, place, periods, dispersion, as_of=as_of, may_move=may_move),
        siblings=others,
        absent=absent,
        warnings=[
            *_warnings(metric, before, now, {"earlier": first, "later": last}),
            *([NO_EVENTS] if found is None and not breaks else []),
        ],
        revised=revision_caution(metric, as_of, provisional=_may_move(first, last)),
    )


def _named(period: Period) -> str:
    return words.in_period(period.period_type, period.end)


def _same_kind(before: Period, now: Period) -> tuple[Period, Period]:
    """The periods, two kinds of year as 12 months.

    Raises:
        ParameterError: If they are not equally long or not in order.
    """
    if before.period_type != now.period_type and {before.period_type, now.period_type} <= {*YEARS}:
        before, now = (replace(p, period_type=ROLLING) for p in (before, now))
    if before.period_type != now.period_type:
        raise ParameterError(
            f"{before.label} and {now.label} are not equally long. Compare a month with a month, "
            "or a year with a year."
        )
    if add_months(before.end, MONTHS_IN[now.period_type]) > now.end:
        raise ParameterError(
            f"{before.label} does not lie before {now.label}. Give the earlier period first."
        )
    check_season(now.period_type, before.end, now.end)
    return before, now


def _by_month(
    metric: Metric,
    place: Area,
    periods: tuple[Period, Period],
    dispersion: float,
    *,
    as_of: date | None,
    may_move: bool,
) -> list[Baseline]:
    """The readings from periods that end in other months, where 12-month values are held."""
    if ROLLING not in period_types_for(metric, place.area_type):
        return []
    rows = held_rows(metric, place, ROLLING, as_of)
    return baselines_by_month(metric, rows, periods, dispersion, may_move=may_move)


def _warnings(metric: Metric, before: Period, now: Period, ends: dict[str, pd.Series]) -> list[str]:
    """Breaks, events and provisional figures that the claim does not mention."""
    found = [
        f"The figures must not be compared: {entry.title}, {words.day(entry.first_day)}. "
        f"{entry.effect}"
        for entry in between(metric, before, now)
    ]
    start, end = np.datetime64(before.start), np.datetime64(now.end)
    found += [
        f"{entry.title}, {words.day(entry.first_day)}: {entry.effect}"
        for entry in notes_between(breaks_of(metric.metric_id), start, end)
    ]
    if metric.kind == SHARE:
        points = words.number(ends["later"]["value"] - ends["earlier"]["value"], 1, signed=True)
        found.append(f"The measure is a share: it moved by {points} percentage points.")
    found += [
        f"The {which} figure is provisional and will still be revised."
        for which, row in ends.items()
        if row["provisional"]
    ]
    found += [
        f"The {which} rate is estimated: it divides by the residents of {_mid_year(row)}."
        for which, row in ends.items()
        if "estimated" in row["unit"]
    ]
    return found


def _mid_year(row: pd.Series) -> str:
    """The year of the residents that a rate divides by, as its unit names it."""
    return str(row["unit"]).partition("(")[2].partition(",")[0]


def _may_move(*rows: pd.Series) -> bool:
    return any(row["provisional"] for row in rows)
