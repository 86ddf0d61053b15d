"""Progress of action plans: what is printed, what was reported since, and what is past due."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.errors import ParameterError
from data.store import read_table
from metrics.action_plans import action_positions, actions_by_year, actions_on, leads_of, progress
from metrics.values import metric_values

SOUTHWARK = "E09000028"
PRINTED = Path(__file__).parents[2] / "data/reference/action_plans/southwark-2017-2019.csv"


@pytest.fixture
def plans():
    return read_table("action_plans")


@pytest.fixture
def no_updates():
    return read_table("action_plan_updates")


def updates(*reports):
    """Reports of the Southwark plan: action, day, status, by whom."""
    frame = pd.DataFrame(reports, columns=["action_id", "period_end", "action_status", "by"])
    return frame.assign(
        plan="southwark-2017-2019",
        period_end=pd.to_datetime(frame["period_end"]),
        reported_by=frame["by"],
        note="",
        status="",
        vintage=pd.Timestamp("2018-12-31"),
    )


def test_the_southwark_plan_answers_by_status_as_printed():
    values = metric_values("action_plan_progress", area="southwark", by=("status",))
    assert dict(zip(values["action_status"], values["value"], strict=True)) == {
        "complete": 1,
        "in progress": 25,
        "not reported": 61,
    }
    assert values["lower"].isna().all()
    assert set(values["unit"]) == {"actions"}


def test_the_whole_plan_has_87_actions_and_no_other_place_has_a_row():
    values = metric_values("action_plan_progress")
    assert values[["area_code", "value"]].values.tolist() == [[SOUTHWARK, 87.0]]


@pytest.mark.parametrize("name", ["priority_area", "due_quarter", "printed_status", "plan"])
def test_every_breakdown_adds_up_to_the_plan(name):
    assert metric_values("action_plan_progress", by=(name,))["value"].sum() == 87


def test_by_lead_values_count_an_action_for_each_of_its_leads(plans, no_updates):
    values = metric_values("action_plan_progress", area="southwark", by=("lead",))
    table = progress(action_positions(plans, no_updates, day=date(2017, 12, 31)), by="lead")
    by_value = dict(zip(values["lead"], values["value"], strict=True))
    assert by_value == dict(zip(table["lead"], table["actions"], strict=True))
    assert "(" not in "".join(by_value)


def test_values_tell_what_is_past_due_at_the_end_of_each_year(plans, no_updates):
    values = metric_values("action_plan_progress", area="southwark", by=("past_due",))
    late = values[values["past_due"] == "yes"]
    late = late.set_index(late["period_end"].dt.year)["value"]
    assert late.index.tolist() == [2017, 2018, 2019]
    for year, number in late.items():
        positions = action_positions(plans, no_updates, day=date(year, 12, 31))
        assert number == positions["is_past_due"].sum()
    assert values.groupby("period_end")["value"].sum().tolist() == [87, 87, 87]


def test_a_made_up_report_marks_the_count_it_enters_and_dates_it(plans):
    reports = updates(("SWK-004", "2018-01-31", "complete", "Made-up officer"))
    years = actions_by_year(plans, reports.assign(status="e"))
    latest = years[(years["period_end"].dt.year == 2018) & (years["status"] == "e")]
    assert latest["action_status"].tolist() == ["complete"]
    assert latest["vintage"].tolist() == [pd.Timestamp("2018-12-31")]
    assert (years.loc[years["period_end"].dt.year == 2017, "status"] == "").all()


def test_six_priority_areas_stand_in_the_order_of_the_plan(plans, no_updates):
    table = progress(action_positions(plans, no_updates, day=date(2017, 9, 30)), by="priority_area")
    assert table["priority_area"].tolist()[0] == "Consultation and Engagement"
    assert len(table) == 6
    assert table["actions"].sum() == 87


def test_actions_due_by_a_day_and_not_done_are_past_due(plans, no_updates):
    def past_due(day):
        return int(action_positions(plans, no_updates, day=day)["is_past_due"].sum())

    assert past_due(date(2017, 1, 1)) == 0
    assert past_due(date(2017, 7, 1)) == 1
    dated = int(plans["due_date"].notna().sum())
    assert past_due(date(2020, 1, 1)) == dated - 1


def test_an_action_is_past_due_from_the_day_after_it_is_due(plans, no_updates):
    june = plans[plans["action_id"] == "SWK-001"]
    due = june["due_date"].iloc[0].date()
    assert due == date(2017, 6, 30)
    on_the_day = action_positions(june, no_updates, day=due)["is_past_due"].tolist()
    assert on_the_day == [False]
    assert action_positions(june, no_updates, day=date(2017, 7, 1))["is_past_due"].tolist() == [
        True
    ]


def test_an_ongoing_action_without_a_date_is_never_past_due(plans, no_updates):
    positions = action_positions(plans, no_updates, day=date(2030, 1, 1))
    assert not positions.loc[positions["due_date"].isna(), "is_past_due"].any()
    assert (positions.loc[positions["due_date"].isna(), "due_quarter"] == "no date").all()


def test_a_later_report_holds_from_its_day_and_leaves_the_printed_status(plans):
    reports = updates(
        ("SWK-004", "2018-01-31", "in progress", "Head of service"),
        ("SWK-004", "2018-06-30", "complete", "Head of service"),
    )

    def position(day):
        positions = action_positions(plans, reports, day=day).set_index("action_id")
        return positions.loc["SWK-004"]

    before, between, after = (position(date(2018, month, 15)) for month in (1, 3, 7))
    assert [row["action_status"] for row in (before, between, after)] == [
        "not reported",
        "in progress",
        "complete",
    ]
    assert {row["printed_status"] for row in (before, between, after)} == {"not reported"}
    assert before["reported_by"] == ""
    assert after["reported_by"] == "Head of service"
    assert between["is_past_due"]
    assert not after["is_past_due"]


def test_years_go_on_to_the_newest_report(plans):
    reports = updates(("SWK-004", "2019-03-31", "complete", "Board"))
    years = actions_by_year(plans, reports)
    counts = years.groupby([years["period_end"].dt.year, "action_status"]).size()
    assert counts[2017, "complete"] == counts[2018, "complete"] == 1
    assert counts[2019, "complete"] == 2
    assert counts.groupby(level=0).sum().tolist() == [87, 87, 87]


def test_leads_are_counted_each_and_partners_are_not(plans, no_updates):
    assert leads_of("LBS CS&P; AKCF") == ["LBS CS&P", "AKCF"]
    assert leads_of("LBS Education (Education Sub Group; with Police)") == ["LBS Education"]
    assert leads_of("Police; NPS (with London CRC)") == ["Police", "NPS"]
    table = progress(action_positions(plans, no_updates, day=date(2018, 1, 1)), by="lead")
    assert table["actions"].sum() > 87
    assert "(" not in "".join(table["lead"])


def test_quarters_stand_in_the_order_of_time(plans, no_updates):
    table = progress(action_positions(plans, no_updates, day=date(2018, 1, 1)), by="due_quarter")
    assert table["due_quarter"].tolist()[:2] == [
        "January to March 2017",
        "April to June 2017",
    ]
    assert table["due_quarter"].tolist()[-1] == "no date"


def test_an_unknown_breakdown_is_refused_with_those_there_are(plans, no_updates):
    with pytest.raises(ParameterError, match="priority_area"):
        progress(action_positions(plans, no_updates, day=date(2018, 1, 1)), by="colour")


def test_before_the_plan_was_printed_there_is_nothing():
    assert metric_values("action_plan_progress", as_of=date(2017, 1, 1)).empty


def counted_in_the_file(day):
    """Actions of the printed file that are past due on a day, by plain reading of its cells."""
    with PRINTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    late = [
        row["due_date"] != "" and row["due_date"] < day and row["action_status"] != "complete"
        for row in rows
    ]
    return {name: n for name, n in (("no", late.count(False)), ("yes", late.count(True))) if n}


@pytest.mark.parametrize(
    "day", ["2017-01-01", "2017-06-30", "2017-07-01", "2018-03-31", "2018-04-01", "2019-02-28"]
)
def test_any_day_tells_what_is_past_due_on_it(day):
    on = date.fromisoformat(day)
    values = metric_values("action_plan_progress", area="southwark", by=("past_due",), on=on)
    assert dict(zip(values["past_due"], values["value"], strict=True)) == counted_in_the_file(day)
    assert set(values["period_type"]) == {"day"}
    assert values["period_start"].eq(pd.Timestamp(on)).all()
    assert values["period_end"].eq(pd.Timestamp(on)).all()


def test_the_last_day_of_a_year_is_the_row_of_that_year():
    by = ("past_due", "priority_area")
    day = metric_values("action_plan_progress", by=by, on=date(2018, 12, 31))
    years = metric_values("action_plan_progress", by=by)
    year = years[years["period_end"] == pd.Timestamp(2018, 12, 31)].reset_index(drop=True)
    same = [*by, "value", "numerator", "status", "vintage", "unit"]
    pd.testing.assert_frame_equal(day[same], year[same])


def test_a_day_counts_reports_up_to_it_and_no_later_ones(plans):
    reports = updates(("SWK-004", "2018-06-30", "complete", "Head of service"))
    before, after = (
        actions_on(plans, reports, day=day, by=("past_due",))
        for day in (date(2018, 6, 29), date(2018, 6, 30))
    )
    complete = [int((rows["action_status"] == "complete").sum()) for rows in (before, after)]
    assert complete == [1, 2]
    late = [int((rows["past_due"] == "yes").sum()) for rows in (before, after)]
    assert late[1] == late[0] - 1


def test_a_plan_has_no_position_before_the_year_it_prints():
    with pytest.raises(ParameterError, match="from 2017-01-01 on"):
        metric_values("action_plan_progress", on=date(2016, 12, 31))


def test_a_measure_counted_over_periods_takes_no_day():
    with pytest.raises(ParameterError, match="cannot be judged on a day"):
        metric_values("knife_crime", on=date(2018, 1, 1))
    with pytest.raises(ParameterError, match="Leave out one of them"):
        metric_values("action_plan_progress", period_type="calendar_year", on=date(2018, 1, 1))
