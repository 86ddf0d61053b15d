"""The control charts of a measure as our tables hold it, and what was left out of them and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from data.areas import METROPOLITAN_POLICE
from data.breaks import NOT_COMPARABLE, breaks_of
from data.errors import ParameterError
from data.store import editions, tables_in_use
from metrics import offers, words
from metrics.catalogue import METRICS
from metrics.chart_baseline import check_baseline, window_start
from metrics.control_limits import DEFAULT, ChartSettings
from metrics.metric import COUNT, SHARE, Metric
from metrics.monthly_charts import MonthlyCharts, count_charts, rate_charts, share_charts
from metrics.moving import Moving, moving_cells
from metrics.rare_events import is_rare
from metrics.revisions import revisions
from metrics.values import metric_values
from metrics.victimisation import COUNTED

WINDOW_MONTHS = 60
"""A chart sees the newest five years: limits from longer ago describe another time."""

HEAVY_REVISION_PCT = 5.0
"""Provisional months of a measure whose figures move by more than this are not charted."""

MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class MeasureCharts:
    """The charts of a measure for all its places.

    Attributes:
        values: The monthly rows that were charted, whole, for charts of rare events.
        charts: One chart a place, over the newest five years.
        first_days: Days on which limits start afresh.
        note: What was left out, one sentence; blank if nothing was.
        stated_as: "count", "rate" or "share".
        unit: Of the charted values.
        baseline: First and last day of the months that limits are frozen on, if they are.
    """

    metric: Metric
    values: pd.DataFrame
    charts: MonthlyCharts
    first_days: tuple[date, ...]
    note: str
    stated_as: str
    unit: str
    baseline: tuple[date, date] | None = None

    @cached_property
    def moving(self) -> Moving:
        """The months charted that may still be revised."""
        return moving_cells(self.values)

    def is_rare(self, position: int) -> bool:
        """Whether a place has so few events that the waits between them are charted instead."""
        return self.metric.kind == COUNT and is_rare(self.charts.counts[position])


def charted_measures() -> tuple[Metric, ...]:
    """The measures that have control charts: monthly counts and shares whose figures are held."""
    return tuple(
        metric
        for metric in METRICS.values()
        if metric.kind in (COUNT, SHARE)
        and metric.base_period == MONTH
        and metric.by_chance
        and not metric.no_total
        and all(map(editions, metric.inputs))
    )


def measure_charts(
    metric: Metric,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
    stated_as: str | None = None,
    settings: ChartSettings = DEFAULT,
) -> MeasureCharts | None:
    """Charts over the newest five years: XmR of counts, Laney's p′ of shares and u′ of rates.

    Limits start afresh at each break of the ledger across which figures must not be compared.
    Months marked "u" are left out as doubtful. Where published figures of the measure for the
    whole police area have since moved by more than 5% (median, months a year old or younger), its
    provisional months are left out too: a signal there would say how figures are revised.

    Args:
        metric: A measure offered by month.
        area: "all", one area by code, name or slug, or several.
        rebase: Further days on which limits start afresh, such as those of accepted shifts.
        end: Leave out months that end after this day.
        as_of: Use only what had been published by this day.
        stated_as: "rate" for counts per resident; the measure's usual way if left out.
        settings: Screening, two-of-three, and a baseline, from which on all months are charted.

    Returns:
        The charts; none where no month is held, or no residents.

    Raises:
        NotHeldError: If the measure is not held for a place asked for.
        ParameterError: If it is not offered by month or so stated, or a day given cannot serve.
    """
    stated_as = offers.check_stated_as(metric, stated_as)
    asked: dict[str, Any] = {"area": area, "period_type": MONTH, "end": end, "as_of": as_of}
    rows, note = _without_moving(metric, metric_values(metric.metric_id, **asked), as_of)
    values, unit = _stated(metric, _firm(rows), stated_as, asked)
    if values.empty:
        return None
    first_days = _first_days(metric, values, rebase, settings)
    return MeasureCharts(
        metric=metric,
        values=values,
        charts=_charts(metric, values, stated_as, first_days=first_days, settings=settings),
        first_days=first_days,
        note=note,
        stated_as=stated_as,
        unit=unit,
        baseline=settings.baseline,
    )


def _check_rebase(values: pd.DataFrame, rebase: Sequence[date], settings: ChartSettings) -> None:
    """Refuse a day outside the months charted, on which nothing could start afresh."""
    newest = values["period_end"].max().date()
    since = window_start(newest, WINDOW_MONTHS, settings)
    charted = values["period_end"][values["period_end"] > pd.Timestamp(since)]
    first = charted.min().date()
    strange = [day for day in rebase if not first < day <= newest]
    if strange:
        raise ParameterError(
            f"Limits cannot start afresh on {strange[0].isoformat()}: the months charted are "
            f"those from {first:%B %Y} to {newest:%B %Y}. Choose a day between."
        )


def _first_days(
    metric: Metric, values: pd.DataFrame, rebase: Sequence[date], settings: ChartSettings
) -> tuple[date, ...]:
    """Days on which limits start afresh, of a baseline only where it can serve beside them."""
    _check_rebase(values, rebase, settings)
    breaks = [b.first_day for b in breaks_of(metric.metric_id) if b.comparable == NOT_COMPARABLE]
    first_days = tuple(sorted({*breaks, *rebase}))
    check_baseline(metric, values, first_days, settings)
    return first_days


def _charts(
    metric: Metric,
    values: pd.DataFrame,
    stated_as: str,
    *,
    first_days: Sequence[date],
    settings: ChartSettings,
) -> MonthlyCharts:
    since = window_start(values["period_end"].max().date(), WINDOW_MONTHS, settings)
    newest = values[values["period_end"] > pd.Timestamp(since)]
    if stated_as == "rate":
        per = metric.rate_per
        return rate_charts(newest, first_days=first_days, per=per, settings=settings)
    make = count_charts if metric.kind == COUNT else share_charts
    return make(newest, first_days=first_days, settings=settings)


def _stated(
    metric: Metric, values: pd.DataFrame, stated_as: str, asked: Mapping[str, Any]
) -> tuple[pd.DataFrame, str]:
    """Rows to chart and their unit; for rates with the residents that counts are divided by."""
    if stated_as != "rate":
        return values, metric.unit
    rates = metric_values(metric.metric_id, **asked, stated_as="rate")
    stated = rates[rates["value"].notna()]
    cell = ["area_code", "period_end"]
    own = values.drop(columns="denominator")
    both = own.merge(stated[[*cell, "denominator"]], on=cell, how="left")
    placed = both[both["area_code"].isin(stated["area_code"].unique())]
    return placed, str(stated["unit"].iloc[-1]) if len(stated) else ""


def _without_moving(
    metric: Metric, rows: pd.DataFrame, as_of: date | None
) -> tuple[pd.DataFrame, str]:
    """The rows without months that are still being revised heavily, and a sentence on them."""
    moving = rows["provisional"]
    if not moving.any():
        return rows, ""
    moved = _heavily_moved(metric, as_of)
    if not moved:
        return rows, ""
    ends = rows.loc[moving, "period_end"]
    note = (
        f"{ends.min():%B %Y} to {ends.max():%B %Y} are left out: {moved}, so they cannot be judged "
        "yet."
    )
    return rows[rows["period_end"] < ends.min()], note


def _heavily_moved(metric: Metric, as_of: date | None) -> str:
    """How later files revise young months, in words; blank where by 5% or less, or not known."""
    counted = METRICS[COUNTED.get(metric.metric_id, metric.metric_id)]
    size = typical_move(counted.metric_id, as_of) if _has_whole(counted) else np.nan
    if np.isnan(size) or abs(size) <= HEAVY_REVISION_PCT:
        return ""
    way = "lowered" if size < 0 else "raised"
    return f"later files {way} such months by {words.percentage(abs(size), 0)} (median)"


def revision_caution(metric: Metric, as_of: date | None = None, *, provisional: bool) -> str:
    """Why a comparison cannot be judged yet, where typical revisions are heavy.

    Args:
        metric: The measure.
        as_of: Leave out every vintage after this day.
        provisional: Whether one of the compared values is, as it is where one of its months is.

    Returns:
        One sentence; blank where no value is provisional or revisions are usually 5% or less.
    """
    moved = _heavily_moved(metric, as_of) if provisional else ""
    if not moved:
        return ""
    return f"{metric.title}: {moved}, so a change to provisional months cannot be judged yet."


def typical_move(metric_id: str, as_of: date | None = None) -> float:
    """Median revision in percent of the police area's months that were young when published.

    Args:
        metric_id: A measure held for the whole police area by month.
        as_of: Leave out every vintage after this day.

    Returns:
        Percent of the first value, newest against first vintage, over months first published
        within a year of their end; NaN where fewer than two vintages cover any.
    """
    return _typical_move(tables_in_use(), metric_id, as_of)


@lru_cache(maxsize=256)
def _typical_move(_version: str, metric_id: str, as_of: date | None) -> float:
    table = revisions(metric_id, area=METROPOLITAN_POLICE, as_of=as_of)
    age = (table["first_published"] - table["period_end"]).dt.days
    young = table.loc[age <= 366, "revision_pct"].dropna()
    return float(young.median()) if len(young) else float("nan")


def _has_whole(metric: Metric) -> bool:
    """Whether the measure is held for the whole police area by month."""
    return MONTH in offers.period_types_for(metric, "police_force")


def _firm(rows: pd.DataFrame) -> pd.DataFrame:
    """Monthly rows with doubtful and withheld ones as gaps, up to the newest that is known."""
    known = (rows["value"].notna() & (rows["status"] != "u")).to_numpy(dtype=bool)
    figures = {name: rows[name].where(known) for name in ("value", "numerator", "denominator")}
    firm = rows[["area_code", "area_name", "period_end", "provisional"]].assign(**figures)
    places, ends = firm["area_code"], firm["period_end"]
    held: pd.DataFrame = firm[places.isin(places[known].unique()) & (ends <= ends[known].max())]
    return held
