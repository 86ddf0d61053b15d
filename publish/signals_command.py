"""The `signals` command: whether each measure is really changing in each place."""

import json
from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from publish.commands import Day, plain_errors

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "json", "table")


@click.command(epilog="Example: knife-crime signals knife_crime --area southwark --format table")
@click.argument("metric", required=False)
@click.option(
    "--area",
    "areas",
    multiple=True,
    metavar="CODE|all",
    default=("all",),
    show_default=True,
    help="GSS code, name or slug; again for more.",
)
@click.option("--points", is_flag=True, help="Every charted month of METRIC, not the newest only.")
@click.option("--new", is_flag=True, help="Only signals that are new in the newest month.")
@click.option(
    "--rebase",
    type=Day(),
    multiple=True,
    help="A month from which limits start afresh, such as that of a shift you accept; again for "
    "more.",
)
@click.option("--as-of", type=Day(last=True), help="Only what had been published by this day.")
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), default="csv", show_default=True
)
def signals(
    metric: str | None,
    areas: tuple[str, ...],
    *,
    points: bool,
    new: bool,
    rebase: tuple[date, ...],
    as_of: date | None,
    file_format: str,
) -> None:
    """Print what the control chart of METRIC, or of every measure, says of the newest month.

    One line for each measure and place: newest value, centre and limits, rules broken, and the
    verdict in words. Possession and searches are never called better or worse. With --new, what
    is newly so, and on standard error how many such signals chance alone would bring.
    """
    if points and metric is None:
        raise click.UsageError("Name the measure whose points you want: signals METRIC --points.")
    if new and (points or rebase):
        raise click.UsageError("--new goes with neither --points nor --rebase: leave those out.")
    from metrics.alerts import alerts
    from metrics.signals import signal_points, signals_table
    from metrics.signals import signals as newest_of

    area = "all" if "all" in areas else areas
    with plain_errors():
        if points and metric is not None:
            rows = signal_points(metric, area=area, rebase=rebase, as_of=as_of)
        elif new:
            found = alerts(metric, area=area, as_of=as_of)
            rows = signals_table(found.signals)
            click.echo(found.sentence, err=True)
        else:
            rows = signals_table(newest_of(metric, area=area, rebase=rebase, as_of=as_of))
    click.echo(as_text(rows, file_format), nl=False)


def as_text(rows: "pd.DataFrame", file_format: str) -> str:
    """Rows as CSV, as JSON, or as lines to read."""
    if file_format == "table":
        return _lines(rows)
    import pandas as pd

    days = [name for name in ("period_end", "proposed_rebase") if name in rows]
    plain = rows.assign(**{name: _iso(pd.to_datetime(rows[name])) for name in days})
    if file_format == "json":
        records = json.loads(plain.to_json(orient="records", double_precision=10))
        return f"{json.dumps(records, indent=1, ensure_ascii=False)}\n"
    return str(plain.to_csv(index=False, lineterminator="\n", float_format="%.10g"))


def _iso(days: "pd.Series") -> "pd.Series":
    written: pd.Series = days.dt.strftime("%Y-%m-%d")
    return written


def _lines(rows: "pd.DataFrame") -> str:
    """One line for each verdict, or the points as a table with blanks for what is missing."""
    if "verdict" not in rows:
        chosen = rows.drop(columns=["metric_id", "area_code"])
        return f"{chosen.to_string(index=False, na_rep='')}\n"
    return "".join(map(_line, rows.to_dict("records")))


def _line(row: dict[Hashable, Any]) -> str:
    said = (row["verdict"], row["note"])
    place = f"{row['metric_id']}, {row['area_name']}, {row['period_end']:%B %Y}"
    return f"{place}: {' '.join(part for part in said if part)}\n"
