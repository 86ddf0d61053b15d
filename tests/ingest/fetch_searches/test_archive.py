"""The archive comes only when it is asked for.

Every search here is made up, in the layout of the API.
"""

import dataclasses

import pytest
from click.testing import CliRunner

from data import store
from ingest import fetch_command, registry
from ingest.fetch_command import fetch as fetch_
from ingest.source import Discovery
from ingest.sources.police_uk_stop_search import SOURCE
from tests.ingest.fetch_searches.made import MET, RECEIVED
from tests.tools.search_archive import (
    as_answer,
    search,
    whole_month,
    write_archive,
)


@pytest.fixture
def run(police, world, tmp_path, monkeypatch):
    """The command against the loopback, for searches and for a source without an archive."""
    nowhere = Discovery(kind="none")
    plain = dataclasses.replace(SOURCE, source_id="plain", archive=None, discovery=nowhere)
    monkeypatch.setattr(registry, "SOURCES", {s.source_id: s for s in (SOURCE, plain)})
    monkeypatch.setattr(fetch_command, "_outside", world.outside)

    def invoke(*arguments):
        where = ["--raw", str(tmp_path / "raw"), "--base-url", police.url]
        return CliRunner().invoke(fetch_, [*where, *arguments])

    return invoke


def test_fetching_everything_never_brings_the_archive_and_says_how_to_get_it(run, police):
    result = run()
    assert result.exit_code == 0, result.output
    assert not any("archive" in asked.path for asked in police.asked)
    (line,) = [line for line in result.stdout.splitlines() if " on request " in line]
    assert "about 1.7 GB" in line
    assert "--archive latest" in line
    assert "1 on request" in result.stdout.splitlines()[-2]


@pytest.mark.parametrize("edition", ["latest", "2024-08"])
def test_the_archive_comes_when_asked_for_and_its_size_is_said_first(
    run, police, tmp_path, monkeypatch, edition
):
    path = write_archive(tmp_path / "elsewhere", {("2025-01", MET): whole_month("2025-01")})
    filler = b"\0" * 1_000_000
    body = path.read_bytes()
    police.publish(f"/data/archive/{edition}.zip", filler + body, content_type="application/zip")
    monkeypatch.setattr(fetch_command, "LARGE_BYTES", 1_000_000)
    result = run("police_uk_stop_search", "--archive", edition)
    assert result.exit_code == 0, result.output
    assert [asked.path for asked in police.asked] == [f"/data/archive/{edition}.zip"]
    first, second = result.stderr.splitlines()
    assert "about 1.7 GB" in first
    assert second.startswith(f"{edition}.zip: 1 MB to come")
    assert (tmp_path / "raw" / RECEIVED / f"{edition}.zip").exists()


def test_an_archive_that_failed_is_named_in_the_command_that_tries_again(run, tmp_path):
    result = run("police_uk_stop_search", "--archive", "2024-08")
    assert result.exit_code == 1
    again = f"knife-crime ingest fetch police_uk_stop_search --archive 2024-08 --raw {tmp_path}"
    assert again in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--archive", "latest"], "--archive is for police_uk_stop_search alone: name it"),
        (["plain", "--archive", "latest"], "--archive is for police_uk_stop_search alone"),
        (["police_uk_stop_search", "--archive", "August"], "'August' is no edition"),
        (["police_uk_stop_search", "--archive", "2024-13"], "'2024-13' is no edition"),
    ],
)
def test_an_archive_that_is_none_gives_exit_code_2(run, police, arguments, words):
    result = run(*arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert police.asked == []


def test_a_search_at_midnight_stays_in_the_month_it_was_filed_under(publisher, fetch, build):
    records = [search("2025-06-30T23:30:00+00:00"), *whole_month("2025-07")]
    publisher.publish_months({("2025-07", MET): as_answer(records)})
    fetch(SOURCE)
    build()
    rows = store.read_table("searches_by_borough")
    assert rows["searches"].sum() == len(records)
    assert set(rows["period_end"].dt.strftime("%Y-%m")) == {"2025-07"}
