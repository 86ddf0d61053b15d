"""What is new in the newest month, how far each measure reaches, and what may still change."""

from collections.abc import Iterable, Mapping
from datetime import date

from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, all_areas
from layouts.attributes import aria
from layouts.components.measure_list import verdict_line
from layouts.standing import standing_of
from metrics.metric import VICTIMISATION, Metric
from metrics.review import Review, review, review_months
from metrics.review_rows import Row, review_rows
from metrics.verdicts import SIGNAL
from metrics.words import inside, number

PRIMARY = "primary"


def newest_review() -> Review | None:
    """The review of London's newest month of knife crime; none where nothing is held."""
    months = review_months(METROPOLITAN_POLICE)
    return review(METROPOLITAN_POLICE, end=months.usual) if months else None


def every_row() -> tuple[Row, ...]:
    """The measures of London, each with its own newest figures; their signals are left out."""
    months = review_months(METROPOLITAN_POLICE)
    london = all_areas()[METROPOLITAN_POLICE]
    return tuple(review_rows(london, {}, end=months.last)) if months else ()


def news(found: Review) -> Component:
    """Signals of the month that are new, beside the number that chance would bring."""
    new = [row for row in found.new if row.metric.tier == PRIMARY]
    lines = [html.Li(verdict_line(row.signal, with_lead=False)) for row in new]
    return html.Section(
        [
            html.H2(f"New in {found.end:%B %Y}", id="news"),
            html.Ul(lines, className="news") if lines else html.P(NOTHING_NEW),
            *_since(found),
            _boroughs(found),
            html.P(html.A(f"The review of {found.end:%B %Y}", href="/review")),
        ],
        **aria(labelledby="news"),
    )


def _since(found: Review) -> list[Component]:
    """What later months show, of the primary measures that are held so far."""
    later = [
        signal
        for row in found.rows
        if row.metric.tier == PRIMARY
        and row.reaches > found.end
        and (signal := standing_of(row.metric, found.area))
        and signal.kind == SIGNAL
        and signal.period_end > found.end
    ]
    if not later:
        return []
    lines = [html.Li(verdict_line(signal, with_lead=False)) for signal in later]
    return [html.P("In later months, where they are held:"), html.Ul(lines, className="news")]


NOTHING_NEW = "No primary measure shows a new change beyond chance in London this month."


def _boroughs(found: Review) -> Component | None:
    if found.boroughs is None:
        return None
    return html.P(f"Across the boroughs: {found.boroughs.sentence}")


def reach_and_movement(rows: Iterable[Row]) -> Component:
    """Which month each primary measure ends in, and which of its months may still change."""
    primary = [
        row for row in rows if row.metric.tier == PRIMARY and row.metric.kind != VICTIMISATION
    ]
    return html.Section(
        [
            html.H2("What may still change", id="provisional"),
            html.P(
                "The police go on correcting their records. Months that later files usually "
                "change are called provisional and drawn as a dotted line. Rates divide the same "
                "counts by residents."
            ),
            html.Ul([html.Li(line) for line in _lines(primary)], className="notes"),
            html.P(html.A("How figures have been revised", href="/revisions")),
        ],
        **aria(labelledby="provisional"),
    )


def _lines(rows: list[Row]) -> list[str]:
    return [
        f"{_named(metrics)}: figures to {end:%B %Y}; {_movement(first, last)}."
        for (end, first, last), metrics in _grouped(rows).items()
    ]


Spell = tuple[date, date | None, date | None]


def _grouped(rows: list[Row]) -> Mapping[Spell, list[Metric]]:
    """The measures by their newest month and their provisional months."""
    groups: dict[Spell, list[Metric]] = {}
    for row in rows:
        moving = row.moving
        key = (row.reaches, moving.first if moving else None, moving.last if moving else None)
        groups.setdefault(key, []).append(row.metric)
    return groups


def _named(metrics: list[Metric]) -> str:
    first, *others = [metric.short_title for metric in metrics]
    said = "; ".join([first, *map(inside, others)])
    count = len(metrics)
    return said if count < 4 else f"{number(count)} measures ({said})"


def _movement(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "no month is marked as provisional"
    return f"{first:%B %Y} to {last:%B %Y} are provisional"
