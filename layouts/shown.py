"""Figures as a page shows them: the values, and how a reader gets the same elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from figures.chart import Chart
from layouts.exhibit import Exhibit
from layouts.reproduced import call, python
from metrics.catalogue import METRICS
from metrics.questions import Question


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Values with the Python that leaves them, and the question they answer where it is one."""

    values: pd.DataFrame
    python: str
    question: Question | None = None


def asked(
    metric_id: str,
    *areas: str,
    period_type: str,
    start: date | None = None,
    end: date | None = None,
    by: tuple[str, ...] = (),
) -> Figures:
    """The values of one measure, by the one door to numbers."""
    question = Question(
        metric_id=metric_id, areas=areas, period_type=period_type, start=start, end=end, by=by
    )
    return Figures(values=question.rows(), python=python(question), question=question)


def called(function: Callable[..., pd.DataFrame], *ordered: Any, **named: Any) -> Figures:
    """What another function of the measures returns."""
    made = call(function, *ordered, **named)
    return Figures(values=made.result, python=made.python)


def shown(
    chart: Chart,
    figures: Figures,
    *metric_ids: str,
    path: str,
    query: str = "",
    sources: Sequence[str] = (),
) -> Exhibit:
    """The exhibit of a chart of a page."""
    return Exhibit(
        chart=chart,
        values=figures.values,
        metrics=tuple(METRICS[metric_id] for metric_id in metric_ids),
        python=figures.python,
        question=figures.question,
        path=path,
        query=query,
        sources=tuple(sources),
    )
