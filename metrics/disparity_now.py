"""Disparity in stop and search in the newest period of a place, every group with its bounds."""

from datetime import date

import pandas as pd

from metrics.ratios import AS_RECORDED, HIGHEST, LOWEST
from metrics.search_disparity import DEFAULTS
from metrics.values import metric_values

DIMENSIONS = ("ethnicity_basis", "ethnicity")


def newest_disparity(
    area: str,
    *,
    comparator: str,
    searched_for: str = DEFAULTS["object"],
    period_type: str = "rolling_12_months",
    end: date | None = None,
) -> pd.DataFrame:
    """The ratio of each group in one period, with what those of unknown ethnicity could make of it.

    Args:
        area: One area by code, name or slug.
        comparator: "white" or "everyone".
        searched_for: A value of the dimension `object` of `search_disparity`.
        period_type: One of `data.periods.PERIOD_TYPES`.
        end: Last day of the period; the newest held if left out.

    Returns:
        The columns of `metrics.values.metric_values` with ``ethnicity_basis`` and ``ethnicity``,
        and ``lowest`` and ``highest``: the ratio whoever those of unknown ethnicity were. One row
        for each group, by basis; none where no such period is held.
    """
    by = [*DIMENSIONS, "comparator", "bound"]
    if searched_for != DEFAULTS["object"]:
        by.append("object")
    rows = metric_values("search_disparity", area=area, period_type=period_type, by=by, end=end)
    rows = rows[rows["comparator"] == comparator]
    if "object" in by:
        rows = rows[rows["object"] == searched_for].drop(columns="object")
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    bounds = rows.pivot(index=list(DIMENSIONS), columns="bound", values="value")
    bounds = bounds.reindex(columns=[LOWEST, HIGHEST]).reset_index()
    recorded = rows[rows["bound"] == AS_RECORDED].drop(columns=["comparator", "bound"])
    stated: pd.DataFrame = recorded.merge(bounds, on=list(DIMENSIONS), how="left")
    return stated
