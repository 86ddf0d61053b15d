"""Every page there is, for every reader: each is opened three times and asked everything.

The addresses come from the pages that the site declares, so a new page is tested unedited. One
opening collects all that is wrong.
"""

import base64

import pytest

from tests.browser.addresses import OPENED
from tests.browser.findings import collected
from tests.browser.reading import (
    FIRST_SCREEN,
    FORMS,
    LEADS_TO,
    MOVING,
    OPEN_ALL,
    OWN_FORM,
    STANDS,
    STOPS,
    UNSEEN_CHARTS,
    beyond_the_screen,
    words,
)
from tests.browser.steps import (
    BOXES,
    DIFFERENT,
    PATIENCE,
    WIDTHS,
    HeldBack,
    observed,
    open_live,
    shifted,
    wait_until_live,
)

every_page = pytest.mark.parametrize("path", OPENED)
RENDERER = "**/dash_renderer*"
PHONE, DESKTOP, PAPER = 375, 1280, 718
MOST_DIFFERENT = 0.002
AFTER_INPUT = 500
"""Milliseconds for which a shift counts as the answer to a change of the screen's width."""
A_SCROLL = 200
"""Milliseconds after which a busy browser has scrolled to what has the focus."""
AFTER_CHOICE = 1500
"""Milliseconds after which a choice has been answered by a server beside the browser."""
FEWEST_WORDS = 40
TRIED = """[...document.querySelectorAll("main form")]
  .findIndex((form) => form.matches("[data-tried]"))"""
CHOOSE_THE_LAST = """(form, number) => {
  const list = form.querySelectorAll("select")[number];
  list.selectedIndex = list.options.length - 1;
  for (const name of ["input", "change"]) list.dispatchEvent(new Event(name, { bubbles: true }));
  return [list.name, list.value];
}"""
"""In one step: an answer to the choice before may draw the lists anew, with other options."""
BOTH = dict.fromkeys(WIDTHS, ("dark", "light"))
ONE_EACH = dict(zip(WIDTHS, (("light",), ("dark",), ("light",)), strict=True))
"""For the page of Dash: it has the same words in the same places as the one read first."""
BROKEN_NUMBERS = """[...document.querySelectorAll(".big")]
  .filter((one) => one.offsetHeight > 1.5 * parseFloat(getComputedStyle(one).lineHeight))
  .map((one) => one.textContent)"""
"""Of the cards, that do not stand on one line."""
OWN_FILES = {"boot.js", "live.css", "icon.svg"}


@every_page
def test_without_javascript_nothing_is_lost(new_page, watch, server_url, path):
    page = new_page(width=PHONE, java_script_enabled=False)
    record = watch(page)
    with collected() as found:
        page.goto(server_url + path)
        found.none(page.evaluate(FIRST_SCREEN), "on a phone")
        found.expect(page.locator("h1").count() == 1, "not one main heading")
        found.expect(len(words(page).split()) >= FEWEST_WORDS, "hardly a word on the page")
        found.none(page.evaluate(UNSEEN_CHARTS), "a chart that is not seen")
        found.none(page.evaluate(FORMS), "a form that needs a script")
        fits_every_screen(page, found, "closed")
        stays_on_the_screen_at_twice_the_size(page, found)
        is_whole_on_paper(page, found)
        page.evaluate(OPEN_ALL)
        fits_every_screen(page, found, "opened")
        answers_to_its_form(page, found)
        found.none(record.problems, "problem")
        asked = {url.partition("?")[0].rpartition("/")[2] for url in record.requests}
        found.none(asked - OWN_FILES - {path.rpartition("/")[2]}, "asked for")


