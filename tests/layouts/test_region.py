"""A region is cut so that its charts stay where they are and everything around them can change."""

import re

from dash import dcc, html

from layouts.region import cut, live_region
from layouts.static_html import DrawnFigure, printed, render


def graph(name, height=1):
    made = {"data": [], "layout": {"height": height}}
    figure = DrawnFigure(lambda: made, lambda: f"<svg>{name}</svg>")
    return dcc.Graph(id=name, figure=figure)


def figure(name, words):
    return html.Figure([html.H3(words), html.Div(graph(name), role="img"), html.P("Source")])


def test_nothing_is_lost_or_moved_by_the_cuts():
    part = [html.P("a"), "b", [figure("one", "c"), None, printed(html.P("d"))]]
    words = re.sub(r"</?div[^>]*>", "", render(live_region(part)))
    assert words == ("<p>a</p>b<figure><h3>c</h3><svg>one</svg><p>Source</p></figure><p>d</p>")


def test_what_holds_no_chart_is_one_printed_piece():
    region = cut([html.P("a"), html.Ul(html.Li("b")), None])
    assert region.markup == ("<p>a</p><ul><li>b</li></ul>",)
    assert not region.graphs


def test_other_words_around_a_chart_do_not_change_the_shape():
    assert cut([figure("one", "a")]).shape == cut([html.P("New"), figure("one", "b")]).shape


def test_other_charts_or_other_elements_around_them_change_the_shape():
    shapes = {
        cut(part).shape
        for part in (
            [figure("one", "a")],
            [figure("two", "a")],
            [figure("one", "a"), figure("two", "a")],
            [html.Section(figure("one", "a"))],
            [html.Section(figure("one", "a"), className="wide")],
            [],
        )
    }
    assert len(shapes) == 6


def test_a_chart_keeps_its_figure_under_an_id_that_dash_can_match():
    region = cut([figure("one", "a")])
    assert region.graphs["one"].id == {"drawing": "one"}
    assert region.graphs["one"].figure.draw() == "<svg>one</svg>"
    assert 'id="{&quot;drawing&quot;:&quot;one&quot;}"' in render(region.content)


def test_the_tree_that_is_cut_stays_as_it_was():
    tree = figure("one", "a")
    before = render(tree)
    cut([tree])
    assert render(tree) == before
