"""The season of a made-up year."""

import pytest

from figures.render.text import alt_text
from figures.season_chart import season_chart
from tests.figures.builders import metric

WORDS = {"place": "Southwark", "period": "August 2021 to February 2026", "chart_id": "season"}


def test_the_finding_names_the_highest_and_the_lowest_month():
    effects = {month: float(month - 6) for month in range(1, 13)}
    chart = season_chart(effects, metric(), **WORDS)
    assert chart.title == (
        "In a usual year December is highest and January lowest, 11 offences apart"
    )
    assert "January: −5.0 offences above or below the average month." in alt_text(chart)


def test_a_season_without_all_its_months_is_refused():
    with pytest.raises(ValueError, match="twelve months"):
        season_chart({1: 0.0}, metric(), **WORDS)
