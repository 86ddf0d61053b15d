"""What an address asks for beside a measure: a place, a day; and what is shown if it cannot be had.

Each reader adds one sentence to `notices` for what it could not follow.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from data.areas import METROPOLITAN_POLICE, Area, all_areas, boroughs, find_area
from data.errors import UnknownAreaError
from data.store import data_version, editions

AREA, AS_OF = "area", "as_of"
WHOLE = "london"
"""How an address names London as these pages mean it: the Metropolitan Police area."""


def places() -> tuple[Area, ...]:
    """The whole, then the boroughs in alphabetical order."""
    return (all_areas()[METROPOLITAN_POLICE], *boroughs())


def place_name(area: Area) -> str:
    """A place as an address names it."""
    return WHOLE if area.area_code == METROPOLITAN_POLICE else area.slug


def asked_place(query: Mapping[str, str], notices: list[str]) -> Area:
    """The place an address names, London if it names none or one that is no borough."""
    whole = all_areas()[METROPOLITAN_POLICE]
    wanted = query.get(AREA, "").strip()
    if wanted in ("", WHOLE):
        return whole
    try:
        found = find_area(wanted)
    except UnknownAreaError:
        found = None
    if found in places():
        return found
    notices.append(f"The address asks for a place that is not held here. This is {whole.label}.")
    return whole


def asked_day(query: Mapping[str, str], name: str, notices: list[str]) -> date | None:
    """The day a parameter names; none if it is left out."""
    wanted = query.get(name, "").strip()
    if not wanted:
        return None
    try:
        return date.fromisoformat(wanted)
    except ValueError:
        notices.append("The address asks for a day that does not exist; the newest figures stand.")
        return None


def edition_days(table_ids: Iterable[str]) -> tuple[date, ...]:
    """Every day on which a file behind some tables was published, oldest first."""
    return _edition_days(tuple(table_ids), data_version())


@lru_cache(maxsize=64)
def _edition_days(table_ids: tuple[str, ...], _version: str) -> tuple[date, ...]:
    return tuple(sorted({date.fromisoformat(e.vintage) for t in table_ids for e in editions(t)}))


def effective_day(asked: date | None, days: Iterable[date]) -> date | None:
    """The day of the newest file published by a day; none if nothing came after it.

    All days between two publications show the same figures, so a page is kept for one of them.
    A day before the first publication counts as the day before it.
    """
    known = sorted(days)
    if asked is None or not known or asked >= known[-1]:
        return None
    return max((day for day in known if day <= asked), default=date.min)
