"""Which values of a measure a reader of the data page asks for, read from the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

import pandas as pd

from data.areas import METROPOLITAN_POLICE, find_area
from data.errors import KnifeCrimeError, ParameterError, UnknownAreaError
from data.periods import PERIOD_TYPES, parse_day
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.offers import ALL_AREAS
from metrics.parameters import FORMATS
from metrics.questions import Question

MEASURE, AREA, PERIOD, FROM, TO = "measure", "area", "period-type", "from", "to"
ON, STATED_AS, AS_OF, BY, FORMAT = "on", "as", "as-of", "by", "format"
NAMES = (MEASURE, AREA, PERIOD, FROM, TO, ON, STATED_AS, AS_OF, BY, FORMAT)
FIRST_MEASURE, FIRST_AREA, FIRST_FORMAT = "knife_crime", METROPOLITAN_POLICE, FORMATS[0]
LONGEST = 100
T = TypeVar("T")


@dataclass(frozen=True)
class ValuesView:
    """A question to the values and the format its answer is wanted in.

    Attributes:
        notices: One sentence for each part of the address that could not be followed.
    """

    question: Question
    file_format: str
    notices: tuple[str, ...] = ()

    @property
    def metric(self) -> Metric:
        """The measure asked about."""
        return self.question.metric

    @cached_property
    def answer(self) -> pd.DataFrame | KnifeCrimeError:
        """The values, or why there are none."""
        try:
            return self.question.rows()
        except KnifeCrimeError as error:
            return error

    def query(self, **changes: str) -> str:
        """The view as a query string, some of it changed."""
        parts = {MEASURE: self.question.metric_id, FORMAT: self.file_format}
        parts |= dict(self.question.pairs()) | changes
        return urlencode({name: value for name, value in parts.items() if value})

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on."""
        return self.question, self.file_format, self.notices


def read_values_view(query: Mapping[str, str]) -> ValuesView:
    """The view that a query string asks for."""
    notices = unknown_names(query, NAMES)

    def read(name: str, parse: Callable[[str], T], usual: T) -> T:
        """A part of the address, or the usual where it is absent or cannot be followed."""
        text = query.get(name, "").strip()[:LONGEST]
        try:
            return parse(text) if text else usual
        except KnifeCrimeError as error:
            notices.append(f"{error} It is left out.")
            return usual

    metric_id = read(MEASURE, _measure, FIRST_MEASURE)
    question = Question(
        metric_id=metric_id,
        areas=(read(AREA, _area, FIRST_AREA),),
        period_type=read(PERIOD, _period_type, None),
        start=read(FROM, parse_day, None),
        end=read(TO, _last_day, None),
        on=read(ON, _day_of(METRICS[metric_id]), None),
        stated_as=read(STATED_AS, _stated_as, None),
        as_of=read(AS_OF, _last_day, None),
        by=read(BY, _dimension(METRICS[metric_id]), tuple(METRICS[metric_id].no_total)),
    )
    file_format = read(FORMAT, _format, FIRST_FORMAT)
    return ValuesView(question=question, file_format=file_format, notices=tuple(notices))


def _measure(text: str) -> str:
    if text not in METRICS:
        raise ParameterError("The address asks for a measure that does not exist.")
    return text


def _area(text: str) -> str:
    if text == ALL_AREAS:
        return text
    try:
        return find_area(text).area_code
    except UnknownAreaError as error:
        raise ParameterError("The address asks for a place that does not exist.") from error


def _period_type(text: str) -> str | None:
    if text not in PERIOD_TYPES:
        raise ParameterError("The address asks for a period type that does not exist.")
    return text


def _stated_as(text: str) -> str | None:
    if text not in ("count", "rate"):
        raise ParameterError("The address asks for neither a count nor a rate.")
    return text


def _last_day(text: str) -> date | None:
    return parse_day(text, last=True)


def _day_of(metric: Metric) -> Callable[[str], date | None]:
    def parse(text: str) -> date | None:
        """A day at the end of what was written; refused where the measure is of periods."""
        if metric.compute_on is None:
            raise ParameterError(f"{metric.title} cannot be judged on a day.")
        return _last_day(text)

    return parse


def _dimension(metric: Metric) -> Callable[[str], tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        """The breakdown asked for, after those that the measure always needs."""
        if text not in metric.dimensions and text not in metric.also_called:
            raise ParameterError(f"{metric.title} has no such breakdown.")
        return tuple(dict.fromkeys((*metric.no_total, text)))

    return parse


def _format(text: str) -> str:
    if text not in FORMATS:
        raise ParameterError("The address asks for a format that does not exist.")
    return text
