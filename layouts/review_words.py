"""What a monthly review says, in sentences made from its values."""

import math
from collections.abc import Sequence
from datetime import date

from data.areas import Area
from data.breaks import NOT_COMPARABLE as NOT_COMPARABLE_ACROSS
from data.breaks import Break
from data.periods import period_label
from metrics.catalogue import METRICS
from metrics.compared import NOT_COMPARABLE, SAME, Change
from metrics.measure_charts import MONTH
from metrics.metric import COUNT, NO_JUDGEMENT, SHARE
from metrics.review import Review, is_timely
from metrics.review_rows import Figure, Moving, Row
from metrics.signal import verdict_at
from metrics.verdicts import CANNOT_SAY, ORDINARY, PAST_SIGNAL, TRIAL, number_word
from metrics.words import day, in_period, inside, number, period_before
from metrics.words import limits as limits_in_words

NOTHING_UNUSUAL = (ORDINARY, TRIAL, PAST_SIGNAL)
ANOTHER_LEVEL = (
    "the figures kept to another level than before for at least a year. That says when, not why. "
    "If the meeting knows why, the limits can start afresh there."
)
PRIMARY, PLAN = "primary", "action_plan_progress"


def month_name(end: date) -> str:
    """A month and its year."""
    return f"{end:%B %Y}"


def answer(found: Review) -> str:
    """What the control charts of the month say, in a sentence or two."""
    new, standing = len(found.new), len(found.standing)
    if not found.rows:
        return f"Nothing is held of {found.area.label} by {month_name(found.end)}."
    if not any(is_judged(row, found.end) for row in found.rows):
        one = f"No measure can be judged to {month_name(found.end)}"
    elif new:
        one = f"{_measures(new)} {_show(new)} a change beyond chance that the month before did not"
    else:
        one = "No measure shows a new change beyond chance"
    two = (
        f"; {_measures(standing).lower()} {_have(standing)} shown one for longer"
        if standing
        else ""
    )
    quiet = sum(_is_quiet(row, found.end) for row in found.rows)
    three = f" {_measures(quiet)} {_show(quiet)} nothing unusual." if quiet else ""
    before = len(judged_before(found))
    three += (
        f" {_measures(before)} {_were(before)} last judged to an earlier month." if before else ""
    )
    silent = sum(_cannot_say(row, found.end) for row in found.rows)
    four = (
        f" {_measures(silent)} {_have(silent)} too few months or events to say." if silent else ""
    )
    return f"{one}{two}.{three}{four}"


def is_judged(row: Row, end: date) -> bool:
    """Whether a chart says something of the month under review."""
    found = row.signal
    return found is not None and found.period_end == end and found.kind not in CANNOT_SAY


def judged_before(found: Review) -> list[Row]:
    """The measures judged to a month before the one under review, at most a year old."""
    return [
        row
        for row in found.rows
        if row.signal is not None
        and row.signal.kind not in CANNOT_SAY
        and row.signal.period_end < found.end
        and is_timely(row.signal.period_end, found.end)
    ]


def usual_before(found: Review) -> str:
    """Those of them that showed nothing unusual then, with the month; else blank."""
    named = [
        f"{inside(row.metric.short_title)} ({month_name(row.signal.period_end)})"
        for row in judged_before(found)
        if row.signal is not None and row.signal.kind in NOTHING_UNUSUAL
    ]
    return f"Nothing unusual when last judged: {'; '.join(named)}." if named else ""


def not_held(found: Review) -> str:
    """The measures that do not reach the month and the month they reach; the oldest as a number."""
    dated = [row for row in found.rows if row.metric.metric_id != PLAN]
    short = [row for row in dated if row.latest.period_end < found.end]
    named = [
        f"{inside(row.metric.short_title)} (to {month_name(row.latest.period_end)})"
        for row in short
        if row.metric.tier == PRIMARY or is_timely(row.latest.period_end, found.end)
    ]
    others = len(short) - len(named)
    more = f"{number_word(others)} more, of which nothing of the year before it is held"
    listed = "; ".join([*named, *([more] if others else [])])
    return f"Not held for {month_name(found.end)}: {listed}." if listed else ""


def held_further(rows: Sequence[Row]) -> str:
    """The measures that are held beyond the month under review, with the month they reach."""
    named = [f"{inside(row.metric.short_title)} (to {month_name(row.reaches)})" for row in rows]
    return f"Later months are held of: {'; '.join(named)}."


def reach(row: Row, end: date) -> str:
    """That a measure has no figure of the month, and its newest; blank where it has one."""
    latest = row.latest
    if latest.period_end == end:
        return ""
    newest = period_label(latest.period_type, latest.period_end)
    if row.reaches > end:
        return f"No figure for {month_name(end)}; the newest before it is {newest}."
    return f"Not held for {month_name(end)}: the newest held is {newest}."


