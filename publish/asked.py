"""A query string as a question to the values, within limits; every refusal names what is valid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod

import pandas as pd

from data.errors import ParameterError
from data.periods import parse_day
from metrics.metric import Metric
from metrics.offers import ALL_AREAS
from metrics.parameters import FORMATS, PARAMETERS
from metrics.questions import Question

MOST_GIVEN = 100
MOST_CHARACTERS = 100
MOST_COMBINATIONS = 300
MOST_ROWS = 50_000
"""Limits of one answer: places named, length of a value, groups of a place and period, rows."""

FREE_VALUES = 10
"""Values that a dimension of free texts is taken to have."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question and the format its answer is wanted in."""

    question: Question
    file_format: str


def read_question(metric: Metric, pairs: Iterable[tuple[str, str]]) -> Asked:
    """The question that the pairs of a query string ask of a measure.

    A parameter without a value counts as not given, as an empty field of a form does. Its name may
    have underscores where ours has hyphens, as the columns have.

    Raises:
        ParameterError: If a parameter is unknown, given too often, or has no value that can be.
    """
    given = _given(pairs)
    one = {name: values[0] for name, values in given.items()}
    file_format = one.get("format", FORMATS[0])
    if file_format not in FORMATS:
        raise ParameterError(f"'{file_format}' is no format. Use one of: {', '.join(FORMATS)}.")
    question = Question(
        metric_id=metric.metric_id,
        areas=given.get("area", (ALL_AREAS,)),
        period_type=one.get("period-type"),
        start=parse_day(one["from"]) if "from" in one else None,
        end=parse_day(one["to"], last=True) if "to" in one else None,
        on=parse_day(one["on"], last=True) if "on" in one else None,
        stated_as=one.get("as"),
        as_of=parse_day(one["as-of"], last=True) if "as-of" in one else None,
        by=given.get("by", ()),
    )
    _check_breakdown(metric, question.by)
    return Asked(question=question, file_format=file_format)


def valid_values(metric: Metric) -> Mapping[str, Sequence[str]]:
    """What each parameter takes for a measure, where that can be listed."""
    return {
        "area": [ALL_AREAS, "an area_code, area_name or slug of /api/v1/areas"],
        "period-type": metric.offered_period_types,
        "on": ["a day, such as 2018-06-30"] if metric.compute_on else [],
        "as": [way for way in metric.stated_as if way in ("count", "rate")],
        "by": [*metric.dimensions, *metric.also_called],
        "format": FORMATS,
    }


def check_size(rows: pd.DataFrame) -> None:
    """Refuse an answer of more rows than are sent at once.

    Raises:
        ParameterError: Saying how to ask for less.
    """
    if len(rows) > MOST_ROWS:
        raise ParameterError(
            f"The answer has {len(rows):,} rows, and at most {MOST_ROWS:,} are sent at once. "
            "Narrow it with area, from and to, or leave out a breakdown; whole tables are files "
            "under /data."
        )


def _given(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    given: dict[str, tuple[str, ...]] = {}
    for written, value in pairs:
        name = written.replace("_", "-")
        if name not in PARAMETERS:
            raise ParameterError(
                f"'{_short(written)}' is no parameter. Use any of: {', '.join(PARAMETERS)}."
            )
        if value.strip():
            given[name] = (*given.get(name, ()), _checked(name, value))
    for name, values in given.items():
        _check_number(name, len(values))
    return given


def _checked(name: str, value: str) -> str:
    if len(value) > MOST_CHARACTERS:
        raise ParameterError(
            f"The value of '{name}' has {len(value):,} characters; none that is valid has more "
            f"than {MOST_CHARACTERS}."
        )
    return value


def _check_number(name: str, number: int) -> None:
    most = MOST_GIVEN if PARAMETERS[name].is_repeatable else 1
    if number > most:
        raise ParameterError(
            f"'{name}' is given {number} times, at most {most} can be. "
            + ("Use area=all for all of them." if name == "area" else "Give it once.")
        )


def _check_breakdown(metric: Metric, by: Sequence[str]) -> None:
    """Refuse a breakdown into more groups than anybody reads; an unknown one is refused later."""
    names = dict.fromkeys(metric.also_called.get(name, name) for name in by)
    sizes = [len(metric.dimensions[n]) or FREE_VALUES for n in names if n in metric.dimensions]
    if prod(sizes) > MOST_COMBINATIONS:
        raise ParameterError(
            f"{' and '.join(names)} make {prod(sizes):,} groups of each place and period together; "
            f"at most {MOST_COMBINATIONS} are answered at once. Leave out one of them."
        )


def _short(text: str) -> str:
    return text if len(text) <= MOST_CHARACTERS else f"{text[:MOST_CHARACTERS]}…"
