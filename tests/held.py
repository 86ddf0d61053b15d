"""What a page says, in the characters in which words are held: with straight apostrophes."""

from html import unescape

STRAIGHT = str.maketrans("‘’", "''")


def as_held(markup):
    """The text of a piece of HTML; that apostrophes are typographic is a test of its own."""
    return unescape(markup).translate(STRAIGHT)
