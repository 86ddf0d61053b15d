"""The part of a page that follows the address: links and marks change it, and nothing is lost."""

from threading import Thread

import pytest
from werkzeug.serving import make_server

from app import create_app
from tests.browser.steps import HeldBack, observed, open_live, wait_until_live
from tests.layouts.made_page import MADE, PLAIN, made_pages

SOUTHWARK = "/boroughs/southwark"
DRAW, LEAVE_OUT = "Draw the 95% intervals", "Leave out the 95% intervals"
INTERVAL = "[class*='tracearea-interval'] .js-fill"

BLANKS = """() => {
  window.blanks = 0;
  const look = () => {
    if (!document.querySelector("#trend .main-svg .trace")) window.blanks += 1;
    requestAnimationFrame(look);
  };
  look();
}"""

GIVE_ADDRESS = """async ([href]) => {
  const plot = document.querySelector("#trend .js-plotly-plot");
  const spots = plot.data.findIndex((trace) => trace.uid === "hover");
  const all = plot.data[spots].x.map(() => href);
  await window.Plotly.restyle(plot, { customdata: [all] }, [spots]);
}"""


@pytest.fixture
def southwark(page, server_url):
    """Southwark's page with Dash, and its main heading marked."""
    open_live(observed(page), server_url + SOUTHWARK)
    page.evaluate("document.querySelector('h1').marked = true")
    return page


@pytest.fixture
def drawn(southwark):
    """The same, its chart on the screen and drawn by Plotly."""
    southwark.locator("#trend .graph").scroll_into_view_if_needed()
    southwark.locator("#trend .main-svg .trace").first.wait_for(state="attached")
    return southwark


def is_the_same_page(page):
    return page.evaluate("document.querySelector('h1').marked === true")


def click_a_mark(page):
    page.locator("#trend .graph").scroll_into_view_if_needed()
    box = page.locator("#trend .graph").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    page.locator("#trend .hoverlayer .hovertext").first.wait_for(timeout=10_000)
    page.mouse.down()
    page.mouse.up()


def test_a_link_changes_one_part_of_the_view_at_once(southwark, watch):
    record = watch(southwark)
    southwark.get_by_role("link", name=DRAW).click()
    southwark.get_by_role("link", name=LEAVE_OUT).wait_for()
    southwark.locator("#trend").locator(INTERVAL).first.wait_for(state="attached")
    assert is_the_same_page(southwark)
    assert "intervals=on" in southwark.url
    assert "measure=knife_crime" in southwark.url
    assert record.problems == []
    assert southwark.evaluate("window.violations") == []


def test_the_focus_stays_on_the_link_and_keeps_its_ring(southwark):
    southwark.get_by_role("link", name=DRAW).focus()
    southwark.keyboard.press("Enter")
    southwark.get_by_role("link", name=LEAVE_OUT).wait_for()
    assert southwark.evaluate("document.activeElement.textContent") == LEAVE_OUT
    assert southwark.evaluate("document.activeElement.matches(':focus-visible')")


def test_a_link_opened_elsewhere_is_the_browser_s_own(southwark):
    with southwark.context.expect_page() as opened:
        southwark.get_by_role("link", name=DRAW).click(modifiers=["ControlOrMeta"])
    assert "intervals=on" in opened.value.url
    assert "intervals" not in southwark.url


def test_a_form_keeps_what_a_link_chose(southwark):
    southwark.get_by_role("link", name=DRAW).click()
    southwark.get_by_role("link", name=LEAVE_OUT).wait_for()
    southwark.locator("#view-measure").select_option("weapon_possession")
    southwark.get_by_role("button", name="Show").click()
    southwark.locator(".finding", has_text="Possession of weapons").wait_for()
    assert "intervals=on" in southwark.url
    southwark.go_back()
    southwark.go_back()
    southwark.get_by_role("link", name=DRAW).wait_for()
    assert southwark.locator("#view-measure").input_value() == "knife_crime"
    assert southwark.locator("[name=intervals]").input_value() == "off"


def test_a_form_keeps_what_a_link_chose_without_javascript(new_page, server_url):
    page = new_page(java_script_enabled=False)
    page.goto(server_url + SOUTHWARK)
    page.get_by_role("link", name=DRAW).click()
    page.locator("#view-measure").select_option("weapon_possession")
    page.get_by_role("button", name="Show").click()
    assert page.get_by_role("link", name=LEAVE_OUT).is_visible()
    assert "Possession of weapons" in page.locator("#trend .finding").inner_text()


