"""Dash takes the page over unseen: no flash, no jump, nothing lost, nothing foreign."""

import base64

import pytest

from tests.browser.steps import (
    BOXES,
    DIFFERENT,
    HeldBack,
    observed,
    quiet,
    shifted,
    wait_until_live,
)

SOUTHWARK = "/boroughs/southwark"
PLOTLY, RENDERER = "**/plotly*.js", "**/dash_renderer*"

ASKED = """window.asked = [];
const plain = Object.getOwnPropertyDescriptor(Element.prototype, "scrollTop");
Object.defineProperty(Element.prototype, "scrollTop", { ...plain, get() {
  if (this.closest("details:not([open])")) window.asked.push(this.className);
  return plain.get.call(this);
} });"""


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_moves_when_dash_takes_over(new_page, server_url, width):
    """On a phone every page is asked this, in test_every_page."""
    page = observed(new_page(width=width))
    held = HeldBack(page, RENDERER)
    page.goto(server_url + SOUTHWARK)
    before = page.locator("#still").evaluate(BOXES)
    held.let_go()
    wait_until_live(page)
    assert page.evaluate("window.shifts") == []
    assert len(before) > 60
    assert page.locator("#live").evaluate(BOXES) == before


def test_a_chart_of_months_with_intervals_looks_the_same_in_both_schemes(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{SOUTHWARK}?period=month&intervals=on")
    before = pictures_by_scheme(page, "#still #trend .graph")
    held.let_go()
    wait_until_live(page)
    after = pictures_by_scheme(page, "#live #trend .graph")
    for pair in zip(before, after, strict=True):
        assert page.evaluate(DIFFERENT, [*pair]) < 0.002


def pictures_by_scheme(page, selector):
    pictures = []
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        pictures.append(base64.b64encode(page.locator(selector).screenshot()).decode())
    return pictures


def test_focus_its_ring_and_the_scroll_are_kept(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{SOUTHWARK}")
    page.get_by_role("button", name="Show").scroll_into_view_if_needed()
    page.locator("#still #view-period").focus()
    page.keyboard.press("Tab")
    top = page.evaluate("scrollY")
    assert top > 0
    held.let_go()
    wait_until_live(page)
    assert page.evaluate("document.activeElement.textContent") == "Show"
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.evaluate("scrollY") == top


def test_what_was_chosen_and_opened_before_is_kept(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{SOUTHWARK}")
    page.locator("#still #view-measure").select_option("weapon_possession")
    page.locator("#still #trend").get_by_text("Table", exact=True).click()
    held.let_go()
    wait_until_live(page)
    assert page.locator("#view-measure").input_value() == "weapon_possession"
    assert page.locator("#trend").get_by_role("row").nth(3).is_visible()


def test_an_opened_table_stays_where_it_was_scrolled_to_and_closed_ones_are_not_laid_out(
    page, server_url
):
    page.add_init_script(ASKED)
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{SOUTHWARK}")
    page.locator("#still #trend").get_by_text("Table", exact=True).click()
    page.locator("#still #trend .scroll").first.evaluate("box => box.scrollTo(0, 150)")
    page.evaluate("window.asked = []")
    held.let_go()
    wait_until_live(page)
    assert page.locator("#trend .scroll").first.evaluate("box => box.scrollTop") == 150
    assert page.evaluate("window.asked") == []


def test_an_open_list_is_not_closed(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(f"{server_url}{SOUTHWARK}")
    page.locator("#still #view-measure").click()
    assert page.evaluate("document.activeElement.matches(':open')")
    held.let_go()
    page.wait_for_selector("#live #page > *", state="attached")
    page.wait_for_timeout(1500)
    assert page.locator("#still").count() == 1
    page.keyboard.press("Escape")
    wait_until_live(page)
    assert page.evaluate("document.activeElement.id") == "view-measure"


def test_what_is_being_typed_goes_on_in_the_page_of_dash(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(server_url)
    page.locator("#still #choose-borough").click()
    page.keyboard.type("Croydn")
    page.keyboard.press("ArrowLeft")
    held.let_go()
    wait_until_live(page)
    page.keyboard.type("o")
    assert page.locator("#choose-borough").input_value() == "Croydon"
    assert page.evaluate("document.activeElement.id") == "choose-borough"


def test_a_chart_out_of_sight_keeps_its_drawing_until_it_comes_near(new_page, watch, server_url):
    page = observed(new_page(width=375))
    record = watch(page)
    held = HeldBack(page, PLOTLY)
    page.goto(server_url + "/victims")
    wait_until_live(page)  # none is on the first screen, so not even Plotly is needed
    last = page.locator(".graph").last
    assert last.locator("svg.chart").count() == 1
    before = last.bounding_box()
    held.let_go()
    page.wait_for_timeout(1500)
    assert last.locator("svg.chart").count() == 1
    top = page.evaluate("scrollY")
    last.scroll_into_view_if_needed()
    last.locator(".main-svg .trace").first.wait_for(state="attached")
    assert last.locator("svg.chart").count() == 0
    moved = page.evaluate("scrollY") - top
    assert last.bounding_box()["y"] == pytest.approx(before["y"] - moved, abs=0.1)
    assert shifted(page) == []
    assert page.evaluate("window.violations") == []
    assert record.problems == []


def test_marked_text_is_not_lost(page, server_url):
    held = HeldBack(page, RENDERER)
    page.goto(server_url)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#still h1'))")
    held.let_go()
    page.wait_for_selector("#live #page > *", state="attached")
    page.wait_for_timeout(1500)
    assert page.evaluate("String(getSelection())") == "Knife crime in London"
    page.evaluate("getSelection().removeAllRanges()")
    wait_until_live(page)


def test_where_a_part_of_dash_is_missing_the_page_stays(new_page, server_url):
    pages = {}
    for missing in (PLOTLY, RENDERER, "**/_dash-layout", "**/boot.js", "**/live.css"):
        pages[missing] = page = new_page()
        page.route(missing, lambda route: route.abort())
        page.goto(f"{server_url}{SOUTHWARK}")
    page.wait_for_timeout(3000)
    for missing, page in pages.items():
        assert page.locator("#trend .graph svg.chart").is_visible(), missing
        is_live = page.locator("html[data-live]").count() == 1
        assert is_live == (missing == PLOTLY), missing
        page.locator("#view-period").first.select_option("month")
        if not is_live:
            page.get_by_role("button", name="Show").click()
        page.wait_for_url("**period=month**")
        page.locator("#trend .graph svg.chart").wait_for()


def test_where_the_reader_saves_data_dash_waits_for_a_touch(page, watch, server_url):
    page.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    record = watch(page)
    page.goto(server_url)
    page.wait_for_timeout(2500)
    assert not any("dash" in url for url in record.requests)
    page.locator("#choose-borough").hover()
    wait_until_live(page)
    assert quiet(record.problems) == []


def test_unseen_dash_is_out_of_reach(page, server_url):
    HeldBack(page, "**/async-graph.js")
    page.goto(server_url)
    page.wait_for_selector("#live h1", state="attached", timeout=90_000)
    assert not page.locator("#live h1").is_visible()
    assert page.get_by_role("heading", level=1).count() == 1
