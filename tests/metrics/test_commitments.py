"""The strategy's commitments: nothing is printed of them, and reports say what is known since."""

from datetime import date

import pandas as pd
import pytest

from data.errors import NotHeldError, ParameterError
from data.plan_tables import NOT_PRINTED
from data.store import read_table
from metrics.commitment_standing import commitments_by_chapter, commitments_known_until
from metrics.commitments import (
    NO_PARTNER,
    NO_TARGET,
    commitment_positions,
    commitments_by_year,
    commitments_on,
)
from metrics.values import metric_values

LONDON = "E12000007"


def reports(*rows):
    """Made-up reports: commitment, day, status, who."""
    names = ["commitment_id", "period_end", "commitment_status", "reported_by"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(
        period_end=pd.to_datetime(frame["period_end"]),
        note="",
        status="e",
        vintage=pd.Timestamp("2019-01-31"),
    )


@pytest.fixture
def printed():
    return read_table("strategy_commitments")


def test_no_status_is_printed_of_any_of_the_59():
    values = metric_values("commitment_progress", by=("status",))
    assert values[["area_code", "commitment_status", "value"]].values.tolist() == [
        [LONDON, NOT_PRINTED, 59.0]
    ]
    assert set(values["unit"]) == {"commitments"}
    assert values["lower"].isna().all()


@pytest.mark.parametrize("name", ["theme", "quantified_target", "commitment_id", "reported_by"])
def test_every_breakdown_adds_up_to_the_strategy(name):
    assert metric_values("commitment_progress", by=(name,))["value"].sum() == 59


def test_every_target_in_numbers_can_be_asked_for_as_it_is_printed(printed):
    values = metric_values("commitment_progress", by=("commitment_id", "quantified_target"))
    asked = dict(zip(values["commitment_id"], values["quantified_target"], strict=True))
    words = printed.astype("str")
    held = dict(zip(words["commitment_id"], words["quantified_target"], strict=True))
    assert asked == {number: target or NO_TARGET for number, target in held.items()}
    assert asked["LKCS-5.08"] == "5,000 cadets"


def test_by_partner_a_commitment_counts_for_each_partner_named(printed):
    values = metric_values("commitment_progress", by=("partner",))
    found = dict(zip(values["partner"], values["value"], strict=True))
    named = [text.split("; ") for text in printed["named_partners"].astype("str") if text]
    assert found["MPS"] == sum("MPS" in names for names in named)
    assert found[NO_PARTNER] == 59 - len(named)
    assert sum(found.values()) == sum(map(len, named)) + found[NO_PARTNER]


def test_only_what_has_a_date_can_be_past_due():
    def late(day):
        values = metric_values("commitment_progress", by=("past_due",), on=day)
        return values.loc[values["past_due"] == "yes", "value"].sum()

    assert [late(date(2017, 11, 30)), late(date(2017, 12, 1)), late(date(2030, 1, 1))] == [0, 1, 1]
    years = metric_values("commitment_progress", by=("past_due",))
    assert sorted(set(years["period_end"].dt.year)) == [2017, 2018]


def test_a_report_gives_a_status_from_its_day_and_leaves_the_others_alone(printed):
    known = reports(
        ("LKCS-4.09", "2018-01-31", "complete", "one"),
        ("LKCS-1.03", "2018-06-30", "in progress", "two"),
    )
    before = commitment_positions(printed, known, day=date(2018, 1, 30))
    assert set(before["commitment_status"]) == {NOT_PRINTED}
    after = commitment_positions(printed, known, day=date(2018, 7, 1)).set_index("commitment_id")
    assert after["commitment_status"].value_counts().to_dict() == {
        NOT_PRINTED: 57,
        "complete": 1,
        "in progress": 1,
    }
    assert after.loc["LKCS-4.09", ["printed_status", "reported_by", "is_past_due"]].tolist() == [
        NOT_PRINTED,
        "one",
        False,
    ]
    assert after["vintage"].max() == pd.Timestamp("2019-01-31")


def test_years_go_on_to_the_newest_report(printed):
    years = commitments_by_year(printed, reports(("LKCS-1.03", "2020-06-30", "stopped", "x")))
    assert sorted(set(years["period_end"].dt.year)) == [2017, 2018, 2019, 2020]
    newest = years[years["period_end"].dt.year == 2020]
    assert (newest["commitment_status"] == "stopped").sum() == 1
    assert (years["reported_by"] == "x").sum() == 1


def test_a_day_before_the_strategy_is_refused_and_so_is_another_place(printed):
    with pytest.raises(ParameterError, match="from 2017-06-27 on"):
        commitments_on(printed, reports(), day=date(2017, 6, 26))
    with pytest.raises(NotHeldError, match="Ask for E12000007, London"):
        metric_values("commitment_progress", area="southwark")


def test_nothing_is_known_before_the_strategy_was_published():
    assert metric_values("commitment_progress", as_of=date(2017, 6, 26)).empty


def test_chapters_add_up_to_the_strategy_and_name_their_targets(printed):
    table = commitments_by_chapter(date(2017, 12, 1))
    assert table["chapter"].tolist()[0] == "Targeting lawbreakers"
    assert table["commitments"].sum() == table[NOT_PRINTED].sum() == 59
    assert table["past_due"].sum() == 1
    assert table["with_number"].sum() == (printed["quantified_target"] != "").sum()
    assert commitments_known_until() == date(2017, 6, 27)


@pytest.mark.usefixtures("examples_loaded")
def test_a_made_up_report_marks_what_it_enters():
    values = metric_values("commitment_progress", by=("status",), on=date(2018, 2, 1))
    found = values.set_index("commitment_status")
    assert found.loc["complete", "status"] == "e"
    assert found.loc[NOT_PRINTED, "status"] == ""
    assert found["value"].sum() == 59
