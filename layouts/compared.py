"""What the comparison of boroughs shows: a measure, how it is stated, a year, and one borough.

The address holds all of it; what it asks for and cannot have falls back, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, Area, boroughs
from data.errors import ParameterError, TableMissingError
from data.periods import Period, parse_period
from data.store import data_version
from layouts.held import measures_of
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.metric import SHARE, Metric
from metrics.offers import period_types_for
from metrics.questions import Question
from metrics.values import metric_values
from metrics.words import in_period

PATH = "/boroughs"
MEASURE, STATED_AS, PERIOD, LIMITS, BOROUGH = "measure", "as", "period", "limits", "highlight"
NAMES = (MEASURE, STATED_AS, PERIOD, LIMITS, BOROUGH)
COUNT, RATE = "count", "rate"
CHANCE, WIDENED = "chance", "widened"
YEARS = ("rolling_12_months", "financial_year")
MOST_YEARS = 12
ENOUGH = 30
"""Boroughs that must have a value before a year is offered."""

COMPARED = tuple(area for area in boroughs() if area.area_code != CITY_OF_LONDON)
CITY_APART = (
    "The City of London has its own police and is in none of these figures. No borough is chosen."
)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What is shown, and in which words the page says that it is not what was asked for.

    Attributes:
        stated_as: "count", "rate" or "share"; where it is "count" the rate is compared as well.
        adjusted: Whether the limits allow for lasting differences between boroughs.
        borough: The one that is drawn apart; none where nobody has chosen.
    """

    metric: Metric
    stated_as: str
    period: Period
    adjusted: bool = False
    borough: Area | None = None
    notices: tuple[str, ...] = ()

    @property
    def compared_as(self) -> str:
        """What places of different size are compared by: the rate or share."""
        return SHARE if self.metric.kind == SHARE else RATE

    @property
    def question(self) -> Question:
        """The question whose answer is compared."""
        return Question(
            metric_id=self.metric.metric_id,
            period_type=self.period.period_type,
            start=self.period.end,
            end=self.period.end,
            stated_as=self.compared_as,
        )

    @property
    def values(self) -> pd.DataFrame:
        """The answer."""
        return _values(self.question, data_version())

    @property
    def rows(self) -> pd.DataFrame:
        """One row for each borough that has one, and that of London."""
        return _compared(self.question, data_version())

    @property
    def query(self) -> str:
        """The view as the query string of an address."""
        parts = {
            MEASURE: self.metric.metric_id,
            STATED_AS: self.stated_as if self.stated_as != SHARE else "",
            PERIOD: self.period.spelling,
            LIMITS: WIDENED if self.adjusted else "",
            BOROUGH: self.borough.slug if self.borough else "",
        }
        return urlencode({name: value for name, value in parts.items() if value}, safe="/:")

    def changed(self, *, borough: Area | None = None, adjusted: bool | None = None) -> str:
        """The query string of the view with one part changed."""
        other = replace(
            self,
            borough=borough or self.borough,
            adjusted=self.adjusted if adjusted is None else adjusted,
        )
        return other.query

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, for keeping rendered pages."""
        return self.query, self.notices


def comparable() -> tuple[Metric, ...]:
    """The measures by which boroughs can be compared, in the order of the catalogue."""
    return tuple(METRICS[metric_id] for metric_id in _comparable(data_version()))


def years_of(metric: Metric) -> tuple[Period, ...]:
    """The years a comparison is offered for: the newest, then financial years, newest first."""
    return _years(metric.metric_id, data_version())


def statements_of(metric: Metric) -> tuple[str, ...]:
    """The ways a measure can be stated here."""
    return tuple(one for one in (RATE, COUNT) if one in metric.stated_as)


def read_comparison(query: Mapping[str, str]) -> Comparison:
    """The comparison that a query string asks for."""
    notices = unknown_names(query, NAMES)
    metric = _metric(query, notices)
    comparison = Comparison(
        metric=metric,
        stated_as=_statement(query, metric, notices),
        period=_period(query, metric, notices),
        adjusted=_limits(query, notices),
        borough=_borough(query, notices),
    )
    return replace(comparison, notices=tuple(notices))


@lru_cache(maxsize=128)
def _values(question: Question, _version: str) -> pd.DataFrame:
    return question.rows()


@lru_cache(maxsize=128)
def _compared(question: Question, version: str) -> pd.DataFrame:
    rows = _values(question, version)
    codes = [METROPOLITAN_POLICE, *(area.area_code for area in COMPARED)]
    return rows[rows["area_code"].isin(codes)].reset_index(drop=True)


@lru_cache(maxsize=4)
def _comparable(version: str) -> tuple[str, ...]:
    found = []
    for metric in measures_of(COMPARED[0]):
        is_divided = metric.kind == SHARE or RATE in metric.stated_as
        if is_divided and _years(metric.metric_id, version):
            found.append(metric.metric_id)
    return tuple(found)


@lru_cache(maxsize=256)
def _years(metric_id: str, _version: str) -> tuple[Period, ...]:
    metric = METRICS[metric_id]
    newest = tuple(_held(metric, YEARS[0])[:1])
    return (*newest, *_held(metric, YEARS[1])[:MOST_YEARS])


def _held(metric: Metric, period_type: str) -> list[Period]:
    """Periods that enough boroughs and London have a rate or share for, newest first."""
    if period_type not in period_types_for(metric, "borough"):
        return []
    stated_as = SHARE if metric.kind == SHARE else RATE
    try:
        rows = metric_values(metric.metric_id, period_type=period_type, stated_as=stated_as)
    except (ParameterError, TableMissingError):
        return []
    rows = rows[rows["value"].notna() & rows["denominator"].notna()]
    london = set(rows.loc[rows["area_code"] == METROPOLITAN_POLICE, "period_end"])
    places = rows[rows["area_code"].isin([area.area_code for area in COMPARED])]
    counts = places.groupby("period_end")["area_code"].nunique()
    ends = sorted((end for end in counts.index[counts >= ENOUGH] if end in london), reverse=True)
    return [Period(period_type, end.date()) for end in ends]


def _metric(query: Mapping[str, str], notices: list[str]) -> Metric:
    offered = {metric.metric_id: metric for metric in comparable()}
    first = next(iter(offered.values()))
    wanted = query.get(MEASURE, first.metric_id)
    if wanted in offered:
        return offered[wanted]
    if wanted in METRICS:
        notices.append(
            f"{METRICS[wanted].title}: boroughs cannot be compared by it, because no counts with "
            f"what they divide by are held for each. This is {first.title}."
        )
    else:
        notices.append(
            f"The address asks for a measure that does not exist. This is {first.title}."
        )
    return first


def _statement(query: Mapping[str, str], metric: Metric, notices: list[str]) -> str:
    offered = statements_of(metric)
    first = offered[0] if offered else SHARE
    wanted = query.get(STATED_AS) or first
    if wanted in offered or wanted == first:
        return wanted
    if wanted in (COUNT, RATE):
        unit = metric.rate_unit if offered else metric.unit_by()
        notices.append(f"{metric.title} is stated in one way only: {unit}.")
    else:
        notices.append("The address asks for neither a count nor a rate; the rate is shown.")
    return first


def _period(query: Mapping[str, str], metric: Metric, notices: list[str]) -> Period:
    offered = years_of(metric)
    wanted = query.get(PERIOD)
    if not wanted:
        return offered[0]
    asked: Period | None
    try:
        asked = parse_period(wanted)
    except ParameterError:
        asked = None
    if asked in offered:
        return asked
    notices.append(
        f"{metric.title} is not compared for the period asked for: boroughs are compared by whole "
        f"years that are held for nearly all of them. This is {said(offered[0])}."
    )
    return offered[0]


def said(period: Period) -> str:
    """A period as it stands in a sentence."""
    return in_period(period.period_type, period.end)


def _limits(query: Mapping[str, str], notices: list[str]) -> bool:
    wanted = query.get(LIMITS) or CHANCE
    if wanted not in (CHANCE, WIDENED):
        notices.append("The address asks for limits that do not exist; those of chance are shown.")
    return wanted == WIDENED


def _borough(query: Mapping[str, str], notices: list[str]) -> Area | None:
    wanted = query.get(BOROUGH, "")
    if not wanted:
        return None
    found = next((area for area in boroughs() if area.slug == wanted), None)
    if found is None:
        notices.append("The address asks for a borough that does not exist; none is chosen.")
    elif found.area_code == CITY_OF_LONDON:
        notices.append(CITY_APART)
        return None
    return found
