"""What is not offered is refused with the reason and with what to ask instead."""

import pytest

from data.errors import NotHeldError, ParameterError, UnknownAreaError
from metrics.catalogue import get_metric
from metrics.offers import shortest_period_type
from metrics.values import metric_values

YEAR, MONTH = {"period_type": "financial_year"}, {"period_type": "month"}


@pytest.mark.parametrize(
    ("metric_id", "asked", "error", "words"),
    [
        ("knife_crime", {"area": "E09000001"}, NotHeldError, "its own police.*E23000001"),
        ("knife_crime", {"area": "E12000007"}, NotHeldError, "no City of London.*E23000001"),
        ("knife_crime", {"area": "K04000001"}, NotHeldError, "London only"),
        ("knife_crime", {"area": "nowhere"}, UnknownAreaError, "no area we hold"),
        ("knife_crime", {"period_type": "week"}, ParameterError, "rolling_12_months"),
        ("knife_crime", {"by": ("sex",)}, ParameterError, "Its dimensions: none"),
        ("knife_crime", {"stated_as": "share"}, ParameterError, "'count' or 'rate'"),
        ("knife_crime_positive_outcome_rate", {"stated_as": "rate"}, ParameterError, "percent"),
        ("victimisation_under_25", MONTH, ParameterError, "over 12 months"),
        ("victimisation_under_25", {"stated_as": "count", **YEAR}, ParameterError, "per 1,000"),
        ("homicide", {"area": "camden", **MONTH}, ParameterError, "in the press.*financial_year"),
        (
            "knife_homicide",
            {"area": "southwark", "period_type": "quarter"},
            ParameterError,
            "press",
        ),
        (
            "homicide",
            {"area": "southwark", "by": ("sex",), **YEAR},
            ParameterError,
            "whole Metropolitan Police area only.*E23000001",
        ),
        ("homicide", {"by": ("sex", "sex"), **YEAR}, ParameterError, "named twice"),
        ("homicide", {"by": ("sex",), "stated_as": "rate"}, ParameterError, "residents are not"),
        ("knife_homicide_under_25", {"area": "southwark"}, NotHeldError, "press.*E23000001"),
        (
            "knife_offences_by_force",
            {"area": "E23000034"},
            NotHeldError,
            "no total for City of London.*--by source_id --period-type",
        ),
        ("knife_offences_by_force", {"period_type": "month"}, ParameterError, "by quarter"),
        ("knife_offences_by_force", {"area": "southwark", **YEAR}, NotHeldError, "police force"),
        (
            "knife_offences_by_force",
            {"area": "kent", "stated_as": "rate", **YEAR},
            NotHeldError,
            "no population",
        ),
        (
            "knife_crime",
            {"area": "E05011095", "stated_as": "rate"},
            NotHeldError,
            "no population is held there",
        ),
        ("weapon_possession", {"area": "E05011095"}, NotHeldError, "a borough or E23000001"),
    ],
)
def test_a_refusal_says_why_and_what_to_ask_instead(metric_id, asked, error, words):
    with pytest.raises(error, match=words):
        metric_values(metric_id, **asked)


def test_boroughs_have_homicides_by_year_and_by_nothing_else():
    values = metric_values("knife_homicide", area="southwark", **YEAR)
    assert len(values) > 15
    assert "method" not in values


def test_months_of_homicide_are_given_for_the_whole_force_only():
    assert metric_values("homicide")["area_code"].unique().tolist() == ["E23000001"]


def test_attributes_of_victims_are_crossed_for_the_whole_force_only():
    crossed = metric_values("homicide", by=("sex", "age_group"), **YEAR)
    assert crossed["area_code"].unique().tolist() == ["E23000001"]


@pytest.mark.parametrize(
    ("metric_id", "area", "shortest"),
    [
        ("knife_crime", "all", "month"),
        ("homicide", "E23000001", "month"),
        ("homicide", "southwark", "rolling_12_months"),
        ("victimisation_under_25", "all", "rolling_12_months"),
        ("knife_offences_by_force", "all", "quarter"),
    ],
)
def test_the_shortest_period_offered_for_a_place(metric_id, area, shortest):
    assert shortest_period_type(get_metric(metric_id), area) == shortest


def test_a_place_with_figures_of_other_periods_is_answered_with_those_that_are_held():
    def city(period_type=None):
        return metric_values(
            "knife_offences_by_force",
            area="E23000034",
            by=("source_id",),
            period_type=period_type,
        )

    with pytest.raises(NotHeldError, match="not held by quarter for City of London") as refused:
        city()
    named = str(refused.value).partition("held there by ")[2].partition(":")[0].split(" and by ")
    assert "rolling_12_months" in named
    assert all(len(city(period_type)) for period_type in named)
