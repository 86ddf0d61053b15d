"""What whoever runs `fetch` reads, and what a script learns from its exit code."""

import os

import pytest
from click.testing import CliRunner

from ingest import registry
from ingest.fetch_command import fetch
from ingest.registry import SOURCES
from tests.publisher.faults import status
from tests.publisher.made_up import files_in

FETCHED = ("mps_monthly_crime", "mps_homicide", "mps_recorded_crime")
BY_HAND = ("mopac_borough_monthly", "home_office_knife")
CRIME = "M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv"
CRIME_PATH = f"/download/e5n6w/qbc/{CRIME}"
BODY = b"Month_Year,Area Code,Count\n" + b"2026-02-01,E09000028,41\n" * 10_000


@pytest.fixture
def london(publisher, monkeypatch):
    """The London Datastore with a file for every source that is fetched, of those known here."""
    known = {name: SOURCES[name] for name in (*FETCHED, *BY_HAND)}
    monkeypatch.setattr(registry, "SOURCES", known)
    publisher.publish_ckan("e5n6w", CRIME, BODY)
    publisher.publish_ckan("2l1w8", "Homicide Victims.csv", BODY)
    for kind in ("Historical", "most recent 24 months"):
        publisher.publish_ckan(
            "exy3m", f"MPS Borough Level Crime ({kind}).csv", BODY + kind.encode()
        )
    return publisher


@pytest.fixture
def run(london, tmp_path):
    """Run the command against the loopback."""

    def invoke(*arguments):
        where = ["--raw", str(tmp_path / "raw"), "--base-url", london.url]
        return CliRunner().invoke(fetch, [*where, *arguments])

    return invoke


def test_all_sources_are_fetched_when_none_is_named(run, tmp_path):
    result = run()
    assert result.exit_code == 0, result.output
    assert f"4 new, {len(BY_HAND)} by hand" in result.stdout
    fetched = {name.split("/")[0] for name in files_in(tmp_path / "raw")}
    assert fetched == set(FETCHED)


def test_each_source_has_a_line_of_its_own(run):
    lines = run().stdout.splitlines()
    told = {line.split()[0] for line in lines}
    assert {*FETCHED, *BY_HAND} <= told
    assert all(len([line for line in lines if line.startswith(name)]) == 1 for name in BY_HAND)


def test_only_the_named_sources_are_fetched(run, london):
    result = run("mps_homicide")
    assert result.exit_code == 0
    assert "1 new" in result.stdout
    assert london.requests_for(CRIME_PATH) == []


def test_the_next_step_is_named_when_something_is_new(run, tmp_path):
    assert f"Next: knife-crime ingest build --raw {tmp_path / 'raw'}" in run().stdout
    again = run()
    assert "Next:" not in again.stdout
    assert "4 unchanged" in again.stdout


def test_one_failure_gives_exit_code_1_and_the_rest_is_done(run, london):
    london.misbehave(CRIME_PATH, status(404))
    result = run()
    assert result.exit_code == 1
    assert f"3 new, {len(BY_HAND)} by hand, 1 failed" in result.stdout
    assert "mps_monthly_crime      failed  " in result.stderr
    assert "found 404 (Not Found)" in result.stderr
    assert "Nothing was changed" in result.stderr
    assert SOURCES["mps_monthly_crime"].landing_page in result.stderr


def test_errors_are_one_sentence_on_stderr_and_never_a_traceback(run, london):
    london.misbehave(CRIME_PATH, status(404))
    result = run("mps_monthly_crime")
    assert result.stdout == "1 failed\n"
    assert len(result.stderr.splitlines()) == 2
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mps_nothing"], "'mps_nothing' is no source"),
        (["--base-url", "data.london.gov.uk"], "expected a scheme and a host alone"),
        (["--what"], "No such option"),
    ],
)
def test_a_command_not_understood_gives_exit_code_2(run, london, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert london.asked == []


def test_a_closed_source_named_alone_says_how_to_place_a_file(run):
    result = run("mopac_borough_monthly")
    assert result.exit_code == 0
    assert "is not fetched: the publisher offers no lasting address for it" in result.stdout
    assert "mopac_borough_monthly/*.xlsx" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 by hand"


def test_without_a_terminal_there_are_no_bars(run):
    result = run()
    assert "\x1b" not in result.output
    assert "\r" not in result.output
    assert result.stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(run, tmp_path):
    (tmp_path / "raw").mkdir(mode=0o500)
    result = run()
    assert result.exit_code == 1
    assert "could not be written" in result.stderr


def test_a_file_in_the_place_of_the_raw_folder_is_told(london, tmp_path):
    (tmp_path / "taken").write_text("")
    where = ["--raw", str(tmp_path / "taken" / "raw"), "--base-url", london.url]
    result = CliRunner().invoke(fetch, where)
    assert result.exit_code == 1
    assert "could not be written" in result.stderr
    assert "--raw" in result.stderr


def test_help_shows_an_example():
    result = CliRunner().invoke(fetch, ["--help"])
    assert result.exit_code == 0
    assert "Example: knife-crime ingest fetch" in result.stdout
