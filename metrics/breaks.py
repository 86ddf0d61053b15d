"""Which values stand at a break in their series."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from data.breaks import NOT_COMPARABLE, NOTE, Break
from metrics.arrays import Flags

Days = NDArray[np.datetime64]


def breaks_between(
    breaks: Iterable[Break], start: np.datetime64, end: np.datetime64
) -> list[Break]:
    """The breaks that forbid a comparison between the first and the last day of two periods.

    A break on the very first day is none: everything compared lies after it.
    """
    return [b for b in breaks if b.comparable == NOT_COMPARABLE and _lies_between(b, start, end)]


def notes_between(breaks: Iterable[Break], start: np.datetime64, end: np.datetime64) -> list[Break]:
    """The breaks and events that a comparison between the two days must mention.

    Figures can be compared across them, with care: only a part of what is counted is touched.
    """
    return [b for b in breaks if b.comparable == NOTE and _lies_between(b, start, end)]


def _lies_between(entry: Break, start: np.datetime64, end: np.datetime64) -> bool:
    last = np.datetime64(entry.last_day or entry.first_day)
    return bool(np.datetime64(entry.first_day) <= end and last > start)


def at_a_break(
    breaks: Iterable[Break], starts: Days, ends: Days, valued: Flags, *, begun: Days
) -> Flags:
    """Which values must carry the status "b".

    A value does if a break that forbids comparison falls into its period after the first day, or
    if its period is the first of its series that lies wholly after the break. A series that
    begins after a break has none.

    Args:
        breaks: The breaks that touch the measure.
        starts: First day of each period.
        ends: Last day of each period.
        valued: Where there is a value, one line per series.
        begun: Last day of the first base period of each series that has a value.

    Returns:
        A matrix of the shape of `valued`.
    """
    marked = np.zeros_like(valued)
    for entry in breaks:
        if entry.comparable != NOT_COMPARABLE:
            continue
        first_day = np.datetime64(entry.first_day)
        spans = (starts < first_day) & (ends >= first_day)
        if entry.last_day:
            spans |= (starts <= np.datetime64(entry.last_day)) & (ends >= first_day)
        after = valued & ((starts >= first_day) & ~spans)
        first_after = after & (np.cumsum(after, axis=1) == 1)
        runs_through = begun < first_day
        marked |= (valued & spans | first_after) & runs_through[:, np.newaxis]
    return marked
