"""Signals of all places, computed once for everything that asks for them."""

from datetime import date
from functools import lru_cache

from data.errors import NotHeldError, ParameterError
from data.store import data_version
from metrics.measure_charts import charted_measures
from metrics.signal import Signal
from metrics.signals import signals


def signals_of(
    metric_id: str, *, end: date | None = None, as_of: date | None = None
) -> tuple[Signal, ...]:
    """The verdict on the newest month of one measure in every place.

    Args:
        metric_id: A name of the catalogue.
        end: Leave out months that end after this day, as if the series ended there.
        as_of: Use only what had been published by this day.

    Returns:
        One signal for each place, by code; none for a measure that has no control charts.
    """
    newest = _kept(data_version(), metric_id, None, as_of)
    if end is None or all(one.period_end <= end for one in newest):
        return newest
    return _kept(data_version(), metric_id, end, as_of)


def every_signal(*, end: date | None = None, as_of: date | None = None) -> tuple[Signal, ...]:
    """The same of every measure that has control charts, in the catalogue's order."""
    return tuple(
        one
        for metric in charted_measures()
        for one in signals_of(metric.metric_id, end=end, as_of=as_of)
    )


@lru_cache(maxsize=256)
def _kept(
    _version: str, metric_id: str, end: date | None, as_of: date | None
) -> tuple[Signal, ...]:
    """All places at once: hardly slower than one, and the next place asked for has them."""
    try:
        return tuple(signals(metric_id, end=end, as_of=as_of))
    except (NotHeldError, ParameterError):
        return ()
