"""What Dash redraws when another view is chosen, called as the functions they are."""

import plotly.graph_objects as go
import pytest

from layouts import routing
from layouts.components.view_section import redraw
from layouts.page import known_addresses, read_query
from layouts.site import PAGES
from layouts.static_html import render

ADDRESSES = known_addresses(PAGES)


@pytest.mark.parametrize(
    "search",
    ["", "?measure=knife_crime_with_injury&as=rate&period=month&intervals=on", "?measure=nothing"],
)
def test_a_redrawn_view_says_what_its_page_says(search):
    page = render(ADDRESSES["/boroughs/southwark"].layout(read_query(search)))
    drawn = redraw(search, "/boroughs/southwark")
    assert drawn.heading in page
    assert drawn.rest in page
    assert drawn.figure.draw() in page


def test_a_redrawn_figure_is_one_plotly_accepts():
    drawn = redraw("?period=financial_year&as=count", "/")
    assert go.Figure(drawn.figure).data
    assert drawn.style == {"height": drawn.figure["layout"]["height"]}
    assert drawn.words.startswith("Line chart")


def test_the_address_chooses_the_page_and_no_parameter_changes_the_place():
    content = routing.page_content(ADDRESSES, "/boroughs/southwark", "?slug=camden&as=count")
    assert "<h1>Southwark</h1>" in render(content)


def test_an_unknown_path_mounts_the_page_that_says_so():
    assert "There is no page at this address" in render(routing.page_content(ADDRESSES, "/no", ""))


def test_a_parameter_given_twice_counts_as_first_given():
    assert read_query("?as=rate&as=count&measure=") == {"as": "rate", "measure": ""}
    assert read_query(None) == {}
