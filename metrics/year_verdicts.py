"""What is said of a borough's homicides, by years alone: from waits and 12-month periods."""

import numpy as np

from metrics.control_rules import BEYOND_LIMITS, RULES
from metrics.rare_verdicts import MORE_THAN_CHANCE, RareSignal, so_many, year_signal
from metrics.signal import RATES, WAITS
from metrics.verdicts import ORDINARY, SIGNAL, TRIAL, Subject, Verdict, judgement
from metrics.waits_by_year import MONTHS, YearWaits
from metrics.year_periods import YearPeriods


def judged_by_years(
    waits: YearWaits | None, periods: YearPeriods, subject: Subject
) -> tuple[str, RareSignal]:
    """The verdict on a borough's homicides, and the chart that gives it.

    Args:
        waits: The waits between them, to the end of a whole year; none where no such year is held.
        periods: Their number in successive periods of 12 months.
        subject: Measure, place and direction.

    Returns:
        "g" with the verdict of the waits. "u′" with that of the 12-month periods where fewer than
        twelve waits are known, or where these periods show a signal and the waits none: waits
        cannot show a single year with many.
    """
    by_period = period_signal(periods, subject)
    if waits is None or not waits.has_limits:
        return RATES, by_period
    by_wait = waits_signal(waits, subject)
    if by_period.verdict.kind == SIGNAL and by_wait.verdict.kind != SIGNAL:
        return RATES, by_period
    return WAITS, by_wait


def period_signal(periods: YearPeriods, subject: Subject) -> RareSignal:
    """What the newest 12-month period says, in counts or in rates."""
    return year_signal(
        periods.counts,
        periods.ends[-1],
        subject,
        people=periods.people,
        per=periods.per,
        segments=periods.segments,
        settings=periods.settings,
    )


def waits_signal(waits: YearWaits, subject: Subject) -> RareSignal:
    """What the waits say at the end of the newest whole year.

    Args:
        waits: Waits that have limits.
        subject: Measure, place and direction.

    Returns:
        The signal of the wait that is still open if its years alone put it beyond the limit, else
        of the newest wait ended in that year that breaks a rule. `charted` is missing, for a
        number of months would tell a month. Direction is that of the events.
    """
    rules, verdict = _open(waits, subject) or _ended(waits, subject) or ((), _nothing(waits))
    centre, lower, upper = waits.lines
    return RareSignal(
        charted=float("nan"),
        centre=centre,
        lower=lower,
        upper=upper,
        rules=rules,
        trial=bool(waits.chart.trial[-1]),
        verdict=verdict,
    )


def _open(waits: YearWaits, subject: Subject) -> tuple[tuple[str, ...], Verdict] | None:
    """A wait that is not over; from the end of the year of the last event, as years tell it."""
    upper = waits.chart.upper[-1]
    if MONTHS * waits.open_years <= upper:
        return None
    how = f"none for longer than is usual by the end of {waits.last}"
    new = MONTHS * (waits.open_years - 1) <= upper
    return (BEYOND_LIMITS,), _verdict(BEYOND_LIMITS, -1, how, subject, new=new)


def _ended(waits: YearWaits, subject: Subject) -> tuple[tuple[str, ...], Verdict] | None:
    """The newest wait of the year that completes a pattern."""
    chart = waits.chart
    own = np.flatnonzero(waits.years == waits.last)
    found = [(k, [r for r in RULES if r in chart.completed and chart.completed[r][k]]) for k in own]
    broken = [(int(k), rules) for k, rules in found if rules]
    if not broken:
        return None
    at, rules = broken[-1]
    direction = int(chart.completed[rules[0]][at])
    how = "further apart" if direction < 0 else "closer together"
    told = f"by {waits.last} they came {how} than before"
    new = bool((chart.new[own] == direction).any()) and not _was_open(waits, at, rules[0])
    return tuple(rules), _verdict(rules[0], direction, told, subject, new=new)


def _was_open(waits: YearWaits, at: int, rule: str) -> bool:
    """Whether a wait beyond the limit was so at the end of the year before, when still open."""
    if rule != BEYOND_LIMITS:
        return False
    open_then = waits.last - 1 - int(waits.years[at] - waits.apart[at])
    return bool(MONTHS * open_then > waits.chart.upper[-1])


def _verdict(rule: str, direction: int, told: str, subject: Subject, *, new: bool) -> Verdict:
    return Verdict(
        kind=SIGNAL,
        rule=rule,
        direction=direction,
        judgement=judgement(direction, subject.direction),
        sentence=f"{subject.opening}: {told}: {MORE_THAN_CHANCE}",
        new=new,
    )


def _nothing(waits: YearWaits) -> Verdict:
    trial = bool(waits.chart.trial[-1])
    held = so_many(int(waits.in_last)) if not np.isnan(waits.in_last) else "not all known"
    provisional = " The limits are provisional." if trial else ""
    return Verdict(
        kind=TRIAL if trial else ORDINARY,
        sentence=f"Nothing unusual: {held} in {waits.last}, no closer together and no further "
        f"apart over the years than before.{provisional}",
    )
