"""The answers of a page, one row for each measure, all together."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from layouts.answers import Answer
from layouts.components.chart import sparkline_drawing


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
                [*map(html.P, _said(one)), html.P(one.standing, className="meta")],
                className="words",
            ),
        ]
    )


def _said(one: Answer) -> list[str]:
    """The comparison of two years, and the verdict on the months."""
    compared = one.change.sentence if one.change else "No two years of it can be compared."
    if one.signal is None:
        return [compared]
    notes = [one.signal.note] if one.signal.note else []
    return [compared, " ".join([f"Month by month: {_inside(one.signal.verdict)}", *notes])]


def _inside(sentence: str) -> str:
    """A sentence as it stands after a colon."""
    return sentence[0].lower() + sentence[1:]
