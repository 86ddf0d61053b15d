"""Every point of the charts of a measure, whatever kind of chart each place has."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from data.areas import all_areas
from data.errors import NotHeldError
from metrics import offers
from metrics.arrays import Flags, Floats
from metrics.control_limits import DEFAULT, ChartSettings
from metrics.measure_charts import MONTH, MeasureCharts
from metrics.metric import Metric
from metrics.monthly_charts import MonthlyCharts
from metrics.moving import Moving, flags
from metrics.rare_events import events_at, g_chart, months_between, of_events
from metrics.series_signals import kind_of_chart, since_limits_began, years_moving
from metrics.signal import CALENDAR_YEAR, RATES, ROLLING, WAITS
from metrics.signals import Asked, charted, places_by_period, refuse_by_years
from metrics.spc import ControlChart
from metrics.waits_by_year import borough_waits
from metrics.year_periods import year_periods


def chart_points(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
    stated_as: str | None = None,
    baseline: tuple[date, date] | None = None,
    settings: ChartSettings = DEFAULT,
) -> pd.DataFrame:
    """What `metrics.signals.signals` judges: every point with limits, segment and rules broken.

    Args:
        metric_id: A measure that has control charts.
        area: "all", one area by code, name or slug, or several.
        rebase: Days on which limits start afresh besides those of the ledger of breaks.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.
        stated_as: "rate" for charts of counts per resident; the measure's usual way if left out.
        baseline: As for `metrics.signals.signals`.
        settings: Likewise.

    Returns:
        ``metric_id``, ``area_code``, ``area_name``, ``period_type``, ``chart`` (as in
        `metrics.signal.Signal`), ``order`` (1 for the first point of each chart) and the columns
        of `metrics.monthly_charts.MonthlyCharts.table` from ``period_end`` on, then
        ``provisional``: whether the figure may still be revised; by area and period.
        On a g chart a point is a wait that has ended: ``period_end`` is the month of the event that
        ended it, ``value`` its events, ``charted`` the months waited; a long wait has direction -1.
        A borough's homicides have two charts in counts: a g chart of order and year alone, with no
        ``value`` and ``charted`` and lines in whole months, and a u′ chart of 12-month periods.

    Raises:
        ParameterError: If the measure has no such control charts, or the baseline cannot serve.
        NotHeldError: If the measure is not held for the place.
    """
    metric = charted(metric_id)
    stated_as = offers.check_stated_as(metric, stated_as)
    settings = replace(settings, baseline=baseline or settings.baseline)
    asked = Asked(tuple(rebase), end, as_of, stated_as, settings=settings)
    found = [*_charts_of(metric, area, asked)]
    if not found:
        raise NotHeldError(f"No chart of {metric_id} is held there. Ask for all areas.")
    points = pd.concat(found, ignore_index=True)
    points.insert(0, "metric_id", metric_id)
    ordered: pd.DataFrame = points.sort_values(
        ["area_code", "chart", "period_end"], kind="stable", ignore_index=True
    )
    return ordered


def _charts_of(metric: Metric, area: str | Sequence[str], asked: Asked) -> Iterator[pd.DataFrame]:
    monthly, yearly = places_by_period(metric, area)
    refuse_by_years(metric, yearly, asked.settings)
    made = asked.charts(metric, monthly) if monthly else None
    if made is not None:
        yield from _by_month(made)
    if yearly:
        yield from _by_year(metric, yearly, asked)


def _by_month(made: MeasureCharts) -> Iterator[pd.DataFrame]:
    charts = made.charts
    for position, code in enumerate(charts.area_codes):
        if made.is_rare(position):
            yield _flagged(_waits(made, position), made.moving)
            continue
        kind = kind_of_chart(made)
        raw, adjusted = charts.raw[position], charts.adjusted[position]
        chart = charts.chart.series(position)
        table = _table(code, charts.ends, raw, chart=chart, kind=kind, adjusted=adjusted)
        yield _flagged(table, made.moving)


def _by_year(metric: Metric, area: str | Sequence[str], asked: Asked) -> Iterator[pd.DataFrame]:
    """Boroughs' homicides: waits by the year that ended them, and 12-month periods."""
    options: dict[str, Any] = {"end": asked.end, "as_of": asked.as_of, "rebase": asked.rebase}
    moving = years_moving(metric, area, asked.as_of)
    if asked.stated_as != "rate":
        for code, waits in borough_waits(metric, area, **options).items():
            ends = tuple(date(int(year), 12, 31) for year in waits.years)
            nothing = np.full(len(ends), np.nan)
            table = _table(
                code, ends, nothing, chart=waits.shown, kind=WAITS, period_type=CALENDAR_YEAR
            )
            yield _flagged(table, moving[CALENDAR_YEAR])
    for one in year_periods(
        metric, area, **options, stated_as=asked.stated_as, settings=asked.settings
    ):
        table = _table(
            one.area_code, one.ends, one.values, chart=one.chart, kind=RATES, period_type=ROLLING
        )
        yield _flagged(table, moving[ROLLING])


def _flagged(table: pd.DataFrame, moving: Moving) -> pd.DataFrame:
    return table.assign(provisional=flags(moving, table["area_code"], table["period_end"]))


def _waits(made: MeasureCharts, position: int) -> pd.DataFrame:
    """The waits of one place that have ended and are known."""
    ends, counts = since_limits_began(made, position)
    waits = months_between(counts)
    at = events_at(counts)[1:]
    known = ~np.isnan(waits)
    ended = at[known]
    chart = of_events(g_chart(waits[known]))
    return _table(
        made.charts.area_codes[position],
        tuple(ends[place] for place in ended),
        counts[ended],
        chart=chart,
        kind=WAITS,
    )


def _table(
    area_code: str,
    ends: tuple[date, ...],
    raw: Floats,
    *,
    chart: ControlChart,
    kind: str,
    adjusted: Flags | None = None,
    period_type: str = MONTH,
) -> pd.DataFrame:
    done = np.zeros(len(ends), dtype=np.bool_) if adjusted is None else adjusted
    charts = MonthlyCharts(
        area_codes=(area_code,), ends=ends, raw=raw, counts=raw, adjusted=done, chart=chart
    )
    table = charts.table()
    table.insert(1, "area_name", all_areas()[area_code].area_name)
    table.insert(2, "period_type", period_type)
    table.insert(3, "chart", kind)
    table.insert(4, "order", np.arange(1, len(table) + 1))
    return table
