"""The page of action plans: what was printed stays, what is past due is said for a day."""

import re
from datetime import date

import brotli
import pandas as pd
import pytest

from data.areas import boroughs
from data.store import read_table
from layouts import reading_day
from layouts.page import read_query
from layouts.pages import action_plans
from layouts.plan_view import choices, read_plan_view
from layouts.shell import shell
from layouts.static_html import render
from metrics import plan_positions as positions_module
from metrics.action_plans import leads_of
from metrics.plan_positions import actions_by_status, plan_positions, plans_by_area
from tests.held import as_held

SOUTHWARK, PLAN = "E09000028", "southwark-2017-2019"


def page(**query):
    return render(shell(action_plans.layout(**query), action_plans.PATH))


def words(document):
    return as_held(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", document)))


@pytest.fixture(scope="module")
def southwark():
    return words(page())


def test_the_printed_position_comes_first_and_says_of_when_it_is(southwark):
    assert (
        "The plan has 87 actions. When it was printed, about July 2017, 1 was complete" in southwark
    )
    assert (
        "and 25 in progress. Of 61 it reports nothing, which is no judgement on them." in southwark
    )
    assert "Nothing that was reported later is loaded" in southwark


def test_past_due_names_its_day_and_does_not_say_missed(southwark):
    assert "Past due on 31 July 2017: 1." in southwark
    assert "They may have been done without a report" in southwark
    later = words(page(on="2019-01-01"))
    due = read_table("action_plans")["due_date"].notna().sum()
    assert f"Past due on 1 January 2019: {due - 1}." in later
    for forbidden in ("missed", "failed", "overdue"):
        assert forbidden not in later.lower()


def test_a_month_stands_for_its_last_day():
    assert read_plan_view({"on": "2018-03"}).day == date(2018, 3, 31)


@pytest.mark.parametrize("on", ["yesterday", "1066-10-14", "9999-12-31", "2018-02-30"])
def test_a_day_that_cannot_be_falls_back_and_the_page_says_so(on):
    view = read_plan_view({"on": on})
    assert view.day == date(2017, 7, 31)
    assert "a day that cannot be used" in words(page(on=on))


def test_a_day_to_come_is_said_to_be_one_and_statuses_say_when_they_were_reported(monkeypatch):
    """A plan without a report since it was printed is no better known on any later day."""
    monkeypatch.setattr(reading_day, "today", lambda: date(2026, 11, 1))
    shown = words(page(on="2031-01-01"))
    assert (
        "1 January 2031 is still to come. Statuses are those last reported, by 31 July 2017; what "
        "is past due is what would be if nothing more is reported."
    ) in shown
    assert "by status last reported in July 2017, Southwark, 1 January 2031" in shown
    assert "is still to come" not in words(page(on="2019-01-01"))


def test_every_action_is_on_the_page_with_its_number_and_lead():
    document = page()
    for row in read_table("action_plans").to_dict("records"):
        item = words(document.split(f'id="{row["action_id"]}"')[1].split("</li>")[0])
        assert row["action"] in item
        assert f"led by {row['lead']}" in item
        assert f"{row['action_status'].capitalize()} (as printed)" in item


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({"status": "in progress"}, lambda rows: rows["action_status"] == "in progress"),
        (
            {"priority": "Building Resilience"},
            lambda rows: rows["priority_area"].astype("str") == "Building Resilience",
        ),
        (
            {"lead": "Police"},
            lambda rows: rows["lead"].astype("str").map(lambda text: "Police" in leads_of(text)),
        ),
        ({"due": "no date"}, lambda rows: rows["due_date"].isna()),
        (
            {"past-due": "yes", "on": "2018-01-01"},
            lambda rows: (
                rows["due_date"].lt(pd.Timestamp("2018-01-01"))
                & (rows["action_status"] != "complete")
            ),
        ),
    ],
)
def test_the_actions_listed_are_those_chosen(query, chosen):
    rows = plan_positions(PLAN, area=SOUTHWARK, day=read_plan_view(query).day)
    expected = set(rows.loc[chosen(rows), "action_id"].astype("str"))
    document = page(**query)
    assert set(re.findall(r'<li id="(SWK-\d+)"', document)) == expected
    assert 0 < len(expected) < 87
    assert f"{len(expected)} of 87 actions are as chosen." in words(document)


def test_choices_that_no_action_has_leave_an_empty_list_in_words():
    shown = words(page(status="complete", priority="Building Resilience"))
    assert "No action of the plan is as chosen." in shown


def test_a_choice_that_does_not_exist_is_left_out_and_the_page_says_so():
    document = page(lead="Nobody", status="<script>")
    assert "No action of the plan has the lead that the address asks for" in words(document)
    assert "<script>" not in document.split("</head>")[-1].split('id="main"')[1]
    assert len(re.findall(r'<li id="SWK-', document)) == 87


def test_every_choice_offered_lists_some_action():
    for name, values in choices(read_plan_view({})).items():
        for value in values:
            assert len(read_plan_view({name: value}).listed) > 0, (name, value)


def test_the_breakdowns_add_up_to_the_plan():
    document = page()
    table = document.split("<caption>Actions by priority area")[1].split("</table>")[0]
    totals = [int(row.split(">")[-1]) for row in re.findall(r"<td[^>]*>\d+(?=</td></tr>)", table)]
    assert sum(totals) == 87
    assert len(totals) == 6


