"""Charts that wait for Plotly: on paper, and for a reader who jumps to one."""

import pytest

from tests.browser.steps import HeldBack, observed, shifted, wait_until_live

PLOTLY = "**/plotly*.js"
UNSEEN = """() => [...document.querySelectorAll(".graph")]
  .filter((one) => !one.closest("details:not([open])"))
  .filter((one) => [...one.querySelectorAll("svg.chart,.main-svg")].every((drawing) =>
    drawing.getBoundingClientRect().height < 80 || !drawing.checkVisibility()))
  .map((one) => one.id)"""


@pytest.fixture
def victims(new_page, server_url):
    """The page of victims, live, all its charts waiting."""
    page = observed(new_page(width=375))
    page.held = HeldBack(page, PLOTLY)
    page.goto(f"{server_url}/victims")
    wait_until_live(page)
    return page


def waiting(page):
    return page.locator("#live .graph svg.chart").count()


def test_paper_shows_each_chart_whether_it_has_come_alive_or_not(victims):
    assert waiting(victims) == victims.locator(".graph").count() > 3
    victims.emulate_media(media="print")
    assert victims.evaluate(UNSEEN) == []
    assert len(victims.pdf()) > 10_000
    victims.emulate_media(media="screen")
    victims.held.let_go()
    victims.locator(".graph").first.scroll_into_view_if_needed()
    victims.locator(".graph .main-svg .trace").first.wait_for(state="attached")
    assert waiting(victims) > 0
    victims.emulate_media(media="print")
    assert victims.evaluate(UNSEEN) == []


def test_a_jump_to_a_chart_that_waits_ends_at_the_chart_and_it_comes_alive(victims):
    victims.held.let_go()
    victims.wait_for_timeout(1000)
    victims.evaluate("window.shifts.splice(0)")
    figure = victims.locator("figure#domestic-abuse")
    assert figure.locator("svg.chart").count() == 1
    victims.evaluate("location.hash = 'domestic-abuse'")
    figure.locator(".main-svg .trace").first.wait_for(state="attached")
    victims.wait_for_timeout(500)
    assert -1 <= figure.bounding_box()["y"] < 60
    assert shifted(victims) == []
