"""Disparity in stop and search in the newest period of a place, every group with its bounds."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from data.errors import ParameterError
from metrics.ratios import AS_RECORDED, COMPARATORS, EVERYONE, HIGHEST, LOWEST
from metrics.search_disparity import DEFAULTS
from metrics.search_disparity import DIMENSIONS as VALUES
from metrics.values import metric_values

DIMENSIONS = ("ethnicity_basis", "ethnicity")
PEOPLE = ("residents", "other_residents", "unknown", "people")


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
        and ``lowest`` and ``highest``: the ratio whoever those of unknown ethnicity were;
        ``residents`` of the group and ``other_residents`` of those compared with; ``people``, the
        searches of people in that period and for that object, ``unknown``, those of them with no
        known ethnicity on that basis (all Int64), and ``unknown_pct``, their share. One row for
        each group, by basis; none where no such period is held.

    Raises:
        ParameterError: If there is no such comparison or object.
    """
    _check("comparator", comparator, COMPARATORS)
    _check("object", searched_for, VALUES["object"])
    by = [*DIMENSIONS, "comparator", "bound"]
    if searched_for != DEFAULTS["object"]:
        by.append("object")
    rows = metric_values(
        "search_disparity", area=area, period_type=period_type, by=by, end=end, with_parts=True
    )
    if "object" in by:
        rows = rows[rows["object"] == searched_for].drop(columns="object")
    rows = rows[rows["period_end"] == rows["period_end"].max()]
    recorded = rows[rows["bound"] == AS_RECORDED]
    everyone = recorded[recorded["comparator"] == EVERYONE][[*DIMENSIONS, "denominator"]]
    chosen = recorded[recorded["comparator"] == comparator].drop(columns=["comparator", "bound"])
    stated = chosen.merge(_bounds(rows[rows["comparator"] == comparator]), how="left")
    found = stated.merge(everyone.rename(columns={"denominator": "people"}), how="left")
    counted = found.astype(dict.fromkeys(PEOPLE, "Int64"))
    share = 100 * counted["unknown"].astype("Float64") / counted["people"]
    complete: pd.DataFrame = counted.assign(unknown_pct=share.astype("float64"))
    return complete


def _bounds(rows: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest ratio of each group."""
    wide = rows.pivot(index=list(DIMENSIONS), columns="bound", values="value")
    bounds: pd.DataFrame = wide.reindex(columns=[LOWEST, HIGHEST]).reset_index()
    return bounds


def _check(name: str, value: str, allowed: Collection[str]) -> None:
    if value not in allowed:
        raise ParameterError(f"'{value}' is no {name}. Use one of: {', '.join(allowed)}.")
