"""What the charts of rare events say: months between events, or the number in each 12 months."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Floats
from metrics.attribute_charts import RATE, attribute_chart
from metrics.control_limits import DEFAULT, ChartSettings
from metrics.control_rules import BEYOND_LIMITS, ONE_SIDE, RULES
from metrics.rare_events import g_chart, months_between, months_since
from metrics.spc import ControlChart
from metrics.verdicts import (
    ORDINARY,
    SIGNAL,
    TOO_FEW,
    TRIAL,
    Subject,
    Verdict,
    judgement,
    number_word,
)
from metrics.words import number, printed_limits

YEAR_RULES = (BEYOND_LIMITS, ONE_SIDE)
"""Rules for counts by year: so few events tie often, and a trend of seven is nearly a decade."""

MORE_THAN_CHANCE = "more than chance."


@dataclass(frozen=True, kw_only=True)
class RareSignal:
    """The newest point of a chart of rare events.

    Attributes:
        charted: Months waited, the wait still open if it is the signal; or events in the year.
        rules: Rules the newest point breaks.
    """

    charted: float
    centre: float
    lower: float
    upper: float
    rules: tuple[str, ...]
    trial: bool
    verdict: Verdict


def wait_signal(counts: ArrayLike, ends: Sequence[date], subject: Subject) -> RareSignal:
    """What the waits between events say in the newest month.

    Args:
        counts: Monthly counts of one place since figures can be compared, NaN where missing.
        ends: Last day of each month.
        subject: Measure, place and direction.

    Returns:
        The signal of the open wait if it is beyond the upper limit already, else of the newest
        wait that has ended. Direction is that of the events: long waits are -1.

    Source:
        See `metrics.rare_events.g_chart`.
    """
    months = np.asarray(counts, dtype=np.float64)
    waits, waiting = months_between(months), months_since(months)
    known = waits[~np.isnan(waits)]
    chart = g_chart(known) if known.size else None
    if chart is None or np.isnan(chart.centre[-1]):
        sentence = (
            f"Too rare to say: {number_word(known.size)} waits between events are known, and at "
            "least twelve are needed."
        )
        verdict = Verdict(kind=TOO_FEW, sentence=sentence)
        return _rare(chart, waiting, (), verdict)
    if waiting > chart.upper[-1]:
        return _rare(chart, waiting, (BEYOND_LIMITS,), _open_wait(chart, waiting, subject))
    broken = _broken(chart)
    if not broken:
        return _rare(chart, known[-1], (), _nothing_rare(chart, months, ends))
    return _rare(chart, known[-1], broken, _ended_wait(chart, months, subject))


def year_signal(
    counts: ArrayLike,
    end: date,
    subject: Subject,
    *,
    people: ArrayLike | None = None,
    per: float = 1,
    segments: ArrayLike = 0,
    settings: ChartSettings = DEFAULT,
) -> RareSignal:
    """What the numbers of successive 12-month periods say of the newest.

    Args:
        counts: Events in periods of 12 months that follow one another, NaN where missing.
        end: Last day of the newest.
        subject: Measure, place and direction.
        people: Residents in each period, for rates; equal denominators if left out.
        per: Residents a rate is stated for.
        segments: Number of the segment each period belongs to.
        settings: Screening of moving ranges.

    Returns:
        The signal by Laney's u′ chart. Of the rules only those of single points and of seven on
        one side are used.

    Source:
        See `metrics.attribute_charts.attribute_limits`.
    """
    chart = year_chart(counts, people=people, per=per, segments=segments, settings=settings)
    if np.isnan(chart.centre[-1]):
        own = chart.segments == chart.segments[-1]
        held = int(np.count_nonzero(~np.isnan(chart.values[own])))
        sentence = (
            f"Too early to say: {number_word(held)} periods of 12 months are held, and at least "
            "twelve are needed."
        )
        return _rare(chart, chart.values[-1], (), Verdict(kind=TOO_FEW, sentence=sentence))
    said = _year_verdict(chart, end, subject)
    return _rare(chart, chart.values[-1], _broken(chart), said)


def year_chart(
    counts: ArrayLike,
    *,
    people: ArrayLike | None = None,
    per: float = 1,
    segments: ArrayLike = 0,
    settings: ChartSettings = DEFAULT,
) -> ControlChart:
    """The u′ chart of successive 12-month periods; with equal denominators unless given."""
    years = np.asarray(counts, dtype=np.float64)
    sizes = np.ones_like(years) if people is None else people
    few = replace(settings, rules=YEAR_RULES)
    chart = attribute_chart(years, sizes, RATE, segments=segments, settings=few)
    return chart.scaled(per)


def _rare(
    chart: ControlChart | None, charted: float, rules: tuple[str, ...], verdict: Verdict
) -> RareSignal:
    lines = (np.nan,) * 3
    if chart is not None:
        lines = (float(chart.centre[-1]), float(chart.lower[-1]), float(chart.upper[-1]))
    return RareSignal(
        charted=float(charted),
        centre=lines[0],
        lower=lines[1],
        upper=lines[2],
        rules=rules,
        trial=bool(chart.trial[-1]) if chart is not None else False,
        verdict=verdict,
    )


def _broken(chart: ControlChart) -> tuple[str, ...]:
    """Rules the newest point breaks, by precedence."""
    return tuple(r for r in RULES if r in chart.members and chart.members[r][-1] != 0)


def _open_wait(chart: ControlChart, waiting: float, subject: Subject) -> Verdict:
    sentence = (
        f"{subject.opening}: none for {number_word(int(waiting))} months, where "
        f"waits of up to {np.floor(chart.upper[-1]):.0f} are usual: {MORE_THAN_CHANCE}"
    )
    return Verdict(
        kind=SIGNAL,
        rule=BEYOND_LIMITS,
        direction=-1,
        judgement=judgement(-1, subject.direction),
        sentence=sentence,
        new=waiting - 1 <= chart.upper[-1],
    )


def _ended_wait(chart: ControlChart, months: Floats, subject: Subject) -> Verdict:
    """The newest ended wait: long means fewer events, so the direction is turned round."""
    direction = -int(chart.direction[-1])
    how = "further apart" if direction < 0 else "closer together"
    return Verdict(
        kind=SIGNAL,
        rule=RULES[int(chart.leading[-1])],
        direction=direction,
        judgement=judgement(direction, subject.direction),
        sentence=f"{subject.opening}: the newest came {how} than before: {MORE_THAN_CHANCE}",
        new=bool(chart.new[-1]) and bool(months[-1] > 0),
    )


def _nothing_rare(chart: ControlChart, months: Floats, ends: Sequence[date]) -> Verdict:
    year = months[-12:]
    known = months.size >= 12 and not np.isnan(year).any()
    held = f": {so_many(int(year.sum()))} in the 12 months to {ends[-1]:%B %Y}" if known else ""
    provisional = " The limits are provisional." if chart.trial[-1] else ""
    return Verdict(
        kind=TRIAL if chart.trial[-1] else ORDINARY,
        sentence=f"Nothing unusual{held}, no closer together and no further apart than before."
        f"{provisional}",
    )


def so_many(whole: int) -> str:
    """A number that stands without a noun."""
    return number_word(whole) if whole else "none"


def _year_verdict(chart: ControlChart, end: date, subject: Subject) -> Verdict:
    period = f"the 12 months to {end:%B %Y}"
    leading = int(chart.leading[-1])
    limits = max(float(chart.lower[-1]), 0.0), float(chart.upper[-1])
    low, high = printed_limits(limits, subject.decimals)
    value = number(chart.values[-1], subject.decimals)
    usual = f"{number(low, subject.decimals)} to {number(high, subject.decimals)}"
    if leading < 0:
        kind = TRIAL if chart.trial[-1] else ORDINARY
        provisional = " The limits are provisional." if chart.trial[-1] else ""
        held = value if subject.decimals else so_many(int(chart.values[-1]))
        sentence = f"Nothing unusual: {held} in {period}, where {usual} is usual.{provisional}"
        return Verdict(kind=kind, sentence=sentence)
    direction = int(chart.direction[-1])
    above = "above" if direction > 0 else "below"
    told = {
        BEYOND_LIMITS: f"{value} in {period} where {usual} is usual",
        ONE_SIDE: f"{above} average in each of the seven years to {end:%B %Y}",
    }[RULES[leading]]
    return Verdict(
        kind=SIGNAL,
        rule=RULES[leading],
        direction=direction,
        judgement=judgement(direction, subject.direction),
        sentence=f"{subject.opening}: {told}: {MORE_THAN_CHANCE}",
        new=bool(chart.new[-1]),
    )
