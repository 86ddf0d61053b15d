"""How far an action plan has come: by status, priority area, lead and due quarter, on any day."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from data.errors import ParameterError
from data.periods import add_months, period_label
from data.plan_tables import ACTION_STATUSES, COMPLETE, PRINTED_STATUSES, STOPPED
from metrics.metric import COUNT, NO_JUDGEMENT, Metric

NO_DUE_DATE = "no date"
CLOSED = (COMPLETE, STOPPED)
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
        newest reported by the day, or the printed one; ``reported_on`` and ``reported_by``,
        missing and blank where nothing was reported; ``status`` and ``vintage`` of the row that
        gives the action its status; ``due_quarter`` in words; and ``is_past_due``: due before the
        day, and neither complete nor stopped. An action without a due date is never past due.
    """
    known = action_plan_updates[action_plan_updates["period_end"] <= pd.Timestamp(day)]
    newest = known.sort_values(["period_end", "vintage"]).drop_duplicates(ACTION, keep="last")
    columns = [*ACTION, "period_end", "action_status", "reported_by", "status", "vintage"]
    names = {
        "period_end": "reported_on",
        "action_status": "reported_status",
        "status": "row_status",
        "vintage": "row_vintage",
    }
    reports = newest[columns].rename(columns=names).astype(dict.fromkeys(ACTION, "str"))
    plans = action_plans.astype(dict.fromkeys([*ACTION, "action_status"], "str"))
    both = plans.rename(columns={"action_status": "printed_status"}).merge(
        reports, on=ACTION, how="left", validate="many_to_one"
    )
    status = both["reported_status"].astype("str").fillna(both["printed_status"])
    is_open = ~status.isin(CLOSED)
    return both.drop(columns=["reported_status", "row_status", "row_vintage"]).assign(
        action_status=status,
        status=both["row_status"].astype("str").fillna(both["status"].astype("str")),
        vintage=both["row_vintage"].fillna(both["vintage"]),
        reported_by=both["reported_by"].astype("str").fillna(""),
        due_quarter=due_quarters(both["due_date"]),
        is_past_due=is_open & (both["due_date"] < pd.Timestamp(day)),
    )


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
    counts = pd.crosstab(rows[by], rows["action_status"]).reindex(rows[by].unique())
    found = [status for status in ACTION_STATUSES if status in counts]
    table = counts[found].astype("Int64")
    past_due = rows.groupby(by, sort=False)["is_past_due"].sum().astype("Int64")
    return table.assign(past_due=past_due, actions=table.sum(axis=1)).reset_index()


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
        ``numerator`` (1 for each action), ``status`` and ``vintage``.

    Source:
        The plans as printed (for Southwark, 2017 to 2019) and what was reported since.
    """
    years = _years(action_plans, action_plan_updates, due="past_due" in by)
    days = [date(year, 12, 31) for year in years]
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
    return positions[[*columns, "due_quarter", "status", "vintage"]].assign(
        past_due=positions["is_past_due"].map({True: "yes", False: "no"}).astype("str"),
        period_end=pd.Timestamp(day).as_unit("s"),
        numerator=pd.array([1] * len(positions), dtype="Int64"),
    )


def _years(action_plans: pd.DataFrame, action_plan_updates: pd.DataFrame, *, due: bool) -> range:
    if action_plans.empty:
        return range(2017, 2018)
    ends = pd.concat([action_plans["period_end"], action_plan_updates["period_end"]])
    first = action_plans["period_end"].min().year
    last = max(first, ends.max().year)
    if due and action_plans["due_date"].notna().any():
        last = max(last, action_plans["due_date"].max().year + 1)
    return range(first, last + 1)


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
    },
    breaks_down_itself=True,
    also_called={"status": "action_status"},
    dimension_area_types=("borough", "police_force", "region"),
    inputs=("action_plans", "action_plan_updates"),
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
