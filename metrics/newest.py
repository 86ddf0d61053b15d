"""The newest period that several places share, of several measures."""

from collections.abc import Sequence

import pandas as pd

from metrics.values import metric_values


def newest_values(
    metric_ids: Sequence[str],
    *,
    areas: Sequence[str],
    period_type: str = "rolling_12_months",
    stated_as: str | None = None,
) -> pd.DataFrame:
    """The newest period of each measure for which every place has a value.

    Args:
        metric_ids: Names of the catalogue.
        areas: Places by code, name or slug.
        period_type: Length of the period.
        stated_as: "count", "rate" or the measures' own kind; their usual way if left out.

    Returns:
        Rows of `metrics.values.metric_values`, one for each measure and place; none of a measure
        for which the places share no period.

    Raises:
        NotHeldError: If a measure is not held for one of the places.
        ParameterError: If a measure is not offered in this way.
    """
    found = [
        _shared(
            metric_values(name, area=tuple(areas), period_type=period_type, stated_as=stated_as),
            places=len(areas),
        )
        for name in metric_ids
    ]
    return pd.concat(found, ignore_index=True)


def _shared(rows: pd.DataFrame, *, places: int) -> pd.DataFrame:
    valued = rows[rows["value"].notna()]
    held = valued["period_end"].value_counts()
    shared = held.index[held == places]
    return pd.DataFrame(valued[valued["period_end"] == shared.max()])
