"""Whether each measure is really changing in each place: the newest verdicts of all charts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from data.areas import all_areas
from data.errors import NotHeldError, ParameterError
from metrics import offers
from metrics.catalogue import get_metric
from metrics.control_limits import DEFAULT, ChartSettings
from metrics.measure_charts import (
    MONTH,
    MeasureCharts,
    charted_measures,
    measure_charts,
)
from metrics.metric import Metric
from metrics.moving import flags
from metrics.series_signals import monthly_signals, yearly_signals
from metrics.signal import ROLLING, Signal


@dataclass(frozen=True)
class Asked:
    """How charts are asked for, whatever the measure and the place."""

    rebase: tuple[date, ...] = ()
    end: date | None = None
    as_of: date | None = None
    stated_as: str | None = None
    target: float | None = None
    settings: ChartSettings = DEFAULT

    def charts(self, metric: Metric, area: str | Sequence[str]) -> MeasureCharts | None:
        """The charts of a measure by month."""
        return measure_charts(
            metric,
            area=area,
            rebase=self.rebase,
            end=self.end,
            as_of=self.as_of,
            stated_as=self.stated_as,
            settings=self.settings,
        )


def signals(
    metric_id: str | None = None,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
    stated_as: str | None = None,
    target: float | None = None,
    baseline: tuple[date, date] | None = None,
    settings: ChartSettings = DEFAULT,
) -> list[Signal]:
    """The verdict on the newest month of every series.

    Args:
        metric_id: One measure; every measure that has control charts if left out.
        area: "all", one area by code, name or slug, or several.
        rebase: Days on which limits start afresh besides those of the ledger of breaks.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.
        stated_as: "rate" for charts of counts per resident; the measure's usual way if left out.
        target: A monthly value somebody declared as the target of each place: would it be met?
        baseline: First and last day of the months that limits of one measure are frozen on.
        settings: Screening and the variant of two-of-three; charts of waits use neither.

    Returns:
        One signal for each measure and place, in the catalogue's order and by code; a measure that
        is not held for the place, or not so stated, is left out unless it was named.

    Raises:
        ParameterError: If the measure has no control charts, or not so stated, or not with this
            baseline: see `metrics.chart_baseline.check_baseline`.
        NotHeldError: If the named measure is not held for the place.
        UnknownMetricError: If there is no such measure.
        UnknownAreaError: If there is no such place.
    """
    settings = replace(settings, baseline=baseline or settings.baseline)
    asked = Asked(tuple(rebase), end, as_of, stated_as, target, settings)
    if metric_id is None and settings.baseline:
        raise ParameterError("A baseline is of one measure: name the measure.")
    if metric_id is not None:
        return list(_signals_of(charted(metric_id), area, asked))
    offers.asked_areas(area)
    found: list[Signal] = []
    for metric in charted_measures():
        try:
            found.extend(_signals_of(metric, area, asked))
        except (NotHeldError, ParameterError):
            continue
    return found


def signal_points(
    metric_id: str,
    *,
    area: str | Sequence[str] = offers.ALL_AREAS,
    rebase: Sequence[date] = (),
    end: date | None = None,
    as_of: date | None = None,
    stated_as: str | None = None,
) -> pd.DataFrame:
    """Every charted month of one measure with limits, segment and the rules it breaks.

    Args:
        metric_id: A measure that has control charts.
        area: "all", one area by code, name or slug, or several.
        rebase: Days on which limits start afresh besides those of the ledger of breaks.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.
        stated_as: "rate" for charts of counts per resident; the measure's usual way if left out.

    Returns:
        ``metric_id``, ``area_code``, ``area_name`` and the columns of
        `metrics.monthly_charts.MonthlyCharts.table`, then ``provisional``: whether the month may
        still be revised. Places of a measure that is shown over 12
        months only have no points; `metrics.chart_points` has those of every kind of chart.

    Raises:
        ParameterError: If the measure has no control charts, or none by month for the place.
        NotHeldError: If the measure is not held for the place.
    """
    asked = Asked(rebase=tuple(rebase), end=end, as_of=as_of, stated_as=stated_as)
    made = asked.charts(charted(metric_id), area)
    if made is None:
        raise NotHeldError(f"No month of {metric_id} is held there. Ask for all areas.")
    table = made.charts.table()
    names = [all_areas()[code].area_name for code in table["area_code"]]
    table.insert(0, "metric_id", metric_id)
    table.insert(2, "area_name", names)
    return table.assign(provisional=flags(made.moving, table["area_code"], table["period_end"]))


def charted(metric_id: str) -> Metric:
    """The measure of that name, if it has control charts.

    Raises:
        ParameterError: If it has none; the message says which have.
        UnknownMetricError: If there is no such measure.
    """
    metric = get_metric(metric_id)
    able = charted_measures()
    if metric not in able:
        raise ParameterError(
            f"{metric_id} has no control chart: charts are of monthly counts and shares that are "
            f"held. Ask for one of: {', '.join(one.metric_id for one in able)}."
        )
    return metric


def places_by_period(
    metric: Metric, area: str | Sequence[str]
) -> tuple[str | list[str], str | list[str]]:
    """The places charted by month and those over 12 months; "all" where nothing was named."""
    places = offers.asked_areas(area)
    if places is None:
        only_years = MONTH not in offers.period_types_for(metric, "borough") and (
            ROLLING in offers.period_types_for(metric, "borough")
        )
        return offers.ALL_AREAS, offers.ALL_AREAS if only_years else []
    kinds = {place.area_code: offers.period_types_for(metric, place.area_type) for place in places}
    yearly = [code for code, kind in kinds.items() if MONTH not in kind and ROLLING in kind]
    return [code for code in kinds if code not in yearly], yearly


def refuse_by_years(metric: Metric, yearly: str | list[str], settings: ChartSettings) -> None:
    """Refuse to freeze limits on months for places that are judged over years.

    Raises:
        ParameterError: If there is a baseline and such a place.
    """
    if settings.baseline is not None and yearly:
        raise ParameterError(
            f"{metric.metric_id} of boroughs is judged over years, which take no baseline of "
            "months. Ask for one of the whole police area: --area E23000001."
        )


def _signals_of(metric: Metric, area: str | Sequence[str], asked: Asked) -> Iterator[Signal]:
    offers.check_stated_as(metric, asked.stated_as)
    monthly, yearly = places_by_period(metric, area)
    refuse_by_years(metric, yearly, asked.settings)
    found: list[Signal] = []
    if monthly:
        made = asked.charts(metric, monthly)
        if made is not None:
            found.extend(monthly_signals(made, asked.target))
    if yearly:
        found.extend(
            yearly_signals(
                metric,
                yearly,
                end=asked.end,
                as_of=asked.as_of,
                rebase=asked.rebase,
                stated_as=asked.stated_as,
                settings=asked.settings,
            )
        )
    yield from sorted(found, key=lambda one: one.area_code)
