"""A borough's homicides on a g chart of the months between them, shown by order and year only.

Victims of homicide are named in the press, so no month of a borough is told. The waits are counted
in months to draw the limits; what is printed of each is its place in the order, the year of the
homicide that ended it and the rules it breaks. All is judged to the end of a whole calendar year,
and a wait is beyond the limit only where its years alone say so.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.breaks import NOT_COMPARABLE, breaks_of
from data.store import read_table
from metrics import offers
from metrics.arrays import Flags, Floats, Integers
from metrics.control_rules import BEYOND_LIMITS
from metrics.grid import lay_out
from metrics.metric import Metric
from metrics.rare_events import events_at, g_chart, of_events
from metrics.spc import ControlChart

MONTHS = 12


@dataclass(frozen=True, kw_only=True)
class YearWaits:
    """The waits between the events of one place, to the end of a whole year.

    Attributes:
        years: Year of the event that ended each wait.
        apart: Calendar years from that of the event before to it.
        chart: Limits from the exact waits, patterns told by the events: a long wait is -1. Its
            values are months and must not be shown.
        first: First year held.
        last: Newest whole year, to whose end the waits are judged.
        in_last: Events of that year.
        open_years: Whole years without an event at its end; -1 where there has been none, or a
            month is missing.
        segment: How often limits had started afresh before.
    """

    years: Integers
    apart: Integers
    chart: ControlChart
    first: int
    last: int
    in_last: float
    open_years: int
    segment: int = 0

    @property
    def has_limits(self) -> bool:
        """Whether enough waits are known."""
        return bool(self.chart.values.size) and not np.isnan(self.chart.centre[-1])

    @property
    def lines(self) -> tuple[float, float, float]:
        """Centre and limits in whole months, so that the sum of the waits is not told."""
        if not self.has_limits:
            return (float("nan"),) * 3
        upper = float(np.floor(self.chart.upper[-1]))
        return float(np.floor(self.chart.centre[-1] + 0.5)), 0.0, upper

    @property
    def shown(self) -> ControlChart:
        """The chart as it may be printed: no wait, and its lines in whole months."""
        nothing = np.full(self.chart.values.shape, np.nan)
        centre, lower, upper = (np.full_like(nothing, line) for line in self.lines)
        return replace(
            self.chart, values=nothing, sigma=nothing, centre=centre, lower=lower, upper=upper
        )


def waits_by_year(counts: ArrayLike, first: int) -> YearWaits:
    """The waits between events, from whole calendar years.

    Args:
        counts: Monthly counts of one place from January of a year to December of the last, NaN
            where missing.
        first: That first year.

    Returns:
        Known waits in order, with their chart.

    Raises:
        ValueError: If the months do not make whole years.
    """
    months = np.asarray(counts, dtype=np.float64)
    if months.size == 0 or months.size % MONTHS:
        raise ValueError(f"Whole calendar years are needed: found {months.size} months.")
    at = events_at(months)
    missing = np.cumsum(np.isnan(months))
    known = np.diff(missing[at]) == 0
    began, ended = at[:-1][known], at[1:][known]
    last = first + months.size // MONTHS - 1
    chart = of_events(g_chart((ended - began).astype(np.float64)))
    apart = ended // MONTHS - began // MONTHS
    ran = bool(at.size) and missing[-1] == missing[at[-1]]
    return YearWaits(
        years=ended // MONTHS + first,
        apart=apart,
        chart=_beyond_by_years(chart, apart),
        first=first,
        last=last,
        in_last=float(months[-MONTHS:].sum()),
        open_years=last - first - int(at[-1]) // MONTHS if ran else -1,
    )


def _beyond_by_years(chart: ControlChart, apart: Integers) -> ControlChart:
    """A wait counts as too long only where its years leave no other reading.

    From any month of one year to any month of the n-th after it are at least 12·n - 11 months.
    """
    least = MONTHS * apart - (MONTHS - 1)
    beyond: Integers = -(least > chart.upper).astype(np.int64)
    return replace(
        chart,
        completed={**chart.completed, BEYOND_LIMITS: beyond},
        members={**chart.members, BEYOND_LIMITS: beyond},
    )


@dataclass(frozen=True, kw_only=True)
class Months:
    """Monthly counts of one borough over whole calendar years, to be judged and never shown."""

    area_code: str
    counts: Floats
    first: int
    segment: int


def borough_months(
    metric: Metric,
    area: str | Sequence[str] = offers.ALL_AREAS,
    *,
    end: date | None = None,
    as_of: date | None = None,
    rebase: Sequence[date] = (),
) -> Iterator[Months]:
    """The months of each borough, over the whole years since limits last started afresh.

    Args:
        metric: A measure that boroughs are shown by year only.
        area: "all", or boroughs by code, name or slug.
        end: Leave out years that end after this day.
        as_of: Use only what had been published by this day.
        rebase: Days after which limits start afresh, with the next whole year.

    Yields:
        The months of each borough held, by code; nothing where no whole year is held.
    """
    rows = metric.compute(*(read_table(name, as_of=as_of) for name in metric.inputs))
    if rows.empty:
        return
    grid = lay_out(rows, by=(), base_period="month", zero_filled=metric.zero_filled)
    begun = {day for day in [*_breaks(metric), *rebase] if end is None or day <= end}
    kept, first = _whole_years(grid.ends, end=end, begun=begun)
    if not kept.any():
        return
    places = offers.asked_areas(area)
    chosen = None if places is None else {place.area_code for place in places}
    for code, counts in sorted(zip(grid.areas, grid.numerator, strict=True), key=lambda of: of[0]):
        if code.startswith("E09") and (chosen is None or code in chosen):
            yield Months(area_code=code, counts=counts[kept], first=first, segment=len(begun))


def borough_waits(
    metric: Metric,
    area: str | Sequence[str] = offers.ALL_AREAS,
    *,
    end: date | None = None,
    as_of: date | None = None,
    rebase: Sequence[date] = (),
) -> dict[str, YearWaits]:
    """The waits between the homicides of each borough, by its code; see `borough_months`."""
    return {
        of.area_code: replace(waits_by_year(of.counts, of.first), segment=of.segment)
        for of in borough_months(metric, area, end=end, as_of=as_of, rebase=rebase)
    }


def _breaks(metric: Metric) -> list[date]:
    return [b.first_day for b in breaks_of(metric.metric_id) if b.comparable == NOT_COMPARABLE]


def _whole_years(
    ends: NDArray[np.datetime64], *, end: date | None, begun: Collection[date]
) -> tuple[Flags, int]:
    """The months of whole calendar years since limits began, and the first of these years."""
    months = ends.astype("datetime64[M]").astype(np.int64)
    years, month = months // MONTHS + 1970, months % MONTHS
    first = int(years[0]) + int(month[0] > 0)
    first = max([first, *(day.year + ((day.month, day.day) > (1, 1)) for day in begun)])
    last = int(years[-1]) - int(month[-1] < MONTHS - 1)
    if end is not None:
        last = min(last, end.year - ((end.month, end.day) < (MONTHS, 31)))
    kept: Flags = (years >= first) & (years <= last)
    return kept, first
