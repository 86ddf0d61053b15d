"""A wrong answer is not kept, and the publisher is not pressed.

Every search here is made up, in the layout of the API.
"""

import csv
import io
import json
import zipfile

import pandas as pd
import pytest

from data import store
from ingest.sources.police_uk_stop_search import SOURCE
from tests.ingest.fetch_searches.made import (
    CITY,
    DATES,
    MET,
    MET_CODE,
    RECEIVED,
    address,
    answer,
    asked_for,
    name,
    states,
)
from tests.publisher.faults import content, redirect, reset_after, status, truncated_to, web_page
from tests.publisher.made_up import files_in
from tests.tools.search_archive import (
    as_answer,
)


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
