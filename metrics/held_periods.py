"""Which periods are held, in words that name each unbroken stretch."""

from collections.abc import Sequence
from datetime import date

from data.periods import MONTHS_IN, add_months, financial_year

MOST_STRETCHES = 3
"""More stretches than this are given as first and last, and the number of gaps between."""

NAMES = {
    "month": "months",
    "quarter": "quarters that end in",
    "rolling_12_months": "periods of 12 months that end in",
    "financial_year": "financial years",
    "calendar_year": "calendar years",
}

Stretch = tuple[date, date]


def held_words(period_type: str, ends: Sequence[date]) -> str:
    """The stretches of periods held, gaps left out by name.

    Args:
        period_type: One of `data.periods.PERIOD_TYPES`.
        ends: Last days of the periods held, oldest first; one at least.

    Returns:
        Such as "financial years 2018/19 to 2019/20 and 2022/23 to 2024/25".
    """
    found = stretches(period_type, ends)
    if len(found) > MOST_STRETCHES:
        whole = _named(period_type, (found[0][0], found[-1][1]))
        return f"{NAMES[period_type]} {whole}, with {len(found) - 1} gaps between"
    *others, last = [_named(period_type, one) for one in found]
    said = f"{', '.join(others)} and {last}" if others else last
    return f"{NAMES[period_type]} {said}"


def stretches(period_type: str, ends: Sequence[date]) -> list[Stretch]:
    """First and last day on which the periods of each unbroken stretch end."""
    step = 1 if period_type == "rolling_12_months" else MONTHS_IN[period_type]
    found: list[Stretch] = []
    for end in ends:
        if found and add_months(found[-1][1], step) == end:
            found[-1] = (found[-1][0], end)
        else:
            found.append((end, end))
    return found


def _named(period_type: str, stretch: Stretch) -> str:
    names = dict.fromkeys(_name(period_type, end) for end in stretch)
    return " to ".join(names)


def _name(period_type: str, end: date) -> str:
    if period_type == "financial_year":
        return financial_year(end)
    return f"{end.year}" if period_type == "calendar_year" else f"{end:%B %Y}"
