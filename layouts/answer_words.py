"""What the figures of a page say in sentences: its lead, and the titles of its charts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from data.areas import Area, all_areas
from figures.words import listed
from layouts.answers import ROLLING, Answer, longest_change, month_verdict
from metrics import words
from metrics.compared import DOWN, NOT_COMPARABLE, SAME, UNCLEAR, UP, Change
from metrics.metric import COUNT, Metric
from metrics.signal import Signal, verdict_at
from metrics.verdicts import SIGNAL

BEYOND = "beyond what chance brings"
BY_CHANCE_OR_NOT = "published without an interval, so it may be chance"
BY_CHANCE = "which chance can bring"
LARGE = 0.1
"""From this part of the earlier value on, a change within chance is stated and not "about the
same"."""
BROKEN = "cannot be compared, because the series breaks between"
COUNTED = {
    UP: f"more {{0}} ({{1}}{BEYOND})",
    DOWN: f"fewer {{0}} ({{1}}{BEYOND})",
    SAME: "about as many {0} as before",
    f"{UNCLEAR} {UP}": f"more {{0}} ({{1}}{BY_CHANCE_OR_NOT})",
    f"{UNCLEAR} {DOWN}": f"fewer {{0}} ({{1}}{BY_CHANCE_OR_NOT})",
    NOT_COMPARABLE: f"{{0}} that {BROKEN}",
}
RATED = {
    UP: f"{{0}} were higher ({{1}}{BEYOND})",
    DOWN: f"{{0}} were lower ({{1}}{BEYOND})",
    SAME: "{0} were about the same",
    f"{UNCLEAR} {UP}": f"{{0}} were higher ({{1}}{BY_CHANCE_OR_NOT})",
    f"{UNCLEAR} {DOWN}": f"{{0}} were lower ({{1}}{BY_CHANCE_OR_NOT})",
    NOT_COMPARABLE: f"{{0}} {BROKEN}",
}
"""How a verdict is worded, for counts and for rates and shares."""
MOVED = {f"{SAME} {UP}": "rose", f"{SAME} {DOWN}": "fell"}
"""How a large change within chance is worded, for all of them."""
WAYS = {UP: 1, DOWN: -1, f"{SAME} {UP}": 1, f"{SAME} {DOWN}": -1}
"""Which way a sentence says that a measure went."""


def finding(metric: Metric, compared: Change) -> str:
    """What a chart of one measure shows, as its title: the newest value and the change."""
    now, before = periods(compared)
    value, earlier = _numbers(metric, compared)
    course = {
        NOT_COMPARABLE: f"not comparable with {before}",
        SAME: f"against {earlier} in {before}, {BY_CHANCE}"
        if _is_large(compared)
        else f"about as in {before} ({earlier})",
        UNCLEAR: f"{compared.step} than in {before}",
    }.get(compared.verdict, f"{compared.step} than in {before}, {BEYOND}")
    return f"{metric.short_title}: {value} in {now}, {course}"


def finding_unjudged(metric: Metric, compared: Change) -> str:
    """The same for a measure whose newest figures are revised too heavily to be judged."""
    value, period = _numbers(metric, compared)[0], periods(compared)[0]
    return f"{metric.short_title}: {value} in {period}; later files lower it, so it is no verdict"


def finding_by_month(metric: Metric, area: Area) -> str:
    """What a chart of months shows, as its title: the control chart's verdict, else the change."""
    signal = month_verdict(metric, area)
    if signal is None:
        compared = longest_change(metric, area)
        return finding(metric, compared) if compared else ""
    said = signal.verdict.rstrip(".")
    is_named = said.startswith(metric.short_title)
    return said if is_named else f"{metric.short_title}: {words.inside(said)}"


def lead(answers: Sequence[Answer]) -> str:
    """What the measures say together, by period, in short sentences; blank where none changed.

    Measures keep their order within a verdict; a verdict is that of the figures of a whole period
    against the same a year before, and no trend.
    """
    compared = [one for one in answers if one.change is not None]
    periods = dict.fromkeys(_period(one) for one in compared)
    said = (_sentence([one for one in compared if _period(one) == period]) for period in periods)
    return " ".join([*said, *filter(None, map(contrary, compared))])


