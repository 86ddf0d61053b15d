"""What the two documents of 2017 print, as the shipped tables hold it."""

import pytest

from data.store import citations, read_table
from data.tables import TABLES


def test_the_southwark_plan_prints_87_actions_of_which_one_is_complete():
    statuses = read_table("action_plans")["action_status"].value_counts().to_dict()
    assert statuses == {"not reported": 61, "in progress": 25, "complete": 1}
    assert len(read_table("action_plans")) == 87


def test_the_one_complete_action_is_the_problem_profile_of_january_2017():
    plan = read_table("action_plans")
    done = plan[plan["action_status"] == "complete"].iloc[0]
    assert done["action_id"] == "SWK-025"
    assert f"{done['due_date']:%Y-%m-%d}" == "2017-01-31"


def test_the_strategy_lists_59_commitments_in_six_chapters_14_of_them_with_a_number():
    commitments = read_table("strategy_commitments")
    assert len(commitments) == 59
    assert commitments["chapter"].nunique() == 6
    assert int((commitments["quantified_target"] != "").sum()) == 14


@pytest.mark.parametrize(
    ("commitment_id", "target"),
    [("LKCS-1.03", "80 officers"), ("LKCS-4.08", "top 20 fast-food outlets")],
)
def test_quantified_targets_stand_as_printed(commitment_id, target):
    commitments = read_table("strategy_commitments").set_index("commitment_id")
    assert commitments.loc[commitment_id, "quantified_target"] == target


def test_153_figures_are_held_149_of_the_strategy_and_4_of_the_southwark_plan():
    documents = read_table("published_figures")["document"].value_counts().to_dict()
    assert documents == {"strategy": 149, "southwark_plan": 4}


@pytest.mark.parametrize(
    ("figure_id", "value", "qualifier", "page"),
    [
        ("FIG-010", 13_332, "exact", 10),
        ("FIG-016", 12_122, "exact", 10),
        ("FIG-024", 57, "exact", 11),
        ("FIG-030", 4_400, "over", 11),
        ("FIG-053", 19.7, "exact", 19),
        ("FIG-054", 34.9, "exact", 19),
        ("FIG-055", 4.8, "exact", 19),
        ("FIG-086", 442, "exact", 33),
        ("FIG-087", 90, "exact", 37),
    ],
)
def test_a_printed_figure_has_its_qualifier_and_page(figure_id, value, qualifier, page):
    figure = read_table("published_figures").set_index("figure_id").loc[figure_id]
    assert figure["printed_value"] == value
    assert (figure["qualifier"], figure["page"]) == (qualifier, page)


def test_the_week_of_operation_sceptre_is_the_first_real_row_of_operation_activity():
    rows = read_table("operation_activity")
    assert dict(zip(rows["activity"], rows["events"], strict=True)) == {
        "activities": 1800,
        "knives_seized": 380,
        "firearms_seized": 17,
        "offensive_weapons_seized": 75,
        "arrests": 500,
        "knife_arrests": 112,
        "habitual_carriers_arrested": 33,
    }
    worded_as_more = rows.set_index("activity")["status"]
    assert worded_as_more.to_dict() == {**dict.fromkeys(rows["activity"], ""), "activities": "e"}


def test_the_printed_documents_are_cited():
    cited = citations()
    assert cited["strategy_figures"].publisher.startswith("Greater London Authority")
    assert cited["southwark_plan"].publisher == "London Borough of Southwark"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("table_id", "file", "key", "pairs"),
    [
        (
            "published_figures",
            "published_figures.csv",
            "figure_id",
            {"value": "printed_value", "qualifier": "qualifier", "page": "page"},
        ),
        (
            "action_plans",
            "action_plan_southwark_2017_2019.csv",
            "action_id",
            {"lead": "lead", "priority_area": "priority_area", "action": "action"},
        ),
        (
            "strategy_commitments",
            "strategy_commitments.csv",
            "commitment_id",
            {"commitment": "commitment", "quantified_target": "quantified_target"},
        ),
    ],
)
def test_nothing_was_lost_in_typing(shared_dir, table_id, file, key, pairs):
    import csv

    with (shared_dir / "reference" / file).open(encoding="utf-8") as lines:
        typed = {row[key]: row for row in csv.DictReader(lines)}
    held = read_table(table_id).astype({key: "str"}).set_index(key)
    assert set(held.index) == set(typed)
    assert TABLES[table_id].absent == "kept"
    for theirs, ours in pairs.items():
        for number, row in typed.items():
            value = held.loc[number, ours]
            same = (
                float(row[theirs]) == value if theirs in ("value", "page") else row[theirs] == value
            )
            assert same, (number, theirs)
