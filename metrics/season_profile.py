"""What the months of a usual year add or take: the season of one measure in one place."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import pandas as pd

from data.store import data_version
from metrics.measure_charts import MONTH
from metrics.season import seasonally_adjusted, stretches
from metrics.stable_season import LEVEL, chance_of_season
from metrics.values import metric_values

YEAR = 12


@dataclass(frozen=True, kw_only=True)
class SeasonProfile:
    """The season of a series.

    Attributes:
        effects: Number of the month, 1 to 12, to what it adds to the average month; they sum to 0.
        first: Last day of the first month it was found in.
        last: Last day of the last one.
        p_value: How often chance alone makes months differ as much; see `metrics.stable_season`.
    """

    effects: dict[int, float]
    first: date
    last: date
    p_value: float

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the months differ by more than chance, so that a season may be told."""
        return self.p_value < LEVEL


def season_profile(metric_id: str, *, area: str) -> SeasonProfile | None:
    """The season of the newest unbroken stretch of months, as the control chart takes it out.

    Args:
        metric_id: A measure held by month.
        area: One area by code, name or slug.

    Returns:
        The mean effect of each month of the year over the stretch, or nothing where fewer than 36
        months without a gap are held.

    Raises:
        NotHeldError: If the measure is not held for the place.

    Source:
        STL: see `metrics.season`; the test: see `metrics.stable_season`.
    """
    return _profile(metric_id, area, data_version())


def season_effects(metric_id: str, *, area: str) -> pd.DataFrame:
    """The season as a table.

    Args:
        metric_id: A measure held by month.
        area: One area by code, name or slug.

    Returns:
        ``month`` (1 to 12), ``effect`` (what it adds to the average month, in the measure's unit)
        and ``p_value`` (of the test whether months differ by more than chance, the same in each
        row); no rows where `season_profile` finds none.

    Raises:
        NotHeldError: If the measure is not held for the place.
    """
    found = season_profile(metric_id, area=area)
    effects = found.effects if found else {}
    columns = {"month": list(effects), "effect": list(effects.values())}
    return pd.DataFrame(columns).assign(p_value=found.p_value if found else None)


@lru_cache(maxsize=256)
def _profile(metric_id: str, area: str, _version: str) -> SeasonProfile | None:
    rows = metric_values(metric_id, area=area, period_type=MONTH)
    values = rows["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    found = seasonally_adjusted(values)
    runs = stretches(~np.isnan(values))
    if not runs or not found.adjusted[runs[-1][0]]:
        return None
    first, end = runs[-1]
    days = rows["period_end"].iloc[first:end]
    season, months = found.season[first:end], days.dt.month.to_numpy()
    means = {month: float(season[months == month].mean()) for month in range(1, YEAR + 1)}
    middle = sum(means.values()) / YEAR
    return SeasonProfile(
        effects={month: effect - middle for month, effect in means.items()},
        first=days.iloc[0].date(),
        last=days.iloc[-1].date(),
        p_value=float(chance_of_season(values[first:end])),
    )
