"""A borough's rate as a multiple of London's, with its interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.areas import METROPOLITAN_POLICE, find_area
from data.errors import NotHeldError, ParameterError
from metrics.catalogue import get_metric
from metrics.rates import Ratio, proportion_interval
from metrics.values import metric_values

FEWEST = 10
"""Events of the borough below which no multiple is stated: its interval would span all answers."""


@dataclass(frozen=True, kw_only=True)
class BesideLondon:
    """One borough beside the Metropolitan Police area, of which it is a part.

    Attributes:
        ratio: How many times London's rate the borough's is, with 95% limits; NaN where the
            borough has fewer than `FEWEST` events.
        provisional: Whether either count may still be revised.
        events: Of the borough; `residents`, `london_events` and `london_residents` likewise.
    """

    metric_id: str
    area_code: str
    area_name: str
    period_type: str
    period_end: date
    status: str
    provisional: bool
    ratio: Ratio
    events: int
    residents: int
    london_events: int
    london_residents: int


def beside_london(
    metric_id: str,
    *,
    area: str,
    period_type: str = "rolling_12_months",
    end: date | None = None,
    as_of: date | None = None,
) -> BesideLondon:
    """How many times London's rate a borough's is.

    Args:
        metric_id: A measure that is stated as a rate by residents.
        area: One of the 32 boroughs by code, name or slug.
        period_type: Length of the period.
        end: Its last day; the newest held if left out.
        as_of: Use only what had been published by this day.

    Returns:
        The ratio, its limits and the counts behind it.

    Raises:
        ParameterError: If the measure has no rate.
        NotHeldError: If the period is not held for both.

    Source:
        Ratio: (a/n) / (b/m). The borough is a part of London, so the limits are Wilson's for a of
        b, divided by the borough's share of London's residents, as in `metrics.disparity`.
    """
    place = find_area(area)
    _check_has_rate(metric_id)
    rows = metric_values(
        metric_id,
        area=(place.area_code, METROPOLITAN_POLICE),
        period_type=period_type,
        stated_as="rate",
        as_of=as_of,
    )
    own, whole = (_newest(rows, code, end) for code in (place.area_code, METROPOLITAN_POLICE))
    if own is None or whole is None or own["period_end"] != whole["period_end"]:
        raise NotHeldError(
            f"{metric_id} by {period_type} is not held for {place.area_name} and London alike. "
            f"'knife-crime values {metric_id} --area {place.slug} --as rate' shows what is."
        )
    return _beside(own, whole)


def held_beside_london(metric_ids: Sequence[str], *, area: str) -> tuple[BesideLondon, ...]:
    """The newest 12 months of several measures beside London's; those not held are left out."""
    found = []
    for metric_id in metric_ids:
        try:
            found.append(beside_london(metric_id, area=area))
        except NotHeldError:
            continue
    return tuple(found)


def beside_london_table(metric_ids: Sequence[str], *, area: str) -> pd.DataFrame:
    """The newest 12 months of several measures beside London's, as a table.

    Args:
        metric_ids: Measures that are stated as rates by residents.
        area: One of the 32 boroughs by code, name or slug.

    Returns:
        One row a measure held: ``metric_id``, ``area_code``, ``area_name``, ``period_type``,
        ``period_end``, ``status``, ``provisional``, ``ratio`` with ``lower`` and ``upper`` (NaN
        below 10 events), ``events``, ``residents``, ``london_events`` and ``london_residents``.

    Raises:
        ParameterError: If a measure has no rate.
    """
    rows = [
        {
            "metric_id": one.metric_id,
            "area_code": one.area_code,
            "area_name": one.area_name,
            "period_type": one.period_type,
            "period_end": one.period_end,
            "status": one.status,
            "provisional": one.provisional,
            "ratio": one.ratio.value,
            "lower": one.ratio.lower,
            "upper": one.ratio.upper,
            "events": one.events,
            "residents": one.residents,
            "london_events": one.london_events,
            "london_residents": one.london_residents,
        }
        for one in held_beside_london(metric_ids, area=area)
    ]
    return pd.DataFrame(rows)


def _beside(own: pd.Series, whole: pd.Series) -> BesideLondon:
    a, n, b, m = (int(row[name]) for row in (own, whole) for name in ("numerator", "denominator"))
    names = ("metric_id", "area_code", "area_name", "period_type", "status")
    return BesideLondon(
        **{name: str(own[name]) for name in names},
        period_end=own["period_end"].date(),
        provisional=bool(own["provisional"] or whole["provisional"]),
        ratio=part_of_whole_ratio(a, n, b, m),
        events=a,
        residents=n,
        london_events=b,
        london_residents=m,
    )


def _check_has_rate(metric_id: str) -> None:
    if "rate" not in get_metric(metric_id).stated_as:
        raise ParameterError(
            f"{metric_id} is not stated as a rate by residents, so it has no multiple of London's."
        )


def part_of_whole_ratio(events: int, residents: int, all_events: int, all_residents: int) -> Ratio:
    """The rate of a part divided by that of the whole; NaN below `FEWEST` events of the part."""
    if events < FEWEST or all_events <= 0 or min(residents, all_residents) <= 0:
        return Ratio(np.nan, np.nan, np.nan)
    share = residents / all_residents
    limits = proportion_interval(events, all_events)
    return Ratio(
        events / all_events / share, float(limits.lower) / share, float(limits.upper) / share
    )


def _newest(rows: pd.DataFrame, code: str, end: date | None) -> pd.Series | None:
    own = rows[(rows["area_code"] == code) & rows["value"].notna()]
    own = own if end is None else own[own["period_end"] == pd.Timestamp(end)]
    return None if own.empty else own.iloc[-1]
