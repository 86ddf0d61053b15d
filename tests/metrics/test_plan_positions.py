"""The plans that are loaded: whose they are and where each action stood on a day."""

from datetime import date

import pytest

from data.errors import NotHeldError, ParameterError
from metrics.plan_positions import (
    actions_by_status,
    known_until,
    plan_positions,
    plan_progress,
    plans_by_area,
)

PLAN, SOUTHWARK = "southwark-2017-2019", "E09000028"


def test_southwark_has_the_plan_that_comes_with_the_product():
    assert plans_by_area() == {SOUTHWARK: (PLAN,)}


def test_nothing_is_known_of_it_after_it_was_printed():
    assert known_until(PLAN, area=SOUTHWARK) == date(2017, 7, 31)


def test_statuses_add_up_to_the_plan_and_past_due_to_the_actions_past_due():
    day = date(2018, 1, 1)
    rows = actions_by_status(PLAN, area=SOUTHWARK, day=day)
    assert dict(zip(rows["action_status"], rows["actions"], strict=True)) == {
        "complete": 1,
        "in progress": 25,
        "not reported": 61,
    }
    positions = plan_positions(PLAN, area=SOUTHWARK, day=day)
    assert rows["past_due"].sum() == positions["is_past_due"].sum()
    assert rows.set_index("action_status").loc["complete", "past_due"] == 0


def test_a_plan_that_is_not_loaded_is_refused_with_how_to_load_it():
    with pytest.raises(NotHeldError, match="ingest import action_plan"):
        plan_positions("camden-2025", area=SOUTHWARK, day=date(2018, 1, 1))
    with pytest.raises(NotHeldError, match="No plan"):
        plan_positions(PLAN, area="E09000007", day=date(2018, 1, 1))


def test_a_breakdown_there_is_not_is_refused():
    with pytest.raises(ParameterError, match="priority_area"):
        plan_progress(PLAN, area=SOUTHWARK, day=date(2018, 1, 1), by="cost")
