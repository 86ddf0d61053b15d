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
from data.periods import month_end

FORMATS = ("csv", "json", "parquet")
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
            if len(value) == len("2024-04"):
                first = date.fromisoformat(f"{value}-01")
                return month_end(first.year, first.month) if self.last else first
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                f"'{value}' is no date. Write 2024-04-01, or 2024-04 for a month.", param, ctx
            )


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
        click.echo(f"{metric.metric_id:{width}}  {metric.tier:7}  {metric.title} ({metric.unit})")


@click.command(
    epilog="Example: knife-crime values knife_crime --area southwark --period-type "
    "rolling_12_months --from 2024-04 --as rate"
)
@click.argument("metric")
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="CODE|all",
    default=("all",),
    show_default=True,
    help="GSS code, name or slug; again for more.",
)
@click.option(
    "--period-type",
    metavar="TYPE",
    help="month, quarter, rolling_12_months, financial_year or calendar_year; the shortest "
    "offered if left out.",
)
@click.option("--from", "start", type=Day(), help="Only periods that end on or after this day.")
@click.option("--to", "end", type=Day(last=True), help="Only periods that end by this day.")
@click.option(
    "--as",
    "stated_as",
    metavar="count|rate",
    help="How to state the values; in the measure's usual way if left out.",
)
@click.option("--as-of", type=Day(last=True), help="Only what had been published by this day.")
@click.option(
    "--by", multiple=True, metavar="DIMENSION", help="Break down by this; again for more."
)
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), default="csv", show_default=True
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
    from metrics.catalogue import get_metric
    from metrics.offers import shortest_period_type
    from metrics.values import metric_values
    from publish.exports import export

    area = "all" if "all" in areas else areas
    with plain_errors():
        rows = metric_values(
            metric,
            area=area,
            period_type=period_type or shortest_period_type(get_metric(metric), area),
            start=start,
            end=end,
            stated_as=stated_as,
            as_of=as_of,
            by=by,
        )
        content = export(rows, get_metric(metric), file_format)
    if rows.empty:
        click.echo(_NOTHING, err=True)
    _write(content, out)


def on_a_terminal() -> bool:
    """Whether standard output is read by a person."""
    return sys.stdout.isatty()


_NOTHING = (
    "No values match: nothing of this was published by then, or no complete period ends between "
    "these days. Leave out --as-of, --from and --to to see what is held."
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
