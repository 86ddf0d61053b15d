"""Whether a build's new figures can be: a warning where one lies far outside all before it.

A publisher's file can be well-formed and wrong: a month loaded ten times over, or a third of it.
Such a figure is kept, since it may be right, and told. The bounds leave room for growth, for chance
in small numbers and for the shocks of the years held: over those years hardly a figure lies outside
that has no known reason.
"""

from collections.abc import Container, Hashable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.areas import area_names
from data.contracts import TableContract

LEAST_PERIODS = {"month": 12, "quarter": 8}
LEAST_OTHER_PERIODS = 4
MOST_TOLD = 3
DOUBTFUL = "u"


@dataclass(frozen=True, kw_only=True)
class _Level:
    """One way to add up a table: the columns that tell its series apart."""

    by: tuple[str, ...]
    whole: bool


def implausible(
    contract: TableContract,
    rows: pd.DataFrame,
    *,
    fresh: pd.Series,
    known_sources: Container[str],
) -> tuple[str, ...]:
    """New or changed figures far above, or far below, every earlier period of their series.

    Looked at from the whole table down to single places; of a period that stands out in the whole,
    the parts are not told again.

    Args:
        contract: The table's promise.
        rows: Its latest view.
        fresh: Which of the rows are new or have another value than before.
        known_sources: Those of which something was held before. Of another only the newest period
            is looked at: its history is no news.

    Returns:
        What was expected and what was found, in words; a few, the gravest first, and how many
        more there are.
    """
    value = contract.value_column
    if "period_type" not in rows or not pd.api.types.is_numeric_dtype(rows[value].dtype):
        return ()
    known = rows["source_id"].map(lambda source: source in known_sources).astype(bool)
    newest = rows.groupby(["source_id", "period_type"])["period_end"].transform("max")
    judged = fresh & (known | (rows["period_end"] == newest))
    counted = rows.assign(fresh=judged)[rows[value].notna()]
    told = _told(counted.assign(**{value: counted[value].astype("float64")}), contract)
    left = len(told) - MOST_TOLD
    more = [f"{left} more figures of this table stand out so"] if left > 0 else []
    return (*(words for _, words in told[:MOST_TOLD]), *more)


def _told(counted: pd.DataFrame, contract: TableContract) -> list[tuple[float, str]]:
    told: list[tuple[float, str]] = []
    parts: set[tuple[object, ...]] = set()
    for level in _levels(contract):
        odd = _odd(counted, level, contract.value_column)
        names = list(zip(odd["source_id"], odd["period_type"], odd["period_end"], strict=True))
        news = odd[[name not in parts for name in names]]
        told += _sentences(news, level, contract.value_column)
        parts.update(names)
    return sorted(told, key=lambda one: -one[0])


def _levels(contract: TableContract) -> Iterator[_Level]:
    """From the whole table to its single series; what a file covers is never added up.

    Where files complement each other, the whole depends on which there are and is not looked at.
    """
    apart = [name for name in contract.covered_by if name not in ("period_type", "period_end")]
    always = ("source_id", "period_type", *apart)
    fixed = {*always, "area_code", "period_end"}
    kinds = tuple(name for name in contract.key if name not in fixed)
    if contract.absent != "kept":
        yield _Level(by=(*always, "area_type"), whole=True)
    yield _Level(by=(*always, "area_type", *kinds), whole=False)
    yield _Level(by=(*always, "area_code", *kinds), whole=False)


def _odd(counted: pd.DataFrame, level: _Level, value: str) -> pd.DataFrame:
    """Fresh sums outside the bounds, with the bound and the extreme it comes from.

    Periods that are marked as unreliable are no measure for others, nor are fresh ones where there
    are enough that are not.
    """
    by = list(level.by)
    marked = counted.assign(doubtful=counted["status"] == DOUBTFUL)
    grouped = marked.groupby([*by, "period_end"], observed=True, as_index=False)
    sums = grouped.agg({value: "sum", "fresh": "any", "doubtful": "any"}).sort_values("period_end")
    keys = [sums[name] for name in by]
    least = sums["period_type"].astype("str").map(LEAST_PERIODS).fillna(LEAST_OTHER_PERIODS)
    settled = ~sums["fresh"] & ~sums["doubtful"]
    enough = settled.astype("int64").groupby(keys, observed=True).cumsum() >= least
    measures = settled | (~sums["doubtful"] & ~enough)
    series = sums[value].where(measures).groupby(keys, observed=True)
    largest, smallest = (
        extreme.groupby(keys, observed=True).ffill().groupby(keys, observed=True).shift()
        for extreme in (series.cummax(), series.cummin())
    )
    judged = sums["fresh"] & (series.cumcount() >= least)
    upper = 2 * largest + 5 * np.sqrt(largest.clip(lower=0)) + 10
    lower = smallest / 3
    above = judged & (sums[value] > upper)
    below = judged & (smallest >= 30) & (sums[value] < lower)
    bounds = {"bound": upper.where(above, lower), "extreme": largest.where(above, smallest)}
    odd: pd.DataFrame = sums.assign(above=above, **bounds)[above | below]
    return odd


def _sentences(odd: pd.DataFrame, level: _Level, value: str) -> Iterator[tuple[float, str]]:
    """Each odd figure in words, with how many times it lies beyond its bound."""
    for row in odd.to_dict("records"):
        found, bound = row[value], row["bound"]
        side, extreme = ("most", "largest") if row["above"] else ("least", "smallest")
        times = found / bound if row["above"] else bound / max(found, 0.5)
        yield (
            times,
            f"{_what(row, level)}: expected at {side} {bound:,.0f} (the {extreme} before is "
            f"{row['extreme']:,.0f}), found {found:,.0f}",
        )


def _what(row: Mapping[Hashable, object], level: _Level) -> str:
    """The series and period of a row."""
    hidden = {"source_id", "period_type"}
    words = [_word(name, row[name]) for name in level.by if name not in hidden]
    kind = str(row["period_type"]).replace("_", " ")
    end = pd.Timestamp(str(row["period_end"]))
    when = f"{end:%B %Y}" if kind == "month" else f"{kind} to {end:%B %Y}"
    what = ", ".join(words)
    return f"all its figures together ({what}), {when}" if level.whole else f"{what}, {when}"


def _word(column: str, value: object) -> str:
    plain = area_names().get(str(value), str(value)) if column.endswith("_code") else str(value)
    return plain.replace("_", " ")
