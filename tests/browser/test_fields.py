"""What is chosen in a field can be read whole, and what a figure is of stands beside it."""

import pytest

PAGES = (
    "/claims",
    "/revisions",
    "/stop-and-search",
    "/concern",
    "/review",
    "/data",
    "/boroughs",
    "/boroughs/southwark",
    "/boroughs/southwark/neighbourhoods",
    "/action-plans",
)
ARROW = 20
CUT = """arrow => [...document.querySelectorAll("#still :is(select, input:not([type=checkbox]))")]
  .filter(one => one.offsetWidth && one.offsetParent)
  .filter(one => {
    const style = getComputedStyle(one), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const words = one.options ? one.options[one.selectedIndex].text : one.value;
    const room = one.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(words).width > room - (one.options ? arrow : 0);
  })
  .map(one => one.options ? one.options[one.selectedIndex].text : one.value)"""


@pytest.mark.parametrize("width", [1280, 768, 375])
def test_no_field_cuts_what_is_chosen_in_it(new_page, server_url, width):
    page = new_page(width=width, java_script_enabled=True)
    page.route("**/*.js*", lambda route: route.abort())
    cut = {}
    for path in PAGES:
        page.goto(server_url + path)
        cut[path] = page.evaluate(CUT, ARROW)
    assert cut == {path: [] for path in PAGES}


IN_VIEW = """words => {
  const box = [...document.querySelectorAll("#still td, #still td span")]
    .filter(one => one.offsetWidth && one.firstChild?.textContent.trim() === words)
    .at(-1).getBoundingClientRect();
  return box.left >= 0 && box.right <= innerWidth;
}"""


def test_a_phone_shows_the_period_of_a_figure_without_scrolling(new_page, server_url):
    page = new_page(width=375, java_script_enabled=False)
    page.goto(f"{server_url}/boroughs/city-of-london")
    assert page.evaluate(IN_VIEW, "12 months to November 2021")


def test_a_phone_shows_every_figure_of_a_borough_and_the_whole_caption(new_page, server_url):
    page = new_page(width=375, java_script_enabled=False)
    page.goto(f"{server_url}/boroughs")
    for words in ("2.16", "2.00 to 2.33", "inside the limits", "610"):
        assert page.evaluate(IN_VIEW, words), words
    caption = page.locator("#still caption", has_text="boroughs in alphabetical order").first
    assert caption.bounding_box()["width"] <= 343


LONGEST = """name => [...document.querySelector(`#still select[name=${name}]`).options]
  .filter(one => !one.text.includes("not loaded"))
  .reduce((long, one) => one.text.length > long.text.length ? one : long).value"""
SAID = """name => {
  const form = document.querySelector(`#still select[name=${name}]`);
  const chosen = form.selectedOptions[0].text.toLowerCase();
  document.querySelectorAll("select").forEach(one => one.remove());
  return document.querySelector("main").innerText.toLowerCase().includes(chosen);
}"""
LISTS = {
    "/": "measure",
    "/boroughs": "measure",
    "/boroughs/southwark": "measure",
    "/claims": "measure",
    "/data": "measure",
    "/revisions": "measure",
    "/concern": "question",
    "/action-plans": "priority",
}


@pytest.mark.parametrize("path", LISTS)
def test_what_a_list_must_cut_on_a_phone_is_told_whole_below_it(new_page, server_url, path):
    page, name = new_page(width=375, java_script_enabled=False), LISTS[path]
    page.goto(server_url + path)
    page.goto(f"{server_url}{path}?{name}={page.evaluate(LONGEST, name)}")
    assert page.evaluate(SAID, name)


def test_the_addresses_and_parameters_of_the_api_need_no_scroll_sideways(new_page, server_url):
    page = new_page(width=375, java_script_enabled=False)
    page.goto(f"{server_url}/data")
    boxes = page.locator("#still .tall").filter(has_text="What it is")
    assert boxes.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)") == [0, 0]
