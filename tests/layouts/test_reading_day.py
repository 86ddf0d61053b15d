"""Whether an edition is due or overdue is said for the day on which the page is read."""

import re
from datetime import date

import pytest

from app import create_app
from layouts import reading_day
from layouts.citations import holdings
from layouts.components.freshness import freshness
from layouts.pages import overview, review
from layouts.static_html import render
from tests.held import as_held

DUE = "due in April 2026"
OVERDUE = "a newer edition was due in April 2026 and has not been read here yet"


@pytest.fixture
def read_on(monkeypatch):
    """Makes a day the day on which pages are read."""
    return lambda *parts: monkeypatch.setattr(reading_day, "today", lambda: date(*parts))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


def updates(table_id="borough_knife_crime"):
    return [one.update for one in holdings((table_id,))]


@pytest.mark.parametrize(
    ("day", "said"),
    [((2026, 3, 31), f"next edition {DUE}"), ((2026, 4, 30), f"next edition {DUE}")],
)
def test_until_the_month_has_passed_an_edition_is_due(read_on, day, said):
    read_on(*day)
    assert said in updates()


def test_from_the_day_after_its_month_an_edition_is_overdue(read_on):
    read_on(2026, 5, 1)
    assert OVERDUE in updates()
    assert not any(one.startswith("next edition") for one in updates())


def test_a_closed_series_is_never_overdue(read_on):
    read_on(2090, 1, 1)
    assert "a closed series, no further edition" in updates()


def test_the_table_of_sources_says_which_edition_has_not_been_read(read_on):
    read_on(2026, 5, 1)
    said = words(render(freshness(("borough_knife_crime",))))
    assert "April 2026; has not been read here yet" in said
    read_on(2026, 4, 30)
    assert "has not been read" not in words(render(freshness(("borough_knife_crime",))))


def test_a_review_says_when_the_next_figures_were_due(read_on):
    read_on(2026, 11, 26)
    late = words(render(review.layout(month="2026-02")))
    assert "A newer edition was due in April 2026 and has not been read here yet." in late
    assert "figures are due in April 2026" not in late
    read_on(2026, 4, 1)
    assert f"The next figures are {DUE}." in words(render(review.layout(month="2026-02")))


def test_a_part_that_was_kept_before_the_month_ended_does_not_go_stale(read_on):
    read_on(2026, 4, 30)
    assert f"next edition {DUE}" in render(overview.layout())
    read_on(2026, 5, 1)
    assert OVERDUE in render(overview.layout())


def test_the_server_answers_with_the_words_of_the_month_it_is_asked_in(read_on):
    client = create_app().server.test_client()
    read_on(2026, 4, 30)
    assert f"next edition {DUE}" in client.get("/").get_data(as_text=True)
    read_on(2026, 5, 1)
    assert OVERDUE in client.get("/").get_data(as_text=True)
