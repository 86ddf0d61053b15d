"""One row of the monthly review: a measure's newest figures up to a month, and what may move."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data.areas import Area
from data.errors import NotHeldError, ParameterError, TableMissingError
from data.store import data_version, editions
from metrics import offers
from metrics.catalogue import METRICS
from metrics.change import change
from metrics.compared import Change
from metrics.measure_charts import MONTH
from metrics.metric import COUNT, SHARE, VICTIMISATION, YEARS, Metric
from metrics.revisions import LAGS, typical_revisions
from metrics.signal import Signal
from metrics.values import metric_values

COMPARED = (COUNT, SHARE, VICTIMISATION)
"""Kinds of measure whose change from one year to the next has an interval."""

MONTHS_A_YEAR = 12


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value with what belongs to it; `provisional` whatever its status."""

    period_type: str
    period_end: date
    value: float
    unit: str
    status: str
    provisional: bool
    vintage: date


@dataclass(frozen=True, kw_only=True)
class Moving:
    """The months of a measure that may still move, and how the newest typically does.

    Attributes:
        period_type: "month", or the shortest period of a measure that is not stated by month.
        first: Last day of the first such month, or period.
        last: Last day of the newest.
        lower: Lower end of the revisions seen of months of this age; NaN where too few were.
        upper: Upper end of them.
        unit: "percent" of the figure, or percentage "points".
        basis: As in `metrics.revisions.typical_revisions`, like `pairs`.
    """

    period_type: str
    first: date
    last: date
    lower: float
    upper: float
    unit: str
    basis: str
    pairs: int


@dataclass(frozen=True, kw_only=True)
class Row:
    """One measure in the review.

    Attributes:
        latest: The newest value of the shortest period it is stated for.
        year: The newest 12 months; none where they are not stated or not complete.
        change: Those 12 months against the 12 before; none where they cannot be compared.
        signal: What its control chart says; none where it has no chart.
        moving: Its provisional months; none where every figure is final.
        reaches: End of the newest period held of it at all, also after the month under review.
    """

    metric: Metric
    latest: Figure
    year: Figure | None
    change: Change | None
    signal: Signal | None
    moving: Moving | None
    reaches: date


def review_rows(
    area: Area, by_measure: Mapping[str, Signal], *, end: date, as_of: date | None = None
) -> Iterator[Row]:
    """Every measure of which something is held of a place by a month, in the catalogue's order.

    Args:
        area: The place.
        by_measure: What the control charts of that month say, by measure.
        end: Last day of the month.
        as_of: Use only what had been published by this day.

    Yields:
        The rows.
    """
    for metric in METRICS.values():
        offered = offers.period_types_for(metric, area.area_type)
        held = _held(metric, area, offered[0], as_of) if offered else None
        if held is None:
            continue
        known = held[held["period_end"] <= pd.Timestamp(end)]
        if known.empty:
            continue
        year = next((kind for kind in YEARS if kind in offered), "")
        yield Row(
            metric=metric,
            latest=_figure(known),
            year=_year(metric, area, year, end=end, as_of=as_of),
            change=_change(metric, area, year, end=end, as_of=as_of),
            signal=by_measure.get(metric.metric_id),
            moving=_moving(metric, known, as_of),
            reaches=held["period_end"].max().date(),
        )


def months_held(area: Area) -> Iterator[tuple[date, date]]:
    """First and newest month held of each measure that a place has by month."""
    for metric in METRICS.values():
        if MONTH in offers.period_types_for(metric, area.area_type):
            rows = _held(metric, area, MONTH, None)
            if rows is not None:
                ends = rows["period_end"]
                yield ends.iloc[0].date(), ends.iloc[-1].date()


def _held(metric: Metric, area: Area, period_type: str, as_of: date | None) -> pd.DataFrame | None:
    """The values of a measure, those that are missing left out; none where none is held."""
    try:
        rows = metric_values(
            metric.metric_id, area=area.area_code, period_type=period_type, as_of=as_of
        )
    except (NotHeldError, ParameterError, TableMissingError):
        return None
    valued = rows[rows["value"].notna()]
    return None if valued.empty else valued


def _figure(rows: pd.DataFrame) -> Figure:
    """The newest of some rows."""
    newest = rows.iloc[-1]
    return Figure(
        period_type=newest["period_type"],
        period_end=newest["period_end"].date(),
        value=float(newest["value"]),
        unit=newest["unit"],
        status=newest["status"],
        provisional=bool(newest["provisional"]),
        vintage=newest["vintage"].date(),
    )


def _year(
    metric: Metric, area: Area, period_type: str, *, end: date, as_of: date | None
) -> Figure | None:
    rows = _held(metric, area, period_type, as_of) if period_type else None
    known = None if rows is None else rows[rows["period_end"] <= pd.Timestamp(end)]
    return None if known is None or known.empty else _figure(known)


def _change(
    metric: Metric, area: Area, period_type: str, *, end: date, as_of: date | None
) -> Change | None:
    newest = _year(metric, area, period_type, end=end, as_of=as_of)
    if newest is None or metric.kind not in COMPARED or not metric.by_chance:
        return None
    try:
        return change(
            metric.metric_id,
            area=area.area_code,
            period_type=period_type,
            end=newest.period_end,
            as_of=as_of,
        )
    except NotHeldError:
        return None


def _moving(metric: Metric, known: pd.DataFrame, as_of: date | None) -> Moving | None:
    """The provisional among the months to the one under review."""
    moving = known[known["provisional"]]
    if moving.empty:
        return None
    first, last = (moving["period_end"].iloc[at].date() for at in (0, -1))
    code = str(moving["area_code"].iloc[0])
    scope = offers.ALL_AREAS if code.startswith("E09") else code
    typical = _typical(data_version(), metric.metric_id, scope, as_of)
    age = _age(metric, last, as_of)
    own = typical[(typical["lag_from"] <= age) & (typical["lag_to"] >= age)]
    found = own.iloc[0] if len(own) else None
    return Moving(
        period_type=str(moving["period_type"].iloc[0]),
        first=first,
        last=last,
        lower=float("nan") if found is None else float(found["lower"]),
        upper=float("nan") if found is None else float(found["upper"]),
        unit="" if found is None else str(found["unit"]),
        basis="" if found is None else str(found["basis"]),
        pairs=0 if found is None else int(found["pairs"]),
    )


def _age(metric: Metric, end: date, as_of: date | None) -> int:
    """Months from the end of a period to the newest file behind it."""
    days = [date.fromisoformat(e.vintage) for table in metric.inputs for e in editions(table)]
    newest = max(day for day in days if as_of is None or day <= as_of)
    months = (newest.year - end.year) * MONTHS_A_YEAR + newest.month - end.month
    return int(np.clip(months, 0, LAGS[-1][1]))


@lru_cache(maxsize=256)
def _typical(_version: str, metric_id: str, scope: str, as_of: date | None) -> pd.DataFrame:
    try:
        return typical_revisions(metric_id, area=scope, as_of=as_of)
    except ParameterError:
        return pd.DataFrame(columns=["lag_from", "lag_to"])
