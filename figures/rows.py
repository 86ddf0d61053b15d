"""A chart of rows: one value for each category, as bars or as dots with their intervals."""

import math
from dataclasses import dataclass

from figures.chart import FOCUS, ROLES, Chart

BARS, DOTS = "bars", "dots"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One category.

    Attributes:
        value: None where there is none, which is never zero.
        status: One character of the Analysis Function's shorthand; blank for final.
        provisional: Whether the value may still move, whatever its status.
        detail: What else belongs to the value, such as the counts behind a ratio.
        group: The heading it stands under; rows of one group follow each other.
        href: Where choosing it leads.
        absence: Why there is no value, in a few words.
    """

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    status: str = ""
    provisional: bool = False
    role: str = FOCUS
    detail: str = ""
    group: str = ""
    href: str = ""
    absence: str = ""

    def __post_init__(self) -> None:
        numbers = (self.value, self.lower, self.upper)
        if not all(number is None or math.isfinite(number) for number in numbers):
            raise ValueError(
                f"A row takes finite numbers, or None where there is no value; '{self.name}' has "
                f"{numbers}. Turn missing values into None first."
            )
        if self.role not in ROLES:
            raise ValueError(f"'{self.role}' is no role of a row. Use one of {ROLES}.")


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A value that all rows are held against, drawn as a line."""

    value: float
    name: str


@dataclass(frozen=True, kw_only=True)
class RowChart(Chart):
    """Rows in the order given, from the top.

    Attributes:
        category: What a row is, as the heading of the table's first column: "Age of victim".
        form: "bars" from zero, or "dots" with their intervals.
        logarithmic: Whether equal distances are equal ratios; only for dots.
        is_change: Whether the values are changes, whose signs are always said.
        basis: What the title rests on, such as a test; a note that the alternative text tells too.
    """

    category: str
    rows: tuple[Row, ...]
    form: str = BARS
    logarithmic: bool = False
    is_change: bool = False
    reference: Reference | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        if self.form == BARS and self.logarithmic:
            raise ValueError("The length of a bar means nothing on a logarithmic axis. Use dots.")

    def across(self, value: float) -> float:
        """Where a value stands on the horizontal axis; a ratio of nothing at its low end."""
        if not self.logarithmic:
            return value
        return math.log10(value) if value > 0 else self.x.low
