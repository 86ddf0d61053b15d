"""The main task of each person this is made for, done in the browser as they would do it."""

import csv
import io

import pytest

from metrics.values import metric_values
from tests.browser.steps import open_live, wait_until, wait_until_live

UNDER_25 = "knife_injury_victims_under_25"


def test_an_analyst_sees_downloads_and_repeats_a_rate_beside_london(page, watch, server_url):
    record = watch(page)
    live = open_live(page, f"{server_url}/boroughs/southwark")
    live.locator("select[name=measure]").select_option(UNDER_25)
    live.locator("select[name=as]").select_option("rate")
    live.get_by_role("button", name="Show").click()
    page.wait_for_function("location.search.includes('under_25')")
    trend = page.locator("#trend")
    trend.get_by_role("heading", level=3).filter(has_text="Young victims").wait_for()
    assert "London (Metropolitan Police area)" in trend.locator(".chart-key").inner_text()

    trend.get_by_text("Download and reproduce").click()
    with page.expect_download() as started:
        trend.get_by_role("link", name="Figures (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(started.value.path().read_text())))
    values = metric_values(
        UNDER_25,
        area=("E09000028", "E23000001"),
        period_type="rolling_12_months",
        stated_as="rate",
    )
    assert len(rows) == len(values)
    assert {row["area_name"] for row in rows} == {"Southwark", "Metropolitan Police"}

    scope = {}
    exec(trend.locator("pre").first.inner_text(), scope)
    assert scope["values"].equals(values)
    assert record.problems == []


@pytest.mark.parametrize("has_script", [True, False])
def test_a_viewer_types_a_borough_and_reads_whether_it_is_changing(
    new_page, server_url, has_script
):
    page = new_page(width=375, java_script_enabled=has_script)
    page.goto(server_url)
    if has_script:
        wait_until_live(page)
    page.get_by_label("Choose a borough").fill("croydon")
    page.keyboard.press("Enter")
    page.wait_for_url("**/boroughs/croydon")
    assert page.get_by_role("heading", level=1).first.inner_text() == "Croydon"
    lead = page.locator(".lead").first.inner_text()
    assert "offences in the 12 months to" in lead
    assert page.get_by_text("Each month against what is usual here:").first.is_visible()


def test_a_meeting_opens_the_review_of_a_month_its_first_exception_and_prints(page, server_url):
    live = open_live(page, f"{server_url}/review?area=london&month=2026-02")
    assert "February 2026" in live.inner_text()
    first = live.locator("h4 a, h3 a").first
    first.click()
    page.wait_for_url("**#view")
    wait_until_live(page)
    wait_until(page, "document.querySelector('#view').getBoundingClientRect().top < 60")
    page.wait_for_timeout(500)
    assert 0 <= page.locator("#view").bounding_box()["y"] < 60
    page.go_back()
    page.emulate_media(media="print")
    page.get_by_role("heading", name="February 2026").first.wait_for()
    assert not page.get_by_role("button", name="Show").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000
