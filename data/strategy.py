"""The strategy's measures and which printed figures our series can be held against."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.areas import REFERENCE

VALUE, CHANGE, SHARE = "value", "change_pct", "share_pct"
SHARE_OF_FORCES = "share_of_forces_pct"
ALL_FORCES = "all"


@dataclass(frozen=True, kw_only=True)
class StrategyMeasure:
    """One row of the strategy's measurement framework.

    Attributes:
        metric_ids: Our measures that answer it.
        figure_ids: Printed figures that are its baseline or target.
    """

    measure_id: str
    tier: str
    label: str
    definition: str
    direction: str
    metric_ids: tuple[str, ...]
    figure_ids: tuple[str, ...]
    note: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """How a printed figure is held against one of our values.

    Attributes:
        area_code: Of a place, or "all" for every police force held.
        statistic: "value", "change_pct" from the period twelve months before, "share_pct" of the
            rows chosen by `where` in those chosen by `of`, or "share_of_forces_pct" of the place
            in every police force held.
        relation: Why the two may differ: "same_measure", "other_definition" or "later_vintage".
        within: Difference that the explanation covers: percent of the printed number, or
            percentage points of a printed percentage.
    """

    figure_id: str
    metric_id: str
    area_code: str
    period_type: str
    period_end: date
    statistic: str
    where: tuple[tuple[str, str], ...]
    of: tuple[tuple[str, str], ...]
    relation: str
    within: float
    explanation: str


@cache
def strategy_measures() -> tuple[StrategyMeasure, ...]:
    """The rows of the framework, in its order."""
    return tuple(
        StrategyMeasure(
            metric_ids=_names(row.pop("metric_ids")),
            figure_ids=_names(row.pop("figure_ids")),
            **row,
        )
        for row in _rows("measures.csv")
    )


@cache
def comparisons() -> tuple[Comparison, ...]:
    """What printed figures can be held against, in the order of the figures."""
    return tuple(
        Comparison(
            period_end=date.fromisoformat(row.pop("period_end")),
            where=_pairs(row.pop("where")),
            of=_pairs(row.pop("of")),
            within=float(row.pop("within")),
            **row,
        )
        for row in _rows("published_comparisons.csv")
    )


@cache
def commitment_ids() -> tuple[str, ...]:
    """Chapter and number of every commitment of the strategy, in its order."""
    return tuple(row["commitment_id"] for row in _rows("strategy_commitments.csv"))


@cache
def plan_abbreviations(plan: str) -> dict[str, str]:
    """What the abbreviations in an action plan mean, as far as that is known."""
    rows = _rows("plan_abbreviations.csv")
    return {row["abbreviation"]: row["meaning"] for row in rows if row["plan"] == plan}


def _rows(name: str) -> list[dict[str, str]]:
    table = pd.read_csv(REFERENCE / name, dtype=str, keep_default_na=False, encoding="utf-8")
    return [{str(key): str(cell) for key, cell in row.items()} for row in table.to_dict("records")]


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))


def _pairs(cell: str) -> tuple[tuple[str, str], ...]:
    pairs = (part.split("=", 1) for part in _names(cell))
    return tuple((name, value) for name, value in pairs)
