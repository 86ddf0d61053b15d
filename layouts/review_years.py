"""What the 12 months of a review say against the 12 before, in sentences."""

import math
from collections.abc import Sequence

from figures.words import listed
from layouts.review_words import NOTHING_UNUSUAL, month_name
from metrics.compared import DOWN, NOT_COMPARABLE, SAME, UP, Change
from metrics.metric import VICTIMISATION
from metrics.review import Review, is_timely
from metrics.review_rows import Row
from metrics.verdicts import number_word
from metrics.words import inside, number, percentage

BY_CHANCE = 0.05
"""Share of comparisons that lie beyond their 95% interval though nothing has changed."""

BOTH = "Its months look usual one by one; its 12 months together differ from the 12 before."


def years(found: Review) -> str:
    """Which measures differ from the year before by more than chance, and how many were asked."""
    rows = _judged(found)
    if not rows:
        return ""
    apart = [row for row in rows if _verdict(row) in (UP, DOWN)]
    if not apart:
        return f"No measure of {number_word(len(rows))} differs by more than chance."
    verb = "differs" if len(apart) == 1 else "differ"
    shown = f"{number_word(len(apart)).capitalize()} of {number_word(len(rows))} measures {verb}"
    ways = (
        _named(found, [row for row in apart if _verdict(row) == way], word)
        for way, word in ((UP, "Up"), (DOWN, "Down"))
    )
    return " ".join(filter(None, [f"{shown} by more than chance.", *ways, *_with_care(apart)]))


def years_by_chance(found: Review) -> str:
    """How many of the comparisons chance would bring, and which measures are not among them."""
    rows = _judged(found)
    if not rows:
        return ""
    unsure = [row for row in _compared(found) if _is_revised(row)]
    across = [row for row in _asked(found) if _verdict(row) == NOT_COMPARABLE]
    said = [
        "If nothing had changed, chance alone would still set apart about one in twenty of these: "
        f"here about {number(BY_CHANCE * len(rows), 1)} of {number_word(len(rows))}.",
        "Rates are not counted, because they show the same events again.",
        _left_out("counted, because later files change it too much", unsure),
        _left_out("compared, because a break of the series lies between", across),
        "A month can be usual while 12 months together are not: the two answers do not contradict "
        "each other.",
    ]
    return " ".join(filter(None, said))


def _left_out(why: str, rows: Sequence[Row]) -> str:
    names = ", ".join(inside(row.metric.short_title) for row in rows)
    return f"Not {why}: {names}." if names else ""


def beside_months(row: Row) -> str:
    """That the months of a measure are ordinary and its year is not; blank unless it is so."""
    quiet = row.signal is not None and row.signal.kind in NOTHING_UNUSUAL
    return BOTH if quiet and not _is_revised(row) and _verdict(row) in (UP, DOWN) else ""


def _asked(found: Review) -> list[Row]:
    """The measures with a change of 12 months not older than a year, each event in one of them."""
    return [
        row
        for row in found.rows
        if row.change is not None
        and row.metric.kind != VICTIMISATION
        and is_timely(row.change.end, found.end)
    ]


def _compared(found: Review) -> list[Row]:
    return [row for row in _asked(found) if _verdict(row) in (UP, DOWN, SAME)]


def _judged(found: Review) -> list[Row]:
    return [row for row in _compared(found) if not _is_revised(row)]


def _verdict(row: Row) -> str:
    return row.change.verdict if row.change else ""


def _is_revised(row: Row) -> bool:
    return row.change is not None and bool(row.change.revised)


def _named(found: Review, rows: Sequence[Row], way: str) -> str:
    parts = [
        f"{inside(row.metric.short_title)} ({_size(row.change)}{_to(found, row.change)})"
        for row in rows
        if row.change
    ]
    return f"{way}: {', '.join(parts)}." if parts else ""


def _with_care(apart: Sequence[Row]) -> list[str]:
    """What lies between the two periods of those that differ, and of which it is said."""
    touched: dict[str, list[str]] = {}
    for row in apart:
        if row.change and row.change.care:
            touched.setdefault(row.change.care, []).append(inside(row.metric.short_title))
    return [f"{care} That touches {listed(names)}." for care, names in touched.items()]


def _size(change: Change) -> str:
    """The change as a percentage, or in events or points where no percentage is stated."""
    if not math.isnan(change.percent):
        return percentage(change.percent, signed=True)
    return change.step


def _to(found: Review, change: Change) -> str:
    """The month that the 12 months end in, where it is not the one under review."""
    return "" if change.end == found.end else f", to {month_name(change.end)}"
