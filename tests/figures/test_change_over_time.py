from datetime import date

import pandas as pd
import pytest

from figures.change_over_time import annotations, is_rate
from figures.chart import COMPARISON, FOCUS, Point, Series
from figures.render.text import table
from figures.sparkline import sparkline
from tests.figures.builders import (
    CONNECT,
    COVID,
    LEDGER,
    LONDON,
    NEW_PLACES,
    RATE,
    RICHMOND,
    chart,
    full_chart,
    metric,
    rows,
)


def test_a_borough_and_london_share_one_axis_as_rates():
    drawn = full_chart()
    assert [(s.name, s.role) for s in drawn.series] == [
        ("Southwark", FOCUS),
        ("London (Metropolitan Police area)", COMPARISON),
    ]
    assert drawn.unit == RATE


def test_counts_of_two_places_are_refused():
    with pytest.raises(ValueError, match="Counts of places of different size"):
        chart(rows([1]), rows([2], area=LONDON), comparisons=[LONDON])


def test_two_units_are_refused():
    with pytest.raises(ValueError, match="A chart has one unit"):
        chart(rows([1]), rows([2], first=(2024, 2), unit=RATE))


def test_two_period_types_are_refused():
    with pytest.raises(ValueError, match="A chart has one period_type"):
        chart(rows([1]), rows([2], first=(2024, 3), period_type="quarter"))


def test_a_place_without_rows_is_refused():
    with pytest.raises(ValueError, match="no rows of knife_crime for E09000027"):
        chart(rows([1]), focus=RICHMOND)


def test_two_values_for_one_period_are_refused():
    with pytest.raises(ValueError, match="one for each period"):
        chart(rows([1]), rows([2]))


def test_a_comparison_without_rows_is_left_out():
    assert len(chart(rows([1.0], unit=RATE), comparisons=[LONDON]).series) == 1


def test_rows_in_any_order_make_the_same_chart():
    measured = rows([1, 2, None, 4])
    assert chart(measured.iloc[::-1]) == chart(measured)


def test_a_period_left_out_is_a_gap_as_a_missing_one_is():
    whole = rows([1, 2, None, 4])
    gap = chart(whole).gaps
    assert chart(whole.dropna(subset="value")).gaps == gap
    assert [(one.start, one.end, one.text) for one in gap] == [
        (date(2024, 3, 31), date(2024, 3, 31), "No figures for March 2024.")
    ]


def test_missing_values_at_the_end_are_a_gap_too():
    assert [gap.text for gap in chart(rows([1, 2, None, None])).gaps] == [
        "No figures for March to April 2024."
    ]


def test_a_gap_of_totals_names_the_periods_it_leaves_out():
    measured = rows([5] * 20, period_type="rolling_12_months", first=(2023, 1))
    drawn = chart(measured.drop(index=range(5, 9)))
    assert [gap.text for gap in drawn.gaps] == [
        "No figures for the 12 months ending June 2023 to September 2023."
    ]


def test_provisional_values_are_drawn_so_whatever_graver_status_they_carry():
    statuses = ["p", "", "e", "u", "x"]
    measured = rows([1, 2, 3, 4, None], statuses=statuses, provisional_from=date(2024, 3, 31))
    drawn = chart(measured)
    assert [p.provisional for p in drawn.focus.points] == [True, False, True, True, False]
    said = [[cell.text for cell in row][-1] for row in table(drawn).rows]
    moving = ["provisional, low reliability", "provisional, and estimated"]
    assert said == ["not available", *moving, "", "provisional"]


def test_the_ledger_becomes_breaks_and_events():
    breaks, events = annotations(LEDGER)
    assert [(one.name, one.day, one.parts) for one in breaks] == [
        (NEW_PLACES.title, NEW_PLACES.first_day, True),
        (CONNECT.title, CONNECT.first_day, False),
    ]
    assert [(one.name, one.start, one.end) for one in events] == [
        (COVID.title, COVID.first_day, COVID.last_day)
    ]


def test_what_lies_beside_the_chart_is_left_out():
    drawn = chart(rows(range(12), first=(2022, 1)), ledger=LEDGER)
    assert drawn.breaks == ()
    assert drawn.events == ()


def test_the_finding_states_the_newest_values_and_judges_nothing():
    assert chart(rows([12, 1])).title == "Knife crime, February 2024: 1 offence in Southwark"
    assert full_chart().title == (
        "Knife crime, February 2026: 2.60 offences per 1,000 residents in Southwark, "
        "1.70 in London (Metropolitan Police area)"
    )
    assert chart(rows([None])).title == "Knife crime: no figures are available for Southwark"


def test_a_percentage_reads_as_one():
    unit = "percent of offences recorded in the period"
    drawn = chart(rows([7.25], unit=unit), measure=metric(unit=unit, decimals=1, title="Outcomes"))
    assert drawn.title == (
        "Outcomes, January 2024: 7.2% of offences recorded in the period in Southwark"
    )


def test_a_caller_words_the_chart_and_blank_words_are_made_up_for():
    drawn = chart(rows([1]), title="Nothing unusual", chart_id="", notes=("A note.",))
    assert drawn.title == "Nothing unusual"
    assert drawn.chart_id == "knife-crime-e09000028-month"
    assert drawn.notes == ("A note.",)


def test_a_rate_shows_three_digits_and_a_count_none_after_the_point():
    assert chart(rows([0.1234], unit=RATE)).decimals == 3
    assert chart(rows([2.34], unit=RATE)).decimals == 2
    assert chart(rows([123.4], unit=RATE)).decimals == 1
    assert chart(rows([2])).decimals == 0


def test_the_axis_holds_the_intervals_that_are_drawn():
    measured = rows([4, 5], interval=20)
    assert chart(measured).y.high == 5
    assert chart(measured, intervals=True).y.high >= 25


@pytest.mark.parametrize(
    ("unit", "rate"),
    [
        ("offences", False),
        ("victims aged 1 to 24", False),
        (RATE, True),
        ("percent of searches with a known outcome", True),
        ("percent", True),
        ("ratio", True),
    ],
)
def test_rates_are_told_from_counts_by_their_unit(unit, rate):
    assert is_rate(unit) is rate


def test_a_sparkline_keeps_the_focus_its_gaps_and_its_zero():
    drawn = full_chart()
    small = sparkline(drawn)
    assert small.series == (drawn.focus,)
    assert small.gaps == drawn.gaps
    assert small.y.low == 0
    assert small.y.high == max(point.value for point in drawn.focus.shown)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_point_takes_no_number_that_is_none(value):
    with pytest.raises(ValueError, match="None where there is no value"):
        Point(period_end=date(2024, 1, 31), value=value)


def test_a_series_out_of_order_is_refused():
    points = [Point(period_end=date(2024, month, 28), value=1.0) for month in (3, 2)]
    with pytest.raises(ValueError, match="in order of time"):
        Series(name="Southwark", points=tuple(points))


def test_a_value_missing_in_pandas_is_none():
    drawn = chart(rows([1, None]).astype({"value": "Float64"}).assign(lower=pd.NA))
    assert drawn.focus.points[1].value is None
    assert drawn.focus.points[0].lower is None
