"""The `drop` command: what is imported, and taking it out again."""

import click

from data.errors import KnifeCrimeError, UnknownTemplateError
from data.store import local_folder
from ingest.dropping import drop, imported
from ingest.templates.registry import find_template


@click.command(name="drop", epilog="Example: knife-crime ingest drop youth_survey")
@click.argument("template", required=False)
def drop_(template: str | None) -> None:
    """Remove what was imported with TEMPLATE from the local tables; list the imports without one.

    Every file loaded with the template leaves, of every vintage. When it fails, everything stays.
    To have a file back, import it again: no copy of it is kept.
    """
    folder = local_folder()
    if template is None:
        held = imported(folder)
        lines = [f"{name}: {rows:,} rows" for name, rows in held.items()]
        click.echo("\n".join(lines) or f"Nothing is imported in {folder}.")
        return
    try:
        chosen = find_template(template)
    except UnknownTemplateError as error:
        raise click.UsageError(str(error)) from error
    try:
        rows = drop(chosen, folder)
    except KnifeCrimeError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{folder} cannot be written ({error.strerror}). Everything imported is still there."
        ) from error
    click.echo(f"{chosen.template_id}: {rows:,} rows removed from {folder}")
