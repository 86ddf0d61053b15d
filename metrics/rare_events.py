"""Control charts for events so rare that most months have none, such as a borough's homicides.

A monthly count of mostly zeros has no useful limits. What is charted instead is the time from one
event to the next: a long wait is good news, a run of short ones is not.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from metrics.arrays import Flags, Floats, Integers
from metrics.control_limits import (
    DEFAULT,
    TEXTBOOK_FACTOR,
    ChartSettings,
    finish_limits,
    lay_out,
    segment_mean,
)
from metrics.control_rules import BEYOND_LIMITS, ONE_SIDE
from metrics.spc import ControlChart, chart_of, xmr_chart

RARE_BELOW = 1.0
"""Events a month, on average, below which the waits between them are charted instead."""

WEIBULL_ROOT = 3.6
"""Root that makes exponential waiting times nearly normal (Nelson 1994)."""

G_SETTINGS = replace(DEFAULT, rules=(BEYOND_LIMITS, ONE_SIDE))
"""Waits in whole months are skewed and tie often: only these rules keep their meaning."""

T_SETTINGS = replace(DEFAULT, limit_factor=TEXTBOOK_FACTOR, screen_moving_ranges=False)


def is_rare(counts: ArrayLike) -> bool:
    """Whether a monthly series has so few events that waits must be charted instead.

    Args:
        counts: Monthly counts, NaN where missing.

    Returns:
        True where the months held average less than one event.
    """
    months = np.asarray(counts, dtype=np.float64)
    held = months[~np.isnan(months)]
    return bool(held.size and held.mean() < RARE_BELOW)


def events_at(counts: ArrayLike) -> Integers:
    """Position of the month of each event, in order of time; missing months have none."""
    months = np.asarray(counts, dtype=np.float64)
    return np.repeat(np.arange(months.size), np.nan_to_num(months).astype(np.int64))


def months_between(counts: ArrayLike) -> Floats:
    """Months from each event to the next, in order of time; 0 within one month.

    Args:
        counts: Monthly counts of one series, NaN where missing.

    Returns:
        One wait fewer than there are events. A wait that spans a missing month is NaN, because
        an event may hide in it.
    """
    months = np.asarray(counts, dtype=np.float64)
    at = events_at(months)
    missing = np.cumsum(np.isnan(months))
    waits = np.diff(at).astype(np.float64)
    waits[np.diff(missing[at]) > 0] = np.nan
    return waits


def months_since(counts: ArrayLike) -> float:
    """Months without an event at the end of a series.

    Args:
        counts: Monthly counts of one series, NaN where missing.

    Returns:
        Whole months after that of the last event; NaN where one of them is missing or there
        has been no event. Beyond the upper limit of `g_chart` the wait is a signal already,
        though it is not over.
    """
    months = np.asarray(counts, dtype=np.float64)
    at = np.flatnonzero(np.nan_to_num(months) > 0)
    if at.size == 0 or np.isnan(months[at[-1] :]).any():
        return float("nan")
    return float(months.size - 1 - at[-1])


def g_chart(
    waits: ArrayLike, segments: ArrayLike = 0, *, settings: ChartSettings = G_SETTINGS
) -> ControlChart:
    """Limits and signals of the number of months, or of harmless cases, between rare events.

    Limits: ḡ ± 3·√(ḡ·(ḡ+1)), the lower one not below 0, where ḡ is the mean wait. The centre line
    is the median, so that half of all waits lie on each side of it.

    Args:
        waits: Whole numbers in order of time, NaN where a wait is not known.
        segments: Number of the segment each wait belongs to.
        settings: Rules and the least number of waits.

    Returns:
        The chart. Upwards means longer waits, that is fewer events.

    Raises:
        ValueError: If a wait is negative.

    Source:
        Benneyan 2001, Number-between g-type statistical quality control charts; Provost and
        Murray, The Health Care Data Guide, for the median.
    """
    points, labels, counted = lay_out(waits, segments, True)
    if (points < 0).any():
        raise ValueError("A wait between two events cannot be negative: put them in order of time.")
    mean = segment_mean(points, labels, counted)
    limits = finish_limits(mean, np.sqrt(mean * (mean + 1)), labels, counted, settings=settings)
    median = np.where(np.isnan(limits.centre), np.nan, _medians(points, labels, counted))
    limits = replace(limits, centre=median, lower=np.maximum(limits.lower, 0))
    return chart_of(points, limits, segments, settings=settings)


def of_events(chart: ControlChart) -> ControlChart:
    """A chart of waits with its patterns told by the events: a long wait is few events, so -1."""
    return replace(
        chart,
        completed={rule: -found for rule, found in chart.completed.items()},
        members={rule: -found for rule, found in chart.members.items()},
    )


def t_chart(
    times: ArrayLike, segments: ArrayLike = 0, *, settings: ChartSettings = T_SETTINGS
) -> ControlChart:
    """Limits and signals of the time between rare events, measured finely.

    Times are raised to the power 1/3.6, charted as single values, and the lines raised back.

    Args:
        times: Times in order, such as days, NaN where not known.
        segments: Number of the segment each time belongs to.
        settings: Rules and constants for the transformed times.

    Returns:
        The chart in the unit of `times`; rules are applied to the transformed times, and sigma,
        which has no meaning on this scale, is missing. Upwards means longer waits.

    Raises:
        ValueError: If a time is zero or negative: two events at once need the g chart.

    Source:
        Nelson 1994; Montgomery, Introduction to Statistical Quality Control, 7.3.5. Golden
        values in tests/golden.
    """
    waits = np.asarray(times, dtype=np.float64)
    if (waits <= 0).any():
        raise ValueError("A t chart needs times above zero: chart events of one day with g_chart.")
    chart = xmr_chart(waits ** (1 / WEIBULL_ROOT), segments, settings=settings)
    return replace(
        chart,
        values=waits,
        centre=_raise_back(chart.centre),
        sigma=np.full_like(chart.sigma, np.nan),
        lower=_raise_back(chart.lower),
        upper=_raise_back(chart.upper),
    )


def _raise_back(line: Floats) -> Floats:
    """A line in the unit of the times; one below zero is at zero."""
    raised: Floats = np.maximum(line, 0) ** WEIBULL_ROOT
    return raised


def _medians(points: Floats, labels: Integers, counted: Flags) -> Floats:
    """Median of the counted points of each segment, laid over its points."""
    found = np.full(points.shape, np.nan)
    for label in np.unique(labels[counted]):
        own = labels == label
        found[own] = np.median(points[own & counted])
    return found
