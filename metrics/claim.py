"""What the answer to a claimed change consists of."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from metrics import words
from metrics.claim_limits import Variation

REPRODUCED, NOT_REPRODUCED, NOT_HELD = "reproduced", "not reproduced", "not held"
NOT_JUDGED = "cannot be judged yet"
"""Said of a reading on figures that later files usually move a good deal."""


@dataclass(frozen=True, kw_only=True)
class Arithmetic:
    """A claimed percentage beside the one that the two values give.

    Attributes:
        percent: (now - before)/before, in percent; NaN where the earlier value is 0.
        rounding: How the claim follows from it, in words; blank if it does not.
    """

    before: float
    now: float
    stated: str
    percent: float
    rounding: str

    @property
    def reproduced(self) -> bool:
        """Whether some ordinary rounding of the change gives the claim."""
        return bool(self.rounding)


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """The same change reckoned from another earlier period, or to another later one.

    Attributes:
        moved: Which end was moved: "from", "to" or "both".
        shift: Years by which it was moved, negative for earlier; months in `Claim.by_month`.
        limits: 95% limits of the change in percent, widened for over-dispersion; NaN where the
            events behind it are not held, and where there is no change.
        sign: What follows a value: "%" for shares.
        revised: Whether it cannot be judged yet, because it rests on figures that later files
            usually move a good deal.
        note: Why there is no change: not held, a break between, or fewer than 50 events in the
            earlier period; else blank. The two values stand except where they are not held.
    """

    moved: str
    shift: int
    before_label: str
    now_label: str
    before: float = math.nan
    now: float = math.nan
    limits: tuple[float, float] = (math.nan, math.nan)
    sign: str = ""
    revised: bool = False
    note: str = ""

    @property
    def percent(self) -> float:
        """Change in percent; NaN where the note says why."""
        return math.nan if self.note else relative_change(self.before, self.now)

    @property
    def step(self) -> str:
        """The reading in words, such as "1,427 to 1,323, −7.3%"."""
        return _step(self.before, self.now, self.percent, sign=self.sign)


@dataclass(frozen=True, kw_only=True)
class Sibling:
    """Another measure of the same place over the same two periods.

    Attributes:
        percent: Change in percent; NaN across a break and on a base below 50 events.
        limits: Its 95% limits, widened as a claim's are; NaN where there are none.
        verdict: In the words of `metrics.compared`: "up" or "down" where a claim on the measure
            would be more than ordinary variation, else "about the same"; "unclear" or "not
            comparable".
        restates: The measure that this one gives again, per resident or as the count behind it;
            blank for a measure of something else.
        revised: Why it cannot be judged yet, one sentence; blank if it can.
    """

    metric_id: str
    title: str
    unit: str
    before: float
    now: float
    percent: float
    verdict: str
    limits: tuple[float, float] = (math.nan, math.nan)
    restates: str = ""
    revised: str = ""

    @property
    def label(self) -> str:
        """Its title, or that it says the same as the measure before it in another way."""
        if not self.restates:
            return self.title
        return "The same per resident" if " per " in self.unit else "The same as a count"

    @property
    def step(self) -> str:
        """The change in words with its unit, such as "1,427 to 1,323 offences, −7.3%"."""
        sign = "%" if self.unit.split(" ")[0] == "percent" else ""
        return _step(self.before, self.now, self.percent, sign=sign, unit=self.unit)

    @property
    def reading(self) -> str:
        """The verdict, and whether it may still change."""
        return f"{self.verdict}, {NOT_JUDGED}" if self.revised else self.verdict


@dataclass(frozen=True, kw_only=True)
class Absent:
    """Another measure that could not be read over the two periods, and why."""

    metric_id: str
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The answer to a claim.

    Attributes:
        verdict: "reproduced", "not reproduced" or "not held".
        sentence: The answer in words.
        variation: None where the events behind the values are not held, and across a break.
        baselines: The readings under baselines moved by whole years.
        by_month: The readings under baselines moved by 1 to 12 months, of claims between years.
        siblings: The other measures of the place.
        absent: Those that could not be read, each with the reason.
        left_out: What the claim does not say, one sentence each.
        revised: Why the change cannot be judged yet, one of these sentences; blank if it can.
        sign: What follows a value: "%" for shares.
        few: Whether the earlier figure rests on so few events that limits in percent say nothing.
    """

    verdict: str
    sentence: str
    arithmetic: Arithmetic | None = None
    variation: Variation | None = None
    baselines: tuple[Baseline, ...] = field(default=())
    by_month: tuple[Baseline, ...] = field(default=())
    siblings: tuple[Sibling, ...] = field(default=())
    absent: tuple[Absent, ...] = field(default=())
    left_out: tuple[str, ...] = field(default=())
    revised: str = ""
    sign: str = ""
    few: bool = False

    @property
    def limits(self) -> tuple[float, float]:
        """95% limits of the change in percent; NaN where there are none, and of few events."""
        stated = self.variation is not None and not self.few
        return self.variation.limits if stated and self.variation else (math.nan, math.nan)


def _step(before: float, now: float, percent: float, *, sign: str, unit: str = "") -> str:
    both = " to ".join(both_values(before, now, sign=sign))
    values = f"{both} {unit}" if unit and not sign else both
    known = not math.isnan(percent)
    return f"{values}, {words.percentage(percent, signed=True)}" if known else values


def both_values(before: float, now: float, *, sign: str = "") -> tuple[str, str]:
    """The two values of a comparison, such as "8.0%" and "16.8%", as exact as on other pages."""
    counts = float(before).is_integer() and float(now).is_integer()
    decimals = 1 if sign else 0 if counts else 2
    return words.number(before, decimals) + sign, words.number(now, decimals) + sign


def relative_change(before: float, now: float) -> float:
    """(now - before)/before in percent; NaN where the earlier value is 0 or one is missing."""
    return 100 * (now - before) / before if before > 0 else math.nan


def absent_words(absent: Sequence[Absent]) -> list[str]:
    """One sentence for each reason why measures were not read, with their titles."""
    by_reason: dict[str, list[str]] = {}
    for one in absent:
        by_reason.setdefault(one.reason, []).append(one.title)
    return [
        f"{reason[:1].upper()}{reason[1:]}: {'; '.join(titles)}."
        for reason, titles in by_reason.items()
    ]
