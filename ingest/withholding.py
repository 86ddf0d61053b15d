"""Withholding small cells of a restricted table, so that no published sum gives one away."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.contracts import TableContract
from data.suppression import withheld_cells
from ingest.derivable import (
    REST,
    WHOLE_AREAS,
    Cell,
    GroupSums,
    exact_sums,
    groupings,
    with_remainders,
)

CONFIDENTIAL = "c"


def withhold(
    rows: pd.DataFrame, contract: TableContract, *, group_sums: GroupSums | None = None
) -> pd.DataFrame:
    """The rows with status "c" and no count wherever a count must not be published.

    Args:
        rows: Counts in the contract's key and value columns, of one vintage.
        contract: Of the table. Where it counts a part of a whole, what is left of the whole is
            protected too.
        group_sums: Sums an outsider could use besides those over areas.

    Returns:
        The rows with a column `status`. What the parts leave of a total is protected like a
        part: the people of no group that is named, or of the boroughs that are not.
    """
    rows = rows.reset_index(drop=True)
    hidden = np.zeros(len(rows), dtype=bool)
    for _, period in rows.groupby("period_end"):
        counts = counts_of(period, contract)
        withheld = withheld_of(counts, contract, group_sums or {})
        hidden[period.index] = [cell in withheld for cell in counts]
    status = pd.Series(np.where(hidden, CONFIDENTIAL, "")).astype("str")
    value = contract.value_column
    return rows.assign(**{value: rows[value].mask(hidden), "status": status})


def as_rows(records: Sequence[Mapping[str, Any]], contract: TableContract) -> pd.DataFrame:
    """Counted records as a frame in the contract's columns, those of the import itself aside."""
    names = [n for n in contract.names if n not in ("area_type", "status", "source_id", "vintage")]
    frame = pd.DataFrame(records, columns=names)
    return frame.assign(
        period_end=pd.to_datetime(frame["period_end"]).astype("datetime64[s]"),
        **{contract.value_column: frame[contract.value_column].astype("Int64")},
    )


def dimensions(contract: TableContract) -> list[str]:
    """What tells the cells of one period apart."""
    return [n for n in contract.key if n not in ("period_type", "period_end", "source_id")]


def cells_of(rows: pd.DataFrame, contract: TableContract) -> list[Cell]:
    """The cell that each row of a period is."""
    lines = rows[dimensions(contract)].astype("str").itertuples(index=False, name=None)
    return [tuple(line) for line in lines]


def counts_of(rows: pd.DataFrame, contract: TableContract) -> dict[Cell, int]:
    """The counts of a period by cell, in the order of its rows."""
    numbers = rows[contract.value_column].astype("int64").tolist()
    return dict(zip(cells_of(rows, contract), numbers, strict=True))


def withheld_of(
    counts: Mapping[Cell, int], contract: TableContract, group_sums: GroupSums
) -> frozenset[Cell]:
    """The cells of one period that must be withheld."""
    names, split = dimensions(contract), split_of(contract)
    found = groupings(iter(counts), names, group_sums)
    every = with_remainders(counts, found, split)
    dear = {grouping.total for grouping in found}
    if split:
        dear.add(split[2])

    def weight(cell: Cell) -> int:
        """How dear a cell is: the dearer, the later it is withheld."""
        if any(label.startswith(f"{REST} of ") for label in cell):
            return -1
        return sum(len(WHOLE_AREAS) if label in WHOLE_AREAS else label in dear for label in cell)

    hidden = withheld_cells(every, [*exact_sums(every, found, split)], weight=weight)
    return hidden.intersection(counts)


def split_of(contract: TableContract) -> tuple[int, str, str] | None:
    """Where a table counts a part of a whole: the place of that dimension, the part, the whole."""
    names = dimensions(contract)
    if "counted" not in names:
        return None
    part, whole = next(c.allowed for c in contract.columns if c.name == "counted")
    return names.index("counted"), part, whole
