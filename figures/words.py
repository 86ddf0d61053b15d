"""Numbers, stretches of time and statuses in the words that every rendering shares."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from data.periods import financial_year, period_label, period_start
from data.status import STATUS_MEANINGS

SINGULAR = {
    "offences": "offence",
    "victims": "victim",
    "searches": "search",
    "people": "person",
    "actions": "action",
    "episodes": "episode",
}
WITHHELD = {
    "c": "withheld, confidential",
    "u": "withheld, not reliable",
    "z": "not applicable",
}
STANDING = STATUS_MEANINGS | {"": "", "u": "low reliability"}
"""What a status says of a value that is there."""

YEARS = ("financial_year", "calendar_year")
EVERY = {
    "month": "monthly, ",
    "quarter": "quarterly, ",
    "financial_year": "financial years ",
    "calendar_year": "calendar years ",
}
NOT_AVAILABLE = "not available"
ESTIMATED_RESIDENTS = re.compile(r"\(mid-(\d{4}), estimated\)")


def number(value: float, decimals: int) -> str:
    """A number with separators between thousands and a true minus sign."""
    text = f"{value:,.{decimals}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")


def figure(value: float, unit: str, decimals: int) -> str:
    """A number without its unit, but with the sign that makes it a percentage."""
    return number(value, decimals) + ("%" if unit.split(" ")[0] == "percent" else "")


def quantity(value: float, unit: str, decimals: int) -> str:
    """A number with its unit, such as "1 offence" or "12.5% of searches"."""
    text = figure(value, unit, decimals)
    if unit.split(" ")[0] == "percent":
        return f"{text}{unit.removeprefix('percent')}"
    first, *rest = unit.split(" ")
    if text == "1":
        first = SINGULAR.get(first, first)
    return " ".join((text, first, *rest))


def absence(status: str) -> str:
    """What stands where a value would be."""
    return WITHHELD.get(status, NOT_AVAILABLE)


def status_words(status: str, *, provisional: bool) -> str:
    """What a reader must know of a value's standing; blank for a final one."""
    meaning = STANDING.get(status, "")
    if not provisional or status == "p":
        return meaning
    joined = ", and " if status == "e" else ", "
    return f"provisional{joined}{meaning}" if meaning else "provisional"


def may_change(names: Sequence[str], shown: int) -> list[str]:
    """One sentence on the figures that may still be revised: all of them, or those of a few."""
    if not names:
        return []
    if len(names) == shown:
        return ["These figures are provisional and may change."]
    return [f"Provisional, and may change: {'; '.join(names)}."]


def capital(words: str) -> str:
    """Words as they begin a sentence; unlike `str.capitalize` they keep their other capitals."""
    return words[:1].upper() + words[1:]


def standing_of_row(row: Mapping[Any, Any] | pd.Series) -> str:
    """The same of a row of `metrics.values.metric_values`."""
    return standing_words(
        row["status"], row["unit"], row["period_end"].date(), provisional=bool(row["provisional"])
    )


def standing_words(status: str, unit: str, end: date, *, provisional: bool) -> str:
    """A value's standing by itself, outside a table that names the residents in a column.

    Args:
        status: One character of the Analysis Function's shorthand.
        unit: Unit of the value, with the year of the residents that a rate divides by.
        end: Last day of its period.
        provisional: Whether it may still be revised.

    Returns:
        Such as "provisional, and estimated: residents carried forward from mid-2024"; "final"
        for a value of which nothing is to be said.
    """
    said = status_words(status, provisional=provisional) or STATUS_MEANINGS[""]
    found = ESTIMATED_RESIDENTS.search(unit)
    if found is None:
        return said
    is_carried = int(found[1]) < end.year
    how = "carried forward from" if is_carried else "estimated for"
    return f"{said}: residents {how} mid-{found[1]}"


def month(day: date) -> str:
    """A month and its year."""
    return f"{day:%B %Y}"


@cache
def period(period_type: str, end: date) -> str:
    """A period by its name; kept, since every chart of a kind has the same ones."""
    return period_label(period_type, end)


def stretch(period_type: str, first: date, last: date) -> str:
    """The periods from one to another."""
    if period_type in YEARS:
        names = dict.fromkeys(year_name(period_type, end) for end in (first, last))
        return " to ".join(names)
    if first == last:
        return period(period_type, first)
    if period_type == "rolling_12_months":
        return f"12 months ending {month(first)} to {month(last)}"
    begin = period_start(period_type, first)
    return f"{begin:%B} to {month(last)}" if begin.year == last.year else span(begin, last)


def the_stretch(period_type: str, first: date, last: date) -> str:
    """The same as it follows "for" in a sentence."""
    article = "the " if period_type == "rolling_12_months" else ""
    return article + stretch(period_type, first, last)


def span(start: date, end: date) -> str:
    """The months from one day to another; a single month by its name alone."""
    return " to ".join(dict.fromkeys((month(start), month(end))))


def coverage(period_type: str, first: date, last: date) -> str:
    """The periods from one to another with their length, as a subtitle states them."""
    return f"{EVERY.get(period_type, '')}{stretch(period_type, first, last)}"


def within(period_type: str, end: date) -> str:
    """A period as it follows a number."""
    if period_type == "financial_year":
        return f"in the financial year {financial_year(end)}"
    article = {"rolling_12_months": "the ", "quarter": "the quarter "}.get(period_type, "")
    return f"in {article}{period(period_type, end)}"


def year_name(period_type: str, end: date) -> str:
    """A financial or calendar year as short as an axis needs it."""
    return financial_year(end) if period_type == "financial_year" else str(end.year)


def listed(parts: Sequence[str]) -> str:
    """Words as a list in a sentence."""
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last
