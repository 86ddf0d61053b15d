"""What is said of events too rare for a monthly chart."""

from datetime import date

import numpy as np
import pytest

from data.periods import add_months
from metrics.metric import LOWER_IS_BETTER, NO_JUDGEMENT
from metrics.rare_verdicts import wait_signal, year_signal
from metrics.verdicts import ORDINARY, SIGNAL, TOO_FEW, Subject

SUBJECT = Subject(title="Knife robbery", place="Bexley", direction=LOWER_IS_BETTER)
EVERY_THIRD = [1.0, 0.0, 0.0] * 20


def waits(counts, subject=SUBJECT):
    ends = [add_months(date(2021, 8, 31), k) for k in range(len(counts))]
    return wait_signal(counts, ends, subject)


def test_events_that_come_as_before_are_ordinary():
    found = waits(EVERY_THIRD)
    assert (found.charted, found.centre, found.rules) == (3, 3, ())
    assert found.upper == pytest.approx(3 + 3 * np.sqrt(12))
    assert found.verdict.kind != SIGNAL
    assert "four in the 12 months to July 2026" in found.verdict.sentence


def test_a_wait_that_is_not_over_is_a_signal_once_it_is_beyond_the_limit():
    quiet = waits([*EVERY_THIRD, 1.0, *[0.0] * 14])
    assert quiet.verdict.kind == SIGNAL
    assert (quiet.verdict.direction, quiet.verdict.judgement) == (-1, "better")
    assert "none for 14 months, where waits of up to 13 are usual" in quiet.verdict.sentence
    assert quiet.verdict.new
    assert not waits([*EVERY_THIRD, 1.0, *[0.0] * 15]).verdict.new


def test_seven_short_waits_are_a_signal_upwards():
    found = waits([*EVERY_THIRD, *[1.0] * 8])
    assert found.verdict.kind == SIGNAL
    assert (found.verdict.direction, found.verdict.judgement) == (1, "worse")
    assert "closer together" in found.verdict.sentence


def test_a_measure_without_judgement_is_never_called_better():
    neutral = Subject(title="Searches", place="Bexley", direction=NO_JUDGEMENT)
    assert waits([*EVERY_THIRD, 1.0, *[0.0] * 14], neutral).verdict.judgement == ""


@pytest.mark.parametrize("counts", [[0.0] * 40, [1.0, 0.0] * 6, [np.nan] * 30])
def test_fewer_than_twelve_waits_are_too_few(counts):
    assert waits(counts).verdict.kind == TOO_FEW


def test_years_are_charted_by_the_year_only():
    years = [3.0, 4, 2, 5, 3, 4, 3, 2, 4, 5, 3, 4, 3, 4, 2, 3, 4, 5, 3, 2, 4, 3, 4, 3]
    usual = year_signal(years, date(2024, 3, 31), SUBJECT).verdict
    assert usual.kind == ORDINARY
    assert "three in the 12 months to March 2024" in usual.sentence
    high = year_signal([*years[:-1], 14.0], date(2024, 3, 31), SUBJECT).verdict
    assert (high.kind, high.judgement, high.new) == (SIGNAL, "worse", True)
    assert "14 in the 12 months to March 2024" in high.sentence
    low = year_signal([*years, *[1.0] * 7], date(2024, 3, 31), SUBJECT).verdict
    assert "below average in each of the seven years to March 2024" in low.sentence
    assert year_signal(years[:11], date(2024, 3, 31), SUBJECT).verdict.kind == TOO_FEW
    assert "provisional" in year_signal(years[:20], date(2024, 3, 31), SUBJECT).verdict.sentence


def test_a_year_without_events_is_said_to_have_none():
    years = [3.0, 1, 2, 0, 3, 1, 2, 2, 1, 0, 3, 1, 2, 0]
    found = year_signal(years, date(2024, 3, 31), SUBJECT).verdict
    assert found.sentence.startswith("Nothing unusual: none in the 12 months to March 2024")
