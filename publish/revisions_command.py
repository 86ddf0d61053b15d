"""The `revisions` command: how figures moved after they were first published."""

from datetime import date
from typing import TYPE_CHECKING

import click

from publish.commands import Day, plain_errors
from publish.once import OnceCommand
from publish.signals_command import FORMATS, as_text

if TYPE_CHECKING:
    import pandas as pd

WAYS = ("first-to-newest", "triangle", "typical", "band")


@click.command(
    cls=OnceCommand,
    epilog="Example: knife-crime revisions knife_crime --area southwark --show typical",
)
@click.argument("metric")
@click.option(
    "--area", metavar="CODE|all", default="all", show_default=True, help="GSS code, name or slug."
)
@click.option(
    "--show",
    type=click.Choice(WAYS),
    default=WAYS[0],
    show_default=True,
    help="Each period as first published and newest; what every file said of it; the typical "
    "revision by age; or the band in which provisional figures may end up.",
)
@click.option("--as-of", type=Day(last=True), help="Only what had been published by this day.")
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), default="csv", show_default=True
)
def revisions(metric: str, *, area: str, show: str, as_of: date | None, file_format: str) -> None:
    """Print how figures of METRIC moved after they were first published.

    The typical revision of all boroughs is of the boroughs together; --show band needs one place.
    Measures that are stated over 12 months only are followed by periods of 12 months.
    A measure of which one file is held has not been revised, which is said on standard error.
    """
    if show == "band" and area == "all":
        raise click.UsageError(
            "A band is of one place's newest figures: add --area, such as --area southwark."
        )
    with plain_errors():
        rows = _rows(metric, area, show, as_of)
    if rows.empty:
        click.echo(_nothing(metric, show), err=True)
    click.echo(as_text(rows, file_format), nl=False)


def _rows(metric: str, area: str, show: str, as_of: date | None) -> "pd.DataFrame":
    from metrics import revisions as found

    asked = {
        "first-to-newest": found.revisions,
        "triangle": found.triangle,
        "typical": found.typical_revisions,
        "band": found.newest_with_band,
    }
    return asked[show](metric, area=area, as_of=as_of)


def _nothing(metric: str, show: str) -> str:
    reasons = {
        "typical": "no period is covered by two files, so no revision is known",
        "band": "no figure is provisional",
    }
    return f"Nothing to show of {metric}: {reasons.get(show, 'no file of it is held by then')}."
