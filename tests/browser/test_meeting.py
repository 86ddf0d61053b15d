"""A meeting runs from the review: the first exception, the notes, the paper; a claim is put."""

import re
import zlib
from statistics import median

import pytest

from tests.browser.steps import HeldBack, open_live, wait_until, wait_until_live

REVIEW = "/review?area=london&month=2026-02"
WRITTEN = "Owner: Jo. Answer by April."
HELD = "document.querySelector('#notes-text').value === '{}'"
STATUS = ".notes-pad [role=status]"


@pytest.fixture
def review(page, server_url):
    """The review of February 2026 for London, with Dash."""
    open_live(page, server_url + REVIEW)
    return page


def write(page, text=WRITTEN):
    page.locator("#notes-text").fill(text)


def test_the_meeting_opens_the_first_exception_and_sees_its_chart(review):
    first = review.locator(".exceptions > li").first
    assert "more than chance" in first.inner_text()
    first.locator("summary").first.click()
    chart = first.locator("svg.chart")
    assert chart.is_visible()
    assert "Control chart" in chart.get_attribute("aria-label")


def test_another_month_is_reviewed_without_a_new_page(review):
    review.evaluate("document.querySelector('h1').marked = true")
    review.locator("#field-month").select_option("2024-06")
    review.get_by_role("button", name="Show").click()
    review.locator("#review", has_text="June 2024").wait_for(timeout=60_000)
    assert review.evaluate("document.querySelector('h1').marked")
    assert "month=2024-06" in review.url


def test_an_answer_that_a_later_one_has_overtaken_changes_nothing(review):
    held = []

    def hold_the_first(route):
        if held:
            route.continue_()
        held.append(route)

    review.route("**/_dash-update-component**", hold_the_first)
    review.locator("#field-month").select_option("2026-01")
    review.wait_for_url("**month=2026-01**")
    review.wait_for_timeout(300)
    review.locator("#field-month").select_option("2025-12")
    review.locator("#review", has_text="December 2025").wait_for(timeout=60_000)
    with review.expect_response("**/_dash-update-component**"):
        held[0].continue_()
    review.wait_for_timeout(500)
    assert "December 2025" in review.locator("#review").inner_text()
    assert review.locator("#field-month").input_value() == "2025-12"
    wait_until(review, "!document.querySelector('[data-dash-is-loading]')")


def test_notes_stay_in_the_browser_for_their_place_and_month(review, server_url):
    write(review)
    review.reload()
    assert review.locator("#notes-text").first.input_value() == WRITTEN
    review.goto(server_url + "/review?area=camden&month=2026-02")
    assert review.locator("#notes-text").first.input_value() == ""


