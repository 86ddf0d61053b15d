"""What fetching leaves in the raw folder: the file, its receipt, and nothing else."""

import hashlib
import json
import re

import pytest

from ingest.registry import SOURCES
from tests.publisher.faults import content
from tests.publisher.made_up import CONTENT, NAME, PATH, files_in, made_up_source

PLACE = f"made_up/received-2026-04-06/{NAME}"


def test_a_new_file_is_kept_as_published_beside_its_receipt(offering, fetch, source, tmp_path):
    (outcome,) = fetch(source)
    assert (outcome.state, outcome.words) == ("new", f"{PLACE}, 0.48 MB")
    assert files_in(tmp_path / "raw") == [PLACE, f"{PLACE}.receipt.json"]
    assert (tmp_path / "raw" / PLACE).read_bytes() == CONTENT


def test_the_receipt_says_what_came_from_where_and_when(offering, fetch, source, tmp_path):
    fetch(source)
    receipt = json.loads((tmp_path / "raw" / f"{PLACE}.receipt.json").read_text())
    assert receipt == {
        "source_id": "made_up",
        "url": offering.url + PATH,
        "received_at": "2026-04-06T09:00:00+00:00",
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "size": len(CONTENT),
        "etag": f'"{hashlib.md5(CONTENT).hexdigest()}"',
        "last_modified": "Mon, 02 Feb 2026 02:40:00 GMT",
    }


def test_an_unchanged_file_is_not_sent_again(offering, fetch, source, world, tmp_path):
    fetch(source)
    before = files_in(tmp_path)
    world.time = world.time.replace(month=5)
    (outcome,) = fetch(source)
    assert (outcome.state, outcome.words) == ("unchanged", f"{NAME}, received 2026-04-06")
    assert files_in(tmp_path) == before
    first, second = (asked.headers for asked in offering.requests_for(PATH))
    assert "If-None-Match" not in first
    assert second["If-None-Match"] == f'"{hashlib.md5(CONTENT).hexdigest()}"'


def test_where_there_is_no_etag_the_date_of_change_is_asked_by(publisher, fetch, source):
    publisher.publish_ckan("e5n6w", NAME, CONTENT, etagged=False)
    fetch(source)
    (outcome,) = fetch(source)
    assert outcome.state == "unchanged"
    last = publisher.requests_for(PATH)[-1].headers
    assert last["If-Modified-Since"] == "Mon, 02 Feb 2026 02:40:00 GMT"


def test_the_same_bytes_sent_again_make_no_new_edition(offering, fetch, source, world, tmp_path):
    fetch(source)
    before = files_in(tmp_path)
    offering.publish(PATH, CONTENT, listing=offering.files[PATH].listing, changed=1.78e9)
    offering.misbehave(PATH, content(CONTENT))
    world.time = world.time.replace(month=5)
    (outcome,) = fetch(source)
    assert outcome.state == "unchanged"
    assert files_in(tmp_path) == before


def test_a_changed_file_stands_beside_the_earlier_edition(offering, fetch, source, world, tmp_path):
    fetch(source)
    offering.publish_ckan("e5n6w", NAME, CONTENT + b"2026-03-01,E09000028,40\n")
    world.time = world.time.replace(month=5)
    (outcome,) = fetch(source)
    assert outcome.state == "new"
    assert (tmp_path / "raw" / PLACE).read_bytes() == CONTENT
    newer = tmp_path / "raw" / PLACE.replace("04-06", "05-06")
    assert newer.read_bytes().endswith(b"2026-03-01,E09000028,40\n")


def test_two_editions_on_one_day_are_both_kept(offering, fetch, source, tmp_path):
    fetch(source)
    offering.publish_ckan("e5n6w", NAME, CONTENT + b"2026-03-01,E09000028,40\n")
    fetch(source)
    folders = sorted(path.name for path in (tmp_path / "raw/made_up").iterdir())
    assert folders == ["received-2026-04-06", "received-2026-04-06-02"]
    assert (tmp_path / "raw" / PLACE).read_bytes() == CONTENT


def test_an_edition_that_the_publisher_takes_back_is_received_again(offering, fetch, source, world):
    fetch(source)
    offering.publish_ckan("e5n6w", NAME, CONTENT + b"2026-03-01,E09000028,40\n")
    fetch(source)
    offering.publish_ckan("e5n6w", NAME, CONTENT)
    (outcome,) = fetch(source)
    assert outcome.state == "new"


def test_a_damaged_copy_is_fetched_anew_and_not_taken_for_current(
    offering, fetch, source, tmp_path
):
    fetch(source)
    (tmp_path / "raw" / PLACE).write_bytes(CONTENT[:1000])
    (outcome,) = fetch(source)
    assert outcome.state == "new"
    again = tmp_path / "raw" / PLACE.replace("04-06", "04-06-02")
    assert again.read_bytes() == CONTENT


