"""New signals in the newest month, beside the number to expect if nothing had changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.areas import all_areas
from data.periods import add_months
from metrics import offers
from metrics.catalogue import METRICS
from metrics.signal import CALENDAR_YEAR, ROLLING, SHARES, SINGLE_VALUES, WAITS, Signal
from metrics.signals import signals
from metrics.verdicts import MISSING, TOO_FEW, YEAR, number_word
from metrics.words import number

FALSE_ALARMS: Mapping[tuple[str, str], float] = {
    ("knife_crime", SINGLE_VALUES): 0.038,
    ("knife_crime_with_injury", SINGLE_VALUES): 0.036,
    ("knife_crime_with_injury_robbery", WAITS): 0.011,
    ("knife_crime_with_injury_robbery", SINGLE_VALUES): 0.066,
    ("knife_homicide", WAITS): 0.038,
    ("knife_injury_victims_under_25", SINGLE_VALUES): 0.048,
    ("knife_injury_victims_under_25", WAITS): 0.030,
    ("knife_injury_victims_under_25_non_domestic", SINGLE_VALUES): 0.047,
    ("knife_injury_victims_under_25_non_domestic", WAITS): 0.015,
    ("weapon_possession", SINGLE_VALUES): 0.048,
    ("weapon_searches", SINGLE_VALUES): 0.019,
    ("weapon_search_arrest_rate", SHARES): 0.009,
    ("weapon_search_no_further_action_rate", SHARES): 0.010,
    ("weapon_search_positive_outcome_rate", SHARES): 0.007,
    ("section_60_searches", SINGLE_VALUES): 0.112,
    ("section_60_searches", WAITS): 0.063,
    ("searches", SINGLE_VALUES): 0.016,
    ("search_ethnicity_unknown", SHARES): 0.014,
    ("gun_crime", SINGLE_VALUES): 0.076,
    ("sexual_offences", SINGLE_VALUES): 0.042,
    ("knife_crime_positive_outcome_rate", SHARES): 0.017,
    ("homicide", WAITS): 0.031,
    ("homicide_recorded", WAITS): 0.029,
    ("knife_possession", SINGLE_VALUES): 0.065,
}
"""New signals per borough and month if nothing changes, by measure and chart, as
`benchmarks/false_alarms.py` measured them on series drawn from what each borough's are like. A
borough's homicides have one for the waits and the 12-month periods that judge them together."""

NEWS_MONTHS = 6
"""A measure whose newest month lies further than this before the newest of all is no news."""

SAID_NOTHING = (TOO_FEW, MISSING)


@dataclass(frozen=True, kw_only=True)
class MeasureAlerts:
    """The alerts of one measure.

    Attributes:
        series: Boroughs whose newest point could have been a signal, on charts whose false alarms
            have been measured.
        expected: New signals among them if nothing had changed; NaN where there are none.
    """

    metric_id: str
    period_type: str
    period_end: date
    series: int
    found: int
    expected: float


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """New signals and how many to expect by chance.

    Attributes:
        too_old: Measures left out as no news, with the last day of their newest month.
    """

    signals: tuple[Signal, ...]
    measures: tuple[MeasureAlerts, ...]
    too_old: tuple[tuple[str, date], ...] = ()

    @property
    def found(self) -> int:
        """New signals of the measures whose false alarms have been measured."""
        return sum(one.found for one in self._measured)

    @property
    def expected(self) -> float:
        """How many of them to expect if nothing had changed."""
        return float(sum(one.expected for one in self._measured))

    @property
    def sentence(self) -> str:
        """Found and expected in words."""
        series = sum(one.series for one in self._measured)
        others = len(self.signals) - self.found
        more = (
            f" {others} more {'is' if others == 1 else 'are'} of larger areas, or of charts whose "
            "false alarms have not been measured."
        )
        return (
            f"{self.found} new signals in {series} series of boroughs, where about "
            f"{number(self.expected, 0 if self.expected >= 10 else 1)} would be expected if "
            f"nothing had changed.{more if others else ''}"
        )

    @property
    def by_measure(self) -> str:
        """The same for each measure that has new signals: where news is, and where chance."""
        shown = [
            f"{_called(one.metric_id)} {one.found} where about {number(one.expected, 1)} would be"
            for one in self._measured
            if one.found
        ]
        return f"By measure: {'; '.join(shown)}." if shown else ""

    @property
    def _measured(self) -> list[MeasureAlerts]:
        return [one for one in self.measures if one.series]

    @property
    def months(self) -> str:
        """Which month of which measure the signals are of, and what is too old to be news."""
        by_end: dict[str, list[str]] = {}
        for one in sorted(self.measures, key=lambda of: of.period_end, reverse=True):
            by_end.setdefault(_until(one), []).append(_called(one.metric_id))
        held = "; ".join(f"{', '.join(names)} to {month}" for month, names in by_end.items())
        said = [f"Newest month: {held}."] if held else []
        if self.too_old:
            ends = "; ".join(f"{_called(name)} to {end:%B %Y}" for name, end in self.too_old)
            said.append(
                f"No news, because it is more than {number_word(NEWS_MONTHS)} months older than "
                f"the newest month held: {ends}."
            )
        return " ".join(said)

    def table(self) -> pd.DataFrame:
        """One row for each measure with the fields of `MeasureAlerts`."""
        return pd.DataFrame(
            [vars(one) for one in self.measures], columns=list(MeasureAlerts.__annotations__)
        )


