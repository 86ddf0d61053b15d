"""The import command as somebody types it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from data.store import EMBEDDED, LOCAL_VARIABLE
from ingest.templates.registry import TEMPLATES


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Types a command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv(LOCAL_VARIABLE)
    return lambda *words: CliRunner().invoke(main, ["ingest", "import", *words])


def test_the_list_names_every_template_its_holder_and_whether_it_is_loaded(run, tmp_path):
    result = run("--list", "--data", str(tmp_path))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(TEMPLATES)
    assert all("not loaded" in line and "held by" in line for line in lines)


@pytest.mark.parametrize("template_id", TEMPLATES)
def test_an_example_is_written_once_named_and_marked_as_made_up(run, template_id):
    result = run(template_id, "--example")
    assert result.stdout.strip() == f"made-up-{template_id}.csv"
    text = Path(result.stdout.strip()).read_text(encoding="utf-8")
    header, first, *_ = text.splitlines()
    assert header.split(",")[-1] == "made_up"
    assert first.split(",")[-1] == "yes"
    again = run(template_id, "--example")
    assert again.exit_code == 1
    assert "exists" in again.stderr


def test_an_example_is_refused_as_real_and_needs_a_folder_of_its_own(run, tmp_path):
    run("youth_survey", "--example")
    refused = run("youth_survey", "made-up-youth_survey.csv", "--data", str(tmp_path / "t"))
    assert refused.exit_code == 1
    assert "made up" in refused.stderr
    homeless = run("youth_survey", "made-up-youth_survey.csv", "--allow-example")
    assert homeless.exit_code == 2
    assert "--data DIR" in homeless.stderr
    loaded = run(
        "youth_survey", "made-up-youth_survey.csv", "--allow-example", "--data", str(tmp_path / "t")
    )
    assert loaded.exit_code == 0, loaded.output
    assert "youth_survey: 6 rows" in loaded.stdout
    assert not (EMBEDDED.parent / "local").exists()


def test_a_refusal_lists_line_and_column_and_is_no_traceback(run, tmp_path):
    (tmp_path / "bad.csv").write_text("area,period_end,survey,asked,worried\nGotham,x,S,1,2\n")
    result = run("youth_survey", "bad.csv", "--data", str(tmp_path / "t"))
    assert result.exit_code == 1
    assert "line 2, column 'area'" in result.stderr
    assert "line 2, column 'period_end'" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--list"),
        (("victims",), "Name the file"),
        (("victim", "x.csv"), "is no template"),
        (("victims", "x.csv", "--covers", "2021-01-01", "2020-01-01"), "before the first"),
    ],
)
def test_a_command_that_cannot_be_meant_is_explained(run, words, told):
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr
