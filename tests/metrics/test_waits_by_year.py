"""A borough's homicides on a g chart that tells years and no months."""

from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from metrics.catalogue import get_metric
from metrics.control_rules import BEYOND_LIMITS, ONE_SIDE
from metrics.metric import LOWER_IS_BETTER
from metrics.verdicts import ORDINARY, SIGNAL, TRIAL, Subject
from metrics.waits_by_year import borough_months, borough_waits, waits_by_year
from metrics.year_periods import YearPeriods, year_periods
from metrics.year_verdicts import judged_by_years, waits_signal

SUBJECT = Subject(title="Knife homicide", place="Madeupham", direction=LOWER_IS_BETTER)
FIRST = 2003


def history(*months, years):
    """Made-up monthly counts with one event at each place."""
    counts = np.zeros(12 * years)
    np.add.at(counts, list(months), 1)
    return counts


def printed(waits):
    """All that is ever printed of a g chart of years."""
    chart = waits.shown
    patterns = [(rule, chart.members[rule].tolist()) for rule in sorted(chart.members)]
    said = waits_signal(waits, SUBJECT) if waits.has_limits else None
    return repr((waits.years.tolist(), waits.lines, patterns, waits.in_last, said))


def test_limits_are_those_of_the_waits_counted_by_hand():
    at = [3, 7, 7, 15, 20, 33, 34, 50, 52, 61, 70, 80, 95, 100]
    waits = waits_by_year(history(*at, years=10), FIRST)
    apart = [b - a for a, b in pairwise(at)]
    mean = sum(apart) / len(apart)
    assert waits.chart.values.tolist() == apart
    assert waits.chart.upper[-1] == pytest.approx(mean + 3 * (mean * (mean + 1)) ** 0.5)
    assert waits.chart.centre[-1] == sorted(apart)[len(apart) // 2]
    assert waits.years.tolist() == [2003 + month // 12 for month in at[1:]]
    assert waits.lines == (waits.chart.centre[-1], 0, int(waits.chart.upper[-1]))


def test_the_chart_is_that_of_the_months_in_the_tables():
    metric = get_metric("knife_homicide")
    found = borough_waits(metric)
    assert len(found) == 32
    for months in borough_months(metric):
        at = [k for k, number in enumerate(months.counts) for _ in range(int(number))]
        apart = np.diff(at)
        own = found[months.area_code].chart
        assert own.values.tolist() == apart.tolist()
        if apart.size >= 12:
            mean = apart.mean()
            assert own.upper[-1] == pytest.approx(mean + 3 * np.sqrt(mean * (mean + 1)), rel=1e-9)


def test_a_wait_is_too_long_only_where_its_years_alone_say_so():
    regular = [*range(0, 48, 4)]
    quiet = waits_by_year(history(*regular, 95, years=8), FIRST)
    assert quiet.chart.values[-1] == 51 > quiet.chart.upper[-1]
    assert quiet.chart.completed[BEYOND_LIMITS][-1] == -1
    # 21 months from March 2006 to December 2007 could be two, told by years.
    shorter = waits_by_year(history(*range(0, 40, 3), 59, years=5), FIRST)
    assert shorter.chart.values[-1] == 20 > shorter.chart.upper[-1]
    assert shorter.chart.completed[BEYOND_LIMITS][-1] == 0


def test_an_open_wait_counts_whole_years_and_names_no_months():
    regular = [*range(0, 48, 4)]
    assert waits_by_year(history(*regular, 47, years=5), FIRST).open_years == 1
    found = waits_signal(waits_by_year(history(*regular, 47, years=6), FIRST), SUBJECT)
    assert (found.verdict.kind, found.verdict.direction) == (SIGNAL, -1)
    assert (found.verdict.judgement, found.verdict.new) == ("better", True)
    assert found.verdict.sentence == (
        "Knife homicide in Madeupham: none for longer than is usual by the end of 2008: more than "
        "chance."
    )
    assert np.isnan(found.charted)
    later = waits_signal(waits_by_year(history(*regular, 47, years=7), FIRST), SUBJECT)
    assert later.verdict.kind == SIGNAL
    assert not later.verdict.new
    ended = waits_signal(waits_by_year(history(*regular, 47, 85, years=8), FIRST), SUBJECT)
    assert "by 2010 they came further apart" in ended.verdict.sentence
    assert not ended.verdict.new


def test_seven_short_waits_are_a_signal_of_the_year():
    months = [*range(0, 108, 6), *range(108, 117)]
    found = waits_signal(waits_by_year(history(*months, years=10), FIRST), SUBJECT)
    assert found.rules == (ONE_SIDE,)
    assert (found.verdict.direction, found.verdict.judgement) == (1, "worse")
    assert found.verdict.sentence == (
        "Knife homicide in Madeupham: by 2012 they came closer together than before: more than "
        "chance."
    )
    assert found.verdict.new


def test_events_that_come_as_before_are_ordinary():
    found = waits_signal(waits_by_year(history(*range(2, 240, 7), years=20), FIRST), SUBJECT)
    assert found.verdict.kind == ORDINARY
    assert found.verdict.sentence == (
        "Nothing unusual: one in 2022, no closer together and no further apart over the years than "
        "before."
    )
    short = waits_signal(waits_by_year(history(*range(2, 120, 7), years=10), FIRST), SUBJECT)
    assert short.verdict.kind == TRIAL


def periods(counts):
    years = np.asarray(counts, dtype=float)
    return YearPeriods(
        area_code="E09000028",
        ends=tuple(date(FIRST + k, 12, 31) for k in range(years.size)),
        counts=years,
        segments=np.zeros(years.size, dtype=int),
        people=None,
        per=1,
        unit="victims",
    )


def test_years_judge_where_the_waits_cannot_or_where_only_they_show_a_signal():
    few = history(5, 40, 90, years=15)
    chart, found = judged_by_years(waits_by_year(few, FIRST), periods([1] * 14 + [0]), SUBJECT)
    assert (chart, found.charted) == ("u′", 0)
    months = [*range(2, 240, 7)]
    burst = history(*months, *[236] * 5, years=20)
    by_year = burst.reshape(-1, 12).sum(axis=1)
    waits = waits_by_year(burst, FIRST)
    assert waits_signal(waits, SUBJECT).verdict.kind != SIGNAL
    chart, found = judged_by_years(waits, periods(by_year), SUBJECT)
    assert (chart, found.verdict.kind) == ("u′", SIGNAL)
    usual = waits_by_year(history(*months, years=20), FIRST)
    assert judged_by_years(usual, periods(by_year * 0 + 2), SUBJECT)[0] == "g"


@pytest.mark.parametrize("borough", ["E09000005", "E09000027", "E09000029"])
def test_each_death_could_have_been_in_another_month_of_its_year(borough):
    """What is printed would be the same; where one death alone cannot move, two can."""
    (own,) = borough_months(get_metric("knife_homicide"), borough)
    said = printed(waits_by_year(own.counts, own.first))
    for at in np.flatnonzero(own.counts):
        year = range(12 * (at // 12), 12 * (at // 12) + 12)
        moves = (moved(own.counts, {at: to}) for to in year if to != at)
        pairs = (moved(own.counts, {at: to, a: b}) for to in year for a, b in other(own, at, to))
        alike = (printed(waits_by_year(one, own.first)) == said for one in (*moves, *pairs))
        assert any(alike), at


def moved(counts, steps):
    after = counts.copy()
    for start, to in steps.items():
        after[start] -= 1
        after[to] += 1
    return after


def other(own, at, to):
    """Moves of one other death within its year by as many months the other way."""
    for start in np.flatnonzero(own.counts):
        back = start - (to - at)
        if to != at and start != at and back >= 0 and back // 12 == start // 12:
            yield start, back


def test_a_part_of_a_year_is_left_out():
    found = list(borough_months(get_metric("knife_homicide"), "southwark"))
    assert [(one.first, one.counts.size % 12) for one in found] == [(2003, 0)]
    (cut,) = borough_months(get_metric("knife_homicide"), "southwark", end=date(2020, 11, 30))
    assert cut.counts.size == 12 * 17
    assert not list(borough_months(get_metric("knife_homicide"), end=date(2003, 6, 30)))
    with pytest.raises(ValueError, match="Whole calendar years"):
        waits_by_year(np.ones(13), FIRST)


def test_a_missing_month_hides_the_waits_across_it():
    counts = history(*range(0, 96, 4), years=8)
    counts[50] = np.nan
    waits = waits_by_year(counts, FIRST)
    assert waits.chart.values.size == 22
    counts[95] = np.nan
    assert waits_by_year(counts, FIRST).open_years == -1


def test_periods_restart_and_rate_by_residents():
    metric = get_metric("homicide")
    (counts,) = year_periods(metric, "southwark", rebase=[date(2010, 6, 1)])
    restarted = [end for end, segment in zip(counts.ends, counts.segments, strict=True) if segment]
    assert restarted[0] == date(2012, 3, 31)
    (rates,) = year_periods(metric, "southwark", stated_as="rate")
    assert rates.values == pytest.approx(100_000 * rates.counts / rates.people)
    assert set(rates.ends) < set(counts.ends)
