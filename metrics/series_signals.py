"""The newest verdict of each series of a measure: by month, by the wait, or by year."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from metrics.arrays import Floats
from metrics.assurance import assurance
from metrics.control_limits import DEFAULT, ChartSettings
from metrics.control_rules import RULES
from metrics.measure_charts import MeasureCharts
from metrics.metric import COUNT, Metric
from metrics.moving import Moving, moving_cells
from metrics.rare_verdicts import wait_signal
from metrics.shifts import lasting_shifts
from metrics.signal import (
    CALENDAR_YEAR,
    RATES,
    ROLLING,
    SHARES,
    SINGLE_VALUES,
    WAITS,
    YEAR_RATE_DECIMALS,
    YEARS_ONLY,
    Signal,
    lines_of,
    signal_of,
    subject_of,
    waits_note,
)
from metrics.values import metric_values
from metrics.verdicts import Subject, verdict
from metrics.waits_by_year import YearWaits, borough_waits
from metrics.year_periods import YearPeriods, year_periods
from metrics.year_verdicts import judged_by_years, period_signal

NOT_FROZEN = "Judged by the waits between events, whose limits are not frozen."
"""Said of a place with few events where a baseline was asked for."""


def monthly_signals(made: MeasureCharts, target: float | None = None) -> Iterator[Signal]:
    """The newest month of every place that is charted by month.

    Args:
        made: The charts of a measure.
        target: A value somebody declared as the target of each place, in the unit of the charts.
    """
    proposals = () if made.baseline else lasting_shifts(made.charts.chart)
    shifts = {shift.series[0]: shift for shift in proposals}
    for position, code in enumerate(made.charts.area_codes):
        subject = subject_of(
            made.metric,
            code,
            adjusted=bool(made.charts.adjusted[position, -1]),
            stated_as=made.stated_as,
        )
        if made.is_rare(position):
            yield _waits(made, position, subject)
            continue
        shift = shifts.get(position)
        proposed = made.charts.ends[shift.first] if shift else None
        yield _plain(made, position, subject, proposed=proposed, target=target)


def yearly_signals(
    metric: Metric,
    area: str | Sequence[str],
    *,
    end: date | None = None,
    as_of: date | None = None,
    rebase: Sequence[date] = (),
    stated_as: str | None = None,
    settings: ChartSettings = DEFAULT,
) -> Iterator[Signal]:
    """Boroughs whose months are not shown, judged by `metrics.year_verdicts`."""
    asked: dict[str, Any] = {"end": end, "as_of": as_of, "rebase": rebase}
    by_rate = stated_as == "rate"
    waits = {} if by_rate else borough_waits(metric, area, **asked)
    moving = years_moving(metric, area, as_of)
    for periods in year_periods(metric, area, **asked, stated_as=stated_as, settings=settings):
        code = periods.area_code
        if by_rate:
            subject = subject_of(metric, code, stated_as=stated_as, decimals=YEAR_RATE_DECIMALS)
            chart, found = RATES, period_signal(periods, subject)
        else:
            chart, found = judged_by_years(waits.get(code), periods, subject_of(metric, code))
        own = waits[code] if chart == WAITS else None
        place = _place_in_time(periods, own)
        yield signal_of(
            metric,
            code,
            found.verdict,
            unit=periods.unit,
            chart=chart,
            note=YEARS_ONLY if own is None else waits_note(own.last),
            **place,
            provisional=(code, place["period_end"]) in moving[place["period_type"]],
            **lines_of(found),
        )


def years_moving(
    metric: Metric, area: str | Sequence[str], as_of: date | None
) -> dict[str, Moving]:
    """The years of each kind that hold a month that may still be revised."""
    held = {
        kind: metric_values(metric.metric_id, area=area, period_type=kind, as_of=as_of)
        for kind in (ROLLING, CALENDAR_YEAR)
    }
    return {kind: moving_cells(rows) for kind, rows in held.items()}


def _place_in_time(periods: YearPeriods, waits: YearWaits | None) -> dict[str, Any]:
    """Period, value and segment: of a calendar year for waits, else of the newest 12 months."""
    if waits is None:
        return {
            "period_type": ROLLING,
            "period_end": periods.ends[-1],
            "value": float(periods.values[-1]),
            "segment": int(periods.segments[-1]),
        }
    return {
        "period_type": CALENDAR_YEAR,
        "period_end": date(waits.last, 12, 31),
        "value": waits.in_last,
        "segment": waits.segment,
    }


def since_limits_began(made: MeasureCharts, position: int) -> tuple[tuple[date, ...], Floats]:
    """Months and events of one place over the whole stretch since limits last started afresh."""
    rows = made.values[made.values["area_code"] == made.charts.area_codes[position]]
    begun = [day for day in made.first_days if day <= made.charts.ends[-1]]
    if begun:
        rows = rows[rows["period_end"] >= pd.Timestamp(begun[-1])]
    ends = tuple(day.date() for day in rows["period_end"])
    return ends, rows["numerator"].to_numpy(dtype=np.float64, na_value=np.nan)


def _plain(
    made: MeasureCharts,
    position: int,
    subject: Subject,
    *,
    proposed: date | None,
    target: float | None,
) -> Signal:
    chart, charts = made.charts.chart.series(position), made.charts
    said = verdict(chart, charts.ends, subject)
    broken = [r for r in RULES if r in chart.members and chart.members[r][-1] != 0]
    lower, upper = float(chart.lower[-1]), float(chart.upper[-1])
    return signal_of(
        made.metric,
        charts.area_codes[position],
        said,
        period_end=charts.ends[-1],
        value=float(charts.raw[position, -1]),
        unit=made.unit,
        chart=kind_of_chart(made),
        charted=float(chart.values[-1]),
        adjusted=bool(charts.adjusted[position, -1]),
        centre=float(chart.centre[-1]),
        lower=lower,
        upper=upper,
        segment=int(chart.segments[-1]),
        trial=bool(chart.trial[-1]),
        rules=";".join(broken),
        proposed_rebase=proposed,
        **baseline_of(made),
        provisional=(charts.area_codes[position], charts.ends[-1]) in made.moving,
        note=made.note,
        assurance="" if target is None else assurance(target, lower, upper, subject.direction),
    )


def baseline_of(made: MeasureCharts) -> dict[str, date]:
    """The months that limits are frozen on; nothing where they are not."""
    return dict(zip(("baseline_first", "baseline_last"), made.baseline or (), strict=False))


def kind_of_chart(made: MeasureCharts) -> str:
    """Which chart the places of a measure have, unless their events are rare."""
    if made.stated_as == "rate":
        return RATES
    return SINGLE_VALUES if made.metric.kind == COUNT else SHARES


def _waits(made: MeasureCharts, position: int, subject: Subject) -> Signal:
    """A place with less than one event a month."""
    ends, counts = since_limits_began(made, position)
    found = wait_signal(counts, ends, subject)
    return signal_of(
        made.metric,
        made.charts.area_codes[position],
        found.verdict,
        period_end=ends[-1],
        value=float(counts[-1]),
        chart=WAITS,
        segment=sum(day <= ends[-1] for day in made.first_days),
        provisional=(made.charts.area_codes[position], ends[-1]) in made.moving,
        note=" ".join(filter(None, [made.note, NOT_FROZEN if made.baseline else ""])),
        **lines_of(found),
    )
