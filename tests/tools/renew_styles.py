"""Writes the style sheets of the charts from the theme: `make styles`."""

from pathlib import Path

from figures.render.css import live_stylesheet, stylesheet

ASSETS = Path(__file__).parents[2] / "assets"
SHEETS = {"chart.css": stylesheet, "live-chart.css": live_stylesheet}

if __name__ == "__main__":
    for name, printed in SHEETS.items():
        (ASSETS / name).write_text(printed(), encoding="utf-8")
        print(f"wrote {name}")
