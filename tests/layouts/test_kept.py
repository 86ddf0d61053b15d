"""Parts of pages are made once for each choice, until the tables change or they are let go of."""

import pytest
from dash import html

from layouts import kept as module
from layouts import reading_day
from layouts.kept import kept
from layouts.pages import borough, methods, overview
from layouts.static_html import render


@pytest.fixture
def calls():
    return []


@pytest.fixture
def part(calls):
    @kept(2)
    def make(**query):
        calls.append(query)
        return [html.P(query.get("measure", "none"))]

    return make


def test_a_part_is_made_once_for_each_choice(part, calls):
    assert render(part(measure="a")) == render(part(measure="a")) == "<p>a</p>"
    assert render(part()) == "<p>none</p>"
    assert calls == [{"measure": "a"}, {}]


def test_a_part_is_made_again_when_the_tables_change(part, calls, monkeypatch):
    part()
    monkeypatch.setattr(reading_day, "data_version", lambda: "another")
    part()
    assert len(calls) == 2


def test_a_part_that_was_let_go_of_is_made_again(part, calls):
    part()
    module.forget()
    part()
    assert len(calls) == 2


def test_what_a_page_does_with_its_list_of_parts_stays_with_the_page(part):
    part().clear()
    assert len(part()) == 1


@pytest.mark.parametrize(
    ("layout", "where"),
    [
        (overview.layout, {}),
        (borough.layout, {"slug": "southwark"}),
        (borough.layout, {"slug": "city-of-london"}),
        (methods.layout, {}),
    ],
)
def test_the_kept_parts_of_a_page_are_those_that_no_choice_changes(layout, where):
    """The page of a view is the same whichever view was asked for before it."""
    module.forget()
    usual = render(layout(**where))
    chosen = render(layout(**where, measure="weapon_possession", period="financial_year"))
    module.forget()
    assert render(layout(**where, measure="weapon_possession", period="financial_year")) == chosen
    assert render(layout(**where)) == usual


def test_a_borough_has_its_own_parts():
    pages = [render(borough.layout(slug=slug)) for slug in ("southwark", "camden", "southwark")]
    assert pages[0] == pages[2] != pages[1]
