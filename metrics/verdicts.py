"""What a control chart says, in a sentence.

The sentence names the place, the measure, what it is compared with and since when; it never says
more than the rule that was broken. Whether a change is welcome is said only of measures whose
direction is declared.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from metrics import control_rules as rules
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER
from metrics.spc import ControlChart
from metrics.words import number, printed_limits, span

SIGNAL, PAST_SIGNAL, ORDINARY = "signal", "past signal", "ordinary"
TRIAL, TOO_FEW, MISSING = "trial", "too few points", "missing"
CANNOT_SAY = (TOO_FEW, MISSING)
"""Kinds of verdict that judge nothing."""

BETTER, WORSE = "better", "worse"

YEAR = 12
JUDGEMENT_WORDS = {
    BETTER: "A change for the better.",
    WORSE: "A change for the worse.",
    "": "The figure alone does not say whether that is good or bad.",
}
"""What to say after a signal, by its judgement."""

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
"""Numbers that are written in words."""

# What follows the noun that decides between "has" and "have".
AFTER_NOUN = re.compile(r"[,:(]|\b(?:with|under|in|of|by|among|about|per|at|from|after|for)\b")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a verdict speaks of.

    Attributes:
        title: The measure, such as "Knife crime" or "Knife homicides".
        place: The place as a page names it.
        direction: The measure's direction, as `metrics.metric` names it.
        decimals: Digits that values are shown with.
        sign: What follows a value, such as "%".
        adjusted: Whether the chart is of seasonally adjusted values.
    """

    title: str
    place: str
    direction: str
    decimals: int = 0
    sign: str = ""
    adjusted: bool = False

    @property
    def opening(self) -> str:
        """The measure and the place, as a sentence begins."""
        return f"{self.title}{',' if ', ' in self.title else ''} in {self.place}"

    @property
    def plural(self) -> bool:
        """Whether the title takes "have"."""
        noun = AFTER_NOUN.split(self.title.lower())[0].strip()
        return noun.endswith("s") and not noun.endswith("ss")


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The answer to: is it really changing?

    Attributes:
        kind: "signal" where the newest point breaks a rule; "past signal" where one of the twelve
            before it does; "ordinary"; "trial" where the limits are still provisional; "too few
            points"; "missing" where the newest value is.
        rule: The rule broken at the newest point, empty without a signal.
        direction: 1 up, -1 down, 0 without a signal.
        judgement: "better" or "worse" where the measure declares it and there is a signal.
        sentence: The verdict in words.
        new: Whether the newest point is the first to show it.
    """

    kind: str
    rule: str = ""
    direction: int = 0
    judgement: str = ""
    sentence: str
    new: bool = False


def verdict(chart: ControlChart, ends: Sequence[date], subject: Subject) -> Verdict:
    """What the newest point of a series says.

    Args:
        chart: One monthly series with its limits and signals.
        ends: Last day of each month, in the order of the chart.
        subject: Measure, place and direction.

    Returns:
        The verdict of the newest point's leading rule; without one, of the twelve months to it.

    Raises:
        ValueError: If the chart holds several series, no point, or not one for each month.
    """
    if chart.values.ndim != 1 or chart.values.size != len(ends) or not len(ends):
        raise ValueError(
            f"A verdict is about one series: found values of shape {chart.values.shape} for "
            f"{len(ends)} months. Take one out with ControlChart.series()."
        )
    if np.isnan(chart.values[-1]):
        month = f"{ends[-1]:%B %Y}"
        return Verdict(kind=MISSING, sentence=f"Not known: the figure for {month} is missing.")
    if np.isnan(chart.centre[-1]):
        return _too_few(chart)
    leading = int(chart.leading[-1])
    if leading < 0:
        return _no_signal(chart, ends)
    rule, direction = rules.RULES[leading], int(chart.direction[-1])
    return Verdict(
        kind=SIGNAL,
        rule=rule,
        direction=direction,
        judgement=judgement(direction, subject.direction),
        sentence=SENTENCES[rule](chart, ends, subject),
        new=bool(chart.new[-1]),
    )


def judgement(change: int, direction: str) -> str:
    """Whether a change is for the better, for measures that say what better is.

    Args:
        change: 1 up, -1 down, 0 neither.
        direction: The measure's direction, as `metrics.metric` names it.

    Returns:
        "better" or "worse"; empty without a change or where the measure is not judged.
    """
    wanted = {LOWER_IS_BETTER: -1, HIGHER_IS_BETTER: 1}.get(direction, 0)
    if not change or not wanted:
        return ""
    return BETTER if change == wanted else WORSE


def number_word(whole: int) -> str:
    """A small number in words, a large one in digits."""
    return NUMBERS[whole] if 0 <= whole < len(NUMBERS) else str(whole)


def _frozen(chart: ControlChart, ends: Sequence[date]) -> str:
    """The months that limits are frozen on, in words; blank where all of a stretch count."""
    own = chart.segments == chart.segments[-1]
    counted = np.flatnonzero(own & chart.baseline)
    later = own & ~chart.baseline & ~np.isnan(chart.values)
    if not counted.size or not later.any():
        return ""
    return span(ends[counted[0]], ends[counted[-1]])


def _against(chart: ControlChart, ends: Sequence[date]) -> str:
    frozen = _frozen(chart, ends)
    return f" against {frozen}" if frozen else ""


def _too_few(chart: ControlChart) -> Verdict:
    own = chart.segments == chart.segments[-1]
    held = int(np.count_nonzero(own & chart.baseline))
    return Verdict(
        kind=TOO_FEW,
        sentence=f"Too early to say: {number_word(held)} months are held that can be compared with "
        "each other, and at least twelve are needed.",
    )


def _no_signal(chart: ControlChart, ends: Sequence[date]) -> Verdict:
    own = chart.segments == chart.segments[-1]
    # A segment with limits holds at least these twelve months, so none lies before its start.
    recent = np.flatnonzero(chart.leading >= 0)
    recent = recent[recent >= chart.values.size - YEAR]
    if recent.size:
        last = f"{ends[recent[-1]]:%B %Y}"
        return Verdict(
            kind=PAST_SIGNAL,
            sentence=f"Nothing unusual in the newest month{_against(chart, ends)}; {last} was the "
            "last unusual one.",
        )
    held, frozen = int(np.count_nonzero(own & chart.baseline)), _frozen(chart, ends)
    if frozen:
        firm = " The limits are provisional: two years make them firm." if chart.trial[-1] else ""
        return Verdict(
            kind=TRIAL if firm else ORDINARY,
            sentence="Nothing unusual: the last twelve months vary as those of "
            f"{frozen} did.{firm}",
        )
    if chart.trial[-1]:
        return Verdict(
            kind=TRIAL,
            sentence=f"Nothing unusual so far: the {number_word(held)} months that can be compared "
            "vary no more than chance would have it. The limits are provisional until two years "
            "are held.",
        )
    return Verdict(
        kind=ORDINARY,
        sentence="Nothing unusual: the last twelve months vary as they did before.",
    )


def _beyond_limits(chart: ControlChart, ends: Sequence[date], subject: Subject) -> str:
    limits = max(float(chart.lower[-1]), 0.0), float(chart.upper[-1])
    low, high = printed_limits(limits, subject.decimals)
    value, least, most = (
        number(figure, subject.decimals) + subject.sign for figure in (chart.values[-1], low, high)
    )
    frozen = _frozen(chart, ends)
    was = f"was usual in {frozen}" if frozen else "is usual"
    usual = f"{least} to {most} {was}" if low else f"up to {most} {was}"
    adjusted = " after allowing for the season" if subject.adjusted else ""
    return (
        f"{subject.opening} {_was(subject)} unusually "
        f"{_high(chart)} in {ends[-1]:%B %Y}, {value}{adjusted} where {usual}: more than chance."
    )


def _trending(chart: ControlChart, ends: Sequence[date], subject: Subject) -> str:
    steps = np.sign(np.diff(chart.values)) == chart.direction[-1]
    unbroken = np.logical_and.accumulate(steps[::-1]).sum()
    verb = "risen" if chart.direction[-1] > 0 else "fallen"
    return (
        f"{subject.opening} {_has(subject)} {verb} in every month since "
        f"{ends[-1 - int(unbroken)]:%B %Y}: more than chance."
    )


def _two_of_three(chart: ControlChart, ends: Sequence[date], subject: Subject) -> str:
    near = np.abs(chart.values[-3:] - chart.centre[-3:]) > 2 * chart.sigma[-3:]
    months = "each of the three" if near.all() else "two of the three"
    return (
        f"{subject.opening} {_was(subject)} unusually {_high(chart)} in "
        f"{months} months to {ends[-1]:%B %Y}{_against(chart, ends)}: more than chance."
    )


def _one_side(chart: ControlChart, ends: Sequence[date], subject: Subject) -> str:
    side = rules.side_of(chart.values, chart.centre)
    run = int(rules.run_lengths(side, chart.segments)[-1])
    where = "above" if chart.direction[-1] > 0 else "below"
    whose = "their" if subject.plural else "its"
    frozen = _frozen(chart, ends)
    own = np.flatnonzero((chart.segments == chart.segments[-1]) & chart.baseline)
    level = f"{frozen} level" if frozen else "average"
    basis = "" if frozen else f" (that of the months since {ends[own[0]]:%B %Y})"
    return (
        f"{subject.opening} {_has(subject)} been {where} {whose} {level} for "
        f"{number_word(run)} months{basis}: more than chance."
    )


SENTENCES = {
    rules.BEYOND_LIMITS: _beyond_limits,
    rules.TRENDING: _trending,
    rules.TWO_OF_THREE: _two_of_three,
    rules.ONE_SIDE: _one_side,
}


def _has(subject: Subject) -> str:
    return "have" if subject.plural else "has"


def _was(subject: Subject) -> str:
    return "were" if subject.plural else "was"


def _high(chart: ControlChart) -> str:
    return "high" if chart.direction[-1] > 0 else "low"
