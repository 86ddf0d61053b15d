"""What a reader comes to the pages of reference for: a definition, the values, a plan's actions."""

import csv
import io

from tests.browser.steps import open_live, wait_until_live


def in_sight(page, selector):
    return page.locator(selector).first.evaluate(
        "one => { const box = one.getBoundingClientRect();"
        " return box.top >= 0 && box.top < innerHeight / 2; }"
    )


def test_a_link_to_a_definition_shows_it_and_it_stays_in_sight(page, server_url):
    page.goto(f"{server_url}/methods#knife_homicide_under_25")
    assert in_sight(page, "#knife_homicide_under_25")
    wait_until_live(page)
    assert in_sight(page, "#knife_homicide_under_25")


def test_the_analyst_takes_away_the_values_that_the_page_counts(page, server_url):
    open_live(page, f"{server_url}/data")
    page.select_option("#values-area", label="Southwark")
    page.select_option("#values-as", "rate")
    page.select_option("#values-period-type", "rolling_12_months")
    page.fill("#values-from", "2024-01")
    page.locator("form[data-view] button").click()
    address = page.locator("#region a:has(code)")
    address.filter(has_text="from=2024-01").wait_for()
    answer = page.request.get(f"{server_url}{address.get_attribute('href')}")
    rows = list(csv.DictReader(io.StringIO(answer.text())))
    assert {row["area_name"] for row in rows} == {"Southwark"}
    assert f"{len(rows)} rows." in page.locator("#region").inner_text()
    assert page.locator("#region td", has_text=rows[-1]["period_end"]).count() > 0


def test_the_meeting_finds_what_was_past_due_on_a_day_and_led_by_whom(page, server_url):
    open_live(page, f"{server_url}/action-plans")
    page.fill("#plan-on", "2018-03-31")
    page.select_option("#plan-lead", "Police")
    page.check("#plan-past-due")
    page.locator("form[data-view] button").click()
    page.wait_for_url(lambda address: "on=2018-03-31" in address and "past-due" in address)
    page.get_by_text("Past due on 31 March 2018").first.wait_for()
    listed = page.locator(".actions > li:visible", has_text="past due on 31 March 2018")
    assert listed.count() > 0
    assert all("Police" in text for text in listed.all_inner_texts())
    page.go_back()  # each choice is a step: the list answered as soon as it was changed
    page.wait_for_url(lambda address: "on=2018-03-31" in address and "past-due" not in address)
    page.locator("#plan-past-due:not(:checked)").wait_for()
    assert page.input_value("#plan-lead") == "Police"
    page.go_back()
    page.get_by_text("Past due on 31 July 2017").first.wait_for()
    assert page.input_value("#plan-lead") == ""
