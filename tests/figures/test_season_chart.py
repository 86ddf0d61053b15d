"""The season of a made-up year."""

from datetime import date

import pytest

from figures.render.text import alt_text, notes
from figures.season_chart import season_chart
from metrics.season_profile import SeasonProfile
from tests.figures.builders import metric

WORDS = {"place": "Southwark", "chart_id": "season"}


def season(p_value=0.0001, months=12):
    return SeasonProfile(
        effects={month: float(month - 6) for month in range(1, months + 1)},
        first=date(2021, 8, 31),
        last=date(2026, 2, 28),
        p_value=p_value,
    )


def test_the_finding_names_the_highest_and_the_lowest_month():
    chart = season_chart(season(), metric(), **WORDS)
    assert chart.title == (
        "In a usual year December is highest and January lowest, 11 offences apart"
    )
    assert "January: −5.0 offences above or below the average month." in alt_text(chart)


def test_a_season_within_chance_is_no_finding():
    chart = season_chart(season(0.555), metric(), **WORDS)
    assert chart.title == "No season beyond chance in knife crime in Southwark"
    assert len(chart.rows) == 12


@pytest.mark.parametrize(
    ("p_value", "cases"),
    [
        (0.0001, "fewer than 1 in 1,000 cases"),
        (0.0099, "9 in 1,000 cases"),
        (0.01, "1 in 100 cases"),
        (0.557, "56 in 100 cases"),
    ],
)
def test_the_words_and_the_alternative_text_say_the_test_and_its_level(p_value, cases):
    chart = season_chart(season(p_value), metric(), **WORDS)
    for said in (" ".join(notes(chart)), alt_text(chart)):
        assert f"would make months differ this much in {cases} (F test" in said
        assert "only below 1 in 100 is it called one." in said


def test_a_season_without_all_its_months_is_refused():
    with pytest.raises(ValueError, match="twelve months"):
        season_chart(season(months=1), metric(), **WORDS)
