"""What Dash mounts and what it draws again, called as the functions they are."""

import plotly.graph_objects as go
import pytest
from dash import dcc, no_update

from layouts import routing
from layouts.page import known_addresses, read_query
from layouts.site import PAGES
from layouts.static_html import render

ADDRESSES = known_addresses(PAGES)
WITH_REGION = [path for path, one in ADDRESSES.items() if one.page.region is not None]


@pytest.mark.parametrize(
    "search",
    ["", "?measure=knife_crime_with_injury&as=rate&period=month&intervals=on", "?measure=nothing"],
)
def test_a_redrawn_region_says_what_its_page_says(search):
    page = render(ADDRESSES["/boroughs/southwark"].layout(read_query(search)))
    drawn = routing.region_content(ADDRESSES, search, "/boroughs/southwark")
    assert f'<div id="region">{render(drawn)}</div>' in page


@pytest.mark.parametrize("path", WITH_REGION)
def test_every_region_is_a_part_of_its_page(path):
    drawn = routing.region_content(ADDRESSES, "", path)
    assert f'<div id="region">{render(drawn)}</div>' in render(ADDRESSES[path].layout({}))


def test_a_redrawn_figure_is_one_plotly_accepts():
    drawn = routing.region_content(ADDRESSES, "?period=financial_year&as=count", "/")
    graphs = [one for part in drawn for one in part._traverse() if isinstance(one, dcc.Graph)]
    assert len(graphs) == 1
    assert go.Figure(graphs[0].figure).data
    assert graphs[0].style == {"height": graphs[0].figure["layout"]["height"]}


def test_a_page_without_a_region_or_an_unknown_one_is_left_alone():
    assert routing.region_content(ADDRESSES, "?as=count", "/no") is no_update


def test_the_address_chooses_the_page_and_no_parameter_changes_the_place():
    content, _ = routing.page_content(ADDRESSES, "/boroughs/southwark", "?slug=camden&as=count")
    assert "<h1>Southwark</h1>" in render(content)


def test_an_unknown_path_mounts_the_page_that_says_so():
    content, _ = routing.page_content(ADDRESSES, "/no", "")
    assert "There is no page at this address" in render(content)


def test_a_parameter_given_twice_counts_as_first_given():
    assert read_query("?as=rate&as=count&measure=") == {"as": "rate", "measure": ""}
    assert read_query(None) == {}
