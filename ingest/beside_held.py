"""Withholding in a new file beside the rows already held, whose withheld counts nobody has kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.areas import area_names
from data.contracts import VINTAGE, TableContract
from data.errors import ImportRefusedError
from data.suppression import THRESHOLD
from ingest.derivable import Cell, Grouping, GroupSums, groupings, swap
from ingest.withholding import (
    CONFIDENTIAL,
    cells_of,
    counts_of,
    dimensions,
    split_of,
    withheld_of,
)

MOST_NAMED = 6
NO_SUMS: GroupSums = {}

View = Mapping[Cell, int | None]
"""What is shown of a period as of a date; none for a count that is withheld."""


def withhold_beside(
    rows: pd.DataFrame,
    held: pd.DataFrame,
    contract: TableContract,
    group_sums: GroupSums = NO_SUMS,
) -> pd.DataFrame:
    """The rows of a file with status "c" where a count must not be published beside those held.

    Args:
        rows: Counts in the contract's key and value columns, of one vintage.
        held: Rows of earlier files that stay, of every vintage.
        contract: Of the table.
        group_sums: Sums an outsider could use besides those over areas.

    Raises:
        ImportRefusedError: If something withheld could be worked out from the two together.
    """
    rows = rows.reset_index(drop=True)
    hidden = np.zeros(len(rows), dtype=bool)
    for end in sorted(rows["period_end"].unique()):
        period = rows[rows["period_end"] == end]
        views = [*_views(held[held["period_end"] == end], contract)]
        day = pd.Timestamp(end).date()
        joint = _Joint(contract, group_sums, day, counts_of(period, contract), views)
        withheld = joint.withheld()
        hidden[period.index] = [cell in withheld for cell in joint.fresh]
    status = pd.Series(np.where(hidden, CONFIDENTIAL, "")).astype("str")
    value = contract.value_column
    return rows.assign(**{value: rows[value].mask(hidden), "status": status})


@dataclass(frozen=True)
class _Joint:
    """A period of a new file, and what is held of it as of each date."""

    contract: TableContract
    group_sums: GroupSums
    end: date
    fresh: Mapping[Cell, int]
    views: Sequence[tuple[date, View]]

    def withheld(self) -> frozenset[Cell]:
        """The new cells to withhold; those that no view of what is held allows to be shown."""
        hidden = withheld_of(self.fresh, self.contract, self.group_sums)
        for _, view in self.views:
            hidden |= self._withheld_beside(view)
        for _, view in self.views:
            self._refuse_other_pattern(view, hidden)
        return hidden.intersection(self.fresh)

    def _withheld_beside(self, view: View) -> frozenset[Cell]:
        linked = self._linked(view)
        old = linked.difference(self.fresh)
        counts = {cell: self.fresh.get(cell, view.get(cell)) for cell in sorted(linked)}
        known = {cell: number for cell, number in counts.items() if number is not None}
        if len(known) < len(counts):
            self._refuse(old)
        hidden = withheld_of(known, self.contract, self.group_sums)
        if hidden & old:
            self._refuse(old)
        return hidden

    def _refuse_other_pattern(self, view: View, hidden: frozenset[Cell]) -> None:
        """Refuse to show what an earlier date withholds, or to rely on hiding what it shows."""
        tied = {cell for group in self._totals({*view, *self.fresh}) for cell in group}
        for cell in tied.intersection(self.fresh, view):
            opened = view[cell] is None and cell not in hidden
            closed = view[cell] is not None and cell in hidden and self.fresh[cell] >= THRESHOLD
            if opened or closed:
                self._refuse(())

    def _linked(self, view: View) -> frozenset[Cell]:
        """The new cells, and those held that sums connect them with."""
        cells = {*view, *self.fresh}
        groups = [*self._totals(cells), *self._pairs(cells)]
        reached = set(self.fresh)
        while True:
            touched = [group for group in groups if reached & group]
            groups = [group for group in groups if not reached & group]
            if not touched:
                return frozenset(reached)
            reached = reached.union(*touched)

    def _totals(self, cells: set[Cell]) -> Iterator[set[Cell]]:
        found: list[Grouping] = groupings(iter(cells), dimensions(self.contract), self.group_sums)
        for grouping in found:
            for cell in cells:
                if cell[grouping.place] == grouping.total:
                    parts = grouping.held(cell, cells)
                    if parts:
                        yield {cell, *parts}

    def _pairs(self, cells: set[Cell]) -> Iterator[set[Cell]]:
        if split := split_of(self.contract):
            place, part, whole = split
            yield from ({c, swap(c, place, whole)} for c in cells if c[place] == part)

    def _refuse(self, missing: Iterable[Cell]) -> None:
        dates = " and ".join(day.isoformat() for day, _ in self.views)
        absent = self._named(missing)
        held = f" Held and not in the file: {absent}." if absent else ""
        several = " (once for each)" if len(self.views) > 1 else ""
        raise ImportRefusedError(
            f"Nothing was loaded. For the period ending {self.end}, this file would give away "
            f"numbers that are withheld, by sums with the rows held.{held} Put every place and "
            f"group of that period, and their totals, into one file and load it with --vintage "
            f"{dates}{several}, the date of the rows held, so that it takes their place."
        )

    def _named(self, cells: Iterable[Cell]) -> str:
        names, areas = dimensions(self.contract), area_names()
        plain = [name not in ("area_code", "counted") for name in names]
        words = {
            ", ".join([areas[c[names.index("area_code")]], *_picked(c, plain)]): None
            for c in sorted(cells)
        }
        more = f" and {len(words) - MOST_NAMED} more" if len(words) > MOST_NAMED else ""
        return "; ".join([*words][:MOST_NAMED]) + more


def _picked(cell: Cell, wanted: Sequence[bool]) -> list[str]:
    return [label for label, yes in zip(cell, wanted, strict=True) if yes]


def _views(held: pd.DataFrame, contract: TableContract) -> Iterator[tuple[date, View]]:
    """What was shown as of each vintage of the rows held, oldest first."""
    for vintage in sorted(held[VINTAGE].unique()):
        known = held[held[VINTAGE] <= vintage].sort_values(VINTAGE)
        newest = known.drop_duplicates([*contract.key], keep="last")
        numbers = [
            None if status == CONFIDENTIAL else int(number)
            for status, number in zip(newest["status"], newest[contract.value_column], strict=True)
        ]
        day = pd.Timestamp(vintage).date()
        yield day, dict(zip(cells_of(newest, contract), numbers, strict=True))
