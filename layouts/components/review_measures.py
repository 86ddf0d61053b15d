"""Every measure of a review, one row each: newest figures, change, verdict, what may move."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from data.breaks import breaks_of
from data.periods import period_label
from data.store import data_version
from figures.change_over_time import annotations, line_chart
from figures.render.svg import svg
from figures.sparkline import sparkline
from figures.words import standing_words
from layouts.citations import dated
from layouts.components.chart import scrolling
from layouts.components.measure_list import absent_measures
from layouts.components.review_exceptions import area_address, measure_address
from layouts.review_words import against, limits, month_name, moving, reach, step, value, verdict
from layouts.review_years import beside_months
from layouts.state_words import newest_state, state_words, status_of
from layouts.static_html import Markup
from metrics.catalogue import METRICS
from metrics.review import Review, is_timely
from metrics.review_rows import Figure, Row
from metrics.values import metric_values

PRIMARY = "primary"
HEIGHT = 40
HEADINGS = ("Measure", "Newest held", "Value", "Unit", "Published")


def measures(found: Review) -> Component:
    """The measures of the strategy's first tier, the others, and those of long ago."""
    own = [row for row in found.rows if row.metric.tier == PRIMARY]
    others = [row for row in found.rows if row.metric.tier != PRIMARY]
    recent = [row for row in others if is_timely(row.latest.period_end, found.end)]
    old = [row for row in others if row not in recent]
    return html.Section(
        [
            html.H2("Every measure", id="every-measure"),
            html.P(
                "Each counts something different, and each may end in a different month: the row "
                "says which. The small line is the 12-month total; where it stops there are no "
                "figures."
            ),
            html.H3("Measures of the strategy"),
            _rows(found, own),
            absent_measures(),
            *([html.H3("Other measures"), _rows(found, recent)] if recent else []),
            *([html.H3("Nothing held of the last year"), _table(found, old)] if old else []),
        ]
    )


def _rows(found: Review, rows: Sequence[Row]) -> Component:
    if not rows:
        href = area_address(found.area)
        return html.P(
            [f"None is held for {found.area.label}. ", html.A("What is held of it", href=href), "."]
        )
    return html.Ul([_row(found, row) for row in rows], className="review-rows")


def _row(found: Review, row: Row) -> Component:
    unit = row.latest.unit.partition(" (")[0]
    return html.Li(
        [
            html.H4(
                [
                    html.A(row.metric.title, href=measure_address(row, found.area)),
                    html.Span(unit, className="unit"),
                ]
            ),
            _number(row, row.latest),
            *_year(row),
            html.Div(_course(found, row), className="course"),
            html.P(_said(found, row), className="words"),
        ]
    )


def _year(row: Row) -> list[Component]:
    """The 12 months and their change; nothing twice where the newest figure is of 12 months."""
    shown = row.year is not None and row.year.period_type != row.latest.period_type
    first = [_number(row, row.year)] if shown and row.year else [html.P(className="value")]
    if row.change is None:
        return [*first, html.P(className="value")]
    change = html.P(
        [
            html.Span(against(row.change), className="unit"),
            html.Strong(step(row.change)),
            html.Span(limits(row.change), className="unit"),
        ],
        className="value",
    )
    return [*first, change]


def _number(row: Row, figure: Figure) -> Component:
    """A value with its period and its standing."""
    decimals = row.metric.decimals_as(row.metric.stated_as[0])
    return html.P(
        [
            html.Span(period_label(figure.period_type, figure.period_end), className="unit"),
            html.Strong(value(figure, decimals), className="middle"),
            html.Span(_standing(figure), className="unit"),
        ],
        className="value",
    )


def _standing(figure: Figure) -> str:
    return standing_words(
        figure.status, figure.unit, figure.period_end, provisional=figure.provisional
    )


def _said(found: Review, row: Row) -> str:
    parts = (
        reach(row, found.end),
        verdict(row, found.area),
        beside_months(row),
        row.change.care if row.change else "",
        moving(row.moving) if row.moving else "",
        f"From the file of {dated(row.metric, row.latest.vintage)}.",
    )
    return " ".join(part for part in parts if part)


def _course(found: Review, row: Row) -> list[Component]:
    """The 12-month totals to the month, or the shortest periods; nothing where one is held."""
    kind = (row.year or row.latest).period_type
    drawn = _drawn(data_version(), row.metric.metric_id, found.area.area_code, kind, _asked(found))
    if drawn.first == drawn.last:
        return []
    return [html.Div(Markup(drawn.svg), className="spark"), _ends(drawn.first, drawn.last)]


def _ends(first: str, last: str) -> Component:
    return html.P([html.Span(first), html.Span(last)], className="ends")


class Drawn(NamedTuple):
    """A small line and the months it begins and ends with."""

    svg: str
    first: str
    last: str


def _asked(found: Review) -> tuple[date, date | None]:
    return found.end, found.as_of


@lru_cache(maxsize=2048)
def _drawn(
    _version: str,
    metric_id: str,
    area_code: str,
    period_type: str,
    asked: tuple[date, date | None],
) -> Drawn:
    end, as_of = asked
    rows = metric_values(metric_id, area=area_code, period_type=period_type, end=end, as_of=as_of)
    breaks, _ = annotations(breaks_of(metric_id))
    chart = line_chart(rows, METRICS[metric_id], focus=area_code, breaks=breaks)
    first, last = (chart.focus.points[at].period_end for at in (0, -1))
    return Drawn(svg(sparkline(chart, height=HEIGHT)), f"{first:%b %Y}", f"{last:%b %Y}")


def _table(found: Review, rows: Sequence[Row]) -> Component:
    """Measures whose newest figure is more than a year old in the month under review."""
    caption = f"Measures of which nothing is held of the year to {month_name(found.end)}"
    head = html.Tr([html.Th(heading, scope="col") for heading in HEADINGS])
    body = [_cells(found, row) for row in rows]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return scrolling(table, caption, whole=True)


def _cells(found: Review, row: Row) -> Component:
    newest = row.year or row.latest
    decimals = row.metric.decimals_as(row.metric.stated_as[0])
    state = _state(found, row)
    link = html.A(row.metric.title, href=measure_address(row, found.area))
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(period_label(newest.period_type, newest.period_end)),
            html.Td(state or value(newest, decimals), className=None if state else "number"),
            html.Td(newest.unit),
            html.Td(dated(row.metric, newest.vintage)),
        ]
    )


def _state(found: Review, row: Row) -> str:
    """How far a plan has come, instead of how many actions it has; blank for other measures."""
    if not status_of(row.metric):
        return ""
    return state_words(row.metric, newest_state(row.metric, found.area.area_code, end=found.end))
