"""The addresses that the browser tests open, taken from the pages that the site declares."""

from layouts.site import PAGES

PLACES = ("southwark", "richmond-upon-thames", "city-of-london")
"""A place with large numbers, one with very small ones, one that other police report on."""


def _of_kind(page):
    """One address; of a page that exists for every borough, those of the three places."""
    answered = page.static()
    return [path for place in PLACES for path in answered if place in path.split("/")] or [
        answered[0]
    ]


KINDS = tuple(_of_kind(page)[0] for page in PAGES)
"""One address for each kind of page."""

OPENED = tuple(path for page in PAGES for path in _of_kind(page))
"""What is opened for every check that a page may fail by its content."""