def test_a_borough_without_a_plan_says_who_holds_one_and_how_it_is_loaded():
    shown = words(page(borough="camden"))
    assert "Camden: no plan is loaded" in shown
    assert "That does not mean that Camden has none." in shown
    assert "community safety partnership" in shown
    assert "knife-crime ingest import action_plan FILE" in shown
    assert "Past due" not in shown.partition("What the London strategy promised")[0]


def test_every_borough_has_its_page_and_one_there_is_not_falls_back():
    assert {read_plan_view({"borough": area.slug}).area for area in boroughs()} == set(boroughs())
    assert "asks for a place that does not exist" in words(page(borough="atlantis"))


def test_the_strategy_s_commitments_are_all_there_with_their_targets(southwark):
    rows = read_table("strategy_commitments")
    assert "makes 59 commitments in 6 chapters" in southwark
    assert [text for text in rows["commitment"] if text not in southwark] == []
    assert [text for text in rows["quantified_target"] if text not in southwark] == []
    assert "It prints no status for any" in southwark
    assert "Past due on 31 July 2017: 0" in southwark
    assert southwark.count("No status printed. ") == 59


def test_a_commitment_with_a_date_is_past_due_from_the_day_after_it():
    dated = "Due by 30 November 2017 (“autumn 2017”)"
    strategy = words(page(on="2017-11-30")).partition("What the London strategy promised")[2]
    assert "Past due on 30 November 2017: 0" in strategy
    assert strategy.count(dated) == 1
    assert f"{dated}. Past due." not in strategy
    after = words(page(on="2017-12-01")).partition("What the London strategy promised")[2]
    assert "Past due on 1 December 2017: 1" in after
    assert f"{dated}. Past due." in after


@pytest.mark.usefixtures("examples_loaded")
def test_a_report_on_a_commitment_stands_beside_what_is_not_printed():
    strategy = words(page(on="2018-01-31")).partition("What the London strategy promised")[2]
    assert "Up to 31 January 2018 there are reports on 2" in strategy
    assert "Past due on 31 January 2018: 0" in strategy
    assert "As reported: Made-up: a campaign ran." in strategy
    reported = "Complete, reported for 31 January 2018 by Made-up officer (file of 30 June 2024; no"
    assert reported in strategy
    before = words(page(on="2018-01-30")).partition("What the London strategy promised")[2]
    assert "No report up to 30 January 2018 is loaded." in before
    assert "Past due on 30 January 2018: 1" in before


def test_the_region_holds_the_commitments_as_of_the_day_chosen():
    plan, strategy = action_plans.PAGE.region(on="2017-12-01")
    assert "Past due on 1 December 2017: 1" in words(render(strategy))
    assert "Southwark" in words(render(plan))


def test_the_chart_has_the_figures_of_the_function_it_names():
    exhibit = action_plans.PAGE.exhibits(on="2018-01-01")["progress"]
    values = actions_by_status(PLAN, area=SOUTHWARK, day=date(2018, 1, 1))
    assert exhibit.values.equals(values)
    assert [row.value for row in exhibit.chart.rows] == values["actions"].tolist()
    assert values["actions"].sum() == 87
    scope = {}
    exec(exhibit.python, scope)
    assert scope["values"].equals(values)


def test_the_address_holds_the_whole_view():
    asked = {"status": "in progress", "lead": "Police", "on": "2018-01-01", "past-due": "yes"}
    view = read_plan_view(asked)
    assert read_plan_view(read_query(view.query())).state == view.state
    assert not view.notices


def test_invented_parameters_have_one_state():
    states = {
        action_plans.PAGE.read("/", {"lead": f"x{n}", "on": f"y{n}"}).state for n in range(20)
    }
    assert len(states) == 1


@pytest.fixture
def with_a_report(monkeypatch):
    """A made-up report of the Southwark plan, as if it had been imported."""
    report = read_table("action_plan_updates").astype("str").reindex([0])
    report = report.assign(
        plan=PLAN,
        action_id="SWK-004",
        action_status="complete",
        reported_by="the board (made up)",
        note="Survey done at four schools.",
        period_end=pd.Timestamp("2018-06-30"),
        vintage=pd.Timestamp("2018-07-31"),
    )
    monkeypatch.setattr(positions_module, "_reports", lambda: report)
    caches = ("_positions", "_progress", "_known_until")
    clear = [getattr(positions_module, name).cache_clear for name in caches]
    from layouts import plan_view

    clear.append(plan_view._choices.cache_clear)
    for one in clear:
        one()
    yield
    for one in clear:
        one()


@pytest.mark.usefixtures("with_a_report")
def test_a_later_report_stands_beside_the_printed_status_with_its_day_and_author():
    shown = words(page())
    assert "Past due on 30 June 2018" in shown
    assert "printed, about July 2017, 1 was complete and 25 in progress" in shown
    assert "As reported: Survey done at four schools." in shown
    assert "Later reports are shown beside it, each with its day and who made it." in shown
    assert (
        "Complete, reported for 30 June 2018 by the board (made up) (file of 31 July 2018; "
        "printed: not reported)"
    ) in shown
    before = words(page(on="2018-06-29"))
    assert "reported for 30 June 2018" not in before


def test_the_page_is_small_enough_for_a_phone():
    assert len(brotli.compress(page(on="2019-01-01").encode(), quality=9)) < 20_000


def test_a_folder_without_plans_has_a_page_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("KNIFE_CRIME_DATA", str(tmp_path))
    assert plans_by_area() == {}
    assert "no plan is loaded" in words(page())
