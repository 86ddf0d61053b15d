"""Bars with sizes and rates on a terminal; silence where there is none."""

import io

import pytest
from rich.console import Console

from ingest.progress import Bars

NAME = "M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv"


@pytest.fixture
def screen():
    return io.StringIO()


def shown(screen, *, is_terminal, name=NAME):
    bars = Bars(Console(file=screen, force_terminal=is_terminal, width=100, color_system=None))
    with bars.shown():
        for done in (0, 3_000_000, 6_310_000):
            bars.report(name, done, 6_310_000)
    return screen.getvalue()


def test_a_terminal_shows_name_size_and_rate(screen):
    text = shown(screen, is_terminal=True)
    assert "M1045_Monthly" in text
    assert "6.3/6.3 MB" in text
    assert "B/s" in text


def test_without_a_terminal_nothing_is_shown(screen):
    assert shown(screen, is_terminal=False) == ""


def test_a_name_in_brackets_is_shown_as_it_is(screen):
    assert "[bold]x.csv" in shown(screen, is_terminal=True, name="[bold]x.csv")


def test_bars_may_be_shown_again_for_the_next_file(screen):
    bars = Bars(Console(file=screen, force_terminal=True, width=100, color_system=None))
    for name in ("a.csv", "b.csv"):
        with bars.shown():
            bars.report(name, 5, 10)
    bars.report("c.csv", 5, 10)
    assert "a.csv" in screen.getvalue()
    assert "b.csv" in screen.getvalue()
    assert "c.csv" not in screen.getvalue()


def test_a_size_that_is_not_known_is_left_open(screen):
    bars = Bars(Console(file=screen, force_terminal=True, width=100, color_system=None))
    with bars.shown():
        bars.report("a.csv", 5_000_000, None)
    assert "5.0/? MB" in screen.getvalue()
