"""How far an action plan has come: by status, priority area, lead and due quarter, on any day."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from data.errors import ParameterError
from data.periods import add_months, period_label
from data.plan_tables import ACTION_STATUSES, PRINTED_STATUSES
from metrics.metric import COUNT, NO_JUDGEMENT, Metric
from metrics.reported import by_status, counted, with_reports, years_known

NO_DUE_DATE = "no date"
ACTION = ["plan", "action_id"]


def action_positions(
    action_plans: pd.DataFrame, action_plan_updates: pd.DataFrame, *, day: date
) -> pd.DataFrame:
    """Every action with its printed status and the one last reported by a day.

    Args:
        action_plans: Rows of the table of that name.
        action_plan_updates: Rows of the table of that name; none where nothing was reported.
        day: Reports for later days are left out, and due dates before it are past.

    Returns:
        The columns of the plan, in its order, with ``printed_status``; ``action_status``, the
        newest reported by the day, or the printed one; ``reported_on``, ``reported_by`` and
        ``reported_note``, missing and blank where nothing was reported; ``status`` and ``vintage``
        of the row that gives the action its status; ``printed_vintage``, the plan's own;
        ``due_quarter`` in words; and ``is_past_due``: due before the day, and neither complete nor
        stopped. An action without a due date is never past due.
    """
    positions = with_reports(
        action_plans,
        action_plan_updates,
        key=ACTION,
        status_column="action_status",
        day=day,
    )
    return positions.assign(due_quarter=due_quarters(positions["due_date"]))


def progress(positions: pd.DataFrame, *, by: str) -> pd.DataFrame:
    """Actions of a breakdown by status, and how many of them are past due.

    Args:
        positions: Result of `action_positions`.
        by: "strategic_outcome", "priority_area", "lead", "due_quarter" or "plan". An action with
            several leads counts for each of them, so leads do not add up to the plan.

    Returns:
        One row per value in the order of the plan (quarters in time), with a column for each
        status that occurs, ``past_due`` and ``actions``, all Int64.

    Raises:
        ParameterError: If the plan has no such breakdown.
    """
    if by not in _ORDERS:
        raise ParameterError(
            f"Actions cannot be broken down by '{by}'. Use one of: {', '.join(_ORDERS)}."
        )
    rows = _each_lead(positions) if by == "lead" else positions
    rows = rows.astype({by: "str"}).sort_values(_ORDERS[by], kind="stable")
    return by_status(
        rows,
        by=by,
        status_column="action_status",
        statuses=ACTION_STATUSES,
        total="actions",
    )


_ORDERS = {
    "plan": ["plan"],
    "strategic_outcome": ["plan", "action_id"],
    "priority_area": ["plan", "action_id"],
    "lead": ["lead"],
    "due_quarter": ["due_date"],
}


def _each_lead(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows once for each lead of their action."""
    return rows.assign(lead=rows["lead"].astype("str").map(leads_of)).explode("lead")


def leads_of(text: str) -> list[str]:
    """The leads a plan names for an action, partners in brackets left out."""
    depth, plain = 0, ""
    for character in text:
        depth += (character == "(") - (character == ")")
        plain += character if depth == 0 and character != ")" else ""
    return [name.strip() for name in plain.split(";") if name.strip()]


def due_quarters(due_dates: pd.Series) -> pd.Series:
    """The quarter each date lies in, in words; "no date" where there is none."""
    known = due_dates.dropna()
    words = known.map(lambda due: period_label("quarter", add_months(due, -due.month % 3)))
    return words.reindex(due_dates.index).astype("str").fillna(NO_DUE_DATE)


def actions_by_year(
    action_plans: pd.DataFrame, action_plan_updates: pd.DataFrame, *, by: Collection[str] = ()
) -> pd.DataFrame:
    """Actions by the last day of each year from the one printed to the newest report.

    Args:
        action_plans: Rows of the table of that name.
        action_plan_updates: Rows of the table of that name.
        by: Dimensions asked for. By "lead" an action has a row for each of its leads. By
            "past_due" years go on to the one after the last due date.

    Returns:
        Columns ``area_code``, ``period_end``, ``plan``, ``printed_status``, ``action_status``,
        ``priority_area``, ``lead``, ``due_quarter``, ``past_due`` ("yes" or "no", on that day),
        ``reported_by`` and ``reported_on``, "no report" where nothing was reported, ``numerator``
        (1 for each action), ``status`` and ``vintage``.

    Source:
        The plans as printed (for Southwark, 2017 to 2019) and what was reported since.
    """
    ends, reported = action_plans["period_end"], action_plan_updates["period_end"]
    due = action_plans["due_date"] if "past_due" in by else None
    days = [date(year, 12, 31) for year in years_known(ends, reported, due) or (2017,)]
    parts = [_counted(action_plans, action_plan_updates, by=by, day=day) for day in days]
    return pd.concat(parts, ignore_index=True)


