"""From a grid of counts to values: stated, bounded, with unit and status, as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.areas import all_areas
from data.breaks import Break
from data.status import PRECEDENCE
from metrics.aggregate import aggregate, shown, starts_of
from metrics.arrays import Flags, Floats, Integers
from metrics.breaks import at_a_break
from metrics.columns import constant, repeated, whole_numbers
from metrics.denominators import MINIMUM_RESIDENTS, Residents
from metrics.differences import differences
from metrics.grid import NO_VINTAGE, Grid, select
from metrics.metric import DIFFERENCE, PUBLISHED, RATIO, RESIDENTS_WORDS, SHARE, Metric
from metrics.offers import period_types_for
from metrics.rates import Interval, count_interval, proportion_interval
from metrics.ratios import Compared, ratios
from metrics.wordings import worded_units

ROLLING = "rolling_12_months"
_WITHIN = {"month": " in the month", "quarter": " in the quarter"}
_NOT_APPLICABLE, _UNRELIABLE = map(PRECEDENCE.index, "zu")
_BREAK, _ESTIMATED, _MISSING = map(PRECEDENCE.index, "bex")

RELIABLE_EVENTS = 20
"""A rate from fewer events than this is marked: chance alone moves it by half either way."""


@dataclass(frozen=True)
class Request:
    """How values are asked for, whatever the place."""

    period_type: str
    stated_as: str
    by: tuple[str, ...] = ()
    on: date | None = None
    with_parts: bool = False


@dataclass(frozen=True, kw_only=True)
class Stated:
    """Values in one statement, as matrices of series by period; `unit` is a place in `units`."""

    value: Floats
    limits: Interval
    denominator: Floats
    status: Integers
    units: Sequence[str]
    unit: Integers


def evaluate(
    metric: Metric,
    grid: Grid,
    request: Request,
    *,
    residents: Residents | None = None,
    breaks: Iterable[Break] = (),
) -> pd.DataFrame:
    """Values of every offered area in the period type and statement asked for.

    Args:
        metric: The measure.
        grid: Its counts by base period.
        request: Period type, statement and dimensions.
        residents: Denominators, where a rate is asked for.
        breaks: Breaks that touch the measure.

    Returns:
        The columns of `metrics.values.metric_values`, ordered by area, period and dimensions.
    """
    base = select(grid, _offered(metric, grid, request, residents))
    sums = aggregate(base, request.period_type, base_period=metric.base_period)
    if residents is not None:
        stated = _rates(metric, sums, request, residents)
    else:
        stated = _STATEMENTS.get(metric.kind, _counts)(metric, sums, request)
    marked = at_a_break(
        breaks,
        starts_of(sums.ends, request.period_type),
        sums.ends,
        ~np.isnan(stated.value),
        begun=_begun(base),
    )
    status = np.where(marked, np.minimum(stated.status, _BREAK), stated.status)
    if metric.base_period == ROLLING:
        cells = sums.present
    else:
        cells = shown(sums, with_gaps=request.period_type == metric.base_period)
    return _table(metric, sums, stated, request=request, status=status, cells=cells)


def _offered(metric: Metric, grid: Grid, request: Request, residents: Residents | None) -> Integers:
    """Lines of the areas that period type, breakdown and statement are offered for."""

    def is_offered(area_code: str) -> bool:
        """Whether the measure has the period type, and residents if it needs them, for a place."""
        area = all_areas().get(area_code)
        if area is None or request.period_type not in period_types_for(metric, area.area_type):
            return False
        if residents is not None and area_code not in residents.area_codes:
            return False
        return not request.by or area.area_type in metric.dimension_area_types

    return np.flatnonzero([is_offered(code) for code in grid.areas])


def _begun(base: Grid) -> NDArray[np.datetime64]:
    """Last day of the first period of each line that has a value."""
    valued = ~np.isnan(base.numerator)
    never = np.datetime64("9999-12-31")
    if not valued.shape[1]:
        return np.full(len(valued), never)
    return np.where(valued.any(axis=1), base.ends[valued.argmax(axis=1)], never)


def _without_value(status: Integers, absent: Flags) -> Integers:
    """A value that is not there is missing, unless its status already says why it is withheld."""
    return np.where(absent & (status > _UNRELIABLE), _MISSING, status)


def _counts(metric: Metric, sums: Grid, request: Request) -> Stated:
    nothing = np.full_like(sums.numerator, np.nan)
    limits = count_interval(sums.numerator if _is_chance(metric) else nothing)
    if metric.kind == PUBLISHED and "events" in sums.others:
        limits = _of_printed_rate(sums.numerator, sums.others["events"])
    totals = [words for name, words in metric.total_names.items() if name not in request.by]
    units, unit = worded_units(metric.unit, ", ".join(totals), sums.others, sums.numerator.shape)
    return Stated(
        value=sums.numerator,
        limits=limits,
        denominator=nothing,
        status=_without_value(sums.status, np.isnan(sums.numerator)),
        units=units,
        unit=unit,
    )


def _of_printed_rate(rates: Floats, events: Floats) -> Interval:
    """Limits of a printed rate: those of the events behind it, in its unit."""
    limits = count_interval(events)
    scale = np.divide(rates, events, out=np.full_like(rates, np.nan), where=events > 0)
    return Interval(limits.lower * scale, limits.upper * scale)


def _is_chance(metric: Metric) -> bool:
    """Whether counts vary by chance; printed values have no count to say how much."""
    return metric.by_chance and metric.kind != PUBLISHED


def _shares(metric: Metric, sums: Grid, _request: Request) -> Stated:
    """Percentages; withheld on a small denominator, not applicable on none."""
    assert sums.denominator is not None
    events, trials = sums.numerator, sums.denominator
    enough = trials >= max(metric.minimum, 1)
    value = np.divide(events * 100, trials, out=np.full_like(trials, np.nan), where=enough)
    limits = proportion_interval(np.where(enough, events, np.nan), trials)
    too_few = ~enough & ~np.isnan(trials)
    status = np.where(too_few, np.minimum(sums.status, _UNRELIABLE), sums.status)
    status = np.where(trials == 0, np.minimum(status, _NOT_APPLICABLE), status)
    return Stated(
        value=value,
        limits=Interval(limits.lower * 100, limits.upper * 100),
        denominator=trials,
        status=_without_value(status, np.isnan(events) | np.isnan(trials)),
        units=[metric.unit],
        unit=np.zeros(trials.shape, dtype=np.intp),
    )


def _ratios(metric: Metric, sums: Grid, request: Request) -> Stated:
    """One group's rate as a multiple of another's; withheld on few searches."""
    comparators = _chosen(metric, sums, request, "comparator")
    found = ratios(sums, comparators, _chosen(metric, sums, request, "bound"))
    return _compared(metric, sums, found, request)


def _differences(metric: Metric, sums: Grid, request: Request) -> Stated:
    """One group's share less its counterpart's; withheld where few were asked in either."""
    return _compared(metric, sums, differences(sums, least=metric.minimum), request)


def _compared(metric: Metric, sums: Grid, found: Compared, request: Request) -> Stated:
    assert sums.denominator is not None
    status = np.where(found.withheld, np.minimum(sums.status, _UNRELIABLE), sums.status)
    return Stated(
        value=found.value,
        limits=found.limits,
        denominator=sums.denominator,
        status=_without_value(status, np.isnan(found.value)),
        units=[metric.unit_by(request.by)],
        unit=np.zeros(sums.numerator.shape, dtype=np.intp),
    )


def _chosen(metric: Metric, sums: Grid, request: Request, name: str) -> NDArray[np.str_]:
    """The value of a dimension on each line: its own, or the one that stands if not asked for."""
    if name not in request.by:
        return np.full(len(sums.areas), metric.total_rows[name])
    return np.array([group[request.by.index(name)] for group in sums.groups], dtype=np.str_)


_STATEMENTS = {SHARE: _shares, RATIO: _ratios, DIFFERENCE: _differences}


def _rates(metric: Metric, sums: Grid, request: Request, residents: Residents) -> Stated:
    """Events per residents; missing without either, withheld where too few people live.

    From few events the rate stands and is marked: its count is public, and its limits are wide.
    """
    end_years = sums.ends.astype("datetime64[Y]").astype(np.int64) + 1970
    people, estimated, mid_year = residents.at(sums.areas, end_years)
    limits, few = count_interval(sums.numerator), sums.numerator < RELIABLE_EVENTS
    scale = np.where(people >= MINIMUM_RESIDENTS, metric.rate_per / people, np.nan)
    status = np.where(estimated, np.minimum(sums.status, _ESTIMATED), sums.status)
    unreliable = (people < MINIMUM_RESIDENTS) | (few & ~np.isnan(people))
    status = np.where(unreliable, np.minimum(status, _UNRELIABLE), status)
    kinds, unit = np.unique(2 * mid_year + estimated, return_inverse=True)
    return Stated(
        value=sums.numerator * scale,
        limits=Interval(limits.lower * scale, limits.upper * scale),
        denominator=people,
        status=_without_value(status, np.isnan(people) | np.isnan(sums.numerator)),
        units=[_rate_unit(metric, request, int(kind) // 2, int(kind) % 2 == 1) for kind in kinds],
        unit=unit.reshape(people.shape),
    )


def _rate_unit(metric: Metric, request: Request, mid_year: int, estimated: bool) -> str:
    """The unit of a rate, with the mid-year of the residents it divides by."""
    within = _WITHIN.get(request.period_type, "")
    per = f"{metric.rate_per:,} {RESIDENTS_WORDS[metric.residents]}"
    return f"{metric.events}{within} per {per} (mid-{mid_year}{', estimated' * estimated})"


def _table(
    metric: Metric,
    sums: Grid,
    stated: Stated,
    *,
    request: Request,
    status: Integers,
    cells: Flags,
) -> pd.DataFrame:
    """One row per shown cell, in the fixed columns and order."""
    line, column = _in_order(sums, cells, request)
    cell = (line, column)
    names = [all_areas()[code].area_name for code in sums.areas]
    first = {
        "metric_id": constant(metric.metric_id, len(line)),
        "area_code": repeated(sums.areas, line),
        "area_name": repeated(names, line),
        "period_type": constant(request.period_type, len(line)),
        "period_start": starts_of(sums.ends, request.period_type)[column].astype("datetime64[s]"),
        "period_end": sums.ends[column].astype("datetime64[s]"),
    }
    dimensions = {
        name: repeated([group[place] for group in sums.groups], line)
        for place, name in enumerate(request.by)
    }
    vintage = sums.vintage[cell]
    counted = np.where(metric.kind == PUBLISHED, np.nan, sums.numerator)
    last = {
        "value": stated.value[cell],
        "unit": repeated(stated.units, stated.unit[cell]),
        "lower": stated.limits.lower[cell],
        "upper": stated.limits.upper[cell],
        "numerator": whole_numbers(counted[cell]),
        "denominator": whole_numbers(stated.denominator[cell]),
        "status": repeated(PRECEDENCE, status[cell]),
        "vintage": np.where(vintage == NO_VINTAGE, np.datetime64("NaT"), vintage.view("<M8[s]")),
        "provisional": (sums.provisional & ~np.isnan(stated.value))[cell],
    }
    parts = sums.others if request.with_parts else {}
    others = {name: matrix[cell] for name, matrix in parts.items()}
    return pd.DataFrame(first | dimensions | last | others, copy=False)


def _in_order(sums: Grid, cells: Flags, request: Request) -> tuple[Integers, Integers]:
    """Lines and columns of the cells by area, then period, then dimensions."""
    line, column = np.nonzero(cells)
    if not request.by:
        return line, column
    area = np.unique(sums.areas, return_inverse=True)[1][line]
    order = np.lexsort((line, column, area))
    return line[order], column[order]
