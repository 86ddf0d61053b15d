"""For which places and months searches can be stated, and how far to trust them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.areas import (
    CITY_OF_LONDON,
    CITY_OF_LONDON_POLICE,
    LONDON,
    METROPOLITAN_POLICE,
    boroughs,
)
from data.search_tables import DAYS_NOT_COVERED, EXACT_REPEATS, SEARCHES, WITHOUT_COORDINATES
from metrics.arrays import Flags, Integers

FORCES = (METROPOLITAN_POLICE, CITY_OF_LONDON_POLICE)
BOTH = (0, 1)
MET_ONLY, CITY_ONLY = (0,), (1,)

WHOLE: Mapping[str, tuple[int, ...]] = {
    METROPOLITAN_POLICE: MET_ONLY,
    CITY_OF_LONDON_POLICE: CITY_ONLY,
    LONDON: BOTH,
}
"""Places that count every search of their forces, with a point or without."""


def _placed() -> dict[str, tuple[int, ...]]:
    """Boroughs, which count searches at a point in them; only the City's are of both forces."""
    return {
        area.area_code: BOTH if area.area_code == CITY_OF_LONDON else MET_ONLY
        for area in boroughs()
    }


AREAS: Mapping[str, tuple[int, ...]] = {**WHOLE, **_placed()}
"""Every place searches are stated for, and which forces' searches it counts."""


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Places × months: what the forces' monthly files allow to be said.

    Attributes:
        areas: The lines of the matrices.
        first_month: Months since 1970 of their first column.
        begun: Months from the first to the last of which every force of the place has a file.
        stated: Months whose searches can be stated.
        status: "" where all is well, "u" where a month is not whole, was loaded twice or has
            mostly no places, "x" where a file is absent.
        vintage: Newest vintage of what is known of the month.
    """

    areas: tuple[str, ...]
    first_month: int
    begun: Flags
    stated: Flags
    status: NDArray[np.str_]
    vintage: NDArray[np.datetime64]

    def months_of(self, rows: pd.DataFrame) -> Integers:
        """The column each row belongs to."""
        return _months(rows["period_end"]) - self.first_month

    @property
    def ends(self) -> NDArray[np.datetime64]:
        """Last day of each month."""
        after = np.arange(self.first_month + 1, self.first_month + 1 + self.begun.shape[1])
        days = after.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - 1
        return days.astype("datetime64[D]").astype("datetime64[s]")


def cover(search_months: pd.DataFrame, areas: Sequence[str]) -> Cover:
    """What can be stated for some of the places of `AREAS`.

    A place of two forces can be stated where both can. A month cut short is withheld, because
    its count would read as a fall; one loaded twice is stated and marked. Boroughs are withheld
    where most of the force's searches have no place.

    Args:
        search_months: Rows of the table of that name.
        areas: Codes of `AREAS`.
    """
    months = _months(search_months["period_end"])
    first, last = (int(months.min()), int(months.max())) if len(months) else (0, -1)
    force = search_months["force_code"].map({code: i for i, code in enumerate(FORCES)})
    cell = (force.to_numpy(np.int64), months - first)

    def flagged(measure: str, rows: pd.Series) -> Flags:
        """The months of each force for which rows of a measure are chosen."""
        chosen = ((search_months["measure"] == measure) & rows).to_numpy(dtype=bool)
        matrix = np.zeros((len(FORCES), last - first + 1), dtype=bool)
        matrix[cell[0][chosen], cell[1][chosen]] = True
        return matrix

    uncertain = search_months["status"] == "u"
    held = flagged(SEARCHES, search_months["counts"].notna())
    short = flagged(DAYS_NOT_COVERED, uncertain)
    twice = flagged(EXACT_REPEATS, uncertain)
    unplaced = flagged(WITHOUT_COORDINATES, uncertain)
    vintage = np.full(held.shape, np.datetime64("NaT", "s"))
    np.fmax.at(vintage, cell, search_months["vintage"].to_numpy("datetime64[s]"))

    def over(matrix: Flags, *, every: bool) -> Flags:
        """The months for which all, or any, of an area's forces are flagged."""
        reduce = np.all if every else np.any
        lines = [reduce(matrix[list(AREAS[area])], axis=0) for area in areas]
        return np.array(lines, dtype=bool).reshape(len(areas), -1)

    at_points = np.array([area not in WHOLE for area in areas], dtype=bool)[:, np.newaxis]
    all_held, withheld = over(held, every=True), over(short, every=False)
    withheld |= at_points & over(unplaced, every=False)
    doubtful = withheld | over(twice, every=False)
    return Cover(
        areas=tuple(areas),
        first_month=first,
        begun=over(_from_first_to_last(held), every=True),
        stated=all_held & ~withheld,
        status=np.where(all_held, np.where(doubtful, "u", ""), "x"),
        vintage=np.array([vintage[list(AREAS[area])].max(axis=0) for area in areas]),
    )


def _from_first_to_last(held: Flags) -> Flags:
    begun = np.maximum.accumulate(held, axis=1)
    goes_on = np.maximum.accumulate(held[:, ::-1], axis=1)[:, ::-1]
    return np.asarray(begun & goes_on)


def _months(ends: pd.Series) -> Integers:
    """Months since January 1970."""
    return ends.to_numpy("datetime64[M]").astype(np.int64)
