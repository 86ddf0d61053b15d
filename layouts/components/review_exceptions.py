"""The exceptions of a review: what has signalled, and the three questions a meeting asks of it."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, Area, all_areas
from data.periods import add_months
from layouts.asked import AREA, place_name
from layouts.citations import UNREAD, Holding, sources_of
from layouts.components.boroughs import borough_path
from layouts.components.exhibit import exhibit
from layouts.review_chance import chance, in_boroughs
from layouts.review_exhibits import exception_exhibit
from layouts.review_view import MONTH, ReviewView, spelt
from layouts.review_words import (
    answer,
    explanations,
    held_further,
    known,
    month_name,
    not_held,
    signal_words,
    usual_before,
    value,
)
from layouts.review_years import years, years_by_chance
from layouts.view import MEASURE
from metrics.catalogue import METRICS
from metrics.review import Review
from metrics.review_rows import Row
from metrics.signal import Signal
from metrics.verdicts import JUDGEMENT_WORDS
from metrics.words import in_period

THIS_MONTH = "This month against what is usual:"
TWELVE = "The latest 12 months against the 12 before:"
EXPLAIN = "What would explain this?"
KNOWN = "What is known of the series?"
DONE = "What is being done?"
WHEN = "When will we know?"
TO_SAY = "For the owner to say."
NOTHING = "The figures alone do not say."
CHART = "The chart"
BY_CHANCE = "What chance alone would bring"
NONE_NEW = "No signal is new this month."
NONE_STANDING = "No earlier signal stands."
JUDGED_EARLIER = (
    "The month under review is not held of these measures, or its figures still move too much to "
    "be judged. Each says the month it was judged to."
)


def exceptions(view: ReviewView) -> Component:
    """The answer of the month, then each exception."""
    found = view.review
    late = not_held(found)
    return html.Section(
        [
            html.H2(f"{found.area.label}, {month_name(found.end)}", id="review"),
            *_lead(found),
            html.P(late) if late else None,
            _further(found),
            html.H3(f"New in {month_name(found.end)}"),
            *_listed(view, found.new, NONE_NEW),
            html.H3("Still standing"),
            *_listed(view, found.standing, NONE_STANDING),
            *_earlier(view),
            *_by_chance(found),
            *_boroughs(found),
        ],
        className="first",
    )


def _lead(found: Review) -> list[Component]:
    """The month against what is usual, and 12 months against the 12 before: two questions."""
    of_years = years(found)
    answered = [(THIS_MONTH, answer(found)), *([(TWELVE, of_years)] if of_years else [])]
    return [html.P([html.Strong(f"{kind} "), said], className="answer") for kind, said in answered]


def _by_chance(found: Review) -> list[Component]:
    """How much of all this chance alone would bring; after the exceptions, which come first."""
    reservations = (chance(found), years_by_chance(found))
    return [html.H3(BY_CHANCE), *(html.P(one) for one in reservations if one)]


def _earlier(view: ReviewView) -> list[Component]:
    """Measures judged to a month before the one under review; nothing where there are none."""
    rows, usual = view.review.earlier, usual_before(view.review)
    if not rows and not usual:
        return []
    return [
        html.H3("Judged to an earlier month"),
        html.P(JUDGED_EARLIER),
        *(_listed(view, rows, "") if rows else []),
        *([html.P(usual)] if usual else []),
    ]


def _further(found: Review) -> Component | None:
    """The measures held beyond the month under review, with the way to their newest."""
    rows = [row for row in found.rows if row.reaches > found.end]
    if not rows:
        return None
    last = max(row.reaches for row in rows)
    href = f"?{urlencode({AREA: place_name(found.area), MONTH: spelt(last)})}"
    return html.P(
        [f"{held_further(rows)} ", html.A(f"The review of {month_name(last)}", href=href), "."]
    )


def measure_address(row: Row, area: Area) -> str:
    """The address of a measure's own view of a place."""
    return f"{area_address(area)}?{MEASURE}={row.metric.metric_id}#view"


def area_address(area: Area) -> str:
    """The address of the page of a place."""
    return "/" if area.area_code == METROPOLITAN_POLICE else borough_path(area)


