"""Dash takes the page over unseen: no flash, no jump, nothing lost, nothing foreign."""

import base64

import pytest

from tests.browser.steps import (
    BOXES,
    PATHS,
    STOPS,
    WIDTHS,
    WITH_CHARTS,
    WORDS,
    HeldBack,
    observed,
    open_live,
    open_still,
    quiet,
    wait_until_live,
)

PLOTLY, RENDERER = "**/plotly*.js", "**/dash_renderer*"
DIFFERENT = """async ([one, other]) => {
  const pixels = async source => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    return canvas.getImageData(0, 0, image.width, image.height).data;
  };
  const [a, b] = [await pixels(one), await pixels(other)];
  let different = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (Math.max(...[0, 1, 2].map(c => Math.abs(a[i + c] - b[i + c]))) > 40) different += 4;
  }
  return a.length === b.length ? different / a.length : 1;
}"""


@pytest.mark.parametrize("path", PATHS)
def test_the_page_is_taken_over_without_a_word_on_the_console(page, watch, server_url, path):
    record = watch(observed(page))
    open_live(page, server_url + path)
    assert page.locator("#still").count() == 0
    assert record.problems == []
    assert page.evaluate("window.violations") == []


@pytest.mark.parametrize("path", PATHS)
def test_plotly_is_asked_for_once_and_only_where_there_is_a_chart(page, watch, server_url, path):
    record = watch(page)
    live = open_live(page, server_url + path)
    page.wait_for_timeout(300)
    asked = sum("plotly" in url.rpartition("/")[2] for url in record.requests)
    assert asked == min(1, live.locator(".graph").count())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", WITH_CHARTS)
def test_nothing_moves_when_dash_takes_over(new_page, server_url, path, width):
    page = observed(new_page(width=width))
    after = open_live(page, server_url + path).evaluate(BOXES)
    assert page.evaluate("window.shifts") == []
    before = open_still(new_page(width=width), server_url + path).evaluate(BOXES)
    assert len(before) > 60
    assert after == before


@pytest.mark.parametrize("path", PATHS)
def test_dash_says_what_the_page_said(new_page, server_url, path):
    before = open_still(new_page(), server_url + path).evaluate(WORDS)
    after = open_live(new_page(), server_url + path).evaluate(WORDS)
    assert len(before) > 1000
    assert after == before


@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_stops_where_it_did(new_page, server_url, path):
    before = open_still(new_page(), server_url + path).evaluate(STOPS)
    assert open_live(new_page(), server_url + path).evaluate(STOPS) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "?period=month&intervals=on"])
def test_the_chart_looks_the_same(new_page, server_url, scheme, view):
    url = f"{server_url}/boroughs/southwark{view}"
    pictures = []
    for opened in (open_still, open_live):
        page = new_page(color_scheme=scheme)
        graph = opened(page, url).locator(".graph")
        pictures.append(base64.b64encode(graph.screenshot()).decode())
    assert new_page().evaluate(DIFFERENT, pictures) < 0.002


def test_focus_its_ring_and_the_scroll_are_kept(page, server_url):
    held = HeldBack(page, PLOTLY)
    page.goto(f"{server_url}/boroughs/southwark")
    page.get_by_role("button", name="Show").scroll_into_view_if_needed()
    page.locator("#view-period").focus()
    page.keyboard.press("Tab")
    top = page.evaluate("scrollY")
    assert top > 0
    held.let_go()
    wait_until_live(page)
    assert page.evaluate("document.activeElement.textContent") == "Show"
    assert page.evaluate("document.activeElement.matches(':focus-visible')")
    assert page.evaluate("scrollY") == top


def test_what_was_chosen_and_opened_before_is_kept(page, server_url):
    held = HeldBack(page, PLOTLY)
    page.goto(f"{server_url}/boroughs/southwark")
    page.locator("#still #view-measure").select_option("weapon_possession")
    page.locator("#still").get_by_text("Table", exact=True).click()
    held.let_go()
    wait_until_live(page)
    assert page.locator("#view-measure").input_value() == "weapon_possession"
    assert page.get_by_role("row").nth(3).is_visible()


def test_an_open_list_is_not_closed(page, server_url):
    held = HeldBack(page, PLOTLY)
    page.goto(f"{server_url}/boroughs/southwark")
    page.locator("#still #view-measure").focus()
    held.let_go()
    page.wait_for_selector("#live .js-plotly-plot .main-svg .trace", state="attached")
    page.wait_for_timeout(500)
    assert page.locator("#still").count() == 1
    for _ in range(3):  # past the other lists, to the button
        page.keyboard.press("Tab")
    wait_until_live(page)
    assert page.evaluate("document.activeElement.textContent") == "Show"


def test_marked_text_is_not_lost(page, server_url):
    held = HeldBack(page, PLOTLY)
    page.goto(server_url)
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#still h1'))")
    held.let_go()
    page.wait_for_selector("#live .js-plotly-plot .main-svg .trace", state="attached")
    page.wait_for_timeout(500)
    assert page.evaluate("String(getSelection())") == "Knife crime in London"
    page.evaluate("getSelection().removeAllRanges()")
    wait_until_live(page)


@pytest.mark.parametrize("missing", [PLOTLY, RENDERER, "**/_dash-layout", "**/boot.js"])
def test_where_a_part_of_dash_is_missing_the_page_stays(page, server_url, missing):
    page.route(missing, lambda route: route.abort())
    page.goto(f"{server_url}/boroughs/southwark")
    page.wait_for_timeout(3000)
    assert page.locator("#still .graph svg.chart").is_visible()
    assert page.locator("html[data-live]").count() == 0
    page.locator("#still #view-period").select_option("month")
    page.locator("#still").get_by_role("button", name="Show").click()
    assert "period=month" in page.url


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
    HeldBack(page, PLOTLY)
    page.goto(server_url)
    page.wait_for_selector("#live h1", state="attached", timeout=90_000)
    assert not page.locator("#live h1").is_visible()
    assert page.get_by_role("heading", level=1).count() == 1