def test_a_receipt_without_its_file_counts_as_none(offering, fetch, source, tmp_path):
    fetch(source)
    (tmp_path / "raw" / PLACE).unlink()
    (outcome,) = fetch(source)
    assert outcome.state == "new"
    assert files_in(tmp_path / "raw") == [PLACE, f"{PLACE}.receipt.json"]


@pytest.mark.parametrize("receipt", ["", "{", "[]", '{"url": "x"}'])
def test_an_unreadable_receipt_counts_as_none(offering, fetch, source, tmp_path, receipt):
    fetch(source)
    (tmp_path / "raw" / f"{PLACE}.receipt.json").write_text(receipt)
    (outcome,) = fetch(source)
    assert outcome.state == "new"


def test_of_several_wanted_files_each_has_an_outcome(publisher, fetch, tmp_path):
    for name in ("Level Crime (most recent 24 months).csv", "Level Crime (Historical).csv"):
        publisher.publish_ckan("exy3m", name, CONTENT + name.encode())
    wanted = (re.compile("most recent"), re.compile("Historical"))
    address = "https://data.london.gov.uk/api/action/package_show?id=exy3m"
    outcomes = fetch(made_up_source(address=address, matches=wanted))
    assert [outcome.state for outcome in outcomes] == ["new", "new"]
    assert [name for name in files_in(tmp_path / "raw") if name.endswith(".csv")] == [
        "made_up/received-2026-04-06/Level Crime (Historical).csv",
        "made_up/received-2026-04-06/Level Crime (most recent 24 months).csv",
    ]


def test_one_source_that_fails_does_not_stop_the_others(offering, fetch):
    absent = made_up_source("absent", matches=(re.compile("NoSuchFile"),))
    outcomes = fetch(absent, made_up_source("second"))
    assert [(o.source.source_id, o.state) for o in outcomes] == [
        ("absent", "failed"),
        ("second", "new"),
    ]


def test_a_source_without_an_address_says_how_a_file_is_placed(publisher, fetch):
    (outcome,) = fetch(made_up_source(kind="none", address=""))
    assert outcome.state == "by hand"
    assert "https://data.london.gov.uk/dataset/made-up" in outcome.words
    assert "raw/made_up/*/*.csv" in outcome.words
    assert publisher.asked == []


def test_a_file_at_a_fixed_address_needs_no_list(publisher, fetch, tmp_path):
    publisher.publish("/data/archive/2026-03.csv", CONTENT)
    address = "https://data.police.uk/data/archive/2026-03.csv"
    (outcome,) = fetch(made_up_source(kind="direct", address=address, matches=()))
    assert outcome.state == "new"
    assert [asked.path for asked in publisher.asked] == ["/data/archive/2026-03.csv"]


def test_an_attachment_of_a_page_of_gov_uk_is_found_by_its_title(publisher, fetch, tmp_path):
    page = "/api/content/government/statistics/open-data-tables"
    publisher.publish_govuk(page, "Notes", b"", name="notes.csv")
    publisher.publish_govuk(page, "Knife crime open data", CONTENT, name="knife.csv")
    address = f"https://www.gov.uk{page}"
    wanted = (re.compile("Knife crime open data"),)
    (outcome,) = fetch(made_up_source(kind="govuk", address=address, matches=wanted))
    assert outcome.words.startswith("made_up/received-2026-04-06/knife.csv")


def test_a_name_that_the_build_would_not_find_is_refused(publisher, fetch, tmp_path):
    publisher.publish_ckan("e5n6w", "M1045_KnifeCrimeData.ods", CONTENT)
    (outcome,) = fetch(made_up_source())
    assert outcome.state == "failed"
    assert "found the name 'M1045_KnifeCrimeData.ods'" in outcome.words
    assert files_in(tmp_path / "raw") == []


@pytest.mark.parametrize(
    "path", ["/download/..%2f..%2fetc/x_KnifeCrimeData.csv", "/a/..\\..\\x.csv"]
)
def test_a_publishers_name_cannot_lead_out_of_the_raw_folder(publisher, fetch, tmp_path, path):
    publisher.publish_ckan("e5n6w", "KnifeCrimeData", CONTENT, path=path)
    (outcome,) = fetch(made_up_source())
    assert outcome.state == "new"
    assert all(name.startswith("raw/made_up/received-") for name in files_in(tmp_path))


def test_progress_is_told_up_to_the_whole_file(offering, fetch, source):
    told = []
    fetch(source, report=lambda name, done, expected: told.append((name, done, expected)))
    assert told[-1] == (NAME, len(CONTENT), len(CONTENT))
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_every_source_can_be_fetched_or_says_that_it_cannot(source):
    discovery = source.discovery
    assert discovery.kind in {"ckan", "govuk", "months", "direct", "none"}
    assert discovery.address.startswith("https://") or discovery.kind == "none"
    assert bool(discovery.matches) == (discovery.kind in {"ckan", "govuk", "months"})
    assert source.landing_page.startswith("https://")
