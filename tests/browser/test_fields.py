"""What is chosen or written in a field can be read whole."""

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
