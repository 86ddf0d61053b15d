"""Usual residents per area and year: the denominators of rates."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.areas import CITY_OF_LONDON_POLICE, LONDON, METROPOLITAN_POLICE, all_areas
from metrics.arrays import Flags, Floats, Integers

MINIMUM_RESIDENTS = 20_000
"""With fewer residents than this a rate says more about visitors than about residents."""

OLD_BASE = "before_census_2021"
"""Estimates on this base and all later figures, the Census among them, are never joined."""


@dataclass(frozen=True, kw_only=True)
class Residents:
    """Residents of areas at the middle of each year.

    Attributes:
        area_codes: The lines of the matrices.
        first_year: The year of their first column.
        people: NaN where none can be stated.
        estimated: Where the number lies between two published ones.
    """

    area_codes: tuple[str, ...]
    first_year: int
    people: Floats
    estimated: Flags

    @property
    def last_year(self) -> int:
        """The newest year with a published figure."""
        return self.first_year + int(self.people.shape[1]) - 1

    def at(self, area_codes: Sequence[str], years: Integers) -> tuple[Floats, Flags, Integers]:
        """People, whether estimated, and the mid-year they stand for.

        Years after the newest figure get it, as an estimate; years before the first get none.
        """
        if not self.area_codes:
            shape = (len(area_codes), len(years))
            return np.full(shape, np.nan), np.zeros(shape, dtype=bool), years
        reference = np.minimum(years, self.last_year)
        line = np.array([self._line(code) for code in area_codes], dtype=np.intp)
        column = reference - self.first_year
        nowhere = (line < 0)[:, np.newaxis] | (column < 0)[np.newaxis, :]
        cell = np.ix_(line, np.maximum(column, 0))
        people = np.where(nowhere, np.nan, self.people[cell])
        return people, self.estimated[cell] | (years > self.last_year), reference

    def newest(self, area_code: str) -> tuple[int, int] | None:
        """The newest mid-year and the people then; none where no figure is held."""
        if area_code not in self.area_codes:
            return None
        people = self.people[self._line(area_code)]
        held = np.flatnonzero(~np.isnan(people))
        return (self.first_year + int(held[-1]), int(people[held[-1]])) if held.size else None

    def _line(self, area_code: str) -> int:
        return self.area_codes.index(area_code) if area_code in self.area_codes else -1


def residents_by_year(population: pd.DataFrame, age_group: str) -> Residents:
    """Residents of every area at the middle of each year from the first to the newest figure.

    A published mid-year estimate stands as it is. Between two published figures of the same
    population base the number is estimated along a straight line by date and rounded to people.
    Figures made before the 2021 Census and since are never joined: a year between the two bases
    has none, and a year that both have takes the newer.

    Args:
        population: Rows of the `population` table.
        age_group: "all_ages" or "under_25".

    Returns:
        People by area and year, the Metropolitan Police's as the sum of its 32 boroughs.

    Source:
        ONS mid-year population estimates and Census 2021.
    """
    chosen = population[population["age_group"] == age_group].dropna(subset=["residents"])
    chosen = chosen.sort_values(["area_code", "period_end"])
    days, people = _days(chosen["period_end"]), chosen["residents"].to_numpy(dtype=np.float64)
    old = (chosen["basis"] == OLD_BASE).to_numpy(dtype=bool)
    ends = chosen["period_end"].dt.year
    years = range(ends.min(), ends.max() + 1) if len(chosen) else range(0)
    middles = _days(np.array([f"{year}-06-30" for year in years], dtype="datetime64[D]"))
    codes, first = np.unique(chosen["area_code"].to_numpy(dtype=str), return_index=True)
    lines = [
        _at_the_middles(middles, days[start:stop], people[start:stop], old=old[start:stop])
        for start, stop in pairwise([*first, len(days)])
    ]
    shape = (len(codes), len(years))
    held = Residents(
        area_codes=tuple(codes.tolist()),
        first_year=years.start,
        people=np.array([line[0] for line in lines]).reshape(shape),
        estimated=np.array([line[1] for line in lines], dtype=bool).reshape(shape),
    )
    return _with_wholes(held)


def _with_wholes(held: Residents) -> Residents:
    """Add the boroughs up to the areas of the two police forces and to London.

    The area of a force is there as soon as one of its boroughs is; London needs the City too.
    """
    of_force = {
        force: [place for place, code in enumerate(held.area_codes) if _force_of(code) == force]
        for force in (METROPOLITAN_POLICE, CITY_OF_LONDON_POLICE)
    }
    wholes = {**of_force, LONDON: [place for of in of_force.values() for place in of]}
    if not all(of_force.values()):
        del wholes[LONDON]
    for whole, parts in wholes.items():
        if parts and whole not in held.area_codes:
            held = replace(
                held,
                area_codes=(*held.area_codes, whole),
                people=np.vstack([held.people, held.people[parts].sum(axis=0)]),
                estimated=np.vstack([held.estimated, held.estimated[parts].any(axis=0)]),
            )
    return held


def _at_the_middles(
    middles: Integers, days: Integers, people: Floats, *, old: Flags
) -> tuple[Floats, Flags]:
    """One area's residents on the middle days of years, and whether they are estimated."""
    found, estimated = np.full(len(middles), np.nan), np.zeros(len(middles), dtype=bool)
    for base in (old, ~old):
        if not base.any():
            continue
        known = days[base]
        within = (middles >= known[0]) & (middles <= known[-1])
        found[within] = np.rint(np.interp(middles[within], known, people[base]))
        estimated[within] = ~np.isin(middles[within], known)
    return found, estimated


def _days(moments: pd.Series | NDArray[np.datetime64]) -> Integers:
    """Days since 1970."""
    return np.asarray(moments, dtype="datetime64[D]").astype(np.int64)


def _force_of(area_code: str) -> str:
    """The police force of a borough; blank for any other place."""
    area = all_areas().get(area_code)
    return area.parent_code if area is not None and area.area_type == "borough" else ""
