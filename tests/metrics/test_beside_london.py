import math

import pytest

from data.errors import NotHeldError, ParameterError
from metrics.beside_london import beside_london, part_of_whole_ratio
from metrics.disparity import disparity


def test_a_borough_with_its_share_of_offences_has_a_ratio_of_one():
    ratio = part_of_whole_ratio(100, 10_000, 1_000, 100_000)
    assert ratio.value == pytest.approx(1)
    assert ratio.lower < 1 < ratio.upper


def test_the_limits_are_those_of_a_part_of_a_whole():
    ratio = part_of_whole_ratio(300, 10_000, 1_000, 100_000)
    table = disparity(
        [300], [10_000], other_searches=[1_000], other_residents=[100_000], part_of_other=True
    )
    assert (ratio.value, ratio.lower, ratio.upper) == pytest.approx(
        tuple(table.loc[0, ["value", "lower", "upper"]])
    )


def test_few_events_have_no_ratio():
    assert math.isnan(part_of_whole_ratio(9, 10_000, 1_000, 100_000).value)


def test_the_ratio_of_a_borough_is_its_rate_over_that_of_london():
    found = beside_london("knife_crime", area="southwark")
    own = found.events / found.residents
    assert found.ratio.value == pytest.approx(own / (found.london_events / found.london_residents))


def test_a_share_has_no_ratio_of_rates():
    with pytest.raises(ParameterError, match="not stated as a rate"):
        beside_london("knife_crime_positive_outcome_rate", area="southwark")


def test_the_city_is_not_compared():
    with pytest.raises(NotHeldError):
        beside_london("knife_crime", area="city-of-london")
