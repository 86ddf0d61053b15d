"""Whether a chart draws what can be taken out of the way is known without drawing it."""

import pytest

from figures.bounds import INTERVALS, LIMITS, bounds
from figures.distribution import bar_chart
from figures.render.svg import svg
from tests.figures.builders import chart, full_chart, rows
from tests.figures.funnels import full_funnel
from tests.figures.maps import full_map
from tests.figures.test_control_chart import drawn, points
from tests.figures.test_distribution import ROWS, SUBJECT, ratios

CHARTS = {
    "time": (full_chart, INTERVALS),
    "time without": (lambda: chart(rows([40, 41, 42]), intervals=False), ""),
    "control": (lambda: drawn(points(36)), LIMITS),
    "funnel": (full_funnel, LIMITS),
    "bars": (lambda: bar_chart(ROWS, SUBJECT), INTERVALS),
    "dots": (ratios, INTERVALS),
    "map": (full_map, ""),
}
MARKS = ("-interval", "-limit", "-whisker", "-funnel-9")
"""Parts of the classes that the style sheet takes away."""


@pytest.mark.parametrize(("made", "expected"), CHARTS.values(), ids=CHARTS)
def test_what_is_drawn_around_the_values_is_named(made, expected):
    assert bounds(made()) == expected
    assert any(f"{part}" in svg(made()) for part in MARKS) == bool(expected)
