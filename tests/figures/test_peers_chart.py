"""Rates of made-up boroughs beside London's."""

import pandas as pd
import pytest

from figures.peers_chart import peers_chart
from figures.render.text import alt_text, table
from tests.figures.builders import LONDON, RATE, RICHMOND, SOUTHWARK, metric

CAMDEN = "E09000007"


def rates(own=(2.0, 1.8, 2.2), **columns):
    limits = {SOUTHWARK: own, CAMDEN: (1.5, 1.4, 1.6), RICHMOND: (None, None, None)}
    limits[LONDON] = (1.5, 1.48, 1.52)
    rows = pd.DataFrame(
        [(code, *three) for code, three in limits.items()],
        columns=["area_code", "value", "lower", "upper"],
    )
    fixed = {
        "period_type": "rolling_12_months",
        "unit": f"{RATE} (mid-2024)",
        "status": "",
        "provisional": False,
    }
    return rows.assign(period_end=pd.Timestamp("2026-02-28"), **(fixed | columns))


def drawn(values):
    return peers_chart(
        values,
        metric(),
        focus=SOUTHWARK,
        peers=(RICHMOND, CAMDEN),
        reference=LONDON,
        chart_id="peers",
    )


def test_boroughs_stand_in_the_order_of_the_alphabet_whatever_their_rates():
    chart = drawn(rates())
    assert [row.name for row in chart.rows] == ["Camden", "Richmond upon Thames", "Southwark"]
    assert [row.role for row in chart.rows] == ["comparison", "comparison", "focus"]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ((2.0, 1.8, 2.2), "above the London rate, by more than chance"),
        ((1.0, 0.9, 1.1), "below the London rate, by more than chance"),
        ((1.6, 1.4, 1.8), "near the London rate: chance can bring the difference"),
    ],
)
def test_the_finding_says_whether_chance_can_bring_the_difference(own, said):
    assert drawn(rates(own)).title == f"Southwark is {said}"


def test_a_borough_without_a_rate_is_said_and_not_drawn_as_nothing():
    chart = drawn(rates())
    assert "Richmond upon Thames: not available." in alt_text(chart)
    assert table(chart).rows[1][1].text == "not available"


def test_without_the_london_rate_nothing_is_compared():
    with pytest.raises(ValueError, match="both have"):
        drawn(rates().query("area_code != @LONDON"))
