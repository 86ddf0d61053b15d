"""The charts of every page as files: `/figure<address of the page>/<name>.csv|svg|png?<view>`.

A query string is heeded as the page heeds it, so a file shows what the page at the same address
shows; it is made once for each view. A page says in words what it could not follow; a file cannot,
so it is refused.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from data.kept import kept
from data.store import data_version
from figures.render.standalone import standalone
from layouts.exhibit import Exhibit
from layouts.page import Address, read_query
from publish.exports import as_promised, csv_of
from publish.packed import ASK_AGAIN, Packed, pack, unpacked
from publish.pictures import png
from publish.problems import problem
from publish.queries import query_text

ROUTE = "/figure/<path:place>"
KEPT_MEGABYTES = 30
"""Room for the files that each worker keeps; a picture takes up to 300 KB."""


@dataclass(frozen=True)
class _File:
    body: Packed
    headers: Mapping[str, str]


def _weight(file: _File) -> int:
    return sum(map(len, file.body.encodings.values()))


def add_figure_route(server: Flask, addresses: Mapping[str, Address]) -> None:
    """Answer the addresses that `layouts.exhibit.Exhibit.file_address` makes."""

    @kept(megabytes=KEPT_MEGABYTES, weigh=_weight)
    def made(_version: str, path: str, _state: Hashable, name: str, kind: str) -> _File:
        """The file as asked for now; the arguments are all that it depends on."""
        one = addresses[path].exhibits(_query()).get(name)
        if one is None or kind not in _WRITERS:
            raise NotFound
        return _file(one, kind)

    def figure(place: str) -> AnyResponse:
        """A chart of a page as a file."""
        folder, _, file_name = f"/{place}".rpartition("/")
        name, _, kind = file_name.rpartition(".")
        address = addresses.get(folder or "/")
        if address is None:
            raise NotFound
        heeded = address.page.read(address.path, _query())
        if heeded.notices:
            return _refused(address, heeded.notices)
        file = made(data_version(), address.path, heeded.state, name, kind)
        response = file.body.answer(request)
        response.headers.update(file.headers)
        return response

    server.add_url_rule(ROUTE, "figure", figure)


def _refused(address: Address, notices: Sequence[str]) -> AnyResponse:
    said = " ".join(f"{one.rstrip('.')}." for one in notices)
    page = f"The page {address.path} shows what can be chosen, with the address of each file."
    return problem(
        400, f"There is no such file. The page would show another view and say: {said} {page}"
    )


def _query() -> dict[str, str]:
    return read_query(query_text())


def _file(one: Exhibit, kind: str) -> _File:
    packed, headers = _WRITERS[kind](one)
    disposition = f'attachment; filename="{one.file_name(kind)}"'
    return _File(packed, {"Content-Disposition": disposition, **headers})


def _csv(one: Exhibit) -> tuple[Packed, dict[str, str]]:
    rows = one.values if one.question is None else as_promised(one.values)
    return pack(csv_of(rows), "text/csv", cache_control=ASK_AGAIN, quality=5), {}


def _svg(one: Exhibit) -> tuple[Packed, dict[str, str]]:
    text = standalone(one.titled)
    packed = pack(text.encode(), "image/svg+xml", cache_control=ASK_AGAIN, quality=5)
    return packed, {"Content-Security-Policy": _policy_of(text)}


def _png(one: Exhibit) -> tuple[Packed, dict[str, str]]:
    picture = png(standalone(one.titled))
    return unpacked(picture, "image/png", cache_control=ASK_AGAIN), {}


_WRITERS: Mapping[str, Callable[[Exhibit], tuple[Packed, dict[str, str]]]] = {
    "csv": _csv,
    "svg": _svg,
    "png": _png,
}


def _policy_of(svg: str) -> str:
    """Nothing but the drawing's own style, by its hash."""
    styles = re.findall(r"<style>(.*?)</style>", svg, flags=re.DOTALL)
    digests = (base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in styles)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return f"default-src 'none'; style-src {allowed}; frame-ancestors 'none'"
