"""Ways to the page of a place: by the form, by another spelling, or by what may have been meant."""

from collections.abc import Container
from urllib.parse import urlencode

from flask import redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response

from data.areas import (
    Area,
    borough_beginning,
    boroughs_with_ward,
    find_area,
    nearest_boroughs,
)
from data.errors import UnknownAreaError
from layouts.components.boroughs import PARAMETER, ROUTE, borough_path, place_path
from layouts.page import Query


def chosen_place(query: Query) -> Response:
    """From the form that chooses a borough to its page, the rest of the view carried along.

    Raises:
        NotFound: If no place has the name.
    """
    kept = {name: value for name, value in query.items() if name != PARAMETER}
    name = query.get(PARAMETER, "")
    try:
        target = place_path(borough_beginning(name) or find_area(name)) if name else ROUTE
    except UnknownAreaError as error:
        raise NotFound from error
    return redirect(f"{target}?{urlencode(kept)}" if kept else target, code=303)


def proper_address(path: str, addresses: Container[str]) -> str:
    """The address that was meant by one in other letters or with a slash at the end; else blank.

    The part that names a borough may be any spelling of it, or its code.
    """
    lowered = path.rstrip("/").lower()
    if lowered in addresses:
        return lowered
    place, _, rest = lowered.removeprefix(f"{ROUTE}/").partition("/")
    if not lowered.startswith(f"{ROUTE}/"):
        return ""
    try:
        found = borough_path(find_area(place))
    except UnknownAreaError:
        return ""
    meant = f"{found}/{rest}" if rest else found
    return meant if meant in addresses else ""


def asked_place(path: str, query: Query) -> str:
    """The name of the borough that an address asks for; blank where it asks for none."""
    if path == ROUTE:
        return query.get(PARAMETER, "")
    return path.removeprefix(f"{ROUTE}/").partition("/")[0] if path.startswith(f"{ROUTE}/") else ""


def meant_boroughs(name: str) -> tuple[list[Area], list[Area]]:
    """The boroughs with a ward of that name, and those whose own name may have been meant.

    What is a ward's name is not taken for another borough's that is spelt a little like it.
    """
    of_ward = boroughs_with_ward(name)
    return of_ward, nearest_boroughs(name) if name and not of_ward else []
