"""Shifts that have lasted: where a chart's limits might start afresh, if the reader agrees.

Limits drawn over a lasting shift describe neither what was before nor what is now. Moving them is
a judgement about the place, so this module proposes and never does it.
"""

from dataclasses import dataclass

import numpy as np

from metrics.arrays import Floats, Integers
from metrics.control_rules import run_lengths, side_of
from metrics.spc import ControlChart

HELD_FOR = 12
"""Points on one side of the centre line after which a shift is taken to last."""


@dataclass(frozen=True, kw_only=True)
class Shift:
    """A proposal to start new limits.

    Attributes:
        series: Position of the series in the chart; empty where it holds only one.
        first: Position of the first point after the shift.
        points: How many points it has held for.
        direction: 1 upwards, -1 downwards.
        before: Mean of the segment's points before it.
        after: Mean of its points since.
    """

    series: tuple[int, ...]
    first: int
    points: int
    direction: int
    before: float
    after: float


def lasting_shifts(chart: ControlChart, *, held_for: int = HELD_FOR) -> tuple[Shift, ...]:
    """Places where a series moved to one side of its centre line and stayed.

    A run of at least `held_for` points on one side is a shift if its segment holds as many points
    before it: both sides must be long enough for limits of their own. The first such run of a
    segment is proposed; with new limits from there the next one, if any, shows.

    Args:
        chart: One or many series with their centre lines.
        held_for: Points a run needs.

    Returns:
        The proposals, in order of series and time.

    Raises:
        ValueError: If `held_for` is less than 2.

    Source:
        NHS England, Making Data Count, on recalculating limits after a sustained change.
    """
    if held_for < 2:
        raise ValueError(f"A shift of {held_for} points is no shift: ask for at least 2.")
    lengths = run_lengths(side_of(chart.values, chart.centre), chart.segments)
    found: dict[tuple[tuple[int, ...], int], Shift] = {}
    for *position, last in np.argwhere(lengths == held_for).tolist():
        series, first = tuple(position), last - held_for + 1
        one = chart.series(*series)
        earlier = one.values[:first][one.segments[:first] == one.segments[last]]
        before = earlier[~np.isnan(earlier)]
        if before.size >= held_for:
            run = _run(one.values, lengths[series], first)
            shift = Shift(
                series=series,
                first=first,
                points=run.size,
                direction=1 if run[0] > one.centre[first] else -1,
                before=float(before.mean()),
                after=float(run.mean()),
            )
            found.setdefault((series, int(one.segments[last])), shift)
    return tuple(found.values())


def _run(values: Floats, lengths: Integers, first: int) -> Floats:
    """The points of the run that begins at `first`."""
    unbroken = lengths[first:] == np.arange(1, lengths.size - first + 1)
    return values[first:][np.logical_and.accumulate(unbroken)]
