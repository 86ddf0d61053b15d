"""Which of our measures answers each measure of the strategy, and what fills it."""

from dash import html
from dash.development.base_component import Component

from data.strategy import StrategyMeasure, strategy_measures
from layouts.citations import definition_address
from layouts.components.definitions import parted
from metrics.catalogue import METRICS
from metrics.coverage import TIERS, filled_by, how_to_load, is_loaded


def strategy_coverage() -> list[Component]:
    """The measures of each tier, those of the first in the open."""
    tiers = {
        title: [one for one in strategy_measures() if one.tier == tier]
        for tier, title in TIERS.items()
    }
    return [
        html.Details(
            [
                html.Summary(f"{title} ({_counted(measures)})"),
                html.Ul([_measure(one) for one in measures], className="actions"),
            ],
            open=position == 0,
        )
        for position, (title, measures) in enumerate(tiers.items())
    ]


def _counted(measures: list[StrategyMeasure]) -> str:
    """How many of the measures have figures."""
    filled = sum(any(is_loaded(name) for name in one.metric_ids) for one in measures)
    return f"figures held for {filled} of {len(measures)}"


def _measure(measure: StrategyMeasure) -> Component:
    absent = [name for name in measure.metric_ids if not is_loaded(name)]
    answers = [_answer(name) for name in measure.metric_ids]
    return html.Li(
        [
            html.P([html.Strong(f"{measure.label}. "), f"{measure.definition}."]),
            html.P(["Answered by ", *parted(answers, "; "), "."]),
            html.P(measure.note, className="meta") if measure.note else None,
            *(_absence(name) for name in absent),
        ]
    )


def _answer(metric_id: str) -> Component:
    """A link to a measure's definition, and what fills the measure."""
    metric = METRICS[metric_id]
    filled = filled_by(metric_id).replace("`", "") if is_loaded(metric_id) else "not loaded"
    return html.Span([html.A(metric.title, href=definition_address(metric)), f" ({filled})"])


def _absence(metric_id: str) -> Component:
    return html.P(f"{METRICS[metric_id].title}. {how_to_load(metric_id)}", className="meta")