def test_the_chart_is_redrawn_in_its_place_and_never_blank(drawn):
    drawn.evaluate(BLANKS)
    drawn.evaluate("document.querySelector('#trend .js-plotly-plot').marked = true")
    for name in (DRAW, LEAVE_OUT, DRAW):
        drawn.get_by_role("link", name=name).click()
        drawn.get_by_role("link", name=name).wait_for(state="detached")
    drawn.wait_for_timeout(300)
    assert drawn.evaluate("window.blanks") == 0
    assert drawn.evaluate("document.querySelector('#trend .js-plotly-plot').marked")


def test_what_was_opened_stays_open(southwark):
    southwark.locator("#trend").get_by_text("About these figures").click()
    southwark.get_by_role("link", name=DRAW).click()
    southwark.get_by_role("link", name=LEAVE_OUT).wait_for()
    assert southwark.locator("#trend").get_by_role("heading", name="On the chart").is_visible()


def test_what_is_typed_before_dash_takes_over_is_kept(page, server_url):
    held = HeldBack(page, "**/dash_renderer*")
    page.goto(server_url + SOUTHWARK)
    page.locator("#still #choose-borough").fill("Croy")
    held.let_go()
    wait_until_live(page)
    page.keyboard.type("don")
    assert page.get_by_label("Choose another borough").input_value() == "Croydon"


def test_a_mark_that_carries_a_view_leads_to_it(drawn):
    drawn.evaluate(GIVE_ADDRESS, ["?measure=weapon_possession"])
    click_a_mark(drawn)
    drawn.locator(".finding", has_text="Possession of weapons").wait_for()
    assert drawn.url.endswith(f"{SOUTHWARK}?measure=weapon_possession")
    assert is_the_same_page(drawn)
    assert drawn.locator("#view-measure").input_value() == "weapon_possession"


def test_a_mark_that_carries_an_address_leads_to_its_page(drawn, server_url):
    drawn.evaluate(GIVE_ADDRESS, ["/boroughs/croydon"])
    click_a_mark(drawn)
    drawn.wait_for_url(f"{server_url}/boroughs/croydon")


@pytest.mark.parametrize(
    "href", ["//stranger.invalid/", "javascript:window.ran = 1", "https://a.b"]
)
def test_a_mark_leads_nowhere_else(drawn, watch, href):
    record = watch(drawn)
    drawn.evaluate(GIVE_ADDRESS, [href])
    click_a_mark(drawn)
    drawn.wait_for_timeout(300)
    assert is_the_same_page(drawn)
    assert drawn.evaluate("window.ran") is None
    assert record.foreign == []


@pytest.fixture(scope="module")
def made_url():
    """Pages with made-up figures, one of them without a region."""
    server = make_server("127.0.0.1", 0, create_app(made_pages()).server, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_a_page_without_a_region_bears_a_changed_address(page, watch, made_url):
    record = watch(page)
    open_live(page, made_url + PLAIN)
    page.evaluate("dash_clientside.set_props('address', {search: '?as=count'})")
    page.wait_for_timeout(800)
    assert page.url.endswith("?as=count")
    assert record.problems == []


def test_a_view_with_other_charts_is_shown_and_the_focus_kept(page, watch, made_url):
    record = watch(observed(page))
    open_live(page, made_url + MADE)
    assert page.locator(".js-plotly-plot").count() == 2
    page.locator("#second-0").focus()
    page.keyboard.press("Enter")
    page.locator("#third .main-svg .trace").first.wait_for(state="attached")
    assert page.locator(".js-plotly-plot").count() == 3
    assert page.evaluate("document.activeElement.id") == "second-0"
    assert page.evaluate("document.activeElement.textContent") == "Show fewer"
    assert record.problems == []
    assert page.evaluate("window.violations") == []


def test_several_charts_on_a_page_have_no_fault(page, axe, made_url):
    open_live(page, f"{made_url}{MADE}?more=yes")
    for summary in page.locator("#live summary:visible").all():
        summary.click()
    assert axe(page) == []
