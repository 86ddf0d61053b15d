"""The latest twelve months of a measure in one place, against the twelve before."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas
from data.breaks import breaks_of
from data.errors import NotHeldError
from data.store import data_version
from figures.change_over_time import annotations, line_chart
from figures.chart import TimeChart
from figures.sparkline import sparkline
from figures.words import STANDING, capital, standing_words
from layouts.citations import dated
from layouts.held import first_period, measures_of
from layouts.standing import standing_of
from metrics.catalogue import METRICS
from metrics.change import change
from metrics.compared import Change
from metrics.metric import Metric
from metrics.signal import Signal
from metrics.values import metric_values
from metrics.words import number

PRIMARY = "primary"
DOUBTFUL = "of few events, to be read with great care"
TOTAL, INJURY = "knife_crime", "knife_crime_with_injury"
NOT_ALONE = "Deaths, young victims and possession can move another way: each is shown below."
HEIGHT = 52


@dataclass(frozen=True, kw_only=True)
class Summary:
    """One measure: its newest value, what changed, whether that is more than chance, its course.

    Attributes:
        unit: Of the newest value, with the year of the residents that a rate divides by.
        verdict: What its control chart says; none where it has none.
    """

    metric: Metric
    change: Change
    unit: str
    vintage: date
    course: TimeChart
    verdict: Signal | None

    @property
    def value(self) -> str:
        """The newest value as a number."""
        return number(self.change.now, self.change.decimals)

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last month of the course."""
        points = self.course.focus.points
        return f"{points[0].period_end:%b %Y}", f"{points[-1].period_end:%b %Y}"

    @property
    def standing(self) -> str:
        """Status and vintage in words."""
        said = standing_words(
            self.change.status,
            self.unit,
            self.change.end,
            provisional=self.change.provisional,
        ).replace(STANDING["u"], DOUBTFUL)
        return f"{capital(said)}. From the file of {dated(self.metric, self.vintage)}."


def summaries(area: Area) -> tuple[Summary, ...]:
    """The primary measures held for a place, in the order of the strategy; kept."""
    return _summaries(area.area_code, data_version())


def answer(area: Area) -> str:
    """Knife crime of a place, in all and with injury, and what else there is; or blank."""
    found = {one.metric.metric_id: one for one in summaries(area)}
    total, injury = (found.get(name) for name in (TOTAL, INJURY))
    if total is None:
        return ""
    second = f" With injury: {injury.change.sentence}" if injury else ""
    said = (f"{total.metric.title}: {total.change.sentence}{second}", total.change.caution)
    return " ".join([*filter(None, said), NOT_ALONE])


@lru_cache(maxsize=64)
def _summaries(area_code: str, _version: str) -> tuple[Summary, ...]:
    area = all_areas()[area_code]
    found = (summary(m, area) for m in measures_of(area) if m.tier == PRIMARY)
    return tuple(one for one in found if one is not None)


def summary(metric: Metric, area: Area) -> Summary | None:
    """One measure, or nothing where no two years of it are held for the place."""
    period_type = first_period(metric, area)
    try:
        compared = change(metric.metric_id, area=area.area_code, period_type=period_type)
    except NotHeldError:
        return None
    rows = metric_values(metric.metric_id, area=area.area_code, period_type=period_type)
    newest = rows[rows["period_end"] == pd.Timestamp(compared.end)].iloc[-1]
    return Summary(
        metric=metric,
        change=compared,
        unit=str(newest["unit"]),
        vintage=newest["vintage"].date(),
        course=_course(metric, area, rows),
        verdict=standing_of(metric, area),
    )


def not_loaded() -> list[Metric]:
    """The primary measures of which nothing is held, because no open file has them."""
    held = {metric.metric_id for metric in measures_of(all_areas()[METROPOLITAN_POLICE])}
    return [m for m in METRICS.values() if m.tier == PRIMARY and m.metric_id not in held]


def _course(metric: Metric, area: Area, rows: pd.DataFrame) -> TimeChart:
    breaks, _ = annotations(breaks_of(metric.metric_id))
    chart = line_chart(rows, metric, focus=area.area_code, breaks=breaks)
    return sparkline(chart, height=HEIGHT)
