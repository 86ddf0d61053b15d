"""No page has a straight apostrophe in what is read; what is copied or sent keeps it."""

import json
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from plotly.utils import PlotlyJSONEncoder

from layouts import routing
from layouts.page import known_addresses
from layouts.region import cut
from layouts.shell import shell
from layouts.site import PAGES
from layouts.static_html import EXACT, SPOKEN, render

ADDRESSES = known_addresses(PAGES)
VIEWS = sorted(
    {
        *((page.static()[-1], ()) for page in PAGES),
        ("/boroughs/southwark", ()),
        ("/boroughs/westminster/neighbourhoods", ()),
        ("/boroughs", (("highlight", "southwark"),)),
        ("/review", (("area", "southwark"),)),
        ("/concern", (("area", "southwark"),)),
        ("/claims", (("measure", "victim_satisfaction"), ("from", "x"), ("change", "x"))),
        ("/data", (("measure", "knife_crime"), ("area", "E05013802"))),
    }
)


class Read(HTMLParser):
    """The words of a document that are read, aloud or not, without what is copied and run."""

    def __init__(self, document):
        super().__init__()
        self.words, self._exact = [], 0
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        self._exact += tag in EXACT
        self.words += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag):
        self._exact -= tag in EXACT

    def handle_data(self, data):
        if not self._exact:
            self.words.append(data)


def straight(document):
    return [one for one in Read(document).words if "'" in one]


def texts(node, is_exact=False):
    """What Dash shows of a page: its texts, and the words of its attributes."""
    if isinstance(node, list):
        return [text for one in node for text in texts(one, is_exact)]
    if isinstance(node, dict) and "namespace" in node:
        own = node["props"]
        exact = is_exact or node["type"].lower() in EXACT
        return [
            *(str(own[name]) for name in SPOKEN if own.get(name)),
            *texts(own.get("children"), exact),
            *straight(own.get("data-markup") or ""),
            *drawn(own.get("figure")),
        ]
    return [node] if isinstance(node, str) and not is_exact else []


def drawn(figure):
    """The words of a Plotly figure."""
    if not figure:
        return []
    ticks = [figure["layout"][axis].get("ticktext", []) for axis in ("xaxis", "yaxis")]
    said = [trace.get("text", []) for trace in figure["data"]]
    several = [one if isinstance(one, list) else [one] for one in (*ticks, *said)]
    return [unescape(str(text)) for one in several for text in one]


def as_sent(content):
    return json.loads(json.dumps(content, cls=PlotlyJSONEncoder))


@pytest.mark.parametrize(("path", "query"), VIEWS)
def test_a_page_is_read_with_typographic_apostrophes(path, query):
    document = render(shell(ADDRESSES[path].layout(dict(query)), path))
    assert straight(document) == []
    assert "’" in unescape(document)


@pytest.mark.parametrize(("path", "query"), VIEWS)
def test_what_dash_mounts_and_draws_again_has_them_too(path, query):
    search = "?" + "&".join(f"{name}={value}" for name, value in query)
    content, _ = routing.page_content(ADDRESSES, path, search)
    assert [one for one in texts(as_sent(content)) if "'" in one] == []
    part = ADDRESSES[path].region(dict(query))
    region = as_sent(cut(part).content) if part else []
    assert [one for one in texts(region) if "'" in one] == []


def test_a_command_and_a_value_that_is_sent_keep_the_straight_apostrophe():
    data = render(ADDRESSES["/data"].layout({}))
    assert "curl 'http" in re.sub(r"<[^>]+>", "", data)
    plan = render(ADDRESSES["/action-plans"].layout({}))
    assert re.search(r'<option value="[^"]*&#x27;[^"]*">[^<]*’', plan)
