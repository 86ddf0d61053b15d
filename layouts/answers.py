"""Is it changing? The answer of each measure of a page, and the sentence they make together."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from data.areas import Area, all_areas
from data.breaks import breaks_of
from data.errors import NotHeldError, TableMissingError
from data.periods import period_label
from data.store import data_version
from figures.change_over_time import annotations, line_chart
from figures.chart import TimeChart
from figures.sparkline import sparkline
from figures.words import YEARS, capital, standing_of_row, year_name
from layouts.citations import dated
from layouts.standing import standing_of
from metrics import words
from metrics.catalogue import get_metric
from metrics.change import change
from metrics.compared import Change
from metrics.metric import Metric
from metrics.offers import period_types_for
from metrics.signal import Signal
from metrics.values import metric_values
from metrics.verdicts import MISSING

ROLLING = "rolling_12_months"
FIXED_YEARS = ("calendar_year", "financial_year")
LONGEST_FIRST = (ROLLING, *FIXED_YEARS, "quarter", "month")
HEIGHT = 52
KEPT = 1024


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
        return f"{shown}%" if self.metric.unit.split(" ")[0] == "percent" else shown

    @property
    def unit(self) -> str:
        """The unit, without the word that the sign stands for."""
        return self.metric.unit.removeprefix("percent ")

    @property
    def period(self) -> str:
        """The period of the newest value."""
        return period_label(self.newest["period_type"], self.end)

    @property
    def end(self) -> date:
        """Last day of that period."""
        end: date = self.newest["period_end"].date()
        return end

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
        published = dated(self.metric, self.newest["vintage"].date())
        return f"{capital(standing_of_row(self.newest))}. From the file of {published}."


def answer(metric_id: str, area: Area, *, name: str, href: str) -> Answer | None:
    """The answer of one measure; nothing where no figure of it is held for the place."""
    found = _answer(metric_id, area.area_code, data_version())
    return replace(found, name=name, href=href) if found else None


def longest_change(metric: Metric, area: Area) -> Change | None:
    """The newest period against the same a year before, the longest of which both are held."""
    return _longest(metric.metric_id, area.area_code, data_version())


@lru_cache(maxsize=KEPT)
def _answer(metric_id: str, area_code: str, version: str) -> Answer | None:
    metric, area = get_metric(metric_id), all_areas()[area_code]
    kinds = _offered(metric, area)
    longest = next((kind for kind in kinds if _is_held(metric, area, kind)), None)
    if longest is None:
        return None
    compared = _longest(metric_id, area_code, version)
    is_drawn = compared is not None and compared.period_type == longest
    return Answer(
        metric=metric,
        name="",
        href="",
        newest=_rows(metric, area, longest).dropna(subset=["value"]).iloc[-1],
        change=compared,
        signal=month_verdict(metric, area),
        course=_course(metric, area, _rows(metric, area, longest if is_drawn else kinds[-1])),
    )


@lru_cache(maxsize=KEPT)
def _longest(metric_id: str, area_code: str, _version: str) -> Change | None:
    metric, area = get_metric(metric_id), all_areas()[area_code]
    found = (_change(metric, area, kind) for kind in _offered(metric, area))
    return next(filter(None, found), None)


def _offered(metric: Metric, area: Area) -> list[str]:
    """The period types to try, the longest first; fixed years only where no others are."""
    offered = period_types_for(metric, area.area_type)
    left_out = FIXED_YEARS if ROLLING in offered else ()
    return [kind for kind in LONGEST_FIRST if kind in offered and kind not in left_out]


def _is_held(metric: Metric, area: Area, period_type: str) -> bool:
    return bool(_rows(metric, area, period_type)["value"].notna().any())


def month_verdict(metric: Metric, area: Area) -> Signal | None:
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