@every_page
def test_the_page_read_first_and_the_page_of_dash_are_one(new_page, axe, watch, server_url, path):
    page = observed(new_page(width=PHONE, reduced_motion="reduce"))
    record, held = watch(page), HeldBack(page, RENDERER)
    with collected() as found:
        page.goto(server_url + path)
        found.none(shifted(page), "shifts as it is read")
        still = looked_at(page, axe, found, "read first")
        found.none(page.evaluate(MOVING), "moves although asked not to")
        page.wait_for_timeout(AFTER_INPUT)
        held.let_go()
        wait_until_live(page)
        found.none(shifted(page), "shifts when Dash takes over")
        live = looked_at(page, axe, found, "with Dash", schemes=ONE_EACH)
        for what in ("words", "stops", *(f"places at {width}" for width in WIDTHS)):
            found.same(live[what], still[what], what)
        found.same([*differing(page, live["charts"], still["charts"])], [], "charts that differ")
        page.evaluate(OPEN_ALL)
        found.none(axe(page), "axe, all opened")
        fits_every_screen(page, found, "opened, with Dash")
        asks_once_for_plotly(page, record, found)
        found.none(record.problems, "problem")
        found.none(page.evaluate("window.violations"), "against the policy")


@every_page
def test_the_keyboard_leads_everywhere_and_a_choice_is_drawn_at_once(
    new_page, axe, watch, server_url, path
):
    page = observed(new_page(width=DESKTOP, reduced_motion="reduce"))
    record = watch(page)
    with collected() as found:
        open_live(page, server_url + path)
        found.none(shifted(page), "shifts on a wide screen")
        is_walked_by_keyboard(page, found)
        opens_by_keyboard(page, found)
        if page.evaluate(OWN_FORM):
            follows_a_choice(page, new_page, found)
            found.none(axe(page), "axe, after a choice")
        asks_once_for_plotly(page, record, found)
        found.none(record.problems, "problem")
        found.none(page.evaluate("window.violations"), "against the policy")


def fits_every_screen(page, found, state):
    for width in WIDTHS:
        found.none(beyond_the_screen(page, width), f"wider than the screen, {state}")


def stays_on_the_screen_at_twice_the_size(page, found):
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (DESKTOP, PHONE):
        found.none(beyond_the_screen(page, width), f"wider than {width} at twice the size")
        found.none(page.evaluate(BROKEN_NUMBERS), f"a number in pieces at {width}, twice the size")
    page.evaluate("document.documentElement.style.fontSize = ''")


def is_whole_on_paper(page, found):
    page.emulate_media(media="print")
    found.none(beyond_the_screen(page, PAPER), "wider than the paper")
    found.none(page.evaluate(UNSEEN_CHARTS), "a chart that is not on paper")
    found.expect(page.locator("h1").is_visible(), "no heading on paper")
    controls = page.locator("form select:visible, form button:visible")
    found.expect(controls.count() == 0, "controls on paper")
    page.emulate_media(media="screen")


def answers_to_its_form(page, found):
    """The address takes the choice, and the controls show it or the page says why not."""
    if not page.evaluate(OWN_FORM):
        return
    chosen = choose_the_last(page.locator("form[data-tried]"))
    with page.expect_navigation(timeout=PATIENCE):
        page.locator("form[data-tried] button:not([type=button])").first.click()
    found.none([n for n in chosen if f"{n}=" not in page.url], "not in the address")
    page.evaluate(OWN_FORM)
    form = page.locator("form[data-tried]")
    shown = {n: form.locator(f"select[name='{n}']").input_value() for n in chosen}
    said = page.locator(".notices").count() > 0
    found.expect(shown == chosen or said, f"chosen {chosen}, shown {shown}, and nothing said")


def choose_the_last(form):
    """The last option of each select is chosen; the choices by name."""
    chosen = {}
    for number in range(form.locator("select").count()):
        name, value = form.evaluate(CHOOSE_THE_LAST, number)
        chosen[name] = value
    return chosen


