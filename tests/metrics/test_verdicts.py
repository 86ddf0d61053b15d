"""What a chart says in words."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from data.periods import add_months
from metrics import control_rules as rules
from metrics.metric import HIGHER_IS_BETTER, LOWER_IS_BETTER, NO_JUDGEMENT
from metrics.spc import xmr_chart
from metrics.verdicts import (
    BETTER,
    JUDGEMENT_WORDS,
    MISSING,
    ORDINARY,
    PAST_SIGNAL,
    SIGNAL,
    TOO_FEW,
    TRIAL,
    WORSE,
    Subject,
    judgement,
    number_word,
    span,
    verdict,
)

SOUTHWARK = Subject(title="Knife crime", place="Southwark", direction=LOWER_IS_BETTER)
HOMICIDES = Subject(title="Knife homicides", place="London", direction=LOWER_IS_BETTER)
POSSESSION = Subject(title="Weapon possession", place="Brent", direction=NO_JUDGEMENT)
ORDINARY_YEAR = [70.0, 78, 72, 76, 69, 79, 71, 77, 73, 75, 70, 78]
THREE_YEARS = ORDINARY_YEAR * 3


def months(number, first=date(2022, 1, 31)):
    return [add_months(first, k) for k in range(number)]


def read(values, subject=SOUTHWARK, *, baseline=36, segments=0):
    chart = xmr_chart(values, segments, baseline=np.arange(len(values)) < baseline)
    return verdict(chart, months(len(values)), subject)


def test_a_title_with_a_comma_is_closed_with_one():
    young = replace(SOUTHWARK, title="Injury victims under 25, not domestic")
    assert SOUTHWARK.opening == "Knife crime in Southwark"
    assert young.opening == "Injury victims under 25, not domestic, in Southwark"


def test_a_run_below_the_level_of_earlier_years():
    found = read([*THREE_YEARS, *[67.0, 71] * 4, 67])
    assert found.sentence == (
        "Knife crime in Southwark has been below its 2022 to 2024 level for nine months: "
        "more than chance."
    )
    assert (found.kind, found.rule, found.direction) == (SIGNAL, rules.ONE_SIDE, -1)
    assert (found.judgement, found.new) == (BETTER, False)


def test_a_run_is_news_in_its_seventh_month():
    # The last month of the three years lies above the centre, so the run begins after it.
    assert read([*THREE_YEARS, *[67.0, 71] * 3, 67]).new
    assert not read([*THREE_YEARS, *[67.0, 71] * 4]).new


def test_ordinary_variation():
    found = read(THREE_YEARS)
    assert found.sentence == "Nothing unusual: the last twelve months vary as they did before."
    assert (found.kind, found.rule, found.judgement, found.new) == (ORDINARY, "", "", False)


def test_a_run_within_its_own_baseline_is_compared_with_the_average():
    values = [*[78.0, 70] * 12, *[69.0, 73] * 4]
    found = read(values, baseline=len(values))
    assert found.sentence == (
        "Knife crime in Southwark has been below its average for nine months (that of the months "
        "since January 2022): more than chance."
    )


def test_a_month_outside_the_limits_is_shown_with_what_is_usual():
    found = read([*THREE_YEARS, 110])
    # Centre 74, mean moving range 6.4: limits at about 57 and 91.
    assert found.sentence.startswith(
        "Knife crime in Southwark was unusually high in January 2025, 110 where "
    )
    assert found.sentence.endswith(" was usual in 2022 to 2024: more than chance.")
    assert (found.rule, found.judgement, found.new) == (rules.BEYOND_LIMITS, WORSE, True)


def test_the_usual_range_never_contains_a_value_that_is_called_unusual():
    chart = xmr_chart([*THREE_YEARS, 110], baseline=np.arange(37) < 36)
    low, high = int(np.ceil(chart.lower[-1])), int(np.floor(chart.upper[-1]))
    assert f"{low} to {high} was usual" in read([*THREE_YEARS, 110]).sentence
    assert chart.lower[-1] <= low
    assert high <= chart.upper[-1]


def test_a_usual_range_does_not_begin_below_zero():
    values = [1.0, 5, 2, 6, 1, 5, 0, 6, 2, 4, 1, 5] * 3
    assert "where up to" in read([*values, 40]).sentence


def test_seasonal_adjustment_and_unit_are_said_with_the_number():
    subject = Subject(
        title="Knife crime",
        place="Southwark",
        direction=LOWER_IS_BETTER,
        decimals=1,
        adjusted=True,
    )
    assert (
        "110.0 after allowing for the season where" in read([*THREE_YEARS, 110], subject).sentence
    )


def test_a_trend_names_the_month_it_began():
    found = read([*THREE_YEARS, 68, 70, 72, 74, 76, 78, 80])
    assert found.sentence == (
        "Knife crime in Southwark has risen in every month since January 2025: more than chance."
    )


def test_two_of_three_months_near_a_limit():
    found = read([*THREE_YEARS, 77, 88, 88])
    assert found.rule == rules.TWO_OF_THREE
    assert found.sentence == (
        "Knife crime in Southwark was unusually high in two of the three months to March 2025 "
        "against 2022 to 2024: more than chance."
    )


def test_plural_measures_take_the_plural():
    assert read([*THREE_YEARS, *[67.0, 71] * 4, 67], HOMICIDES).sentence == (
        "Knife homicides in London have been below their 2022 to 2024 level for nine months: "
        "more than chance."
    )
    assert "were unusually high" in read([*THREE_YEARS, 110], HOMICIDES).sentence


@pytest.mark.parametrize(
    ("title", "plural"),
    [
        ("Knife crime", False),
        ("Knife crime with injury", False),
        ("Young victims of knife crime with injury", True),
        ("Knife homicide, victim under 25", False),
        ("Homicide offences in the recorded-crime file", True),
        ("Possession of weapons", False),
        ("Concern about knife crime among adults", False),
        ("Weapon searches", True),
        ("Happiness", False),
    ],
)
def test_the_noun_of_a_title_decides_its_number(title, plural):
    assert Subject(title=title, place="", direction="").plural is plural


def test_possession_is_not_judged():
    found = read([*THREE_YEARS, 110], POSSESSION)
    assert (found.kind, found.judgement) == (SIGNAL, "")
    assert JUDGEMENT_WORDS[found.judgement].endswith("whether that is good or bad.")


def test_direction_decides_what_is_better():
    assert judgement(-1, LOWER_IS_BETTER) == judgement(1, HIGHER_IS_BETTER) == BETTER
    assert judgement(1, LOWER_IS_BETTER) == judgement(-1, HIGHER_IS_BETTER) == WORSE
    assert judgement(0, LOWER_IS_BETTER) == judgement(1, NO_JUDGEMENT) == ""


def test_a_signal_that_has_passed_is_told_with_its_month():
    found = read([*THREE_YEARS, 110, 75, 72])
    assert found.kind == PAST_SIGNAL
    assert found.sentence == (
        "Nothing unusual in the newest month against 2022 to 2024; January 2025 was the last "
        "unusual one."
    )


def test_a_signal_more_than_a_year_ago_is_not_told():
    assert read([*THREE_YEARS, 110, *ORDINARY_YEAR[:11]]).kind == PAST_SIGNAL
    assert read([*THREE_YEARS, 110, *ORDINARY_YEAR]).kind == ORDINARY


def test_a_signal_before_the_last_break_is_not_told():
    values, segments = [*THREE_YEARS, 110, *THREE_YEARS[:6]], [0] * 37 + [1] * 6
    assert read(values, segments=segments, baseline=99).kind == TOO_FEW


def test_too_few_months_say_how_many():
    found = read(ORDINARY_YEAR[:8])
    assert found.kind == TOO_FEW
    assert "eight months are held" in found.sentence


def test_provisional_limits_say_so():
    found = read(ORDINARY_YEAR[:11] + ORDINARY_YEAR[:4])
    assert found.kind == TRIAL
    assert "the 15 months" in found.sentence
    assert "provisional" in found.sentence


def test_a_missing_newest_month_is_no_verdict():
    found = read([*THREE_YEARS, np.nan])
    assert found.kind == MISSING
    assert found.sentence == "Not known: the figure for January 2025 is missing."


def test_a_verdict_is_about_one_series():
    with pytest.raises(ValueError, match="one series"):
        verdict(xmr_chart(np.ones((2, 12))), months(12), SOUTHWARK)
    with pytest.raises(ValueError, match="one series"):
        verdict(xmr_chart(np.ones(12)), months(11), SOUTHWARK)


def test_spans_of_whole_years_are_named_by_the_year():
    assert span(date(2022, 1, 31), date(2024, 12, 31)) == "2022 to 2024"
    assert span(date(2023, 1, 31), date(2023, 12, 31)) == "2023"
    assert span(date(2021, 8, 31), date(2024, 7, 31)) == "August 2021 to July 2024"


def test_numbers_up_to_nine_are_words():
    assert [number_word(n) for n in (0, 9, 10)] == ["no", "nine", "10"]
