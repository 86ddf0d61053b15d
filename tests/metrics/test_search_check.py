"""A published table of searches comes out of our tables, row by row."""

import json
from pathlib import Path

from data.published_searches import OVERALL_RATE_PER_1000, published_searches
from data.store import read_table
from metrics.search_check import search_check

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "statistics.json").read_text(encoding="utf-8")
)["stop_search_disparity"]
AGES = {"10-17": "10_to_17", "18-24": "18_to_24", "25-34": "25_to_34", "over 34": "over_34"}


def test_the_printed_rows_are_those_typed_from_the_publication():
    typed = [
        (
            row["sex"],
            AGES[row["age"]],
            row["ethnicity"].lower(),
            row["searches"],
            row["people"],
            row["rate_per_1000"],
            row["disparity_vs_all"],
        )
        for row in GOLDEN["rows"]
    ]
    held = [
        (
            one.sex,
            one.age_group,
            one.ethnicity,
            one.searches,
            one.residents,
            one.searches_per_1000,
            one.times_overall_rate,
        )
        for one in published_searches()
    ]
    assert held == typed
    assert GOLDEN["overall_rate_per_1000"] == OVERALL_RATE_PER_1000


def test_every_count_and_ratio_comes_out_as_printed():
    found = search_check(read_table("searches_by_person"), published_searches())
    assert found["searches"].tolist() == found["printed_searches"].tolist()
    assert found["ratio"].round(1).tolist() == found["printed_ratio"].tolist()
    assert (found["lower"] < found["ratio"]).all()
    assert (found["ratio"] < found["upper"]).all()


def test_a_group_without_searches_has_none_and_no_ratio():
    rows = read_table("searches_by_person")
    found = search_check(rows[rows["sex"] == "female"], published_searches())
    men = found[found["sex"] == "male"]
    assert set(men["searches"]) == {0}
    assert men["ratio"].isna().all()
