"""Boroughs beside each other, from the tables."""

from datetime import date

import pandas as pd
import pytest

from data.errors import NotHeldError, ParameterError
from metrics.beside_london import beside_london
from metrics.comparison import comparison
from metrics.similar import similar_boroughs
from metrics.values import metric_values

PUBLISHED_BY = date(2026, 3, 31)
LONDON, SOUTHWARK = "E23000001", "E09000028"


@pytest.fixture(scope="module")
def knife_crime():
    return comparison("knife_crime", as_of=PUBLISHED_BY)


def test_the_32_boroughs_stand_by_code_and_not_by_rate(knife_crime):
    assert len(knife_crime) == 32
    assert knife_crime["area_code"].is_monotonic_increasing
    assert not knife_crime["value"].is_monotonic_decreasing
    assert "E09000001" not in set(knife_crime["area_code"])


def test_values_are_those_of_the_measure(knife_crime):
    rows = metric_values(
        "knife_crime", period_type="rolling_12_months", stated_as="rate", as_of=PUBLISHED_BY
    ).set_index(["area_code", "period_end"])
    for row in knife_crime.itertuples():
        assert row.value == rows.loc[(row.area_code, row.period_end), "value"]
        assert row.whole == rows.loc[(LONDON, row.period_end), "value"]


def test_positions_say_on_which_side_of_the_limits_a_rate_lies(knife_crime):
    above = knife_crime["value"] > knife_crime["upper_998"]
    assert (knife_crime["position"] == "above 99.8%").equals(above)
    within = knife_crime["value"].between(knife_crime["lower_95"], knife_crime["upper_95"])
    assert (knife_crime["position"] == "within").equals(within)
    assert (knife_crime["lower_998"] < knife_crime["lower_95"]).all()
    assert (knife_crime["lower_95"] < knife_crime["whole"]).all()


def test_limits_that_allow_for_lasting_differences_leave_fewer_outside(knife_crime):
    outside = (knife_crime["position"] != "within").sum()
    still = (knife_crime["adjusted_position"] != "within").sum()
    assert 0 < still < outside
    assert knife_crime["dispersion"].nunique() == 1
    assert knife_crime["dispersion"].iloc[0] > 1


def test_multiples_of_the_whole_are_those_of_a_borough_beside_london(knife_crime):
    southwark = knife_crime.set_index("area_code").loc[SOUTHWARK]
    alone = beside_london("knife_crime", area=SOUTHWARK, as_of=PUBLISHED_BY).ratio
    assert southwark["multiple"] == alone.value
    assert southwark["multiple_lower"] == alone.lower
    assert southwark["multiple_lower"] < southwark["multiple"] < southwark["multiple_upper"]


def test_each_borough_has_those_most_like_it_beside_it(knife_crime):
    said = knife_crime.set_index("area_code").loc[SOUTHWARK, "similar_boroughs"]
    for peer in similar_boroughs(SOUTHWARK).itertuples():
        assert f"{peer.peer_name} ({peer.distance:.2f})" in said


def test_a_chosen_borough_is_judged_on_the_funnel_of_all(knife_crime):
    southwark = comparison("knife_crime", area="southwark", as_of=PUBLISHED_BY)
    expected = knife_crime[knife_crime["area_code"] == SOUTHWARK].reset_index(drop=True)
    pd.testing.assert_frame_equal(southwark, expected)


def test_boroughs_of_which_few_events_are_expected_are_not_judged():
    homicide = comparison("knife_homicide")
    assert (homicide["position"] == "").all()
    assert (homicide["status"] == "u").all()
    assert homicide["multiple"].isna().all()


def test_shares_are_compared_about_the_share_of_the_whole():
    arrests = comparison("weapon_search_arrest_rate")
    assert (arrests["unit"] == "percent of searches with a known outcome").all()
    assert arrests["multiple"].isna().all()
    assert arrests["whole"].between(arrests["lower_95"], arrests["upper_95"]).all()
    assert arrests["upper_998"].max() <= 100


def test_a_past_period_can_be_compared():
    then = comparison("knife_crime", period_type="financial_year", end=date(2024, 3, 31))
    assert set(then["period_end"]) == {pd.Timestamp("2024-03-31")}


def test_what_has_no_size_is_refused():
    with pytest.raises(ParameterError, match="neither a rate by residents nor a share"):
        comparison("action_plan_progress")
    with pytest.raises(NotHeldError, match="not among the boroughs"):
        comparison("knife_crime", area=LONDON)
    with pytest.raises(NotHeldError):
        comparison("knife_crime", end=date(2021, 5, 31))
