"""Numbers, stretches of time and statuses in the words that every rendering shares."""

from datetime import date

from data.periods import period_label
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
    "u": "withheld, too few to be reliable",
    "z": "not applicable",
}
NOT_AVAILABLE = "not available"


def number(value: float, decimals: int) -> str:
    """A number with separators between thousands and a true minus sign."""
    text = f"{value:,.{decimals}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")


def quantity(value: float, unit: str, decimals: int) -> str:
    """A number with its unit, such as "1 offence" or "12.5% of searches"."""
    text = number(value, decimals)
    if unit.startswith("percent"):
        return f"{text}%{unit.removeprefix('percent')}"
    first, *rest = unit.split(" ")
    if text == "1":
        first = SINGULAR.get(first, first)
    return " ".join((text, first, *rest))


def absence(status: str) -> str:
    """What stands where a value would be."""
    return WITHHELD.get(status, NOT_AVAILABLE)


def status_words(status: str, *, provisional: bool) -> str:
    """What a reader must know of a value's standing; blank for a final one."""
    meaning = STATUS_MEANINGS.get(status, "") if status else ""
    if provisional and status != "p":
        return f"provisional, {meaning}" if meaning else "provisional"
    return meaning


def month(day: date) -> str:
    """A month and its year."""
    return f"{day:%B %Y}"


def stretch(period_type: str, first: date, last: date) -> str:
    """Periods from one to another, in words that can follow a noun."""
    begin, end = (period_label(period_type, day) for day in (first, last))
    if first == last:
        return begin
    if period_type == "rolling_12_months":
        return f"12-month periods ending {month(first)} to {month(last)}"
    if period_type == "month" and first.year == last.year:
        begin = f"{first:%B}"
    return f"{begin} to {end}"
