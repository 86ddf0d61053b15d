"""Choosing a view once Dash has taken over: at once, without a new page, held by the address."""

import pytest

from tests.browser.steps import WORDS, HeldBack, observed, open_live, wait_until, wait_until_live

SOUTHWARK = "/boroughs/southwark"


@pytest.fixture
def southwark(page, server_url):
    """Southwark's page with Dash, and its main heading marked."""
    open_live(observed(page), server_url + SOUTHWARK)
    page.evaluate("document.querySelector('h1').marked = true")
    return page


def choose(page, **choices):
    for name, value in choices.items():
        page.locator(f"#view-{name}").select_option(value)
    page.get_by_role("button", name="Show").click()


def finding(page, words):
    page.locator(".finding", has_text=words).wait_for(timeout=30_000)


def is_the_same_page(page):
    return page.evaluate("document.querySelector('h1').marked === true")


def test_a_chosen_view_is_drawn_without_a_new_page(southwark, watch):
    record = watch(southwark)
    choose(southwark, measure="weapon_possession", period="month")
    finding(southwark, "Possession of weapons, June 2026")
    assert is_the_same_page(southwark)
    assert "measure=weapon_possession" in southwark.url
    assert southwark.evaluate("document.activeElement.textContent") == "Show"
    others = {url.rpartition("/")[2].partition("?")[0] for url in record.requests}
    assert others <= {"_dash-update-component", "icon.svg"}
    assert record.problems == []
    assert southwark.evaluate("window.violations") == []


def test_a_list_answers_without_the_button_and_keeps_the_focus(southwark):
    southwark.emulate_media(reduced_motion="reduce")  # no smooth scrolling
    southwark.locator("#view-measure").focus()
    southwark.wait_for_timeout(300)
    top = southwark.evaluate("scrollY")
    southwark.locator("#view-measure").select_option("weapon_possession")
    finding(southwark, "Possession of weapons")
    assert is_the_same_page(southwark)
    assert "measure=weapon_possession" in southwark.url
    assert southwark.evaluate("document.activeElement.id") == "view-measure"
    assert southwark.evaluate("scrollY") == top
    southwark.locator("#status", has_text="Now shown: ").wait_for(state="attached")


def test_a_view_that_takes_longer_is_seen_to_be_on_its_way(southwark):
    held = HeldBack(southwark, "**/_dash-update-component**")
    seen = "getComputedStyle(document.querySelector('#region')).opacity"
    assert southwark.evaluate(seen) == "1"
    choose(southwark, period="month")
    wait_until(southwark, f"{seen} === '0.5'")
    held.let_go()
    wait_until(southwark, f"{seen} === '1'")


def test_going_through_a_list_by_key_asks_once(southwark, watch):
    southwark.locator("#view-measure").focus()
    record = watch(southwark)
    for _ in range(3):
        southwark.keyboard.press("ArrowDown")
    southwark.wait_for_url("**measure=**")
    southwark.wait_for_timeout(800)
    assert sum("_dash-update-component" in url for url in record.requests) == 1
    assert southwark.evaluate("document.activeElement.id") == "view-measure"
    southwark.go_back()
    southwark.wait_for_url(f"**{SOUTHWARK}")


def test_the_whole_section_follows_the_choice(southwark):
    choose(southwark, measure="weapon_possession", **{"as": "count"})
    finding(southwark, "Possession of weapons")
    words = southwark.locator("#trend").text_content()
    assert "MPS Recorded Crime" in words
    download = southwark.locator("#trend a[download]").first.get_attribute("href")
    assert download.startswith("/figure/boroughs/southwark/trend.csv?measure=weapon_possession")
    picture = southwark.get_by_role("img", name="Line chart: Possession of weapons, Southwark")
    assert picture.locator(".js-plotly-plot").count() == 1


def test_back_and_forward_lead_through_the_views(southwark):
    choose(southwark, measure="weapon_possession")
    finding(southwark, "Possession of weapons")
    choose(southwark, measure="knife_homicide")
    finding(southwark, "Knife homicide")
    southwark.go_back()
    finding(southwark, "Possession of weapons")
    assert southwark.locator("#view-measure").input_value() == "weapon_possession"
    southwark.go_back()
    finding(southwark, "Knife crime, 12 months")
    assert southwark.locator("#view-measure").input_value() == "knife_crime"
    southwark.go_forward()
    finding(southwark, "Possession of weapons")
    assert is_the_same_page(southwark)


@pytest.mark.parametrize("has_focus", [True, False])
def test_back_leaves_the_focus_on_the_list_that_was_used(southwark, has_focus):
    control = southwark.locator("#view-measure")
    if has_focus:
        control.focus()
    control.select_option("knife_homicide")
    finding(southwark, "Knife homicide")
    southwark.go_back()
    finding(southwark, "Knife crime, 12 months")
    southwark.wait_for_timeout(300)
    assert southwark.evaluate("document.activeElement.id") == "view-measure"


def test_back_from_a_shared_view_keeps_the_page(page, server_url):
    open_live(page, f"{server_url}{SOUTHWARK}?measure=weapon_possession")
    page.evaluate("document.querySelector('h1').marked = true")
    choose(page, measure="knife_homicide")
    finding(page, "Knife homicide")
    page.go_back()
    finding(page, "Possession of weapons")
    assert is_the_same_page(page)


def test_the_address_of_a_view_shows_the_same_to_whoever_opens_it(southwark, new_page):
    choose(southwark, measure="knife_crime_with_injury", period="calendar_year")
    southwark.wait_for_url("**period=calendar_year**")
    finding(southwark, "Knife crime with injury, 2025")
    other = new_page(java_script_enabled=False)
    other.goto(southwark.url)
    theirs = other.locator("#region").evaluate(WORDS)
    assert southwark.locator("#region").evaluate(WORDS) == theirs


def test_what_cannot_be_shown_is_said(southwark):
    choose(southwark, measure="knife_homicide", period="month")
    southwark.locator(".notices", has_text="named in the press").wait_for(timeout=30_000)
    finding(southwark, "Knife homicide")


def test_another_borough_keeps_the_view(southwark, server_url):
    choose(southwark, measure="weapon_possession")
    finding(southwark, "Possession of weapons")
    southwark.get_by_label("Choose another borough").fill("Croydon")
    southwark.keyboard.press("Enter")
    southwark.wait_for_url(f"{server_url}/boroughs/croydon?**")
    assert southwark.locator("h1").first.inner_text() == "Croydon"
    wait_until_live(southwark)
    finding(southwark, "Possession of weapons")
    assert southwark.evaluate("window.violations") == []


def test_a_chart_answers_the_pointer_with_the_figures(southwark):
    southwark.locator("#trend .graph").scroll_into_view_if_needed()
    box = southwark.locator("#trend .graph").bounding_box()
    southwark.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    hover = southwark.locator("#trend .hoverlayer .hovertext").first
    hover.wait_for(timeout=10_000)
    assert "Southwark" in southwark.locator("#trend .hoverlayer").text_content()
    assert southwark.evaluate("window.violations") == []


def test_without_dash_the_small_drawings_stay(southwark):
    assert southwark.locator("#live .spark svg").count() >= 8
    choose(southwark, measure="weapon_possession")
    finding(southwark, "Possession of weapons")
    assert southwark.locator("#live .spark svg").count() >= 8
