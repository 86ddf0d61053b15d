"""The `published` command: the strategy's printed figures, and our series beside them."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import click
import pandas as pd

from data.errors import KnifeCrimeError
from metrics.baselines import published_figures
from metrics.published import UNEXPLAINED, Compared, compare_published

COMPARED = (
    "figure_id",
    "label",
    "printed",
    "metric_id",
    "period",
    "ours",
    "difference",
    "verdict",
    "explanation",
)


@click.command(epilog="Example: knife-crime published --check")
@click.option("--check", is_flag=True, help="Hold the figures our series cover against them.")
def published(check: bool) -> None:
    """The figures printed in the strategy and the Southwark plan of 2017, as CSV.

    With --check: each figure that one of our series covers, our value, the difference, and what
    explains it (coverage, vintage, definition). Exit code 1 if a difference is larger than its
    explanation covers.
    """
    try:
        found = compare_published() if check else []
        lines = _comparison_lines(found) if check else _figure_lines()
    except KnifeCrimeError as error:
        raise click.ClickException(str(error)) from error
    click.echo(_as_csv(lines), nl=False)
    if check:
        click.echo(_summary(found), err=True)
    unexplained = [one.figure_id for one in found if one.verdict == UNEXPLAINED]
    if unexplained:
        raise click.ClickException(
            f"{', '.join(unexplained)}: the difference is larger than its explanation covers. Look "
            "whether the series or the printed figure is wrong, then renew "
            "data/reference/published_comparisons.csv."
        )


def _summary(found: Sequence[Compared]) -> str:
    """How many figures came out how."""
    verdicts = Counter(one.verdict for one in found)
    parts = ", ".join(f"{number} {verdict}" for verdict, number in verdicts.most_common())
    return f"{len(found)} printed figures that a series of ours is about: {parts}"


def _figure_lines() -> Iterable[Sequence[object]]:
    figures = published_figures().drop(columns=["status", "vintage"])
    yield list(figures.columns)
    for row in figures.itertuples(index=False):
        yield [_cell(value, decimals=None) for value in row]


def _comparison_lines(found: Iterable[Compared]) -> Iterable[Sequence[object]]:
    yield COMPARED
    for one in found:
        yield [_cell(getattr(one, name), decimals=1) for name in COMPARED]


def _cell(value: Any, *, decimals: int | None) -> str:
    """A cell as text; a printed number with all its digits, one of ours with few."""
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, float):
        return f"{value if decimals is None else round(value, decimals):.10g}"
    return f"{value:%Y-%m-%d}" if hasattr(value, "strftime") else str(value)


def _as_csv(lines: Iterable[Sequence[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    return text.getvalue()
