"""An answer that comes late takes nothing out of the reader's hands."""

import pytest

from tests.browser.steps import HeldBack, open_live

ANSWERS = "**/_dash-update-component**"
LATE = "Past due on 31 March 2018"


@pytest.fixture
def asked(page, server_url):
    """The action plans, with a choice made in a list whose answer is held back."""
    open_live(page, f"{server_url}/action-plans")
    page.fill("#plan-on", "2018-03-31")
    held = HeldBack(page, ANSWERS)
    with page.expect_request(ANSWERS):
        page.select_option("#plan-lead", "Police")
    page.let_go = held.let_go
    return page


def test_what_was_chosen_since_it_was_asked_for_stays_chosen(asked):
    asked.check("#plan-past-due")
    asked.let_go()
    asked.get_by_text(LATE).first.wait_for()
    assert asked.is_checked("#plan-past-due")
    asked.locator("form[data-view] button").click()
    asked.wait_for_url("**past-due=yes**")


def test_what_was_typed_since_stays_typed(asked):
    asked.fill("#plan-on", "2019-03-31")
    asked.let_go()
    asked.get_by_text(LATE).first.wait_for()
    assert asked.input_value("#plan-on") == "2019-03-31"


def test_a_button_that_is_pressed_when_the_answer_comes_is_clicked(asked):
    asked.check("#plan-past-due")
    asked.locator("form[data-view] button").hover()
    asked.mouse.down()
    asked.let_go()
    asked.wait_for_timeout(800)
    asked.mouse.up()
    asked.wait_for_url("**past-due=yes**")


def test_a_choice_is_followed_though_an_answer_draws_its_list_anew_at_once(page, server_url):
    open_live(page, f"{server_url}/boroughs")
    page.evaluate(
        """() => {
          const list = document.getElementById("compare-highlight");
          list.value = "croydon";
          for (const name of ["input", "change"])
            list.dispatchEvent(new Event(name, { bubbles: true }));
          const place = list.form.closest("[data-markup]");
          place.dataset.markup = place.innerHTML;
        }"""
    )
    page.wait_for_url("**highlight=croydon**")


def test_a_list_that_was_opened_since_stays_open_until_it_is_closed(asked):
    asked.locator("#plan-status").click()
    assert asked.evaluate("document.activeElement.matches(':open')")
    asked.let_go()
    asked.wait_for_timeout(1500)
    assert asked.evaluate("document.activeElement.matches('#plan-status:open')")
    asked.keyboard.press("Escape")
    asked.get_by_text(LATE).first.wait_for()
    assert asked.evaluate("document.activeElement.id") == "plan-status"


def test_going_back_shows_what_the_address_says_and_nothing_that_was_typed(asked):
    asked.let_go()
    asked.get_by_text(LATE).first.wait_for()
    asked.check("#plan-past-due")
    asked.go_back()
    asked.get_by_text("Past due on 31 July 2017").first.wait_for()
    assert not asked.is_checked("#plan-past-due")


def test_what_is_shown_already_stays_said_when_it_is_asked_for_again(page, server_url):
    open_live(page, f"{server_url}/boroughs/southwark")
    page.select_option("#view-measure", "weapon_possession")
    said = page.locator("#status", has_text="Now shown: Possession of weapons")
    said.wait_for(state="attached")
    page.get_by_role("button", name="Show").click()
    page.wait_for_timeout(500)
    assert said.count() == 1
