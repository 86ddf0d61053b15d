"""The newest verdict of each series of a measure: by month, by the wait, or by year."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np
import pandas as pd

from metrics.arrays import Floats
from metrics.assurance import assurance
from metrics.control_rules import RULES
from metrics.measure_charts import MeasureCharts
from metrics.metric import COUNT, Metric
from metrics.rare_verdicts import wait_signal, year_signal
from metrics.shifts import lasting_shifts
from metrics.signal import (
    RATES,
    ROLLING,
    SHARES,
    SINGLE_VALUES,
    WAITS,
    YEARS_ONLY,
    Signal,
    lines_of,
    signal_of,
    subject_of,
)
from metrics.values import metric_values
from metrics.verdicts import Subject, verdict


def monthly_signals(made: MeasureCharts, target: float | None = None) -> Iterator[Signal]:
    """The newest month of every place that is charted by month.

    Args:
        made: The charts of a measure.
        target: A value somebody declared as the target of each place, in the unit of the charts.
    """
    shifts = {shift.series[0]: shift for shift in lasting_shifts(made.charts.chart)}
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
    metric: Metric, area: str | Sequence[str], *, end: date | None, as_of: date | None
) -> Iterator[Signal]:
    """Boroughs whose months are not shown: periods of 12 months to the newest month."""
    for code, ends, counts in years_of(metric, area, end=end, as_of=as_of):
        found = year_signal(counts, ends[-1], subject_of(metric, code))
        yield signal_of(
            metric,
            code,
            found.verdict,
            period_type=ROLLING,
            period_end=ends[-1],
            value=float(counts[-1]),
            chart=RATES,
            segment=0,
            note=YEARS_ONLY,
            **lines_of(found),
        )


def years_of(
    metric: Metric, area: str | Sequence[str], *, end: date | None, as_of: date | None
) -> Iterator[tuple[str, tuple[date, ...], Floats]]:
    """Each borough's counts in periods of 12 months that follow one another to the newest month."""
    rows = metric_values(metric.metric_id, area=area, period_type=ROLLING, end=end, as_of=as_of)
    rows = rows[rows["area_code"].str.startswith("E09")]
    if rows.empty:
        return
    years = rows[rows["period_end"].dt.month == rows["period_end"].max().month]
    grid = years.pivot(index="area_code", columns="period_end", values="value")
    ends = tuple(day.date() for day in grid.columns)
    for code, counts in zip(grid.index, grid.to_numpy(dtype=np.float64), strict=True):
        yield str(code), ends, counts


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
        note=made.note,
        assurance="" if target is None else assurance(target, lower, upper, subject.direction),
    )


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
        note=made.note,
        **lines_of(found),
    )
