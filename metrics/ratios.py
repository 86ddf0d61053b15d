"""Ratios of two groups' rates over a grid, with what missing attributes could make of them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.arrays import Flags, Floats
from metrics.denominators import MINIMUM_RESIDENTS
from metrics.disparity import bounds_for_missing, disparity
from metrics.grid import Grid
from metrics.rates import Interval

AS_RECORDED, LOWEST, HIGHEST = "as_recorded", "lowest", "highest"
BOUNDS = (AS_RECORDED, LOWEST, HIGHEST)
WHITE, EVERYONE = "white", "everyone"
COMPARATORS = (WHITE, EVERYONE)


class Compared(NamedTuple):
    """Series × periods: value and limits, and where it is withheld because it says too little."""

    value: Floats
    limits: Interval
    withheld: Flags


def ratios(sums: Grid, comparators: NDArray[np.str_], bounds: NDArray[np.str_]) -> Compared:
    """How many times the rate of the other group each group's rate is.

    Withheld below 100 searches of the group, and where fewer than 20,000 residents make up the
    group compared with: there, visitors decide the ratio.

    Args:
        sums: Counts of both groups, their residents and the searches with no ethnicity known.
        comparators: For each line the group compared with.
        bounds: For each line whether the ratio is stated as recorded, or at its lowest or highest
            whoever those without a recorded ethnicity were; bounds have no limits of chance.
    """
    assert sums.denominator is not None
    shape = sums.numerator.shape
    everyone = np.broadcast_to((comparators == EVERYONE)[:, np.newaxis], shape).ravel()
    columns = {
        "searches": sums.numerator.ravel(),
        "residents": sums.others["residents"].ravel(),
        "other_searches": sums.denominator.ravel(),
        "other_residents": sums.others["other_residents"].ravel(),
        "unknown": sums.others["unknown"].ravel(),
    }
    table = np.full((5, sums.numerator.size), np.nan)
    withheld = np.zeros(sums.numerator.size, dtype=bool)
    for part_of_other in (False, True):
        chosen = everyone == part_of_other
        own = {name: column[chosen] for name, column in columns.items()}
        table[:, chosen], withheld[chosen] = _stated(own, part_of_other=part_of_other)
    value, lower, upper, lowest, highest = table.reshape(5, *shape)
    kind = bounds[:, np.newaxis]
    recorded = kind == AS_RECORDED
    return Compared(
        value=np.select([recorded, kind == LOWEST], [value, lowest], highest),
        limits=Interval(np.where(recorded, lower, np.nan), np.where(recorded, upper, np.nan)),
        withheld=withheld.reshape(shape),
    )


def _stated(columns: dict[str, Floats], *, part_of_other: bool) -> tuple[Floats, Flags]:
    """Ratio, limits and bounds as five rows, missing where withheld; and where that is."""
    a, n = columns["searches"], columns["residents"]
    b, m = columns["other_searches"], columns["other_residents"]
    found = disparity(a, n, other_searches=b, other_residents=m, part_of_other=part_of_other)
    bounds = bounds_for_missing(
        a,
        n,
        other_searches=b,
        other_residents=m,
        unknown=columns["unknown"],
        part_of_other=part_of_other,
    )
    few = m < MINIMUM_RESIDENTS
    shown = found["value"].notna().to_numpy(dtype=bool) & ~few
    rows = np.array([found["value"], found["lower"], found["upper"], bounds.lower, bounds.upper])
    withheld = few | (found["status"] == "u").to_numpy(dtype=bool)
    return np.where(shown, rows, np.nan), withheld
