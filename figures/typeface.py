"""The typeface of the charts and the width of words in it, known without a browser."""

from functools import cache

FAMILY = "Arial, Helvetica, sans-serif"
SIZE = 13
SLACK = 1.06
"""Room for typefaces a little wider than the one measured."""

# Advance widths of Arial in thousandths of its size, by groups of characters of equal width.
WIDTHS: dict[int, str] = {
    191: "'",
    222: "ijl‘’",
    278: " \u00a0!,./:;I[]\\ft|",
    333: "()-r`",
    355: '"',
    500: "Jcksvxyz",
    556: "0123456789abdeghnopqu?_L–“”$£",
    584: "+=<>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
}
WIDEST = 1000


def width(text: str, size: float = SIZE) -> float:
    """Width of a line of text in pixels, rather too wide than too narrow."""
    return sum(map(_width_of, text)) * size * SLACK / 1000


def wrapped(text: str, pixels: float, size: float = SIZE) -> list[str]:
    """A text in lines no wider than so many pixels; a word, or words held together, may be."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size) <= pixels:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def balanced(text: str, pixels: float, size: float = SIZE) -> list[str]:
    """A text in as few lines as fit so many pixels, and those as even as they can be."""
    lines = wrapped(text, pixels, size)
    narrower = max(width(line, size) for line in lines) - 1
    evener = wrapped(text, narrower, size)
    is_better = len(evener) == len(lines) and evener != lines
    return balanced(text, narrower, size) if is_better else lines


@cache
def _width_of(character: str) -> int:
    return next((units for units, group in WIDTHS.items() if character in group), WIDEST)
