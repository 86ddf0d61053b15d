"""Periods: their limits, names and spellings."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.errors import ParameterError
from data.periods import (
    PERIOD_TYPES,
    Period,
    add_months,
    ends_here,
    financial_year,
    month_end,
    parse_day,
    parse_period,
    period_label,
    period_start,
)


@pytest.mark.parametrize(
    ("text", "period_type", "start", "end"),
    [
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024/25", "financial_year", date(2024, 4, 1), date(2025, 3, 31)),
        ("1999/00", "financial_year", date(1999, 4, 1), date(2000, 3, 31)),
        ("2024", "calendar_year", date(2024, 1, 1), date(2024, 12, 31)),
        ("12m:2026-02", "rolling_12_months", date(2025, 3, 1), date(2026, 2, 28)),
    ],
)
def test_a_spelled_period_has_these_limits(text, period_type, start, end):
    period = parse_period(text)
    assert (period.period_type, period.start, period.end) == (period_type, start, end)


@pytest.mark.parametrize("text", ["2024-13", "2024/26", "24", "", "February", "12m:2026", "2024-2"])
def test_what_is_no_period_is_refused_with_the_spellings_there_are(text):
    with pytest.raises(ParameterError, match="Write it as one of: 2024-02"):
        parse_period(text)


@pytest.mark.parametrize(
    ("period_type", "end", "label"),
    [
        ("month", date(2026, 2, 28), "February 2026"),
        ("quarter", date(2019, 3, 31), "January to March 2019"),
        ("rolling_12_months", date(2026, 2, 28), "12 months to February 2026"),
        ("financial_year", date(2025, 3, 31), "April to March 2024/25"),
        ("calendar_year", date(2024, 12, 31), "2024"),
    ],
)
def test_a_period_has_a_name_that_can_stand_in_a_sentence(period_type, end, label):
    assert period_label(period_type, end) == Period(period_type, end).label == label


@pytest.mark.parametrize("text", ["2024-02", "2024/25", "2024", "12m:2026-02"])
def test_a_period_is_spelled_as_it_is_read(text):
    assert parse_period(text).spelling == text


def test_a_quarter_has_no_spelling():
    with pytest.raises(ParameterError, match="has no spelling"):
        _ = Period("quarter", date(2024, 3, 31)).spelling


def test_april_begins_a_financial_year_and_march_ends_it():
    assert financial_year(date(2025, 3, 31)) == "2024/25"
    assert financial_year(date(2025, 4, 1)) == "2025/26"


def test_periods_end_only_where_their_kind_can():
    ends = {
        kind: [m for m in range(1, 13) if ends_here(kind, month_end(2025, m))]
        for kind in PERIOD_TYPES
    }
    assert ends["quarter"] == [3, 6, 9, 12]
    assert ends["financial_year"] == [3]
    assert ends["calendar_year"] == [12]
    assert ends["month"] == ends["rolling_12_months"] == list(range(1, 13))


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), months=st.integers(-600, 600))
def test_adding_months_and_taking_them_away_returns_to_the_month(day, months):
    assert add_months(add_months(day, months), -months) == add_months(day, 0)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), kind=st.sampled_from(PERIOD_TYPES))
def test_a_period_starts_on_a_first_and_before_its_end(day, kind):
    end = add_months(day, 0)
    assert period_start(kind, end).day == 1
    assert period_start(kind, end) <= end


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-03", date(2024, 2, 3), date(2024, 2, 3)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (" 2023-12 ", date(2023, 12, 1), date(2023, 12, 31)),
    ],
)
def test_a_month_stands_for_its_first_or_its_last_day(text, first, last):
    assert parse_day(text) == first
    assert parse_day(text, last=True) == last


@pytest.mark.parametrize("text", ["", "2024", "2024-13", "2024-02-30", "20240201", "2024-W05-1"])
def test_what_is_no_date_is_refused_with_how_to_write_one(text):
    with pytest.raises(ParameterError, match="Write 2024-04-01, or 2024-04 for a month"):
        parse_day(text)
