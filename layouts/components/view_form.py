"""The form that chooses a view: native controls, sent by GET, so that it works everywhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from layouts.attributes import data
from layouts.held import measures_of
from layouts.native import hidden, option
from layouts.static_html import Markup
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
    offered_periods,
)

PRIMARY = "primary"
PRIMARY_LABEL = "Measures of the strategy"
OTHERS_LABEL = "Other measures"


class Choice(NamedTuple):
    """One option of a select."""

    value: str
    label: str


def view_form(view: View, *, path: str) -> Component:
    """Measure, statement and period type; the view's own are chosen."""
    first = default_view(view.area)
    statements = [Choice(*pair) for pair in STATEMENT_NAMES.items()]
    periods = [Choice(kind, PERIOD_NAMES[kind]) for kind in offered_periods(view.area)]
    stated = view.stated_as if view.stated_as in STATEMENT_NAMES else first.stated_as
    drawn = ON if view.intervals else OFF
    return html.Form(
        [
            _measure_select(view, first),
            _select(STATED_AS, "Shown as", statements, stated, first.stated_as),
            _select(PERIOD, "Period", periods, view.period_type, first.period_type),
            html.Div(
                [hidden(INTERVALS, drawn, OFF), html.Button("Show", type="submit")],
                className="last",
            ),
        ],
        action=f"{path}#view",
        method="get",
        className="controls",
        **data(view=""),
    )


def _measure_select(view: View, first: View) -> Component:
    """The measures of the place, those of the strategy's first tier before the others."""
    groups = {True: PRIMARY_LABEL, False: OTHERS_LABEL}
    measures = measures_of(view.area)
    choices = {
        label: [Choice(m.metric_id, m.title) for m in measures if (m.tier == PRIMARY) is primary]
        for primary, label in groups.items()
    }
    options = [
        html.Optgroup(_options(found, view.metric.metric_id, first.metric.metric_id), label=label)
        for label, found in choices.items()
        if found
    ]
    return _field(MEASURE, "Measure", options)


def _select(
    name: str, label: str, choices: Iterable[Choice], chosen: str, default: str
) -> Component:
    return _field(name, label, _options(choices, chosen, default))


def _options(choices: Iterable[Choice], chosen: str, default: str) -> list[Markup]:
    return [option(one.label, one.value, chosen=chosen, default=default) for one in choices]


def _field(name: str, label: str, options: Sequence[Component | Markup]) -> Component:
    field = f"view-{name}"
    return html.Div(
        [html.Label(label, htmlFor=field), html.Select(options, id=field, name=name)],
        className="wide" if name == MEASURE else None,
    )
