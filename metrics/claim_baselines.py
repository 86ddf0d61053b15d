"""How a claim reads from other earlier periods, and to other later ones."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from data.areas import Area, all_areas
from data.breaks import Break, breaks_of
from data.errors import NotHeldError
from data.periods import MONTHS_IN, Period, add_months
from metrics import claims
from metrics.breaks import breaks_between
from metrics.change import SMALL_BASE
from metrics.claim import NOT_HELD, Baseline
from metrics.claim_variation import events_of, variation_between
from metrics.held_periods import held_words
from metrics.metric import SHARE, Metric
from metrics.values import metric_values

ROLLING = "rolling_12_months"
SHIFTS = (-3, -2, -1, 1, 2, 3)
YEAR = 12
Held = Mapping[date, Mapping[str, float]]
FROM, BOTH = "from", "both"
MONTH_SHIFTS = tuple(months for months in range(-YEAR, YEAR + 1) if months)


def value_of(rows: pd.DataFrame, period: Period, metric: Metric) -> pd.Series:
    """The row of a period.

    Raises:
        NotHeldError: If there is none; the message says which periods are held.
    """
    found = rows[rows["period_end"] == pd.Timestamp(period.end)]
    if len(found):
        return found.iloc[0]
    held = held_words(period.period_type, [end.date() for end in rows["period_end"]])
    raise NotHeldError(
        f"{metric.title} for {all_areas()[rows['area_code'].iloc[0]].label} is not held for "
        f"{period.label}. Held are {held}."
    )


def held_rows(metric: Metric, place: Area, period_type: str, as_of: date | None) -> pd.DataFrame:
    """The values of a measure in a place that are there.

    Raises:
        NotHeldError: If there is none.
    """
    rows = metric_values(
        metric.metric_id, area=place.area_code, period_type=period_type, as_of=as_of
    ).dropna(subset=["value"])
    if rows.empty:
        raise NotHeldError(
            f"No complete period of that length of {metric.metric_id} is held for {place.label}."
        )
    return rows


def between(metric: Metric, before: Period, now: Period) -> list[Break]:
    """Breaks across which the two periods must not be compared."""
    return breaks_between(
        breaks_of(metric.metric_id), np.datetime64(before.start), np.datetime64(now.end)
    )


def baselines_by_year(
    metric: Metric,
    rows: pd.DataFrame,
    periods: tuple[Period, Period],
    dispersion: float,
    *,
    may_move: bool = False,
) -> list[Baseline]:
    """The change with either end moved by one to three years, the season kept."""
    before, now = periods
    held = _by_end(rows)
    found = []
    for moved in ("from", "to"):
        for shift in SHIFTS:
            ends = {"from": before, "to": now}
            end = add_months(ends[moved].end, YEAR * shift)
            ends[moved] = replace(ends[moved], end=end)
            if add_months(ends["from"].end, MONTHS_IN[now.period_type]) <= ends["to"].end:
                named = {"before": ends["from"], "now": ends["to"]}
                one = _baseline(
                    metric, held, **named, moved=moved, shift=shift, dispersion=dispersion
                )
                found.append(_cautious(one, held, *named.values(), may_move=may_move))
    return found


def baselines_by_month(
    metric: Metric,
    rows: pd.DataFrame,
    periods: tuple[Period, Period],
    dispersion: float,
    *,
    may_move: bool = False,
) -> list[Baseline]:
    """A change between years with the earlier, or both periods moved by 1 to 12 months.

    Periods of 12 months hold every season once, so that none is compared with another season.

    Args:
        metric: The measure.
        rows: Its 12-month values of the place, one for each month they end in.
        periods: The claim's two periods of 12 months.
        dispersion: As in `metrics.claim_limits.variation`.
        may_move: Whether provisional figures of the measure are usually moved too far to be judged.

    Returns:
        The readings that are held, from the earliest on: the earlier period moved and the later
        one kept, without overlap, then both moved together. None of periods of other lengths.
    """
    before, now = (replace(one, period_type=ROLLING) for one in periods)
    if MONTHS_IN[periods[1].period_type] != YEAR:
        return []
    held = _by_end(rows)
    found = []
    for moved in (FROM, BOTH):
        for shift in MONTH_SHIFTS:
            ends = _moved(before, shift), _moved(now, shift) if moved == BOTH else now
            if moved == BOTH or add_months(ends[0].end, YEAR) <= now.end:
                named = {"before": ends[0], "now": ends[1]}
                one = _baseline(
                    metric, held, **named, moved=moved, shift=shift, dispersion=dispersion
                )
                found.append(_cautious(one, held, *ends, may_move=may_move))
    return [one for one in found if one.note != NOT_HELD]


def _cautious(one: Baseline, held: Held, *ends: Period, may_move: bool) -> Baseline:
    """The reading, marked where one of its figures is provisional and such figures move far."""
    figures = [held.get(end.end, {}) for end in ends]
    moving = may_move and any(figure.get("provisional") for figure in figures)
    return replace(one, revised=moving and not one.note)


def _moved(period: Period, months: int) -> Period:
    return replace(period, end=add_months(period.end, months))


def _by_end(rows: pd.DataFrame) -> Held:
    """Value, events, what they are a part of, and whether they may move (1), by the last day."""
    names = ["value", "numerator", "denominator", "provisional"]
    figures = rows[names].to_numpy(dtype=np.float64, na_value=np.nan)
    ends = (end.date() for end in rows["period_end"])
    return {end: dict(zip(names, row, strict=True)) for end, row in zip(ends, figures, strict=True)}


def _baseline(
    metric: Metric,
    held: Held,
    *,
    before: Period,
    now: Period,
    moved: str,
    shift: int,
    dispersion: float,
) -> Baseline:
    blank = Baseline(
        moved=moved,
        shift=shift,
        before_label=before.label,
        now_label=now.label,
        sign="%" if metric.kind == SHARE else "",
        note=NOT_HELD,
    )
    first, last = held.get(before.end), held.get(now.end)
    if first is None or last is None:
        return blank
    note = claims.FEW if events_of(first) < SMALL_BASE else ""
    note = "a break lies between" if between(metric, before, now) else note
    one = replace(blank, before=float(first["value"]), now=float(last["value"]), note=note)
    varied = None if note else variation_between(metric, first, last, dispersion)
    return replace(one, limits=varied.limits) if varied else one
