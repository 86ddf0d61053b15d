"""Whether each measure is really changing in each place: the newest verdicts of all charts."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.areas import all_areas
from data.errors import NotHeldError, ParameterError
from metrics import offers
from metrics.catalogue import get_metric
from metrics.control_rules import RULES
from metrics.measure_charts import (
    MONTH,
    MeasureCharts,
    charted_measures,
    measure_charts,
)
from metrics.metric import COUNT, Metric
from metrics.rare_events import is_rare
from metrics.rare_verdicts import RareSignal, wait_signal, year_signal
from metrics.shifts import lasting_shifts
from metrics.values import metric_values
from metrics.verdicts import Subject, Verdict, verdict

ROLLING = "rolling_12_months"
SINGLE_VALUES, SHARES, WAITS, YEARS_CHART = "XmR", "p′", "g", "u′"
YEARS_ONLY = "Shown over 12 months only, because victims are named in the press."


@dataclass(frozen=True, kw_only=True)
class Signal:
    """The newest point of one series and what it says.

    Attributes:
        period_type: "month", or "rolling_12_months" for a borough's homicides.
        value: As published.
        chart: "XmR" of counts, "p′" of shares, "g" of months between rare events, "u′" of years.
        charted: What the limits belong to: seasonally adjusted where `adjusted`; on a g chart
            the months waited.
        segment: Number of the stretch since limits last started afresh, from 0.
        trial: Whether the limits are provisional.
        rules: Every rule broken, ";" between.
        kind: As in `metrics.verdicts.Verdict`, like `direction`, `judgement` and `new`.
        proposed_rebase: Month from which new limits are proposed because a shift has lasted.
        note: What was left out or is shown otherwise; blank if nothing.
    """

    metric_id: str
    area_code: str
    area_name: str
    period_type: str
    period_end: date
    value: float
    unit: str
    chart: str
    charted: float
    adjusted: bool
    centre: float
    lower: float
    upper: float
    segment: int
    trial: bool
    rules: str
    kind: str
    direction: int
    judgement: str
    new: bool
    verdict: str
    proposed_rebase: date | None = None
    note: str = ""


def signals(
    metric_id: str | None = None,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
) -> list[Signal]:
    """The verdict on the newest month of every series.

    Args:
        metric_id: One measure; every measure that has control charts if left out.
        area: "all", one area by code, name or slug, or several.
        rebase: Days on which limits start afresh besides those of the ledger of breaks.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.

    Returns:
        One signal for each measure and place, in the catalogue's order and by code. A measure
        that is not held for the place asked for is left out unless it was named.

    Raises:
        ParameterError: If the measure has no control charts.
        NotHeldError: If the named measure is not held for the place.
        UnknownMetricError: If there is no such measure.
        UnknownAreaError: If there is no such place.
    """
    if metric_id is not None:
        chosen = charted(metric_id)
        return list(_signals_of(chosen, area, rebase=rebase, end=end, as_of=as_of))
    offers.asked_areas(area)
    found: list[Signal] = []
    for metric in charted_measures():
        try:
            found.extend(_signals_of(metric, area, rebase=rebase, end=end, as_of=as_of))
        except (NotHeldError, ParameterError):
            continue
    return found


def signals_table(found: Sequence[Signal]) -> pd.DataFrame:
    """Signals as rows, with the columns of `Signal`."""
    return pd.DataFrame([asdict(one) for one in found], columns=list(Signal.__annotations__))


def signal_points(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
) -> pd.DataFrame:
    """Every charted month of one measure with limits, segment and the rules it breaks.

    Args:
        metric_id: A measure that has control charts.
        area: "all", one area by code, name or slug, or several.
        rebase: Days on which limits start afresh besides those of the ledger of breaks.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.

    Returns:
        ``metric_id``, ``area_code``, ``area_name`` and the columns of
        `metrics.monthly_charts.MonthlyCharts.table`. Places of a measure that is shown over 12
        months only have no points.

    Raises:
        ParameterError: If the measure has no control charts, or none by month for the place.
        NotHeldError: If the measure is not held for the place.
    """
    made = measure_charts(charted(metric_id), area=area, rebase=rebase, end=end, as_of=as_of)
    if made is None:
        raise NotHeldError(f"No month of {metric_id} is held there. Ask for all areas.")
    table = made.charts.table()
    names = [all_areas()[code].area_name for code in table["area_code"]]
    table.insert(0, "metric_id", metric_id)
    table.insert(2, "area_name", names)
    return table


def charted(metric_id: str) -> Metric:
    """The measure of that name, if it has control charts.

    Raises:
        ParameterError: If it has none; the message says which have.
        UnknownMetricError: If there is no such measure.
    """
    metric = get_metric(metric_id)
    able = charted_measures()
    if metric not in able:
        raise ParameterError(
            f"{metric_id} has no control chart: charts are of monthly counts and shares that are "
            f"held. Ask for one of: {', '.join(one.metric_id for one in able)}."
        )
    return metric


def _signals_of(
    metric: Metric,
    area: str | Sequence[str],
    *,
    rebase: Sequence[date],
    end: date | None,
    as_of: date | None,
) -> Iterator[Signal]:
    monthly, yearly = _places_by_period(metric, area)
    found: list[Signal] = []
    if monthly:
        made = measure_charts(metric, area=monthly, rebase=rebase, end=end, as_of=as_of)
        if made is not None:
            found.extend(_monthly(made))
    if yearly:
        found.extend(_yearly(metric, yearly, end=end, as_of=as_of))
    yield from sorted(found, key=lambda one: one.area_code)


def _places_by_period(
    metric: Metric, area: str | Sequence[str]
) -> tuple[str | list[str], str | list[str]]:
    """The places charted by month and those over 12 months; "all" where nothing was named."""
    places = offers.asked_areas(area)
    if places is None:
        only_years = MONTH not in offers.period_types_for(metric, "borough") and (
            ROLLING in offers.period_types_for(metric, "borough")
        )
        return offers.ALL_AREAS, offers.ALL_AREAS if only_years else []
    kinds = {place.area_code: offers.period_types_for(metric, place.area_type) for place in places}
    yearly = [code for code, kind in kinds.items() if MONTH not in kind and ROLLING in kind]
    return [code for code in kinds if code not in yearly], yearly


def _monthly(made: MeasureCharts) -> Iterator[Signal]:
    shifts = {shift.series[0]: shift for shift in lasting_shifts(made.charts.chart)}
    for position, code in enumerate(made.charts.area_codes):
        subject = _subject(made.metric, code, adjusted=bool(made.charts.adjusted[position, -1]))
        if made.metric.kind == COUNT and is_rare(made.charts.raw[position]):
            yield _waits(made, position, subject)
            continue
        shift = shifts.get(position)
        proposed = made.charts.ends[shift.first] if shift else None
        yield _plain(made, position, subject, proposed)


def _plain(made: MeasureCharts, position: int, subject: Subject, proposed: date | None) -> Signal:
    chart, charts = made.charts.chart.series(position), made.charts
    said = verdict(chart, charts.ends, subject)
    broken = [r for r in RULES if r in chart.members and chart.members[r][-1] != 0]
    return _signal(
        made.metric,
        charts.area_codes[position],
        said,
        period_end=charts.ends[-1],
        value=float(charts.raw[position, -1]),
        chart=SINGLE_VALUES if made.metric.kind == COUNT else SHARES,
        charted=float(chart.values[-1]),
        adjusted=bool(charts.adjusted[position, -1]),
        centre=float(chart.centre[-1]),
        lower=float(chart.lower[-1]),
        upper=float(chart.upper[-1]),
        segment=int(chart.segments[-1]),
        trial=bool(chart.trial[-1]),
        rules=";".join(broken),
        proposed_rebase=proposed,
        note=made.note,
    )


def _waits(made: MeasureCharts, position: int, subject: Subject) -> Signal:
    """A place with less than one event a month: the whole stretch since limits last began."""
    code = made.charts.area_codes[position]
    rows = made.values[made.values["area_code"] == code]
    begun = max((day for day in made.first_days if day <= made.charts.ends[-1]), default=date.min)
    rows = rows[rows["period_end"].dt.date >= begun]
    counts = rows["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    ends = [day.date() for day in rows["period_end"]]
    found = wait_signal(counts, ends, subject)
    return _signal(
        made.metric,
        code,
        found.verdict,
        period_end=ends[-1],
        value=float(counts[-1]),
        chart=WAITS,
        segment=sum(day <= ends[-1] for day in made.first_days),
        note=made.note,
        **_lines(found),
    )


def _yearly(
    metric: Metric, area: str | Sequence[str], *, end: date | None, as_of: date | None
) -> Iterator[Signal]:
    """Boroughs whose months are not shown: periods of 12 months to the newest month."""
    rows = metric_values(metric.metric_id, area=area, period_type=ROLLING, end=end, as_of=as_of)
    rows = rows[rows["area_code"].str.startswith("E09")]
    if rows.empty:
        return
    newest = rows["period_end"].max()
    years = rows[rows["period_end"].dt.month == newest.month]
    grid = years.pivot(index="area_code", columns="period_end", values="value")
    for code, counts in zip(grid.index, grid.to_numpy(dtype=np.float64), strict=True):
        found = year_signal(counts, newest.date(), _subject(metric, code, adjusted=False))
        yield _signal(
            metric,
            code,
            found.verdict,
            period_type=ROLLING,
            period_end=newest.date(),
            value=float(counts[-1]),
            chart=YEARS_CHART,
            segment=0,
            note=YEARS_ONLY,
            **_lines(found),
        )


def _lines(found: RareSignal) -> dict[str, object]:
    names = ("charted", "centre", "lower", "upper", "trial")
    return {name: getattr(found, name) for name in names} | {"rules": ";".join(found.rules)}


def _subject(metric: Metric, code: str, *, adjusted: bool) -> Subject:
    return Subject(
        title=metric.short_title,
        place=all_areas()[code].label,
        direction=metric.direction,
        decimals=metric.decimals,
        sign="" if metric.kind == COUNT else "%",
        adjusted=adjusted,
    )


def _signal(metric: Metric, code: str, said: Verdict, **fields: object) -> Signal:
    known = {"period_type": MONTH, "adjusted": False} | fields
    return Signal(
        metric_id=metric.metric_id,
        area_code=code,
        area_name=all_areas()[code].area_name,
        unit=metric.unit,
        kind=said.kind,
        direction=said.direction,
        judgement=said.judgement,
        new=said.new,
        verdict=said.sentence,
        **known,  # type: ignore[arg-type]
    )
