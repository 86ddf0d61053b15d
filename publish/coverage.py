"""How each of the strategy's measures is answered, as a table for readers.

`python -m publish.coverage` renews docs/coverage.md; a test fails when it is not current.
"""

from collections.abc import Iterator
from pathlib import Path

from data.strategy import StrategyMeasure, strategy_measures
from metrics.catalogue import METRICS
from metrics.coverage import TIERS, filled_by, how_to_load, is_loaded, templates_of

DOCUMENT = Path(__file__).parents[1] / "docs" / "coverage.md"
HEADINGS = ("measure", "direction", "answered by", "printed figures", "note")

INTRODUCTION = """# What answers each measure of the strategy

Generated from `data/reference/measures.csv` and the catalogue of measures by `python -m \
publish.coverage`, and from the tables that come with the product. Do not edit it.

Every measure of the London Knife Crime Strategy of 2017 and of Southwark's plan answers to a name \
of the catalogue: `knife-crime values NAME`. *Open data* comes with the product. *File* means that \
no open data holds it: the answer is "not loaded" until somebody who holds the figures imports \
them with the template named, and nothing stands in for them until then. The templates are \
described in [templates.md](templates.md). *Open data, not loaded* names the command for a file \
that anybody can download; where to save it stands [below](#open-data-that-is-not-held). Printed \
figures are those of the two documents: \
`knife-crime published`.
"""


def coverage_markdown() -> str:
    """The coverage table of every measure, by tier."""
    parts = [INTRODUCTION]
    for tier, title in TIERS.items():
        rows = [_row(measure) for measure in strategy_measures() if measure.tier == tier]
        lines = [_line(HEADINGS), _line(["---"] * len(HEADINGS)), *map(_line, rows)]
        parts.append("\n".join([f"## {title}", "", *lines]) + "\n")
    return "\n".join([*parts, *_not_held()])


def _not_held() -> Iterator[str]:
    """How to load the open data of which no copy is held, for each publisher's file."""
    absent = [name for one in strategy_measures() for name in one.metric_ids if _is_open(name)]
    files: dict[str, list[str]] = {}
    for name in dict.fromkeys(absent):
        files.setdefault(how_to_load(name), []).append(f"`{name}`")
    if files:
        yield "## Open data that is not held\n"
    for words, names in files.items():
        yield f"{', '.join(names)}: {words}\n"


def _is_open(metric_id: str) -> bool:
    """Whether a measure is not loaded though its publisher's file is open."""
    return not is_loaded(metric_id) and not templates_of(metric_id)


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
