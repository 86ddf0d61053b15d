"""The view a reader has chosen: one measure of one place, in one statement and period type.

The address holds all of it. What an address asks for and cannot have falls back to what is
offered, and the page says so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas, find_area
from data.periods import PERIOD_TYPES
from layouts.held import compared_with, first_period, is_held, measures_of
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.offers import period_types_for
from metrics.values import metric_values

MEASURE, STATED_AS, PERIOD, INTERVALS = "measure", "as", "period", "intervals"
NAMES = (MEASURE, STATED_AS, PERIOD, INTERVALS)
ON, OFF = "on", "off"

PERIOD_NAMES: dict[str, str] = {
    "rolling_12_months": "Rolling 12 months",
    "month": "Months",
    "quarter": "Quarters",
    "financial_year": "Financial years",
    "calendar_year": "Calendar years",
}
STATEMENT_NAMES: dict[str, str] = {"count": "Count", "rate": "Rate by population"}


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
        """The place, and the London it stands beside."""
        beside = compared_with(
            self.metric, self.area, stated_as=self.stated_as, period_type=self.period_type
        )
        return (self.area.area_code, beside) if beside else (self.area.area_code,)

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
    def state(self) -> tuple[object, ...]:
        """All that a page depends on, for keeping rendered pages."""
        return self.metric.metric_id, self.stated_as, self.period_type, self.intervals, self.notices


def offered_periods(area: Area) -> tuple[str, ...]:
    """The period types that at least one measure of a place is offered in, the usual one first."""
    offered = {
        kind for metric in measures_of(area) for kind in period_types_for(metric, area.area_type)
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
    """The view of a place that a query string asks for; figures of the place must be held."""
    notices = unknown_names(query, NAMES)
    metric = _metric(query, area, notices)
    view = View(
        area=area,
        metric=metric,
        stated_as=_statement(query, metric, area, notices),
        period_type=_period_type(query, metric, area, notices),
        intervals=query.get(INTERVALS) == ON,
    )
    if query.get(INTERVALS, OFF) not in (ON, OFF):
        notices.append("The address asks for intervals in a way not known here; they are left out.")
    shown = next(one for one in _nearest(view) if _has_figures(one))
    if shown != view and (STATED_AS in query or PERIOD in query):
        notices.append(f"No such figures of this measure are held for {area.label}.")
    return replace(shown, notices=tuple(notices))


def _nearest(view: View) -> Iterator[View]:
    """The view, then those of the same measure that differ least from it."""
    periods = period_types_for(view.metric, view.area.area_type)
    for stated_as in dict.fromkeys((view.stated_as, *view.metric.stated_as)):
        for period_type in dict.fromkeys((view.period_type, *periods)):
            yield replace(view, stated_as=stated_as, period_type=period_type)


def _has_figures(view: View) -> bool:
    return is_held(
        view.metric,
        view.area.area_code,
        stated_as=view.stated_as,
        period_type=view.period_type,
    )


def _metric(query: Mapping[str, str], area: Area, notices: list[str]) -> Metric:
    offered = {metric.metric_id: metric for metric in measures_of(area)}
    first = next(iter(offered.values()))
    wanted = query.get(MEASURE, first.metric_id)
    if wanted in offered:
        return offered[wanted]
    if wanted in METRICS:
        title = METRICS[wanted].title
        notices.append(f"{title}: no figures are held for {area.label}. This is {first.title}.")
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
        notices.append(f"{metric.title} is stated in one way only: {metric.unit_by()}.")
    else:
        notices.append("The address asks for neither a count nor a rate; the usual way is shown.")
    return first


def _period_type(query: Mapping[str, str], metric: Metric, area: Area, notices: list[str]) -> str:
    offered = period_types_for(metric, area.area_type)
    first = first_period(metric, area)
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
