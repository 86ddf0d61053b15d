import pytest

from metrics.season import seasonally_adjusted
from metrics.season_profile import season_effects, season_profile
from metrics.values import metric_values


def test_the_season_of_a_year_sums_to_nothing():
    found = season_profile("knife_crime", area="E23000001")
    assert sum(found.effects.values()) == pytest.approx(0)
    assert sorted(found.effects) == list(range(1, 13))


def test_the_season_is_the_one_that_the_control_chart_takes_out():
    found = season_profile("knife_crime", area="E23000001")
    rows = metric_values("knife_crime", area="E23000001", period_type="month")
    rows = rows[rows["period_end"].dt.date >= found.first]
    season = seasonally_adjusted(rows["value"].to_numpy(dtype=float)).season
    months = rows["period_end"].dt.month.to_numpy()
    apart = season[months == 10].mean() - season[months == 2].mean()
    assert found.effects[10] - found.effects[2] == pytest.approx(apart)


def test_a_measure_with_too_few_months_has_no_season():
    assert season_profile("gun_crime", area="E09000028") is not None
    assert season_profile("weapon_searches", area="E09000028") is None


def test_a_season_is_told_only_where_it_is_more_than_chance():
    possession = season_profile("weapon_possession", area="E23000001")
    assert possession.p_value < 0.001
    assert possession.is_beyond_chance
    for metric_id in ("knife_crime", "knife_injury_victims_under_25"):
        assert not season_profile(metric_id, area="richmond-upon-thames").is_beyond_chance


def test_the_table_of_a_season_has_the_test_beside_it():
    found = season_effects("knife_crime", area="E23000001")
    assert found["p_value"].unique() == [season_profile("knife_crime", area="E23000001").p_value]
    assert season_effects("weapon_searches", area="E09000028").empty
