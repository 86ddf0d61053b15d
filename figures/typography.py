"""Words as they are printed for readers: with typographic apostrophes and quotation marks.

Titles, names and sentences keep the straight apostrophe wherever they are held and handed on; it is
turned here, when a page or a drawing is made.
"""

import re
from html import escape

STRAIGHT, CLOSING, OPENING = "'", "’", "‘"
_OPENED = re.compile(r"(?<![^\s(\[“–—])'(?=\S)(?!s\b)")
"""What begins a quotation: before a word, and no ending such as 's after an element of a page."""


def typographic(words: str) -> str:
    """The words with the apostrophes that a printer would set."""
    if STRAIGHT not in words:
        return words
    return _OPENED.sub(OPENING, words).replace(STRAIGHT, CLOSING)


def safe(words: str, *, quote: bool = True) -> str:
    """The same as part of HTML or SVG.

    Args:
        words: Text, not markup.
        quote: Whether it may stand in an attribute.
    """
    return escape(typographic(words), quote=quote)
