"""Answers of Dash that depend on the address, kept like the pages.

Dash draws a page, and draws its region again, from path and query string. Many readers choose the
same view, and drawing it takes many times as long as sending it. An answer is kept under the page's
own reading of the query string and everything else that is in the request.
"""

import hashlib
import json
from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any

from flask import Response, make_response, request

from layouts.page import ADDRESS
from publish.packed import Packed, pack

UPDATE = "/_dash-update-component"
KEPT_ANSWERS = 1000
"""Answers that each worker keeps, at about 20 KB each; the least used go first."""
NOT_BY_OTHERS = "no-store"

Key = tuple[Hashable, ...]
Heeded = Callable[[str, bytes], Key | None]


class NotKeptError(Exception):
    """An answer that is no success, on its way past the cache."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


class KeptAnswers:
    """The view function that answers Dash's callbacks, in place of Dash's own.

    Args:
        dispatch: Dash's own.
        heeded: All that the page at a path makes of a query string, or nothing where there is no
            such page.
    """

    def __init__(self, dispatch: Callable[[], Any], heeded: Heeded) -> None:
        self._dispatch = dispatch
        self._heeded = heeded
        self._kept = lru_cache(maxsize=KEPT_ANSWERS)(self._answer)

    def __call__(self) -> Response:
        """The answer to the request at hand."""
        key = self._key(request.get_json(silent=True))
        if key is None:
            return make_response(self._dispatch())
        try:
            return self._kept(key).answer(request)
        except NotKeptError as other:
            return other.response

    @property
    def drawn(self) -> int:
        """How many answers have been worked out, kept ones not counted again."""
        return self._kept.cache_info().misses

    def forget(self) -> None:
        """Let go of everything kept."""
        self._kept.cache_clear()

    def _answer(self, _key: Key) -> Packed:
        """Dash's answer to the request at hand; the key names all that it depends on."""
        response = make_response(self._dispatch())
        if response.status_code != 200:
            raise NotKeptError(response)
        return pack(response.get_data(), "application/json", cache_control=NOT_BY_OTHERS, quality=4)

    def _key(self, body: Any) -> Key | None:
        """What the answer depends on: the view, and all else that is in the request."""
        try:
            given = {name: [*body.get(name, [])] for name in ("inputs", "state")}
            parts = [one for part in given.values() for one in part if isinstance(one, dict)]
            path, search = (_value(parts, name) for name in ("pathname", "search"))
            heeded = self._heeded(path, search.removeprefix("?").encode())
        except (AttributeError, TypeError):
            return None
        others = {name: [_without_search(one) for one in part] for name, part in given.items()}
        asked = json.dumps({**body, **others}, sort_keys=True)
        return None if heeded is None else (*heeded, hashlib.sha256(asked.encode()).digest())


def _value(parts: list[dict[str, Any]], name: str) -> Any:
    found = (one for one in parts if one.get("id") == ADDRESS and one.get("property") == name)
    return next(found, {}).get("value") or ""


def _without_search(part: Any) -> Any:
    if not isinstance(part, dict) or part.get("property") != "search":
        return part
    return {**part, "value": None} if part.get("id") == ADDRESS else part
