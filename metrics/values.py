"""The one door to computed numbers: pages, packs, downloads, API and command line use it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

import pandas as pd

from data.areas import Area
from data.breaks import breaks_of
from data.store import data_version, editions, read_table, tables_folder
from metrics import offers
from metrics.catalogue import get_metric
from metrics.denominators import Residents, residents_by_year
from metrics.evaluate import Request, evaluate
from metrics.grid import Grid, lay_out, with_police_area
from metrics.metric import Metric

POPULATION = "population"


def metric_values(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    period_type: str = "month",
    start: date | None = None,
    end: date | None = None,
    stated_as: str | None = None,
    as_of: date | None = None,
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Values of a metric with interval, unit, status and vintage; do not modify the result.

    Args:
        metric_id: A name of `metrics.catalogue.METRICS`.
        area: "all" for every borough and police force held; one area by GSS code, name or slug;
            or several. Wards only by code or slug. Offences without a place are in no area but
            the whole.
        period_type: One of `data.periods.PERIOD_TYPES`.
        start: Leave out periods that end before this day.
        end: Leave out periods that end after this day.
        stated_as: "count" or "rate"; the measure's usual way if left out.
        as_of: Use only what had been published by this day.
        by: Dimensions to break the values down by.

    Returns:
        Columns ``metric_id``, ``area_code``, ``area_name``, ``period_type``, ``period_start``,
        ``period_end`` (datetime64), the dimensions, ``value`` (float64), ``unit``, ``lower`` and
        ``upper`` (95% limits, NaN where there are none), ``numerator`` and ``denominator``
        (Int64), ``status`` and ``vintage`` (datetime64). Ordered by area code, period and
        dimensions. A month in a gap of a series has a row with a missing value and the status
        "x"; a longer period that is not complete has no row.

    Raises:
        UnknownMetricError: If there is no such metric.
        UnknownAreaError: If there is no such place.
        NotHeldError: If the measure is not held for a place asked for.
        ParameterError: If the measure is not offered in this way.
        TableMissingError: If a table it needs has not been built.
    """
    metric = get_metric(metric_id)
    offers.check_period_type(metric, period_type)
    offers.check_dimensions(metric, by)
    request = Request(period_type, offers.check_stated_as(metric, stated_as), tuple(by))
    if request.stated_as == "rate":
        offers.check_rate_by(metric, by)
    places = offers.asked_areas(area)
    for place in places or ():
        offers.check_area(metric, place, period_type=period_type, by=by)
    if places is None:
        rows = _all_values(metric, request, as_of, wards=False)
    else:
        rows = _values_of(metric, request, as_of, places)
    return _between(rows, start, end)


def _values_of(
    metric: Metric, request: Request, as_of: date | None, places: Sequence[Area]
) -> pd.DataFrame:
    kinds = sorted({place.area_type == "neighbourhood" for place in places})
    wholes = [_all_values(metric, request, as_of, wards=wards) for wards in kinds]
    codes = [place.area_code for place in places]
    found = [whole[whole["area_code"].isin(codes)] for whole in wholes]
    rows = found[0] if len(found) == 1 else pd.concat(found, ignore_index=True)
    absent = [place for place in places if not (rows["area_code"] == place.area_code).any()]
    for place in absent:
        _explain_absence(metric, request, place)
    return rows.sort_values("area_code", kind="stable") if len(found) > 1 else rows


def _explain_absence(metric: Metric, request: Request, place: Area) -> None:
    """Refuse a place that the newest tables do not have; say nothing of a series too short."""
    wards = place.area_type == "neighbourhood"
    grid = _grid(_current(), metric.metric_id, request.by, None, wards)
    if place.area_code not in grid.areas:
        raise offers.not_held(metric, place)
    if request.stated_as == "rate" and place.area_code not in _population(metric).area_codes:
        raise offers.no_residents(metric, place)


def _between(rows: pd.DataFrame, start: date | None, end: date | None) -> pd.DataFrame:
    if start is not None:
        rows = rows[rows["period_end"] >= pd.Timestamp(start)]
    if end is not None:
        rows = rows[rows["period_end"] <= pd.Timestamp(end)]
    return rows.reset_index(drop=True)


def _current() -> str:
    """Folder and content of the tables in use: part of every cache's key."""
    return f"{tables_folder()}@{data_version()}"


def _all_values(
    metric: Metric, request: Request, as_of: date | None, *, wards: bool
) -> pd.DataFrame:
    tables = (*_inputs(metric, wards=wards), *([POPULATION] if request.stated_as == "rate" else []))
    return _cached_values(
        _current(), metric.metric_id, request, _newest_edition(tables, as_of), wards
    )


def _inputs(metric: Metric, *, wards: bool) -> tuple[str, ...]:
    return metric.neighbourhood_inputs if wards else metric.inputs


def _newest_edition(tables: Sequence[str], as_of: date | None) -> date | None:
    """The day the last of the tables changed up to a day; none if nothing came after.

    Every day between two publications has the same answer, so it is computed once.
    """
    if as_of is None:
        return None
    days = {date.fromisoformat(entry.vintage) for table in tables for entry in editions(table)}
    if all(day <= as_of for day in days):
        return None
    return max((day for day in days if day <= as_of), default=date.min)


@lru_cache(maxsize=1024)
def _cached_values(
    version: str, metric_id: str, request: Request, as_of: date | None, wards: bool
) -> pd.DataFrame:
    metric = get_metric(metric_id)
    grid = _grid(version, metric_id, request.by, as_of, wards)
    rate = request.stated_as == "rate"
    return evaluate(
        metric,
        grid,
        request,
        residents=_residents(version, metric.residents, as_of) if rate else None,
        breaks=breaks_of(metric_id),
    )


@lru_cache(maxsize=256)
def _grid(
    _version: str, metric_id: str, by: tuple[str, ...], as_of: date | None, wards: bool
) -> Grid:
    metric = get_metric(metric_id)
    tables = _inputs(metric, wards=wards)
    rows = metric.compute(*(read_table(table, as_of=as_of) for table in tables))
    for name, total in metric.total_rows.items():
        if name not in by:
            rows = rows[rows[name] == total]
    rows = rows.dropna(subset=list(by))
    grid = lay_out(rows, by=by, base_period=metric.base_period, zero_filled=metric.zero_filled)
    return grid if wards else with_police_area(grid)


@lru_cache(maxsize=64)
def _residents(_version: str, age_group: str, as_of: date | None) -> Residents:
    return residents_by_year(read_table(POPULATION, as_of=as_of), age_group)


def _population(metric: Metric) -> Residents:
    return _residents(_current(), metric.residents, None)
