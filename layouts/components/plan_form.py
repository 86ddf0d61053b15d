"""Forms of the page of action plans: whose plan, and which of its actions as of which day."""

from dash import html
from dash.development.base_component import Component

from data.areas import all_areas, boroughs
from layouts.attributes import data
from layouts.components.fields import day_input, labelled, option_groups, select_field
from layouts.native import hidden, native_input
from layouts.plan_view import (
    DAY,
    DUE,
    LEAD,
    PAST_DUE,
    PLACE,
    PLAN,
    PRIORITY,
    STATUS,
    YES,
    PlanView,
    choices,
)
from metrics.plan_positions import plans_by_area

FORM = "plan"
LABELS = {STATUS: "Status", PRIORITY: "Priority area", LEAD: "Led by", DUE: "Due in"}
ANY = {STATUS: "any status", PRIORITY: "every area", LEAD: "anyone", DUE: "any quarter"}


def place_form(view: PlanView, *, path: str) -> Component:
    """The form that chooses a place, those with a plan first."""
    with_plans = [all_areas()[code] for code in plans_by_area()]
    rest = [area for area in boroughs() if area not in with_plans]
    groups = {"With a plan loaded": with_plans, "No plan loaded": rest}
    options = option_groups(
        {label: {one.slug: one.label for one in areas} for label, areas in groups.items()},
        chosen=view.area.slug,
        default="",
    )
    return html.Form(
        [
            html.Label("Whose plan?", htmlFor="plan-place"),
            html.Div(
                [
                    html.Select(options, id="plan-place", name=PLACE),
                    html.Button("Show", type="submit"),
                ],
                className="pair",
            ),
        ],
        action=path,
        method="get",
        className="chooser",
    )


def filter_form(view: PlanView, *, path: str) -> Component:
    """The form that chooses actions and the day that past due is judged on."""
    chosen, offered = dict(view.chosen), choices(view)
    fields = [
        select_field(
            name,
            label,
            {"": ANY[name], **{value: _shown(value) for value in offered[name]}},
            chosen=chosen.get(name, ""),
            default="",
            form=FORM,
        )
        for name, label in LABELS.items()
    ]
    return html.Form(
        [
            *(fields if len(plans_by_area()[view.area.area_code]) < 2 else [_plans(view), *fields]),
            _day(view),
            html.Div(
                [
                    native_input(
                        "checkbox", PAST_DUE, YES, id="plan-past-due", checked=view.past_due
                    ),
                    html.Label("Only past due", htmlFor="plan-past-due"),
                ],
                className="tick",
            ),
            html.Div(
                [hidden(PLACE, view.area.slug, view.area.slug), html.Button("Show", type="submit")],
                className="last",
            ),
        ],
        action=f"{path}#actions",
        method="get",
        className="controls",
        **data(view=""),
    )


def _plans(view: PlanView) -> Component:
    plans = plans_by_area()[view.area.area_code]
    names = {name: name for name in plans}
    return select_field(PLAN, "Plan", names, chosen=view.plan, default=plans[-1], form=FORM)


def _day(view: PlanView) -> Component:
    control = day_input(
        DAY, view.day.isoformat(), control_id="plan-on", default=view.known_until.isoformat()
    )
    return labelled(control, "Past due as of", "plan-on")


def _shown(value: str) -> str:
    return value[:1].upper() + value[1:]