def actions_on(
    action_plans: pd.DataFrame,
    action_plan_updates: pd.DataFrame,
    *,
    day: date,
    by: Collection[str] = (),
) -> pd.DataFrame:
    """Actions on any one day, by the status last known on it.

    Args:
        action_plans: Rows of the table of that name.
        action_plan_updates: Rows of the table of that name.
        day: Reports for later days are left out, and due dates before it are past. A plan counts
            from the first day of the year whose position it prints.
        by: Dimensions asked for. By "lead" an action has a row for each of its leads.

    Returns:
        See `actions_by_year`; `period_end` is the day.

    Raises:
        ParameterError: If every plan is of a later year.

    Source:
        The plans as printed (for Southwark, 2017 to 2019) and what was reported since.
    """
    first = action_plans["period_end"].min()
    if not pd.isna(first) and day.year < first.year:
        raise ParameterError(
            f"No plan that is loaded had a position on {day}: the first prints that of "
            f"{first.year}. Ask for a day from {first.year}-01-01 on."
        )
    return _counted(action_plans, action_plan_updates, by=by, day=day)


def _counted(
    action_plans: pd.DataFrame,
    action_plan_updates: pd.DataFrame,
    *,
    by: Collection[str],
    day: date,
) -> pd.DataFrame:
    """A row for each action, or for each of its leads, of the plans of a day's year or before."""
    columns = ["area_code", "plan", "printed_status", "action_status", "priority_area", "lead"]
    printed = action_plans[action_plans["period_end"] <= pd.Timestamp(day.year, 12, 31)]
    positions = action_positions(printed, action_plan_updates, day=day)
    if "lead" in by:
        positions = _each_lead(positions)
    return counted(positions, [*columns, "due_quarter"], day=day)


ACTION_PLAN_PROGRESS = Metric(
    metric_id="action_plan_progress",
    title="Progress of partnership action plans",
    short_title="Action plan progress",
    tier="supporting",
    kind=COUNT,
    unit="actions",
    definition="Actions in a partnership's knife-crime action plan, by the status printed in the "
    "plan or reported since, on the last day of the year.",
    numerator="actions in the plan",
    direction=NO_JUDGEMENT,
    by_chance=False,
    base_period="calendar_year",
    whole_from_parts=False,
    period_types=dict.fromkeys(("borough", "police_force", "region"), ("calendar_year",)),
    period_note="Plans print one position in a year.",
    dimensions={
        "action_status": ACTION_STATUSES,
        "printed_status": PRINTED_STATUSES,
        "priority_area": (),
        "lead": (),
        "due_quarter": (),
        "past_due": ("no", "yes"),
        "plan": (),
        "reported_by": (),
        "reported_on": (),
    },
    breaks_down_itself=True,
    also_called={"status": "action_status"},
    dimension_area_types=("borough", "police_force", "region"),
    inputs=("action_plans", "action_plan_updates"),
    optional_inputs=("action_plan_updates",),
    source_ids=("southwark_plan", "import_action_plan", "import_action_plan_updates"),
    caveats=(
        "'Not reported' means that the plan says nothing, not that nothing was done.",
        "For Southwark the status is that printed in 2017; what was done later is known only where "
        "an update was loaded, and an update never replaces the printed status.",
        "By lead an action counts for each of its leads, so leads do not add up to the plan.",
        "Past due is judged on the last day of the year, by the status last known; --on judges it "
        "on any other day, as the page of action plans does.",
        "Actions differ in size: their number says how a plan is written, not how much it does.",
        "Done actions are no measure of less knife crime.",
    ),
    compute=actions_by_year,
    compute_on=actions_on,
)
