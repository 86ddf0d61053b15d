"""The `knife-crime` command: mounts the others, importing each only when it is called."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from data.errors import KnifeCrimeError
from data.nearest import did_you_mean
from data.store import FOLDER_VARIABLE

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("publish.serve_command:serve", "The dashboard."),
    "ingest": ("ingest.commands:ingest", "Publishers' files and the tables made from them."),
    "metrics": ("publish.commands:metrics", "The catalogue of measures."),
    "values": ("publish.commands:values", "Numbers of one measure."),
    "published": (
        "publish.published_command:published",
        "The strategy's printed figures, and ours beside them.",
    ),
    "disparity": (
        "publish.disparity_command:disparity",
        "How often groups are searched against each other, with all it is made of.",
    ),
    "claim": ("publish.claim_command:claim", "Whether the figures bear out a claim."),
    "revisions": (
        "publish.revisions_command:revisions",
        "How figures moved after they were first published.",
    ),
    "signals": ("publish.signals_command:signals", "Whether measures are really changing."),
}
"""Where each command lives, and its line in the help, which is shown without importing it."""


PROGRAM = "knife-crime"


class NotUnderstoodError(click.ClickException):
    """A command that was not understood."""

    exit_code = 2


class LazyGroup(click.Group):
    """A group whose commands are imported when called and whose errors are one sentence."""

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run as the program it is called, however it was started."""
        return super().main(*args, **{**settings, "prog_name": PROGRAM})

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the options before the command; what is not understood is one sentence."""
        with _one_sentence():
            return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order of the register."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(import_module(module), name)
        return _with_data_option(command)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002
        formatter: click.HelpFormatter,
    ) -> None:
        """The list of commands, from the register."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of ours becomes a sentence and exit code 1."""
        try:
            with _one_sentence():
                return super().invoke(ctx)
        except KnifeCrimeError as error:
            raise click.ClickException(str(error)) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command named; of one that there is not, the nearest."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            raise click.UsageError(f"No such command '{name}'.{did_you_mean(name, COMMANDS)}", ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def _one_sentence() -> Iterator[None]:
    """Say what was not understood, and where help is, without the lines on usage before it."""
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise
    except click.UsageError as error:
        words = error.format_message().rstrip()
        stop = "" if words.endswith((".", "?")) else "."
        path = error.ctx.command_path if error.ctx else PROGRAM
        help_ = "" if f"{PROGRAM} " in words else f" Help: {path} --help"
        raise NotUnderstoodError(f"{words}{stop}{help_}") from error


def use_tables(ctx: click.Context, _param: click.Parameter, folder: Path | None) -> None:
    """Read and write the tables of another folder until the command has ended."""
    if folder is None:
        return
    before = os.environ.get(FOLDER_VARIABLE)
    os.environ[FOLDER_VARIABLE] = str(folder)
    ctx.find_root().call_on_close(lambda: _restore(before))


def _restore(before: str | None) -> None:
    if before is None:
        os.environ.pop(FOLDER_VARIABLE, None)
    else:
        os.environ[FOLDER_VARIABLE] = before


DATA = click.Option(
    ["--data"],
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    callback=use_tables,
    expose_value=False,
    is_eager=True,
    help="Folder of tables to use in the place of the embedded ones.",
)


def _with_data_option(command: click.Command) -> click.Command:
    """The command, and every command in it, with the option that all share."""
    if DATA not in command.params:
        command.params.append(DATA)
    if isinstance(command, click.Group):
        for inner in command.commands.values():
            _with_data_option(inner)
    return command


@click.group(
    cls=LazyGroup,
    params=[DATA],
    epilog="Example: knife-crime values knife_crime --area southwark --period-type financial_year",
    context_settings={"help_option_names": ["-h", "--help"]},
)
def main() -> None:
    """Knife-crime statistics for London: open data in, comparable figures out."""


if __name__ == "__main__":
    main()
