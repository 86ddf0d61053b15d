"""A name that a page does not know is said, once for all, on the page and in what Dash redraws."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from layouts import routing
from layouts.names import CLICKS, unknown_names
from layouts.page import known_addresses, read_query
from layouts.region import cut
from layouts.site import PAGES
from layouts.static_html import render

ADDRESSES = known_addresses(PAGES)
SAID = "The address has a parameter that is not known here; it is left out."
SOUTHWARK = "/boroughs/southwark"
WITH_NAMES = [
    path
    for path in (*(page.static()[0] for page in PAGES), SOUTHWARK, f"{SOUTHWARK}/neighbourhoods")
    if path != "/methods"
]
SHOWN = sorted({page.static()[-1] for page in PAGES} | {SOUTHWARK, "/boroughs"})


def notices(path, query):
    return ADDRESSES[path].page.read(path, query).notices


@pytest.mark.parametrize("path", WITH_NAMES)
def test_every_page_with_choices_says_that_it_does_not_know_a_name(path):
    query = {"mesure": "homicide"}
    (said,) = notices(path, query)
    assert said.startswith(SAID)
    assert said in unescape(render(ADDRESSES[path].layout(query)))
    assert "mesure" not in said


@pytest.mark.parametrize("path", WITH_NAMES)
def test_what_dash_draws_again_says_it_too(path):
    before = cut(ADDRESSES[path].region({}))
    drawn = routing.region_content(
        ADDRESSES,
        "?mesure=homicide",
        path,
        before.shape,
        [{"drawing": name} for name in before.graphs],
        [{"piece": number} for number in range(len(before.markup))],
    )
    assert SAID in "".join(drawn.markup)


@pytest.mark.parametrize("path", WITH_NAMES)
def test_all_unknown_names_together_are_one_state(path):
    states = {
        ADDRESSES[path].page.read(path, {f"invented {n}": "x", "other": str(n)}).state
        for n in range(9)
    }
    assert len(states) == 1
    assert states != {ADDRESSES[path].page.read(path, {}).state}


def test_the_names_that_the_page_knows_are_listed():
    (said,) = notices("/boroughs", {"borough": "camden"})
    assert said == f"{SAID} Known are: measure, as, period, limits and highlight."


def test_a_parameter_named_as_a_part_of_the_address_is_not_known_either():
    query = {"slug": "camden"}
    shown = render(ADDRESSES[SOUTHWARK].layout(query))
    assert "<h1>Southwark</h1>" in shown
    assert SAID in shown
    assert SAID in notices(SOUTHWARK, query)[0]


@pytest.mark.parametrize("name", ["utm_source", "UTM_Campaign", *sorted(CLICKS)])
def test_what_others_add_to_links_gets_no_notice(name):
    assert unknown_names({name: "x", "as": "rate"}, ("as",)) == []
    assert unknown_names({name: "x", "ass": "rate"}, ("as",)) != []


def test_a_page_without_choices_has_nothing_to_know():
    assert notices("/methods", {"mesure": "homicide"}) == ()


@pytest.mark.parametrize("path", SHOWN)
def test_no_link_of_a_page_has_a_name_that_its_page_does_not_know(path):
    found = re.findall(r'(?:href|action)="([^"]*\?[^"]*)"', render(ADDRESSES[path].layout({})))
    for link in map(unescape, found):
        target = urlsplit(link)
        where = target.path or path
        if not target.netloc and where in ADDRESSES:
            said = notices(where, read_query(target.query))
            assert SAID not in " ".join(said), link
