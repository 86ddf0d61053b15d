"""What a review has beside its figures: breaks and caveats, sources, room for notes."""

from collections.abc import Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from data.breaks import Break
from data.periods import add_months
from layouts.asked import place_name
from layouts.attributes import aria, data
from layouts.citations import holdings
from layouts.review_view import ReviewView, spelt
from layouts.review_words import month_name, touched
from metrics.review import Review
from metrics.words import day

MOST_DAYS = 8
NOTES = "notes"
PRIMARY = "primary"
NO_SCRIPT = (
    "Notes are kept in your own browser, and that needs JavaScript. Without it, write them on the "
    "printed page."
)
KEPT = (
    "What you write stays in this browser, for this place and month. It is never sent to us. To "
    "hand it on, put it into the address of the page and share that."
)


def context(found: Review) -> Component:
    """The breaks of the two years compared, and the caveats of the measures."""
    caveats = dict.fromkeys(
        row.metric.caveats[0] for row in found.rows if row.metric.tier == PRIMARY
    )
    return html.Section(
        [
            html.H2("Breaks and caveats in this period", id="breaks"),
            *_breaks(found),
            html.Ul([html.Li(one) for one in caveats], className="notes"),
        ]
    )


def _breaks(found: Review) -> list[Component]:
    since = month_name(add_months(found.end, -23))
    if not found.breaks:
        return [html.P(f"No break of a series lies between {since} and {month_name(found.end)}.")]
    by_name: dict[str, list[Break]] = {}
    for one in found.breaks:
        by_name.setdefault(f"{one.title}, {day(one.first_day)}", []).append(one)
    entries = [
        html.Div([html.Dt(name), *(_effect(one, found) for one in own)])
        for name, own in by_name.items()
    ]
    return [html.Dl(entries)]


def _effect(one: Break, found: Review) -> Component:
    measures = html.Span(f"Touches: {touched(one, found)}.", className="unit")
    return html.Dd([one.effect, measures])


def sources(view: ReviewView) -> Component:
    """Who published the figures; each row says which file its own are from."""
    tables = dict.fromkeys(table for row in view.review.rows for table in row.metric.inputs)
    named = holdings(tables, as_of=view.as_of)
    lines = dict.fromkeys(f"{one.source.publisher}, {one.source.title}." for one in named)
    return html.Section(
        [
            html.H2("Sources"),
            html.Ul([html.Li(line) for line in lines], className="notes"),
            _stood(view),
        ]
    )


def _stood(view: ReviewView) -> Component | None:
    """Links to the review as it stood when the files after its month were new."""
    days = view.published[-MOST_DAYS:]
    if not days:
        return None
    links: list[Component | str] = ["The same review with what had been published by: "]
    for number, one in enumerate(days):
        query = replace(view, as_of=None if one == view.published[-1] else one).query
        links += ["; " if number else "", html.A(day(one), href=f"?{query}")]
    return html.P([*links, "."], className="meta")


def notes(found: Review) -> Component:
    """Room for what the meeting says; assets/notes.js keeps it in the browser."""
    key = f"{place_name(found.area)}/{spelt(found.end)}"
    exceptions = [row.metric.title for row in found.exceptions]
    return html.Section(
        [
            html.H2("The meeting's notes", id=NOTES),
            html.P(html.Noscript(NO_SCRIPT), className="no-script"),
            html.Div(
                [
                    html.Label(
                        f"Notes on {found.area.label}, {month_name(found.end)}",
                        htmlFor="notes-text",
                    ),
                    html.Textarea(id="notes-text", rows=8, placeholder=_prompt(exceptions)),
                    html.Div(className="notes-paper", **aria(hidden="true")),
                    html.P(KEPT, className="meta"),
                    html.Div(
                        [
                            html.Button(
                                "Put the notes into the address",
                                type="button",
                                **data(notes_link=""),
                            ),
                            html.Button(
                                "Clear the notes",
                                type="button",
                                className="plain",
                                **data(notes_clear=""),
                            ),
                            html.Button(
                                "Print", type="button", className="plain", **data(print="")
                            ),
                        ],
                        className="buttons",
                    ),
                    html.P(role="status", className="meta"),
                ],
                className="notes-pad",
                **data(notes=key),
            ),
        ],
        className="meeting-notes",
    )


def _prompt(exceptions: Sequence[str]) -> str:
    """The exceptions with room behind each."""
    lines = [f"{title}:" for title in exceptions] or ["Decisions, owners, dates:"]
    return "\n".join(lines)
