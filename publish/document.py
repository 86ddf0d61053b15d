"""Complete HTML first, Dash beside it: the document that every known address answers with.

The page stands in the document as HTML. Beside it, unseen, is the root in which Dash mounts the
same page once assets/boot.js has started it; the two are exchanged when Dash's is complete.
"""

import json
from collections.abc import Hashable, Mapping
from functools import lru_cache
from threading import Thread
from typing import Any

from dash import Dash
from flask import Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from figures.typography import safe
from layouts.page import Address, read_query
from layouts.pages import not_found
from layouts.reading_day import page_version
from layouts.shell import shell
from layouts.static_html import render
from publish import assets
from publish.answers import KeptAnswers
from publish.background import Background
from publish.first_seen import marked
from publish.packed import PAGE, Packed, pack
from publish.places import asked_place, meant_boroughs, proper_address
from publish.queries import query_text

KEPT_PAGES = 1000
KEPT_STATES = 10_000
"""Rendered pages that each worker keeps, at about 40 KB each, and what it knows of query strings,
at a few hundred bytes; the least used go first."""
QUALITY = 5
"""Effort of compression while a reader waits. At 9 a page is two percent smaller and takes ten
times as long."""
ASKED_AGAIN = 2
"""From this answer on a page is worth compressing harder, which is done in the background."""
MOST_BYTES = 40_000
"""A longer page is compressed harder from its first answer on, in the background too."""

HEAD = """<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<meta name="description" content="{description}">
<link rel="icon" href="{icon}" type="image/svg+xml">
<style>{styles}</style>"""

# Plotly looks for an element of the link's id and puts no style element into the page where it
# finds one of the class no-inline-styles. The script stands last, where the browser finds it when
# all of the page has come: on a slow line the two would share the time.
DOCUMENT = """<!DOCTYPE html>
<html lang="en-GB"><head>{head}</head>
<body><div id="stage"><div id="still">{page}</div>
<div id="live" class="waiting"><div id="react-entry-point"></div></div></div>
<script id="_dash-config" type="application/json">{config}</script>
<template id="dash-boot"><link rel="stylesheet" id="plotly.js-style-global"
class="no-inline-styles" href="{plotly_styles}">{scripts}{renderer}</template>
<script src="{boot}" data-start="{start}" data-plotly="{plotly}" defer></script></body></html>
"""

ALONE = """<!DOCTYPE html>
<html lang="en-GB"><head>{head}</head>
<body>{page}</body></html>
"""


class StaticFirst(Dash):
    """Dash whose addresses answer with the whole page as HTML, kept once it is rendered.

    Attributes:
        addresses: Every address that is answered.
        answers: What is kept of Dash's answers, once `publish.web.install` has put it in place.
        start: When a page starts Dash: "idle", once it is read and nothing else is to do, or
            "touch", when the reader first touches it.
    """

    addresses: Mapping[str, Address]
    answers: KeptAnswers
    start = "idle"

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._kept = lru_cache(maxsize=KEPT_PAGES)(self._document)
        self._states = lru_cache(maxsize=KEPT_STATES)(self._state)
        self._background = Background()
        self._parts: dict[str, str] = {}

    def prepare(self) -> None:
        """Do what Dash leaves for the first request, and keep its parts of a document.

        Dash notes its scripts and callbacks while the first request waits; one that comes beside
        it, from a browser that holds the page already, would be told that there are none. It would
        print the same scripts and settings for every page anew.
        """
        with self.server.test_request_context(next(iter(self.addresses))):
            self.server.preprocess_request()
            Dash.index(self)

    def warm(self) -> None:
        """Render the first page in the background, so that its first reader need not wait."""
        first = next(iter(self.addresses))
        Thread(target=lambda: self.server.test_client().get(first), daemon=True).start()

    def index(self, *_path: object, **_variables: object) -> AnyResponse:
        """The document of the address asked for; Dash calls this for every path but its own.

        Raises:
            NotFound: If no page has the address.
        """
        heeded = self.heeded(request.path, request.query_string)
        if heeded is None:
            return self._moved()
        kept = self._kept(*heeded)
        is_long = len(kept.encodings["br"]) > MOST_BYTES
        if kept.answered == (0 if is_long else ASKED_AGAIN - 1):
            self._background.do(kept.compress_harder)
        return kept.answer(request)

    def heeded(self, path: str, query_string: bytes) -> tuple[str, str, Hashable] | None:
        """All that the page at a path is drawn from; nothing where no page has the path."""
        if path not in self.addresses:
            return None
        version = page_version()
        return version, path, self._states(version, path, query_string)

    @property
    def rendered_pages(self) -> int:
        """How many pages have been rendered, kept ones not counted again."""
        return self._kept.cache_info().misses

    def forget(self) -> None:
        """Let go of every rendered page and answer; only a measurement has need of it."""
        for kept in (self._kept, self._states):
            kept.cache_clear()
        self.answers.forget()

    def _moved(self) -> AnyResponse:
        """The way to the address that was meant, the query string carried along."""
        path = proper_address(request.path, self.addresses)
        if not path:
            raise NotFound
        query = query_text()
        return redirect(f"{path}?{query}" if query else path, code=308)

    def _state(self, _version: str, path: str, query_string: bytes) -> Hashable:
        """What the page heeds of a query string: whatever readers invent, it takes few values."""
        query = read_query(query_string.decode("utf-8", "replace"))
        return self.addresses[path].page.read(path, query).state

    def _document(self, _version: str, path: str, _state: Hashable) -> Packed:
        """The document as asked for now; the arguments are all that it depends on."""
        address = self.addresses[path]
        page, expected = marked(_page(address))
        text = DOCUMENT.format(
            head=_head(address.title, address.description) + expected,
            page=page,
            boot=assets.url("boot.js"),
            plotly=assets.url("plotly-basic.min.js"),
            plotly_styles=assets.url("live.css"),
            start=self.start,
            **self._parts,
        )
        return pack(text.encode(), "text/html", cache_control=PAGE, quality=QUALITY)

    def interpolate_index(self, *_ordered: Any, **parts: Any) -> str:
        """Keep the parts that Dash gives; it only prepares, and its own document goes to nobody."""
        self._parts = {
            "config": _config(parts["config"]),
            "scripts": parts["scripts"],
            "renderer": parts["renderer"],
        }
        bare: Any = super().interpolate_index
        return str(bare(**parts))


def _page(address: Address) -> str:
    return render(shell(address.layout(read_query(query_text())), address.path))


def not_found_page(_error: NotFound) -> Response:
    """The answer to an address that no page has: a page without Dash."""
    name = asked_place(request.path, read_query(query_text()))
    of_ward, near = meant_boroughs(name)
    content = not_found.layout(near, of_ward, is_place=bool(name))
    head = _head(not_found.TITLE, not_found.DESCRIPTION)
    text = ALONE.format(head=head, page=render(shell(content, request.path)))
    return Response(text, status=404, mimetype="text/html")


def _head(title: str, description: str) -> str:
    return HEAD.format(
        title=safe(title),
        description=safe(description),
        icon=assets.url("icon.svg"),
        styles=assets.styles(),
    )


def _config(element: str) -> str:
    """Dash's settings, with our Plotly in place of its own.

    The renderer reads `serve_locally` for one purpose: where it is false, a chart takes Plotly
    from `plotlyjs_url`.
    """
    config = json.loads(element.partition(">")[2].rpartition("<")[0])
    config |= {"serve_locally": False, "plotlyjs_url": assets.url("plotly-basic.min.js")}
    del config["python_version"]
    return json.dumps(config).replace("<", "\\u003c")
