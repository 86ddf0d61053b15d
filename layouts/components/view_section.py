"""One measure at a time: the form that chooses it, and its chart with all that belongs to it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data.breaks import breaks_of
from figures.change_over_time import annotations, line_chart
from figures.chart import Chart
from layouts.attributes import aria
from layouts.components.exhibit import exhibit
from layouts.components.measure_list import verdict_line
from layouts.components.notices import notices
from layouts.components.view_form import view_form
from layouts.exhibit import Exhibit, Toggle, by_name
from layouts.measure_exhibits import has_control_chart, measure_exhibits
from layouts.region import live_region
from layouts.reproduced import python
from layouts.standing import standing_of
from layouts.state_exhibit import state_exhibit
from layouts.state_words import status_of
from layouts.static_html import printed
from layouts.view import View
from metrics.change import SMALL_BASE
from metrics.questions import Question

TREND = "trend"
SHORT_PERIODS = ("month", "quarter")
NO_CHART = "only monthly counts and shares of one place are tested month by month."
FEW_EVENTS = (
    "These are small numbers. They go up and down by chance, and a single period says little: "
    "the rolling 12 months show more of the direction."
)


def view_section(view: View, *, path: str) -> Component:
    """The section of a page that shows the view."""
    return html.Section(
        [
            html.H2("One measure in detail", id="view-title"),
            printed(view_form(view, path=path)),
            live_region(view_region(view, path=path)),
        ],
        id="view",
        **aria(labelledby="view-title"),
    )


def view_region(view: View, *, path: str) -> Sequence[Component]:
    """What depends on the view: what could not be followed, and the chart."""
    said = [*view.notices, *([FEW_EVENTS] if _has_few_events(view) else [])]
    charts = measure_exhibits(view, path=path)
    return [
        printed(notices(said)),
        exhibit(view_exhibit(view, path=path)),
        *([] if has_control_chart(view) else [printed(verdict_in_words(view))]),
        *(exhibit(one) for one in charts),
    ]


def view_exhibits(view: View, *, path: str) -> Mapping[str, Exhibit]:
    """Every chart of the view by its name."""
    return by_name(view_exhibit(view, path=path), *measure_exhibits(view, path=path))


def verdict_in_words(view: View) -> Component:
    """Why there is no control chart, and the verdict on rare events."""
    verdict = standing_of(view.metric, view.area)
    if verdict is None:
        return html.P([html.Strong("No control chart: "), NO_CHART], className="meta")
    return html.Div([html.H3("Is it really changing?", className="finding"), verdict_line(verdict)])


def view_exhibit(view: View, *, path: str) -> Exhibit:
    """The chart of the view with what belongs to it."""
    if status_of(view.metric):
        return state_exhibit(view, path=path, chart_id=TREND)
    question = Question(
        metric_id=view.metric.metric_id,
        areas=view.area_codes,
        period_type=view.period_type,
        stated_as=view.stated_as,
    )
    return Exhibit(
        chart=view_chart(view),
        values=question.rows(),
        metrics=(view.metric,),
        python=python(question),
        question=question,
        path=path,
        query=view.query,
        toggles=_toggles(view),
        with_residents=view.stated_as == "rate",
    )


def _toggles(view: View) -> tuple[Toggle, ...]:
    """The way to the view with its intervals, or without; none where a single period is held."""
    if view.values.loc[view.values["value"].notna(), "period_end"].nunique() < 2:
        return ()
    words = "Leave out the 95% intervals" if view.intervals else "Draw the 95% intervals"
    return (Toggle(label=words, query=replace(view, intervals=not view.intervals).query),)


def view_chart(view: View) -> Chart:
    """The chart of a view; a rate or share of a borough stands beside London's."""
    breaks, events = annotations(breaks_of(view.metric.metric_id))
    return line_chart(
        view.values,
        view.metric,
        focus=view.area.area_code,
        comparisons=view.area_codes[1:],
        intervals=view.intervals,
        chart_id=TREND,
        breaks=breaks,
        events=events,
    )


def _has_few_events(view: View) -> bool:
    """Whether a single period of the place is too small a number to say much."""
    rows = view.values
    events = rows.loc[rows["area_code"] == view.area.area_code, "numerator"].dropna()
    is_short = view.period_type in SHORT_PERIODS and len(events) > 0
    return is_short and bool(events.tail(12).mean() < SMALL_BASE)
