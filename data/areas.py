"""Places: their codes, names, slugs and the spellings publishers have used for them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.errors import UnknownAreaError

REFERENCE = Path(__file__).parent / "reference"
METROPOLITAN_POLICE = "E23000001"
CITY_OF_LONDON_POLICE = "E23000034"
CITY_OF_LONDON = "E09000001"
LONDON = "E12000007"
ENGLAND_AND_WALES = "K04000001"
PLACE_NOT_KNOWN = "X23000001"
AIRPORTS = "X23000002"
LONDON_LABEL = "London (Metropolitan Police area)"
"""How pages name the area of the Metropolitan Police, which leaves the City of London out."""


@dataclass(frozen=True, kw_only=True)
class Area:
    """One place."""

    area_code: str
    area_type: str
    area_name: str
    slug: str
    parent_code: str
    former_spellings: tuple[str, ...]
    origin: str

    @property
    def label(self) -> str:
        """The name as a page shows it."""
        return LONDON_LABEL if self.area_code == METROPOLITAN_POLICE else self.area_name


@cache
def all_areas() -> dict[str, Area]:
    """Every place by its code."""
    areas = {}
    with (REFERENCE / "areas.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spellings = tuple(filter(None, row.pop("former_spellings").split(";")))
            areas[row["area_code"]] = Area(former_spellings=spellings, **row)
    return areas


def boroughs() -> tuple[Area, ...]:
    """The 33 local authorities of London, the City included, in alphabetical order."""
    found = (area for area in all_areas().values() if area.area_type == "borough")
    return tuple(sorted(found, key=lambda area: area.area_name))


def area_names() -> dict[str, str]:
    """Names by code."""
    return {code: area.area_name for code, area in all_areas().items()}


def find_area(text: str) -> Area:
    """The place a reader means by a GSS code, a name, a slug or a former spelling.

    Raises:
        UnknownAreaError: If no place is so called; the nearest names are suggested.
    """
    wanted = _plain(text)
    if text.strip().upper() in all_areas():
        return all_areas()[text.strip().upper()]
    if wanted in _spellings():
        return all_areas()[_spellings()[wanted]]
    from difflib import get_close_matches

    near = [
        all_areas()[_spellings()[name]] for name in get_close_matches(wanted, _spellings(), n=3)
    ]
    hint = (
        f" Did you mean {' or '.join(f'{a.area_name} ({a.slug})' for a in near)}?" if near else ""
    )
    raise UnknownAreaError(
        f"'{text}' is no area we hold.{hint} Give a GSS code such as E09000028, a name or a slug "
        "such as southwark."
    )


def nearest_boroughs(text: str, *, most: int = 3) -> list[Area]:
    """The boroughs a reader may have meant: those that hold the words, then those spelt alike."""
    from difflib import get_close_matches

    wanted = _plain(text)
    names = {_plain(area.area_name): area for area in boroughs()}
    holding = [name for name in names if wanted and wanted in name]
    alike = get_close_matches(wanted, names, n=most)
    return [names[name] for name in dict.fromkeys([*holding, *alike])][:most]


def boroughs_with_ward(text: str) -> list[Area]:
    """The boroughs with a ward whose name has these words in it, by name."""
    wanted = _plain(text)
    codes = {
        area.parent_code
        for area in all_areas().values()
        if area.area_type == "neighbourhood" and f" {wanted} " in f" {_plain(area.area_name)} "
    }
    return [area for area in boroughs() if wanted and area.area_code in codes]


def borough_beginning(text: str) -> Area | None:
    """The one borough whose name begins with these letters; nothing where several or none do."""
    wanted = _plain(text)
    found = [area for area in boroughs() if _plain(area.area_name).startswith(wanted)]
    return found[0] if wanted and len(found) == 1 else None


def code_of_spelling(spelling: str) -> str | None:
    """The code behind a publisher's spelling of a borough or of a place not known, else nothing."""
    return _borough_spellings().get(_plain(spelling))


@cache
def _spellings() -> dict[str, str]:
    """Plain spelling to code; where two places share a name the larger kind of area wins."""
    order = ("borough", "police_force", "region", "country", "airports", "unknown_place")
    spellings: dict[str, str] = {}
    for area in all_areas().values():
        if area.area_type != "neighbourhood":
            spellings.setdefault(_plain(area.slug.replace("-", " ")), area.area_code)
    ranked = sorted(
        (area for area in all_areas().values() if area.area_type in order),
        key=lambda area: order.index(area.area_type),
    )
    for area in ranked:
        for name in (area.area_name, *area.former_spellings):
            spellings.setdefault(_plain(name), area.area_code)
    for area in all_areas().values():
        if area.area_type == "neighbourhood":
            spellings.setdefault(_plain(area.slug.replace("-", " ")), area.area_code)
    return spellings


@cache
def _borough_spellings() -> dict[str, str]:
    kinds = {"borough", "airports", "unknown_place"}
    return {
        _plain(name): area.area_code
        for area in all_areas().values()
        if area.area_type in kinds
        for name in (area.area_name, *area.former_spellings)
    }


def _plain(text: str) -> str:
    """A spelling without what publishers vary: case, spaces at the ends, hyphens, ampersands."""
    return " ".join(text.replace("&", " and ").replace("-", " ").lower().split())
