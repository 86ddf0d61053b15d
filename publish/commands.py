"""`knife-crime metrics` and `knife-crime values`: the catalogue and its numbers for programs."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from data.errors import (
    KnifeCrimeError,
    ParameterError,
    UnknownAreaError,
    UnknownMetricError,
)
from data.periods import add_months, parse_day
from metrics.parameters import FORMATS, PARAMETERS
from publish.once import OnceCommand

MISUSE = (ParameterError, UnknownAreaError, UnknownMetricError)


class MisuseError(click.ClickException):
    """A question that cannot be: exit code 2, as for any misused option."""

    exit_code = 2


class Day(click.ParamType[date]):
    """A day, or a month that stands for its first or its last day."""

    name = "date"

    def __init__(self, *, last: bool = False) -> None:
        self.last = last

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text such as 2024-04-01 or 2024-04 names."""
        if isinstance(value, date):
            return value
        try:
            return parse_day(value, last=self.last)
        except ParameterError as error:
            self.fail(str(error), param, ctx)


class Stretch(click.ParamType[tuple[date, date]]):
    """Months from one to another, such as 2022-01:2024-12."""

    name = "months"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """First day of the first month and last day of the last."""
        if isinstance(value, tuple):
            return value
        begin, colon, end = value.partition(":")
        if not colon:
            self.fail(f"'{value}' is no stretch. Write 2022-01:2024-12.", param, ctx)
        first = Day().convert(begin, param, ctx).replace(day=1)
        last = add_months(Day(last=True).convert(end, param, ctx), 0)
        if first > last:
            self.fail(f"'{value}' ends before it begins. Give the earlier first.", param, ctx)
        return first, last


@contextmanager
def plain_errors() -> Iterator[None]:
    """Our errors as one sentence on stderr: exit code 2 for a question that cannot be, else 1."""
    try:
        yield
    except KnifeCrimeError as error:
        kind = MisuseError if isinstance(error, MISUSE) else click.ClickException
        raise kind(str(error)) from error


@click.command(epilog="Example: knife-crime metrics --format json")
@click.option(
    "--format",
    "file_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="A table to read, or everything each measure declares.",
)
def metrics(file_format: str) -> None:
    """List the measures: names, tiers, units and what they count."""
    from metrics.catalogue import METRICS

    if file_format == "json":
        from publish.declarations import declaration

        click.echo(json.dumps([declaration(metric) for metric in METRICS.values()], indent=1))
        return
    width = max(map(len, METRICS))
    for metric in METRICS.values():
        click.echo(
            f"{metric.metric_id:{width}}  {metric.tier:7}  {metric.title} ({metric.unit_by()})"
        )


@click.command(
    cls=OnceCommand,
    epilog="Example: knife-crime values knife_crime --area southwark --period-type "
    "rolling_12_months --from 2024-04 --as rate, or knife-crime values action_plan_progress --by "
    "past_due --on 2018-06-30",
)
@click.argument("metric")
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="CODE|all",
    default=("all",),
    show_default=True,
    help=PARAMETERS["area"].words,
)
@click.option("--period-type", metavar="TYPE", help=PARAMETERS["period-type"].words)
@click.option("--from", "start", type=Day(), help=PARAMETERS["from"].words)
@click.option("--to", "end", type=Day(last=True), help=PARAMETERS["to"].words)
@click.option("--on", type=Day(last=True), metavar="DATE", help=PARAMETERS["on"].words)
@click.option("--as", "stated_as", metavar="count|rate", help=PARAMETERS["as"].words)
@click.option("--as-of", type=Day(last=True), help=PARAMETERS["as-of"].words)
@click.option("--by", multiple=True, metavar="DIMENSION", help=PARAMETERS["by"].words)
@click.option(
    "--format",
    "file_format",
    type=click.Choice(FORMATS),
    default="csv",
    show_default=True,
    help=PARAMETERS["format"].words,
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write instead of standard output.",
)
def values(
    metric: str,
    areas: tuple[str, ...],
    *,
    period_type: str | None,
    start: date | None,
    end: date | None,
    on: date | None,
    stated_as: str | None,
    as_of: date | None,
    by: tuple[str, ...],
    file_format: str,
    out: Path | None,
) -> None:
    """Print the values of METRIC with interval, unit, status and vintage.

    'knife-crime metrics' lists the measures. A month missing from a series has a row with an
    empty value and the status x; a longer period with a missing month has no row.
    """
    if file_format == "parquet" and out is None and on_a_terminal():
        raise click.UsageError("Parquet is not for reading on a screen. Add --out FILE.")
    from metrics.questions import Question
    from publish.exports import export

    question = Question(
        metric_id=metric,
        areas=areas,
        period_type=period_type,
        start=start,
        end=end,
        on=on,
        stated_as=stated_as,
        as_of=as_of,
        by=by,
    )
    with plain_errors():
        rows = question.rows()
        content = export(rows, question.metric, file_format)
    if rows.empty:
        click.echo(_NOTHING, err=True)
    _write(content, out)


def on_a_terminal() -> bool:
    """Whether standard output is read by a person."""
    return sys.stdout.isatty()


_NOTHING = (
    "No values match: nothing of this was published by then, or no complete period ends between "
    "these days. Leave out --as-of, --from, --to and --on to see what is held."
)


def _write(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{out} cannot be written ({error.strerror}).") from error
