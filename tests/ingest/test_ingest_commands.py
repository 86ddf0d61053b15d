"""The `ingest` commands as they are typed."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from cli import main
from data.store import EMBEDDED, load_manifest
from ingest.commands import fitted
from ingest.registry import SOURCES
from tests.ingest.made_files import monthly_file, monthly_rows, spoilt


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "raw"


@pytest.fixture
def folders(tmp_path, raw):
    return ("--raw", raw, "--out", tmp_path / "tables")


def put(raw, rows=None, day="2026-03-19"):
    return monthly_file(raw / "mps_monthly_crime" / f"received-{day}", rows)


def test_list_has_a_line_for_every_source_with_its_newest_vintage_and_state():
    done = run("ingest", "list")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["source", *SOURCES]
    assert "2026-03-18" in lines[1]
    assert "~2021-01-31" in lines[2]
    assert lines[2].endswith("closed")


@pytest.mark.parametrize(("columns", "publisher"), [(200, 70), (136, 56), (80, 9), (20, 9)])
def test_on_a_terminal_the_publishers_name_gives_way_and_nothing_else(columns, publisher):
    widths = [24, 70, 14, 14, 8, 10]
    assert fitted(widths, columns) == [24, publisher, 14, 14, 8, 10]


def test_list_is_also_csv_and_json_with_the_same_fields():
    rows = list(csv.DictReader(io.StringIO(run("ingest", "list", "--format", "csv").stdout)))
    objects = json.loads(run("ingest", "list", "--format", "json").stdout)
    assert list(rows[0]) == list(objects[0])
    assert rows[0]["vintage"] == objects[0]["vintage"] == "2026-03-18"


def test_list_of_another_folder_holds_nothing(tmp_path):
    done = run("ingest", "list", "--data", tmp_path)
    assert all(line.endswith("not held") for line in done.stdout.splitlines()[1:])


def test_build_prints_rows_newest_period_and_changes_for_each_table(raw, folders):
    put(raw)
    done = run("ingest", "build", "mps_monthly_crime", *folders)
    assert done.exit_code == 0
    first = " ".join(done.stdout.splitlines()[0].split())
    assert first.startswith(
        "borough_knife_crime 660 rows newest 2026-02-28 660 cells new 0 changed"
    )
    assert "reading" in done.stderr


def months_of(first, count, **options):
    """As many months from January of a year."""
    months = [f"{first + number // 12}-{number % 12 + 1:02d}-01" for number in range(count)]
    return monthly_rows(months=months, **options)


def test_a_month_ten_times_larger_is_built_with_a_warning_and_no_failure(raw, folders):
    rows = months_of(2024, 24, refreshed="2026-01-18")
    put(raw, rows, day="2026-01-19")
    assert "warning" not in run("ingest", "build", "mps_monthly_crime", *folders).stdout
    newest = monthly_rows(months=("2026-01-01",), refreshed="2026-02-18", count="100")
    older = [row | {"Refresh Date": "2026-02-18"} for row in rows]
    put(raw, [*older, *newest], day="2026-02-19")
    done = run("ingest", "build", "mps_monthly_crime", *folders)
    assert done.exit_code == 0
    warning = done.stdout.splitlines()[1]
    assert warning.startswith(
        "  warning: all its figures together (borough), January 2026: expected"
    )
    assert warning.endswith("(the largest before is 320), found 3,200")
    assert "undo the update (docs/ingest.md)" in done.stdout.splitlines()[-1]


def test_build_writes_into_the_folder_that_data_names(raw, tmp_path):
    put(raw)
    run("--data", tmp_path / "mine", "ingest", "build", "mps_monthly_crime", "--raw", raw)
    assert "borough_knife_crime" in load_manifest(tmp_path / "mine").tables


def test_a_failure_is_a_sentence_on_stderr_and_exit_code_1(raw, folders):
    put(raw, spoilt(monthly_rows(), 5, Count="many"))
    done = run("ingest", "build", "mps_monthly_crime", *folders)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Error: M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv, line 5" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_named_source_without_a_file_is_a_failure(raw, folders):
    put(raw)
    done = run("ingest", "build", "mps_homicide", *folders)
    assert done.exit_code == 1
    assert "mps_homicide: expected a file in" in done.stderr


def test_sources_without_a_file_are_only_mentioned_when_all_are_built(raw, folders):
    put(raw)
    done = run("ingest", "build", *folders)
    assert done.exit_code == 0
    assert "mps_homicide: no file in" in done.stderr


def test_an_empty_raw_folder_is_a_failure_that_says_what_to_do(folders):
    done = run("ingest", "build", *folders)
    assert done.exit_code == 1
    assert "Run 'knife-crime ingest fetch', or name another folder with --raw." in done.stderr


def test_an_unknown_source_is_a_usage_error_that_names_the_nearest(folders):
    done = run("ingest", "build", "mps_gun_crime", *folders)
    assert done.exit_code == 2
    assert "'mps_gun_crime' is no source. Did you mean mps_monthly_crime" in done.stderr


def test_check_of_the_embedded_tables_finds_nothing_wrong():
    done = run("ingest", "check", "--data", EMBEDDED)
    assert done.exit_code == 0
    assert "known: borough_knife_crime: no figures for 7 periods" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("0 wrong")


def test_check_of_broken_tables_lists_what_is_wrong_and_ends_with_1(raw, folders, tmp_path):
    put(raw)
    run("ingest", "build", "mps_monthly_crime", *folders)
    (tmp_path / "tables" / "manifest.json").write_text("{")
    done = run("ingest", "check", "--data", tmp_path / "tables")
    assert done.exit_code == 1
    assert done.stdout.startswith("wrong: ")


@pytest.mark.parametrize("command", ["list", "build", "check", "fetch"])
def test_every_command_has_help_with_an_example(command):
    done = run("ingest", command, "--help")
    assert done.exit_code == 0
    assert f"Example: knife-crime ingest {command}" in done.stdout
    assert "--data DIR" in done.stdout
