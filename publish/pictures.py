"""A chart's SVG as a PNG, drawn in this process and with a typeface that is kept here.

The words of a chart are placed by the widths of Arial. Arimo has the same widths, so the picture is
the same on every machine, whatever typefaces it has.
"""

from pathlib import Path

from resvg_py import svg_to_bytes

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FAMILY, FILES = "Arimo", ("Arimo_400Regular.ttf", "Arimo_700Bold.ttf")
ZOOM = 2
"""Pixels of the picture for each of the drawing: sharp on paper and on a slide."""


def png(svg: str) -> bytes:
    """The picture of an SVG document whose words are set in Arial or Helvetica."""
    return svg_to_bytes(
        svg_string=svg,
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=[str(FONTS / name) for name in FILES],
        sans_serif_family=FAMILY,
    )
