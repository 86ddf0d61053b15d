"""The actions that a review asks after: those of a place's plans, or what London has promised."""

from collections.abc import Hashable, Mapping
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.areas import METROPOLITAN_POLICE, all_areas
from data.periods import add_months
from data.plan_tables import NOT_REPORTED
from layouts.components.chart import scrolling
from layouts.plan_view import DAY, PLACE
from layouts.review_words import month_name
from metrics.commitment_standing import commitments_as_of
from metrics.plan_positions import plans_by_area
from metrics.reported import CLOSED
from metrics.review import Review
from metrics.verdicts import number_word
from metrics.words import day

AHEAD_MONTHS = 3
PLANS, STRATEGY = "/action-plans", "strategy"
HEADINGS = ("Action", "Lead", "Due", "Status")
LOADING = "A partnership can load its own: knife-crime ingest import action_plan FILE."
NO_PLAN = "No action plan is loaded for this place."
NONE_LATE = "No action is past its due date without being known to be complete or stopped."


def actions(found: Review) -> Component:
    """The actions of the place's plans: how many stand how, which are due, which are late."""
    body = _positions(found) if len(found.positions) else _without_plan(found)
    return html.Section([html.H2("Actions due", id="actions"), *body])


def _without_plan(found: Review) -> list[Component]:
    """For London the commitments of its strategy and the plans of its boroughs."""
    rows = commitments_as_of(found.end)
    is_london = found.area.area_code == METROPOLITAN_POLICE
    if not is_london or rows.empty or rows["printed_vintage"].min() > pd.Timestamp(found.end):
        return [html.P(f"{NO_PLAN} {LOADING}")]
    href = f"{PLANS}?{urlencode({DAY: found.end.isoformat()})}#{STRATEGY}"
    return [
        html.P(_promised(rows, found.end)),
        html.P(html.A("The commitments of the strategy, as they stood then", href=href)),
        html.P([*_plans(found.end), LOADING]),
    ]


def _promised(rows: pd.DataFrame, end: date) -> str:
    """How many commitments there are, what is reported of them, and how many are past due."""
    known, dated = (int(rows[name].notna().sum()) for name in ("reported_on", "due_date"))
    late = int(rows["is_past_due"].sum())
    reports = f"reports on {known} of them are loaded" if known else "no report is loaded"
    was = "were" if late > 1 else "was"
    return (
        f"The London Knife Crime Strategy of June 2017 makes {len(rows)} commitments. It prints no "
        f"status for any, and up to {day(end)} {reports}. It names a date for {_some(dated)} of "
        f"them: on {day(end)}, {_some(late)} {was} past due and not known to be complete or "
        "stopped."
    )


def _some(count: int) -> str:
    return number_word(count) if count else "none"


def _plans(end: date) -> list[Component | str]:
    """The way to each borough's plan that is loaded."""
    links: list[Component | str] = []
    for place in (all_areas()[code] for code in plans_by_area()):
        href = f"{PLANS}?{urlencode({PLACE: place.slug, DAY: end.isoformat()})}"
        links += [", " if links else "", html.A(place.label, href=href)]
    return ["Plans of boroughs that are loaded: ", *links, ". "] if links else []


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
