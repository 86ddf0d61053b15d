"""The monthly review of a place."""

from datetime import date

import pandas as pd
import pytest

from data.breaks import all_breaks
from metrics.alerts import FALSE_ALARMS
from metrics.change import change
from metrics.review import is_timely, review, review_months
from metrics.values import metric_values
from metrics.verdicts import SIGNAL

LONDON, SOUTHWARK, RICHMOND, CITY = "E23000001", "E09000028", "E09000027", "E09000001"
FEBRUARY = date(2026, 2, 28)
PUBLISHED_BY = date(2026, 7, 31)


@pytest.fixture(scope="module")
def london():
    return review(LONDON, end=FEBRUARY, as_of=PUBLISHED_BY)


@pytest.fixture(scope="module")
def southwark():
    return review(SOUTHWARK, end=FEBRUARY, as_of=PUBLISHED_BY)


def row(found, metric_id):
    return next(one for one in found.rows if one.metric.metric_id == metric_id)


def test_no_figure_of_a_review_lies_after_its_month(london):
    assert london.rows
    for one in london.rows:
        assert one.latest.period_end <= FEBRUARY
        assert one.year is None or one.year.period_end <= FEBRUARY
        assert one.signal is None or one.signal.period_end <= FEBRUARY
        assert one.moving is None or one.moving.last <= FEBRUARY


def test_a_measure_that_reaches_further_stands_with_the_month_under_review(london):
    possession = row(london, "weapon_possession")
    assert possession.reaches > FEBRUARY
    assert possession.latest.period_end == FEBRUARY
    values = metric_values("weapon_possession", area=LONDON, start=FEBRUARY, end=FEBRUARY)
    assert possession.latest.value == values["value"].item()


def test_a_measure_that_ended_earlier_stands_with_its_own_month_and_is_no_exception(london):
    homicide = row(london, "knife_homicide")
    assert homicide.latest.period_end == homicide.reaches == date(2024, 3, 31)
    searches = row(london, "weapon_searches")
    assert searches.signal.kind == SIGNAL
    assert not is_timely(searches.signal.period_end, FEBRUARY)
    assert searches not in (*london.new, *london.standing)


def test_the_change_is_that_of_the_twelve_months_shown(london):
    knife_crime = row(london, "knife_crime")
    assert knife_crime.change == change(
        "knife_crime", area=LONDON, end=FEBRUARY, as_of=PUBLISHED_BY
    )
    assert knife_crime.change.now == knife_crime.year.value


def test_exceptions_are_signals_and_each_is_new_or_standing(london):
    assert london.new
    assert london.standing
    assert not [one for one in london.new if one in london.standing]
    assert {one.signal.kind for one in london.exceptions} == {SIGNAL}
    assert {one.signal.period_end for one in (*london.new, *london.standing)} == {FEBRUARY}


def test_a_verdict_of_an_earlier_month_stands_apart(london):
    assert [one.metric.metric_id for one in london.earlier] == ["knife_crime_positive_outcome_rate"]
    assert {one.signal.period_end for one in london.earlier} == {date(2025, 2, 28)}
    june = review(LONDON, end=date(2026, 6, 30))
    assert {one.signal.period_end for one in june.standing} <= {date(2026, 6, 30)}
    assert "knife_crime" in {one.metric.metric_id for one in june.earlier}


def test_twelve_months_that_end_in_the_month_are_never_called_new():
    found = [review(code, end=FEBRUARY) for code in (SOUTHWARK, RICHMOND)]
    assert all(one.signal.period_type == "month" for each in found for one in each.new)


def test_provisional_months_are_those_marked_so(london):
    moving = row(london, "knife_crime").moving
    values = metric_values("knife_crime", area=LONDON, end=FEBRUARY, as_of=PUBLISHED_BY)
    marked = values.loc[values["status"] == "p", "period_end"]
    assert (moving.first, moving.last) == (marked.min().date(), marked.max().date())
    assert moving.lower <= moving.upper
    assert moving.pairs > 0
    assert row(london, "knife_homicide").moving is None


def test_boroughs_are_counted_beside_london_and_nowhere_else(london, southwark):
    assert southwark.boroughs is None
    assert {one.period_end for one in london.boroughs.signals} <= {FEBRUARY}
    assert 0 < london.boroughs.expected < 32 * sum(FALSE_ALARMS.values())


def test_a_borough_has_the_number_that_chance_would_bring_it(southwark):
    assert 0 < southwark.own.expected < 1
    assert all(one.series <= 1 for one in southwark.own.measures)


def test_breaks_of_the_two_years_compared_are_listed(london):
    since = date(2024, 2, 29)
    assert {one.break_id for one in london.breaks} >= {"connect-2024"}
    assert all(one.first_day <= FEBRUARY for one in london.breaks)
    assert all((one.last_day or one.first_day) > since for one in london.breaks)
    assert len(london.breaks) < len(all_breaks())


def test_a_review_as_of_a_day_knows_nothing_published_later():
    then = review(LONDON, end=FEBRUARY, as_of=date(2025, 9, 1))
    assert row(then, "knife_crime").latest.period_end == date(2025, 7, 31)
    assert all(one.latest.vintage <= date(2025, 9, 1) for one in then.rows)
    now = review(LONDON, end=date(2025, 7, 31))
    outcomes = "knife_crime_positive_outcome_rate"
    assert row(now, outcomes).latest.value < row(then, outcomes).latest.value


def test_actions_stand_as_of_the_month_in_boroughs_with_a_plan(southwark, london):
    assert len(southwark.positions) == 87
    due = southwark.positions.loc[southwark.positions["is_past_due"], "due_date"]
    assert (due < pd.Timestamp(FEBRUARY)).all()
    assert london.positions.empty
    assert review(SOUTHWARK, end=date(2016, 12, 31)).positions.empty


def test_months_on_offer_begin_and_end_with_what_is_held():
    months = review_months(LONDON)
    values = metric_values("knife_crime", area=LONDON)
    known = values.loc[values["value"].notna(), "period_end"]
    assert (months.first, months.usual) == (known.min().date(), known.max().date())
    assert months.last == row(review(LONDON, end=months.last), "weapon_possession").reaches
    assert review_months(CITY).usual < months.usual
