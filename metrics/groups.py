"""Counts by groups of the values of a dimension, such as "every other method" of killing."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.errors import ParameterError
from data.status import gravest
from metrics.catalogue import get_metric
from metrics.metric import COUNT
from metrics.rates import count_interval
from metrics.values import metric_values

Groups = Sequence[tuple[str, Sequence[str]]]
"""The name of each group and the values of the dimension that belong to it."""

KEYS = ("metric_id", "area_code", "area_name", "period_type", "period_start", "period_end")


def grouped_values(
    metric_id: str,
    *,
    area: str,
    by: str,
    groups: Groups,
    period_type: str,
    start: date | None = None,
    end: date | None = None,
) -> pd.DataFrame:
    """Counts of one area added up by groups of the values of a dimension.

    Args:
        metric_id: A measure that counts events.
        area: One area by code, name or slug.
        by: A dimension of the measure.
        groups: Name and values of each group; a value belongs to one group at most, and values
            in none are left out.
        period_type: One of `data.periods.PERIOD_TYPES`.
        start: Leave out periods that end before this day.
        end: Leave out periods that end after this day.

    Returns:
        The columns of `metrics.values.metric_values` with the name of the group in the column
        `by`. A group has no value where one of its parts has none; its interval is that of the
        sum, its status the gravest of its parts. Ordered by period and group as given.

    Raises:
        ParameterError: If the measure counts no events, or a value is named twice or is none of
            the dimension's.
    """
    metric = get_metric(metric_id)
    if metric.kind != COUNT:
        raise ParameterError(f"{metric_id} is no count: shares and rates cannot be added up.")
    names = _names(metric_id, by, groups)
    rows = metric_values(
        metric_id, area=area, period_type=period_type, start=start, end=end, by=(by,)
    )
    order = [name for name, _ in groups]
    chosen = rows[rows[by].isin(list(names))]
    group = pd.Categorical(chosen[by].map(names), categories=order, ordered=True)
    return _added(chosen.assign(**{by: group}), by)[rows.columns]


def _added(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    parts = rows.groupby([*KEYS, by], observed=True, sort=False)
    added = parts.agg(
        value=("value", lambda values: values.sum(skipna=False)),
        unit=("unit", "first"),
        status=("status", gravest),
        vintage=("vintage", "max"),
        provisional=("provisional", "any"),
    ).reset_index()
    added = added.sort_values(["period_end", by], ignore_index=True)
    limits = count_interval(added["value"])
    return added.assign(
        **{by: added[by].astype("str")},
        lower=limits.lower,
        upper=limits.upper,
        numerator=added["value"].astype("Int64"),
        denominator=pd.array([pd.NA] * len(added), dtype="Int64"),
    )


def _names(metric_id: str, by: str, groups: Groups) -> dict[str, str]:
    """The group of each value."""
    metric = get_metric(metric_id)
    if by not in metric.dimensions:
        has = ", ".join(metric.dimensions) or "none"
        raise ParameterError(f"{metric_id} cannot be broken down by '{by}'. Its dimensions: {has}.")
    pairs = [(value, name) for name, values in groups for value in values]
    names = dict(pairs)
    unknown = [value for value in names if value not in metric.dimensions[by]]
    if unknown or len(names) < len(pairs):
        raise ParameterError(
            f"Each value of '{by}' belongs to one group at most; found "
            f"{', '.join(value for value, _ in pairs)}. Its values: "
            f"{', '.join(metric.dimensions[by])}."
        )
    return names
