"""What Dash mounts and what it draws again, called as the functions they are."""

import plotly.graph_objects as go
import pytest
from dash import no_update

from layouts import routing
from layouts.page import known_addresses, read_query
from layouts.region import cut
from layouts.site import PAGES
from layouts.static_html import render

ADDRESSES = known_addresses(PAGES)
CITY = "/boroughs/city-of-london"
SOUTHWARK = "/boroughs/southwark"
WITH_REGION = [path for path, one in ADDRESSES.items() if one.page.region and path != CITY]


def region(path, search=""):
    """The region of a page as the page shows it."""
    return cut(ADDRESSES[path].region(read_query(search)))


def redrawn(path, search, *, shown=""):
    """What Dash answers a page that shows the view of one query string when it takes another."""
    before = region(path, shown)
    pieces = [{"piece": number} for number in range(len(before.markup))]
    drawings = [{"drawing": name} for name in before.graphs]
    return routing.region_content(ADDRESSES, search, path, before.shape, drawings, pieces)


@pytest.mark.parametrize("path", WITH_REGION)
def test_every_region_is_a_part_of_its_page(path):
    page = render(ADDRESSES[path].layout({}))
    assert render(region(path).content) in page
    assert f'data-shape="{region(path).shape}"' in page


@pytest.mark.parametrize(
    "search",
    ["?measure=knife_crime_with_injury&as=rate&period=month&intervals=on", "?measure=nothing"],
)
def test_another_view_changes_each_piece_to_what_its_page_says(search):
    drawn = redrawn(SOUTHWARK, search)
    page = render(ADDRESSES[SOUTHWARK].layout(read_query(search)))
    assert drawn.children is drawn.shape is no_update
    assert all(markup in page for markup in drawn.markup)
    assert all(figure.draw() in page for figure in drawn.figures)


def test_a_redrawn_figure_is_one_plotly_accepts():
    drawn = redrawn("/", "?period=financial_year&as=count")
    assert len(drawn.figures) == len(drawn.styles) > 0
    for drawing, style in zip(drawn.figures, drawn.styles, strict=True):
        figure = drawing.to_plotly_json()
        assert go.Figure(figure).data
        assert style == {"height": figure["layout"]["height"]}


def test_a_view_with_other_charts_is_mounted_anew():
    drawn = routing.region_content(ADDRESSES, "", SOUTHWARK, "another", [{"drawing": "x"}], [])
    assert render(drawn.children) == render(region(SOUTHWARK).content)
    assert drawn.shape == region(SOUTHWARK).shape
    assert drawn.figures == [no_update]


def test_an_address_without_a_region_changes_nothing():
    drawn = routing.region_content(ADDRESSES, "?as=count", "/no", "", [], [])
    assert drawn.children is drawn.shape is no_update


def test_the_address_chooses_the_page_and_no_parameter_changes_the_place():
    content, _ = routing.page_content(ADDRESSES, "/boroughs/southwark", "?slug=camden&as=count")
    assert "<h1>Southwark</h1>" in render(content)


def test_an_unknown_path_mounts_the_page_that_says_so():
    content, _ = routing.page_content(ADDRESSES, "/no", "")
    assert "There is no page at this address" in render(content)


def test_a_parameter_given_twice_counts_as_first_given():
    assert read_query("?as=rate&as=count&measure=") == {"as": "rate", "measure": ""}
    assert read_query(None) == {}
