"""The monthly review of a place: what has signalled, and every measure's figures to that month.

A review of a month is made of values whose period ends in that month or before, as they are known
now; with `as_of`, as they had been published by a day. A measure that ends earlier stands with its
own newest figures and is no exception of the month.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas, find_area
from data.breaks import Break, breaks_of
from data.optional import rows_held
from data.periods import add_months
from data.store import data_version, editions, read_table
from metrics.action_plans import action_positions
from metrics.alerts import Alerts, alerts_among
from metrics.kept_signals import every_signal
from metrics.measure_charts import MONTH
from metrics.metric import Metric
from metrics.review_rows import Row, months_held, review_rows
from metrics.signal import Signal
from metrics.verdicts import SIGNAL

PLANS, REPORTS = "action_plans", "action_plan_updates"
COMPARISON_MONTHS = 24
"""The latest 12 months and the 12 before them: breaks in them are said."""

TIMELY_MONTHS = 12
"""A figure that is older than this in the month under review is no part of its picture."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """The review of one place and month.

    Attributes:
        end: Last day of the month under review.
        as_of: Day after which nothing published is used; none for everything held.
        rows: Every measure held of the place by then, in the order of the catalogue.
        own: New signals of the place in that month, beside the number that chance would bring.
        boroughs: The same of all boroughs, where the place is the whole police area.
        breaks: Changes of the figures since the 12 months before the latest 12 began.
        positions: Actions of the plans of the place as of that day; no rows where there are none.
    """

    area: Area
    end: date
    as_of: date | None
    rows: tuple[Row, ...]
    own: Alerts
    boroughs: Alerts | None
    breaks: tuple[Break, ...]
    positions: pd.DataFrame

    @property
    def new(self) -> tuple[Row, ...]:
        """Measures whose month under review is the first to show a signal."""
        return tuple(row for row in self.rows if row.signal and _is_new(row.signal, self.end))

    @property
    def standing(self) -> tuple[Row, ...]:
        """Measures that show a signal in the month under review which is not new in it."""
        return tuple(row for row in self.rows if _signalled_to(row, self.end) == self.end)

    @property
    def earlier(self) -> tuple[Row, ...]:
        """Measures judged only to a month before, at most a year old, which showed one then."""
        judged = ((row, _signalled_to(row, self.end)) for row in self.rows)
        return tuple(row for row, end in judged if end is not None and end < self.end)

    @property
    def exceptions(self) -> tuple[Row, ...]:
        """All of them, the new ones first."""
        return (*self.new, *self.standing, *self.earlier)


def _signalled_to(row: Row, end: date) -> date | None:
    """The month to which a measure was judged and shows a signal that is not new, or none."""
    found = row.signal
    if found is None or found.kind != SIGNAL or _is_new(found, end):
        return None
    return found.period_end if is_timely(found.period_end, end) else None


def _is_new(found: Signal, end: date) -> bool:
    """Whether a month is the first to show it."""
    return found.new and found.period_end == end and found.period_type == MONTH


def is_timely(period_end: date, end: date) -> bool:
    """Whether a figure is not older than a year in the month under review."""
    return add_months(period_end, TIMELY_MONTHS) >= end


def review(area: str, *, end: date, as_of: date | None = None) -> Review:
    """The review of one place for the month that ends on a day.

    Args:
        area: One area by code, name or slug.
        end: Last day of the month.
        as_of: Use only what had been published by this day.

    Returns:
        Signals, figures, breaks and actions to that month; no rows where nothing was held.

    Raises:
        UnknownAreaError: If there is no such place.
    """
    return _review(data_version(), find_area(area).area_code, end, as_of)


@dataclass(frozen=True, kw_only=True)
class Months:
    """The months a place can be reviewed for, as their last days.

    Attributes:
        first: First month held of its leading measure, the first of the catalogue held by month.
        usual: Newest month of that measure.
        last: Newest month held of any measure.
    """

    first: date
    usual: date
    last: date


def review_months(area_code: str) -> Months | None:
    """The months that can be reviewed for a place; none where nothing is held by month."""
    return _months(data_version(), area_code)


@lru_cache(maxsize=64)
def _months(_version: str, area_code: str) -> Months | None:
    held = [*months_held(all_areas()[area_code])]
    if not held:
        return None
    (first, usual), ends = held[0], [last for _, last in held]
    return Months(first=first, usual=usual, last=max(ends))


@lru_cache(maxsize=64)
def _review(version: str, area_code: str, end: date, as_of: date | None) -> Review:
    area = all_areas()[area_code]
    every = _signals(version, end, as_of)
    own = [one for one in every if one.area_code == area_code]
    by_measure = {one.metric_id: one for one in own}
    rows = tuple(review_rows(area, by_measure, end=end, as_of=as_of))
    whole = area_code == METROPOLITAN_POLICE
    return Review(
        area=area,
        end=end,
        as_of=as_of,
        rows=rows,
        own=_alerts(own, end),
        boroughs=_alerts([one for one in every if _is_borough(one)], end) if whole else None,
        breaks=_breaks([row.metric for row in rows], end),
        positions=_positions(area, end),
    )


@lru_cache(maxsize=16)
def _signals(_version: str, end: date, as_of: date | None) -> tuple[Signal, ...]:
    """All places at once: hardly slower than one, and the next place asked for has them."""
    return every_signal(end=end, as_of=as_of)


def _is_borough(one: Signal) -> bool:
    return all_areas()[one.area_code].area_type == "borough"


def _alerts(found: Sequence[Signal], end: date) -> Alerts:
    """By month only: 12 months share eleven with the 12 before, so what they show is seldom new."""
    return alerts_among(
        [one for one in found if one.period_end == end and one.period_type == MONTH]
    )


def _breaks(metrics: Sequence[Metric], end: date) -> tuple[Break, ...]:
    """The entries of the ledger that touch a measure within the two years to the month."""
    since = add_months(end, -COMPARISON_MONTHS)
    touching = {
        entry.break_id: entry
        for metric in metrics
        for entry in breaks_of(metric.metric_id)
        if entry.first_day <= end and (entry.last_day or entry.first_day) > since
    }
    return tuple(sorted(touching.values(), key=lambda entry: (entry.first_day, entry.break_id)))


def _positions(area: Area, day: date) -> pd.DataFrame:
    """The actions of a place's plans as of a day."""
    if not editions(PLANS):
        return pd.DataFrame()
    plans = read_table(PLANS)
    own = plans[(plans["area_code"] == area.area_code) & (plans["period_end"].dt.year <= day.year)]
    return action_positions(own, rows_held(REPORTS), day=day) if len(own) else pd.DataFrame()