def looked_at(page, axe, found, state, schemes=BOTH):
    """Places, words, stops and pictures, with axe in the schemes of each width."""
    seen = {"charts": pictures(page), "words": words(page, "#still, #live:not(.waiting)")}
    seen["stops"] = page.evaluate(STOPS)
    for width in WIDTHS:
        found.none(beyond_the_screen(page, width), f"wider than the screen, {state}")
        seen[f"places at {width}"] = page.locator("#still, #live:not(.waiting)").evaluate(BOXES)
        for scheme in schemes[width]:
            page.emulate_media(color_scheme=scheme)
            found.none(axe(page), f"axe, {state}, {width} pixels, {scheme}")
    page.set_viewport_size({"width": PHONE, "height": 800})
    return seen


def pictures(page):
    """The first charts of the page as drawn."""
    graphs = page.locator(":is(#still, #live:not(.waiting)) .graph").all()
    return [base64.b64encode(one.screenshot()).decode() for one in graphs[:3] if one.is_visible()]


def differing(page, after, before):
    """Shares of pixels that differ, where too many do."""
    shares = [page.evaluate(DIFFERENT, [*pair]) for pair in zip(after, before, strict=True)]
    return [share for share in shares if share >= MOST_DIFFERENT]


def asks_once_for_plotly(page, record, found):
    asked = [url for url in record.requests if "plotly" in url.rpartition("/")[2]]
    wanted = min(1, page.locator(".graph").count())
    found.expect(len(asked) == wanted, f"Plotly asked for {len(asked)} times, not {wanted}")


def is_walked_by_keyboard(page, found):
    """Tab stops at everything that can be used, in the order of the page, ringed and in sight."""
    stops = page.evaluate(STOPS)
    walked = []
    for _ in stops:
        page.keyboard.press("Tab")
        stood = page.evaluate(STANDS)
        if stood and not stood["seen"]:
            page.wait_for_timeout(A_SCROLL)
            stood = page.evaluate(STANDS)
        if stood is None:
            break
        walked.append(stood)
    found.same([one["at"] for one in walked], [*range(len(stops))], f"stops, of {stops}")
    found.none([one["name"] for one in walked if not one["ringed"]], "no ring on")
    found.none([one["name"] for one in walked if not one["seen"]], "out of sight")
    found.expect(stops[0].startswith("a.skip"), f"the first stop is {stops[0]}")


def opens_by_keyboard(page, found):
    summary = page.locator("main summary").first
    if summary.count():
        before = page.locator("main details[open]").count()
        summary.press("Enter")
        opened = page.locator("main details[open]").count()
        found.expect(abs(opened - before) == 1, "Enter does not open or close what is folded")


def follows_a_choice(page, new_page, found):
    """With Dash the page of a choice reads as the page that its address gives without."""
    first = words(page)
    page.evaluate("document.querySelector('h1').marked = true")
    # By its place: a choice draws the region anew, and with it a form that stands there.
    form = page.locator("main form").nth(page.evaluate(TRIED))
    entries = page.evaluate("history.length")
    choose_the_last(form)
    page.wait_for_timeout(AFTER_CHOICE)
    other = new_page(width=DESKTOP, java_script_enabled=False)
    other.goto(page.evaluate("location.origin") + form.evaluate(LEADS_TO))
    expected = words(other)
    form.locator("button:not([type=button])").first.click()
    found.same(words_once(page, expected), expected, "words after a choice")
    page.wait_for_timeout(AFTER_INPUT)  # nobody goes back before the button has been answered
    page.evaluate("entries => history.go(entries - history.length)", entries)  # one for each list
    found.same(words_once(page, first), first, "words after going back")
    same_page = page.evaluate("document.querySelector('h1').marked === true")
    live_form = page.locator("main form[data-view]").count() > 0
    found.expect(same_page or not live_form, "another page was loaded for a choice")


def words_once(page, expected):
    """The words of the page, as soon as they are the expected ones, or what they stay."""
    give_up = PATIENCE // 3
    while (now := words(page)) != expected and give_up > 0:
        page.wait_for_timeout(200)
        give_up -= 200
    return now
