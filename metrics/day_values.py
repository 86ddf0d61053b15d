"""Values of a state on one chosen day, for measures that can be judged on any day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from metrics.evaluate import Request, evaluate
from metrics.grid import lay_out
from metrics.metric import Metric

DAY = "day"
"""The period type of rows that hold a position on a day and no count over a period."""

_COLUMN = "month"
"""One day is one column of a grid, and so laid out as one month is."""


def values_on(
    metric: Metric, tables: Sequence[pd.DataFrame], request: Request, *, day: date
) -> pd.DataFrame:
    """Values of every area that has any on a day.

    Args:
        metric: A measure with `compute_on`.
        tables: Its input tables, in its order.
        request: Statement and dimensions; its period type says nothing here.
        day: The day the state is judged on.

    Returns:
        The columns of `metrics.values.metric_values`, with the period type "day", which starts and
        ends on the day.

    Raises:
        ParameterError: If nothing was there to be judged on that day.
        TypeError: If the measure has no `compute_on`.
    """
    if metric.compute_on is None:
        raise TypeError(f"{metric.metric_id} has no compute_on: it is not judged on days.")
    rows = metric.compute_on(*tables, by=request.by, day=day).dropna(subset=list(request.by))
    grid = lay_out(rows, by=request.by, base_period=_COLUMN, zero_filled=False)
    offered = replace(
        metric,
        base_period=_COLUMN,
        period_types=dict.fromkeys(metric.period_types, (_COLUMN,)),
    )
    found = evaluate(offered, grid, replace(request, period_type=_COLUMN))
    moment = pd.Series(pd.Timestamp(day).as_unit("s"), index=found.index, dtype="datetime64[s]")
    kind = pd.Series(DAY, index=found.index, dtype=found["period_type"].dtype)
    return found.assign(period_type=kind, period_start=moment, period_end=moment)
