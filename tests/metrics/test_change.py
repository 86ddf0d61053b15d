"""A comparison says how much, how certain, and when it must not be made."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import NotHeldError, ParameterError
from data.periods import Period
from metrics.catalogue import get_metric
from metrics.change import change, compare
from metrics.claim_reading import check_claim
from metrics.compared import DOWN, NOT_COMPARABLE, SAME, UNCLEAR, UP
from metrics.rates import count_interval, proportion_interval
from tests.metrics.test_breaks import MARCH

KNIFE_CRIME = get_metric("knife_crime")
OUTCOMES = get_metric("knife_crime_positive_outcome_rate")
LONDON = "E23000001"


def row(count, end, *, period_type="rolling_12_months", status=""):
    end = pd.Timestamp(end)
    lower, upper = count_interval(count)
    return {
        "area_code": LONDON,
        "area_name": "Metropolitan Police",
        "period_type": period_type,
        "period_start": end + pd.Timedelta(days=1) - pd.DateOffset(years=1),
        "period_end": end,
        "value": float(count),
        "lower": float(lower),
        "upper": float(upper),
        "numerator": count,
        "denominator": pd.NA,
        "status": status,
        "provisional": status == "p",
    }


def share(events, trials, end):
    lower, upper = proportion_interval(events, trials)
    stated = {"value": 100 * events / trials, "lower": 100 * lower, "upper": 100 * upper}
    return row(events, end) | stated | {"denominator": trials}


def of_counts(now, before, **changes):
    rows = row(now, "2026-02-28"), row(before, "2025-02-28")
    return compare(*rows, metric=KNIFE_CRIME, stated_as="count", **changes)


def test_a_clear_fall_is_stated_with_its_size_and_percentage():
    found = of_counts(13_552, 15_841)
    assert found.verdict == DOWN
    assert found.sentence == (
        "13,552 offences in the 12 months to February 2026, 2,289 fewer (−14.4%) than in the "
        "12 months before."
    )


def test_a_difference_that_chance_can_bring_is_said_to_be_no_more():
    found = of_counts(100, 110)
    assert found.verdict == SAME
    assert found.sentence == (
        "100 offences in the 12 months to February 2026, against 110 in the 12 months before: "
        "chance can bring the difference."
    )


def test_equal_numbers_are_the_same():
    assert of_counts(0, 0).sentence.endswith("the same as in the 12 months before.")


def test_no_percentage_on_fewer_than_fifty_events():
    found = of_counts(90, 49)
    assert math.isnan(found.percent)
    assert found.verdict == UP
    assert found.difference_limits[0] > 0
    assert "41 more than" in found.sentence
    assert "%" not in found.sentence


def test_fifty_events_are_enough_for_a_percentage():
    assert of_counts(100, 50).percent == pytest.approx(100)


def test_across_a_break_there_is_no_difference_and_the_break_is_named():
    found = of_counts(13_552, 15_841, breaks=[_break_in_2025()])
    assert found.verdict == NOT_COMPARABLE
    assert math.isnan(found.difference)
    assert math.isnan(found.percent)
    assert found.sentence == (
        "13,552 offences in the 12 months to February 2026. Not comparable with the 12 months "
        "before, because the series breaks between them (A made-up break, 1 May 2025)."
    )


def _break_in_2025():
    return type(MARCH)(**{**MARCH.__dict__, "first_day": date(2025, 5, 1)})


def test_a_break_before_both_periods_forbids_nothing():
    assert of_counts(13_552, 15_841, breaks=[MARCH]).verdict == DOWN


def test_shares_differ_by_percentage_points():
    rows = share(300, 1000, "2026-02-28"), share(200, 1000, "2025-02-28")
    found = compare(*rows, metric=OUTCOMES, stated_as="share")
    assert found.sentence == (
        "30.0% in the 12 months to February 2026, 10.0 percentage points higher than in the "
        "12 months before."
    )


def test_a_share_without_interval_gets_no_verdict():
    rows = share(12, 10, "2026-02-28"), share(5, 10, "2025-02-28")
    assert compare(*rows, metric=OUTCOMES, stated_as="share").verdict == UNCLEAR


def test_a_rate_is_compared_on_its_own_residents():
    now, before = (
        row(400, end) | {"value": 1000 * 400 / people, "denominator": people}
        for end, people in (("2026-02-28", 220_000), ("2025-02-28", 200_000))
    )
    found = compare(now, before, metric=KNIFE_CRIME, stated_as="rate")
    assert found.percent == pytest.approx(100 * (200 / 220 - 1))
    assert found.verdict == SAME


@settings(deadline=None)
@given(st.integers(50, 10**5), st.integers(50, 10**5))
def test_the_percentage_lies_within_its_limits_and_turns_with_the_verdict(now, before):
    found = of_counts(now, before)
    assert found.percent_limits[0] <= found.percent <= found.percent_limits[1]
    if found.verdict == UP:
        assert found.percent_limits[0] > 0
    if found.verdict == DOWN:
        assert found.percent_limits[1] < 0


def test_the_newest_twelve_months_are_compared_with_the_twelve_before():
    found = change("knife_crime", area=LONDON)
    assert (found.end, found.before_end) == (date(2026, 2, 28), date(2025, 2, 28))
    assert found.now == 13_552


def test_a_month_is_compared_with_the_same_month_a_year_before():
    found = change("knife_crime", area=LONDON, period_type="month", end=date(2025, 8, 31))
    assert found.before_end == date(2024, 8, 31)
    assert " than in August 2024" in found.sentence or " as in August 2024" in found.sentence


def test_a_period_that_is_not_held_says_what_is():
    with pytest.raises(
        NotHeldError, match=r"12 months to August 2021.*Held are periods of 12 months"
    ):
        change("knife_crime", area=LONDON, end=date(2021, 8, 31))


def test_financial_years_on_both_sides_of_the_geography_break_are_not_compared():
    found = change(
        "knife_crime",
        area=LONDON,
        period_type="financial_year",
        end=date(2023, 3, 31),
        before_end=date(2020, 3, 31),
    )
    assert found.verdict == NOT_COMPARABLE
    assert [entry.break_id for entry in found.breaks] == ["borough-basis-2021"]


@pytest.mark.parametrize(
    ("period_type", "before"), [("month", "2026-01-31"), ("quarter", "2025-09-30")]
)
def test_periods_of_different_seasons_are_not_compared(period_type, before):
    end = {"month": date(2026, 2, 28), "quarter": date(2025, 12, 31)}[period_type]
    with pytest.raises(ParameterError, match="differ by season"):
        change(
            "knife_crime",
            area=LONDON,
            period_type=period_type,
            end=end,
            before_end=date.fromisoformat(before),
        )


def test_published_percentages_differ_by_percentage_points_and_without_a_verdict():
    found = change("police_confidence", area="E23000001", period_type="quarter")
    assert found.verdict == "unclear"
    assert found.sentence.endswith("percentage points lower than in October to December 2022.")
    assert math.isnan(found.percent)


def test_published_rates_keep_their_unit():
    found = change("first_time_entrants", area="E12000007", period_type="calendar_year")
    assert "young people per 100,000 aged 10 to 17" in found.sentence
    assert found.verdict == "unclear"


def test_rounded_counts_are_compared_without_a_verdict():
    found = change("knife_hospital_admissions", area="E12000007", period_type="financial_year")
    assert found.verdict == "unclear"
    assert found.percent == pytest.approx(100 * (845 / 940 - 1))


def test_a_break_that_touches_a_part_of_a_measure_is_named_and_the_change_stated():
    across = change("knife_crime", area=LONDON, end=date(2025, 2, 28))
    assert across.breaks == ()
    assert across.difference != 0
    assert {entry.break_id for entry in across.notes} == {"connect-2024"}
    assert across.caution == "To be compared with care: CONNECT replaced CRIS (1 March 2024)."
    after = change("knife_crime", area=LONDON, end=date(2026, 2, 28))
    assert after.caution == ""


def test_a_rise_of_months_that_later_files_lower_carries_the_caution():
    rise = change("knife_crime_positive_outcome_rate", area=LONDON, as_of=date(2026, 3, 31))
    assert rise.verdict == "up"
    assert "later files lowered such months by 12% (median)" in rise.caution
    assert change("knife_crime", area=LONDON, as_of=date(2026, 3, 31)).revised == ""


def test_a_limit_on_one_side_of_nothing_is_not_printed_as_nothing():
    found = change("knife_crime_with_injury_robbery", area="southwark")
    nothing = (math.nan, math.nan)
    close = replace(found, percent_limits=nothing, difference_limits=(-20.2, -0.2))
    assert close.interval.endswith("−20 to −0.2")


@pytest.mark.parametrize(
    ("metric_id", "area"),
    [
        ("knife_crime", "southwark"),
        ("knife_crime", "E23000001"),
        ("weapon_possession", "croydon"),
        ("knife_injury_victims_under_25", "lambeth"),
        ("knife_crime_positive_outcome_rate", "E23000001"),
        ("victimisation_all_ages", "newham"),
    ],
)
def test_the_word_of_a_page_is_that_of_a_claim_on_the_same_figures(metric_id, area):
    found = change(metric_id, area=area)
    now = Period(found.period_type, found.end)
    before = Period(found.period_type, found.before_end)
    claim = check_claim(metric_id, area=area, change="1", before=before, now=now)
    assert claim.variation is not None
    assert (found.verdict in (UP, DOWN)) == claim.variation.more_than_ordinary
    if not math.isnan(found.percent):
        assert found.percent_limits == pytest.approx(claim.variation.limits)


def test_limits_are_widened_by_the_variation_of_the_months():
    plain = of_counts(120, 100)
    wide = of_counts(120, 100, dispersion=4.0)
    assert (plain.verdict, wide.verdict) == (SAME, SAME)
    assert of_counts(160, 100).verdict == UP
    assert of_counts(160, 100, dispersion=9.0).verdict == SAME
    low, high = plain.difference_limits
    assert wide.difference_limits == pytest.approx((20 - 2 * (20 - low), 20 + 2 * (high - 20)))
    ratio = [math.log(1 + end / 100) - math.log(1.2) for end in plain.percent_limits]
    wider = [math.log(1 + end / 100) - math.log(1.2) for end in wide.percent_limits]
    assert wider == pytest.approx([2 * end for end in ratio])
