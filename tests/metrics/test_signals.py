"""The newest verdict of every measure in every place, from the tables."""

import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.errors import NotHeldError, ParameterError
from data.periods import month_end
from metrics.catalogue import METRICS, get_metric
from metrics.measure_charts import charted_measures, measure_charts, typical_move
from metrics.signal import CALENDAR_YEAR, ROLLING, YEARS_ONLY, signals_table, verdict_at
from metrics.signals import signal_points, signals
from metrics.values import metric_values
from metrics.verdicts import CANNOT_SAY

PUBLISHED_BY = date(2026, 3, 31)
LONDON, SOUTHWARK = "E23000001", "E09000028"
OUTCOMES = "knife_crime_positive_outcome_rate"


def only(metric_id, area, **options):
    (found,) = signals(metric_id, area=area, as_of=PUBLISHED_BY, **options)
    return found


def test_a_signal_says_value_limits_rule_and_verdict():
    croydon = only("knife_crime", "croydon")
    assert croydon.period_end == date(2026, 2, 28)
    assert croydon.lower < croydon.charted < croydon.centre < croydon.upper
    assert croydon.adjusted
    assert (croydon.chart, croydon.rules, croydon.direction) == ("XmR", "one_side", -1)
    assert croydon.judgement == "better"
    assert croydon.verdict.startswith("Knife crime in Croydon has been below its average")


def test_every_place_of_a_measure_has_one_signal():
    found = signals("knife_crime", as_of=PUBLISHED_BY)
    assert len({one.area_code for one in found}) == len(found) == 33


@pytest.mark.parametrize("metric_id", ["weapon_possession", "searches", "weapon_searches"])
def test_possession_and_searches_are_never_judged(metric_id):
    found = signals(metric_id)
    assert any(one.direction for one in found)
    assert {one.judgement for one in found} == {""}


def test_charts_see_five_years_at_most():
    charts = measure_charts(get_metric("weapon_possession")).charts
    assert len(charts.ends) == 60


def test_limits_start_afresh_at_a_break_of_the_ledger():
    points = signal_points("knife_injury_victims_under_25_non_domestic", area=LONDON)
    points = points[points["value"].notna()]
    assert points.groupby("segment")["period_end"].min().dt.strftime("%Y-%m-%d").tolist() == [
        "2021-08-31",
        "2024-03-31",
    ]
    assert points.groupby("segment")["centre"].nunique().tolist() == [1, 1]


def test_a_reader_may_start_limits_afresh_where_a_shift_has_lasted():
    plain = only("knife_crime", LONDON)
    assert plain.proposed_rebase == date(2023, 11, 30)
    rebased = only("knife_crime", LONDON, rebase=[date(2023, 11, 1)])
    assert rebased.segment == plain.segment + 1
    assert rebased.centre > plain.centre


def test_months_that_are_still_revised_heavily_are_not_judged():
    found = only(OUTCOMES, LONDON)
    assert found.period_end == date(2025, 2, 28)
    assert found.chart == "p′"
    assert found.note == (
        "March 2025 to February 2026 are left out: later files lowered such months by 12% "
        "(median), so they cannot be judged yet."
    )


def test_provisional_months_that_hardly_move_are_judged_and_marked():
    assert abs(typical_move("knife_crime")) < 1
    found = only("knife_crime", LONDON)
    assert (found.note, found.provisional) == ("", True)
    assert not only(OUTCOMES, LONDON).provisional
    points = signal_points("knife_crime", area=LONDON)
    marked = points.loc[points["provisional"], "period_end"]
    values = metric_values("knife_crime", area=LONDON)
    assert marked.tolist() == values.loc[values["status"] == "p", "period_end"].tolist()


def test_places_with_few_events_are_charted_by_the_wait():
    kingston = only("knife_crime_with_injury_robbery", "kingston-upon-thames")
    assert (kingston.chart, kingston.kind) == ("g", "too few points")
    assert only("knife_crime_with_injury_robbery", "bromley").chart == "g"
    assert only("knife_crime_with_injury_robbery", LONDON).chart == "XmR"


