"""With JavaScript off nothing that matters is lost: figures, tables, links and choices."""

import pytest

from tests.browser.steps import PATHS, WIDTHS, WITH_CHARTS


@pytest.fixture
def plain(new_page):
    """A page without JavaScript."""
    return new_page(java_script_enabled=False)


@pytest.mark.parametrize("path", WITH_CHARTS)
def test_both_pages_are_complete(plain, watch, server_url, path):
    record = watch(plain)
    plain.goto(server_url + path)
    assert plain.locator("h1").inner_text()
    assert plain.locator(".graph svg.chart").is_visible()
    assert plain.locator(".spark svg").count() >= 8
    assert plain.locator(".spark svg").first.is_visible()
    assert "12 months to February 2026" in plain.locator(".measures").inner_text()
    assert record.problems == []


def test_the_page_needs_nothing_but_a_style_sheet_and_a_small_script(plain, watch, server_url):
    record = watch(plain)
    plain.goto(server_url)
    names = {url.rpartition("/")[2] for url in record.requests}
    assert names <= {"", "site.css", "boot.js", "icon.svg"}


def test_a_borough_is_chosen_by_the_form(plain, server_url):
    plain.goto(server_url)
    plain.locator("#choose-borough").select_option("croydon")
    plain.get_by_role("button", name="Go").click()
    assert plain.url == f"{server_url}/boroughs/croydon"
    assert plain.locator("h1").inner_text() == "Croydon"


def test_a_borough_is_chosen_from_the_list(plain, server_url):
    plain.goto(server_url)
    plain.get_by_role("link", name="Richmond upon Thames").click()
    assert plain.locator("h1").inner_text() == "Richmond upon Thames"


def test_a_view_is_chosen_by_the_form_and_held_by_the_address(plain, server_url):
    plain.goto(f"{server_url}/boroughs/southwark")
    plain.locator("#view-measure").select_option("weapon_possession")
    plain.locator("#view-as").select_option("count")
    plain.locator("#view-period").select_option("financial_year")
    plain.get_by_role("button", name="Show").click()
    assert "measure=weapon_possession" in plain.url
    assert "Possession of weapons" in plain.locator(".finding").inner_text()
    assert plain.locator("#view-period").input_value() == "financial_year"


def test_the_table_opens_and_the_file_comes(plain, server_url):
    plain.goto(f"{server_url}/boroughs/southwark")
    plain.get_by_text("Table", exact=True).click()
    assert plain.get_by_role("row").nth(3).is_visible()
    plain.get_by_text("Download and reproduce").click()
    with plain.expect_download() as download:
        plain.get_by_role("link", name="Figures (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", [*PATHS, "/nothing"])
def test_nothing_reaches_beyond_the_screen(new_page, server_url, path, width):
    page = new_page(width=width, java_script_enabled=False)
    page.goto(server_url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_words_of_twice_the_size_stay_on_the_screen(new_page, server_url):
    page = new_page(width=1280, java_script_enabled=False)
    page.goto(f"{server_url}/boroughs/southwark")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_on_paper_the_figures_stay_and_the_controls_go(plain, server_url):
    plain.goto(f"{server_url}/boroughs/southwark")
    plain.emulate_media(media="print")
    assert plain.locator(".graph svg.chart").is_visible()
    assert plain.locator(".measures").is_visible()
    assert not plain.locator(".controls").is_visible()
    assert not plain.locator(".chooser").is_visible()
