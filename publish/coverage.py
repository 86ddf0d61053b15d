"""How each of the strategy's measures is answered, as a table for readers.

`python -m publish.coverage` renews docs/coverage.md; a test fails when it is not current.
"""

from pathlib import Path

from data.strategy import StrategyMeasure, strategy_measures
from metrics.catalogue import METRICS
from metrics.coverage import TIERS, filled_by

DOCUMENT = Path(__file__).parents[1] / "docs" / "coverage.md"
HEADINGS = ("measure", "direction", "answered by", "printed figures", "note")

INTRODUCTION = """# What answers each measure of the strategy

Generated from `data/reference/measures.csv` and the catalogue of measures by `python -m \
publish.coverage`, and from the tables that come with the product. Do not edit it.

Every measure of the London Knife Crime Strategy of 2017 and of Southwark's plan answers to a name \
of the catalogue: `knife-crime values NAME`. *Open data* comes with the product. *File* means that \
no open data holds it: the answer is "not loaded" until somebody who holds the figures imports \
them with the template named, and nothing stands in for them until then. The templates are \
described in [templates.md](templates.md). Printed figures are those of the two documents: \
`knife-crime published`.
"""


def coverage_markdown() -> str:
    """The coverage table of every measure, by tier."""
    parts = [INTRODUCTION]
    for tier, title in TIERS.items():
        rows = [_row(measure) for measure in strategy_measures() if measure.tier == tier]
        lines = [_line(HEADINGS), _line(["---"] * len(HEADINGS)), *map(_line, rows)]
        parts.append("\n".join([f"## {title}", "", *lines]) + "\n")
    return "\n".join(parts)


def answers(measure: StrategyMeasure) -> list[str]:
    """Each metric of a measure with what fills it: open data, or the template of a file."""
    return [f"`{name}` ({filled_by(name)})" for name in measure.metric_ids if name in METRICS]


def _row(measure: StrategyMeasure) -> list[str]:
    return [
        f"**{measure.label}** ({measure.measure_id}): {measure.definition}",
        measure.direction,
        "; ".join(answers(measure)) or "none",
        ", ".join(measure.figure_ids),
        measure.note,
    ]


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    DOCUMENT.write_text(coverage_markdown(), encoding="utf-8")