@pytest.mark.parametrize("metric_id", ["knife_homicide", "homicide", "homicide_recorded"])
def test_homicides_of_a_borough_are_judged_by_waits_or_years_and_never_by_month(metric_id):
    boroughs = [one for one in signals(metric_id) if one.area_code != LONDON]
    assert len(boroughs) == 32
    by_chart = {one.chart: one for one in boroughs}
    assert set(by_chart) == {"g", "u′"}
    waits = [one for one in boroughs if one.chart == "g"]
    assert len(waits) > 25
    assert {(one.period_end.month, one.period_end.day) for one in waits} == {(12, 31)}
    assert all(one.period_type == CALENDAR_YEAR and np.isnan(one.charted) for one in waits)
    assert all(line == int(line) for o in waits for line in (o.centre, o.lower, o.upper))
    periods = [one for one in boroughs if one.chart == "u′"]
    assert {(one.period_type, one.note) for one in periods} == {(ROLLING, YEARS_ONLY)}
    assert all("12 months to" in o.verdict or "seven years" in o.verdict for o in periods)
    with pytest.raises(ParameterError):
        signal_points(metric_id, area=SOUTHWARK)
    assert set(signal_points(metric_id)["area_code"]) == {LONDON}


def test_one_place_is_asked_of_every_measure_that_holds_it():
    found = {one.metric_id for one in signals(area=SOUTHWARK)}
    assert {"knife_crime", "knife_homicide", "searches", OUTCOMES} <= found
    assert "knife_homicide_under_25" not in found


def test_measures_without_monthly_figures_have_no_chart():
    with pytest.raises(ParameterError, match=r"no control chart.*knife_crime"):
        signals("victimisation_all_ages")
    assert METRICS["repeat_offending"] not in charted_measures()


def test_a_place_that_a_measure_does_not_hold_is_refused():
    with pytest.raises(NotHeldError):
        signals("knife_crime", area="city-of-london")


def test_the_table_has_a_line_for_each_signal():
    found = signals("knife_crime", as_of=PUBLISHED_BY)
    table = signals_table(found)
    assert len(table) == len(found)
    assert {"metric_id", "centre", "rules", "verdict"} <= set(table)
    assert list(signals_table([])) == list(table)


def test_a_past_month_is_judged_as_if_the_series_ended_there():
    june = date(2024, 6, 30)
    (then,) = signals("weapon_possession", area=LONDON, end=june)
    points = signal_points("weapon_possession", area=LONDON)
    assert then.period_end == june
    assert then.value == points.loc[points["period_end"] == "2024-06-30", "value"].item()
    (now,) = signals("weapon_possession", area=LONDON)
    assert now.centre != then.centre


def test_every_month_of_a_year_has_the_verdict_of_the_last_whole_year_on_waits():
    found = []
    for month in range(1, 12):
        (then,) = signals("homicide", area=SOUTHWARK, end=month_end(2020, month))
        found.append(then)
    assert {one.chart for one in found} == {"g"}
    assert {one.period_end for one in found} == {date(2019, 12, 31)}
    assert len({(one.verdict, one.note, one.centre, one.upper, one.value) for one in found}) == 1


def test_limits_of_waits_start_afresh_with_a_whole_year():
    found = []
    for month in (2, 7, 12):
        rebase = [date(2009, month, 1)]
        found += signals("homicide", area=SOUTHWARK, rebase=rebase)
    assert {one.segment for one in found} == {1}
    assert len({(one.verdict, one.centre, one.upper) for one in found}) == 1


def test_counts_per_resident_have_charts_of_their_own():
    rate = only("knife_crime", SOUTHWARK, stated_as="rate")
    count = only("knife_crime", SOUTHWARK)
    assert (rate.chart, count.chart) == ("u′", "XmR")
    assert rate.unit.startswith("offences in the month per 1,000 residents")
    assert rate.value == pytest.approx(1000 * count.value / 314_786)
    assert 0 <= rate.lower < rate.centre < rate.upper
    assert rate.adjusted


