"""Control charts of a monthly measure for all its places at once.

Counts are charted seasonally adjusted where three unbroken years are held, so that a usual summer
is no signal; shares are charted with limits that follow their denominators.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from data.errors import ParameterError
from metrics import control_rules as rules
from metrics.arrays import Flags, Floats, Integers
from metrics.attribute_charts import RATE, SHARE, attribute_chart
from metrics.control_limits import (
    DEFAULT,
    ChartSettings,
    counted_months,
    segments_by_date,
)
from metrics.season import seasonally_adjusted
from metrics.spc import ControlChart, xmr_chart


@dataclass(frozen=True, kw_only=True)
class MonthlyCharts:
    """The charts of one measure, places × months.

    Attributes:
        area_codes: The places, one row of every array each.
        ends: Last day of each month, one column of every array each.
        raw: The values as published; `chart.values` are what is charted.
        counts: The events behind them, and `totals` what a share's are a part of.
        adjusted: Whether the charted value is seasonally adjusted.
        chart: Limits and signals.
    """

    area_codes: tuple[str, ...]
    ends: tuple[date, ...]
    raw: Floats
    counts: Floats
    adjusted: Flags
    chart: ControlChart
    totals: Floats | None = None

    def of(self, area_code: str) -> ControlChart:
        """The chart of one place.

        Raises:
            KeyError: If the place is not among `area_codes`.
        """
        if area_code not in self.area_codes:
            raise KeyError(area_code)
        return self.chart.series(self.area_codes.index(area_code))

    def table(self) -> pd.DataFrame:
        """One row per place and month, in this order.

        Returns:
            `area_code`, `period_end` (datetime64), `value` as published, `charted`, `adjusted`,
            `centre`, `lower`, `upper`, `segment`, `trial`, `rules` (every rule broken, by
            precedence, with ";" between), `rule` (the first of them), `direction` and `new` (1,
            -1 or 0: see `metrics.spc.ControlChart`).
        """
        chart = self.chart
        codes = sum((chart.members[r] != 0) << k for k, r in _known(chart))
        columns: dict[str, ArrayLike] = {
            "value": self.raw,
            "charted": chart.values,
            "adjusted": self.adjusted,
            "centre": chart.centre,
            "lower": chart.lower,
            "upper": chart.upper,
            "segment": chart.segments,
            "trial": chart.trial,
            "rules": _NAMES[codes],
            "rule": np.array([*rules.RULES, ""], dtype=object)[chart.leading],
            "direction": chart.direction,
            "new": chart.new,
        }
        ends = pd.to_datetime(list(self.ends)).as_unit("us")
        keys = {
            "area_code": np.repeat(self.area_codes, len(self.ends)),
            "period_end": np.tile(ends, len(self.area_codes)),
        }
        return pd.DataFrame(keys | {name: np.ravel(found) for name, found in columns.items()})


def count_charts(
    values: pd.DataFrame,
    *,
    first_days: Sequence[date] = (),
    adjust: bool = True,
    settings: ChartSettings = DEFAULT,
) -> MonthlyCharts:
    """XmR charts of monthly counts, seasonally adjusted where that can be done.

    Args:
        values: Monthly rows of one measure: `area_code`, `period_end` and `value`, NaN where
            missing.
        first_days: Days on which limits start afresh, such as those of breaks in the ledger.
        adjust: Whether to take the season out first.
        settings: Constants and rules.

    Returns:
        The charts, places in order of code and months without leaving one out.

    Raises:
        ParameterError: If a place has two rows for a month.

    Source:
        See `metrics.spc.xmr_limits` and `metrics.season.decompose`.
    """
    area_codes, ends, (raw,) = _grid(values, ("value",))
    charted, adjusted = raw, np.zeros(raw.shape, dtype=np.bool_)
    if adjust:
        season = seasonally_adjusted(raw)
        charted, adjusted = season.values, season.adjusted
    segments = segments_by_date(ends, first_days)
    counted = counted_months(ends, segments, settings)
    chart = xmr_chart(charted, segments, baseline=counted, settings=settings)
    return MonthlyCharts(
        area_codes=area_codes, ends=ends, raw=raw, counts=raw, adjusted=adjusted, chart=chart
    )


def newest_signals(
    series: Floats, segments: ArrayLike = 0, *, settings: ChartSettings = DEFAULT
) -> Integers:
    """Whether the newest month of each series is a new signal, by the charts of `count_charts`.

    Args:
        series: Series × months, NaN where missing.
        segments: Number of the segment each month belongs to; limits start afresh in each.
        settings: Constants and rules.

    Returns:
        1 upwards, -1 downwards or 0, for each series: what an alert is, and what
        `metrics.simulation` measures the false alarms of.
    """
    charted = seasonally_adjusted(series).values
    return xmr_chart(charted, segments, settings=settings).new[..., -1]


def newest_share_signals(
    counts: Floats,
    totals: Floats,
    segments: ArrayLike = 0,
    *,
    settings: ChartSettings = DEFAULT,
) -> Integers:
    """Whether the newest month of each share is a new signal, by the charts of `share_charts`.

    Args:
        counts: Series × months, NaN where missing.
        totals: What they are a part of.
        segments: Number of the segment each month belongs to.
        settings: Constants and rules.

    Returns:
        As `newest_signals`.
    """
    chart = attribute_chart(counts, totals, SHARE, segments=segments, settings=settings)
    return chart.new[..., -1]


def share_charts(
    values: pd.DataFrame,
    *,
    first_days: Sequence[date] = (),
    per: float = 100,
    settings: ChartSettings = DEFAULT,
) -> MonthlyCharts:
    """Laney p′ charts of a monthly share, never seasonally adjusted.

    Args:
        values: Monthly rows of one measure: `area_code`, `period_end`, `numerator` and
            `denominator`, NaN where missing.
        first_days: Days on which limits start afresh.
        per: What a whole is shown as: 100 for percent.
        settings: Constants and rules.

    Returns:
        The charts, in the unit that `per` gives.

    Raises:
        ParameterError: If a place has two rows for a month.

    Source:
        See `metrics.attribute_charts.attribute_limits`.
    """
    area_codes, ends, (counts, totals) = _grid(values, ("numerator", "denominator"))
    segments = segments_by_date(ends, first_days)
    counted = counted_months(ends, segments, settings)
    chart = attribute_chart(
        counts, totals, SHARE, segments=segments, baseline=counted, settings=settings
    ).scaled(per)
    return MonthlyCharts(
        area_codes=area_codes,
        ends=ends,
        raw=chart.values,
        counts=counts,
        totals=totals,
        adjusted=np.zeros(counts.shape, dtype=np.bool_),
        chart=chart,
    )


def rate_charts(
    values: pd.DataFrame,
    *,
    first_days: Sequence[date] = (),
    per: float = 1,
    settings: ChartSettings = DEFAULT,
) -> MonthlyCharts:
    """Laney u′ charts of monthly counts per resident, seasonally adjusted where that can be done.

    Args:
        values: Monthly rows of one measure: `area_code`, `period_end`, `numerator` and
            `denominator`, NaN where missing.
        first_days: Days on which limits start afresh.
        per: Residents a rate is stated for.
        settings: Constants and rules.

    Returns:
        The charts, in the unit that `per` gives. The season is taken out of the counts.

    Raises:
        ParameterError: If a place has two rows for a month.

    Source:
        See `metrics.attribute_charts.attribute_limits` and `metrics.season.decompose`.
    """
    area_codes, ends, (counts, people) = _grid(values, ("numerator", "denominator"))
    season = seasonally_adjusted(counts)
    segments = segments_by_date(ends, first_days)
    counted = counted_months(ends, segments, settings)
    chart = attribute_chart(
        season.values, people, RATE, segments=segments, baseline=counted, settings=settings
    )
    return MonthlyCharts(
        area_codes=area_codes,
        ends=ends,
        raw=per * counts / people,
        counts=counts,
        adjusted=season.adjusted,
        chart=chart.scaled(per),
    )


_NAMES = np.array(
    [
        ";".join(rule for k, rule in enumerate(rules.RULES) if code >> k & 1)
        for code in range(2 ** len(rules.RULES))
    ],
    dtype=object,
)


def _known(chart: ControlChart) -> list[tuple[int, str]]:
    """Position in precedence and name of each rule the chart was drawn with."""
    return [(k, rule) for k, rule in enumerate(rules.RULES) if rule in chart.members]


def _grid(
    values: pd.DataFrame, columns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[date, ...], list[Floats]]:
    """Long rows as arrays of places × months, NaN where there is no row."""
    place, codes = pd.factorize(values["area_code"], sort=True)
    months = pd.to_datetime(values["period_end"]).to_numpy("datetime64[M]").astype(np.int64)
    every = np.arange(months.min(), months.max() + 1)
    cell = place * len(every) + months - every[0]
    if np.bincount(cell).max() > 1:
        raise ParameterError(
            "A control chart needs one row per place and month; some have several. Choose one "
            "value of each dimension first."
        )
    arrays = []
    for column in columns:
        array = np.full(len(codes) * len(every), np.nan)
        array[cell] = values[column].to_numpy(np.float64, na_value=np.nan)
        arrays.append(array.reshape(len(codes), len(every)))
    ends = (every + 1).astype("datetime64[M]").astype("datetime64[D]") - np.timedelta64(1, "D")
    return tuple(map(str, codes)), tuple(ends.tolist()), arrays
