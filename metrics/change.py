"""Change between two equal periods: how much, how certain, and in a plain sentence."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from data.areas import find_area
from data.breaks import Break, breaks_of
from data.errors import NotHeldError, ParameterError
from data.periods import MONTHS_IN, add_months, period_label
from data.status import gravest
from metrics.breaks import breaks_between, notes_between
from metrics.catalogue import get_metric
from metrics.change_limits import NO_RATIO, difference_of, judged, ratio_of
from metrics.claim_variation import dispersion_of
from metrics.compared import DOWN, NOT_COMPARABLE, SAME, UNCLEAR, UP, Change, Limits
from metrics.held_periods import held_words
from metrics.measure_charts import revision_caution
from metrics.metric import SHARE, Metric
from metrics.offers import check_stated_as
from metrics.rates import Ratio
from metrics.values import metric_values

MONTHS_IN_YEAR = 12
SMALL_BASE = 50
"""With fewer events than this in the earlier period no percentage is stated."""
_NO_LIMITS: Limits = (math.nan, math.nan)


def change(
    metric_id: str,
    *,
    area: str,
    period_type: str = "rolling_12_months",
    end: date | None = None,
    before_end: date | None = None,
    stated_as: str | None = None,
    as_of: date | None = None,
) -> Change:
    """The change of a measure in one place.

    Args:
        metric_id: A name of the catalogue.
        area: One area by code, name or slug.
        period_type: Length of both periods.
        end: Last day of the later period; the newest held if left out.
        before_end: Last day of the earlier one; the same season a year before if left out.
        stated_as: "count" or "rate"; the measure's usual way if left out.
        as_of: Use only what had been published by this day.

    Returns:
        Both values, the difference with its interval, and a verdict.

    Raises:
        NotHeldError: If a period is not held for the place; the message says which are.
        ParameterError: If the measure is not offered in this way, or the periods are shorter than
            a year and of different seasons.
    """
    metric = get_metric(metric_id)
    rows = metric_values(
        metric_id, area=area, period_type=period_type, stated_as=stated_as, as_of=as_of
    ).dropna(subset=["value"])
    if rows.empty:
        raise NotHeldError(
            f"No {period_type} of {metric_id} is held for '{area}'. 'knife-crime values "
            f"{metric_id} --area {area}' shows what is."
        )
    later = end or rows["period_end"].iloc[-1].date()
    earlier = before_end or add_months(later, -12)
    check_season(period_type, earlier, later)
    now, before = _row(rows, later), _row(rows, earlier)
    stated_as = check_stated_as(metric, stated_as)
    asked: dict[str, Any] = {"metric": metric, "stated_as": stated_as}
    varied = dispersion_of(metric, find_area(area), as_of)
    found = compare(now, before, **asked, breaks=breaks_of(metric_id), dispersion=varied)
    revised = revision_caution(metric, as_of, provisional=found.provisional)
    return replace(found, revised=revised)


def check_season(period_type: str, earlier: date, later: date) -> None:
    """Refuse to compare months or quarters of different seasons: the season would pass for change.

    Raises:
        ParameterError: Naming the periods and what to compare instead.
    """
    if MONTHS_IN[period_type] < MONTHS_IN_YEAR and earlier.month != later.month:
        raise ParameterError(
            f"{period_label(period_type, earlier)} and {period_label(period_type, later)} differ "
            f"by season. Compare the same {period_type} of two years, or twelve months with twelve."
        )


def compare(
    now: Mapping[str, Any],
    before: Mapping[str, Any],
    *,
    metric: Metric,
    stated_as: str,
    breaks: Sequence[Break] = (),
    dispersion: float = 1.0,
) -> Change:
    """The change between two rows of `metric_values`, judged as a claim on them would be.

    It rests on the ratio, widened for months that vary more than chance; else on the difference.

    Args:
        now: The later row.
        before: The earlier row, of a period of the same length.
        metric: The measure.
        stated_as: "count", "rate", "share" or "published".
        breaks: Breaks that touch the measure.
        dispersion: From `metrics.claim_variation.dispersion_of`.

    Source:
        Ratios: see `metrics.claim_limits`. Difference: Zou and Donner 2008.
    """
    first, last = before["period_start"].to_datetime64(), now["period_end"].to_datetime64()
    between = tuple(breaks_between(breaks, first, last))
    ratio, difference, limits = NO_RATIO, math.nan, _NO_LIMITS
    if not between:
        ratio = judged(ratio_of(now, before, metric, stated_as, dispersion), metric)
        difference, limits = difference_of(now, before, dispersion)
    relative = NO_RATIO if _no_percentage(ratio, before, stated_as) else ratio
    return Change(
        **{name: now[name] for name in ("area_code", "area_name", "period_type")},
        metric_id=metric.metric_id,
        end=now["period_end"].date(),
        before_end=before["period_end"].date(),
        stated_as=stated_as,
        unit=metric.rate_unit if stated_as == "rate" and metric.rate_unit else metric.unit_by(),
        decimals=_decimals(metric, stated_as, now["value"]),
        now=now["value"],
        before=before["value"],
        difference=difference,
        difference_limits=limits,
        **_in_percent(relative),
        verdict=NOT_COMPARABLE if between else _verdict(difference, limits, ratio),
        breaks=between,
        notes=tuple(notes_between(breaks, first, last)),
        status=_standing(now, before, between),
        provisional=bool(now["provisional"] or before["provisional"]),
    )


def _in_percent(ratio: Ratio) -> dict[str, Any]:
    change, lower, upper = (100 * (end - 1) for end in ratio)
    return {"percent": change, "percent_limits": (lower, upper)}


def _no_percentage(ratio: Ratio, before: Mapping[str, Any], stated_as: str) -> bool:
    """Shares are compared in points, and few events without a percentage."""
    return stated_as == SHARE or math.isnan(ratio.value) or before["numerator"] < SMALL_BASE


def _standing(now: Mapping[str, Any], before: Mapping[str, Any], between: tuple[Break, ...]) -> str:
    """The gravest of two statuses; a break at an end of the comparison matters only within it."""
    marks = (row["status"] for row in (now, before))
    return gravest(mark for mark in marks if between or mark != "b")


def _decimals(metric: Metric, stated_as: str, value: float) -> int:
    """Enough decimals to tell small rates apart."""
    decimals = metric.decimals_as(stated_as)
    return decimals + 1 if stated_as == "rate" and value < 0.1 else decimals


def _verdict(difference: float, limits: Limits, ratio: Ratio) -> str:
    lower, upper, nothing = (*limits, 0.0) if math.isnan(ratio.value) else (*ratio[1:], 1.0)
    if difference == 0:
        return SAME
    if math.isnan(lower) or math.isnan(upper):
        return UNCLEAR
    if lower <= nothing <= upper:
        return SAME
    return UP if difference > 0 else DOWN


def _row(rows: pd.DataFrame, end: date) -> dict[str, Any]:
    """The row of one period.

    Raises:
        NotHeldError: If there is none with a value.
    """
    found = rows[rows["period_end"] == pd.Timestamp(end)]
    if len(found) == 1:
        return {str(name): value for name, value in found.iloc[0].items()}
    metric_id, place, kind = (rows[c].iloc[0] for c in ("metric_id", "area_name", "period_type"))
    held = held_words(kind, [one.date() for one in rows["period_end"]])
    raise NotHeldError(
        f"{metric_id} for {place} is not held for {period_label(kind, end)}: a {MONTHS_IN[kind]}-"
        f"month figure needs every month. Held are {held}."
    )
