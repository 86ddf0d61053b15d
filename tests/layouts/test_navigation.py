"""The navigation: every page that has a group, the one that is open marked."""

import re
from dataclasses import replace

import pytest

from layouts import navigation as module
from layouts.navigation import GROUPS, navigation
from layouts.pages import overview
from layouts.site import PAGES
from layouts.static_html import render

NAMED = [
    replace(overview.PAGE, path=path, name=name, group=group)
    for name, path, group in (
        ("Methods", "/methods", "Background"),
        ("London now", "/", "Figures"),
        ("Boroughs", "/boroughs", "Figures"),
        ("Unnamed", "/unnamed", ""),
        ("Review", "/review", "Use"),
    )
]


@pytest.fixture
def links(monkeypatch):
    """Links of a made-up site as the page at an address shows them."""
    monkeypatch.setattr(module, "PAGES", NAMED)

    def of(path):
        bar = render(navigation(path)[1])
        return {
            name: current
            for current, name in re.findall(
                r'<a href="[^"]+"(?: aria-current="(\w+)")?>([^<]+)', bar
            )
        }

    return of


def test_pages_stand_in_the_order_of_their_groups_and_one_without_a_group_is_left_out(links):
    assert list(links("/")) == ["London now", "Boroughs", "Review", "Methods"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", {"London now": "page"}),
        ("/boroughs", {"Boroughs": "page"}),
        ("/boroughs/southwark/neighbourhoods", {"Boroughs": "true"}),
        ("/boroughs-elsewhere", {}),
        ("/unnamed", {}),
        ("", {}),
    ],
)
def test_the_page_that_is_open_or_the_one_above_it_is_marked(links, path, marked):
    assert {name: current for name, current in links(path).items() if current} == marked


def test_the_menu_of_a_phone_has_the_same_links():
    menu, bar = map(render, navigation("/"))
    assert re.findall(r"<a .*?</a>", menu) == re.findall(r"<a .*?</a>", bar)


def test_every_page_has_a_known_group_or_none():
    assert {page.group for page in PAGES} <= {*GROUPS, ""}
