"""Whether a measure of a place is really changing: kept verdicts and charted months."""

from functools import lru_cache

import pandas as pd

from data.areas import Area
from data.errors import NotHeldError, ParameterError
from data.store import data_version
from metrics.kept_signals import signals_of
from metrics.metric import Metric
from metrics.signal import Signal
from metrics.signals import signal_points


def standing_of(metric: Metric, area: Area) -> Signal | None:
    """The verdict on the newest month; nothing for a measure or place without control charts."""
    return _signals(metric.metric_id, data_version()).get(area.area_code)


def charted_points(metric: Metric, area: Area) -> pd.DataFrame:
    """The charted months of a measure in a place, with limits; no rows where there are none."""
    return _points(metric.metric_id, area.area_code, data_version())


@lru_cache(maxsize=128)
def _signals(metric_id: str, _version: str) -> dict[str, Signal]:
    return {one.area_code: one for one in signals_of(metric_id)}


@lru_cache(maxsize=1024)
def _points(metric_id: str, area_code: str, _version: str) -> pd.DataFrame:
    """One place by itself, as a reader would ask for it: the last digit can depend on others."""
    try:
        return signal_points(metric_id, area=area_code)
    except (ParameterError, NotHeldError):
        return pd.DataFrame()
