"""What a page declares, so that the app can register it and the server can answer it."""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qsl

from dash.development.base_component import Component

from layouts.exhibit import Exhibit

Query = Mapping[str, str]
ADDRESS, CONTENT, REGION, STATUS = "address", "page", "region", "status"
"""Ids of the component that knows the address, of the one that holds the page, of the part of the
page that follows the query string, and of the sentence that says what has changed there."""

SITE_NAME = "Knife crime in London"


def no_exhibits(**_query: str) -> Mapping[str, Exhibit]:
    """The exhibits of a page without charts."""
    return {}


class Heeded(Protocol):
    """What a page reads out of a query string."""

    @property
    def state(self) -> Hashable:
        """All that it heeds, in canonical form.

        It takes few values, so that a rendered page can be kept for each.
        """

    @property
    def notices(self) -> Sequence[str]:
        """One sentence for each part of the query string that could not be followed."""


def no_choice(_query: Query) -> Heeded:
    """What a page heeds that offers no choice: nothing."""
    return NothingHeeded()


@dataclass(frozen=True)
class NothingHeeded:
    """What a page without choices reads out of a query string."""

    state: Hashable = ()
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page, or one kind of page such as the page of a borough.

    Attributes:
        path: Its address; a part that varies stands in angle brackets: "/boroughs/<slug>".
        name: The name in the navigation.
        title: The document's title, from the parts of the address that vary.
        description: One sentence for search engines, likewise.
        layout: The page as components, from the parts that vary and the query string.
        static: Every address the page answers; all others are not found.
        read: What the page heeds of a query string, from its address and the query string.
        tables: The tables without which the page cannot be drawn.
        group: Where it stands in the navigation, one of `layouts.navigation.GROUPS`; blank for a
            page that the navigation does not name.
        exhibits: The page's charts by name, from the parts that vary and the query string; each
            can be had as a file.
        region: The part of the page that follows the query string, likewise. The layout shows it
            in `layouts.region.live_region`, and it is drawn again when the address changes.
    """

    path: str
    name: str
    title: Callable[..., str]
    description: Callable[..., str]
    layout: Callable[..., Component]
    static: Callable[[], tuple[str, ...]]
    read: Callable[[str, Query], Heeded]
    tables: tuple[str, ...]
    group: str = ""
    exhibits: Callable[..., Mapping[str, Exhibit]] = no_exhibits
    region: Callable[..., Sequence[Component | None]] | None = None

    def variables(self, address: str) -> dict[str, str] | None:
        """The parts of an address that vary; nothing when the address has another form."""
        pattern = re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", self.path)
        match = re.fullmatch(pattern, address)
        return match.groupdict() if match else None


def lone_page(
    path: str,
    *,
    title: str,
    description: str,
    read: Callable[[Query], Heeded] = no_choice,
    **declared: Any,
) -> Page:
    """A page with one address.

    Args:
        path: Its address.
        title: Its heading; the document's title has the name of the site after it.
        description: One sentence for search engines.
        read: Reads its query string.
        declared: The other attributes of `Page`.
    """
    return Page(
        path=path,
        title=lambda: title if title == SITE_NAME else f"{title} – {SITE_NAME}",
        description=lambda: description,
        static=lambda: (path,),
        read=lambda _path, query: read(query),
        **declared,
    )


@dataclass(frozen=True, kw_only=True)
class Address:
    """A known address: its page and the parts that vary."""

    path: str
    page: Page
    variables: Mapping[str, str]

    @property
    def title(self) -> str:
        """The document's title."""
        return self.page.title(**self.variables)

    @property
    def description(self) -> str:
        """One sentence on what the page holds."""
        return self.page.description(**self.variables)

    def layout(self, query: Query) -> Component:
        """The page as components."""
        return self.page.layout(**self._given(query))

    def exhibits(self, query: Query) -> Mapping[str, Exhibit]:
        """The page's charts with what belongs to them, by name."""
        return self.page.exhibits(**self._given(query))

    def region(self, query: Query) -> list[Component | None] | None:
        """The part of the page that follows the query string; nothing where there is none."""
        part = self.page.region
        return None if part is None else list(part(**self._given(query)))

    def _given(self, query: Query) -> dict[str, str]:
        """What the functions of the page take; a parameter never stands for a part of the address.

        One of the same name stays, under a name that no page knows.
        """
        others = {f"?{name}" if name in self.variables else name: query[name] for name in query}
        return {**others, **self.variables}


def known_addresses(pages: Iterable[Page]) -> dict[str, Address]:
    """Every address the pages answer."""
    return {
        path: Address(path=path, page=page, variables=page.variables(path) or {})
        for page in pages
        for path in page.static()
    }


def read_query(search: str | None) -> dict[str, str]:
    """The parameters of a query string; one that is given twice counts as first given."""
    query: dict[str, str] = {}
    for name, value in parse_qsl((search or "").removeprefix("?"), keep_blank_values=True):
        query.setdefault(name, value)
    return query
