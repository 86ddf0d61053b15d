"""The measures of a place, one row each, all together: none is shown without its neighbours."""

from datetime import date

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.periods import period_label
from layouts.attributes import aria
from layouts.components.chart import sparkline_drawing
from layouts.summaries import Summary, not_loaded, summaries
from layouts.view import MEASURE
from metrics.compared import Change
from metrics.metric import VICTIMISATION, Metric
from metrics.signal import Signal, verdict_at
from metrics.verdicts import SIGNAL

YEARLY = "Against the year before:"
MONTHLY = "Each month against what is usual here:"
OVER_YEARS = "Each year against what is usual here:"
"""What each sentence compares: two years, or every month or year of a chart with its limits."""

AS_COUNTED = "see the count above, which this divides by residents."
SHAPES = {1: "▲", -1: "▼"}
NOT_LOADED = (
    "The strategy also asks for measures that no open file holds. They are left blank, not "
    "estimated: "
)


def measure_list(area: Area, *, path: str) -> Component:
    """A row for each primary measure; its title leads to the measure's own view."""
    return html.Ul([_row(one, path) for one in summaries(area)], className="measures")


def absent_measures() -> Component | None:
    """The measures of the strategy that nobody publishes and nobody has loaded."""
    absent = not_loaded()
    if not absent:
        return None
    names = "; ".join(metric.title for metric in absent)
    return html.P([html.Strong("Not loaded. "), NOT_LOADED, names, "."], className="meta")


def _row(summary: Summary, path: str) -> Component:
    metric, change = summary.metric, summary.change
    target = f"{path}?{MEASURE}={metric.metric_id}#view"
    return html.Li(
        [
            html.H3(html.A(metric.title, href=target)),
            html.P(
                [
                    html.Span(summary.value, className="big"),
                    html.Span(metric.unit, className="unit"),
                    html.Span(period_label(change.period_type, change.end), className="unit"),
                ],
                className="value",
            ),
            html.Div(
                [
                    sparkline_drawing(summary.course),
                    html.P([html.Span(end) for end in summary.ends], className="ends"),
                ],
                className="course",
            ),
            html.Div(
                [
                    html.P([html.Strong(f"{YEARLY} "), change.sentence]),
                    verdict_line(summary.verdict, end=change.end) or _no_verdict(metric),
                    html.P(standing_words(change, summary.standing), className="meta"),
                ],
                className="words",
            ),
        ]
    )


def verdict_line(
    verdict: Signal | None, *, with_lead: bool = True, end: date | None = None
) -> Component | None:
    """What the control chart says, with a shape for a signal that says which way it points.

    Args:
        verdict: Of the newest month that is judged.
        with_lead: Whether it says first what is compared.
        end: Last day of the figure that it stands beside, where that can be later.
    """
    if verdict is None:
        return None
    shape = SHAPES.get(verdict.direction, "") if verdict.kind == SIGNAL else ""
    mark = html.Span(shape, className="mark", **aria(hidden="true")) if shape else None
    said = verdict_at(verdict, end) if end else verdict.verdict
    words = f"{said} {verdict.note}".strip()
    kind = MONTHLY if verdict.period_type == "month" else OVER_YEARS
    lead = html.Strong(f"{kind} ") if with_lead else None
    return html.P([mark, lead, words], className="verdict")


def _no_verdict(metric: Metric) -> Component | None:
    """Why a rate of twelve months has no verdict by month."""
    if metric.kind != VICTIMISATION:
        return None
    return html.P([html.Strong(f"{MONTHLY} "), AS_COUNTED], className="verdict")


def standing_words(change: Change | None, standing: str) -> str:
    """The interval of a change, what makes it doubtful, and where the newest value comes from."""
    if change is None:
        return standing
    interval = f"{change.interval}." if change.interval else ""
    return " ".join(filter(None, [interval, change.caution, standing]))
