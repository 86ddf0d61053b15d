"""The `signals` command: whether each measure is really changing in each place."""

import json
from collections.abc import Hashable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from publish.commands import Day, Stretch, plain_errors
from publish.once import OnceCommand

if TYPE_CHECKING:
    import pandas as pd

    from metrics.control_limits import ChartSettings

FORMATS = ("csv", "json", "table")
DAYS = ("period_end", "proposed_rebase", "baseline_first", "baseline_last", "vintage")
"""Columns of days that may hold none."""

NEAR_LIMITS = {
    "beyond-two-sigma": "beyond two sigma",
    "between-two-and-three": "between two and three sigma",
}
"""Variants of the two-of-three rule, as `metrics.control_limits` names them."""

NO_TARGET = (
    "The target is not judged: of this measure neither more nor less is better, or too few months "
    "are charted for limits."
)


@click.command(
    cls=OnceCommand,
    epilog="Example: knife-crime signals knife_crime --area southwark --format table",
)
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
@click.option(
    "--baseline",
    type=Stretch(),
    metavar="FROM:TO",
    help="Months that limits are frozen on, such as 2022-01:2024-12: every later month is held "
    "against these.",
)
@click.option(
    "--as",
    "stated_as",
    type=click.Choice(["count", "rate"]),
    help="Chart counts per resident (u′ charts); the measure's usual way if left out.",
)
@click.option(
    "--target",
    type=float,
    help="A monthly target somebody declared for METRIC: would the process as it is meet it?",
)
@click.option(
    "--compare",
    is_flag=True,
    help="The boroughs beside London's rate: limits for their size, multiple, similar boroughs.",
)
@click.option(
    "--no-screening",
    is_flag=True,
    help="Keep extreme moving ranges in the limits; they are left out once otherwise.",
)
@click.option(
    "--two-of-three",
    type=click.Choice([*NEAR_LIMITS]),
    default="beyond-two-sigma",
    show_default=True,
    help="Which points the two-of-three rule counts: all beyond two sigma, or only those that are "
    "not beyond three.",
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
    compare: bool,
    rebase: tuple[date, ...],
    baseline: tuple[date, date] | None,
    stated_as: str | None,
    target: float | None,
    no_screening: bool,
    two_of_three: str,
    as_of: date | None,
    file_format: str,
) -> None:
    """Print what the control chart of METRIC, or of every measure, says of the newest month.

    One line for each measure and place: newest value, centre and limits, rules broken, and the
    verdict in words. Possession and searches are never called better or worse. With --new, what
    is newly so, and on standard error how many such signals chance alone would bring. With
    --compare, the boroughs' newest 12 months on a funnel about the rate of the whole, by name.
    """
    chosen = {"--points": points, "--new": new, "--compare": compare}
    varied = no_screening or two_of_three != "beyond-two-sigma"
    _check_options(
        metric,
        chosen,
        rebase=rebase,
        stated_as=stated_as,
        target=target,
        varied=varied,
        frozen=baseline is not None,
    )
    area = "all" if "all" in areas else areas
    asked = {"area": area, "as_of": as_of}
    settings = _settings(no_screening=no_screening, two_of_three=two_of_three)
    charts = asked | {"rebase": rebase, "stated_as": stated_as, "settings": settings}
    charts |= {"baseline": baseline}
    with plain_errors():
        if points:
            rows = _points(metric, charts)
        elif compare:
            rows = _comparison(metric, asked)
        elif new:
            rows = _new(metric, asked)
        else:
            rows = _newest(metric, charts | {"target": target})
    click.echo(as_text(rows, file_format), nl=False)


def _check_options(
    metric: str | None,
    chosen: dict[str, bool],
    *,
    rebase: tuple[date, ...],
    stated_as: str | None,
    target: float | None,
    varied: bool,
    frozen: bool,
) -> None:
    """Refuse what does not go together."""
    named = [name for name, is_chosen in chosen.items() if is_chosen]
    if len(named) > 1:
        raise click.UsageError(f"{' and '.join(named)} do not go together: choose one.")
    if metric is None and named and named != ["--new"]:
        raise click.UsageError(f"Name the measure that you want: signals METRIC {named[0]}.")
    if metric is None and target is not None:
        raise click.UsageError("A target is of one measure: signals METRIC --target N.")
    if metric is None and frozen:
        raise click.UsageError("A baseline is of one measure: signals METRIC --baseline FROM:TO.")
    special = bool(rebase or stated_as or frozen or target is not None)
    if (chosen["--new"] or chosen["--compare"]) and special:
        raise click.UsageError(
            f"{named[0]} goes with none of --rebase, --baseline, --as and --target: leave those "
            "out."
        )
    if chosen["--compare"] and varied:
        raise click.UsageError(
            "--compare draws a funnel, which has neither moving ranges nor the two-of-three rule: "
            "leave out --no-screening and --two-of-three."
        )
    if chosen["--new"] and varied:
        raise click.UsageError(
            "--new says how many signals chance would bring, which was measured with the usual "
            "rules: leave out --no-screening and --two-of-three, or leave out --new."
        )
    if chosen["--points"] and target is not None:
        raise click.UsageError("--points does not go with --target: leave one out.")


def _settings(*, no_screening: bool, two_of_three: str) -> "ChartSettings":
    from metrics.control_limits import ChartSettings

    return ChartSettings(
        screen_moving_ranges=not no_screening, near_limit=NEAR_LIMITS[two_of_three]
    )


def _points(metric: str | None, charts: dict[str, Any]) -> "pd.DataFrame":
    from metrics.chart_points import chart_points

    return chart_points(str(metric), **charts)


def _comparison(metric: str | None, asked: dict[str, Any]) -> "pd.DataFrame":
    from metrics.comparison import comparison

    return comparison(str(metric), **asked)


def _new(metric: str | None, asked: dict[str, Any]) -> "pd.DataFrame":
    from metrics.alerts import alerts
    from metrics.signal import signals_table

    found = alerts(metric, **asked)
    click.echo(" ".join(filter(None, (found.sentence, found.by_measure, found.months))), err=True)
    return signals_table(found.signals)


def _newest(metric: str | None, charts: dict[str, Any]) -> "pd.DataFrame":
    from metrics.signal import signals_table
    from metrics.signals import signals as newest_of

    found = newest_of(metric, **charts)
    if charts["target"] is not None and not any(one.assurance for one in found):
        click.echo(NO_TARGET, err=True)
    return signals_table(found)


def as_text(rows: "pd.DataFrame", file_format: str) -> str:
    """Rows as CSV, as JSON, or as lines to read."""
    if file_format == "table":
        return _lines(rows)
    import pandas as pd

    dated = rows.select_dtypes("datetime").columns
    days = dict.fromkeys([*dated, *(name for name in DAYS if name in rows)])
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
        chosen = rows.drop(columns=["metric_id", "area_code"], errors="ignore")
        return f"{chosen.to_string(index=False, na_rep='')}\n"
    return "".join(map(_line, rows.to_dict("records")))


def _line(row: dict[Hashable, Any]) -> str:
    target = f"The target is {row['assurance']}." if row.get("assurance") else ""
    said = (row["verdict"], target, row["note"])
    when = "%Y" if row["period_type"] == "calendar_year" else "%B %Y"
    place = f"{row['metric_id']}, {row['area_name']}, {row['period_end']:{when}}"
    standing = " (provisional)" if row["provisional"] else ""
    return f"{place}{standing}: {' '.join(part for part in said if part)}\n"
