"""Values of several measures of one place in one table, for what is read side by side."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from metrics.values import metric_values


def values_together(
    metric_ids: Sequence[str],
    *,
    area: str,
    period_type: str,
    start: date | None = None,
    end: date | None = None,
) -> pd.DataFrame:
    """Values of several measures, one below the other and told apart by ``metric_id``.

    Args:
        metric_ids: Names of the catalogue.
        area: One area by code, name or slug.
        period_type: One of `data.periods.PERIOD_TYPES`.
        start: Leave out periods that end before this day.
        end: Leave out periods that end after this day.

    Returns:
        The columns of `metrics.values.metric_values`, in the order of the measures.
    """
    parts = [
        metric_values(one, area=area, period_type=period_type, start=start, end=end)
        for one in metric_ids
    ]
    return pd.concat(parts, ignore_index=True)
