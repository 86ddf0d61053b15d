"""Comparing boroughs: a place is chosen on the map, in the funnel, by finger and by keyboard."""

import pytest

from tests.browser.steps import PATIENCE, observed, open_live

CROYDON = (0.5, 0.75)
"""Where Croydon lies on the map, in parts of its width and height."""

CHOSEN = "#map .chart-key li"


@pytest.fixture
def compared(page, server_url):
    """The comparison with Dash, and its main heading marked."""
    open_live(observed(page), f"{server_url}/boroughs")
    page.evaluate("document.querySelector('h1').marked = true")
    return page


def place_on_map(page, where):
    graph = page.locator("#map .graph")
    graph.scroll_into_view_if_needed()
    box = graph.bounding_box()
    return box["x"] + where[0] * box["width"], box["y"] + where[1] * box["height"]


def is_pointed_out(page, name):
    page.locator(CHOSEN, has_text=f"{name}:").wait_for(timeout=PATIENCE)
    assert page.evaluate("document.querySelector('h1').marked === true"), "a new page"
    assert page.evaluate("window.violations") == []


def test_a_borough_is_chosen_on_the_map_without_a_new_page(compared):
    x, y = place_on_map(compared, CROYDON)
    compared.mouse.move(x, y)
    words = compared.locator("#map .hovertext text")
    words.wait_for()
    assert words.evaluate("n => n.dataset.unformatted").startswith("7 Croydon")
    compared.mouse.click(x, y)
    is_pointed_out(compared, "Croydon")
    assert "highlight=croydon" in compared.url
    assert compared.locator("#compare-highlight").input_value() == "croydon"
    compared.locator("#chosen h2", has_text="Croydon beside boroughs like it").wait_for()


def test_a_finger_reads_first_and_follows_with_a_second_tap(new_page, server_url):
    page = new_page(width=375, has_touch=True)
    open_live(observed(page), f"{server_url}/boroughs")
    page.evaluate("document.querySelector('h1').marked = true")
    page.touchscreen.tap(*place_on_map(page, CROYDON))
    page.wait_for_timeout(1500)
    assert "highlight=" not in page.url
    page.touchscreen.tap(*place_on_map(page, CROYDON))
    is_pointed_out(page, "Croydon")


def test_the_table_of_the_funnel_leads_to_the_same_view_by_keyboard(compared):
    compared.locator("#funnel summary", has_text="Table").press("Enter")
    link = compared.locator("#funnel table a", has_text="Richmond upon Thames")
    link.press("Enter")
    is_pointed_out(compared, "Richmond upon Thames")
    assert "highlight=richmond-upon-thames" in compared.url


def test_widened_limits_are_one_link_away_and_back(compared):
    compared.get_by_role("link", name="Widen the limits").click()
    compared.locator(".finding", has_text="lasting differences").wait_for(timeout=PATIENCE)
    assert "limits=widened" in compared.url
    compared.go_back()
    compared.locator(".finding", has_text="chance alone would put").wait_for(timeout=PATIENCE)


def test_a_chosen_borough_is_there_without_a_script(new_page, server_url):
    page = new_page(java_script_enabled=False)
    page.goto(f"{server_url}/boroughs?highlight=southwark")
    assert page.locator("#map svg .line-map-focus").count() == 1
    assert page.locator("#chosen").inner_text().startswith("Southwark beside boroughs like it")
    page.locator("#funnel summary", has_text="Table").click()
    page.locator("#funnel table a", has_text="Brent").click()
    assert "highlight=brent" in page.url


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("query", ["", "?as=count", "?measure=knife_crime_positive_outcome_rate"])
def test_the_table_of_all_boroughs_needs_no_scroll_sideways(new_page, server_url, width, query):
    page = new_page(width=width)
    page.goto(f"{server_url}/boroughs{query}")
    table = page.locator("#all .scroll").first
    assert table.evaluate("box => box.scrollWidth - box.clientWidth") == 0
    assert table.locator(".beneath", has_text="95% interval").is_visible()
    assert table.locator("th", has_text="Position").is_visible()
    assert table.locator("th.apart").evaluate_all("all => all.every(one => !one.offsetParent)")


def test_on_a_wide_screen_the_interval_has_a_column_of_its_own(page, server_url):
    page.goto(f"{server_url}/boroughs")
    assert page.locator("#all th.apart").first.is_visible()
    assert not page.locator("#all .beneath").first.is_visible()
