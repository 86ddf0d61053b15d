"""Stop and search month by month: only what is not held is asked for, and a wrong answer not kept.

Every search here is made up, in the layout of the API.
"""

import csv
import dataclasses
import io
import json
import zipfile

import pandas as pd
import pytest
from click.testing import CliRunner

from data import store
from ingest import fetch_command, registry
from ingest.build import Build
from ingest.checking import check_tables
from ingest.fetch_command import fetch as fetch_
from ingest.source import Discovery
from ingest.sources.police_uk_stop_search import SOURCE
from tests.publisher.faults import content, redirect, reset_after, status, truncated_to, web_page
from tests.publisher.made_up import files_in
from tests.tools.search_archive import (
    IN_LAMBETH,
    as_answer,
    search,
    whole_month,
    write_archive,
    write_boundaries,
)

MET, CITY = "metropolitan", "city-of-london"
MET_CODE, CITY_CODE = "E23000001", "E23000034"
DATES = "/api/crimes-street-dates"
RECEIVED = "police_uk_stop_search/received-2026-04-06"


def address(month, force=MET):
    return f"/api/stops-force?force={force}&date={month}"


def name(month, force=MET):
    return f"stops-force_{force}_{month}.json"


def answer(month, **others):
    return as_answer(whole_month(month, **others))


@pytest.fixture(autouse=True)
def tables(tmp_path, monkeypatch):
    """Tables of the test's own, empty at first."""
    monkeypatch.setenv(store.FOLDER_VARIABLE, str(tmp_path / "tables"))
    return tmp_path / "tables"


@pytest.fixture
def police(publisher):
    """Two months of the Metropolitan Police and one of the City's, on offer."""
    publisher.publish_months(
        {(month, MET): answer(month) for month in ("2025-01", "2025-02")}
        | {("2025-01", CITY): answer("2025-01", place=IN_LAMBETH)}
    )
    return publisher


@pytest.fixture
def build(tmp_path, tables):
    """Build the tables of searches from the raw folder; the result."""

    def run(boundaries=None):
        if boundaries:
            (tmp_path / "raw" / "geo").symlink_to(boundaries)
        else:
            write_boundaries(tmp_path / "raw")
        job = Build(
            raw=tmp_path / "raw", out=tables, from_scratch=False, on_file=lambda _path: None
        )
        return job.run([SOURCE])

    return run


@pytest.fixture
def from_archive(tmp_path, build):
    """Tables built from an archive that is not at hand any more."""

    def run(*months):
        path = write_archive(tmp_path / "raw", {key: whole_month(key[0]) for key in months})
        assert build().failures == ()
        path.unlink()

    return run


def states(outcomes):
    return [outcome.state for outcome in outcomes]


def asked_for(publisher):
    return [asked.path for asked in publisher.asked if asked.path != DATES]


def months_in_tables(force=MET_CODE):
    rows = store.read_table("search_months")
    own = rows[rows["force_code"].eq(force) & rows["measure"].eq("searches")]
    own = own[own["counts"].notna()]
    return own["period_end"].dt.strftime("%Y-%m").tolist()


def test_each_month_of_both_forces_is_fetched_by_itself_oldest_first(police, fetch, tmp_path):
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["new", "new", "new", "on request"]
    assert asked_for(police) == [address("2025-01"), address("2025-01", CITY), address("2025-02")]
    kept = [file for file in files_in(tmp_path / "raw") if file.endswith(".json")]
    assert {f"{RECEIVED}/{name(*key)}" for key in (("2025-01",), ("2025-02",))} <= set(kept)
    assert f"{RECEIVED}/{name('2025-01', CITY)}.receipt.json" in kept
    receipt = json.loads(
        (tmp_path / "raw" / f"{RECEIVED}/{name('2025-02')}.receipt.json").read_text()
    )
    assert receipt["url"] == police.url + address("2025-02")


def test_other_forces_are_not_asked_for(police, fetch):
    fetch(SOURCE)
    assert not any("kent" in path for path in asked_for(police))


def test_months_in_the_tables_are_not_asked_for_though_their_files_are_gone(
    police, fetch, from_archive
):
    from_archive(("2025-01", MET), ("2024-12", CITY))
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01", CITY), address("2025-02")]


def test_months_that_lie_in_the_raw_folder_are_not_asked_for_again(police, fetch):
    fetch(SOURCE)
    police.asked.clear()
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["unchanged", "on request"]
    assert "all 3 months offered are held" in outcomes[0].words
    assert asked_for(police) == []


def test_months_in_an_archive_that_is_not_built_yet_are_not_asked_for(police, fetch, tmp_path):
    write_archive(tmp_path / "raw", {("2025-01", MET): whole_month("2025-01")})
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01", CITY), address("2025-02")]


