"""New signals in the newest month, beside the number to expect if nothing had changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.areas import all_areas
from data.periods import add_months
from metrics import offers
from metrics.signal import RATES, SHARES, SINGLE_VALUES, WAITS, Signal
from metrics.signals import signals
from metrics.verdicts import MISSING, TOO_FEW
from metrics.words import number

FALSE_ALARMS: Mapping[tuple[str, str], float] = {
    ("knife_crime", SINGLE_VALUES): 0.038,
    ("knife_crime_with_injury", SINGLE_VALUES): 0.036,
    ("knife_crime_with_injury_robbery", WAITS): 0.011,
    ("knife_crime_with_injury_robbery", SINGLE_VALUES): 0.066,
    ("knife_homicide", RATES): 0.027,
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
    ("high_harm_crime", SINGLE_VALUES): 0.068,
    ("knife_crime_positive_outcome_rate", SHARES): 0.017,
    ("homicide", RATES): 0.020,
    ("homicide_recorded", RATES): 0.019,
    ("knife_possession", SINGLE_VALUES): 0.065,
}
"""New signals per borough and month if nothing changes, by measure and chart, as
`benchmarks/false_alarms.py` measured them on series drawn from what each borough's are like."""

TIMELY_MONTHS = 12
"""A measure whose newest month is older than this, beside the newest of all, is no news."""

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
    period_end: date
    series: int
    found: int
    expected: float


@dataclass(frozen=True, kw_only=True)
class Alerts:
    """New signals and how many to expect by chance."""

    signals: tuple[Signal, ...]
    measures: tuple[MeasureAlerts, ...]

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
    def _measured(self) -> list[MeasureAlerts]:
        return [one for one in self.measures if one.series]

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
        many to expect. A measure whose newest month lies more than a year before the
        newest of any is left out unless it was named.

    Raises:
        ParameterError: If the measure has no control charts.
        NotHeldError: If the named measure is not held for the place.
    """
    every = signals(metric_id, area=area, end=end, as_of=as_of)
    newest = max((one.period_end for one in every), default=date.min)
    timely = [
        one
        for one in every
        if metric_id is not None or add_months(one.period_end, TIMELY_MONTHS) >= newest
    ]
    return alerts_among(timely)


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
    charted = [one for one in own if _is_counted(one)]
    rates = [FALSE_ALARMS[one.metric_id, one.chart] for one in charted]
    return MeasureAlerts(
        metric_id=metric_id,
        period_end=max(one.period_end for one in own),
        series=len(charted),
        found=sum(one.new for one in charted),
        expected=sum(rates) if rates else float("nan"),
    )


def _is_counted(one: Signal) -> bool:
    """Whether the false-alarm rate was measured on charts like this one."""
    borough = all_areas()[one.area_code].area_type == "borough"
    measured = (one.metric_id, one.chart) in FALSE_ALARMS
    return borough and measured and one.kind not in SAID_NOTHING
