"""Withholding small cells of a restricted table, so that no published sum gives one away."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from data.areas import LONDON, METROPOLITAN_POLICE
from data.contracts import TableContract
from data.suppression import Sum, withheld_cells

WHOLE_AREAS = (METROPOLITAN_POLICE, LONDON)
REST = "rest"

Cell = tuple[str, ...]
GroupSums = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
"""For a dimension, which of its values is the sum of which others."""


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
        The rows with a column `status`. Areas or groups count as parts of a sum only where they
        add up to it exactly: a survey total with people of unknown group is none.
    """
    value = contract.value_column
    dimensions = [n for n in contract.key if n not in ("period_type", "period_end", "source_id")]
    rows = rows.reset_index(drop=True)
    hidden = np.zeros(len(rows), dtype=bool)
    for _, period in rows.groupby("period_end"):
        lines = period[dimensions].astype("str").itertuples(index=False, name=None)
        cells: list[Cell] = [tuple(line) for line in lines]
        counts = dict(zip(cells, period[value].astype("int64").tolist(), strict=True))
        withheld = _withheld(counts, dimensions, contract, group_sums or {})
        hidden[period.index] = [cell in withheld for cell in cells]
    status = pd.Series(np.where(hidden, "c", "")).astype("str")
    return rows.assign(**{value: rows[value].mask(hidden), "status": status})


def as_rows(records: Sequence[Mapping[str, Any]], contract: TableContract) -> pd.DataFrame:
    """Counted records as a frame in the contract's columns, those of the import itself aside."""
    names = [n for n in contract.names if n not in ("area_type", "status", "source_id", "vintage")]
    frame = pd.DataFrame(records, columns=names)
    return frame.assign(
        period_end=pd.to_datetime(frame["period_end"]).astype("datetime64[s]"),
        **{contract.value_column: frame[contract.value_column].astype("Int64")},
    )


def _withheld(
    counts: dict[Cell, int], names: list[str], contract: TableContract, group_sums: GroupSums
) -> frozenset[Cell]:
    sums: list[Sum[Cell]] = []
    dear = {*WHOLE_AREAS, *(total for groups in group_sums.values() for total, _ in groups)}
    if "counted" in names:
        part, whole = _part_and_whole(contract)
        dear.add(whole)
        counts, sums = _with_rests(counts, names.index("counted"), (part, whole))
    parts = tuple(sorted({cell[0] for cell in counts}.difference(WHOLE_AREAS)))
    for total in WHOLE_AREAS:
        sums += _exact_sums(counts, names.index("area_code"), total, parts)
    for name, groups in group_sums.items():
        for total, parts in groups:
            sums += _exact_sums(counts, names.index(name), total, parts)

    def weight(cell: Cell) -> int:
        return sum(len(WHOLE_AREAS) if label in WHOLE_AREAS else label in dear for label in cell)

    return withheld_cells(counts, sums, weight=weight)


def _part_and_whole(contract: TableContract) -> tuple[str, str]:
    part, whole = next(c.allowed for c in contract.columns if c.name == "counted")
    return part, whole


def _with_rests(
    counts: dict[Cell, int], place: int, part_and_whole: tuple[str, str]
) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """The counts with what the part leaves of each whole, and the sums these make."""
    part, whole = part_and_whole
    rests: dict[Cell, int] = {}
    sums = []
    for cell, number in counts.items():
        if cell[place] == whole:
            counted, rest = _swap(cell, place, part), _swap(cell, place, REST)
            rests[rest] = number - counts[counted]
            sums.append(Sum(cell, (counted, rest)))
    return {**counts, **rests}, sums


def _exact_sums(
    counts: Mapping[Cell, int], place: int, total: str, parts: tuple[str, ...]
) -> Iterator[Sum[Cell]]:
    """The totals along one dimension that are the sum of their parts to the digit."""
    for cell in [cell for cell in counts if cell[place] == total]:
        found = [_swap(cell, place, part) for part in parts]
        held = tuple(other for other in found if other in counts)
        if held and sum(counts[other] for other in held) == counts[cell]:
            yield Sum(cell, held)


def _swap(cell: Cell, place: int, value: str) -> Cell:
    return (*cell[:place], value, *cell[place + 1 :])