def alerts(
    metric_id: str | None = None,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    end: date | None = None,
    as_of: date | None = None,
) -> Alerts:
    """The new signals in the newest month of each measure.

    Args:
        metric_id: One measure; every measure with control charts if left out.
        area: "all", one area by code, name or slug, or several.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.

    Returns:
        New signals, and for each measure how many were found among the boroughs' charts and how
        many to expect. Only the newest month of each measure counts: a series that ended before
        is left out, and so is a measure whose newest month lies more than six months before
        the newest held of any (of a year judged as a whole, before the newest whole year then),
        unless it was named.

    Raises:
        ParameterError: If the measure has no control charts.
        NotHeldError: If the named measure is not held for the place.
    """
    every = signals(metric_id, area=area, end=end, as_of=as_of)
    ends = _newest_ends(every)
    newest = max(ends.values(), default=date.min)
    current = [one for one in every if one.period_end == ends[one.metric_id, one.period_type]]
    timely = [one for one in current if metric_id is not None or _is_news(one, newest)]
    news = {one.metric_id for one in timely}
    old = [name for name in dict.fromkeys(one.metric_id for one in every) if name not in news]
    left_out = ((name, max(e for (of, _), e in ends.items() if of == name)) for name in old)
    return replace(alerts_among(timely), too_old=tuple(left_out))


def _newest_ends(found: Sequence[Signal]) -> dict[tuple[str, str], date]:
    """Last day of the newest period of each measure, months and years apart."""
    ends: dict[tuple[str, str], date] = {}
    for one in found:
        key = one.metric_id, one.period_type
        ends[key] = max(one.period_end, ends.get(key, date.min))
    return ends


def _is_news(one: Signal, newest: date) -> bool:
    """Whether a verdict is of near the newest month held; a year stands until the next is whole."""
    waited = YEAR - 1 if one.period_type == CALENDAR_YEAR else 0
    return add_months(one.period_end, NEWS_MONTHS + waited) >= newest


def alerts_among(found: Sequence[Signal]) -> Alerts:
    """The new ones among signals, beside the number of them that chance alone would bring.

    Args:
        found: The newest verdict of each series that could have been a new signal.

    Returns:
        New signals, and for each measure how many were found and how many to expect.
    """
    by_measure = dict.fromkeys(one.metric_id for one in found)
    return Alerts(
        signals=tuple(one for one in found if one.new),
        measures=tuple(_measure(name, found) for name in by_measure),
    )


def _measure(metric_id: str, found: Sequence[Signal]) -> MeasureAlerts:
    own = [one for one in found if one.metric_id == metric_id]
    newest = max(own, key=lambda one: one.period_end)
    charted = [one for one in own if _is_counted(one)]
    rates = [FALSE_ALARMS[_measured_as(one)] for one in charted]
    return MeasureAlerts(
        metric_id=metric_id,
        period_type=newest.period_type,
        period_end=newest.period_end,
        series=len(charted),
        found=sum(one.new for one in charted),
        expected=sum(rates) if rates else float("nan"),
    )


def _is_counted(one: Signal) -> bool:
    """Whether the false-alarm rate was measured on charts like this one."""
    borough = all_areas()[one.area_code].area_type == "borough"
    return borough and _measured_as(one) in FALSE_ALARMS and one.kind not in SAID_NOTHING


def _measured_as(one: Signal) -> tuple[str, str]:
    """Measure and chart by which the rate was measured."""
    return one.metric_id, WAITS if one.period_type == ROLLING else one.chart


def _until(one: MeasureAlerts) -> str:
    """The month, or the year that was judged as a whole."""
    year = one.period_type == CALENDAR_YEAR
    return f"the end of {one.period_end.year}" if year else f"{one.period_end:%B %Y}"


def _called(metric_id: str) -> str:
    return METRICS[metric_id].short_title.lower()
