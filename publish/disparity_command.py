"""The `disparity` command: every group's ratio in one period, with all that it is made of."""

from datetime import date

import click

from publish.commands import Day, plain_errors
from publish.once import OnceCommand
from publish.signals_command import FORMATS, as_text


@click.command(
    cls=OnceCommand, epilog="Example: knife-crime disparity --area southwark --against everyone"
)
@click.option(
    "--area", metavar="CODE", default="E23000001", show_default=True, help="GSS code, name or slug."
)
@click.option(
    "--against", metavar="GROUP", default="white", show_default=True, help="white or everyone."
)
@click.option(
    "--object",
    "searched_for",
    metavar="OBJECT",
    default="all",
    show_default=True,
    help="all, weapons, section_60, controlled_drugs, stolen_goods or other.",
)
@click.option(
    "--period-type",
    metavar="TYPE",
    default="rolling_12_months",
    show_default=True,
    help="As of 'knife-crime values'.",
)
@click.option("--to", "end", type=Day(last=True), help="The newest period that ends by this day.")
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), default="csv", show_default=True
)
def disparity(
    *,
    area: str,
    against: str,
    searched_for: str,
    period_type: str,
    end: date | None,
    file_format: str,
) -> None:
    """Print how often people of each ethnic group are searched, for their number, against another.

    The newest period, a row a group and basis: the ratio with interval, searches and residents of
    both groups, how many of the searches of people have no known ethnicity, and the lowest and
    highest ratio whoever they were. 'knife-crime values search_disparity' has every period.
    """
    from metrics.disparity_now import newest_disparity

    with plain_errors():
        rows = newest_disparity(
            area, comparator=against, searched_for=searched_for, period_type=period_type, end=end
        )
    if rows.empty:
        click.echo(
            f"No complete period ({period_type}) of {area} is held by then. Ask for a shorter one "
            "with --period-type, or leave out --to.",
            err=True,
        )
    click.echo(as_text(rows, file_format), nl=False)
