"""Groups of a dimension are the sums of their parts, and no more certain than those."""

import pytest

from data.errors import ParameterError
from metrics.groups import grouped_values
from metrics.rates import count_interval
from metrics.values import metric_values

MET = "E23000001"
METHODS = (
    ("Knife", ("knife_or_sharp_instrument",)),
    ("Other", ("shooting", "blunt_implement", "physical_assault", "other", "unknown")),
)


def grouped(metric_id="homicide", groups=METHODS, by="method", **more):
    more = {"area": MET, "period_type": "financial_year"} | more
    return grouped_values(metric_id, by=by, groups=groups, **more)


def test_groups_that_hold_every_value_add_up_to_the_whole():
    sums = grouped().groupby("period_end")["value"].sum()
    whole = metric_values("homicide", area=MET, period_type="financial_year")
    assert sums.tolist() == whole["value"].tolist()


def test_the_knife_group_is_the_knife_homicides():
    rows = grouped()
    knife = metric_values("knife_homicide", area=MET, period_type="financial_year")
    assert rows.loc[rows["method"] == "Knife", "value"].tolist() == knife["value"].tolist()


def test_the_interval_is_that_of_the_sum():
    row = grouped().iloc[-1]
    assert [row["lower"], row["upper"]] == [limit[0] for limit in count_interval([row["value"]])]


def test_the_columns_are_those_of_any_values():
    whole = metric_values("homicide", area=MET, period_type="financial_year", by=("method",))
    assert grouped().columns.tolist() == whole.columns.tolist()


def test_groups_stand_in_the_order_given():
    assert grouped()["method"].head(2).tolist() == ["Knife", "Other"]
    assert grouped(groups=METHODS[::-1])["method"].head(2).tolist() == ["Other", "Knife"]


def test_a_group_carries_the_gravest_status_of_its_parts():
    rows = grouped()
    parts = metric_values("homicide", area=MET, period_type="financial_year", by=("method",))
    revised = parts[(parts["status"] == "r") & (parts["method"] == "unknown")]
    assert len(revised)
    others = rows[rows["method"] == "Other"].set_index("period_end")["status"]
    assert set(others[revised["period_end"]]) == {"r"}


def test_a_value_in_two_groups_is_refused():
    twice = (("Knife", ("shooting",)), ("Guns", ("shooting",)))
    with pytest.raises(ParameterError, match="one group at most"):
        grouped(groups=twice)


def test_a_value_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="Its values: knife_or_sharp_instrument"):
        grouped(groups=(("Poison", ("poison",)),))


def test_a_dimension_that_does_not_exist_is_refused():
    with pytest.raises(ParameterError, match="cannot be broken down by 'weather'"):
        grouped(by="weather")


def test_shares_are_not_added_up():
    with pytest.raises(ParameterError, match="is no count"):
        grouped("weapon_search_arrest_rate", by="object", groups=(("Any", ("firearms",)),))
