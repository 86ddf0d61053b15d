"""Parts of a page that are kept for the next reader: the page asks first, then Dash."""

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps

from dash.development.base_component import Component

from layouts.reading_day import page_version

Part = Callable[..., Sequence[Component | None]]
_letting_go: list[Callable[[], None]] = []


def kept(maxsize: int) -> Callable[[Part], Part]:
    """Keep what a function makes of a query string, for the tables in use and the month of today.

    Args:
        maxsize: How many results each worker keeps; the least used go first.
    """

    def decorate(make: Part) -> Part:
        """The function, what it makes kept for each query and version of the page."""

        @lru_cache(maxsize=maxsize)
        def made(_version: str, query: tuple[tuple[str, str], ...]) -> tuple[Component | None, ...]:
            """What the function makes of a query; the version tells results apart."""
            return tuple(make(**dict(query)))

        _letting_go.append(made.cache_clear)

        @wraps(make)
        def asked(**query: str) -> Sequence[Component | None]:
            """The part of the page for a query, kept or made now."""
            return list(made(page_version(), tuple(sorted(query.items()))))

        return asked

    return decorate


def forget() -> None:
    """Let go of every part of every page; only a measurement has need of it."""
    for let_go in _letting_go:
        let_go()
