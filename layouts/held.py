"""What can be shown of a place: which measures, stated how, by which periods, beside which area."""

from functools import lru_cache

from data.areas import LONDON, METROPOLITAN_POLICE, Area, all_areas
from data.errors import ParameterError, TableMissingError
from data.store import data_version
from figures.change_over_time import is_rate
from metrics.catalogue import METRICS
from metrics.metric import Metric
from metrics.offers import period_types_for
from metrics.values import metric_values

FIRST_PERIOD = "rolling_12_months"
POPULATION = "population"
TABLES = (
    "borough_knife_crime",
    "recorded_offences",
    "homicide_victims",
    "homicide_by_borough",
    POPULATION,
)
"""Without these the pages of London and its boroughs would be empty."""

KEPT = 4096


def measures_of(area: Area) -> tuple[Metric, ...]:
    """The measures of which figures are held for a place, in the order of the catalogue."""
    return tuple(METRICS[metric_id] for metric_id in _measures(area.area_code, data_version()))


def tables_of(area: Area) -> tuple[str, ...]:
    """The tables that the measures of a place are counted from."""
    inputs = [table for metric in measures_of(area) for table in metric.inputs]
    return tuple(dict.fromkeys([*inputs, POPULATION]))


def first_period(metric: Metric, area: Area) -> str:
    """The period type that is shown unless another is asked for; blank where none is offered."""
    offered = period_types_for(metric, area.area_type)
    return FIRST_PERIOD if FIRST_PERIOD in offered else next(iter(offered), "")


def is_held(metric: Metric, area_code: str, *, stated_as: str, period_type: str) -> bool:
    """Whether at least one figure of this kind is held for an area."""
    holders = _holders(metric.metric_id, stated_as, period_type, data_version())
    return area_code in holders


def compared_with(metric: Metric, area: Area, *, stated_as: str, period_type: str) -> str:
    """Code of the London that a borough's rate or share stands beside; blank for none."""
    unit = metric.rate_unit if stated_as == "rate" else metric.unit_by()
    if area.area_type != "borough" or not is_rate(unit):
        return ""
    beside = (METROPOLITAN_POLICE, LONDON)
    held = (
        code
        for code in beside
        if is_held(metric, code, stated_as=stated_as, period_type=period_type)
    )
    return next(held, "")


@lru_cache(maxsize=KEPT)
def _measures(area_code: str, _version: str) -> tuple[str, ...]:
    area = all_areas()[area_code]
    return tuple(
        metric.metric_id
        for metric in METRICS.values()
        if (period := first_period(metric, area))
        and is_held(metric, area_code, stated_as=metric.stated_as[0], period_type=period)
    )


@lru_cache(maxsize=KEPT)
def _holders(metric_id: str, stated_as: str, period_type: str, _version: str) -> frozenset[str]:
    """Codes of all areas, wards aside, that have at least one figure."""
    try:
        rows = metric_values(metric_id, period_type=period_type, stated_as=stated_as)
    except (ParameterError, TableMissingError):
        return frozenset()
    return frozenset(rows.loc[rows["value"].notna(), "area_code"])
