"""Values at a break are marked, and only those."""

from datetime import date

import numpy as np
import pytest

from data.breaks import Break
from metrics.aggregate import starts_of
from metrics.breaks import at_a_break, breaks_between


def entry(first_day, *, comparable="no", last_day=None):
    return Break(
        break_id="made-up",
        first_day=first_day,
        last_day=last_day,
        kind="system",
        comparable=comparable,
        title="A made-up break",
        effect="",
        source_ids=(),
        metric_ids=("knife_crime",),
        origin="made up",
    )


MARCH = entry(date(2024, 3, 1))


def marked(breaks, ends, period_type, *, begun="2020-01-31", missing=()):
    """The period ends that carry the mark."""
    days = np.array(ends, dtype="datetime64[D]")
    valued = np.array([[end not in missing for end in ends]])
    starts = starts_of(days, period_type)
    begun = np.array([begun], dtype="datetime64[D]")
    marks = at_a_break(breaks, starts, days, valued, begun=begun)
    return [end for end, mark in zip(ends, marks[0], strict=True) if mark]


MONTHS = ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]


def test_the_first_month_after_a_break_is_marked():
    assert marked([MARCH], MONTHS, "month") == ["2024-03-31"]


def test_the_first_month_with_a_value_is_marked_where_a_gap_follows_the_break():
    assert marked([MARCH], MONTHS, "month", missing=("2024-03-31",)) == ["2024-04-30"]


def test_years_across_the_break_and_the_first_after_it_are_marked():
    ends = ["2024-02-29", "2024-03-31", "2025-01-31", "2025-02-28", "2025-03-31"]
    assert marked([MARCH], ends, "rolling_12_months") == ["2024-03-31", "2025-01-31", "2025-02-28"]


def test_a_series_that_begins_after_the_break_has_none():
    assert marked([MARCH], MONTHS[2:], "month", begun="2024-03-31") == []


def test_a_break_to_be_read_with_care_marks_nothing():
    assert marked([entry(date(2024, 3, 1), comparable="note")], MONTHS, "month") == []


def test_every_month_of_an_event_and_the_first_after_it_are_marked():
    event = entry(date(2024, 2, 1), last_day=date(2024, 3, 31))
    assert marked([event], MONTHS, "month") == MONTHS[1:]


@pytest.mark.parametrize(
    ("start", "end", "crossed"),
    [
        ("2023-03-01", "2024-02-29", False),
        ("2023-04-01", "2024-03-31", True),
        ("2024-02-01", "2025-03-31", True),
        ("2024-03-01", "2025-03-31", False),
    ],
)
def test_a_comparison_crosses_a_break_between_its_first_and_last_day(start, end, crossed):
    found = breaks_between([MARCH], np.datetime64(start), np.datetime64(end))
    assert (found == [MARCH]) is crossed
