"""One comparison of a place with itself: its numbers, and what it says in words."""

import math
from dataclasses import dataclass
from datetime import date

from data.breaks import Break
from metrics import words
from metrics.metric import COUNT, SHARE

UP, DOWN, SAME, UNCLEAR, NOT_COMPARABLE = (
    "up",
    "down",
    "about the same",
    "unclear",
    "not comparable",
)
"""What a comparison shows; "up" and "down" only where chance alone would hardly bring it."""

Limits = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One comparison of a place with itself.

    Attributes:
        stated_as: "count", "rate", "share" or "published".
        now: The value of the later period.
        before: The value of the earlier one.
        difference: Now less before, in the unit, or in percentage points; NaN across a break.
        difference_limits: Its 95% limits.
        percent: Relative change; NaN for shares, across a break, and where the earlier period has
            fewer than 50 events.
        percent_limits: Its 95% limits.
        verdict: "up" or "down" where chance alone would hardly bring the difference, else "about
            the same"; "unclear" without an interval; "not comparable" across a break.
        breaks: The breaks that forbid the comparison.
        notes: Breaks and events that a comparison must mention, though it may be made.
        status: The gravest of the two values.
        provisional: Whether a count in either may still be revised.
        revised: Why the change cannot be judged yet, where provisional months are usually revised
            by more than 5%; else blank.
    """

    metric_id: str
    area_code: str
    area_name: str
    period_type: str
    end: date
    before_end: date
    stated_as: str
    unit: str
    decimals: int
    now: float
    before: float
    difference: float
    difference_limits: Limits
    percent: float
    percent_limits: Limits
    verdict: str
    breaks: tuple[Break, ...]
    status: str
    provisional: bool = False
    notes: tuple[Break, ...] = ()
    revised: str = ""

    @property
    def sentence(self) -> str:
        """The comparison in words."""
        lead = f"{self._stated(self.now)} in {words.in_period(self.period_type, self.end)}"
        earlier = words.period_before(self.period_type, self.end, self.before_end)
        if self.verdict == NOT_COMPARABLE:
            reasons = " and ".join(f"{b.title}, {words.day(b.first_day)}" for b in self.breaks)
            return (
                f"{lead}. Not comparable with {earlier}, because the series breaks between "
                f"them ({reasons})."
            )
        if self.difference == 0:
            return f"{lead}, the same as in {earlier}."
        if self.verdict == SAME:
            was = self._stated(self.before, with_unit=False)
            return f"{lead}, against {was} in {earlier}: chance can bring the difference."
        return f"{lead}, {self.step} than in {earlier}."

    @property
    def step(self) -> str:
        """The difference in words, such as "2,289 fewer (−14.5%)"; blank across a break."""
        if math.isnan(self.difference):
            return ""
        up, down = ("more", "fewer") if self.stated_as == COUNT else ("higher", "lower")
        size = words.number(abs(self.difference), self.decimals)
        points = " percentage points" if self._is_percentage else ""
        known = not math.isnan(self.percent)
        relative = f" ({words.percentage(self.percent, signed=True)})" if known else ""
        return f"{size}{points} {up if self.difference > 0 else down}{relative}"

    @property
    def interval(self) -> str:
        """The 95% interval of the change in words, blank where there is none."""
        known = not math.isnan(self.percent_limits[0])
        limits = self.percent_limits if known else self.difference_limits
        if any(map(math.isnan, limits)):
            return ""
        if known:
            return f"95% interval of the change: {words.limits(limits)}"
        low, high = (_limit(limit, self.decimals) for limit in limits)
        points = " percentage points" if self.stated_as == SHARE else ""
        return f"95% interval of the change: {low} to {high}{points}"

    @property
    def _is_percentage(self) -> bool:
        """Shares, and percentages taken as published."""
        return self.stated_as == SHARE or self.unit.startswith("percent ")

    @property
    def caution(self) -> str:
        """What a reader must know of breaks, events and revisions; blank if nothing."""
        return " ".join(filter(None, (self.care, self.revised)))

    @property
    def care(self) -> str:
        """The breaks and events between the two periods that a reader must know of; else blank."""
        named = [f"{entry.title} ({words.day(entry.first_day)})" for entry in self.notes]
        return f"To be compared with care: {'; '.join(named)}." if named else ""

    def _stated(self, value: float, *, with_unit: bool = True) -> str:
        if self._is_percentage:
            return words.percentage(value, self.decimals)
        if with_unit:
            return words.quantity(value, self.unit, self.decimals)
        return words.number(value, self.decimals)


def _limit(limit: float, decimals: int) -> str:
    """A limit that is not nothing is not rounded to nothing: on which side it lies decides."""
    digits = decimals + 1 if limit and not round(limit, decimals) else decimals
    return words.number(limit, digits, signed=True)
