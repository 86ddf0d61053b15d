"""The one door to computed numbers: pages, packs, downloads, API and command line use it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import pandas as pd

from data.areas import Area, all_areas
from data.breaks import breaks_of
from data.kept import bytes_of_table, kept
from data.optional import rows_held
from data.store import editions, read_table, tables_in_use
from metrics import offers
from metrics.baselines import printed_beside
from metrics.catalogue import get_metric
from metrics.day_values import values_on
from metrics.denominators import Residents, residents_by_year
from metrics.evaluate import Request, evaluate
from metrics.grid import Grid, lay_out, with_police_area
from metrics.metric import Metric

POPULATION = "population"


def metric_values(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    period_type: str | None = None,
    start: date | None = None,
    end: date | None = None,
    on: date | None = None,
    stated_as: str | None = None,
    as_of: date | None = None,
    by: Sequence[str] = (),
    with_parts: bool = False,
) -> pd.DataFrame:
    """Values of a metric with interval, unit, status and vintage; do not modify the result.

    Args:
        metric_id: A name of `metrics.catalogue.METRICS`.
        area: "all" for every borough and police force held; or one or several by GSS code, name or
            slug, wards by code or slug only. Offences without a place are in no area but the whole.
        period_type: One of `data.periods.PERIOD_TYPES`; the shortest offered if left out.
        start: Leave out periods that end before this day.
        end: Leave out periods that end after this day.
        on: The one day a state is judged on, by measures that can be; its period type is "day".
        stated_as: "count" or "rate"; the measure's usual way if left out.
        as_of: Use only what had been published by this day.
        by: Dimensions to break the values down by.
        with_parts: Whether to add what a ratio or difference is made of beside its two counts,
            such as ``residents``, ``other_residents`` and ``unknown`` (events in no group).

    Returns:
        Columns ``metric_id``, ``area_code``, ``area_name``, ``period_type``, ``period_start``,
        ``period_end`` (datetime64), the dimensions, ``value`` (float64), ``unit``, ``lower`` and
        ``upper`` (95% limits, NaN where there are none), ``numerator`` and ``denominator``
        (Int64), ``status``, ``vintage`` (datetime64) and ``provisional`` (whether a count in it may
        still be revised, whatever its status). Ordered by area, period and dimensions. A month in
        a gap has a row without value, status "x"; an incomplete longer period has none.

    Raises:
        UnknownMetricError, UnknownAreaError: If there is no such metric or place.
        NotHeldError, ParameterError: If it is not held for a place, or not offered in this way.
        TableMissingError: If a table it needs is not loaded, with what was printed instead.
    """
    metric = get_metric(metric_id)
    with printed_beside(metric_id):
        request = _checked(metric, area, period_type, stated_as=stated_as, by=by, on=on)
        request = replace(request, with_parts=with_parts)
        places = offers.asked_areas(area)
        if places is None:
            return _between(_all_values(metric, request, as_of, wards=False), start, end)
        return _of_places(metric, request, as_of=as_of, places=places, start=start, end=end)


def _of_places(
    metric: Metric,
    request: Request,
    *,
    as_of: date | None,
    places: tuple[Area, ...],
    start: date | None,
    end: date | None,
) -> pd.DataFrame:
    """The values of places that the measure is offered for; a copy of those kept."""
    for place in places:
        offers.check_area(metric, place, period_type=request.period_type, by=request.by)
    kept_rows = _values_of(tables_in_use(), metric.metric_id, request, as_of, places, start, end)
    return kept_rows.copy(deep=False)


def _checked(
    metric: Metric,
    area: str | Sequence[str],
    period_type: str | None,
    *,
    stated_as: str | None,
    by: Sequence[str],
    on: date | None,
) -> Request:
    offers.check_day(metric, on, period_type)
    period_type = period_type or offers.shortest_period_type(metric, area)
    by = tuple(metric.also_called.get(name, name) for name in by)
    offers.check_period_type(metric, period_type)
    offers.check_dimensions(metric, by)
    if set(metric.no_total) - set(by):
        # That nothing is loaded comes before how it would have to be asked for.
        for name in _inputs(metric, by, wards=False):
            read_table(name)
    offers.check_total(metric, by)
    statement = offers.check_stated_as(metric, stated_as)
    if statement == "rate":
        offers.check_rate_by(metric, by)
    return Request(period_type, statement, by, on)


@kept(megabytes=60, weigh=bytes_of_table)
def _values_of(
    _version: str,
    metric_id: str,
    request: Request,
    as_of: date | None,
    places: tuple[Area, ...],
    start: date | None,
    end: date | None,
) -> pd.DataFrame:
    """The values of some places; a page asks for those of one place over and over."""
    metric = get_metric(metric_id)
    kinds = sorted({place.area_type == "neighbourhood" for place in places})
    wholes = [_all_values(metric, request, as_of, wards=wards) for wards in kinds]
    codes = [place.area_code for place in places]
    found = [whole[whole["area_code"].isin(codes)] for whole in wholes]
    rows = found[0] if len(found) == 1 else pd.concat(found, ignore_index=True)
    absent = [place for place in places if not (rows["area_code"] == place.area_code).any()]
    for place in absent:
        _explain_absence(metric, request, place)
    if len(found) > 1:
        rows = rows.sort_values("area_code", kind="stable")
    return _between(rows, start, end)


def _explain_absence(metric: Metric, request: Request, place: Area) -> None:
    """Refuse a place that the newest tables do not have; say nothing of a series too short."""
    held = _places_held(metric, request.by, request.period_type, place)
    if place.area_code not in held:
        if kinds := _kinds_held(metric, request.by, place):
            raise offers.not_held_by(metric, place, request.period_type, kinds)
        for name in offers.other_dimensions(metric, place, request.by):
            if kinds := _kinds_held(metric, (*request.by, name), place):
                raise offers.no_total_of(metric, place, name, kinds[0])
        raise offers.not_held(metric, place, held=held)
    if request.stated_as == "rate" and place.area_code not in _population(metric).area_codes:
        raise offers.no_residents(metric, place)


def _kinds_held(metric: Metric, by: tuple[str, ...], place: Area) -> list[str]:
    """The period types that a place has figures of, so broken down."""
    return [
        kind
        for kind in offers.period_types_for(metric, place.area_type)
        if place.area_code in _places_held(metric, by, kind, place)
    ]


def _places_held(metric: Metric, by: tuple[str, ...], period_type: str, like: Area) -> set[str]:
    """Codes of the places with figures so broken down, of wards or of larger places."""
    wards = like.area_type == "neighbourhood"
    bases = _bases(metric, period_type)
    grids = [_grid(tables_in_use(), metric.metric_id, by, None, wards, base) for base in bases]
    return {code for grid in grids for code in grid.areas}


def _between(rows: pd.DataFrame, start: date | None, end: date | None) -> pd.DataFrame:
    if start is not None:
        rows = rows[rows["period_end"] >= pd.Timestamp(start)]
    if end is not None:
        rows = rows[rows["period_end"] <= pd.Timestamp(end)]
    return rows.reset_index(drop=True)


def _all_values(
    metric: Metric, request: Request, as_of: date | None, *, wards: bool
) -> pd.DataFrame:
    inputs = _inputs(metric, request.by, wards=wards)
    tables = (*inputs, *([POPULATION] if request.stated_as == "rate" else []))
    return _cached_values(
        tables_in_use(), metric.metric_id, request, _newest_edition(tables, as_of), wards
    )


def _inputs(metric: Metric, by: Sequence[str], *, wards: bool) -> tuple[str, ...]:
    besides = dict.fromkeys(table for name in by for table in metric.inputs_by.get(name, ()))
    return (*(metric.neighbourhood_inputs if wards else metric.inputs), *besides)


def _tables(
    metric: Metric, by: Sequence[str], as_of: date | None, *, wards: bool
) -> list[pd.DataFrame]:
    return [
        (rows_held if name in metric.optional_inputs else read_table)(name, as_of=as_of)
        for name in _inputs(metric, by, wards=wards)
    ]


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


def _bytes_of_grid(grid: Grid) -> int:
    """Bytes of the matrices; what else a grid holds is small beside them."""
    counts = (grid.numerator, grid.denominator, *grid.others.values())
    matrices = (*counts, grid.status, grid.provisional, grid.vintage)
    return sum(matrix.nbytes for matrix in matrices if matrix is not None)


@kept(megabytes=200, weigh=bytes_of_table)
def _cached_values(
    version: str, metric_id: str, request: Request, as_of: date | None, wards: bool
) -> pd.DataFrame:
    metric = get_metric(metric_id)
    if request.on is not None:
        tables = _tables(metric, request.by, as_of, wards=wards)
        return values_on(metric, tables, request, day=request.on)
    rate = request.stated_as == "rate"
    parts = [
        evaluate(
            replace(metric, base_period=base),
            _grid(version, metric_id, request.by, as_of, wards, base),
            request,
            residents=_residents(version, metric.residents, as_of) if rate else None,
            breaks=breaks_of(metric_id),
        )
        for base in _bases(metric, request.period_type)
    ]
    if len(parts) == 1:
        return parts[0]
    order = ["area_code", "period_end", *request.by]
    return pd.concat(parts).sort_values(order, kind="stable", ignore_index=True)


def _bases(metric: Metric, period_type: str) -> tuple[str, ...]:
    """Period types of the rows that values of a period type are made of."""
    if period_type not in metric.stated_periods:
        return (metric.base_period,)
    summed = metric.base_period not in metric.stated_periods
    return (metric.base_period, period_type) if summed else (period_type,)


@kept(megabytes=200, weigh=_bytes_of_grid)
def _grid(
    _version: str,
    metric_id: str,
    by: tuple[str, ...],
    as_of: date | None,
    wards: bool,
    base_period: str,
) -> Grid:
    metric = get_metric(metric_id)
    tables = _tables(metric, by, as_of, wards=wards)
    rows = metric.compute(*tables, **({"by": by} if metric.breaks_down_itself else {}))
    for name, total in metric.total_rows.items():
        if name not in by and name in rows:
            rows = rows[rows[name] == total]
    if metric.stated_periods:
        rows = rows[rows["period_type"] == base_period]
    if by:
        rows = rows.dropna(subset=list(by))
    if metric.neighbourhood_inputs == metric.inputs:
        rows = rows[_in_wards(rows["area_code"]) == wards]
    grid = lay_out(rows, by=by, base_period=base_period, zero_filled=metric.zero_filled)
    return with_police_area(grid) if metric.whole_from_parts and not wards else grid


def _in_wards(area_codes: pd.Series) -> pd.Series:
    """Whether each row is of a ward, for a table that holds wards and larger places."""
    areas = all_areas()
    return area_codes.map(lambda code: areas[code].area_type == "neighbourhood").astype(bool)


@lru_cache(maxsize=64)
def _residents(_version: str, age_group: str, as_of: date | None) -> Residents:
    return residents_by_year(read_table(POPULATION, as_of=as_of), age_group)


def _population(metric: Metric) -> Residents:
    return _residents(tables_in_use(), metric.residents, None)
