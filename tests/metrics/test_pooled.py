"""Incidents that partners pool: by ward and borough, each partner for itself."""

import pytest

from data.areas import LONDON
from data.errors import NotHeldError, ParameterError
from metrics.values import metric_values

POOLED = "hotspot_incidents"
pytestmark = pytest.mark.usefixtures("examples_loaded")


def held(**asked):
    rows = metric_values(POOLED, by=("source",), **asked)
    return rows.set_index(["area_code", "source"])


def test_two_partners_are_never_added():
    with pytest.raises(ParameterError, match=r"no total over source: the same incident"):
        metric_values(POOLED)


def test_all_are_boroughs_and_wards_are_asked_for_by_code():
    assert set(held().index.get_level_values("area_code")) == {"E09000028"}
    ward = held(area="E05011110")
    assert ward.loc[("E05011110", "police"), "value"] == 21
    assert ward.loc[("E05011110", "police"), "lower"] < 21


def test_a_borough_and_its_ward_can_be_asked_for_together():
    both = held(area=("southwark", "E05011096"))
    assert both.loc[("E09000028", "ambulance"), "value"] == 61
    assert both.loc[("E05011096", "ambulance"), "value"] == 12


def test_a_small_number_is_withheld_and_no_zero():
    few = held(area="E05011109").loc[("E05011109", "ambulance")]
    assert few["status"] == "c"
    assert few[["value", "lower", "upper"]].isna().all()


def test_no_place_larger_or_more_exact_is_held():
    with pytest.raises(NotHeldError, match=r"Ask for a borough, or a ward by its code"):
        metric_values(POOLED, area=LONDON, by=("source",))
    with pytest.raises(NotHeldError):
        metric_values(POOLED, area="E05011104", by=("source",))
