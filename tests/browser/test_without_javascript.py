"""With JavaScript off nothing that matters is lost: figures, tables, links and choices."""

import pytest


@pytest.fixture
def plain(new_page):
    """A page without JavaScript."""
    return new_page(java_script_enabled=False)


@pytest.mark.parametrize("path", ["/", "/boroughs/southwark"])
def test_both_pages_are_complete(plain, watch, server_url, path):
    record = watch(plain)
    plain.goto(server_url + path)
    assert plain.locator("h1").inner_text()
    assert plain.locator("#trend .graph svg.chart").is_visible()
    assert plain.locator(".spark svg").count() >= 8
    assert plain.locator(".spark svg").first.is_visible()
    assert "12 months to February 2026" in plain.locator(".measures").inner_text()
    assert record.problems == []


def test_a_borough_is_chosen_by_the_form(plain, server_url):
    plain.goto(server_url)
    plain.get_by_label("Choose a borough").fill("croydon")
    plain.get_by_role("button", name="Go").click()
    assert plain.url == f"{server_url}/boroughs/croydon"
    assert plain.locator("h1").inner_text() == "Croydon"


def test_a_misspelt_borough_is_answered_with_the_one_meant(plain, server_url):
    plain.goto(server_url)
    plain.get_by_label("Choose a borough").fill("Southwrak")
    plain.get_by_label("Choose a borough").press("Enter")
    assert plain.locator("h1").inner_text() == "No borough has that name"
    plain.locator(".lead").get_by_role("link", name="Southwark").click()
    assert plain.locator("h1").inner_text() == "Southwark"


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
    assert "Possession of weapons" in plain.locator("#trend .finding").inner_text()
    assert plain.locator("#view-period").input_value() == "financial_year"


def test_the_table_opens_and_the_file_comes(plain, server_url):
    plain.goto(f"{server_url}/boroughs/southwark")
    plain.locator("#trend").get_by_text("Table", exact=True).click()
    assert plain.locator("#trend").get_by_role("row").nth(3).is_visible()
    plain.locator("#trend").get_by_text("Download and reproduce").click()
    with plain.expect_download() as download:
        plain.locator("#trend").get_by_role("link", name="Figures (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")
