"""What is held is named by its unbroken stretches."""

from datetime import date

import pytest

from data.periods import add_months
from metrics.held_periods import held_words, stretches


def run_of(first, count, step=1):
    return [add_months(first, step * place) for place in range(count)]


def test_stretches_end_where_a_period_is_missing():
    ends = run_of(date(2024, 1, 31), 3) + run_of(date(2024, 6, 30), 2)
    assert stretches("month", ends) == [
        (date(2024, 1, 31), date(2024, 3, 31)),
        (date(2024, 6, 30), date(2024, 7, 31)),
    ]


@pytest.mark.parametrize(
    ("period_type", "ends", "said"),
    [
        ("month", run_of(date(2024, 1, 31), 2), "months January 2024 to February 2024"),
        (
            "rolling_12_months",
            [date(2024, 1, 31), *run_of(date(2024, 6, 30), 2)],
            "periods of 12 months that end in January 2024 and June 2024 to July 2024",
        ),
        (
            "financial_year",
            [date(2019, 3, 31), date(2020, 3, 31), date(2023, 3, 31)],
            "financial years 2018/19 to 2019/20 and 2022/23",
        ),
        ("calendar_year", [date(2020, 12, 31)], "calendar years 2020"),
        (
            "calendar_year",
            [date(year, 12, 31) for year in (2010, 2012, 2014, 2016, 2017)],
            "calendar years 2010 to 2017, with 3 gaps between",
        ),
        (
            "quarter",
            run_of(date(2024, 3, 31), 2, 3),
            "quarters that end in March 2024 to June 2024",
        ),
    ],
)
def test_what_is_held_reads_in_words(period_type, ends, said):
    assert held_words(period_type, ends) == said
