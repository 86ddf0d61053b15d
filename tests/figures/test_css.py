import re

import pytest

from figures.render.css import NARROW, embedded, live_stylesheet, stylesheet
from figures.render.text import key
from figures.theme import COLOURS, DARK, LIGHT, PLAIN_WORDS, STROKES, WORDS, colour
from tests.figures.builders import chart, full_chart, rows
from tests.figures.funnels import full_funnel
from tests.figures.maps import full_map, ward_map
from tests.figures.test_control_chart import drawn as control
from tests.figures.test_control_chart import points
from tests.figures.test_ends import four_lines
from tests.figures.test_small_multiples import pair
from tests.tools.renew_styles import ASSETS, SHEETS

KEYS = {
    "lines": full_chart,
    "groups": lambda: four_lines([1, 2, 3, 4]),
    "dots": lambda: chart(rows([1, None, 2])),
    "provisional dots": lambda: chart(rows([1], statuses=["p"])),
    "control": lambda: control(points(36)),
    "funnel": full_funnel,
    "map": full_map,
    "wards": ward_map,
    "panels": pair,
}
SHAPES = ("focus", "comparison", "third", "fourth", "break", "axis")


def luminance(hexadecimal):
    channels = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_in_the_assets_is_the_one_of_the_theme(name):
    sheet = (ASSETS / name).read_text(encoding="utf-8")
    assert sheet == SHEETS[name](), "renew it with: make styles"


def test_what_stands_in_every_page_has_no_rule_for_plotly():
    assert "plotly" not in stylesheet()
    rules = live_stylesheet().splitlines()[1:]
    assert rules
    rules = [rule.removeprefix(f"{NARROW}{{") for rule in rules]
    assert all(rule.startswith(".js-plotly-plot ") for rule in rules)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("under", ["background", "event", "gap"])
def test_words_have_the_contrast_of_wcag_aa(theme, under):
    assert contrast(colour("text", theme), colour(under, theme)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("shape", SHAPES)
def test_lines_that_carry_meaning_have_the_contrast_of_graphics(theme, shape):
    assert contrast(colour(shape, theme), colour("background", theme)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_line_stands_out_from_its_own_interval(theme):
    assert contrast(colour("focus", theme), colour("interval", theme)) >= 3
    assert contrast(colour("comparison", theme), colour("interval-comparison", theme)) >= 3


def test_no_two_lines_differ_by_colour_alone():
    looks = [(stroke.width, stroke.dash) for stroke in STROKES.values() if not stroke.crisp]
    assert len(looks) == len(set(looks))


@pytest.mark.parametrize("style", WORDS)
def test_words_of_each_style_look_alike_on_a_page_in_a_file_and_in_plotly(style):
    (page,) = re.findall(rf"\.chart \.label-{style}\{{([^}}]*)\}}", stylesheet())
    (file,) = re.findall(rf"\.chart \.label-{style}\{{([^}}]*)\}}", embedded())
    (live,) = re.findall(rf"tracelabel-{style}--\"\] text\{{([^}}]*)\}}", live_stylesheet())
    assert page == live.replace("!important", "")
    assert WORDS[style].colour == PLAIN_WORDS.colour or colour(WORDS[style].colour) in file
    assert WORDS[style].halo == PLAIN_WORDS.halo or f"width:{2 * WORDS[style].halo:g}px" in page


@pytest.mark.parametrize("theme", [LIGHT, DARK])
@pytest.mark.parametrize("style", WORDS)
def test_words_of_each_style_have_the_contrast_of_wcag_aa(theme, style):
    assert contrast(colour(WORDS[style].colour, theme), colour("background", theme)) >= 4.5


@pytest.mark.parametrize("name", KEYS)
def test_every_entry_of_a_key_has_its_sample(name):
    entries = key(KEYS[name]())
    assert entries
    for entry in entries:
        assert f".chart-key-{entry.style}::before" in stylesheet()


def test_every_colour_has_a_dark_and_a_high_contrast_form():
    schemes = stylesheet()
    for name in COLOURS:
        assert len(re.findall(rf"--chart-{name}:", schemes)) == 3


def test_a_printed_page_is_light():
    assert "@media screen and (prefers-color-scheme:dark)" in stylesheet()


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_rules_of_a_file_need_nothing_from_a_page(theme):
    rules = embedded(theme)
    assert "var(" not in rules
    assert "plotly" not in rules
    assert colour("focus", theme) in rules
