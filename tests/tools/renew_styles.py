"""Writes the chart style sheet from the theme: `make styles`."""

from pathlib import Path

from figures.render.css import stylesheet

TARGET = Path(__file__).parents[2] / "assets" / "chart.css"

if __name__ == "__main__":
    TARGET.write_text(stylesheet(), encoding="utf-8")
    print(f"wrote {TARGET.name}")
