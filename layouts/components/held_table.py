"""Measures held of a place, with the newest value of each."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component

from data.areas import Area
from data.periods import period_label
from figures.words import capital, standing_of_row
from layouts.citations import dated
from layouts.components.chart import scrolling
from layouts.held import first_period
from layouts.state_words import newest_state, state_words, status_of
from metrics.metric import SHARE, Metric
from metrics.values import metric_values
from metrics.words import number

HEADINGS = ("Measure", "Newest figure, and of when", "Status and file")


def held_table(
    area: Area, metrics: Iterable[Metric], *, caption: str, path: str = ""
) -> Component | None:
    """One row a measure; nothing where none has a value.

    Args:
        area: The place.
        metrics: The measures, in the order of the rows.
        caption: What the table holds.
        path: Page on which a measure can be seen in detail; no links where blank.
    """
    rows = [row for metric in metrics if (row := _row(metric, area, path)) is not None]
    if not rows:
        return None
    head = html.Thead(html.Tr([html.Th(words, scope="col") for words in HEADINGS]))
    table = html.Table([html.Caption(caption), head, html.Tbody(rows)])
    return scrolling(table, caption, tall=True)


def _row(metric: Metric, area: Area, path: str) -> Component | None:
    period_type = first_period(metric, area)
    values = metric_values(metric.metric_id, area=area.area_code, period_type=period_type)
    valued = values[values["value"].notna()]
    if valued.empty:
        return None
    newest = valued.iloc[-1]
    unit = "%" if metric.kind == SHARE else f" {newest['unit']}"
    end, file = newest["period_end"].date(), dated(metric, newest["vintage"].date())
    href = f"{path}?measure={metric.metric_id}#view"
    return html.Tr(
        [
            html.Th(html.A(metric.title, href=href) if path else metric.title, scope="row"),
            html.Td(
                [
                    f"{_said(metric, area) or number(newest['value'], metric.decimals) + unit} ",
                    html.Span(period_label(newest["period_type"], end), className="unit"),
                ]
            ),
            html.Td(f"{capital(standing_of_row(newest))}; file of {file}"),
        ]
    )


def _said(metric: Metric, area: Area) -> str:
    """How far a plan has come, instead of how many actions it has; blank for other measures."""
    if not status_of(metric):
        return ""
    return state_words(metric, newest_state(metric, area.area_code))
