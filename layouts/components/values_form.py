"""The form that puts a question to the values together."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from dash import html
from dash.development.base_component import Component

from data.areas import (
    CITY_OF_LONDON_POLICE,
    ENGLAND_AND_WALES,
    LONDON,
    METROPOLITAN_POLICE,
    all_areas,
    boroughs,
)
from data.store import data_version
from layouts.attributes import data
from layouts.components.definitions import by_tier
from layouts.components.fields import (
    day_input,
    labelled,
    option_elements,
    option_groups,
    select_field,
)
from layouts.static_html import Markup
from layouts.values_view import (
    AREA,
    AS_OF,
    FIRST_AREA,
    FIRST_FORMAT,
    FIRST_MEASURE,
    FORMAT,
    FROM,
    MEASURE,
    ON,
    PERIOD,
    STATED_AS,
    TO,
    ValuesView,
)
from layouts.view import PERIOD_NAMES, STATEMENT_NAMES
from metrics.coverage import is_loaded
from metrics.metric import Metric
from metrics.offers import ALL_AREAS

FORM = "values"
PERIODS = {"": "the shortest offered", **PERIOD_NAMES}
STATEMENTS = {"": "the usual way", **STATEMENT_NAMES}
FORMAT_NAMES = {"csv": "CSV", "json": "JSON", "parquet": "Parquet"}
WHOLES = (METROPOLITAN_POLICE, LONDON, CITY_OF_LONDON_POLICE, ENGLAND_AND_WALES)


def values_form(view: ValuesView, *, path: str) -> Component:
    """Measure, place, period type, statement, days and format."""
    question = view.question
    return html.Form(
        [
            _measures(question.metric_id),
            _areas(question.areas[0]),
            _select(PERIOD, "Period", PERIODS, question.period_type),
            _select(STATED_AS, "Stated as", STATEMENTS, question.stated_as),
            _day(FROM, "From", question.start),
            _day(TO, "To", question.end),
            *_judged_on(view),
            _day(AS_OF, "As published by", question.as_of),
            _select(FORMAT, "Format", FORMAT_NAMES, view.file_format, default=FIRST_FORMAT),
            html.Div(html.Button("Show", type="submit"), className="last"),
        ],
        action=f"{path}#values",
        method="get",
        className="controls",
        **data(view=""),
    )


def _judged_on(view: ValuesView) -> list[Component]:
    """The day a state is judged on, for the measures that take one."""
    offered = view.metric.compute_on is not None
    return [_day(ON, "On the day", view.question.on)] if offered else []


def _measures(chosen: str) -> Component:
    groups = _named_measures(data_version())
    return _wide(MEASURE, "Measure", option_groups(groups, chosen=chosen, default=FIRST_MEASURE))


@lru_cache(maxsize=4)
def _named_measures(_version: str) -> dict[str, dict[str, str]]:
    return {
        title: {metric.metric_id: _named(metric) for metric in metrics}
        for title, metrics in by_tier().items()
    }


def _named(metric: Metric) -> str:
    return metric.title if is_loaded(metric.metric_id) else f"{metric.title} (not loaded)"


def _areas(chosen: str) -> Component:
    """Whole areas and boroughs; a neighbourhood only where the address names it."""
    groups = {
        "Whole areas": {code: all_areas()[code].label for code in WHOLES},
        "Boroughs": {area.area_code: area.label for area in boroughs()},
    }
    named = {ALL_AREAS, *(code for areas in groups.values() for code in areas)}
    others = {} if chosen in named else {chosen: all_areas()[chosen].label}
    every = {ALL_AREAS: "Every borough and police force"}
    options: list[Component | Markup] = [
        *option_elements(every, chosen=chosen, default=FIRST_AREA),
        *option_groups(groups | {"Others": others}, chosen=chosen, default=FIRST_AREA),
    ]
    return _wide(AREA, "Place", options)


def _wide(name: str, label: str, options: Sequence[Component | Markup]) -> Component:
    control = html.Select(options, id=f"{FORM}-{name}", name=name)
    return labelled(control, label, f"{FORM}-{name}", css="wide")


def _select(
    name: str, label: str, options: Mapping[str, str], chosen: str | None, *, default: str = ""
) -> Component:
    return select_field(name, label, options, chosen=chosen or default, default=default, form=FORM)


def _day(name: str, label: str, chosen: date | None) -> Component:
    value = chosen.isoformat() if chosen else ""
    control = day_input(name, value, control_id=f"{FORM}-{name}")
    return labelled(control, label, f"{FORM}-{name}")
