"""Is it changing? The answer of each measure of a page, and the sentence they make together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.areas import Area
from data.breaks import breaks_of
from data.errors import NotHeldError, TableMissingError
from data.periods import period_label
from data.status import STATUS_MEANINGS
from figures.change_over_time import annotations, line_chart
from figures.chart import TimeChart
from figures.sparkline import sparkline
from figures.words import YEARS, listed, year_name
from layouts.citations import dated
from layouts.standing import standing_of
from metrics import words
from metrics.catalogue import get_metric
from metrics.change import DOWN, NOT_COMPARABLE, SAME, UNCLEAR, UP, Change, change
from metrics.metric import COUNT, Metric
from metrics.offers import period_types_for
from metrics.signal import Signal
from metrics.values import metric_values
from metrics.verdicts import MISSING

LONGEST_FIRST = ("rolling_12_months", "calendar_year", "financial_year", "quarter", "month")
HEIGHT = 52
BEYOND = "beyond what chance brings"
BY_CHANCE_OR_NOT = "published without an interval, so it may be chance"
BROKEN = "cannot be compared, because the series breaks between"
COUNTED = {
    UP: f"more {{0}} ({{1}}{BEYOND})",
    DOWN: f"fewer {{0}} ({{1}}{BEYOND})",
    SAME: "about as many {0}",
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


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One measure of a place: its newest value, whether it changed, and its course.

    Attributes:
        name: The measure as it stands in a sentence, a plural: "knife homicides".
        href: Where on the page it is shown.
        newest: Its newest value of the longest period held, a row of `metric_values`.
        change: Against the same period a year before; nothing where no two are held.
        signal: The verdict of the control chart; nothing where there is none.
    """

    metric: Metric
    name: str
    href: str
    newest: pd.Series
    change: Change | None
    signal: Signal | None
    course: TimeChart

    @property
    def value(self) -> str:
        """The newest value as a number."""
        shown = words.number(self.newest["value"], self.metric.decimals)
        return f"{shown}%" if self.metric.unit.startswith("percent") else shown

    @property
    def unit(self) -> str:
        """The unit, without the word that the sign stands for."""
        return self.metric.unit.removeprefix("percent ")

    @property
    def period(self) -> str:
        """The period of the newest value."""
        return period_label(self.newest["period_type"], self.newest["period_end"].date())

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last month or year of the course."""
        points = self.course.focus.points
        first, last = points[0].period_end, points[-1].period_end
        kind = self.course.period_type
        if kind in YEARS:
            return year_name(kind, first), year_name(kind, last)
        return f"{first:%b %Y}", f"{last:%b %Y}"

    @property
    def standing(self) -> str:
        """Status and vintage in words."""
        status = STATUS_MEANINGS[self.newest["status"]].split(",")[0]
        published = dated(self.metric, self.newest["vintage"].date())
        return f"{status.capitalize()}. From the file of {published}."


def answer(metric_id: str, area: Area, *, name: str, href: str) -> Answer | None:
    """The answer of one measure; nothing where no figure of it is held for the place."""
    metric = get_metric(metric_id)
    offered = period_types_for(metric, area.area_type)
    rows = {kind: _rows(metric, area, kind) for kind in LONGEST_FIRST if kind in offered}
    held = [kind for kind, found in rows.items() if found["value"].notna().any()]
    if not held:
        return None
    compared = _longest(metric, area, held)
    valued = rows[held[0]].dropna(subset=["value"])
    return Answer(
        metric=metric,
        name=name,
        href=href,
        newest=valued.iloc[-1],
        change=compared,
        signal=_verdict(metric, area),
        course=_course(metric, area, rows[_drawn(held, compared)]),
    )


def longest_change(metric: Metric, area: Area) -> Change | None:
    """The newest period against the same a year before, the longest of which both are held."""
    offered = period_types_for(metric, area.area_type)
    return _longest(metric, area, [kind for kind in LONGEST_FIRST if kind in offered])


def _longest(metric: Metric, area: Area, kinds: Sequence[str]) -> Change | None:
    return next(filter(None, (_change(metric, area, kind) for kind in kinds)), None)


def _drawn(held: Sequence[str], compared: Change | None) -> str:
    """The longest period that is held for two years running, else the shortest."""
    return held[0] if compared and compared.period_type == held[0] else held[-1]


def _verdict(metric: Metric, area: Area) -> Signal | None:
    """The verdict of the control chart, where the newest month of the chart has a figure."""
    signal = standing_of(metric, area)
    return None if signal is None or signal.kind == MISSING else signal


def _rows(metric: Metric, area: Area, period_type: str) -> pd.DataFrame:
    try:
        return metric_values(metric.metric_id, area=area.area_code, period_type=period_type)
    except (NotHeldError, TableMissingError):
        return pd.DataFrame({"value": pd.Series(dtype="float64")})


def _change(metric: Metric, area: Area, period_type: str) -> Change | None:
    try:
        return change(metric.metric_id, area=area.area_code, period_type=period_type)
    except (NotHeldError, TableMissingError):
        return None


def _course(metric: Metric, area: Area, rows: pd.DataFrame) -> TimeChart:
    breaks, _ = annotations(breaks_of(metric.metric_id))
    chart = line_chart(rows, metric, focus=area.area_code, breaks=breaks)
    return sparkline(chart, height=HEIGHT)


def finding(metric: Metric, compared: Change) -> str:
    """What a chart of one measure shows, as its title: the newest value and the change."""
    now, before = periods(compared)
    value, earlier = _numbers(metric, compared)
    course = {
        NOT_COMPARABLE: f"not comparable with {before}",
        SAME: f"about as in {before} ({earlier})",
        UNCLEAR: f"{compared.step} than in {before}",
    }.get(compared.verdict, f"{compared.step} than in {before}, {BEYOND}")
    return f"{metric.short_title}: {value} in {now}, {course}"


def finding_unjudged(metric: Metric, compared: Change) -> str:
    """The same for a measure whose newest figures are revised too heavily to be judged."""
    value, period = _numbers(metric, compared)[0], periods(compared)[0]
    return f"{metric.short_title}: {value} in {period}; later files lower it, so it is no verdict"


def finding_by_month(metric: Metric, area: Area) -> str:
    """What a chart of months shows, as its title: the control chart's verdict, else the change."""
    signal = _verdict(metric, area)
    if signal is None:
        compared = longest_change(metric, area)
        return finding(metric, compared) if compared else ""
    said = signal.verdict.rstrip(".")
    is_named = said.startswith(metric.short_title)
    return said if is_named else f"{metric.short_title}: {said[0].lower()}{said[1:]}"


