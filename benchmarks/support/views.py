"""Views of a page, as its own form offers them, and the requests that Dash makes for them."""

import json
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

from support.serving import ask

ADDRESS, REGION = "address", "region"


class Form(HTMLParser):
    """The values that the selects of a page's own form offer."""

    def __init__(self, path, document):
        super().__init__()
        self.path, self.offered, self._is_own, self._select = path, {}, False, ""
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        """Note the lists of the page's own forms, and what each offers."""
        found = dict(attrs)
        if tag == "form":
            self._is_own = urlsplit(found.get("action", "")).path in ("", self.path)
        if tag == "select" and self._is_own:
            self._select = found["name"]
        if tag == "option" and self._is_own and self._select:
            self.offered.setdefault(self._select, []).append(found.get("value", ""))


def queries(url, path, *, most):
    """Query strings that change one select of the page, the rest as usual: a spread of them."""
    offered = Form(path, ask(url + path).decode()).offered
    found = [f"?{urlencode({name: one})}" for name, values in offered.items() for one in values]
    return found[:: 1 + len(found) // most]


def redraw(url, regions):
    """What makes the body of the request with which Dash draws a view, from path and query string.

    Args:
        url: The server.
        regions: Of each page, what is there before the view is chosen, as `addresses` gives it.
    """
    declared = json.loads(ask(f"{url}/_dash-dependencies"))
    search = {"id": ADDRESS, "property": "search"}
    output = next(one["output"] for one in declared if search in one["inputs"])

    def body(path, query):
        """What Dash posts when the view of a page changes."""
        shape, count, charts = regions[path]
        pieces = [{"piece": number} for number in range(count)]
        drawings = [{"drawing": name} for name in charts]
        return json.dumps(
            {
                "output": output,
                "outputs": [
                    {"id": REGION, "property": "children"},
                    {"id": REGION, "property": "data-shape"},
                    [{"id": one, "property": "data-markup"} for one in pieces],
                    [{"id": one, "property": "figure"} for one in drawings],
                    [{"id": one, "property": "style"} for one in drawings],
                ],
                "inputs": [{**search, "value": query}],
                "state": [
                    {"id": ADDRESS, "property": "pathname", "value": path},
                    {"id": REGION, "property": "data-shape", "value": shape},
                    [{"id": one, "property": "id", "value": one} for one in drawings],
                    [{"id": one, "property": "id", "value": one} for one in pieces],
                ],
                "changedPropIds": [f"{ADDRESS}.search"],
            }
        ).encode()

    return body
