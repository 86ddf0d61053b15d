"""Reference periods: their names, limits and spellings."""

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from data.errors import ParameterError

MONTHS_IN: dict[str, int] = {
    "month": 1,
    "quarter": 3,
    "rolling_12_months": 12,
    "financial_year": 12,
    "calendar_year": 12,
}
"""Length in months of every period type that values are offered for."""

PERIOD_TYPES: tuple[str, ...] = tuple(MONTHS_IN)

SPELLINGS = "2024-02 (a month), 2024/25 (a financial year), 2024 (a calendar year), 12m:2026-02"


@dataclass(frozen=True)
class Period:
    """A reference period by its type and its last day."""

    period_type: str
    end: date

    @property
    def start(self) -> date:
        """First day of the period."""
        return period_start(self.period_type, self.end)

    @property
    def label(self) -> str:
        """The period in words."""
        return period_label(self.period_type, self.end)

    @property
    def spelling(self) -> str:
        """The period as `parse_period` reads it.

        Raises:
            ParameterError: If it is a quarter, which has no spelling.
        """
        if self.period_type == "financial_year":
            return financial_year(self.end)
        if self.period_type == "calendar_year":
            return str(self.end.year)
        if self.period_type not in ("month", "rolling_12_months"):
            raise ParameterError(
                f"A {self.period_type} has no spelling. Write one of: {SPELLINGS}."
            )
        return f"{'12m:' if self.period_type == 'rolling_12_months' else ''}{self.end:%Y-%m}"


def month_end(year: int, month: int) -> date:
    """Last day of a calendar month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Last day of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return month_end(index // 12, index % 12 + 1)


def period_start(period_type: str, end: date) -> date:
    """First day of the period that ends on `end`."""
    return add_months(end, 1 - MONTHS_IN[period_type]).replace(day=1)


def ends_here(period_type: str, end: date) -> bool:
    """Whether a period of this type can end in the month of `end`."""
    return {
        "quarter": end.month % 3 == 0,
        "financial_year": end.month == 3,
        "calendar_year": end.month == 12,
    }.get(period_type, True)


def financial_year(end: date) -> str:
    """Name of the financial year (April to March) that contains a day, such as 2024/25."""
    first = end.year if end.month >= 4 else end.year - 1
    return f"{first}/{(first + 1) % 100:02d}"


def period_label(period_type: str, end: date) -> str:
    """A period in words that can stand in a sentence, such as "12 months to February 2026"."""
    month = f"{end:%B %Y}"
    labels: dict[str, Callable[[], str]] = {
        "month": lambda: month,
        "quarter": lambda: f"{period_start('quarter', end):%B} to {month}",
        "rolling_12_months": lambda: f"12 months to {month}",
        "financial_year": lambda: f"April to March {financial_year(end)}",
        "calendar_year": lambda: f"{end.year}",
    }
    return labels[period_type]()


def parse_period(text: str) -> Period:
    """The period that a command line or an address spells.

    Raises:
        ParameterError: If the spelling is none of those documented.
    """
    spelling = text.strip()
    if match := re.fullmatch(r"(12m:)?([12]\d{3})-(\d{2})", spelling):
        rolling, year, month = match.groups()
        if 1 <= int(month) <= 12:
            kind = "rolling_12_months" if rolling else "month"
            return Period(kind, month_end(int(year), int(month)))
    elif match := re.fullmatch(r"([12]\d{3})/(\d{2})", spelling):
        first, second = int(match[1]), int(match[2])
        if (first + 1) % 100 == second:
            return Period("financial_year", date(first + 1, 3, 31))
    elif match := re.fullmatch(r"[12]\d{3}", spelling):
        return Period("calendar_year", date(int(spelling), 12, 31))
    raise ParameterError(f"'{text}' is no period. Write it as one of: {SPELLINGS}.")


def parse_day(text: str, *, last: bool = False) -> date:
    """The day that a text such as 2024-04-01 names.

    Args:
        text: A day, or a month such as 2024-04, which stands for its first day.
        last: Let a month stand for its last day instead.

    Raises:
        ParameterError: If the text is neither.
    """
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", text.strip())
    try:
        year, month, day = (int(part or 1) for part in match.groups()) if match else (0, 0, 0)
        first = date(year, month, day)
    except ValueError as error:
        raise ParameterError(
            f"'{text}' is no date. Write 2024-04-01, or 2024-04 for a month."
        ) from error
    is_month = match is not None and match[3] is None
    return month_end(year, month) if is_month and last else first
