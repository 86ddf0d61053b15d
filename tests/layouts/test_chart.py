"""A chart on a page: its table is the way for who cannot point at a mark."""

import re
from dataclasses import replace

from figures.wording import Cell, ChartTable, Column
from layouts.components.chart import chart_table, figures_table, graph
from layouts.static_html import render
from tests.figures.funnels import full_funnel
from tests.figures.maps import full_map


def test_the_table_leads_wherever_a_mark_of_the_drawing_leads():
    for chart, name in ((full_funnel(), "Croydon"), (full_map(), "7 Croydon")):
        links = re.findall(r'<th scope="row"><a href="([^"]+)">([^<]+)', render(chart_table(chart)))
        assert links == [("/boroughs/croydon", name)]


def test_a_link_to_another_view_of_the_page_is_marked_as_one():
    chart = full_funnel()
    first = replace(chart.members[0], href="?borough=barnet")
    chart = replace(chart, members=(first, *chart.members[1:]))
    assert 'href="?borough=barnet" data-view=""' in render(chart_table(chart))


def test_the_height_of_a_map_is_left_to_the_style_sheet():
    assert graph(full_map(), graph_id="map").style == {}
    assert "graph-map" in graph(full_map(), graph_id="map").className
    assert graph(full_funnel(), graph_id="funnel").style["height"] > 200


def test_a_column_of_its_own_is_written_beneath_the_one_before_too():
    """The style sheet shows one of the two: a screen that is narrow, the line beneath."""
    columns = (
        Column(label="Place", is_number=False),
        Column(label="Rate", is_number=True),
        Column(label="95% interval", is_number=True, is_beneath=True),
    )
    rows = tuple(
        (Cell(text=place), Cell(text=rate), Cell(text=interval))
        for place, rate, interval in (("Brent", "1.71", "1.57 to 1.85"), ("Sutton", "none", ""))
    )
    markup = render(figures_table(ChartTable(caption="Rates", columns=columns, rows=rows)))
    assert (
        '<th scope="col" class="number">Rate<span class="beneath">95% interval</span></th>'
        '<th scope="col" class="number apart">95% interval</th>'
    ) in markup
    assert (
        '<td class="number">1.71<span class="beneath">1.57 to 1.85</span></td>'
        '<td class="number apart">1.57 to 1.85</td>'
    ) in markup
    assert '<td class="number">none</td><td class="number apart"></td>' in markup
