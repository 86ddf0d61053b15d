"""Which claim an address puts to the figures: measure, place, two periods and a stated change."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

import pandas as pd

from data.areas import METROPOLITAN_POLICE, Area, all_areas
from data.errors import NotHeldError, ParameterError, TableMissingError
from data.periods import PERIOD_TYPES, Period, add_months, month_end, parse_period
from data.store import data_version, editions
from layouts.asked import AREA, asked_place, place_name
from layouts.names import unknown_names
from metrics.catalogue import METRICS
from metrics.claim import Claim, relative_change
from metrics.claim_reading import check_claim
from metrics.held_periods import held_words
from metrics.metric import COUNT, SHARE, VICTIMISATION, YEARS, Metric
from metrics.offers import period_types_for
from metrics.values import metric_values

MEASURE, BEFORE, NOW, CHANGE = "measure", "from", "to", "change"
NAMES = (MEASURE, AREA, BEFORE, NOW, CHANGE)
FIRST = "knife_crime"
ROLLING = "rolling_12_months"
YEAR = 12
MONTHS = tuple(month_end(2000, month).strftime("%B") for month in range(1, 13))
NAMED_MONTH = rf"({'|'.join(MONTHS)}) (\d{{4}})"
MOST_PERIODS = 24
"""Periods of each kind that are suggested while a reader types; any other can be typed."""

STATED = re.compile(r"[+\-−]?\d{1,4}(\.\d{1,2})?")


@dataclass(frozen=True, kw_only=True)
class ClaimView:
    """A claim that is checked.

    Attributes:
        change: The stated change in percent, as it was written.
        is_example: Whether the address names no claim, so that one of ours is shown.
        notices: One sentence for each part of the address that could not be followed.
    """

    metric: Metric
    area: Area
    before: Period
    now: Period
    change: str
    is_example: bool = False
    notices: tuple[str, ...] = ()

    @property
    def answer(self) -> Claim:
        """What the figures say.

        Raises:
            ParameterError: If the two periods cannot be compared with each other.
        """
        return check_claim(
            self.metric.metric_id,
            area=self.area.area_code,
            change=self.change,
            before=self.before,
            now=self.now,
        )

    @property
    def query(self) -> str:
        """The claim as the query string of an address, every part of it said."""
        return urlencode(
            {
                MEASURE: self.metric.metric_id,
                AREA: place_name(self.area),
                BEFORE: self.before.spelling,
                NOW: self.now.spelling,
                CHANGE: self.change,
            }
        )

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, for keeping rendered pages."""
        return self.query, self.is_example, self.notices


def read_claim(query: Mapping[str, str]) -> ClaimView:
    """The claim an address asks about; what it leaves out is the newest change there is."""
    notices = unknown_names(query, NAMES)
    area = asked_place(query, notices)
    metric = _metric(query, notices)
    before, now = (_period(query, name, notices) for name in (BEFORE, NOW))
    if before is None and now is None:
        before, now = _newest(data_version(), metric.metric_id, area.area_code)
    elif before is None and now is not None:
        before = replace(now, end=add_months(now.end, -YEAR))
    elif now is None and before is not None:
        now = replace(before, end=add_months(before.end, YEAR))
    assert before is not None
    assert now is not None
    stated = _change(query, notices)
    return ClaimView(
        metric=metric,
        area=area,
        before=before,
        now=now,
        change=stated or _rounded(metric, area, before, now),
        is_example=not any(query.get(name, "").strip() for name in (BEFORE, NOW, CHANGE)),
        notices=tuple(notices),
    )


def read_period(text: str) -> Period:
    """A period as readers write it: also "February 2026", "year to March 2024" and "2024-25".

    Raises:
        ParameterError: If it is no period; the message names the spellings.
    """
    plain = " ".join(text.replace("–", "-").split())
    if match := re.fullmatch(rf"(the )?(12 months|year) (to|ending) {NAMED_MONTH}", plain, re.I):
        return Period(ROLLING, _named_month(match[4], match[5]))
    if match := re.fullmatch(NAMED_MONTH, plain, re.I):
        return Period("month", _named_month(match[1], match[2]))
    if match := re.fullmatch(r"(April to March )?(\d{4})[/-](\d{2}|\d{4})", plain, re.I):
        years = f"{match[2]}/{match[3][-2:]}"
        if len(match[3]) == 4 or match[1] or int(match[3]) > 12:
            return parse_period(years)
    return parse_period(plain)


def claimed_measures() -> tuple[Metric, ...]:
    """The measures of which a change can be claimed and checked: those that are held."""
    return _claimed_measures(data_version())


