"""Values from made-up counts, checked by hand."""

import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.catalogue import get_metric
from metrics.denominators import residents_by_year
from metrics.evaluate import Request, evaluate
from metrics.grid import lay_out
from tests.metrics.made_up_tables import BOROUGHS, counted, population
from tests.metrics.test_breaks import MARCH

LAMBETH, SOUTHWARK = BOROUGHS
NEW = "since_census_2021"
KNIFE_CRIME = get_metric("knife_crime")
OUTCOMES = get_metric("knife_crime_positive_outcome_rate")
PEOPLE = population([(SOUTHWARK, f"{year}-06-30", NEW, 300_000) for year in (2022, 2023, 2024)])


def values(rows, *, metric=KNIFE_CRIME, period_type="month", stated_as="count", **inputs):
    grid = lay_out(rows, by=(), base_period="month", zero_filled=False)
    people = inputs.pop("people", PEOPLE)
    residents = residents_by_year(people, "all_ages") if stated_as == "rate" else None
    request = Request(period_type, stated_as)
    return evaluate(metric, grid, request, residents=residents, **inputs)


def outcomes(events, trials):
    rows = counted(SOUTHWARK, "2024-01-31", [events])
    return rows.assign(denominator=pd.array([trials], dtype="Int64"))


def test_a_rate_by_hand():
    rate = values(counted(SOUTHWARK, "2024-01-31", [45]), stated_as="rate").iloc[0]
    assert rate["value"] == pytest.approx(0.15)
    assert rate["unit"] == "offences in the month per 1,000 residents (mid-2024)"
    assert (rate["numerator"], rate["denominator"], rate["status"]) == (45, 300_000, "")


@settings(deadline=None)
@given(st.integers(0, 10**5), st.integers(20_000, 10**7))
def test_rate_times_residents_gives_back_the_count(count, people):
    table = population([(SOUTHWARK, "2024-06-30", NEW, people)])
    rate = values(counted(SOUTHWARK, "2024-01-31", [count]), stated_as="rate", people=table).iloc[0]
    assert rate["value"] * rate["denominator"] / 1000 == pytest.approx(count)
    assert rate["lower"] <= rate["value"] <= rate["upper"]


def test_a_rate_after_the_newest_mid_year_is_estimated_and_names_it():
    rate = values(counted(SOUTHWARK, "2025-01-31", [45]), stated_as="rate").iloc[0]
    assert rate["status"] == "e"
    assert rate["unit"].endswith("(mid-2024, estimated)")


def test_a_graver_status_does_not_hide_that_a_count_may_still_be_revised():
    rows = pd.concat(
        [
            counted(SOUTHWARK, "2025-01-31", [45]).assign(status="p"),
            counted(SOUTHWARK, "2025-02-28", [3]).assign(status="p"),
            counted(SOUTHWARK, "2025-04-30", [50]),
        ]
    )
    rates = values(rows, stated_as="rate")
    assert rates["status"].tolist() == ["e", "u", "x", "e"]
    assert rates["provisional"].tolist() == [True, True, False, False]
    assert values(rows)["provisional"].tolist() == [True, True, False, False]


def test_a_rate_without_residents_of_its_year_is_missing_and_never_zero():
    rate = values(counted(SOUTHWARK, "2021-01-31", [45]), stated_as="rate").iloc[0]
    assert math.isnan(rate["value"])
    assert (rate["status"], rate["numerator"]) == ("x", 45)
    assert pd.isna(rate["denominator"])


def test_a_rate_among_few_residents_is_withheld_as_unreliable():
    few = population([(SOUTHWARK, "2024-06-30", NEW, 19_999)])
    rate = values(counted(SOUTHWARK, "2024-01-31", [45]), stated_as="rate", people=few).iloc[0]
    assert math.isnan(rate["value"])
    assert rate["status"] == "u"


@pytest.mark.parametrize(("events", "status"), [(0, "u"), (2, "u"), (19, "u"), (20, "e")])
def test_a_rate_from_fewer_than_twenty_events_stands_and_is_marked(events, status):
    rate = values(counted(SOUTHWARK, "2025-01-31", [events]), stated_as="rate").iloc[0]
    assert rate["value"] == pytest.approx(events / 300)
    assert rate["lower"] <= rate["value"] < rate["upper"]
    assert rate["status"] == status
    # What the mark outranks is still said: the residents are estimated.
    assert rate["unit"].endswith("(mid-2024, estimated)")


