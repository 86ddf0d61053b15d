"""How far an action plan has come: by status as a chart, by priority, lead, quarter as tables."""

from collections.abc import Mapping

import pandas as pd
from dash import html
from dash.development.base_component import Component

from data.plan_tables import COMPLETE, IN_PROGRESS, NOT_REPORTED
from figures.distribution import bar_chart
from figures.rows import Row
from layouts.components.chart import scrolling
from layouts.exhibit import Exhibit, Toggle
from layouts.plan_view import DAY, PlanView
from layouts.reproduced import call
from metrics.action_plans import ACTION_PLAN_PROGRESS
from metrics.plan_positions import actions_by_status, plan_progress
from metrics.words import day

NAME = "progress"
BREAKDOWNS = {
    "priority_area": "Priority area",
    "lead": "Led by",
    "due_quarter": "Due in",
}
NOTES = (
    "'Not reported' means that nothing was said of the action. It is no judgement: it may have "
    "been done, begun or left.",
    "An action is past due when its date lies before the day chosen and it is not known to be "
    "complete or stopped. One without a date is never past due.",
)


def progress_exhibit(view: PlanView, *, path: str) -> Exhibit:
    """The chart of a plan's actions by status on the day chosen."""
    done = call(actions_by_status, view.plan, area=view.area.area_code, day=view.day)
    rows = [
        Row(
            name=_shown(one["action_status"]),
            value=float(one["actions"]),
            detail=f"{one['past_due']} past due on {day(view.day)}",
        )
        for one in done.result.to_dict("records")
    ]
    chart = bar_chart(
        rows,
        {
            "chart_id": NAME,
            "title": _finding(view),
            "measure": f"Actions in the plan, by status last reported in {_month(view)}",
            "place": view.area.label,
            "period": day(view.day),
            "unit": "actions",
            "decimals": 0,
            "category": "Status",
        },
        notes=NOTES,
    )
    return Exhibit(
        chart=chart,
        values=done.result,
        metrics=(ACTION_PLAN_PROGRESS,),
        python=done.python,
        path=path,
        query=view.query(),
        toggles=tuple(_days(view)),
    )


def progress_tables(view: PlanView) -> list[Component]:
    """The plan's actions by priority area, in the open, and by lead and quarter, to be opened."""
    first, *others = BREAKDOWNS
    return [
        _table(view, first),
        *(
            html.Details([html.Summary(f"Actions by {_title(by)}"), _table(view, by)])
            for by in others
        ),
    ]


def _finding(view: PlanView) -> str:
    counts = view.positions["action_status"].value_counts()
    complete, going, silent = (
        int(counts.get(status, 0)) for status in (COMPLETE, IN_PROGRESS, NOT_REPORTED)
    )
    verb = "is" if complete == 1 else "are"
    known = (
        f"{complete} of {len(view.positions)} actions {verb} known to be complete and {going} to "
        "be in progress"
    )
    return f"{known}; of {silent} nothing is reported" if silent else known


def _month(view: PlanView) -> str:
    return f"{view.reported_until:%B %Y}"


def _days(view: PlanView) -> list[Toggle]:
    """Days worth looking at: what is known last, and the day after the last action was due."""
    last_due = view.positions["due_date"].max()
    days = {"The position when last known": view.known_until}
    if not pd.isna(last_due):
        days["When every date is past"] = (last_due + pd.Timedelta(days=1)).date()
    return [
        Toggle(label=f"{words}: {day(when)}", query=view.query(**{DAY: when.isoformat()}))
        for words, when in days.items()
        if when != view.day
    ]


def _table(view: PlanView, by: str) -> Component:
    counts = plan_progress(view.plan, area=view.area.area_code, day=view.day, by=by)
    names = {by: BREAKDOWNS[by]} | {name: _shown(name) for name in counts if name != by}
    names |= {"past_due": "Past due", "actions": "All actions"}
    caption = f"Actions by {_title(by)} and status on {day(view.day)}"
    if by == "lead":
        caption += "; an action with several leads counts for each"
    head = [html.Th(names[name], scope="col", className=_side(name, by)) for name in counts]
    rows = [_row(row, by) for row in counts.to_dict("records")]
    return scrolling(
        html.Table(
            [html.Caption(caption), html.Thead(html.Tr(head)), html.Tbody(rows)],
            className="counts",
        ),
        caption,
    )


def _row(row: Mapping[object, object], by: str) -> Component:
    cells = [html.Td(str(value), className="number") for name, value in row.items() if name != by]
    return html.Tr([html.Th(_shown(str(row[by])), scope="row"), *cells])


def _title(by: str) -> str:
    return {"priority_area": "priority area", "lead": "lead", "due_quarter": "quarter due"}[by]


def _side(name: object, by: str) -> str | None:
    return None if name == by else "number"


def _shown(name: object) -> str:
    words = str(name).replace("_", " ")
    return words[:1].upper() + words[1:]
