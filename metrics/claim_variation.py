"""Whether a measure of one place differs between two periods by more than it ordinarily does."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from data.areas import Area, all_areas
from data.store import tables_in_use
from metrics import claim_limits
from metrics.catalogue import METRICS
from metrics.claim_limits import Variation
from metrics.measure_charts import MeasureCharts, charted_measures, measure_charts
from metrics.metric import COUNT, SHARE, Metric
from metrics.offers import period_types_for
from metrics.victimisation import COUNTED

Row = Mapping[Any, Any] | pd.Series


def variation_between(metric: Metric, first: Row, last: Row, dispersion: float) -> Variation | None:
    """Whether two rows of `metric_values` differ by more than ordinary variation.

    Args:
        metric: A count, a share or a rate of residents.
        first: The earlier row.
        last: The later one, of a period of the same length.
        dispersion: From `dispersion_of`.

    Returns:
        The ratio of the counts, shares or rates with its limits; none where the events behind a
        share or rate are not held, and for a share that is no part of its whole.
    """
    counts = events_of(first), events_of(last)
    if metric.kind == COUNT:
        return claim_limits.variation(*counts, dispersion=dispersion)
    totals = _number(first["denominator"]), _number(last["denominator"])
    if not np.isfinite([*counts, *totals]).all() or min(totals) <= 0:
        return None
    if metric.kind == SHARE:
        return claim_limits.share_variation(*counts, totals=totals, dispersion=dispersion)
    return claim_limits.variation(*counts, residents=totals, dispersion=dispersion)


def events_of(row: Row) -> float:
    """The events behind a value; not a number where only the value is published."""
    return _number(row["numerator"])


def _number(cell: Any) -> float:
    return np.nan if pd.isna(cell) else float(cell)


def dispersion_of(metric: Metric, place: Area, as_of: date | None) -> float:
    """How many times chance alone the months of a place vary: φ.

    Args:
        metric: A count, a share, or a rate of residents, which varies as its count does.
        place: Where.
        as_of: Use only what had been published by this day.

    Returns:
        The variance of the months on the control chart of the place over that of independent
        events, in the newest stretch with limits; 1 where the measure has no such chart.
    """
    counted = COUNTED.get(metric.metric_id, metric.metric_id)
    return _dispersion(tables_in_use(), counted, place.area_code, as_of)


@lru_cache(maxsize=1024)
def _dispersion(_version: str, metric_id: str, area_code: str, as_of: date | None) -> float:
    metric = METRICS[metric_id]
    by_month = "month" in period_types_for(metric, all_areas()[area_code].area_type)
    if metric not in charted_measures() or not by_month:
        return 1.0
    made = measure_charts(metric, area=area_code, as_of=as_of)
    return 1.0 if made is None else _of_chart(made)


def _of_chart(made: MeasureCharts) -> float:
    chart = made.charts.chart.series(0)
    centre, sigma = float(chart.centre[-1]), float(chart.sigma[-1])
    by_chance = centre
    if made.charts.totals is not None:
        by_chance = centre * (100 - centre) / float(made.charts.totals[0][-1])
    return sigma**2 / by_chance if by_chance > 0 else 1.0
