"""What the page of revisions says, in sentences made from the revisions."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.periods import period_label
from layouts.revision_view import RevisionView
from metrics.metric import SHARE, Metric
from metrics.revision_periods import ROLLING
from metrics.revisions import ABOVE, BELOW, LEAST_PAIRS
from metrics.words import day, number

PERIODS = {
    "month": "months",
    "quarter": "quarters",
    "financial_year": "years",
    "calendar_year": "years",
    ROLLING: "periods of 12 months",
}
ONE_FILE = (
    "One file only is held, so nothing can be said of how these figures move. Revisions show once "
    "the next file has been read."
)
NEVER_TWICE = "No period is covered by two files that are held, so no revision can be seen yet."
FEW_STEPS = (
    "So far one step from an older file to a newer one has been seen: it tells how that step went, "
    "and little of the next."
)


def answer(view: RevisionView) -> str:
    """How much the figures have moved, the largest move named."""
    rows = view.found.changes
    if view.found.cells["published"].nunique() < 2:
        return ONE_FILE
    seen = rows[rows["revision"].notna()]
    if seen.empty:
        return NEVER_TWICE
    moved = seen[seen["revision"] != 0]
    lead = f"{len(seen)} {PERIODS[view.period_type]} stand in more than one file"
    if moved.empty:
        return f"{lead}, and none has moved."
    have = "has" if len(moved) == 1 else "have"
    return f"{lead}, and {len(moved)} of them {have} moved. {most_moved(view, moved)}"


def most_moved(view: RevisionView, moved: pd.DataFrame) -> str:
    """The period that moved most, from its first value to the newest."""
    most = moved.loc[moved["revision"].abs() == moved["revision"].abs().max()].iloc[-1]
    first, newest = (stated(view.metric, most, which) for which in ("first", "newest"))
    moved_most = period_label(view.period_type, most["period_end"])
    return f"{moved_most} moved most: {first} at first, {newest} now."


def finding(view: RevisionView, again: pd.DataFrame) -> str:
    """How many of the periods that two files state have moved, and which did most: a title.

    Args:
        view: What is shown.
        again: A row for each of these periods, with `value` and `value_earlier`.
    """
    moves = (again["value"] - again["value_earlier"]).abs()
    count, periods = int((moves > 0).sum()), PERIODS[view.period_type]
    since = "" if view.as_of is None else f" since {day(view.as_of)}"
    if not count:
        return f"None of {number(len(again))} {periods} stated again has moved{since}"
    most = again[moves == moves.max()].iloc[-1]
    then, now = (amount(view.metric, float(most[one])) for one in ("value_earlier", "value"))
    have = "has" if count == 1 else "have"
    return (
        f"{number(count)} of {number(len(again))} {periods} stated again {have} moved{since}; "
        f"{period_label(view.period_type, most['period_end'].date())} moved most, "
        f"{f'from {then} to {now}' if then != now else f'and still rounds to {now}'}"
    )


def stated(metric: Metric, row: Mapping[Any, Any] | pd.Series, which: str) -> str:
    """One value of a period; a share with the events behind it."""
    value = amount(metric, float(row[f"{which}_value"]))
    events = row[f"{which}_numerator"]
    return f"{value} ({number(float(events))} {_events(metric)})" if metric.kind == SHARE else value


def amount(metric: Metric, value: float) -> str:
    """A value with the digits and the sign of its measure."""
    decimals = metric.decimals_as(metric.stated_as[0])
    return number(value, decimals) + ("%" if metric.unit.split(" ")[0] == "percent" else "")


def difference(metric: Metric, value: float) -> str:
    """A difference between two values of the measure."""
    decimals = metric.decimals_as(metric.stated_as[0])
    points = " points" if metric.unit.split(" ")[0] == "percent" else ""
    return number(value, decimals, signed=bool(value)) + points


def age(row: Mapping[Any, Any]) -> str:
    """A class of ages in months."""
    low, high = row["lag_from"], row["lag_to"]
    return f"{low} months and more" if high > 100 else f"{low} to {high} months"


def size(row: Mapping[Any, Any], name: str) -> str:
    """A typical revision or an end of its band."""
    value = float(row[name])
    if math.isnan(value):
        return "too few to say"
    return _signed(value) + ("%" if row["unit"] == "percent" else " points")


def band(row: Mapping[Any, Any]) -> str:
    """The band of a typical revision."""
    if row["unit"] == "percent":
        return f"{size(row, 'lower')} to {size(row, 'upper')}"
    return f"{_signed(float(row['lower']))} to {size(row, 'upper')}"


def seen(row: Mapping[Any, Any]) -> str:
    """How figures of the age of a row went on; blank where no pair of files tells."""
    if pd.isna(row["pairs"]):
        return ""
    parts = {"fell": row["fell"], "rose": row["rose"]}
    said = [f"{number(count)} {way}" for way, count in parts.items() if count]
    still = row["pairs"] - row["fell"] - row["rose"]
    said += [f"{number(still)} stayed"] if still else []
    return f"of {number(row['pairs'])}: {', '.join(said)}"


def outside(rows: pd.DataFrame) -> str:
    """That some figures lie outside the range of what they may become, and why; else blank."""
    said = []
    for side, moved in ((ABOVE, "lowered"), (BELOW, "raised")):
        count = int((rows["stands"] == side).sum())
        if count:
            lie = "One figure lies" if count == 1 else f"{number(count)} figures lie"
            whose = "its" if count == 1 else "their"
            said.append(
                f"{lie} {side} {whose} range, because later files {moved} nearly all figures of "
                "that age."
            )
    return " ".join(said)


def _signed(value: float) -> str:
    rounded = round(value, 1) or 0.0
    return number(rounded, 1, signed=bool(rounded))


def standing(view: RevisionView) -> str:
    """Whose revisions the typical ones are, and on how few files they rest."""
    whose = "all boroughs together" if view.found.scope == "all" else view.area.label
    few = f" {FEW_STEPS}" if view.found.typical["steps"].max() == 1 else ""
    return (
        f"Revisions of {whose}, by the age that a period had when it was first stated. The range "
        f"is that of nine cases in ten; with fewer than {LEAST_PAIRS} cases, that of all.{few}"
    )


def stood(view: RevisionView) -> str:
    """What the earlier of the two lines is."""
    return "As first published" if view.as_of is None else f"As it stood on {day(view.as_of)}"


def _events(metric: Metric) -> str:
    return "outcomes" if "outcome" in metric.numerator else "events"
