"""Every kind of page as it is sent: small, stubborn against nonsense, with links that lead on.

The addresses come from the pages that the site declares, so a new page is tested unedited.
"""

import re
import threading
from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit

import pytest

from layouts.page import known_addresses
from layouts.site import PAGES
from publish import assets
from tests.browser.addresses import KINDS, OPENED

ADDRESSES = known_addresses(PAGES)
BROTLI = {"Accept-Encoding": "br"}
MOST_BYTES = 45_000
"""What a phone may have to load before the first chart and sentence can be read."""
NOTICE = re.compile(r'class="[^"]*\bnotices\b[^"]*">.{20}')
SLOW_TO_MAKE = (".png", ".parquet", ".pdf", ".zip")


class Parts(HTMLParser):
    """The links of a page, the ids in it, and the selects of the forms that lead back to it."""

    def __init__(self, path, document):
        super().__init__()
        self.path, self.links, self.ids = path, [], set()
        self.selects, self.chosen = {}, {}
        self._is_own, self._name = False, ""
        self.feed(document)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.ids.add(found.get("id"))
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if tag == "form":
            self._is_own = urlsplit(found.get("action", "")).path in ("", self.path)
        if tag == "select" and self._is_own:
            self._name = found["name"]
        if tag == "option" and self._is_own:
            self.selects.setdefault(self._name, []).append(found["value"])
            if "selected" in found:
                self.chosen[self._name] = found["value"]


def parts(client, path):
    return Parts(path, client.get(path).text)


@pytest.fixture(scope="module")
def answered(dashboard):
    """Whether an address is answered, asked once; with the ids of the page it leads to."""
    reader = dashboard.server.test_client()

    @cache
    def ask(address):
        answer = reader.get(address, follow_redirects=True)
        is_page = answer.mimetype == "text/html"
        return answer.status_code, Parts(address, answer.text).ids if is_page else set()

    return ask


@pytest.mark.parametrize("path", OPENED)
def test_a_page_and_the_script_that_starts_it_are_small_enough_for_a_phone(dashboard, client, path):
    files = (path, assets.url("boot.js"))
    client.get(path)
    done = threading.Event()
    dashboard._background.do(done.set)
    assert done.wait(60)
    assert sum(len(client.get(one, headers=BROTLI).data) for one in files) <= MOST_BYTES


@pytest.mark.parametrize("path", KINDS)
def test_every_choice_that_the_form_offers_is_answered(client, path):
    for name, offered in parts(client, path).selects.items():
        # Of a long list, such as months, a score of them all along it.
        for value in offered[:: 1 + len(offered) // 20]:
            answer = client.get(f"{path}?{urlencode({name: value})}")
            assert answer.status_code == 200, (name, value)
            is_shown = Parts(path, answer.text).chosen.get(name) == value
            assert is_shown or NOTICE.search(answer.text), (name, value)


@pytest.mark.parametrize("path", KINDS)
def test_a_value_nobody_offers_is_answered_by_a_page_that_says_so(client, path):
    for name in parts(client, path).selects:
        answer = client.get(f"{path}?{urlencode({name: 'nonsense'})}")
        assert answer.status_code == 200, name
        assert NOTICE.search(answer.text), name


@pytest.mark.parametrize("path", [path for path in KINDS if path != "/methods"])
def test_a_name_nobody_offers_is_answered_by_a_page_that_says_so(client, path):
    answer = client.get(f"{path}?mesure=homicide")
    assert answer.status_code == 200
    assert "a parameter that is not known here" in answer.text
    assert "a parameter that is not known" not in client.get(f"{path}?utm_source=letter").text


@pytest.mark.parametrize("path", KINDS)
def test_invented_values_are_as_good_as_one_to_a_page(client, path):
    heeded = ADDRESSES[path].page.read
    names = [*parts(client, path).selects, "utm_source"]
    queries = [
        {**dict.fromkeys(names, f"invented {number}"), f"name {number}": ""} for number in range(9)
    ]
    assert len({heeded(path, query).state for query in queries}) == 1


@pytest.mark.parametrize("path", KINDS)
def test_every_link_leads_somewhere(client, answered, path):
    own = parts(client, path)
    links = {link for link in own.links if not urlsplit(link).netloc and ":" not in link}
    assert {link[1:] for link in links if link.startswith("#")} <= own.ids
    for link in links:
        address, _, place = link.partition("#")
        target = f"{path}{address}" if address.startswith("?") else address
        where = urlsplit(target).path
        if not target or where.endswith(SLOW_TO_MAKE):
            continue
        status, ids = answered(target)
        assert status == 200, link
        assert not place or place in ids, link
