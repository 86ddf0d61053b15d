"""Counts of places whose months are not shown, in periods of 12 months that do not overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.periods import period_start
from metrics.arrays import Floats, Integers
from metrics.control_limits import DEFAULT, ChartSettings, segments_by_date
from metrics.metric import Metric
from metrics.rare_verdicts import year_chart
from metrics.spc import ControlChart
from metrics.values import metric_values

ROLLING = "rolling_12_months"


@dataclass(frozen=True, kw_only=True)
class YearPeriods:
    """Events of one place in 12-month periods that follow one another, the newest last.

    Attributes:
        ends: Last day of each period.
        segments: Number of the segment each period belongs to.
        people: Residents in each, where rates are charted.
        per: Residents a rate is stated for.
        unit: Of the charted values.
        settings: Screening of moving ranges.
    """

    area_code: str
    ends: tuple[date, ...]
    counts: Floats
    segments: Integers
    people: Floats | None
    per: float
    unit: str
    settings: ChartSettings = DEFAULT

    @property
    def values(self) -> Floats:
        """Counts, or rates where there are residents."""
        return self.counts if self.people is None else self.per * self.counts / self.people

    @property
    def chart(self) -> ControlChart:
        """The u′ chart of the periods."""
        return year_chart(
            self.counts,
            people=self.people,
            per=self.per,
            segments=self.segments,
            settings=self.settings,
        )


def year_periods(
    metric: Metric,
    area: str | Sequence[str],
    *,
    end: date | None = None,
    as_of: date | None = None,
    rebase: Sequence[date] = (),
    stated_as: str | None = None,
    settings: ChartSettings = DEFAULT,
) -> Iterator[YearPeriods]:
    """Each borough's events in periods of 12 months that follow one another to the newest month.

    Args:
        metric: A measure offered over 12 months.
        area: "all", or boroughs by code, name or slug.
        end: Leave out periods that end after this day.
        as_of: Use only what had been published by this day.
        rebase: Days on which limits start afresh, with the first period that begins on them or
            later.
        stated_as: "rate" for events per resident; periods without residents are then left out.
        settings: Screening of moving ranges.

    Yields:
        The periods of each borough, by code.
    """
    by_rate = stated_as == "rate"
    rows = metric_values(
        metric.metric_id,
        area=area,
        period_type=ROLLING,
        end=end,
        as_of=as_of,
        stated_as=stated_as,
    )
    years = _without_overlap(rows, with_value=by_rate)
    counts, people = (_by_area(years, name) for name in ("numerator", "denominator"))
    ends = tuple(pd.Timestamp(day).date() for day in counts.columns)
    segments = segments_by_date([period_start(ROLLING, day) for day in ends], rebase)
    for code in counts.index:
        yield YearPeriods(
            area_code=str(code),
            ends=ends,
            counts=_floats(counts.loc[code]),
            segments=segments,
            people=_floats(people.loc[code]) if by_rate else None,
            per=metric.rate_per if by_rate else 1,
            unit=str(years["unit"].iloc[-1]) if by_rate else metric.unit,
            settings=settings,
        )


def _without_overlap(rows: pd.DataFrame, *, with_value: bool) -> pd.DataFrame:
    """The boroughs' periods that end in the month of the newest."""
    own = rows[rows["area_code"].str.startswith("E09")]
    held = own[own["value"].notna()] if with_value else own
    kept: pd.DataFrame = held[held["period_end"].dt.month == held["period_end"].max().month]
    return kept


def _by_area(years: pd.DataFrame, name: str) -> pd.DataFrame:
    return years.pivot(index="area_code", columns="period_end", values=name)


def _floats(column: pd.Series) -> Floats:
    return column.to_numpy(dtype=np.float64, na_value=np.nan)