def contrary(one: Answer) -> str:
    """The verdict on the newest months where it points the other way than what is said; or blank.

    Where one month is most of the newest year, the number of the year stands beside it.
    """
    signal = one.signal
    if one.change is None or signal is None or signal.kind != SIGNAL:
        return ""
    if WAYS.get(_direction(one), 0) * signal.direction >= 0:
        return ""
    judged = verdict_at(signal, one.change.end)
    said = judged.replace(f" in {all_areas()[signal.area_code].label}", "")
    return f"Yet month by month, {words.inside(said)}{_most_of_the_year(one, signal)}"


def _most_of_the_year(one: Answer, signal: Signal) -> str:
    newest = one.newest
    is_year = newest["period_type"] == ROLLING and newest["period_end"].date() == signal.period_end
    if not is_year or not _is_count(one) or signal.value <= newest["value"] / 2:
        return ""
    year = plain_period(ROLLING, signal.period_end)
    return f" That is most of the {words.number(newest['value'])} in {year}."


def _period(one: Answer) -> tuple[str, str]:
    """The period of a comparison and the one before, in words."""
    assert one.change is not None
    return periods(one.change)


def periods(compared: Change) -> tuple[str, str]:
    """The two periods of a comparison in the fewest words, as they stand after "in"."""
    before = words.period_before(compared.period_type, compared.end, compared.before_end)
    return plain_period(compared.period_type, compared.end), _plain(before)


def plain_period(period_type: str, end: date) -> str:
    """A period in the fewest words, as it stands after "in": twelve months are a year."""
    return _plain(words.in_period(period_type, end))


def _plain(period: str) -> str:
    return period.replace("12 months", "year").replace("the financial year ", "")


def _sentence(answers: Sequence[Answer]) -> str:
    """The period once, then a short sentence for each clause."""
    now, before = _period(answers[0])
    moved, plain = (
        [one for one in answers if (_direction(one) in MOVED) == is_moved]
        for is_moved in (True, False)
    )
    counted = _clauses((one for one in plain if _is_count(one)), COUNTED)
    others = _clauses((one for one in plain if not _is_count(one)), RATED)
    within = (
        _within_chance([one for one in moved if _direction(one) == way], course)
        for way, course in MOVED.items()
    )
    first, *rest = [*(f"there were {clause}" for clause in counted), *others, *filter(None, within)]
    said = [f"In {now}, against {before}, {first}", *(f"{one[0].upper()}{one[1:]}" for one in rest)]
    return " ".join(f"{one}." for one in said)


def _is_count(one: Answer) -> bool:
    return one.metric.kind == COUNT


def _clauses(answers: Iterable[Answer], wording: Mapping[str, str]) -> list[str]:
    """One clause for each verdict, in the order in which they first occur."""
    found: dict[str, list[Answer]] = {}
    for one in answers:
        found.setdefault(_direction(one), []).append(one)
    return [
        wording[direction].format(listed([one.name for one in some]), _values(some))
        for direction, some in found.items()
    ]


def _within_chance(answers: Sequence[Answer], course: str) -> str:
    """Measures that rose, or fell, by much and yet within chance: the values of each."""
    said = [
        f"{one.name} {f'{course} ' if number == 0 else ''}from {before} to {now}"
        for number, one in enumerate(answers)
        if one.change is not None
        for now, before in [_numbers(one.metric, one.change)]
    ]
    return f"{listed(said)}, {BY_CHANCE}" if said else ""


def _values(answers: Sequence[Answer]) -> str:
    """Both values, where a clause is of one measure and so has room for them."""
    compared = answers[0].change
    if len(answers) > 1 or compared is None:
        return ""
    return f"{' against '.join(_numbers(answers[0].metric, compared))}, "


def _numbers(metric: Metric, compared: Change) -> tuple[str, str]:
    sign = "%" if metric.unit.split(" ")[0] == "percent" else ""
    now, before = (
        f"{words.number(value, compared.decimals)}{sign}"
        for value in (compared.now, compared.before)
    )
    return now, before


def _direction(one: Answer) -> str:
    """The verdict, with the way it went where no interval judges it or chance can bring much."""
    assert one.change is not None
    found = one.change
    if found.verdict == UNCLEAR or (found.verdict == SAME and _is_large(found)):
        return f"{found.verdict} {UP if found.difference > 0 else DOWN}"
    return found.verdict


def _is_large(found: Change) -> bool:
    """Whether "about the same" would not describe the two values."""
    return abs(found.now - found.before) > LARGE * abs(found.before)