def lead(answers: Sequence[Answer]) -> str:
    """What the measures say together, one sentence for each period; blank where none changed.

    Measures keep their order within a verdict; a verdict is that of the figures of a whole period
    against the same a year before, and no trend.
    """
    compared = [one for one in answers if one.change is not None]
    periods = dict.fromkeys(_period(one) for one in compared)
    return " ".join(
        _sentence([one for one in compared if _period(one) == period]) for period in periods
    )


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
    now, before = _period(answers[0])
    counted = _clauses((one for one in answers if _is_count(one)), COUNTED)
    others = _clauses((one for one in answers if not _is_count(one)), RATED)
    said = [f"there were {listed(counted)}"] if counted else []
    return f"In {now}, against {before}, {'; '.join([*said, *others])}."


def _is_count(one: Answer) -> bool:
    return one.metric.kind == COUNT


def _clauses(answers: Iterable[Answer], wording: Mapping[str, str]) -> list[str]:
    """One clause for each verdict, in the order in which they first occur."""
    found: dict[str, list[Answer]] = {}
    for one in answers:
        assert one.change is not None
        found.setdefault(_direction(one.change), []).append(one)
    return [
        wording[direction].format(listed([one.name for one in some]), _values(some))
        for direction, some in found.items()
    ]


def _values(answers: Sequence[Answer]) -> str:
    """Both values, where a clause is of one measure and so has room for them."""
    compared = answers[0].change
    if len(answers) > 1 or compared is None:
        return ""
    return f"{' against '.join(_numbers(answers[0].metric, compared))}, "


def _numbers(metric: Metric, compared: Change) -> tuple[str, str]:
    sign = "%" if metric.unit.startswith("percent") else ""
    now, before = (
        f"{words.number(value, compared.decimals)}{sign}"
        for value in (compared.now, compared.before)
    )
    return now, before


def _direction(found: Change) -> str:
    """The verdict, with the way it went where there is no interval to judge it by."""
    if found.verdict != UNCLEAR:
        return found.verdict
    return f"{UNCLEAR} {UP if found.difference > 0 else DOWN}"
