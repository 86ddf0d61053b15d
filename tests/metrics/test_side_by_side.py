"""Values side by side: several measures, one answer of a breakdown, one period of a ratio."""

import pytest

from data.errors import NotHeldError
from metrics.disparity_now import newest_disparity
from metrics.ratios import HIGHEST, LOWEST
from metrics.together import values_together
from metrics.values import metric_values
from metrics.where import values_where

MET = "E23000001"
RATES = ("weapon_search_arrest_rate", "weapon_search_no_further_action_rate")


def test_measures_stand_one_below_the_other_unchanged():
    rows = values_together(RATES, area=MET, period_type="quarter")
    for metric_id in RATES:
        own = metric_values(metric_id, area=MET, period_type="quarter")
        assert rows.loc[rows["metric_id"] == metric_id, "value"].tolist() == own["value"].tolist()


def test_one_question_is_that_part_of_the_breakdown():
    rows = values_where(
        "police_confidence", where=(("question", "trust_mps"),), area=MET, period_type="quarter"
    )
    whole = metric_values("police_confidence", area=MET, period_type="quarter", by=("question",))
    own = whole[whole["question"] == "trust_mps"]
    assert rows["value"].tolist() == own["value"].tolist()
    assert set(rows["question"]) == {"trust_mps"}


def test_home_office_and_ons_are_never_in_one_selection():
    rows = values_where(
        "knife_offences_by_force",
        where=(("source_id", "ons_pfa_knife"), ("offence_group", "all_knife")),
        area=MET,
        period_type="financial_year",
    )
    assert set(rows["source_id"]) == {"ons_pfa_knife"}
    assert rows["period_end"].is_unique


def test_a_place_without_figures_is_refused_in_words():
    with pytest.raises(NotHeldError):
        values_together(("weapon_possession",), area="E12000007", period_type="month")


class TestNewestDisparity:
    """One row for each group of the newest period, with its bounds."""

    def test_has_the_ratio_of_the_measure_and_its_bounds(self):
        rows = newest_disparity(MET, comparator="white").set_index(["ethnicity_basis", "ethnicity"])
        whole = metric_values(
            "search_disparity", area=MET, period_type="rolling_12_months", by=("bound",)
        )
        newest = whole[whole["period_end"] == whole["period_end"].max()].set_index("bound")
        own = rows.loc[("self_defined", "black")]
        assert own["value"] == newest.loc["as_recorded", "value"]
        assert own["lowest"] == newest.loc[LOWEST, "value"]
        assert own["highest"] == newest.loc[HIGHEST, "value"]

    def test_bounds_enclose_what_was_recorded(self):
        rows = newest_disparity(MET, comparator="everyone")
        assert (rows["lowest"] <= rows["value"]).all()
        assert (rows["value"] <= rows["highest"]).all()

    def test_white_people_are_not_compared_with_themselves(self):
        assert "white" not in set(newest_disparity(MET, comparator="white")["ethnicity"])
        assert "white" in set(newest_disparity(MET, comparator="everyone")["ethnicity"])

    def test_an_object_narrows_the_searches(self):
        every = newest_disparity(MET, comparator="white")
        weapons = newest_disparity(MET, comparator="white", searched_for="weapons")
        assert (weapons["numerator"] < every["numerator"]).all()

    def test_a_group_searched_too_seldom_has_counts_and_no_ratio(self):
        rows = newest_disparity("richmond-upon-thames", comparator="white", searched_for="weapons")
        few = rows[rows["numerator"] < 100]
        assert len(few)
        assert few[["value", "lower", "upper", "lowest", "highest"]].isna().all(axis=None)
        assert set(few["status"]) == {"u"}
