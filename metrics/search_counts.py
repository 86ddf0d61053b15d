"""Searches added up by place, month and group, with zeros where a month is held and has none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from metrics.arrays import Floats, Integers
from metrics.search_cover import AREAS, BOTH, FORCES, WHOLE, Cover, cover


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Searches by place, month and group.

    Attributes:
        cover: Places and months.
        groups: One row per group, in columns called like the dimensions.
        searches: Places × months × groups; NaN where a month cannot be stated.
    """

    cover: Cover
    groups: pd.DataFrame
    searches: Floats


def search_counts(
    rows: pd.DataFrame, search_months: pd.DataFrame, dimensions: Sequence[str]
) -> Counts:
    """Add searches up for every place they can be stated for.

    A borough counts the searches at a point in it, the City's of both forces, any other's of the
    Metropolitan Police. A force counts all its searches, and London those of both.

    Args:
        rows: Rows of a search table, of forces or of boroughs and unknown places.
        search_months: Rows of the table of that name.
        dimensions: Columns to keep apart; the groups are the combinations that occur.
    """
    at_points = not rows["area_code"].isin(FORCES).all()
    covered = cover(search_months, tuple(AREAS) if at_points else tuple(WHOLE))
    group, groups = groups_of(rows, dimensions)
    month = covered.months_of(rows)
    searches = rows["searches"].to_numpy(dtype=np.float64, na_value=0.0)
    shape = (*covered.begun.shape, len(groups))
    total = np.zeros(int(np.prod(shape)))
    for place, chosen in _memberships(rows, covered):
        cell = (place[chosen] * shape[1] + month[chosen]) * shape[2] + group[chosen]
        total += np.bincount(cell, weights=searches[chosen], minlength=len(total))
    stated = covered.stated[:, :, np.newaxis]
    return Counts(
        cover=covered, groups=groups, searches=np.where(stated, total.reshape(shape), np.nan)
    )


def counted_rows(
    covered: Cover, groups: pd.DataFrame, columns: Mapping[str, Floats]
) -> pd.DataFrame:
    """One row per place, month and group, as a metric's `compute` returns them.

    Args:
        covered: Places and months; those outside a place's span have no row.
        groups: Values of the dimensions of each group.
        columns: Places × months × groups, by column name.
    """
    place, month = np.nonzero(covered.begun)
    each, cells = len(groups), len(place)
    dimensions = {
        str(name): pd.Categorical(groups[name]).take(np.tile(np.arange(each), cells))
        for name in groups
    }
    return pd.DataFrame(
        {
            "area_code": pd.Categorical(covered.areas).take(np.repeat(place, each)),
            "period_end": np.repeat(covered.ends[month], each),
            **dimensions,
            **{name: matrix[place, month].ravel() for name, matrix in columns.items()},
            "status": np.repeat(covered.status[place, month], each),
            "vintage": np.repeat(covered.vintage[place, month], each),
        }
    )


def groups_of(rows: pd.DataFrame, dimensions: Sequence[str]) -> tuple[Integers, pd.DataFrame]:
    """The group of each row, and the groups; one without a name where nothing is kept apart."""
    if not dimensions:
        return np.zeros(len(rows), dtype=np.int64), pd.DataFrame(index=[0])
    grouped = rows.groupby(list(dimensions), observed=True, sort=True)
    groups = grouped.size().index.to_frame(index=False)
    numbers: Integers = grouped.ngroup().to_numpy().astype(np.int64)
    return numbers, groups.astype("str")


def _memberships(rows: pd.DataFrame, covered: Cover) -> list[tuple[Integers, Integers]]:
    """Places that rows count for and the rows that do: forces, London, and boroughs."""
    line = {area: place for place, area in enumerate(covered.areas)}
    force = _places(rows["force_code"], line)
    london = np.full(len(rows), line[next(area for area, of in WHOLE.items() if of == BOTH)])
    every = np.arange(len(rows))
    found = [(force, every), (london, every)]
    if len(covered.areas) > len(WHOLE):
        borough = _places(rows["area_code"].where(~rows["area_code"].isin(WHOLE)), line)
        counts = np.zeros((len(covered.areas), len(FORCES)), dtype=bool)
        for area, place in line.items():
            counts[place, list(AREAS[area])] = True
        number = _places(rows["force_code"], {code: i for i, code in enumerate(FORCES)})
        found.append((borough, np.flatnonzero((borough >= 0) & counts[borough, number])))
    return found


def _places(codes: pd.Series, line: Mapping[str, int]) -> Integers:
    """The line of each code, -1 where it has none."""
    category = codes.astype("category").cat
    lines = [line.get(str(name), -1) for name in category.categories]
    return np.array([*lines, -1], dtype=np.int64)[category.codes.to_numpy()]
