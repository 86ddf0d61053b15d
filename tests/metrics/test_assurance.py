"""Assurance against a target."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.assurance import BY_CHANCE, CONSISTENTLY_MET, CONSISTENTLY_MISSED, assurance
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER, NO_JUDGEMENT

NUMBERS = st.floats(-1000, 1000)


def test_a_measure_without_a_direction_is_not_judged():
    assert assurance(4, 5, 7, NO_JUDGEMENT) == ""


def test_a_chart_without_limits_assures_nothing():
    assert assurance(4, float("nan"), float("nan"), LOWER_IS_BETTER) == ""


@pytest.mark.parametrize("target", [1.0, 3.0])
def test_a_target_on_a_limit_may_be_met_by_chance(target):
    assert assurance(target, 1.0, 3.0, HIGHER_IS_BETTER) == BY_CHANCE


@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_is_met_when_lower_is_better_is_missed_when_higher_is(target, one, other):
    lower, upper = sorted([one, other])
    verdicts = [assurance(target, lower, upper, d) for d in (LOWER_IS_BETTER, HIGHER_IS_BETTER)]
    assert sorted(verdicts) in ([BY_CHANCE] * 2, sorted([CONSISTENTLY_MET, CONSISTENTLY_MISSED]))
