"""A total says what it counts, or is refused with what to ask instead."""

import numpy as np
import pytest

from data.areas import METROPOLITAN_POLICE
from data.errors import ParameterError
from metrics.catalogue import METRICS
from metrics.coverage import is_loaded
from metrics.values import metric_values
from metrics.wordings import worded_units

WEEK = {"area": METROPOLITAN_POLICE, "end": "2017-05-31"}


def test_gun_crime_is_the_kind_of_that_name_and_high_harm_crime_is_asked_by_kind():
    with pytest.raises(ParameterError, match=r"no total over crime_type.*--by crime_type'"):
        metric_values("high_harm_crime")
    kinds = metric_values("high_harm_crime", area="southwark", by=("crime_type",))
    guns = kinds[kinds["crime_type"] == "gun_crime"].reset_index(drop=True)
    alone = metric_values("gun_crime", area="southwark")
    assert len(alone) == 48
    assert alone["value"].equals(guns["value"])


def test_the_number_of_activities_says_that_it_is_one_and_that_over_was_printed():
    (alone,) = metric_values("operation_activity", **WEEK).to_dict("records")
    assert (alone["value"], alone["status"]) == (1800, "e")
    assert alone["unit"] == "count (activities, over)"


def test_each_activity_has_the_wording_of_its_own_number():
    rows = metric_values("operation_activity", by=("activity",), **WEEK).set_index("activity")
    assert rows["unit"]["activities"] == "count (over)"
    assert set(rows["unit"].drop("activities")) == {"count"}


@pytest.mark.parametrize(
    ("over", "almost", "unit"),
    [(0, 0, "count"), (1, 0, "count (over)"), (0, 2, "count (almost)"), (1, 1, "count (approx")],
)
def test_a_sum_is_worded_as_its_parts_are_and_about_where_they_differ(over, almost, unit):
    others = {"over": np.array([[over]]), "almost": np.array([[almost]])}
    units, place = worded_units("count", "", others, (1, 1))
    assert units[place[0, 0]].startswith(unit)


@pytest.mark.usefixtures("examples_loaded")
def test_crimes_and_incidents_of_a_boroughs_priorities_are_never_added():
    with pytest.raises(ParameterError, match=r"no total over priority.*--by priority'"):
        metric_values("local_priority_offences")
    rows = metric_values("local_priority_offences", by=("priority",))
    assert rows.set_index("priority")["value"]["Made-up: robbery"] == 2100
    assert set(rows["unit"]) == {"offences or incidents"}


WITHOUT = [metric for metric in METRICS.values() if metric.no_total]


@pytest.mark.usefixtures("examples_loaded", "sentences_loaded")
@pytest.mark.parametrize("metric", WITHOUT, ids=lambda metric: metric.metric_id)
def test_every_measure_without_a_total_is_held_once_its_file_is(metric):
    assert is_loaded(metric.metric_id)
    with pytest.raises(ParameterError, match=r"has no total over"):
        metric_values(metric.metric_id)
    assert len(metric_values(metric.metric_id, by=tuple(metric.no_total)))
