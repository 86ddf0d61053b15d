"""Numbers and periods as British readers write them."""

import math
from datetime import date

import pytest

from metrics import words


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(13552, 0, "13,552"), (-0.254, 2, "−0.25"), (0, 0, "0"), (math.nan, 1, "not available")],
)
def test_numbers_have_marked_thousands_and_a_true_minus(value, decimals, shown):
    assert words.number(value, decimals) == shown


def test_a_signed_percentage_shows_its_plus():
    assert words.percentage(3.25, signed=True) == "+3.2%"


def test_one_victim_is_singular_and_keeps_the_rest_of_the_unit():
    assert words.quantity(1, "victims aged 1 to 24") == "1 victim aged 1 to 24"
    assert words.quantity(2, "victims aged 1 to 24") == "2 victims aged 1 to 24"


@pytest.mark.parametrize(
    ("period_type", "end", "shown"),
    [
        ("month", date(2026, 2, 28), "February 2026"),
        ("rolling_12_months", date(2026, 2, 28), "the 12 months to February 2026"),
        ("financial_year", date(2025, 3, 31), "the financial year 2024/25"),
        ("calendar_year", date(2025, 12, 31), "2025"),
    ],
)
def test_a_period_stands_after_in(period_type, end, shown):
    assert words.in_period(period_type, end) == shown


def test_only_the_twelve_months_just_before_are_called_so():
    end = date(2026, 2, 28)
    before = words.period_before("rolling_12_months", end, date(2025, 2, 28))
    longer_ago = words.period_before("rolling_12_months", end, date(2019, 2, 28))
    assert before == "the 12 months before"
    assert longer_ago == "the 12 months to February 2019"


def test_nothing_has_no_sign():
    assert words.number(-0.3) == "0"
    assert words.number(0.004, 2, signed=True) == "0.00"
    assert words.number(-0.3, 1) == "−0.3"


def test_limits_read_as_no_change_only_where_they_are():
    assert words.limits((-25.2, -4.6), 0) == "−25% to −5%"
    assert words.limits((0.4, 17.3), 0) == "+0.4% to +17.3%"
    assert words.limits((-12.0, -0.03)) == "−12.00% to −0.03%"
    assert words.limits((0.0, 3.0), 0) == "0% to +3%"
    assert words.limits((-0.000001, 3.0)) == "0.0000% to +3.0000%"


def test_limits_are_printed_rounded_inwards():
    assert words.printed_limits((18.2, 261.6)) == (19, 261)
    assert words.printed_limits((0.3, 18.25), 1) == (0.3, 18.2)
    assert words.printed_limits((40.0, 70.0)) == (40, 70)
    assert words.printed_limits((1.2, 1.9)) == (1, 2)
