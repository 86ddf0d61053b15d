"""The form of the comparison: measure, statement, year and borough, as native selects by GET."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.periods import Period, financial_year
from layouts.attributes import data
from layouts.compared import (
    BOROUGH,
    CHANCE,
    COMPARED,
    COUNT,
    LIMITS,
    MEASURE,
    PATH,
    PERIOD,
    RATE,
    STATED_AS,
    WIDENED,
    Comparison,
    comparable,
    statements_of,
    years_of,
)
from layouts.native import hidden, option
from layouts.static_html import Markup
from metrics.metric import SHARE

PRIMARY = "primary"
GROUPS = {True: "Measures of the strategy", False: "Other measures"}
STATEMENTS = {RATE: "Rate by population", COUNT: "Count", SHARE: "Share"}
NOBODY = {"": "No borough"}


def comparison_form(shown: Comparison) -> Component:
    """The form with the choices of what is shown; years and statements are those of its measure."""
    statements = {one: STATEMENTS[one] for one in statements_of(shown.metric) or (SHARE,)}
    years = {one.spelling: _year(one) for one in years_of(shown.metric)}
    boroughs = NOBODY | {area.slug: area.area_name for area in COMPARED}
    limits = WIDENED if shown.adjusted else CHANCE
    return html.Form(
        [
            _measures(shown),
            _select(STATED_AS, "Shown as", statements, chosen=shown.stated_as),
            _select(PERIOD, "Year", years, chosen=shown.period.spelling),
            _select(
                BOROUGH,
                "Borough to highlight",
                boroughs,
                chosen=shown.borough.slug if shown.borough else "",
            ),
            html.Div(
                [hidden(LIMITS, limits, CHANCE), html.Button("Show", type="submit")],
                className="last",
            ),
        ],
        action=PATH,
        method="get",
        className="controls",
        **data(view=""),
    )


def _measures(shown: Comparison) -> Component:
    offered = comparable()
    first = offered[0].metric_id
    groups = []
    for is_primary, label in GROUPS.items():
        options = {m.metric_id: m.title for m in offered if (m.tier == PRIMARY) is is_primary}
        if options:
            chosen = shown.metric.metric_id
            groups.append(html.Optgroup(_options(options, chosen, default=first), label=label))
    return _field(MEASURE, "Measure", groups, css="wide")


def _select(name: str, label: str, options: Mapping[str, str], *, chosen: str) -> Component:
    return _field(name, label, _options(options, chosen, default=next(iter(options))))


def _options(options: Mapping[str, str], chosen: str, *, default: str) -> list[Markup]:
    return [
        option(words, value, chosen=chosen, default=default) for value, words in options.items()
    ]


def _field(
    name: str, label: str, options: Sequence[Component | Markup], *, css: str | None = None
) -> Component:
    field = f"compare-{name}"
    return html.Div(
        [html.Label(label, htmlFor=field), html.Select(options, id=field, name=name)],
        className=css,
    )


def _year(period: Period) -> str:
    if period.period_type == "financial_year":
        return financial_year(period.end)
    return f"Year to {period.end:%b %Y}"
