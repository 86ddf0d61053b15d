"""What only some pages must show to everyone: a chosen view, an announcement, an unknown address.

What every page has to is in test_every_page.
"""

from tests.browser.reading import beyond_the_screen
from tests.browser.steps import WIDTHS, open_live


def test_the_page_of_an_unknown_address_has_no_fault(page, axe, server_url):
    page.goto(f"{server_url}/nothing")
    for width in WIDTHS:
        assert beyond_the_screen(page, width) == []
        for scheme in ("dark", "light"):
            page.emulate_media(color_scheme=scheme)
            assert axe(page) == []


def test_an_opened_page_has_no_fault(page, axe, server_url):
    open_live(page, f"{server_url}/boroughs/southwark?period=month&intervals=on&measure=nothing")
    for summary in page.locator("#live summary:visible").all():
        summary.click()
    assert axe(page) == []


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
