import re
from dataclasses import replace

import pytest

from figures.render.standalone import WIDTH, standalone
from figures.render.text import alt_text
from figures.theme import DARK, LIGHT, colour
from figures.typeface import wrapped
from tests.figures.builders import full_chart
from tests.figures.drawing import elements, parsed
from tests.figures.maps import full_map

SVG = "{http://www.w3.org/2000/svg}"


def test_a_file_is_well_formed_and_names_itself():
    drawn = full_chart()
    root = parsed(standalone(drawn))
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == str(WIDTH)
    assert root.findtext(f"{SVG}title") == drawn.title
    assert root.findtext(f"{SVG}desc") == alt_text(drawn)
    labelled = root.get("aria-labelledby").split()
    assert labelled == [root.find(f"{SVG}title").get("id"), root.find(f"{SVG}desc").get("id")]


def test_a_file_carries_its_words_and_its_source():
    words = " ".join(node.text for node in elements(standalone(full_chart()), "text"))
    assert "offences per 1,000 residents" in words
    assert "London (Metropolitan Police area): 1.70 in February 2026" in words
    assert "The recording system changed." in words
    assert "Source: A publisher, 10 March 2026" in words


def test_a_file_asks_for_nothing_from_elsewhere():
    text = standalone(full_chart())
    assert text.count("http") == 1
    assert "var(" not in text
    assert "href" not in text
    assert "@import" not in text


def test_nothing_in_a_file_lies_below_its_end():
    text = standalone(full_chart())
    height = float(parsed(text).get("height"))
    assert max(float(node.get("y")) for node in elements(text, "text")) < height


def test_the_words_under_a_map_follow_it_at_once():
    text = standalone(replace(full_map(), source="Made up"))
    drawing = next(node for node in elements(text, "svg") if node.get("x"))
    first = elements(text, "text", "note")[0]
    moved = next(node for node in elements(text, "g") if node.get("transform"))
    top = float(re.search(r"translate\(0 (\d+)\)", moved.get("transform"))[1])
    end = top + float(drawing.get("height"))
    assert "".join(first.itertext()).startswith("On the map: 1")
    assert end < float(first.get("y")) < end + 60


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_file_has_the_colours_of_its_theme(theme):
    assert colour("background", theme) in standalone(full_chart(), theme=theme)


def test_a_number_and_its_name_stay_in_one_line_of_a_file():
    text = standalone(full_map())
    notes = ["".join(one.itertext()) for one in elements(text, "text", "note")]
    assert len([one for one in notes if "\u00a0" in one]) > 2
    assert not any(re.search(r"(^|[ ,])\d+$", one) for one in notes if "\u00a0" in one)
    assert wrapped("8\u00a0Ealing, 9\u00a0Enfield", 60) == ["8\u00a0Ealing,", "9\u00a0Enfield"]
