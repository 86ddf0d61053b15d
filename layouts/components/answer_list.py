"""The answers of a page, one row for each measure, all together."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from layouts.answers import Answer
from layouts.components.chart import sparkline_drawing
from layouts.components.measure_list import YEARLY, standing_words, verdict_line

NO_CHANGE = "No two years of it can be compared."
SHORTER = " No two full years running are held, so shorter periods are compared."


def answer_list(answers: Iterable[Answer]) -> Component:
    """A row for each measure; its title leads to the measure's chart."""
    return html.Ul([_row(one) for one in answers], className="measures")


def _row(one: Answer) -> Component:
    return html.Li(
        [
            html.H3(html.A(one.metric.title, href=one.href)),
            html.P(
                [
                    html.Span(one.value, className="big"),
                    html.Span(one.unit, className="unit"),
                    html.Span(one.period, className="unit"),
                ],
                className="value",
            ),
            html.Div(
                [
                    sparkline_drawing(one.course),
                    html.P([html.Span(end) for end in one.ends], className="ends"),
                ],
                className="course",
            ),
            html.Div(
                [*_said(one), html.P(standing_words(one.change, one.standing), className="meta")],
                className="words",
            ),
        ]
    )


def _said(one: Answer) -> list[Component]:
    """The comparison of two periods, and the verdict on the months."""
    if one.change is None:
        first: list[Component | str] = [NO_CHANGE]
    else:
        is_shorter = one.change.period_type != one.newest["period_type"]
        first = [html.Strong(f"{YEARLY} "), one.change.sentence, SHORTER if is_shorter else ""]
    return [html.P(first), *filter(None, [verdict_line(one.signal, end=one.end)])]
