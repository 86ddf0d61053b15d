"""How a reader gets the same values elsewhere: by an address, a command, or in Python."""

import shlex
from datetime import date
from urllib.parse import urlencode

from metrics.questions import Question

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
    """Lines of Python that give the same values as a table."""
    given = {
        "area": question.areas[0] if len(question.areas) == 1 else question.areas,
        "period_type": question.period_type,
        "start": question.start,
        "end": question.end,
        "stated_as": question.stated_as,
        "as_of": question.as_of,
        "by": question.by,
    }
    has_day = any(isinstance(value, date) for value in given.values())
    return "\n".join(
        [
            *(["from datetime import date", ""] if has_day else []),
            "from metrics.values import metric_values",
            "",
            "metric_values(",
            f"    {_spelt(question.metric_id)},",
            *(f"    {name}={_spelt(value)}," for name, value in given.items() if value),
            ")",
        ]
    )


def _spelt(value: object) -> str:
    """A value as Python spells it, texts in double quotation marks."""
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_spelt, value))}{',' * (len(value) == 1)})"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
