"""Views of a page, as its own form offers them, and the requests that Dash makes for them."""

import json
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from support.serving import ask

ADDRESS = "address"


class Form(HTMLParser):
    """The values that the selects of a page's own form offer."""

    def __init__(self, path, document):
        super().__init__()
        self.path, self.offered, self._is_own, self._select = path, {}, False, ""
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "form":
            self._is_own = urlsplit(found.get("action", "")).path in ("", self.path)
        if tag == "select" and self._is_own:
            self._select = found["name"]
        if tag == "option" and self._is_own and self._select:
            self.offered.setdefault(self._select, []).append(found.get("value", ""))


def queries(url, path):
    """One query string for each option of each select of the page; the rest as usual."""
    offered = Form(path, ask(url + path).decode()).offered
    return [f"?{urlencode({name: one})}" for name, values in offered.items() for one in values]


def redraw(url):
    """What makes the body of the request with which Dash draws a view, from path and query string.

    Raises:
        StopIteration: If no callback follows the query string.
    """
    declared = json.loads(ask(f"{url}/_dash-dependencies"))
    callback = next(
        one for one in declared if {"id": ADDRESS, "property": "search"} in one["inputs"]
    )

    def body(path, search):
        held = {"search": search, "pathname": path}
        return json.dumps(
            {
                "output": callback["output"],
                "outputs": _outputs(callback["output"]),
                "inputs": [_filled(one, held) for one in callback["inputs"]],
                "state": [_filled(one, held) for one in callback["state"]],
                "changedPropIds": [f"{ADDRESS}.search"],
            }
        ).encode()

    return body


def _filled(part, held):
    return {**part, "value": held[part["property"]]}


def _outputs(name):
    parts = [one.rpartition(".") for one in name.strip(".").split("...")]
    outputs = [{"id": id_, "property": property_} for id_, _, property_ in parts]
    return outputs if name.startswith("..") else outputs[0]