def test_a_verdict_on_a_rate_says_that_it_is_one():
    found = [one for one in signals("knife_crime", stated_as="rate") if one.kind == "signal"]
    assert found
    assert all("Knife crime per 1,000 residents in" in one.verdict for one in found)


def test_rates_of_every_measure_leave_out_shares():
    found = signals(stated_as="rate")
    assert {one.chart for one in found} == {"u′", "g"}
    assert OUTCOMES not in {one.metric_id for one in found}
    with pytest.raises(ParameterError):
        signals(OUTCOMES, stated_as="rate")


def test_rates_of_a_borough_s_homicides_are_charted_over_twelve_months():
    (southwark,) = signals("homicide", area=SOUTHWARK, stated_as="rate")
    assert (southwark.chart, southwark.period_type) == ("u′", ROLLING)
    rows = metric_values("homicide", area=SOUTHWARK, period_type=ROLLING, stated_as="rate")
    assert southwark.value == pytest.approx(rows["value"].iloc[-1])
    assert southwark.unit == rows["unit"].iloc[-1]
    assert 0 <= southwark.lower < southwark.centre < southwark.upper


def test_a_declared_target_is_met_missed_or_a_matter_of_chance():
    croydon = only("knife_crime", "croydon")
    for target, said in [
        (croydon.upper + 1, "consistently met"),
        (croydon.lower - 1, "consistently missed"),
        (croydon.centre, "met or missed by chance"),
    ]:
        assert only("knife_crime", "croydon", target=target).assurance == said
    assert croydon.assurance == ""


def test_possession_meets_no_target():
    assert only("weapon_possession", "croydon", target=1.0).assurance == ""


def test_beside_a_later_figure_a_verdict_is_of_the_past_and_says_to_when_it_is_judged():
    found = only(OUTCOMES, LONDON)
    assert verdict_at(found, found.period_end) == found.verdict
    assert "has been below its average for 18 months" in found.verdict
    later = verdict_at(found, PUBLISHED_BY)
    assert "had been below its average for 18 months" in later
    assert later.endswith("more than chance. Judged to February 2025.")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (
            "Nothing unusual: the last twelve months vary as they did before.",
            "Nothing unusual: the twelve months to February 2025 varied as they had before.",
        ),
        (
            "Nothing unusual in the newest month; May 2024 was the last unusual one.",
            "Nothing unusual in February 2025; May 2024 was the last unusual one.",
        ),
        (
            "Knife homicides have risen in every month since May 2024: more than chance.",
            "Knife homicides had risen in every month since May 2024: more than chance.",
        ),
    ],
)
def test_what_a_verdict_says_of_the_newest_months_is_said_of_those_judged(now, then):
    found = replace(only(OUTCOMES, LONDON), verdict=now)
    assert verdict_at(found, PUBLISHED_BY) == f"{then} Judged to February 2025."


def test_a_note_that_says_to_when_is_not_said_twice():
    years = replace(only(OUTCOMES, LONDON), note="Judged to the end of 2023 by the waits.")
    assert verdict_at(years, PUBLISHED_BY) == years.verdict


def test_what_could_not_be_judged_is_not_called_judged():
    missing = [one for one in signals("searches", end=date(2022, 9, 30)) if one.kind == "missing"]
    assert missing
    assert all(verdict_at(one, PUBLISHED_BY) == one.verdict for one in missing)


@pytest.mark.parametrize("end", [None, date(2022, 11, 30), date(2024, 6, 30), date(2025, 3, 31)])
def test_no_verdict_of_months_long_past_speaks_of_the_newest(end):
    """Over every measure and place; what is usual is usual still."""
    present = re.compile(r"newest month|last twelve|\bvar(y|ies)\b|\b(has|have)\b")
    judged = [one for one in signals(end=end) if one.kind not in CANNOT_SAY]
    assert len(judged) > 300
    for one in judged:
        said = verdict_at(one, date(2099, 12, 31))
        assert not present.search(said.replace("would have it", "")), said
        assert said.count("Judged to") + one.note.count("Judged to") == 1
