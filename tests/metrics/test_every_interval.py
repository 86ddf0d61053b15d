"""Every rate, share and ratio has an interval, or says why it has none."""

import numpy as np
import pytest

from data.store import read_table
from figures.change_over_time import line_chart
from metrics.catalogue import METRICS
from metrics.coverage import is_loaded
from metrics.force_context import printed_rates
from metrics.metric import COUNT
from metrics.rates import count_interval
from metrics.values import metric_values

HELD_WITHOUT = {"police_confidence", "first_time_entrants", "knife_hospital_admissions"}
WAYS = [
    (metric.metric_id, way)
    for metric in METRICS.values()
    for way in metric.stated_as
    if (way != COUNT or metric.by_chance) and is_loaded(metric.metric_id)
]


def held(metric_id, way):
    rows = metric_values(metric_id, stated_as=way, by=tuple(METRICS[metric_id].no_total))
    return rows[rows["value"].notna()]


@pytest.mark.parametrize(("metric_id", "way"), WAYS)
def test_each_value_has_its_limits_or_the_measure_says_why_not(metric_id, way):
    rows = held(metric_id, way)
    bare = rows["lower"].isna() | rows["upper"].isna()
    if METRICS[metric_id].no_interval:
        assert bare.all()
    elif metric_id == "knife_crime_positive_outcome_rate":
        assert (rows.loc[bare, "value"] > 100).all()  # no part of a whole
    else:
        assert not bare.any()
        assert (rows["lower"] <= rows["value"]).all()
        assert (rows["value"] <= rows["upper"]).all()


def test_those_without_an_interval_are_known_by_name():
    without = {one.metric_id for one in METRICS.values() if one.no_interval}
    assert without == {*HELD_WITHOUT, "knife_crime_concern_adults"}
    assert all(METRICS[one].no_interval.endswith(".") for one in without)


@pytest.mark.parametrize("metric_id", sorted(HELD_WITHOUT))
def test_their_charts_say_why(metric_id):
    metric = METRICS[metric_id]
    rows = metric_values(metric_id, period_type=metric.offered_period_types[-1])
    focus = rows["area_code"].iloc[-1]
    chart = line_chart(rows[rows["area_code"] == focus], metric, focus=focus)
    assert chart.notes[-1] == f"No 95% interval: {metric.no_interval}"


def test_the_interval_of_a_printed_rate_is_that_of_the_offences_behind_it():
    rows = held("knife_offence_rate_by_force", "published").set_index(["area_code", "period_end"])
    counts = read_table("knife_offences_by_force")
    ours = (counts["source_id"] == "ons_pfa_knife") & (counts["offence_group"] == "all_knife")
    counts = counts[ours].set_index(["area_code", "period_end"])["offences"]
    newest = rows[rows.index.get_level_values(1) == rows.index.get_level_values(1).max()]
    assert len(newest) == 50
    people = 100_000 * counts[newest.index].astype(float) / newest["value"]
    assert np.abs(people - people.round()).max() < 0.5
    limits = count_interval(counts[newest.index].to_numpy(dtype=float))
    assert (newest["lower"] * people / 100_000).to_numpy() == pytest.approx(limits.lower)
    assert (newest["upper"] * people / 100_000).to_numpy() == pytest.approx(limits.upper)


def test_a_rate_whose_offences_are_not_printed_has_no_interval():
    rates = read_table("knife_offence_rates_by_force")
    counts = read_table("knife_offences_by_force")
    found = printed_rates(rates, counts[counts["area_code"] != "E23000001"])
    met = found["area_code"] == "E23000001"
    assert found.loc[met, "events"].isna().all()
    assert found.loc[~met & found["numerator"].notna(), "events"].notna().all()
