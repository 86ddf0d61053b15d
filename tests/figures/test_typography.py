"""Apostrophes and quotation marks as a printer sets them, wherever words are drawn."""

import re
from dataclasses import replace

import pytest

from figures.render.plotly import figure
from figures.render.standalone import standalone
from figures.render.svg import svg
from figures.typography import safe, typographic
from tests.figures.builders import LONDON, RATE, chart, metric, rows


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("London's rate", "London’s rate"),
        ("the forces' files", "the forces’ files"),
        ("'s own, after a link", "’s own, after a link"),
        ("'Not stated' is (as 'blank') no word", "‘Not stated’ is (as ‘blank’) no word"),
        ("run 'knife-crime ingest build'.", "run ‘knife-crime ingest build’."),
        ("none", "none"),
    ],
)
def test_a_straight_mark_becomes_what_it_stands_for(written, printed):
    assert typographic(written) == printed


def test_what_is_made_safe_has_no_straight_apostrophe_and_no_markup():
    assert safe("<b>King's</b>") == "&lt;b&gt;King’s&lt;/b&gt;"


def test_every_drawing_of_a_chart_has_the_typographic_form():
    named = "Victims' views"
    drawn = chart(
        rows([1, 2], unit=RATE),
        rows([3, 4], area=LONDON, unit=RATE),
        comparisons=[LONDON],
        measure=metric(title=named, short_title=named),
    )
    drawn = replace(drawn, series=tuple(replace(one, name=named) for one in drawn.series))
    *_, pointed = figure(drawn)["data"]
    for markup in (svg(drawn), standalone(drawn), " ".join(pointed["text"])):
        assert "Victims’ views" in markup
        assert not re.search("'|&#x27;", re.sub("<style>.*?</style>", "", markup))
