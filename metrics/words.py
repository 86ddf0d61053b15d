"""Numbers as British readers write them, for sentences that are made from values."""

import math
from datetime import date

from data.periods import MONTHS_IN, add_months, financial_year, period_label

EXACT = 9
"""Digits beyond which a number differs from another by rounding in the computer alone."""

NOT_AVAILABLE = "not available"
MOST_DECIMALS = 4
"""Of limits that lie close to no change."""


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """A number with thousands marked and a true minus sign, such as "13,552" or "−0.25"."""
    if math.isnan(value):
        return NOT_AVAILABLE
    plain = f"{value:{'+' if signed else ''},.{decimals}f}"
    if not plain.strip("+-0.,"):
        return plain.lstrip("+-")
    return plain.replace("-", "−")


def percentage(value: float, decimals: int = 1, *, signed: bool = False) -> str:
    """A percentage such as "−14.5%"."""
    shown = number(value, decimals, signed=signed)
    return shown if shown == NOT_AVAILABLE else f"{shown}%"


def limits(ends: tuple[float, float], decimals: int = 1) -> str:
    """Two limits of a change in percent, such as "−25% to −5%".

    An end that is not 0 never reads as 0, so that the words agree with whether they leave 0 out:
    such a pair has more decimals, up to four.
    """
    while decimals < MOST_DECIMALS and any(end and not round(end, decimals) for end in ends):
        decimals += 1
    return " to ".join(percentage(end, decimals, signed=True) for end in ends)


def printed_limits(ends: tuple[float, float], decimals: int = 0) -> tuple[float, float]:
    """Limits as they are printed: rounded inwards, so that no value beyond them reads as usual.

    Where nothing of so few decimals lies between them, each is rounded by itself.
    """
    scale: int = 10**decimals
    low, high = (round(end * scale, EXACT) for end in ends)
    if math.ceil(low) > math.floor(high):
        return round(ends[0], decimals), round(ends[1], decimals)
    return math.ceil(low) / scale, math.floor(high) / scale


def quantity(value: float, unit: str, decimals: int = 0) -> str:
    """A number with its unit, in the singular for one: "1 victim aged 1 to 24"."""
    noun, _, rest = unit.partition(" ")
    singular = noun.removesuffix("s") if value == 1 else noun
    return f"{number(value, decimals)} {' '.join(filter(None, (singular, rest)))}"


def day(moment: date) -> str:
    """A day in words, such as "1 March 2024"."""
    return f"{moment.day} {moment:%B %Y}"


def inside(words: str) -> str:
    """A title or sentence as it stands inside another: "Knife crime" as "knife crime"."""
    return f"{words[:1].lower()}{words[1:]}"


def in_period(period_type: str, end: date) -> str:
    """A period as it stands after "in", such as "the 12 months to February 2026"."""
    if period_type == "financial_year":
        return f"the financial year {financial_year(end)}"
    label = period_label(period_type, end)
    return f"the {label}" if period_type == "rolling_12_months" else label


def span(first: date, last: date) -> str:
    """The months from the one to the other, by years alone where they are whole years."""
    if (first.month, last.month) == (1, MONTHS_IN["calendar_year"]):
        return f"{first.year}" if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first:%B %Y} to {last:%B %Y}"


def period_before(period_type: str, end: date, before_end: date) -> str:
    """The earlier period of a comparison: "the 12 months before" where it is just that."""
    follows = add_months(end, -MONTHS_IN[period_type]) == before_end
    if period_type == "rolling_12_months" and follows:
        return "the 12 months before"
    return in_period(period_type, before_end)
