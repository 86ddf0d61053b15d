"""The `import` command: a file that somebody holds, checked and counted into the local tables."""

import csv
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from data.errors import KnifeCrimeError, UnknownTemplateError
from data.store import EMBEDDED, TableEntry, load_manifest, local_folder
from ingest.importing import Import
from ingest.templates.registry import TEMPLATES, find_template
from ingest.templates.template import YES, Coverage, Template


class _Day(click.ParamType[date]):
    """A day, written as 2024-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that a text names."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"'{value}' is no day. Write it like 2024-03-31", param, ctx)


DAY = _Day()


@click.command(
    name="import",
    epilog="Example: knife-crime ingest import youth_survey answers.csv --vintage 2024-06-30",
)
@click.argument("template", required=False)
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--list", "listed", is_flag=True, help="Show the templates.")
@click.option("--example", is_flag=True, help="Write a made-up file in the template's layout.")
@click.option("--vintage", type=DAY, help="Date of the file by its holder; today unless given.")
@click.option(
    "--covers",
    type=(DAY, DAY),
    metavar="FIRST LAST",
    help="Days a person-level extract covers; the whole months of its events unless given.",
)
@click.option(
    "--allow-example",
    is_flag=True,
    help="Load a made-up file, marked as such, into a folder named with --data.",
)
def import_(
    template: str | None,
    file: Path | None,
    *,
    listed: bool,
    example: bool,
    vintage: date | None,
    covers: tuple[date, date] | None,
    allow_example: bool,
) -> None:
    """Check a FILE against a TEMPLATE and load it into the local tables.

    Every problem is told with its line and column, and nothing is loaded while there is one. Rows
    about people are counted while they are read and never stored; counts below 5 are withheld.
    The tables lie in a local folder, never among those published with the project.
    """
    if listed:
        click.echo(_templates_as_text())
        return
    chosen = _chosen(template)
    if example:
        path = write_example(chosen, file or Path(f"made-up-{chosen.template_id}.csv"))
        click.echo(str(path))
        click.echo(
            "Made-up rows that show the layout; docs/templates.md says what each column means. To "
            f"try them: knife-crime ingest import {chosen.template_id} {path} --allow-example "
            "--data DIR",
            err=True,
        )
        return
    if file is None:
        raise click.UsageError(
            f"Name the file to load; 'knife-crime ingest import {chosen.template_id} --example' "
            "writes one that shows the layout."
        )
    run = Import(
        template=chosen,
        path=file,
        folder=_folder(trial=allow_example),
        today=datetime.now(UTC).date(),
        vintage=vintage,
        covers=_coverage(covers),
        allow_made_up=allow_example,
    )
    try:
        entries = run.run()
    except KnifeCrimeError as error:
        raise click.ClickException(str(error)) from error
    for contract, entry in zip(chosen.tables, entries, strict=True):
        click.echo(_line(contract.table_id, entry, run.folder))


def write_example(template: Template, path: Path) -> Path:
    """A made-up file in the template's layout, marked as made up in every row."""
    if path.exists():
        raise click.ClickException(
            f"{path} exists and was left as it is. Name another file: knife-crime ingest import "
            f"{template.template_id} OTHER.csv --example"
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(template.names)
        writer.writerows((*row, YES) for row in template.example())
    return path


def _chosen(template_id: str | None) -> Template:
    if template_id is None:
        raise click.UsageError("Name a template; 'knife-crime ingest import --list' shows them.")
    try:
        return find_template(template_id)
    except UnknownTemplateError as error:
        raise click.UsageError(str(error)) from error


def _folder(*, trial: bool) -> Path:
    folder = local_folder()
    if trial and folder == EMBEDDED.parent / "local":
        raise click.UsageError("--allow-example needs a folder of its own: add --data DIR.")
    return folder


def _coverage(days: tuple[date, date] | None) -> Coverage | None:
    if days is None:
        return None
    first, last = days
    if last < first:
        raise click.BadParameter(
            "the last day lies before the first; give the first one first", param_hint="--covers"
        )
    return Coverage(first_day=first, last_day=last)


def _templates_as_text() -> str:
    held = load_manifest(local_folder()).tables
    width = max(map(len, TEMPLATES))
    return "\n".join(
        f"{name:<{width}}  {'loaded' if _is_loaded(template, [*held]) else 'not loaded':<10}  "
        f"{template.title}; held by {template.holder}"
        for name, template in TEMPLATES.items()
    )


def _is_loaded(template: Template, tables: list[str]) -> bool:
    return any(contract.table_id in tables for contract in template.tables)


def _line(table_id: str, entry: TableEntry, folder: Path) -> str:
    return (
        f"{table_id}: {entry.rows:,} rows, {entry.oldest_period} to {entry.newest_period}, in "
        f"{folder}"
    )
