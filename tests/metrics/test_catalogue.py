"""Every measure declares what a reader must know."""

import pytest

from data.breaks import all_breaks
from data.errors import UnknownMetricError
from data.periods import PERIOD_TYPES
from data.tables import TABLES
from metrics.catalogue import METRICS, get_metric
from metrics.metric import COUNT, HIGHER_IS_BETTER, LOWER_IS_BETTER, NO_JUDGEMENT

every_metric = pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)


@every_metric
def test_words_are_complete_sentences(metric):
    sentences = [metric.definition, *metric.caveats]
    notes = [metric.period_note, metric.area_note, metric.dimension_note]
    assert metric.caveats
    assert all(sentence.endswith(".") for sentence in [*sentences, *filter(None, notes)])
    assert metric.title[0].isupper()
    assert metric.numerator[0].islower()


@every_metric
def test_a_rate_names_its_denominator_and_whose_residents_it_uses(metric):
    assert bool(metric.rate_per) == bool(metric.residents)
    if metric.rate_per:
        assert "residents" in metric.denominator
        assert f"per {metric.rate_per:,} residents" in metric.rate_unit


@every_metric
def test_the_function_explains_itself(metric):
    assert all(part in metric.compute.__doc__ for part in ("Args:", "Returns:", "Source:"))


@every_metric
def test_inputs_are_tables_that_exist(metric):
    assert metric.inputs
    assert set(metric.inputs) | set(metric.neighbourhood_inputs) <= set(TABLES)


@every_metric
def test_direction_and_period_types_are_of_the_vocabulary(metric):
    assert metric.direction in {LOWER_IS_BETTER, HIGHER_IS_BETTER, NO_JUDGEMENT}
    assert metric.offered_period_types
    assert set(metric.offered_period_types) <= set(PERIOD_TYPES)


@every_metric
def test_what_is_not_offered_says_why(metric):
    offered = set(metric.offered_period_types)
    short = any(set(kinds) < set(PERIOD_TYPES) for kinds in metric.period_types.values())
    assert bool(metric.period_note) or not (short or offered < set(PERIOD_TYPES))
    assert bool(metric.dimensions) or not metric.dimension_note


@every_metric
def test_totals_and_rates_by_dimension_name_dimensions_it_has(metric):
    assert {*metric.total_rows, *metric.rate_dimensions} <= set(metric.dimensions)
    listed = {name: values for name, values in metric.dimensions.items() if values}
    totals = metric.total_rows.items()
    assert all(value in listed[name] for name, value in totals if name in listed)


@every_metric
def test_a_measure_without_a_total_says_over_what_and_why(metric):
    assert set(metric.no_total) <= set(metric.dimensions) - set(metric.total_rows)
    assert all(why[0].islower() and not why.endswith(".") for why in metric.no_total.values())


@pytest.mark.parametrize("metric_id", ["weapon_possession", "knife_possession"])
def test_possession_is_not_judged_because_it_follows_police_activity(metric_id):
    assert get_metric(metric_id).direction == NO_JUDGEMENT
    assert any("officers look" in caveat for caveat in get_metric(metric_id).caveats)


def test_counts_of_offences_and_of_victims_are_not_called_the_same():
    units = {
        metric_id: metric.events for metric_id, metric in METRICS.items() if metric.kind == COUNT
    }
    assert units["knife_crime_with_injury"] == "offences"
    assert units["knife_injury_victims_under_25"] == units["homicide"] == "victims"


def test_breaks_name_measures_of_the_catalogue():
    named = {metric_id for entry in all_breaks() for metric_id in entry.metric_ids}
    assert named
    assert {name for name in named if name.startswith(("knife", "weapon", "homi", "vict"))} <= (
        set(METRICS)
    )


def test_an_unknown_name_is_answered_with_the_nearest_and_where_all_are():
    with pytest.raises(UnknownMetricError) as refused:
        get_metric("knife_crme")
    words = str(refused.value)
    assert words.startswith("'knife_crme' is no metric. Did you mean knife_crime, knife_")
    assert words.endswith("'knife-crime metrics' lists them all.")
    assert sum(metric_id in words for metric_id in METRICS) < 6