def _listed(view: ReviewView, rows: Sequence[Row], nothing: str) -> list[Component]:
    if not rows:
        return [html.P(nothing)]
    return [html.Ol([_item(view, row) for row in rows], className="exceptions")]


def _item(view: ReviewView, row: Row) -> Component:
    assert row.signal is not None
    found, drawn = view.review, exception_exhibit(view, row)
    explained, of_series = explanations(row, found.breaks) or [NOTHING], known(row)
    return html.Li(
        [
            html.Div(
                [
                    html.H4(html.A(row.metric.title, href=measure_address(row, found.area))),
                    html.P(
                        [
                            html.Strong(signal_words(row, found.area, end=found.end)),
                            f" {JUDGEMENT_WORDS[row.signal.judgement]}",
                        ]
                    ),
                    html.P(_figures(row), className="meta"),
                ]
            ),
            html.Dl(
                [
                    *_question(EXPLAIN, explained),
                    *(_question(KNOWN, of_series) if of_series else []),
                    *_question(DONE, [TO_SAY]),
                    *_question(WHEN, [_next(found, row)]),
                ],
                className="questions",
            ),
            html.Details([html.Summary(CHART), exhibit(drawn, level=5, is_live=False)])
            if drawn
            else None,
        ]
    )


def _question(question: str, answers: Sequence[str]) -> list[Component]:
    return [html.Div([html.Dt(question), html.Dd([html.P(one) for one in answers])])]


def _figures(row: Row) -> str:
    """The month and the 12 months, with unit."""
    decimals = row.metric.decimals
    unit = "" if row.latest.unit.split(" ")[0] == "percent" else f" {row.latest.unit}"
    period = in_period(row.latest.period_type, row.latest.period_end)
    said = [f"{value(row.latest, decimals)}{unit} in {period}"]
    if row.year is not None and row.year is not row.latest:
        period = in_period(row.year.period_type, row.year.period_end)
        said.append(f"{value(row.year, decimals)} in {period}")
    return f"{'; '.join(said)}. {row.signal.note if row.signal else ''}".strip()


def _next(found: Review, row: Row) -> str:
    """When the next figures come, or that they are held already."""
    if row.reaches > found.end:
        later = month_name(add_months(found.end, 1))
        return f"Figures to {month_name(row.reaches)} are held: see the review of {later}."
    open_ones = [one for one in sources_of(row.metric, with_residents=False) if one.next_release]
    if not open_ones:
        return "No further file is expected: the series is closed."
    overdue = _months_due(one for one in open_ones if one.is_overdue)
    coming = _months_due(one for one in open_ones if not one.is_overdue)
    said = [
        f"A newer edition was due in {overdue} and {UNREAD}." if overdue else "",
        f"The next figures are due in {coming}." if coming else "",
    ]
    return " ".join(filter(None, said))


def _months_due(held: Iterable[Holding]) -> str:
    """The months that editions are due in, the earliest first."""
    by_day = sorted({one.source.next_release: one.next_release for one in held}.items())
    return " or ".join(month for _, month in by_day)


def _boroughs(found: Review) -> list[Component]:
    """New signals in the boroughs, by measure and in alphabetical order."""
    if found.boroughs is None:
        return []
    by_measure: dict[str, list[Signal]] = {}
    for one in found.boroughs.signals:
        by_measure.setdefault(one.metric_id, []).append(one)
    return [
        html.H3("New in the boroughs"),
        html.P(in_boroughs(found.boroughs)),
        html.Ul(
            [
                html.Li([f"{METRICS[metric_id].title}: ", *_names(found, signals)])
                for metric_id, signals in by_measure.items()
            ]
        ),
    ]


def _names(found: Review, signals: Sequence[Signal]) -> list[Component | str]:
    parts: list[Component | str] = []
    for one in sorted(signals, key=lambda signal: signal.area_name):
        way = "up" if one.direction > 0 else "down"
        place = place_name(all_areas()[one.area_code])
        href = f"?{urlencode({AREA: place, MONTH: spelt(found.end)})}"
        parts += [", " if parts else "", html.A(one.area_name, href=href), f" ({way})"]
    return [*parts, "."]
