"""What a review has beside its figures: breaks and caveats, actions due, room for notes."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.periods import add_months
from data.plan_tables import NOT_REPORTED
from layouts.asked import place_name
from layouts.attributes import aria, data
from layouts.citations import holdings
from layouts.components.chart import scrolling
from layouts.plan_view import DAY, PLACE
from layouts.review_view import ReviewView, spelt
from layouts.review_words import month_name, touched
from metrics.reported import CLOSED
from metrics.review import Review
from metrics.verdicts import number_word
from metrics.words import day

AHEAD_MONTHS = 3
MOST_DAYS = 8
NO_PLAN = (
    "No action plan is loaded for this place. A partnership can load its own: "
    "knife-crime ingest import action_plan FILE."
)
NONE_LATE = "No action is past its due date without being known to be complete or stopped."
NOTES, PLANS = "notes", "/action-plans"
HEADINGS = ("Action", "Lead", "Due", "Status")
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
    entries = [
        html.Div(
            [
                html.Dt(f"{one.title}, {day(one.first_day)}"),
                html.Dd(
                    [one.effect, html.Span(f"Touches: {touched(one, found)}.", className="unit")]
                ),
            ]
        )
        for one in found.breaks
    ]
    return [html.Dl(entries)]


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


def actions(found: Review) -> Component:
    """The actions of the place's plans: how many stand how, which are due, which are late."""
    body = _positions(found) if len(found.positions) else [html.P(NO_PLAN)]
    return html.Section([html.H2("Actions due", id="actions"), *body])


def _positions(found: Review) -> list[Component]:
    rows, end = found.positions, found.end
    is_open = ~rows["action_status"].isin(CLOSED)
    until = add_months(end, AHEAD_MONTHS)
    ahead = rows["due_date"].between(pd.Timestamp(end), pd.Timestamp(until))
    due, late = rows[is_open & ahead], rows[rows["is_past_due"]]
    by_status = rows["action_status"].value_counts(sort=False)
    counts = ", ".join(f"{count} {status}" for status, count in by_status.items())
    last = rows["reported_on"].max()
    reported = (
        f"The newest report is of {day(last.date())}."
        if pd.notna(last)
        else "No report made since the plan was printed is loaded."
    )
    count = f"{number_word(len(due)).capitalize()} {_are(len(due))}" if len(due) else "None is"
    soon = f"{count} due in the three months to {month_name(until)}."
    return [
        html.P(f"{len(rows)} actions: {counts}. {reported} {soon}"),
        *([_table(due, f"Actions due by {day(until)}")] if len(due) else []),
        *_late(late, end),
        html.P(html.A("The whole plan, as it stood then", href=_plan_address(found))),
    ]


def _plan_address(found: Review) -> str:
    return f"{PLANS}?{urlencode({PLACE: found.area.slug, DAY: found.end.isoformat()})}"


def _late(late: pd.DataFrame, end: date) -> list[Component]:
    if not len(late):
        return [html.P(NONE_LATE)]
    ordered = late.sort_values("due_date", kind="stable")
    first, last = (ordered["due_date"].iloc[at].date() for at in (0, -1))
    silent = int((late["action_status"] == NOT_REPORTED).sum())
    said = (
        f"On {day(end)}, {len(late)} {'action was' if len(late) == 1 else 'actions were'} past "
        f"the due date and not known to be complete or stopped. The oldest was due by "
        f"{day(first)}, the newest by {day(last)}. The status of {silent} is not reported. They "
        "may have been done without a report that is loaded here."
    )
    caption = f"Past the due date on {day(end)}, and not known to be complete or stopped"
    return [
        html.P(said),
        html.Details([html.Summary(f"The {len(late)} actions"), _table(ordered, caption)]),
    ]


def _table(rows: pd.DataFrame, caption: str) -> Component:
    head = html.Tr([html.Th(heading, scope="col") for heading in HEADINGS])
    body = [_action(row) for row in rows.to_dict("records")]
    table = html.Table([html.Caption(caption), html.Thead(head), html.Tbody(body)])
    return scrolling(table, caption)


def _action(row: Mapping[Hashable, object]) -> Component:
    due = pd.Timestamp(str(row["due_date"])).date()
    return html.Tr(
        [
            html.Th(str(row["action"]), scope="row"),
            html.Td(str(row["lead"])),
            html.Td(day(due)),
            html.Td(str(row["action_status"])),
        ]
    )


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


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
