"""The `import` command: a file that somebody holds, checked and counted into the local tables."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import click

from data.errors import KnifeCrimeError, UnknownTemplateError
from data.store import EMBEDDED, TableEntry, load_manifest, local_folder
from ingest.importing import Import
from ingest.templates.registry import TEMPLATES, find_template
from ingest.templates.template import YES, Coverage, Template

DAY = click.DateTime(["%Y-%m-%d"])


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
    vintage: datetime | None,
    covers: tuple[datetime, datetime] | None,
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
        click.echo(str(write_example(chosen, file or Path(f"made-up-{chosen.template_id}.csv"))))
        return
    if file is None:
        raise click.UsageError("Name the file to load, or ask for --example.")
    run = Import(
        template=chosen,
        path=file,
        folder=_folder(trial=allow_example),
        today=datetime.now(UTC).date(),
        vintage=vintage.date() if vintage else None,
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
        raise click.ClickException(f"{path} exists. Name another file for the example.")
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


def _coverage(days: tuple[datetime, datetime] | None) -> Coverage | None:
    if days is None:
        return None
    first, last = (moment.date() for moment in days)
    if last < first:
        raise click.BadParameter("the last day lies before the first", param_hint="--covers")
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
