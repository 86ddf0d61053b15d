"""Figures printed in the two documents of 2017: baselines, and how our series compare with them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pandas as pd

from data.areas import all_areas
from data.errors import TableMissingError
from data.periods import add_months, period_label
from data.strategy import (
    ALL_FORCES,
    CHANGE,
    SHARE,
    SHARE_OF_FORCES,
    VALUE,
    Comparison,
    comparisons,
)
from metrics.baselines import PRINTED, printed_words, published_figures
from metrics.catalogue import METRICS
from metrics.values import metric_values

EQUAL, EXPLAINED, UNEXPLAINED = "equal", "explained", "unexplained"
NOT_LOADED, NOT_COVERED = "not loaded", "not covered"

RELATION_WORDS = {
    "same_measure": "Same measure",
    "other_definition": "Other definition",
    "later_vintage": "Later vintage",
}


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A printed figure beside the value of our series for the same place and period.

    Attributes:
        ours: Our value; missing where the series is not loaded.
        verdict: "equal" to the printed digits and in line with how they are worded; "explained",
            different by no more than the stated reason covers; "unexplained"; "not covered" where
            our series begins later; or "not loaded".
    """

    figure_id: str
    label: str
    printed: str
    printed_value: float
    metric_id: str
    period: str
    ours: float | None
    verdict: str
    explanation: str

    @property
    def difference(self) -> float | None:
        """Our value minus the printed number."""
        return None if self.ours is None else self.ours - self.printed_value


def compare_published(metric_ids: Collection[str] = METRICS) -> list[Compared]:
    """Every printed figure of a measure we have, and the reason why ours is another or none.

    Args:
        metric_ids: Leave out the figures of other measures.

    Raises:
        TableMissingError: If the printed figures have not been built.
    """
    pairs = {one.figure_id: one for one in comparisons()}
    return [
        _compared(figure, pairs[figure.figure_id])
        if figure.figure_id in pairs
        else _without_counterpart(figure)
        for _, figure in published_figures().iterrows()
        if _measure_of(figure, pairs) in metric_ids
    ]


def _measure_of(figure: pd.Series, pairs: Mapping[str, Comparison]) -> str:
    """The measure a printed figure is held against, or belongs to."""
    pair = pairs.get(str(figure["figure_id"]))
    return pair.metric_id if pair else str(figure["metric_id"])


def _compared(figure: pd.Series, comparison: Comparison) -> Compared:
    ours = our_value(comparison)
    return Compared(
        figure_id=comparison.figure_id,
        label=str(figure["measure_label"]),
        printed=printed_words(figure),
        printed_value=float(figure["printed_value"]),
        metric_id=comparison.metric_id,
        period=period_label(comparison.period_type, comparison.period_end),
        ours=ours,
        verdict=verdict(figure, ours, within=comparison.within),
        explanation=f"{RELATION_WORDS[comparison.relation]}. {comparison.explanation}",
    )


def _without_counterpart(figure: pd.Series) -> Compared:
    """A printed figure of a measure whose series does not reach it."""
    metric_id = str(figure["metric_id"])
    try:
        values = metric_values(metric_id)
        first = values.loc[values["value"].notna(), "period_start"].min()
        found = (NOT_COVERED, f"Coverage. Our series begins with {first:%B %Y}.")
    except TableMissingError as error:
        found = (NOT_LOADED, str(error).partition(PRINTED)[0].strip())
    end = figure["period_end"]
    return Compared(
        figure_id=str(figure["figure_id"]),
        label=str(figure["measure_label"]),
        printed=printed_words(figure),
        printed_value=float(figure["printed_value"]),
        metric_id=metric_id,
        period="" if pd.isna(end) else f"to {end:%B %Y}",
        ours=None,
        verdict=found[0],
        explanation=found[1],
    )


def our_value(comparison: Comparison) -> float | None:
    """The value of our series that a printed figure is held against; none if it is not loaded."""
    try:
        now = _count(comparison, comparison.where, comparison.period_end)
        if comparison.statistic == CHANGE:
            year_before = add_months(comparison.period_end, -12)
            before = _count(comparison, comparison.where, year_before)
            return None if now is None or not before else (now / before - 1) * 100
        if comparison.statistic == SHARE:
            whole = _count(comparison, comparison.of, comparison.period_end)
            return _percent(now, whole)
        if comparison.statistic == SHARE_OF_FORCES:
            forces = replace(comparison, area_code=ALL_FORCES)
            return _percent(now, _count(forces, comparison.where, comparison.period_end))
    except TableMissingError:
        return None
    assert comparison.statistic == VALUE
    return now


def _percent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else part / whole * 100


def _count(comparison: Comparison, where: tuple[tuple[str, str], ...], end: date) -> float | None:
    rows = metric_values(
        comparison.metric_id,
        area=comparison.area_code,
        period_type=comparison.period_type,
        start=end,
        end=end,
        by=tuple(name for name, _ in where),
    )
    for name, value in where:
        rows = rows[rows[name] == value]
    if comparison.area_code == ALL_FORCES:
        rows = rows[rows["area_code"].isin(_police_forces())]
    return None if rows["value"].isna().any() or rows.empty else float(rows["value"].sum())


@cache
def _police_forces() -> frozenset[str]:
    areas = all_areas().values()
    return frozenset(area.area_code for area in areas if area.area_type == "police_force")


def verdict(figure: pd.Series, ours: float | None, *, within: float) -> str:
    """Whether our value agrees with a printed figure as it is worded.

    Args:
        figure: A row of the printed figures.
        ours: Our value, none where the series is not loaded.
        within: Difference the stated reason covers: percentage points for a percentage, else
            percent of the printed number.
    """
    if ours is None:
        return NOT_LOADED
    printed = float(figure["printed_value"])
    decimals = len(f"{printed:.10g}".partition(".")[2])
    gap = round(ours, decimals) - printed
    if figure["qualifier"] == "exact" and gap == 0:
        return EQUAL
    scale = 1.0 if figure["unit"] == "percent" else printed / 100
    return EXPLAINED if abs(ours - printed) <= within * scale else UNEXPLAINED
