"""Numbers that a document words as more or less than exact, so that a value says so beside it."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from data.restricted_tables import QUALIFIERS
from metrics.arrays import Floats, Integers

EXACT, *WORDED = QUALIFIERS
MIXED = "approximately"
"""What a sum is called whose parts are worded in different ways."""


def wording_columns(qualifiers: pd.Series) -> dict[str, pd.Series]:
    """A column for each way to word a number, 1 where it is so worded: they can be added up."""
    return {name: (qualifiers == name).astype("int64") for name in WORDED}


def worded_units(
    unit: str, total: str, others: Mapping[str, Floats], shape: tuple[int, ...]
) -> tuple[Sequence[str], Integers]:
    """The units of values, with what a total counts and how their numbers are worded.

    Args:
        unit: The measure's unit.
        total: What is counted where the measure is not broken down; blank where its unit says it.
        others: Sums of `wording_columns`, none for measures whose numbers are all exact.
        shape: Of the values.

    Returns:
        The units, such as "count (activities, over)", and for each value its place among them.
    """
    known = (EXACT, *WORDED)
    units = [_named(unit, total, "" if name == EXACT else name) for name in known]
    place = np.zeros(shape, dtype=np.intp)
    for name in WORDED:
        if name in others:
            found = others[name] > 0
            place = np.where(
                found, np.where(place > 0, known.index(MIXED), known.index(name)), place
            )
    return units, place


def _named(unit: str, *details: str) -> str:
    said = ", ".join(filter(None, details))
    return f"{unit} ({said})" if said else unit
