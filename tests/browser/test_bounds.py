"""Intervals and limits can be taken out of the way, with and without a script, and come back."""

import pytest

from tests.browser.steps import open_live

DRAWN = """selector => [...document.querySelectorAll(selector)]
  .filter((one) => getComputedStyle(one).display !== "none").length"""
LIMITS = '#control :is(.line-limit, [class*="traceline-limit--"])'
CENTRE = '#control :is(.line-centre, [class*="traceline-centre--"])'
WHISKERS = '#peers :is([class*="line-whisker"], [class*="line-interval"])'


@pytest.mark.parametrize("has_script", [False, True])
def test_limits_are_taken_away_and_come_back(new_page, server_url, has_script):
    page = new_page(java_script_enabled=has_script, width=375)
    if has_script:
        open_live(page, f"{server_url}/boroughs/southwark")
        page.locator("#control .graph").scroll_into_view_if_needed()
        page.locator("#control .main-svg .trace").first.wait_for(state="attached")
    else:
        page.goto(f"{server_url}/boroughs/southwark")
    box = page.locator("#control").get_by_label("Show the limits")
    assert page.evaluate(DRAWN, LIMITS) > 0
    box.uncheck()
    assert page.evaluate(DRAWN, LIMITS) == 0
    assert page.evaluate(DRAWN, CENTRE) > 0
    assert page.evaluate(DRAWN, WHISKERS) > 0  # other charts keep theirs
    box.check()
    assert page.evaluate(DRAWN, LIMITS) > 0


def test_what_is_out_of_the_way_stays_so_in_another_view(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    page.locator("#control").get_by_label("Show the limits").uncheck()
    page.locator("#view-measure").select_option("weapon_possession")
    page.locator("#trend .finding", has_text="Possession").wait_for()
    assert not page.locator("#control").get_by_label("Show the limits").is_checked()
    assert page.evaluate(DRAWN, LIMITS) == 0


def test_the_box_is_worked_by_key(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    page.locator("#control").get_by_label("Show the limits").focus()
    page.keyboard.press("Space")
    assert page.evaluate(DRAWN, LIMITS) == 0
