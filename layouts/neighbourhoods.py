"""What the page of a borough's wards shows: a measure, and the quarter it ends with.

The address holds both; what it asks for and cannot have falls back, and the page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import Area
from data.errors import NotHeldError, TableMissingError
from data.store import data_version
from layouts.components.boroughs import borough_path
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.hotspots import hotspots, wards_of
from metrics.metric import Metric
from metrics.questions import Question

MEASURE, QUARTER = "measure", "quarter"
NAMES = (MEASURE, QUARTER)
QUARTERLY, YEARLY = "quarter", "rolling_12_months"
SHOWN = ("knife_crime", "knife_crime_with_injury")
"""Offences only. Victims under 25 are counted by ward too, one or two in a quarter: whoever lives
there would know the child."""


@dataclass(frozen=True, kw_only=True)
class Neighbourhoods:
    """What is shown of a borough, and what the page says it could not follow.

    Attributes:
        end: Last day of the quarter; the year shown is the four quarters to it.
    """

    area: Area
    metric: Metric
    end: date
    notices: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The address of the page."""
        return neighbourhoods_path(self.area)

    @property
    def query(self) -> str:
        """The view as the query string of an address."""
        return urlencode({MEASURE: self.metric.metric_id, QUARTER: spelling(self.end)})

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, for keeping rendered pages."""
        return self.query, self.notices

    def question(self, period_type: str, *, since: date | None) -> Question:
        """The question whose answer is shown: all wards, from one day to the quarter's end."""
        return Question(
            metric_id=self.metric.metric_id,
            areas=tuple(ward.area_code for ward in wards_of(self.area.area_code)),
            period_type=period_type,
            start=since,
            end=self.end,
            stated_as="count",
        )

    def rows(self, period_type: str) -> pd.DataFrame:
        """The wards in the one period that ends with the quarter, in alphabetical order."""
        return self._until(period_type)[1]

    def course(self, period_type: str) -> pd.DataFrame:
        """The wards in every period up to the quarter."""
        return self._until(period_type)[0]

    def _until(self, period_type: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        asked = self.metric.metric_id, self.area.area_code, period_type
        return _rows_until(*asked, self.end, data_version())


def neighbourhoods_path(area: Area) -> str:
    """Address of the page of a borough's wards."""
    return f"{borough_path(area)}/neighbourhoods"


def has_wards(area: Area) -> bool:
    """Whether figures of the borough's wards are held."""
    return bool(quarters_of(area))


def quarters_of(area: Area) -> tuple[date, ...]:
    """Ends of the quarters that are shown, newest first: those with a whole year behind them."""
    return _quarters(area.area_code, data_version())


def spelling(end: date) -> str:
    """A quarter as the address spells it, such as "2025-q4"."""
    return f"{end.year}-q{end.month // 3}"


def read_neighbourhoods(query: Mapping[str, str], area: Area) -> Neighbourhoods:
    """The view that a query string asks for; figures of the borough's wards must be held."""
    notices = unknown_names(query, NAMES)
    return Neighbourhoods(
        area=area,
        metric=_metric(query, notices),
        end=_quarter(query, area, notices),
        notices=tuple(notices),
    )


def _metric(query: Mapping[str, str], notices: list[str]) -> Metric:
    wanted = query.get(MEASURE) or SHOWN[0]
    if wanted in SHOWN:
        return METRICS[wanted]
    first = METRICS[SHOWN[0]]
    if wanted in METRICS:
        notices.append(f"{METRICS[wanted].title} is not shown by ward. This is {first.title}.")
    else:
        notices.append(
            f"The address asks for a measure that does not exist. This is {first.title}."
        )
    return first


def _quarter(query: Mapping[str, str], area: Area, notices: list[str]) -> date:
    offered = {spelling(end): end for end in quarters_of(area)}
    newest = next(iter(offered))
    wanted = query.get(QUARTER) or newest
    if wanted not in offered:
        notices.append("The address asks for a quarter that is not held; the newest is shown.")
    return offered.get(wanted, offered[newest])


@lru_cache(maxsize=64)
def _quarters(area_code: str, version: str) -> tuple[date, ...]:
    try:
        held = [_hotspots(SHOWN[0], area_code, kind, version) for kind in (QUARTERLY, YEARLY)]
    except (NotHeldError, TableMissingError):
        return ()
    ends = set.intersection(*(set(rows.dropna(subset=["expected"])["period_end"]) for rows in held))
    return tuple(end.date() for end in sorted(ends, reverse=True))


@lru_cache(maxsize=256)
def _hotspots(metric_id: str, area_code: str, period_type: str, _version: str) -> pd.DataFrame:
    rows = hotspots(metric_id, borough=area_code, period_type=period_type)
    return rows.sort_values(["area_name", "period_end"], kind="stable", ignore_index=True)


@lru_cache(maxsize=16)
def _rows_until(
    metric_id: str, area_code: str, period_type: str, end: date, version: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every period up to a quarter, and the one that ends with it; a page asks many times."""
    rows = _hotspots(metric_id, area_code, period_type, version)
    course = rows[rows["period_end"] <= pd.Timestamp(end)]
    return course, course[course["period_end"] == pd.Timestamp(end)]