def test_notes_follow_another_month_that_is_chosen(review):
    write(review)
    review.locator("#field-month").select_option("2026-01")
    review.get_by_role("button", name="Show").click()
    review.locator("#review", has_text="January 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(""))  # a word that is being typed is waited for
    review.go_back()
    review.locator("#review", has_text="February 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(WRITTEN))


def test_notes_written_while_another_month_is_on_its_way_stay_with_theirs(review):
    held = HeldBack(review, "**/_dash-update-component**")
    review.locator("#field-month").select_option("2026-01")
    review.wait_for_url("**month=2026-01**")
    write(review)
    held.let_go()
    review.locator("#review", has_text="January 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(""))
    review.go_back()
    review.locator("#review", has_text="February 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(WRITTEN))


def test_notes_are_handed_on_in_the_part_of_the_address_that_is_not_sent(
    review, new_page, watch, server_url
):
    record = watch(review)
    write(review)
    assert "#" not in review.url
    review.get_by_role("button", name="Put the notes into the address").click()
    assert "now holds the notes" in review.locator(STATUS).inner_text()
    assert "#notes=Owner" in review.url
    other = new_page()
    heard = watch(other)
    other.goto(review.url)
    assert other.locator("#notes-text").first.input_value() == WRITTEN
    assert "came with the address" in other.locator(STATUS).first.text_content()
    assert not any("Owner" in url for url in record.requests + heard.requests)
    assert record.problems == heard.problems == []


def test_notes_in_the_address_are_not_carried_to_another_month(review):
    write(review)
    review.get_by_role("button", name="Put the notes into the address").click()
    handed_on = review.url
    review.locator("#field-month").select_option("2026-01")
    review.locator("#review", has_text="January 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(""))
    assert review.url.endswith("?area=london&month=2026-01")
    review.go_back()
    review.wait_for_url(handed_on)
    review.locator("#review", has_text="February 2026").wait_for(timeout=60_000)
    wait_until(review, HELD.format(WRITTEN))


def test_what_is_written_before_dash_is_there_after_it(new_page, server_url):
    page = new_page()
    page.goto(server_url + REVIEW)
    page.locator("#notes-text").first.fill(WRITTEN)
    page.locator("h1").first.click()
    wait_until_live(page)
    assert page.locator("#notes-text").input_value() == WRITTEN


def test_cleared_notes_are_gone(review):
    write(review)
    review.get_by_role("button", name="Clear the notes").click()
    review.reload()
    assert review.locator("#notes-text").first.input_value() == ""


def test_the_paper_has_the_notes_and_no_controls(review):
    write(review)
    review.emulate_media(media="print")
    assert review.locator(".notes-paper").inner_text() == WRITTEN
    for control in ("#notes-text", ".notes-pad button", ".controls", "nav", "summary"):
        assert not review.locator(control).first.is_visible(), control
    assert review.locator(".review-rows").first.is_visible()
    chart = review.locator(".exceptions .figure svg.chart").first
    assert chart.is_visible()
    assert chart.bounding_box()["height"] > 100
    assert not review.locator(".exceptions .figure table").first.is_visible()


SHEET = {"width": 703, "height": 1032}
"""A sheet of A4 without margins of 12 mm."""
HEIGHTS = "all => all.map(one => one.getBoundingClientRect().height)"


def test_three_exceptions_stand_on_a_sheet_each_with_its_chart_beside_its_words(review):
    review.set_viewport_size(SHEET)
    review.emulate_media(media="print")
    heights = review.locator(".exceptions > li").evaluate_all(HEIGHTS)
    assert median(heights) <= SHEET["height"] / 3  # what explains one may be long
    first = review.locator(".exceptions > li").first
    words, chart = (first.locator(one).bounding_box() for one in (".questions", ".figure"))
    assert chart["x"] > words["x"] + words["width"]
    assert chart["y"] < words["y"]
    assert chart["x"] + chart["width"] <= SHEET["width"]


def test_two_charts_of_a_measure_stand_on_a_sheet(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    page.set_viewport_size(SHEET)
    page.emulate_media(media="print")
    heights = page.locator("#view .figure").evaluate_all(HEIGHTS)
    assert len(heights) > 1
    assert heights[0] + heights[1] <= SHEET["height"]
    measures = page.locator(".measures > li").evaluate_all(HEIGHTS)
    assert max(measures) <= SHEET["height"] / 4


def test_every_sheet_of_the_paper_has_its_number(review):
    """A number stands alone in the corner of its sheet; glyph 20 of the font is the figure 1."""
    paper = review.pdf(
        format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
    )
    streams = re.findall(rb"stream\r?\n(.*?)endstream", paper, re.DOTALL)
    sheets = [text for text in map(_inflated, streams) if b" Tf" in text and b" Td" in text]
    alone = rb"BT\s+/F\d+ 10\.6\S* Tf\s+1 0 0 -1 7\S+ \S+ Tm\s+<00([0-9A-F]{2})> Tj\s+ET"
    numbers = [found[0] for sheet in sheets[:5] if (found := re.findall(alone, sheet))]
    assert [int(number, 16) - int(numbers[0], 16) for number in numbers] == [0, 1, 2, 3, 4]


def _inflated(stream):
    try:
        return zlib.decompress(stream.rstrip(b"\r\n"))
    except zlib.error:
        return b""


def test_without_javascript_the_page_says_where_to_write(new_page, server_url):
    page = new_page(java_script_enabled=False)
    page.goto(server_url + REVIEW)
    said = page.locator(".no-script")
    assert "write them on the printed page" in said.inner_text()
    assert said.is_visible()
    assert not page.locator("#notes-text").is_visible()


def test_a_claim_is_put_by_typing_it(page, server_url):
    open_live(page, server_url + "/claims")
    page.locator("#field-from").fill("2023/24")
    page.locator("#field-to").fill("2024/25")
    page.locator("#field-change").fill("50")
    page.keyboard.press("Enter")
    page.locator("#answer", has_text="The figures do not give this claim").wait_for(timeout=60_000)
    assert "change=50" in page.url
    assert page.locator("#readings").is_visible()


def test_the_worked_case_of_a_revision_is_one_link_away(page, server_url):
    open_live(page, server_url + "/revisions")
    page.get_by_role("link", name="positive outcomes of July 2025").click()
    page.get_by_text("288 outcomes").first.wait_for(timeout=60_000)
    assert page.get_by_text("222 outcomes").first.is_visible()