def test_a_month_that_the_archive_lacks_between_two_is_not_slipped_in(police, fetch, from_archive):
    from_archive(("2024-12", MET), ("2025-02", MET), ("2025-01", CITY))
    assert states(fetch(SOURCE)) == ["unchanged", "on request"]


def test_months_before_the_first_of_a_force_are_left_alone(police, fetch, from_archive):
    from_archive(("2025-02", MET), ("2025-01", CITY))
    fetch(SOURCE)
    assert asked_for(police) == []


def test_a_month_supplied_late_is_fetched_after_newer_ones(police, fetch, build, from_archive):
    from_archive(("2024-12", MET), ("2025-01", CITY))
    del police.months["2025-01"]
    assert states(fetch(SOURCE)) == ["new", "on request"]
    build()
    police.months["2025-01"] = [MET]
    police.asked.clear()
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-01")]
    assert build().failures == ()
    assert months_in_tables() == ["2024-12", "2025-01", "2025-02"]


def test_a_damaged_answer_is_fetched_anew(police, fetch, tmp_path):
    fetch(SOURCE)
    (tmp_path / "raw" / RECEIVED / name("2025-02")).write_text("[]")
    police.asked.clear()
    fetch(SOURCE)
    assert asked_for(police) == [address("2025-02")]


def test_fetched_months_join_the_tables_of_the_archive_and_take_nothing_from_them(
    police, fetch, build, from_archive
):
    from_archive(("2024-12", MET), ("2025-01", MET), ("2024-11", CITY))
    fetch(SOURCE)
    assert build().failures == ()
    assert months_in_tables() == ["2024-12", "2025-01", "2025-02"]
    assert months_in_tables(CITY_CODE) == ["2024-11", "2025-01"]
    rows = store.read_table("searches_by_borough")
    counts = rows.groupby("period_end")["searches"].sum().tolist()
    one = len(whole_month("2025-01"))
    assert counts == [one, one, 2 * one, len(whole_month("2025-02"))]


def test_the_manifest_still_names_the_archive_beside_the_answers_of_its_date(
    police, fetch, build, from_archive, tables
):
    from_archive(("2025-01", MET), ("2024-12", CITY))
    fetch(SOURCE)
    build()
    editions = store.load_manifest(tables).tables["searches_by_borough"].editions
    names = [[facts["name"] for facts in edition.files] for edition in editions]
    assert names == [["archive_made_up.zip", name("2025-01", CITY)], [name("2025-02")]]


def test_an_archive_fetched_later_and_the_answers_give_the_same_tables(
    police, fetch, build, tmp_path
):
    fetch(SOURCE)
    build()
    before = store.read_table("searches_by_person")
    months = {(m, MET): whole_month(m) for m in ("2025-01", "2025-02")}
    months["2025-01", CITY] = whole_month("2025-01", place=IN_LAMBETH)
    write_archive(tmp_path / "raw", months)
    assert build().failures == ()
    pd.testing.assert_frame_equal(store.read_table("searches_by_person"), before)


def test_a_month_that_no_longer_can_be_had_is_a_gap_that_the_check_tells(
    police, fetch, build, from_archive, tables, world
):
    from_archive(("2024-08", MET), ("2024-12", CITY))
    fetch(SOURCE)
    build()
    findings = check_tables(tables, [SOURCE], world.time.date())
    (gap,) = [f.words for f in findings if "searches_by_person: no figures" in f.words]
    assert "4 periods from September 2024 to December 2024 (Metropolitan Police)" in gap


def test_between_two_requests_there_is_a_pause(police, fetch, world):
    fetch(SOURCE)
    assert world.slept == [0.1] * 4
    assert 1 / SOURCE.discovery.pause_seconds < 15


def test_too_many_requests_are_answered_with_the_wait_asked_for(police, fetch, world):
    police.misbehave(address("2025-01"), status(429, Retry_After="7"))
    assert states(fetch(SOURCE)) == ["new", "new", "new", "on request"]
    assert 7.0 in world.slept


def test_a_month_too_large_for_the_api_fails_by_name_and_the_others_come(police, fetch):
    police.misbehave(address("2025-01"), *[status(503)] * 5)
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["failed", "new", "new", "on request"]
    assert outcomes[0].words.startswith(f"{name('2025-01')}: expected the file at ")
    assert "found 503 (Service Unavailable)" in outcomes[0].words
    assert "what the API refuses as too large" in outcomes[-1].words
    assert "knife-crime ingest fetch police_uk_stop_search --archive latest" in outcomes[-1].words


def test_after_three_failures_in_a_row_the_publisher_is_left_in_peace(publisher, fetch):
    months = [f"2025-0{number}" for number in range(1, 7)]
    publisher.publish_months({(month, MET): answer(month) for month in months})
    for month in months[1:]:
        publisher.misbehave(address(month), status(404))
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["new", "failed", "failed", "failed", "failed", "on request"]
    assert "3 files failed in a row; 2 more were not asked for" in outcomes[4].words
    assert address("2025-05") not in asked_for(publisher)


