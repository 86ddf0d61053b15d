"""The pages for everyone: by keyboard, by screen reader, light and dark, wide and narrow."""

import pytest

from tests.browser.steps import PATHS, WIDTHS, open_live, open_still

RINGED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [*PATHS, "/nothing"])
def test_the_page_as_first_read_has_no_fault(new_page, axe, server_url, path, width, scheme):
    page = new_page(width=width, color_scheme=scheme)
    open_still(page, server_url + path)
    assert axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PATHS)
def test_the_page_with_dash_has_no_fault(new_page, axe, server_url, path, width, scheme):
    page = new_page(width=width, color_scheme=scheme)
    open_live(page, server_url + path)
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_opened_page_has_no_fault(page, axe, server_url):
    open_live(page, f"{server_url}/boroughs/southwark?period=month&intervals=on&measure=nothing")
    for summary in page.locator("#live summary:visible").all():
        summary.click()
    assert axe(page) == []


@pytest.mark.parametrize("path", PATHS)
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page, server_url, path):
    open_live(page, server_url + path)
    expected = page.locator(
        "a[href]:visible, button:visible, select:visible, summary:visible, [tabindex='0']:visible"
    ).count()
    stops = 0
    for _ in range(expected + 5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        stops += 1
        assert page.evaluate(RINGED), page.evaluate("document.activeElement.outerHTML.slice(0, 90)")
    assert stops >= expected - 1


def test_the_first_stop_leads_past_the_navigation(page, server_url):
    open_live(page, server_url)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "choose-borough"


def test_a_view_is_chosen_by_keyboard_alone(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    page.locator("#view-measure").focus()
    page.keyboard.type("Possession of w")
    page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".finding", has_text="Possession of weapons").wait_for(timeout=30_000)


def test_motion_is_left_out_for_those_who_ask(new_page, server_url):
    page = new_page(reduced_motion="reduce")
    page.goto(server_url)
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


def test_a_new_view_is_announced(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    status = page.get_by_role("status")
    assert status.text_content() == ""
    page.locator("#view-measure").select_option("weapon_possession")
    page.get_by_role("button", name="Show").click()
    page.locator("#status", has_text="Now shown: Possession of weapons").wait_for(state="attached")
    page.get_by_role("link", name="Draw the 95% intervals").click()
    page.get_by_role("link", name="Leave out the 95% intervals").wait_for()
    assert "Now shown: Possession of weapons" in status.text_content()
