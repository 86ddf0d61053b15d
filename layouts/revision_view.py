"""Which revisions an address asks for: a measure, a place, and figures as they stood on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas
from data.errors import NotHeldError, ParameterError, TableMissingError
from data.store import data_version, editions, tables_in_use
from layouts.asked import (
    AREA,
    AS_OF,
    asked_day,
    asked_place,
    edition_days,
    effective_day,
    place_name,
)
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.offers import ALL_AREAS, period_types_for
from metrics.revision_periods import period_of
from metrics.revisions import newest_with_band, revisions, triangle, typical_revisions

MEASURE = "measure"
NAMES = (MEASURE, AREA, AS_OF)
FIRST = "knife_crime"


@dataclass(frozen=True, kw_only=True)
class RevisionView:
    """What is shown of the revisions.

    Attributes:
        as_of: Day of the newest file published by the day asked for; none for first publication.
        notices: One sentence for each part of the address that could not be followed.
    """

    metric: Metric
    area: Area
    as_of: date | None
    notices: tuple[str, ...] = ()

    @property
    def period_type(self) -> str:
        """The period whose figures are followed."""
        return period_of(self.metric)

    @property
    def found(self) -> "Found":
        """The revisions themselves."""
        return _found(data_version(), self.metric.metric_id, self.area.area_code)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which files behind the measure were published."""
        return edition_days(self.metric.inputs)

    @property
    def query(self) -> str:
        """The view as the query string of an address, every part of it said."""
        parts = {MEASURE: self.metric.metric_id, AREA: place_name(self.area)}
        if self.as_of is not None:
            parts[AS_OF] = self.as_of.isoformat()
        return urlencode(parts)

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, for keeping rendered pages."""
        return self.metric.metric_id, self.area.area_code, self.as_of, self.notices


@dataclass(frozen=True, kw_only=True)
class Found:
    """What is known of the revisions of a measure in a place; do not modify the tables.

    Attributes:
        cells: As `metrics.revisions.triangle` gives them, like the rest by their functions.
        scope: Whose revisions the typical ones are: the code of the place, or "all" for boroughs.
    """

    cells: pd.DataFrame
    changes: pd.DataFrame
    typical: pd.DataFrame
    moving: pd.DataFrame
    scope: str


@lru_cache(maxsize=128)
def _found(_version: str, metric_id: str, area_code: str) -> Found:
    scope = ALL_AREAS if all_areas()[area_code].area_type == "borough" else area_code
    return Found(
        cells=triangle(metric_id, area=area_code),
        changes=revisions(metric_id, area=area_code),
        typical=typical_revisions(metric_id, area=scope),
        moving=newest_with_band(metric_id, area=area_code),
        scope=scope,
    )


def read_revisions(query: Mapping[str, str]) -> RevisionView:
    """What an address asks for; knife crime in London if it names nothing."""
    notices = unknown_names(query, NAMES)
    area = asked_place(query, notices)
    metric = _metric(query, notices)
    if not is_revisable(metric, area):
        whole = all_areas()[METROPOLITAN_POLICE]
        notices.append(
            f"{metric.title} by month is not held for {area.label}. This is {whole.label}."
        )
        area = whole
    if not is_revisable(metric, area):
        notices.append(
            f"{metric.title} is not held for {area.label}. This is {METRICS[FIRST].title}."
        )
        metric = METRICS[FIRST]
    asked = asked_day(query, AS_OF, notices)
    return RevisionView(
        metric=metric,
        area=area,
        as_of=effective_day(asked, edition_days(metric.inputs)),
        notices=tuple(notices),
    )


def revisable_measures() -> tuple[Metric, ...]:
    """The measures whose files are held, in the catalogue's order."""
    return _revisable_measures(tables_in_use())


@lru_cache(maxsize=4)
def _revisable_measures(_version: str) -> tuple[Metric, ...]:
    return tuple(
        metric
        for metric in METRICS.values()
        if all(map(editions, metric.inputs))
        and not metric.no_total
        and any(period_of(metric) in kinds for kinds in metric.period_types.values())
    )


def is_revisable(metric: Metric, area: Area) -> bool:
    """Whether values of the period that is followed are held for a place."""
    return _is_revisable(data_version(), metric.metric_id, area.area_code)


@lru_cache(maxsize=2048)
def _is_revisable(_version: str, metric_id: str, area_code: str) -> bool:
    metric, area = METRICS[metric_id], all_areas()[area_code]
    if period_of(metric) not in period_types_for(metric, area.area_type):
        return False
    if not all(map(editions, metric.inputs)):
        return False
    try:
        return not triangle(metric_id, area=area_code).empty
    except (NotHeldError, ParameterError, TableMissingError):
        return False


def _metric(query: Mapping[str, str], notices: list[str]) -> Metric:
    wanted = query.get(MEASURE, "").strip() or FIRST
    if wanted in METRICS and METRICS[wanted] in revisable_measures():
        return METRICS[wanted]
    known = METRICS.get(wanted)
    said = f"{known.title}: no files are held by period" if known else "There is no such measure"
    notices.append(f"{said}. This is {METRICS[FIRST].title}.")
    return METRICS[FIRST]
