"""Action plans: what partnerships said they would do, and what is known of how far it has come."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from data.plan_tables import COMPLETE, IN_PROGRESS, NOT_REPORTED
from layouts.attributes import aria
from layouts.components.chart import scrolling
from layouts.components.commitments import commitments
from layouts.components.exhibit import exhibit
from layouts.components.notices import notices
from layouts.components.plan_actions import abbreviations, action_list
from layouts.components.plan_form import filter_form, place_form
from layouts.components.plan_progress import progress_exhibit, progress_tables
from layouts.exhibit import Exhibit, by_name
from layouts.page import lone_page
from layouts.plan_view import PlanView, read_plan_view
from layouts.region import live_region
from layouts.static_html import printed
from metrics.words import day

PATH = "/action-plans"
TITLE = "Action plans against knife crime"
DESCRIPTION = (
    "What partnerships said they would do about knife crime, by status, priority, lead and date, "
    "and the 59 commitments of the London strategy of 2017."
)
LOADING = (
    "knife-crime ingest import action_plan --example\nknife-crime ingest import action_plan FILE"
)
LEAD = "What councils, police and others said they would do, and what they have said of it since."


def layout(**query: str) -> Component:
    """The page; the query string chooses the plan, the day and the actions."""
    view = read_plan_view(query)
    if view.plan:
        return html.Article([printed(_opening(view)), live_region(_parts(view))])
    return html.Article([printed([_opening(view), _absent(view)]), commitments(view.day)])


def _opening(view: PlanView) -> Component:
    return html.Div(
        [
            html.Div([html.H1(TITLE), html.P(LEAD, className="lead")]),
            place_form(view, path=PATH),
        ],
        className="opening",
    )


def _summary(view: PlanView) -> Component:
    """What the plan itself says, whatever day is chosen."""
    printed_status = view.positions["printed_status"].value_counts()
    complete, going, silent = (
        printed_status.get(status, 0) for status in (COMPLETE, IN_PROGRESS, NOT_REPORTED)
    )
    since = (
        "Later reports are shown beside it, each with its day and who made it."
        if view.is_reported_on
        else "Nothing that was reported later is loaded, so the plan says nothing about where its "
        "actions stand today."
    )
    return html.P(
        f"The plan has {len(view.positions)} actions. When it was printed, about {_month(view)}, "
        f"{complete} {'was' if complete == 1 else 'were'} complete and {going} in progress. Of "
        f"{silent} it reports nothing, which is no judgement on them. {since}"
    )


def _month(view: PlanView) -> str:
    return f"{view.positions['printed_vintage'].max():%B %Y}"


def _parts(view: PlanView) -> list[Component]:
    """What follows the query string: the plan, and the strategy's commitments as of the day."""
    return [html.Section(_plan(view), **aria(labelledby="plan")), commitments(view.day)]


def _plan(view: PlanView) -> list[Component]:
    """The chart, the tables, the actions chosen."""
    late = int(view.positions["is_past_due"].sum())
    return [
        printed(
            [
                html.H2(f"{view.area.label}: {view.title}", id="plan"),
                _summary(view),
                notices(view.notices),
                html.P(
                    [
                        html.Strong(f"Past due on {day(view.day)}: {late}. "),
                        "These have a date before that day and are not known to be complete or "
                        "stopped. They may have been done without a report that is loaded here.",
                    ]
                ),
            ]
        ),
        exhibit(progress_exhibit(view, path=PATH)),
        printed([*progress_tables(view), *_actions(view)]),
    ]


def _actions(view: PlanView) -> list[Component | None]:
    shown = (
        f"{len(view.listed)} of {len(view.positions)} actions are as chosen."
        if view.is_filtered
        else f"All {len(view.positions)} actions, in the order of the plan."
    )
    return [
        html.H3("The actions", id="actions", className="finding"),
        filter_form(view, path=PATH),
        html.P(f"{shown} The words are ours, after the plan's."),
        *action_list(view),
        abbreviations(view),
    ]


def _absent(view: PlanView) -> Component:
    """No plan of the place is loaded: who has one, and how it is loaded."""
    name = view.area.label
    return html.Section(
        [
            html.H2(f"{name}: no plan is loaded", id="plan"),
            notices(view.notices),
            html.P(
                f"That does not mean that {name} has none. The London strategy asked for a plan in "
                "every borough. Each is held by the borough's community safety partnership, which "
                "can usually be reached through the council."
            ),
            html.P("Whoever has the plan can load it as a CSV file with a row for each action:"),
            scrolling(html.Pre(html.Code(LOADING)), "Commands that load a plan"),
            html.P("The first line writes a made-up file that shows the layout."),
        ],
        **aria(labelledby="plan"),
    )


def _exhibits(**query: str) -> Mapping[str, Exhibit]:
    view = read_plan_view(query)
    return by_name(progress_exhibit(view, path=PATH)) if view.plan else {}


def _region(**query: str) -> Sequence[Component]:
    view = read_plan_view(query)
    return _parts(view) if view.plan else []


PAGE = lone_page(
    PATH,
    name="Action plans",
    group="Use",
    title=TITLE,
    description=DESCRIPTION,
    layout=layout,
    read=read_plan_view,
    tables=(),
    exhibits=_exhibits,
    region=_region,
)
