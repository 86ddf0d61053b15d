"""The form that chooses a view: native controls, sent by GET, so that it works everywhere."""

from collections.abc import Iterable
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from layouts.attributes import data
from layouts.view import (
    INTERVALS,
    MEASURE,
    OFF,
    ON,
    PERIOD,
    PERIOD_NAMES,
    STATED_AS,
    STATEMENT_NAMES,
    View,
    default_view,
    offered_metrics,
    offered_periods,
)


class Choice(NamedTuple):
    """One option of a select."""

    value: str
    label: str


def view_form(view: View, *, path: str) -> Component:
    """Measure, statement, period type and intervals; the view's own are chosen."""
    first = default_view(view.area)
    measures = [Choice(m.metric_id, m.title) for m in offered_metrics(view.area)]
    statements = [Choice(*pair) for pair in STATEMENT_NAMES.items()]
    periods = [Choice(kind, PERIOD_NAMES[kind]) for kind in offered_periods(view.area)]
    intervals = [Choice(OFF, "not drawn"), Choice(ON, "drawn")]
    stated = view.stated_as if view.stated_as in STATEMENT_NAMES else first.stated_as
    drawn = ON if view.intervals else OFF
    return html.Form(
        [
            _select(MEASURE, "Measure", measures, view.metric.metric_id, first.metric.metric_id),
            _select(STATED_AS, "Shown as", statements, stated, first.stated_as),
            _select(PERIOD, "Period", periods, view.period_type, first.period_type),
            _select(INTERVALS, "95% intervals", intervals, drawn, OFF),
            html.Div(html.Button("Show", type="submit"), className="last"),
        ],
        action=f"{path}#view",
        method="get",
        className="controls",
        **data(view=""),
    )


def _select(
    name: str, label: str, choices: Iterable[Choice], chosen: str, default: str
) -> Component:
    options = [
        html.Option(
            choice.label,
            value=choice.value,
            selected=choice.value == chosen,
            **(data(default="") if choice.value == default else {}),
        )
        for choice in choices
    ]
    field = f"view-{name}"
    wide = "wide" if name == MEASURE else None
    return html.Div(
        [html.Label(label, htmlFor=field), html.Select(options, id=field, name=name)],
        className=wide,
    )
