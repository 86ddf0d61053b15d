"""A tree of components as HTML: all of it, safely, or an error."""

import json

import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from layouts.static_html import DrawnFigure, Markup, printed, render


def test_an_element_keeps_its_attributes_under_their_html_names():
    label = html.Label("Measure", htmlFor="m", className="wide", id="l", tabIndex=0)
    for part in ('for="m"', 'class="wide"', 'id="l"', 'tabindex="0"', ">Measure</label>"):
        assert part in render(label)


def test_text_and_attributes_are_escaped():
    written = render(html.P("Rock & <b>", title='a "quoted" & <b>'))
    assert written == '<p title="a &quot;quoted&quot; &amp; &lt;b&gt;">Rock &amp; &lt;b&gt;</p>'


def test_a_true_attribute_stands_alone_and_a_false_one_is_left_out():
    assert render(html.Option("A", selected=True)) == "<option selected>A</option>"
    assert render(html.Option("A", selected=False)) == "<option>A</option>"


def test_attributes_for_scripts_and_assistive_technology_are_written_as_they_are():
    written = render(html.Div(**{"data-still": "", "aria-label": "Table"}))
    assert 'data-still=""' in written
    assert 'aria-label="Table"' in written


def test_a_void_element_is_not_closed():
    assert render(html.Div(["a", html.Br(), "b"])) == "<div>a<br>b</div>"


def test_lists_texts_numbers_and_nothing_are_children():
    assert render(html.Div([None, "a", 0, ["b", html.B("c")]])) == "<div>a0b<b>c</b></div>"


def test_what_only_dash_needs_leaves_no_trace():
    tree = html.Div([dcc.Store(id="s"), dcc.Location(id="l")], style={"height": 3}, n_clicks=2)
    assert render(tree) == "<div></div>"


@pytest.mark.parametrize("component", [dcc.Dropdown(), dcc.Markdown("a"), dcc.Link("a", href="/")])
def test_a_component_without_a_static_form_is_refused_by_name(component):
    with pytest.raises(TypeError, match=type(component).__name__):
        render(html.Div(component))


def test_a_chart_is_printed_as_its_own_drawing():
    graph = dcc.Graph(
        id="g",
        className="graph",
        figure=DrawnFigure(lambda: {"data": []}, lambda: "<svg></svg>"),
        config={"displayModeBar": False},
    )
    written = render(graph)
    assert written.startswith("<div ")
    assert written.endswith("><svg></svg></div>")
    assert 'id="g"' in written
    assert "displayModeBar" not in written


def test_a_chart_without_a_drawing_is_refused_by_its_id():
    with pytest.raises(TypeError, match="'g' has no static form"):
        render(dcc.Graph(id="g", figure={"data": []}))


def test_to_dash_a_drawn_figure_is_the_figure_alone():
    graph = dcc.Graph(figure=DrawnFigure(lambda: {"data": [{"y": [1]}]}, lambda: ""))
    assert json.loads(to_json_plotly(graph))["props"]["figure"] == {"data": [{"y": [1]}]}


def test_each_form_of_a_chart_is_made_once_and_only_when_it_is_wanted():
    made = []

    def form(name, result):
        return lambda: made.append(name) or result

    graph = dcc.Graph(id="g", figure=DrawnFigure(form("figure", {"data": []}), form("svg", "<i>")))
    render(graph)
    assert render(graph) == '<div id="g"><i></div>'
    assert made == ["svg"]
    to_json_plotly(graph)
    to_json_plotly(graph)
    assert made == ["svg", "figure"]


def test_a_printed_part_is_its_content_to_the_page_and_one_component_to_dash():
    part = printed([html.P("Rock & roll"), Markup("<svg></svg>")], id="p", className="c")
    assert render(part) in {
        '<div id="p" class="c" data-markup=""><p>Rock &amp; roll</p><svg></svg></div>',
        '<div class="c" id="p" data-markup=""><p>Rock &amp; roll</p><svg></svg></div>',
    }
    properties = json.loads(to_json_plotly(part))["props"]
    assert properties["data-markup"] == "<p>Rock &amp; roll</p><svg></svg>"
    assert properties["children"] is None


def test_text_that_came_from_elsewhere_is_no_markup():
    assert "<b>" not in render(printed(html.P("<b>")))
