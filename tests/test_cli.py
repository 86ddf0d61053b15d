"""The command line as a whole: lazy, polite, and never with a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import cli
from cli import COMMANDS, main
from data.errors import SourceChangedError
from data.store import FOLDER_VARIABLE, tables_folder

ROOT = Path(__file__).parents[1]


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_help_lists_every_command_and_imports_none_of_them():
    script = (
        "import sys; from cli import main; main(['--help'], standalone_mode=False); "
        "print(sorted({'ingest', 'publish', 'dash', 'requests'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert all(f"  {name} " in done.stdout for name in COMMANDS)
    assert done.stdout.splitlines()[-1] == "[]"


def test_listing_sources_starts_no_dashboard():
    script = (
        "import sys; from cli import main; main(['ingest', 'list'], standalone_mode=False); "
        "print(sorted({'dash', 'plotly', 'flask'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_can_be_mounted_and_explains_itself_with_an_example(name):
    done = run(name, "--help")
    assert done.exit_code == 0
    assert "Example: knife-crime " in done.stdout
    assert "--data DIR" in done.stdout


def test_an_unknown_command_is_a_usage_error():
    done = run("forecast")
    assert done.exit_code == 2
    assert done.stderr == "Error: No such command 'forecast'. Help: knife-crime --help\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["inges"], "No such command 'inges'. Did you mean ingest? Help: knife-crime --help"),
        (["--colour"], "No such option '--colour'. Help: knife-crime --help"),
        (["ingest", "lst"], "Did you mean 'list'? Help: knife-crime ingest --help"),
        (["ingest", "list", "--format", "yaml"], "'json'. Help: knife-crime ingest list --help"),
        (["values"], "Missing argument 'METRIC'. Help: knife-crime values --help"),
        (["ingest", "build", "homicide"], "Did you mean mps_homicide? 'knife-crime ingest list'"),
        (["ingest", "import", "victim"], "Did you mean victims, victim_satisfaction or "),
        (["ingest", "import", "victims", "--covers", "2024-01-01"], "requires 2 arguments. Help:"),
        (["values", "possession"], "Did you mean knife_possession or weapon_possession? 'knife-"),
    ],
)
def test_what_is_not_understood_is_one_sentence_with_the_next_step(arguments, words):
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


@pytest.fixture
def made_up_commands(monkeypatch):
    """A command that says which folder is in use, and one that fails with an error of ours."""

    @click.command()
    def where():
        click.echo(tables_folder())

    @click.command()
    def fail():
        raise SourceChangedError("Expected a, found b. Do c.")

    monkeypatch.setattr(cli, "where", where, raising=False)
    monkeypatch.setattr(cli, "fail", fail, raising=False)
    monkeypatch.setitem(COMMANDS, "where", ("cli:where", "Which folder."))
    monkeypatch.setitem(COMMANDS, "fail", ("cli:fail", "Fails."))


@pytest.mark.usefixtures("made_up_commands")
def test_an_error_of_ours_is_one_sentence_on_stderr_and_exit_code_1():
    done = run("fail")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "Error: Expected a, found b. Do c.\n"


@pytest.mark.usefixtures("made_up_commands")
@pytest.mark.parametrize("before", [None, "elsewhere"])
def test_data_names_the_tables_for_one_command_and_is_forgotten_after_it(monkeypatch, before):
    monkeypatch.delenv(FOLDER_VARIABLE, raising=False)
    if before:
        monkeypatch.setenv(FOLDER_VARIABLE, before)
    assert run("where", "--data", "mine").stdout == "mine\n"
    assert run("--data", "mine", "where").stdout == "mine\n"
    assert run("--data", "outer", "where", "--data", "inner").stdout == "inner\n"
    assert os.environ.get(FOLDER_VARIABLE) == before
