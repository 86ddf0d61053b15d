"""The view a reader has chosen: one measure of one place, in one statement and period type.

The address holds all of it. What an address asks for and cannot have falls back to what is
offered, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas, find_area
from data.errors import NotHeldError, TableMissingError
from data.periods import PERIOD_TYPES
from data.store import data_version
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.offers import period_types_for
from metrics.values import metric_values

MEASURE, STATED_AS, PERIOD, INTERVALS = "measure", "as", "period", "intervals"
FIRST_PERIOD = "rolling_12_months"
ON, OFF = "on", "off"
TABLES = (
    "borough_knife_crime",
    "recorded_offences",
    "homicide_victims",
    "homicide_by_borough",
    "population",
)
"""What the measures of London and its boroughs are counted from."""

PERIOD_NAMES: dict[str, str] = {
    "rolling_12_months": "Rolling 12 months",
    "month": "Months",
    "quarter": "Quarters",
    "financial_year": "Financial years",
    "calendar_year": "Calendar years",
}
STATEMENT_NAMES: dict[str, str] = {"count": "Count", "rate": "Rate per 1,000 residents"}


@dataclass(frozen=True, kw_only=True)
class View:
    """What is shown, and in which words the page says that it is not what was asked for.

    Attributes:
        stated_as: "count", "rate", or the measure's own kind where it can be stated in one way.
        notices: One sentence for each part of the address that could not be followed.
    """

    area: Area
    metric: Metric
    stated_as: str
    period_type: str
    intervals: bool = False
    notices: tuple[str, ...] = ()

    @property
    def area_codes(self) -> tuple[str, ...]:
        """The place, and London beside a borough unless counts are shown."""
        is_compared = self.area.area_type == "borough" and self.stated_as != "count"
        codes = (self.area.area_code, METROPOLITAN_POLICE)
        return codes if is_compared else codes[:1]

    @property
    def values(self) -> pd.DataFrame:
        """The figures in view, by the one door to numbers."""
        return metric_values(
            self.metric.metric_id,
            area=self.area_codes,
            period_type=self.period_type,
            stated_as=self.stated_as,
        )

    @property
    def query(self) -> str:
        """The view as the query string of an address, every part of it said."""
        parts = {MEASURE: self.metric.metric_id, PERIOD: self.period_type}
        if self.stated_as in STATEMENT_NAMES:
            parts[STATED_AS] = self.stated_as
        if self.intervals:
            parts[INTERVALS] = ON
        return urlencode(parts)

    @property
    def download(self) -> str:
        """The address of the view's figures as a file."""
        parts = {PERIOD: self.period_type}
        if self.stated_as in STATEMENT_NAMES:
            parts[STATED_AS] = self.stated_as
        return f"/download/{self.area.slug}/{self.metric.metric_id}.csv?{urlencode(parts)}"

    @property
    def state(self) -> tuple[object, ...]:
        """All that a page depends on, for keeping rendered pages."""
        return self.metric.metric_id, self.stated_as, self.period_type, self.intervals, self.notices


def offered_metrics(area: Area) -> tuple[Metric, ...]:
    """The measures of which figures are held for a place, in the order of the catalogue."""
    held = _held(area.area_code, data_version())
    return tuple(METRICS[metric_id] for metric_id in held)


@cache
def _held(area_code: str, _version: str) -> tuple[str, ...]:
    area = all_areas()[area_code]
    return tuple(m.metric_id for m in METRICS.values() if _is_held(m, area))


def _is_held(metric: Metric, area: Area) -> bool:
    offered = period_types_for(metric, area.area_type)
    if not offered:
        return False
    try:
        values = metric_values(metric.metric_id, area=area.area_code, period_type=offered[0])
    except (NotHeldError, TableMissingError):
        return False
    return bool(values["value"].notna().any())


def offered_periods(area: Area) -> tuple[str, ...]:
    """The period types that at least one measure of a place is offered in, the usual one first."""
    offered = {
        kind
        for metric in offered_metrics(area)
        for kind in period_types_for(metric, area.area_type)
    }
    return tuple(kind for kind in PERIOD_NAMES if kind in offered)


def default_view(area: Area) -> View:
    """The view of a page whose address asks for none."""
    return read_view({}, area)


def viewed(pathname: str, query: Mapping[str, str]) -> View:
    """The view that an address asks for: London's on the overview, a borough's on its own page.

    Raises:
        UnknownAreaError: If the last part of the path names no place.
    """
    slug = pathname.rpartition("/")[2]
    area = find_area(slug) if slug else all_areas()[METROPOLITAN_POLICE]
    return read_view(query, area)


def read_view(query: Mapping[str, str], area: Area) -> View:
    """The view of a place that a query string asks for."""
    notices: list[str] = []
    metric = _metric(query, area, notices)
    stated_as = _statement(query, metric, area, notices)
    period_type = _period_type(query, metric, area, notices)
    drawn = query.get(INTERVALS, OFF)
    if drawn not in (ON, OFF):
        notices.append("The address asks for intervals in a way not known here; they are left out.")
    return View(
        area=area,
        metric=metric,
        stated_as=stated_as,
        period_type=period_type,
        intervals=drawn == ON,
        notices=tuple(notices),
    )


def _metric(query: Mapping[str, str], area: Area, notices: list[str]) -> Metric:
    offered = {metric.metric_id: metric for metric in offered_metrics(area)}
    first = next(iter(offered.values()))
    wanted = query.get(MEASURE, first.metric_id)
    if wanted in offered:
        return offered[wanted]
    if wanted in METRICS:
        notices.append(
            f"No figures of this measure are held for {area.label}: {METRICS[wanted].title}."
        )
    else:
        notices.append(
            f"The address asks for a measure that does not exist. This is {first.title}."
        )
    return first


def _statement(query: Mapping[str, str], metric: Metric, area: Area, notices: list[str]) -> str:
    """A borough's counts that have a rate are shown as the rate first, to stand beside London's."""
    is_compared = area.area_type == "borough" and "rate" in metric.stated_as
    first = "rate" if is_compared else metric.stated_as[0]
    wanted = query.get(STATED_AS, first)
    if wanted in metric.stated_as:
        return wanted
    if wanted in STATEMENT_NAMES:
        notices.append(f"{metric.title} is stated in one way only: {metric.unit}.")
    else:
        notices.append("The address asks for neither a count nor a rate; the usual way is shown.")
    return first


def _period_type(query: Mapping[str, str], metric: Metric, area: Area, notices: list[str]) -> str:
    offered = period_types_for(metric, area.area_type)
    first = FIRST_PERIOD if FIRST_PERIOD in offered else offered[0]
    wanted = query.get(PERIOD, first)
    if wanted in offered:
        return wanted
    if wanted in PERIOD_TYPES:
        asked, shown = PERIOD_NAMES[wanted].lower(), PERIOD_NAMES[first].lower()
        notices.append(
            f"{metric.title} is not shown by {asked} for {area.label}, but by {shown}. "
            f"{metric.period_note}".strip()
        )
    else:
        notices.append("The address asks for a period that does not exist; the usual one is shown.")
    return first
