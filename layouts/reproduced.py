"""How a reader gets the same values elsewhere: by an address, a command, or in Python."""

import shlex
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from metrics.questions import Question
from metrics.values import metric_values

VALUES = "/api/v1/metrics/{metric_id}/values"


def address(question: Question, *, file_format: str) -> str:
    """Where the values can be had over HTTP."""
    query = urlencode([*question.pairs(), ("format", file_format)])
    return f"{VALUES.format(metric_id=question.metric_id)}?{query}"


def command(question: Question, *, file_format: str) -> str:
    """The command that prints the same values."""
    options = [word for name, value in question.pairs() for word in (f"--{name}", value)]
    written = ["knife-crime", "values", question.metric_id, *options, "--format", file_format]
    return shlex.join(written)


def python(question: Question) -> str:
    """Lines of Python that leave the same table in `values`."""
    return call(
        metric_values,
        question.metric_id,
        area=question.areas[0] if len(question.areas) == 1 else question.areas,
        period_type=question.period_type,
        start=question.start,
        end=question.end,
        on=question.on,
        stated_as=question.stated_as,
        as_of=question.as_of,
        by=question.by or None,
    ).python


@dataclass(frozen=True, kw_only=True)
class Call:
    """A call that can be shown: what a reader is given to run is what was run.

    Attributes:
        function: A public function of a module.
        ordered: Its positional arguments: texts, numbers, days, or tuples of them.
        named: Its keyword arguments, likewise; those that are None are left out.
    """

    function: Callable[..., Any]
    ordered: tuple[Any, ...]
    named: Mapping[str, Any]

    @cached_property
    def result(self) -> Any:
        """What the function returns."""
        return self.function(*self.ordered, **self.named)

    @property
    def python(self) -> str:
        """The same call as lines of Python that leave the result in `values`."""
        given = [*map(_spelt, self.ordered)]
        given += [f"{name}={_spelt(value)}" for name, value in self.named.items()]
        has_day = any(isinstance(value, date) for value in (*self.ordered, *self.named.values()))
        name = self.function.__name__
        return "\n".join(
            [
                *(["from datetime import date", ""] if has_day else []),
                f"from {self.function.__module__} import {name}",
                "",
                f"values = {name}(",
                *(f"    {one}," for one in given),
                ")",
            ]
        )


def call(function: Callable[..., Any], *ordered: Any, **named: Any) -> Call:
    """A call, written as it is made: `call(season, "knife_crime", area="E09000028")`.

    Raises:
        TypeError: If an argument cannot be spelt so that Python reads it back.
    """
    given = {name: value for name, value in named.items() if value is not None}
    for value in (*ordered, *given.values()):
        _spelt(value)
    return Call(function=function, ordered=ordered, named=given)


def _spelt(value: object) -> str:
    """A value as Python spells it, texts in double quotation marks."""
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_spelt, value))}{',' * (len(value) == 1)})"
    if isinstance(value, (bool, int, float)):
        return repr(value)
    if not isinstance(value, str):
        raise TypeError(
            f"A {type(value).__name__} cannot be spelt in a snippet: expected a text, a number, a "
            "day or a tuple of them. Pass a place by its code and a measure by its id."
        )
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