def moving(months: Moving) -> str:
    """Which months may still move, and by how much such months have moved."""
    if months.period_type != MONTH:
        begun = in_period(months.period_type, months.first)
        return f"Provisional from {begun} on: months in these figures may still be revised."
    first, last = month_name(months.first), month_name(months.last)
    span = f"{first} to {last} are" if first != last else f"{last} is"
    lead = f"{span} provisional."
    if math.isnan(months.lower):
        return f"{lead} How far such months move is not known yet."
    if months.lower == months.upper == 0:
        return f"{lead} Figures this new have not moved in the {months.pairs} cases seen."
    sign = "%" if months.unit == "percent" else ""
    low, high = (
        f"{number(end, 1, signed=bool(round(end, 1)))}{sign}"
        for end in (months.lower, months.upper)
    )
    points = "" if sign else " percentage points"
    most = months.basis.startswith("90")
    basis = f"in nine of ten of {months.pairs}" if most else f"in the {months.pairs}"
    return f"{lead} Figures this new later moved by {low} to {high}{points} {basis} cases seen."


def step(change: Change) -> str:
    """The change in words, without its interval."""
    if change.verdict == NOT_COMPARABLE:
        return "not comparable"
    return "no change" if change.difference == 0 else change.step


def limits(change: Change) -> str:
    """The interval of a change, or why there is none."""
    if change.verdict == NOT_COMPARABLE:
        return "; ".join(f"{one.title}, {day(one.first_day)}" for one in change.breaks)
    if not math.isnan(change.percent_limits[0]):
        ends = limits_in_words(change.percent_limits)
    elif not math.isnan(change.difference_limits[0]):
        low, high = (number(end, change.decimals, signed=True) for end in change.difference_limits)
        ends = f"{low} to {high}{' points' * (change.stated_as == SHARE)}"
    else:
        return "no interval can be stated"
    chance_words = "; chance can bring it" if change.verdict == SAME else ""
    return f"95% interval {ends}{chance_words}"


def against(change: Change) -> str:
    """What a change is against, as the small label over it."""
    before = period_before(change.period_type, change.end, change.before_end)
    return f"Against {before}"


def signal_words(row: Row, area: Area, *, end: date | None = None) -> str:
    """What the control chart says, the place left out because the page is about it.

    Args:
        row: The measure.
        area: The place.
        end: The day up to which the words around it speak; a verdict of an earlier month says so.
    """
    if row.signal is None:
        return ""
    said = verdict_at(row.signal, end) if end else row.signal.verdict
    return said.replace(f" in {area.label}", "")


def verdict(row: Row, area: Area) -> str:
    """The same with what was left out of the chart, or why there is no chart."""
    if row.signal is None:
        monthly = row.metric.base_period == MONTH and row.metric.kind in (COUNT, SHARE)
        reason = "too few months are held" if monthly else "this is no count or share by month"
        return f"No control chart: {reason}."
    said = signal_words(row, area, end=row.latest.period_end)
    return f"{said} {row.signal.note}".strip()


def explanations(row: Row, breaks: Sequence[Break]) -> list[str]:
    """The changes of the series itself that may explain a signal, one sentence each."""
    return [
        f"{one.title}, {day(one.first_day)}: see the breaks below."
        for one in breaks
        if one.comparable == NOT_COMPARABLE_ACROSS and one.touches(row.metric.metric_id)
    ]


def known(row: Row) -> list[str]:
    """What is known of a series that a signal is read with, though it explains nothing."""
    shift = row.signal.proposed_rebase if row.signal else None
    level = [f"From {month_name(shift)} on, {ANOTHER_LEVEL}"] if shift else []
    return [*level, *(row.metric.caveats[:1] if row.metric.direction == NO_JUDGEMENT else ())]


def touched(entry: Break, found: Review) -> str:
    """The measures of a review that a break touches."""
    if not entry.metric_ids:
        return "every measure"
    shown = {row.metric.metric_id for row in found.rows}
    return ", ".join(inside(METRICS[one].short_title) for one in entry.metric_ids if one in shown)


def value(figure: Figure, decimals: int) -> str:
    """A value as a number, with the sign of a percentage."""
    return number(figure.value, decimals) + ("%" if figure.unit.split(" ")[0] == "percent" else "")


def _is_quiet(row: Row, end: date) -> bool:
    found = row.signal
    return is_judged(row, end) and found is not None and found.kind in NOTHING_UNUSUAL


def _cannot_say(row: Row, end: date) -> bool:
    found = row.signal
    return found is not None and found.kind in CANNOT_SAY and is_timely(found.period_end, end)


def _measures(count: int) -> str:
    return f"{number_word(count).capitalize()} measure{'s' * (count != 1)}"


def _show(count: int) -> str:
    return "show" if count != 1 else "shows"


def _were(count: int) -> str:
    return "were" if count != 1 else "was"


def _have(count: int) -> str:
    return "have" if count != 1 else "has"