@lru_cache(maxsize=4)
def _claimed_measures(_version: str) -> tuple[Metric, ...]:
    return tuple(
        metric
        for metric in METRICS.values()
        if metric.kind in (COUNT, SHARE, VICTIMISATION)
        and metric.by_chance
        and not metric.no_total
        and all(map(editions, metric.inputs))
    )


def held_periods(metric: Metric, area: Area) -> list[Period]:
    """The newest periods held of a measure in a place, of every kind that a claim may name."""
    return list(_suggested(data_version(), metric.metric_id, area.area_code))


@lru_cache(maxsize=1024)
def _suggested(_version: str, metric_id: str, area_code: str) -> tuple[Period, ...]:
    metric, area = METRICS[metric_id], all_areas()[area_code]
    kinds = [kind for kind in PERIOD_TYPES if kind != "quarter"]
    offered = [kind for kind in kinds if kind in period_types_for(metric, area.area_type)]
    return tuple(
        period
        for kind in sorted(offered, key=lambda kind: kind == "month")
        for period in list(_held(metric, area, kind))[:MOST_PERIODS]
    )


def held_spans(metric: Metric, area: Area) -> list[str]:
    """The periods held of a measure in a place, for each kind of period."""
    spans = []
    for kind in period_types_for(metric, area.area_type):
        ends = [period.end for period in _held(metric, area, kind)]
        if ends:
            spans.append(held_words(kind, ends[::-1]))
    return spans


def _held(metric: Metric, area: Area, kind: str) -> Iterator[Period]:
    """Periods of one kind with a value, the newest first."""
    try:
        rows = metric_values(metric.metric_id, area=area.area_code, period_type=kind)
    except (NotHeldError, ParameterError, TableMissingError):
        return
    for end in rows.loc[rows["value"].notna(), "period_end"].iloc[::-1]:
        yield Period(kind, end.date())


def _metric(query: Mapping[str, str], notices: list[str]) -> Metric:
    offered = {metric.metric_id: metric for metric in claimed_measures()}
    wanted = query.get(MEASURE, FIRST)
    if wanted in offered:
        return offered[wanted]
    found = METRICS.get(wanted)
    said = f"{found.title}: no figures are held to check" if found else "There is no such measure"
    notices.append(f"{said}. This is {offered[FIRST].title}.")
    return offered[FIRST]


@lru_cache(maxsize=1024)
def _newest(_version: str, metric_id: str, area_code: str) -> tuple[Period, Period]:
    """The newest two years next to each other; of the first measure where there are none."""
    metric, area = METRICS[metric_id], all_areas()[area_code]
    kinds = period_types_for(metric, area.area_type)
    for kind in (kind for kind in YEARS if kind in kinds):
        held = list(_held(metric, area, kind))
        for now in held:
            before = replace(now, end=add_months(now.end, -YEAR))
            if before in held:
                return before, now
    return _newest(_version, FIRST, METROPOLITAN_POLICE)


def _rounded(metric: Metric, area: Area, before: Period, now: Period) -> str:
    """The change as a speaker would round it; no change where there is none to round."""
    try:
        rows = metric_values(metric.metric_id, area=area.area_code, period_type=now.period_type)
        held = dict(zip(rows["period_end"].tolist(), rows["value"].tolist(), strict=True))
        first, last = (float(held[pd.Timestamp(period.end)]) for period in (before, now))
    except (NotHeldError, ParameterError, TableMissingError, KeyError):
        return "0"
    percent = relative_change(first, last)
    return "0" if math.isnan(percent) else f"{percent:.0f}"


def _period(query: Mapping[str, str], name: str, notices: list[str]) -> Period | None:
    wanted = query.get(name, "").strip()
    if not wanted:
        return None
    try:
        return read_period(wanted)
    except ParameterError:
        which = "earlier" if name == BEFORE else "later"
        notices.append(
            f"The {which} period is not one we know. Write it as: 12 months to February 2026, "
            "2024/25, 2024 or February 2026. Another stands instead."
        )
        return None


def _change(query: Mapping[str, str], notices: list[str]) -> str:
    wanted = query.get(CHANGE, "").strip().removesuffix("%").strip()
    if not wanted or STATED.fullmatch(wanted):
        return wanted.replace("−", "-").removeprefix("+")
    notices.append(
        "The stated change is no percentage. Write a number such as 40 or -14.5. The change that "
        "the figures give stands instead."
    )
    return ""


def _named_month(name: str, year: str) -> date:
    return month_end(int(year), MONTHS.index(name.capitalize()) + 1)
