"""Before any script of ours has run: what is further down is there, and is laid out when wanted."""

import pytest

from tests.browser.steps import BOXES, HeldBack, observed, wait_until, wait_until_live

BOOT, RENDERER = "**/boot.js", "**/dash_renderer*"
METHODS = "/methods"
LAST = "#limitations"
IS_PASSED_OVER = """selector => !document.querySelector(`#still ${selector}`)
  .checkVisibility({ contentVisibilityAuto: true })"""
ON_SCREEN = """selector => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}"""

READ = """() => {
  const one = document.elementFromPoint(innerWidth / 2, innerHeight / 2);
  return [one.textContent, one.getBoundingClientRect().top];
}"""


@pytest.fixture
def open_first(new_page, server_url):
    """Opens a page on a phone on which certain scripts wait; the page, and the scripts."""

    def open_page(path, pattern, *, slower=1):
        page = observed(new_page(width=375))
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        held = HeldBack(page, pattern)
        page.goto(server_url + path, wait_until="commit")
        page.locator("footer").wait_for(state="attached")
        return page, held

    return open_page


def test_what_is_further_down_is_not_laid_out_until_all_is_there(open_first):
    page, boot = open_first(METHODS, BOOT)
    assert not page.evaluate(IS_PASSED_OVER, "h1")
    assert page.evaluate(IS_PASSED_OVER, LAST)
    HeldBack(page, RENDERER)
    boot.let_go()
    page.locator("#still.whole").wait_for()
    assert not page.evaluate(IS_PASSED_OVER, LAST)
    assert page.evaluate("window.shifts") == []


def test_a_reader_who_is_sent_to_a_place_further_down_sees_it_and_stays_there(open_first):
    page, dash = open_first(METHODS + LAST, RENDERER, slower=4)  # still on its way as Dash starts
    page.wait_for_function(ON_SCREEN, arg=LAST)
    dash.let_go()
    wait_until_live(page)
    page.wait_for_timeout(500)
    assert page.evaluate(ON_SCREEN, LAST)
    assert page.evaluate("window.shifts") == []


def test_a_reader_who_has_scrolled_on_stays_there_when_all_is_laid_out(open_first):
    page, boot = open_first(METHODS, BOOT)
    HeldBack(page, RENDERER)
    page.evaluate("scrollTo({ top: 9000, behavior: 'instant' })")
    page.wait_for_timeout(200)
    read, before = page.evaluate(READ)
    boot.let_go()
    page.locator("#still.whole").wait_for()
    assert page.evaluate(READ)[0] == read
    assert page.evaluate(READ)[1] == pytest.approx(before, abs=1)


def test_where_the_script_never_comes_the_page_is_whole_as_it_is_scrolled(open_first):
    page, _ = open_first("/review", BOOT)
    page.locator("footer").scroll_into_view_if_needed()
    page.wait_for_function(ON_SCREEN, arg="footer")
    page.locator(".notes-pad textarea").scroll_into_view_if_needed()
    assert page.locator(".notes-pad textarea").is_visible()


def test_without_javascript_all_is_laid_out_and_in_the_same_places(new_page, server_url):
    boxes = []
    for enabled in (False, True):
        page = new_page(width=375, java_script_enabled=enabled)
        HeldBack(page, RENDERER)
        page.goto(server_url + METHODS)
        if enabled:
            page.locator("#still.whole").wait_for()
        boxes.append(page.locator("#still").evaluate(BOXES))
    assert len(boxes[0]) > 300
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("path", ["/boroughs/croydon?measure=knife_crime_with_injury", "/"])
def test_a_place_named_in_the_address_is_reached_and_kept(new_page, server_url, path):
    page = new_page(width=375)  # with motion, unlike most of these tests
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{path}#view")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
    wait_until(page, "document.querySelector('#view').getBoundingClientRect().top < 60")
    held.let_go()
    wait_until_live(page)
    page.wait_for_timeout(1000)
    assert -1 <= page.locator("#view").bounding_box()["y"] < 60