def test_the_next_run_asks_for_what_failed_alone(police, fetch, tmp_path):
    police.misbehave(address("2025-01"), status(404))
    fetch(SOURCE)
    police.asked.clear()
    assert states(fetch(SOURCE)) == ["new", "on request"]
    assert asked_for(police) == [address("2025-01")]


@pytest.mark.parametrize("fault", [reset_after(900), truncated_to(900)])
def test_an_answer_cut_short_is_asked_for_again_and_complete_when_kept(
    police, fetch, tmp_path, fault
):
    police.misbehave(address("2025-02"), fault)
    assert "failed" not in states(fetch(SOURCE))
    kept = json.loads((tmp_path / "raw" / RECEIVED / name("2025-02")).read_text())
    assert kept == answer("2025-02")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (content(b"[]", "application/json"), "expected searches of February 2025, found 0"),
        (
            content(json.dumps(answer("2025-03")).encode(), "application/json"),
            "found 0 of them among 29, the newest of 2025-03-30",
        ),
        (content(b'{"error": "x"}', "application/json"), "a list of searches in the API's layout"),
        (content(b'[{"date": "2025-02"}]', "application/json"), "failed at KeyError('datetime')"),
        (content(b"[{", "application/json"), "a list of searches in the API's layout"),
        (web_page("text/html"), "a content type such as 'application/json'"),
        (web_page("application/json"), "a web page that begins"),
        (redirect("https://example.org/x.json"), "an address leads elsewhere"),
    ],
)
def test_an_answer_that_is_not_the_month_asked_for_is_not_kept(
    police, fetch, tmp_path, fault, words
):
    police.misbehave(address("2025-02"), fault)
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["new", "new", "failed", "on request"]
    assert words in outcomes[2].words
    assert not any("2025-02" in file for file in files_in(tmp_path / "raw"))


def test_two_forces_with_the_very_same_searches_are_refused(police, fetch, tmp_path):
    police.misbehave(
        address("2025-01", CITY),
        content(json.dumps(answer("2025-01")).encode(), "application/json"),
    )
    outcomes = fetch(SOURCE)
    assert states(outcomes) == ["new", "failed", "new", "on request"]
    assert f"found those of {name('2025-01')} byte for byte" in outcomes[1].words
    assert not any(CITY in file for file in files_in(tmp_path / "raw"))


def test_a_list_without_either_force_is_told(publisher, fetch):
    publisher.months["2025-01"] = []
    (outcome,) = fetch(SOURCE)
    assert outcome.state == "failed"
    assert "found 'stops-force_kent_2025-01.json'" in outcome.words


@pytest.mark.parametrize("body", [b"{}", b'[{"date": "2025-01"}]', b'["2025-01"]', b"[1]"])
def test_a_list_of_another_shape_is_told(publisher, fetch, body):
    publisher.misbehave(DATES, content(body, "application/json"))
    (outcome,) = fetch(SOURCE)
    assert outcome.state == "failed"
    assert "each with its forces under 'stop-and-search'" in outcome.words or body == b"{}"


def test_tables_that_cannot_be_read_are_told_and_nothing_is_asked_for(police, fetch, tables):
    tables.mkdir()
    (tables / "manifest.json").write_text("{")
    (outcome,) = fetch(SOURCE)
    assert outcome.state == "failed"
    assert "manifest.json cannot be read" in outcome.words
    assert asked_for(police) == []


@pytest.mark.shared
def test_a_month_of_the_archive_served_by_the_api_gives_the_tables_that_the_archive_gave(
    publisher, fetch, build, raw_dir, tmp_path, monkeypatch
):
    (path,) = (raw_dir / "police_uk").glob("archive_*.zip")
    member = "2024-08/2024-08-metropolitan-stop-and-search.csv"
    with zipfile.ZipFile(path) as archive, archive.open(member) as file:
        records = list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")))
    publisher.publish_months({("2024-08", MET): as_answer(records)})
    fetch(SOURCE)
    build(boundaries=raw_dir / "geo")
    ours = {contract.table_id: store.read_table(contract.table_id) for contract in SOURCE.tables}
    monkeypatch.delenv(store.FOLDER_VARIABLE)
    for table_id, rows in ours.items():
        embedded = store.read_table(table_id)
        month = embedded["period_end"].eq("2024-08-31") & embedded["force_code"].eq(MET_CODE)
        expected = embedded[month]
        assert len(expected) == len(rows) > 0
        pd.testing.assert_frame_equal(
            rows.astype("object"), expected.reset_index(drop=True).astype("object")
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
