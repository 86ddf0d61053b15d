"""The action plans that are loaded: whose they are, and where each action stands on a day."""

from datetime import date
from functools import lru_cache

import pandas as pd

from data.errors import NotHeldError
from data.optional import rows_held
from data.store import data_version, editions, read_table
from metrics.action_plans import action_positions, progress

PLANS, REPORTS = "action_plans", "action_plan_updates"


def plans_by_area() -> dict[str, tuple[str, ...]]:
    """The short names of the plans of each place that has one, by its code, oldest plan first."""
    return _plans_by_area(data_version())


@lru_cache(maxsize=2)
def _plans_by_area(_version: str) -> dict[str, tuple[str, ...]]:
    if not editions(PLANS):
        return {}
    plans = read_table(PLANS)[["area_code", "plan", "period_end"]].astype({"plan": "str"})
    found: dict[str, tuple[str, ...]] = {}
    for code, own in plans.sort_values("period_end").groupby("area_code", observed=True):
        found[str(code)] = tuple(own["plan"].unique())
    return found


def plan_positions(plan: str, *, area: str, day: date) -> pd.DataFrame:
    """Every action of a plan as of a day; do not modify the result.

    Args:
        plan: Short name of the plan.
        area: Code of the place.
        day: Reports for later days are left out, and due dates before it are past.

    Returns:
        See `metrics.action_plans.action_positions`.

    Raises:
        NotHeldError: If no such plan is loaded for the place.
    """
    if plan not in plans_by_area().get(area, ()):
        raise NotHeldError(
            f"No plan '{plan}' is loaded for {area}. Load one with 'knife-crime ingest import "
            "action_plan FILE'."
        )
    return _positions(plan, area, day, data_version())


@lru_cache(maxsize=64)
def _positions(plan: str, area: str, day: date, _version: str) -> pd.DataFrame:
    plans = read_table(PLANS)
    own = plans[(plans["plan"] == plan) & (plans["area_code"] == area)]
    return action_positions(own, _reports(), day=day)


def plan_progress(plan: str, *, area: str, day: date, by: str) -> pd.DataFrame:
    """Actions of a plan by status and a breakdown, and how many are past due on a day.

    Args:
        plan: Short name of the plan.
        area: Code of the place.
        day: See `plan_positions`.
        by: See `metrics.action_plans.progress`.

    Returns:
        See `metrics.action_plans.progress`.

    Raises:
        NotHeldError: If no such plan is loaded for the place.
        ParameterError: If the plan has no such breakdown.
    """
    return _progress(plan, area, day, by, data_version())


@lru_cache(maxsize=256)
def _progress(plan: str, area: str, day: date, by: str, _version: str) -> pd.DataFrame:
    return progress(plan_positions(plan, area=area, day=day), by=by)


def actions_by_status(plan: str, *, area: str, day: date) -> pd.DataFrame:
    """How many actions of a plan had each status on a day.

    Args:
        plan: Short name of the plan.
        area: Code of the place.
        day: See `plan_positions`.

    Returns:
        Columns ``area_code``, ``plan``, ``day``, ``action_status``, ``actions`` and ``past_due``
        (Int64); a row for each status that occurs, from complete to stopped.

    Raises:
        NotHeldError: If no such plan is loaded for the place.
    """
    counts = plan_progress(plan, area=area, day=day, by="plan")
    positions = plan_positions(plan, area=area, day=day)
    late = positions[positions["is_past_due"]].groupby("action_status").size()
    statuses = [name for name in counts if name not in ("plan", "past_due", "actions")]
    return pd.DataFrame(
        {
            "area_code": area,
            "plan": plan,
            "day": pd.Timestamp(day),
            "action_status": statuses,
            "actions": [counts[name].iloc[0] for name in statuses],
            "past_due": [int(late.get(name, 0)) for name in statuses],
        }
    ).astype({"actions": "Int64", "past_due": "Int64"})


def known_until(plan: str, *, area: str) -> date:
    """The day of the newest thing known of a plan: its newest report, or the plan as printed."""
    return _known_until(plan, area, data_version())


@lru_cache(maxsize=64)
def _known_until(plan: str, area: str, _version: str) -> date:
    plans, reports = read_table(PLANS), _reports()
    printed = plans.loc[(plans["plan"] == plan) & (plans["area_code"] == area), "vintage"].max()
    reported = reports.loc[reports["plan"].astype("str") == plan, "period_end"].max()
    newest: date = max(day.date() for day in (printed, reported) if not pd.isna(day))
    return newest


def _reports() -> pd.DataFrame:
    return rows_held(REPORTS)
