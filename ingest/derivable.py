"""What an outsider can work out in a table of counts: totals, parts, and what is left of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data.areas import CITY_OF_LONDON, LONDON, METROPOLITAN_POLICE, all_areas
from data.suppression import Sum

WHOLE_AREAS = (METROPOLITAN_POLICE, LONDON)
REST = "rest"

Cell = tuple[str, ...]
GroupSums = Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]
"""For a dimension, which of its values is the sum of which others."""


@dataclass(frozen=True)
class Grouping:
    """Along one dimension, a total and what it can be made up of.

    London is the Metropolitan Police and the City; and the force and London are their boroughs,
    of which the City belongs to London alone. A borough is its wards.
    """

    place: int
    total: str
    parts: tuple[str, ...]

    def held(self, cell: Cell, cells: Mapping[Cell, object] | set[Cell]) -> tuple[Cell, ...]:
        """The parts of a total that are among the cells."""
        return tuple(c for part in self.parts if (c := swap(cell, self.place, part)) in cells)

    def rest(self, cell: Cell, held: Sequence[Cell]) -> Cell:
        """The name of what the held parts leave of a total."""
        parts = ", ".join(part[self.place] for part in held)
        return swap(cell, self.place, f"{REST} of {self.total} without {parts}")


def groupings(cells: Iterator[Cell], names: list[str], group_sums: GroupSums) -> list[Grouping]:
    """Every total of the dimensions, areas before groups."""
    place = names.index("area_code")
    named = sorted({cell[place] for cell in cells}.difference(WHOLE_AREAS))
    wards = {code: all_areas()[code].parent_code for code in named if _is_ward(code)}
    areas = [area for area in named if area not in wards]
    of_force = tuple(area for area in areas if area != CITY_OF_LONDON)
    return [
        Grouping(place, METROPOLITAN_POLICE, of_force),
        Grouping(place, LONDON, tuple(areas)),
        Grouping(place, LONDON, (METROPOLITAN_POLICE, CITY_OF_LONDON)),
        *(
            Grouping(place, borough, tuple(ward for ward in wards if wards[ward] == borough))
            for borough in sorted(set(wards.values()))
        ),
        *(
            Grouping(names.index(name), total, parts)
            for name, groups in group_sums.items()
            for total, parts in groups
        ),
    ]


def _is_ward(area_code: str) -> bool:
    area = all_areas().get(area_code)
    return area is not None and area.area_type == "neighbourhood"


def with_remainders(
    counts: Mapping[Cell, int], found: Sequence[Grouping], split: tuple[int, str, str] | None
) -> dict[Cell, int]:
    """The counts with what the parts leave of each total, and what a part leaves of its whole.

    Args:
        counts: Cells of one period.
        found: The totals.
        split: Where the table counts a part of a whole: the place of that dimension, and the two.

    Returns:
        The counts and the remainders. Parts that are more than their total, or leave more of the
        part than of the whole, come from elsewhere: then there is no remainder.
    """
    whole = dict(counts)
    for grouping in found:
        for cell in [c for c in whole if c[grouping.place] == grouping.total]:
            if split is None or cell[split[0]] == split[2]:
                whole |= _remainder(whole, grouping, cell, split)
    if split:
        for cell in [c for c in whole if c[split[0]] == split[2]]:
            left = whole[cell] - whole[swap(cell, split[0], split[1])]
            whole[swap(cell, split[0], REST)] = left
    return whole


def exact_sums(
    counts: Mapping[Cell, int], found: Sequence[Grouping], split: tuple[int, str, str] | None
) -> Iterator[Sum[Cell]]:
    """The totals that are, with their remainders, the sum of their parts to the digit."""
    for grouping in found:
        for cell in [c for c in counts if c[grouping.place] == grouping.total]:
            parts = grouping.held(cell, counts)
            rest = grouping.rest(cell, parts)
            parts += (rest,) if rest in counts else ()
            if parts and sum(counts[part] for part in parts) == counts[cell]:
                yield Sum(cell, parts)
    if split:
        place, part, total = split
        for cell in [c for c in counts if c[place] == total]:
            yield Sum(cell, (swap(cell, place, part), swap(cell, place, REST)))


def swap(cell: Cell, place: int, value: str) -> Cell:
    """A cell with another value in one of its dimensions."""
    return (*cell[:place], value, *cell[place + 1 :])


def _remainder(
    counts: Mapping[Cell, int], grouping: Grouping, cell: Cell, split: tuple[int, str, str] | None
) -> dict[Cell, int]:
    """What the held parts leave of a total: people, and those among them who are counted."""
    held = grouping.held(cell, counts)
    left = counts[cell] - sum(counts[part] for part in held)
    if not held or left <= 0:
        return {}
    rest = grouping.rest(cell, held)
    if split is None:
        return {rest: left}
    place, part, _ = split
    counted = counts[swap(cell, place, part)] - sum(counts[swap(c, place, part)] for c in held)
    return {rest: left, swap(rest, place, part): counted} if 0 <= counted <= left else {}
