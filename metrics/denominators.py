"""Usual residents per area and year: the denominators of rates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.areas import METROPOLITAN_POLICE, all_areas
from metrics.arrays import Flags, Floats, Integers

MINIMUM_RESIDENTS = 20_000
"""With fewer residents than this a rate says more about visitors than about residents."""

OLD_BASE, NEW_BASE = ("before_census_2021",), ("census_2021", "since_census_2021")


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
        reference = np.minimum(years, self.last_year)
        line = np.array([self._line(code) for code in area_codes], dtype=np.intp)
        column = reference - self.first_year
        nowhere = (line < 0)[:, np.newaxis] | (column < 0)[np.newaxis, :]
        cell = np.ix_(line, np.maximum(column, 0))
        people = np.where(nowhere, np.nan, self.people[cell])
        return people, self.estimated[cell] | (years > self.last_year), reference

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
    chosen = chosen.sort_values("period_end")
    ends = chosen["period_end"].dt.year
    years = np.arange(ends.min(), ends.max() + 1) if len(chosen) else np.arange(0)
    codes, lines = [], []
    for code, rows in chosen.groupby("area_code", observed=True):
        codes.append(str(code))
        lines.append(_along_the_years(rows, years))
    people = np.array([line[0] for line in lines]).reshape(len(codes), len(years))
    estimated = np.array([line[1] for line in lines], dtype=bool).reshape(people.shape)
    inside = [place for place, code in enumerate(codes) if _is_met_borough(code)]
    if inside and METROPOLITAN_POLICE not in codes:
        codes.append(METROPOLITAN_POLICE)
        people = np.vstack([people, people[inside].sum(axis=0)])
        estimated = np.vstack([estimated, estimated[inside].any(axis=0)])
    first_year = int(years[0]) if len(years) else 0
    return Residents(
        area_codes=tuple(codes), first_year=first_year, people=people, estimated=estimated
    )


def _along_the_years(rows: pd.DataFrame, years: Integers) -> tuple[Floats, Flags]:
    wanted = _days([f"{year}-06-30" for year in years])
    people, estimated = np.full(len(years), np.nan), np.zeros(len(years), dtype=bool)
    for bases in (OLD_BASE, NEW_BASE):
        points = rows[rows["basis"].isin(bases)]
        if points.empty:
            continue
        days = _days(points["period_end"])
        within = (wanted >= days[0]) & (wanted <= days[-1])
        numbers = points["residents"].to_numpy(dtype=np.float64)
        people[within] = np.rint(np.interp(wanted[within], days, numbers))
        estimated[within] = ~np.isin(wanted[within], days)
    return people, estimated


def _days(moments: Sequence[str] | pd.Series) -> Integers:
    return np.asarray(moments, dtype="datetime64[D]").astype(np.int64)


def _is_met_borough(area_code: str) -> bool:
    area = all_areas().get(area_code)
    return (
        area is not None and area.area_type == "borough" and area.parent_code == METROPOLITAN_POLICE
    )
