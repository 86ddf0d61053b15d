"""A picture has the words of the drawing on every machine, whatever typefaces it has."""

import struct
import zlib

import pytest

from figures.render.standalone import standalone
from publish.pictures import FILES, FONTS, png
from tests.figures.builders import full_chart
from tests.figures.maps import full_map

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40">'
    "<style>text{font:%s 20px Arial, Helvetica, sans-serif}</style>"
    '<rect width="100%%" height="100%%" fill="#fff"/><text x="4" y="28">%s</text></svg>'
)


def dark_columns(picture):
    """How many columns of a PNG hold a dark pixel; it has eight bits a channel."""
    width, height = struct.unpack(">II", picture[16:24])
    data, place = b"", 8
    while place < len(picture):
        length, kind = struct.unpack(">I4s", picture[place : place + 8])
        data += picture[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    depth = {2: 3, 6: 4}[picture[25]]
    rows = unfiltered(zlib.decompress(data), width * depth, depth, height)
    return sum(any(row[x * depth] < 100 for row in rows) for x in range(width))


def unfiltered(data, length, depth, height):
    """The rows of a PNG as bytes, its five filters undone."""
    rows, before = [], bytearray(length)
    for number in range(height):
        start = number * (length + 1)
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + length])
        for x in range(length):
            left = row[x - depth] if x >= depth else 0
            corner = before[x - depth] if x >= depth else 0
            guess = (0, left, before[x], (left + before[x]) // 2, paeth(left, before[x], corner))
            row[x] = (row[x] + guess[kind]) % 256
        rows.append(row)
        before = row
    return rows


def paeth(left, above, corner):
    guess = left + above - corner
    return min((left, above, corner), key=lambda one: abs(guess - one))


def drawn_width(words, weight="normal"):
    """Width of drawn words in pixels of the drawing, which the picture doubles."""
    return dark_columns(png(DRAWING % (weight, words)))


def test_words_are_drawn():
    assert drawn_width("") == 0
    assert drawn_width("Southwark") > 50


def test_bold_words_are_drawn_bold():
    assert drawn_width("mmmmmm", "bold") > drawn_width("mmmmmm")


@pytest.mark.parametrize("letters", ["Ŵŷ", "−–—", "≤≥", "×÷", "’“”…", "£€"])
def test_letters_beyond_english_have_a_shape_of_their_own(letters):
    """A typeface draws what it lacks as one and the same box."""
    assert all(
        png(DRAWING % ("normal", one)) != png(DRAWING % ("normal", "\u4e00")) for one in letters
    )


def test_a_picture_is_the_same_each_time():
    assert png(standalone(full_chart())) == png(standalone(full_chart()))


def test_a_map_is_drawn_with_more_than_its_words():
    assert len(png(standalone(full_map()))) > 100_000


def test_the_typeface_and_its_licence_are_kept_here():
    assert all((FONTS / name).stat().st_size > 100_000 for name in FILES)
    assert "SIL Open Font License" in (FONTS / "LICENSE").read_text(encoding="utf-8")
