"""New signals beside what chance alone would bring."""

from collections import Counter
from datetime import date

import pytest

from data.periods import add_months
from metrics.alerts import FALSE_ALARMS, NEWS_MONTHS, alerts, alerts_among
from metrics.measure_charts import charted_measures
from metrics.signals import signals

PUBLISHED_BY = date(2026, 3, 31)


@pytest.fixture(scope="module")
def newest():
    return alerts(as_of=PUBLISHED_BY)


def of(found, metric_id):
    return next(one for one in found.measures if one.metric_id == metric_id)


def test_alerts_are_new_signals_of_the_newest_month(newest):
    assert newest.signals
    assert all(one.new and one.kind == "signal" for one in newest.signals)
    ends = {one.period_end for one in newest.signals if one.metric_id == "knife_crime"}
    assert ends <= {date(2026, 2, 28)}


def test_the_number_to_expect_is_the_measured_rate_times_the_boroughs(newest):
    knife_crime = of(newest, "knife_crime")
    assert knife_crime.series == 32
    assert knife_crime.expected == pytest.approx(32 * FALSE_ALARMS["knife_crime", "XmR"])
    assert newest.expected == pytest.approx(
        sum(one.expected for one in newest.measures if one.series)
    )


def test_each_kind_of_chart_has_its_own_number_to_expect(newest):
    metric_id = "knife_crime_with_injury_robbery"
    charts = Counter(
        one.chart
        for one in signals(metric_id, as_of=PUBLISHED_BY)
        if one.area_code.startswith("E09") and one.kind != "too few points"
    )
    assert set(charts) == {"XmR", "g"}
    found = of(newest, metric_id)
    assert found.series == sum(charts.values())
    assert found.expected == pytest.approx(
        sum(number * FALSE_ALARMS[metric_id, chart] for chart, number in charts.items())
    )


def test_the_whole_area_is_not_in_the_number_to_expect():
    found = alerts("homicide_recorded")
    assert of(found, "homicide_recorded").series == 32
    assert alerts("homicide_recorded", area="E23000001").measures[0].series == 0


def test_found_and_expected_are_said_together(newest):
    assert newest.sentence.startswith(f"{newest.found} new signals in ")
    assert "would be expected if nothing had changed." in newest.sentence
    for one in newest.measures:
        said = f" {one.found} where about {one.expected:.1f} would be"
        assert (said in newest.by_measure) == bool(one.series and one.found), one


def test_only_measures_of_about_the_newest_month_bring_news(newest):
    newest_month = max(one.period_end for one in signals(as_of=PUBLISHED_BY))
    for one in newest.signals:
        assert add_months(one.period_end, NEWS_MONTHS) >= newest_month
    assert "knife_possession" not in {one.metric_id for one in newest.measures}
    old = dict(newest.too_old)
    assert old["weapon_searches"] == date(2024, 8, 31)
    assert set(old).isdisjoint(one.metric_id for one in newest.measures)
    assert alerts("knife_possession").measures[0].series == 32


def test_the_months_are_said(newest):
    assert "knife crime, " in newest.months
    assert "to February 2026" in newest.months
    assert "searches to August 2024" in newest.months.partition("No news")[2]


def test_series_that_ended_before_the_newest_month_of_their_measure_bring_no_news():
    every = signals("section_60_searches")
    ends = {one.period_end for one in every}
    assert len(ends) > 1
    found = alerts("section_60_searches")
    assert {one.period_end for one in found.signals} <= {max(ends)}
    current = [one for one in every if one.period_end == max(ends)]
    assert found.measures[0].series <= len(current)


def test_a_year_judged_as_a_whole_stands_until_the_next_is():
    found = alerts(as_of=date(2026, 12, 31))
    own = of(found, "homicide_recorded")
    assert own.series == 32


def test_one_place_has_its_own_number_to_expect():
    southwark = alerts(area="southwark", as_of=PUBLISHED_BY)
    assert {one.area_code for one in southwark.signals} <= {"E09000028"}
    assert all(one.series <= 1 for one in southwark.measures)
    assert southwark.expected < 0.5


def test_measures_are_listed_with_their_month(newest):
    table = newest.table()
    assert list(table["metric_id"]) == [one.metric_id for one in newest.measures]
    assert (table["expected"].isna() == (table["series"] == 0)).all()


def test_false_alarms_stay_within_one_per_borough_and_month():
    found = [one for metric in charted_measures() for one in alerts(metric.metric_id).measures]
    assert sum(one.expected for one in found if one.series) / 32 <= 1


def test_what_was_measured_are_charts_that_boroughs_have():
    charts = {(one.metric_id, one.chart) for one in signals() if one.area_code.startswith("E09")}
    assert {metric_id for metric_id, _ in FALSE_ALARMS} == {metric_id for metric_id, _ in charts}


def test_a_past_month_has_the_alerts_it_had_when_it_was_the_newest():
    june = date(2024, 6, 30)
    found = alerts("weapon_possession", end=june)
    assert of(found, "weapon_possession").period_end == june
    assert {one.period_end for one in found.signals} <= {june}


def test_alerts_among_the_series_of_one_month_are_counted_among_those_only():
    southwark = [one for one in signals("knife_crime") if one.area_code == "E09000028"]
    found = alerts_among(southwark)
    assert [one.series for one in found.measures] == [1]
    assert found.expected == pytest.approx(FALSE_ALARMS["knife_crime", "XmR"])
