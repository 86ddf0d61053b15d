from datetime import date

from hypothesis import given, settings

from figures.render.standalone import standalone
from figures.render.text import Cell, alt_text, key, notes, subtitle, table
from figures.sparkline import sparkline
from figures.words import figure, number, within
from tests.figures.builders import CONNECT, LONDON, RATE, chart, charts, full_chart, rows

few = settings(max_examples=30, deadline=None)


def test_the_alternative_text_of_a_count():
    drawn = chart(rows([12, 9, None, 15, 11], statuses=["", "", "x", "", "p"]), ledger=[CONNECT])
    assert alt_text(drawn) == (
        "Line chart: Knife crime, Southwark, monthly, January to May 2024, offences. "
        "Southwark: from 12 in January 2024 to 11 in May 2024. "
        "Highest 15 in April 2024; lowest 9 in February 2024. "
        "No figures for March 2024. "
        "Break in the series in March 2024: CONNECT replaced CRIS. "
        "The figures for May 2024 are provisional and may change."
    )


def test_the_alternative_text_of_a_rate_says_the_newest_value_of_the_comparison():
    options = {"unit": RATE, "period_type": "rolling_12_months"}
    drawn = chart(
        rows([2.5, 2.25], interval=0.1, **options),
        rows([1.5, 1.6], area=LONDON, **options),
        comparisons=[LONDON],
        intervals=True,
    )
    assert alt_text(drawn) == (
        "Line chart: Knife crime, Southwark and London (Metropolitan Police area), "
        "12 months ending January 2024 to February 2024, offences per 1,000 residents. "
        "Southwark: from 2.50 in the 12 months to January 2024 to 2.25 in the 12 months to "
        "February 2024. The 95% interval of the newest value is 2.15 to 2.35. "
        "Highest 2.50 in the 12 months to January 2024; lowest 2.25 in the 12 months to "
        "February 2024. "
        "London (Metropolitan Police area): 1.60 in the 12 months to February 2024."
    )


def test_a_sparkline_has_words_of_its_own():
    small = sparkline(full_chart())
    assert alt_text(small).startswith(
        "Small line chart without axes: Knife crime, Southwark, monthly, January 2018 to "
        "February 2026, offences per 1,000 residents. Southwark: from 2.00"
    )
    assert "COVID" not in alt_text(small)
    assert "London" not in alt_text(small)


@few
@given(charts())
def test_the_alternative_text_says_the_first_and_the_last_value(drawn):
    said = alt_text(drawn)
    if not drawn.focus.shown:
        assert "no figures are available" in said
    for point in (drawn.focus.shown[:1], drawn.focus.shown[-1:]):
        for one in point:
            value = figure(one.value, drawn.unit, drawn.decimals)
            assert f"{value} {within(drawn.period_type, one.period_end)}" in said


@few
@given(charts())
def test_the_table_has_a_row_for_each_period_and_as_many_cells_as_columns(drawn):
    content = table(drawn)
    periods = {point.period_end for series in drawn.series for point in series.points}
    assert len(content.rows) == len(periods)
    assert {row[0].value for row in content.rows} == periods
    assert {len(row) for row in content.rows} == {len(content.columns)}


@few
@given(charts())
def test_a_missing_value_is_words_in_the_table_and_never_a_zero(drawn):
    held = {point.period_end: point for point in drawn.focus.points}
    for row in table(drawn).rows:
        point = held.get(row[0].value)
        if point is None or point.value is None:
            assert row[1] == Cell(text="not available")
        else:
            assert row[1].value == point.value


def test_the_table_by_hand_newest_first():
    drawn = chart(
        rows([1200, None], interval=10, statuses=["", "c"], provisional_from=date(2024, 1, 1)),
    )
    content = table(drawn)
    assert [column.label for column in content.columns] == [
        "Period",
        "Southwark, offences",
        "Southwark, 95% interval",
        "Status",
    ]
    assert [[cell.text for cell in row] for row in content.rows] == [
        [
            "February 2024",
            "withheld, confidential",
            "not available",
            "confidential, withheld",
        ],
        ["January 2024", "1,200", "1,190 to 1,210", "provisional"],
    ]


def test_a_status_that_only_one_place_has_is_said_of_that_place():
    drawn = chart(
        rows([2.0], unit=RATE),
        rows([1.0], unit=RATE, area=LONDON, statuses=["r"]),
        comparisons=[LONDON],
    )
    assert table(drawn).rows[0][-1].text == "London (Metropolitan Police area): revised"


def test_the_residents_a_rate_divides_by_are_in_the_table_and_not_in_the_unit():
    drawn = chart(rows([2.0], unit=f"{RATE} (mid-2024, estimated)", statuses=["e"]))
    assert drawn.unit == RATE
    assert [c.text for c in table(drawn).rows[0][-2:]] == ["estimated", "mid-2024, estimated"]
    assert notes(drawn) == (
        "The figures for January 2024 divide by estimated residents, the newest by those of "
        "mid-2024.",
    )


def test_a_table_without_intervals_or_statuses_has_no_columns_for_them():
    assert [c.label for c in table(chart(rows([1, 2]))).columns] == [
        "Period",
        "Southwark, offences",
    ]


def test_the_notes_say_everything_that_is_drawn():
    assert notes(full_chart(notes=("A caveat.",))) == (
        "New place rules, from August 2021. Places are assigned another way.",
        "CONNECT replaced CRIS, from March 2024. The recording system changed.",
        "No figures for January to July 2021.",
        "COVID-19 restrictions, March 2020 to July 2021. Restrictions lowered many kinds of crime.",
        "Dotted line: The figures for December 2025 to February 2026 are provisional and may "
        "change.",
        "Shaded area: 95% interval.",
        "A caveat.",
    )


def test_many_short_gaps_are_told_once():
    drawn = chart(rows([1, None, 2, None, 3, None, 4, None, 5]))
    said = "o figures for 4 of 9 periods; the table says which."
    assert notes(drawn) == (f"Shaded bands without a name: n{said}",)
    assert f"N{said}" in alt_text(drawn)


def test_the_key_names_each_line_with_its_newest_value():
    entries = [(entry.name, entry.role, entry.latest) for entry in key(full_chart())]
    assert entries == [
        ("Southwark", "focus", "2.60 in February 2026"),
        ("London (Metropolitan Police area)", "comparison", "1.70 in February 2026"),
    ]


def test_the_key_shows_a_dot_for_points_that_no_line_joins():
    for values, sample in (([1], "dot"), ([1, None, 2], "dot"), ([1, 2, None], "line")):
        drawn = chart(rows(values))
        (entry,) = key(drawn)
        assert (entry.role, entry.sample) == ("focus", sample)
        assert ('<path class="line-focus"' in standalone(drawn)) is (sample == "line")
    (moving,) = key(chart(rows([1], statuses=["p"])))
    assert (moving.role, moving.sample) == ("focus-provisional", "dot")


def test_the_subtitle_names_measure_place_period_and_unit():
    drawn = chart(rows([5] * 8, period_type="quarter", first=(2023, 3)))
    assert (
        subtitle(drawn)
        == "Knife crime, Southwark, quarterly, January 2023 to December 2024, offences"
    )


def test_a_minus_is_a_minus_and_a_rounded_zero_has_none():
    assert number(-1234.5, 1) == "−1,234.5"
    assert number(-0.04, 1) == "0.0"
