"""Values of a measure for one value of each of some dimensions, such as one survey question."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.values import metric_values


def values_where(
    metric_id: str,
    *,
    where: Sequence[tuple[str, str]],
    area: str | Sequence[str],
    period_type: str,
    start: date | None = None,
    end: date | None = None,
) -> pd.DataFrame:
    """The rows of a breakdown that have the values wanted.

    Args:
        metric_id: A name of the catalogue.
        where: Dimensions and the value wanted of each.
        area: One area by code, name or slug; or several.
        period_type: One of `data.periods.PERIOD_TYPES`.
        start: Leave out periods that end before this day.
        end: Leave out periods that end after this day.

    Returns:
        The columns of `metrics.values.metric_values`, those of the dimensions among them.
    """
    by = tuple(name for name, _ in where)
    rows = metric_values(metric_id, area=area, period_type=period_type, by=by, start=start, end=end)
    for name, value in where:
        rows = rows[rows[name] == value]
    return rows.reset_index(drop=True)