def test_few_events_mark_a_rate_and_not_the_count():
    assert values(counted(SOUTHWARK, "2024-01-31", [3])).iloc[0]["status"] == ""


def test_a_rate_of_few_events_without_residents_is_missing():
    rate = values(counted(SOUTHWARK, "2021-01-31", [3]), stated_as="rate").iloc[0]
    assert math.isnan(rate["value"])
    assert rate["status"] == "x"


def test_a_rate_adds_up_its_events_before_it_is_judged():
    rows = counted(SOUTHWARK, "2023-01-31", [2] * 12)
    year = values(rows, period_type="calendar_year", stated_as="rate").iloc[0]
    assert (year["numerator"], year["status"]) == (24, "")


def test_places_without_population_have_no_rates_at_all():
    rows = counted(LAMBETH, "2024-01-31", [45])
    assert values(rows, stated_as="rate").empty
    assert len(values(rows)) == 1


def test_a_zero_is_a_value_and_a_gap_is_not():
    rows = counted(SOUTHWARK, "2024-01-31", [0, None, 3])
    found = values(rows)
    assert found["value"].fillna(-1).tolist() == [0, -1, 3]
    assert found["status"].tolist() == ["", "x", ""]
    assert found["vintage"].isna().tolist() == [False, True, False]


def test_a_withdrawn_figure_is_missing_and_keeps_its_vintage():
    rows = counted(SOUTHWARK, "2024-01-31", [4, 5, 6])
    rows.loc[1, ["numerator", "status"]] = [pd.NA, "x"]
    found = values(rows)
    assert found["status"].tolist() == ["", "x", ""]
    assert found["vintage"].notna().all()


def test_a_break_outranks_an_estimate_but_not_a_missing_value():
    rows = counted(SOUTHWARK, "2023-12-31", [4, 4, None, 4, 4])
    found = values(rows, breaks=[MARCH])
    assert found["status"].tolist() == ["", "", "x", "b", ""]


def test_a_share_is_in_percent_with_wilsons_limits():
    # Wilson's limits of 5 in 100 as published: 0.02154368 and 0.11175047.
    share = values(outcomes(5, 100), metric=OUTCOMES, stated_as="share").iloc[0]
    found = share[["value", "lower", "upper"]].tolist()
    assert found == pytest.approx([5, 2.154368, 11.175047], abs=1e-6)
    assert (share["numerator"], share["denominator"]) == (5, 100)


@pytest.mark.parametrize(
    ("events", "trials", "status"), [(1, 9, "u"), (0, 0, "z"), (3, 0, "z"), (3, None, "x")]
)
def test_a_share_of_few_or_no_offences_is_withheld_with_its_reason(events, trials, status):
    share = values(outcomes(events, trials), metric=OUTCOMES, stated_as="share").iloc[0]
    assert share[["value", "lower", "upper"]].isna().all()
    assert share["status"] == status


def test_more_outcomes_than_offences_are_shown_without_an_interval():
    share = values(outcomes(12, 10), metric=OUTCOMES, stated_as="share").iloc[0]
    assert share["value"] == pytest.approx(120)
    assert share[["lower", "upper"]].isna().all()


def test_rows_are_ordered_by_area_and_period_with_the_fixed_columns():
    rows = pd.concat([counted(area, "2024-01-31", [1, 2]) for area in (SOUTHWARK, LAMBETH)])
    found = values(rows)
    assert ",".join(found.columns) == (
        "metric_id,area_code,area_name,period_type,period_start,period_end,value,unit,lower,upper,"
        "numerator,denominator,status,vintage,provisional"
    )
    assert found["area_name"].tolist() == ["Lambeth", "Lambeth", "Southwark", "Southwark"]
    assert found["period_end"].dt.month.tolist() == [1, 2, 1, 2]
    dates = found[["period_start", "period_end", "vintage"]]
    assert all(dtype.kind == "M" for dtype in dates.dtypes)


def test_places_not_known_are_in_no_answer():
    assert values(counted("X23000001", "2024-01-31", [1])).empty
