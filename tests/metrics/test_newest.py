import pytest

from data.errors import NotHeldError
from metrics.newest import newest_values
from metrics.values import metric_values

OUTCOMES = ("weapon_search_arrest_rate", "weapon_search_no_further_action_rate")


def test_every_measure_and_place_has_one_row_of_the_newest_period():
    found = newest_values(OUTCOMES, areas=("southwark", "E23000001"))
    assert len(found) == 4
    assert found["period_end"].nunique() == 1
    whole = metric_values(OUTCOMES[0], area="southwark", period_type="rolling_12_months")
    assert found["period_end"].iloc[0] == whole.dropna(subset=["value"])["period_end"].max()


def test_a_place_that_is_not_held_is_refused():
    with pytest.raises(NotHeldError):
        newest_values(("knife_crime",), areas=("city-of-london", "E23000001"))
