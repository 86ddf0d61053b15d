"""Taking imports out again. Every file here is made up."""

import pytest
from click.testing import CliRunner

from cli import main
from data.errors import TableMissingError
from data.store import FOLDER_VARIABLE, LOCAL_VARIABLE, load_manifest, read_table
from ingest import dropping
from ingest.templates.registry import TEMPLATES
from metrics.values import metric_values

ALONE = [name for name in TEMPLATES if name != "action_plan_updates"]
"""Templates whose made-up file needs no other table; reports are of a plan that is held."""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Types an ingest command on a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(LOCAL_VARIABLE, str(tmp_path / "t" / "local"))
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "t"))
    return lambda *words: CliRunner().invoke(
        main, ["ingest", *words, "--data", str(tmp_path / "t")]
    )


@pytest.fixture
def local(tmp_path):
    return tmp_path / "t" / "local"


def bring(run, *templates):
    for name in templates:
        run("import", name, "--example")
        done = run("import", name, f"made-up-{name}.csv", "--allow-example")
        assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", ALONE)
def test_what_is_dropped_is_gone_with_its_file_and_can_be_imported_again(run, local, name):
    bring(run, name)
    assert any(line.startswith(f"{name}: ") for line in run("drop").stdout.splitlines())
    done = run("drop", name)
    assert done.exit_code == 0, done.output
    assert "rows removed" in done.stdout
    held = load_manifest(local)
    assert not {contract.table_id for contract in TEMPLATES[name].tables} & set(held.tables)
    assert f"made_up_{name}" not in held.sources
    for contract in TEMPLATES[name].tables:
        assert not list(local.glob(f"{contract.table_id}-*.parquet"))
    bring_again = run("import", name, f"made-up-{name}.csv", "--allow-example")
    assert bring_again.exit_code == 0, bring_again.output


def test_reports_on_a_plan_leave_and_the_printed_statuses_are_back(run, local):
    def reported():
        values = metric_values("action_plan_progress", area="lambeth", by=("status",))
        newest = values[values["period_end"] == values["period_end"].max()]
        return dict(zip(newest["action_status"], newest["value"], strict=True))

    bring(run, "action_plan")
    printed = reported()
    assert printed == {"not reported": 1, "in progress": 1}
    bring(run, "action_plan_updates")
    assert reported() == {"complete": 1, "in progress": 1}
    done = run("drop", "action_plan_updates")
    assert "action_plan_updates: 1 rows removed" in done.stdout
    assert reported() == printed
    assert "action_plan_updates" not in load_manifest(local).tables
    assert "made_up_action_plan_updates" not in load_manifest(local).sources


def test_a_report_on_a_plan_that_is_not_loaded_is_refused_and_says_what_comes_first(run):
    run("import", "action_plan_updates", "--example")
    done = run(
        "import", "action_plan_updates", "made-up-action_plan_updates.csv", "--allow-example"
    )
    assert done.exit_code == 1
    assert "line 2, column 'plan'" in done.stderr
    assert "load the plan first, with 'knife-crime ingest import action_plan FILE'" in done.stderr


def test_other_imports_stay(run, local):
    bring(run, "youth_survey", "perceptions")
    run("drop", "perceptions")
    assert list(load_manifest(local).tables) == ["youth_survey"]
    assert len(read_table("youth_survey"))
    with pytest.raises(TableMissingError, match="ingest import perceptions"):
        read_table("perceptions")


def test_when_it_fails_everything_stays(run, monkeypatch):
    bring(run, "youth_survey")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dropping, "write_manifest", full)
    done = run("drop", "youth_survey")
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.output
    assert len(read_table("youth_survey"))


def test_what_is_not_imported_cannot_be_dropped(run):
    assert "Nothing is imported" in run("drop").stdout
    refused = run("drop", "youth_survey")
    assert refused.exit_code == 1
    assert "Nothing was removed" in refused.stderr
    assert run("drop", "yuth_survey").exit_code == 2
