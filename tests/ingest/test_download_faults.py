"""A publisher that misbehaves costs a message, never the last good file."""

import re

import pytest

from tests.publisher.faults import (
    another_part,
    content,
    dripping,
    endless,
    redirect,
    reset_after,
    silent_after,
    status,
    truncated_to,
    web_page,
    whole_file_whatever_is_asked,
)
from tests.publisher.made_up import CONTENT, NAME, PATH, files_in, made_up_source

LIST = "/api/action/package_show"
NEWER = CONTENT + b"2026-03-01,E09000028,40\n"
ZIP_LIKE = b"PK\x03\x04" + b"\0" * 200_000
LOREM = b"\x89PNG\r\n\x1a\n" + b"\0" * 200_000


@pytest.fixture
def second_edition(offering, fetch, source, world, tmp_path):
    """One edition is held, and the publisher has a newer one to offer; the files held."""
    fetch(source)
    offering.publish_ckan("e5n6w", NAME, NEWER)
    offering.asked.clear()
    world.time = world.time.replace(month=5)
    return {name: (tmp_path / "raw" / name).read_bytes() for name in files_in(tmp_path / "raw")}


def assert_kept(tmp_path, files):
    """What was held is still there to the byte; beside it nothing that a build would read."""
    raw = tmp_path / "raw"
    assert {name: (raw / name).read_bytes() for name in files} == files
    beside = set(files_in(raw)) - set(files)
    assert {name for name in beside if not re.search(r"\.part(\.receipt\.json)?$", name)} == set()


PERSISTENT = {
    "404": ([status(404)], "found 404 (Not Found)", "may have moved"),
    "403": ([status(403)], "found 403 (Forbidden)", "publisher's page"),
    "503 to the end": ([status(503)] * 5, "found 503 (Service Unavailable)", "later"),
    "429 for an hour": ([status(429, Retry_After="3600")], "asks to wait 3600", "after that"),
    "page instead of table": ([web_page()], "a web page that begins '<!DOCTYPE html>", "not kept"),
    "page as page": ([web_page("text/html; charset=utf-8")], "found 'text/html'", "not kept"),
    "page after a mark": ([content(b"\xef\xbb\xbf\n <html>" + b" " * 999)], "a web page", "later"),
    "workbook as table": ([content(ZIP_LIKE)], "expected text separated by commas", "not kept"),
    "picture as table": ([content(LOREM)], "expected text separated by commas", "not kept"),
    "wrong content type": ([content(NEWER, "application/json")], "'application/json'", "later"),
    "nearly nothing": ([content(b"a,b\n1,2\n")], "expected at least 100 bytes, found 8", "later"),
    "nothing": ([content(b"")], "expected at least 100 bytes, found 0", "later"),
    "redirect elsewhere": (
        [redirect("https://example.com/x.csv")],
        "https://example.com",
        "not contacted",
    ),
    "redirect to a port": (
        [redirect("http://127.0.0.1:9/x.csv")],
        "http://127.0.0.1:9",
        "not contacted",
    ),
    "redirect for ever": ([redirect(PATH)] * 6, "redirects more than 5 times", "later"),
}


@pytest.mark.parametrize(("faults", "found", "next_step"), PERSISTENT.values(), ids=PERSISTENT)
def test_what_cannot_be_the_file_is_refused_and_the_last_edition_stays(
    offering, command, second_edition, tmp_path, faults, found, next_step
):
    offering.misbehave(PATH, *faults)
    result = command()
    assert result.exit_code == 1
    assert found in result.stderr
    assert next_step in result.stderr
    assert "The copy received on 2026-04-06 stays" in result.stderr
    assert "https://data.london.gov.uk/dataset/made-up" in result.stderr
    assert "Traceback" not in result.output
    assert_kept(tmp_path, second_edition)


def cut_list(handler, _file, _publisher):
    """The list ends before the length it announced."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"success": true, "result"')
    handler.close_connection = True


LIST_FAULTS = {
    "gone": ([status(404)], "found 404 (Not Found)"),
    "page": ([web_page()], "expected a list of files as JSON"),
    "page as JSON": ([web_page("application/json")], "expected a list of files as JSON"),
    "no success": ([content(b'{"success": false}', "application/json")], "another shape"),
    "a list": ([content(b"[]", "application/json")], "another shape"),
    "text": ([content(b'"x"', "application/json")], "another shape"),
    "no address": (
        [content(b'{"success": true, "result": {"resources": [{"name": "a"}]}}')],
        "another shape",
    ),
    "null": (
        [content(b'{"success": true, "result": {"resources": null}}')],
        "another shape",
    ),
    "nothing in it": (
        [content(b'{"success": true, "result": {"resources": []}}')],
        "found no file at all",
    ),
    "cut": ([cut_list], "broke off"),
    "leads elsewhere": (
        [
            content(
                b'{"success": true, "result": {"resources": [{"name": "KnifeCrimeData.csv",'
                b' "url": "https://example.com/KnifeCrimeData.csv"}]}}'
            )
        ],
        "found 'https://example.com",
    ),
}


@pytest.mark.parametrize(("faults", "found"), LIST_FAULTS.values(), ids=LIST_FAULTS)
def test_a_list_that_cannot_be_understood_is_told_and_nothing_is_asked_for(
    offering, command, second_edition, tmp_path, faults, found
):
    offering.misbehave(LIST, *faults)
    result = command()
    assert result.exit_code == 1
    assert found in result.stderr
    assert offering.requests_for(PATH) == []
    assert_kept(tmp_path, second_edition)


def test_a_renamed_file_is_missed_by_name(publisher, fetch, source):
    publisher.publish_ckan("e5n6w", "OtherCrimeData.csv", CONTENT)
    (outcome,) = fetch(source)
    assert "expected a file named like 'KnifeCrimeData'" in outcome.words
    assert "found 'OtherCrimeData.csv'" in outcome.words


RECOVERED = {
    "503 then success": [status(503)],
    "500 and 502 then success": [status(500), status(502)],
    "429 with seconds": [status(429, Retry_After="7")],
    "429 with a date": [status(429, Retry_After="Mon, 06 Apr 2026 09:00:07 GMT")],
    "redirect on the same host": [redirect(PATH + "?again=1")],
    "redirect to the publisher's store": [
        redirect(f"https://airdrive-secure.s3-eu-west-1.amazonaws.com{PATH}?X-Amz=1")
    ],
    "reset half-way": [reset_after(200_000)],
    "reset at once": [reset_after(0)],
    "reset three times": [reset_after(100_000)] * 3,
    "truncated then whole": [truncated_to(300_000)],
    "silent half-way": [silent_after(200_000)],
    "ranges ignored": [reset_after(200_000), whole_file_whatever_is_asked],
    "another part": [reset_after(200_000), another_part],
}


@pytest.mark.parametrize("faults", RECOVERED.values(), ids=RECOVERED)
def test_a_passing_fault_costs_nothing(offering, command, second_edition, tmp_path, faults):
    offering.misbehave(PATH, *faults)
    result = command()
    assert (result.exit_code, result.stderr) == (0, "")
    newer = f"made_up/received-2026-05-06/{NAME}"
    assert (tmp_path / "raw" / newer).read_bytes() == NEWER
    assert set(files_in(tmp_path / "raw")) == {*second_edition, newer, f"{newer}.receipt.json"}


def test_after_a_reset_only_the_rest_is_asked_for(offering, fetch, source):
    offering.misbehave(PATH, reset_after(200_000))
    fetch(source)
    first, second = (asked.headers for asked in offering.requests_for(PATH))
    assert "Range" not in first
    assert second["Range"] == "bytes=200000-"
    assert second["If-Range"] == offering.files[PATH].headers["ETag"]


def test_a_file_that_changed_meanwhile_is_fetched_whole(offering, fetch, source, tmp_path):
    def cut_and_replace(handler, file, publisher):
        reset_after(200_000)(handler, file, publisher)
        publisher.publish_ckan("e5n6w", NAME, NEWER)

    offering.misbehave(PATH, cut_and_replace)
    fetch(source)
    assert (tmp_path / f"raw/made_up/received-2026-04-06/{NAME}").read_bytes() == NEWER


def test_a_publisher_without_version_marks_is_never_resumed(publisher, fetch, source, tmp_path):
    publisher.publish_ckan("e5n6w", NAME, CONTENT)
    bare = {"Content-Type": "text/csv"}

    def unmarked(count):
        def fault(handler, file, _publisher):
            handler.send_response(200)
            for name, value in {**bare, "Content-Length": str(len(CONTENT))}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(CONTENT[:count])
            handler.close_connection = True

        return fault

    publisher.misbehave(PATH, unmarked(1000), unmarked(len(CONTENT)))
    (outcome,) = fetch(source)
    assert outcome.state == "new"
    assert "Range" not in publisher.requests_for(PATH)[1].headers
    assert (tmp_path / f"raw/made_up/received-2026-04-06/{NAME}").read_bytes() == CONTENT


def test_a_body_that_is_always_shorter_than_announced_is_given_up(
    offering, fetch, source, second_edition, tmp_path
):
    def short(handler, file, publisher):
        del handler.headers["Range"]
        truncated_to(300_000)(handler, file, publisher)

    offering.misbehave(PATH, *[short] * 6)
    (outcome,) = fetch(source)
    assert "broke off 6 times" in outcome.words
    assert f"expected {len(NEWER):,} bytes, found the end after 300,000" in outcome.words
    assert_kept(tmp_path, second_edition)
    assert fetch(source)[0].state == "new"


def test_what_arrived_before_giving_up_is_gone_on_with_in_the_next_run(
    offering, fetch, source, tmp_path
):
    offering.misbehave(PATH, reset_after(200_000), *[reset_after(0)] * 5)
    assert "run the fetch again to go on from there" in fetch(source)[0].words
    assert fetch(source)[0].state == "new"
    assert offering.requests_for(PATH)[-1].headers["Range"] == "bytes=200000-"
    assert (tmp_path / f"raw/made_up/received-2026-04-06/{NAME}").read_bytes() == CONTENT


def test_what_arrived_from_another_address_is_not_gone_on_with(publisher, fetch, source, tmp_path):
    other = f"/download/e5n6w/xyz/{NAME}"
    publisher.publish_ckan("e5n6w", NAME, CONTENT, etagged=False)
    publisher.misbehave(PATH, reset_after(200_000), *[reset_after(0)] * 5)
    fetch(source)
    moved = NEWER.replace(b",41", b",14")
    publisher.publish_ckan("e5n6w", NAME, moved, path=other, changed_on="2026-04-05", etagged=False)
    fetch(source)
    assert (tmp_path / f"raw/made_up/received-2026-04-06/{NAME}").read_bytes() == moved


def test_an_answer_that_drips_is_broken_off_and_told(offering, fetch, source, world):
    world.hurry = 20.0
    offering.misbehave(PATH, *[dripping(10, 0.01)] * 6)
    (outcome,) = fetch(source)
    assert outcome.state == "failed"
    assert re.search(r"only \d+ bytes came in \d+ seconds", outcome.words)


def test_a_slow_answer_that_does_come_is_waited_for(offering, fetch, source):
    offering.misbehave(PATH, dripping(100_000, 0.05))
    assert fetch(source)[0].state == "new"


def test_a_file_too_large_by_its_announcement_is_not_begun(offering, fetch, tmp_path):
    (outcome,) = fetch(made_up_source(maximum_bytes=100_000))
    assert "expected 0 MB at most, found 0.5 MB or more" in outcome.words
    assert files_in(tmp_path / "raw") == []


def test_a_file_that_does_not_end_is_broken_off(offering, fetch, tmp_path):
    offering.misbehave(PATH, endless)
    (outcome,) = fetch(made_up_source(maximum_bytes=1_000_000))
    assert "expected 1 MB at most" in outcome.words
    assert files_in(tmp_path / "raw") == []


def test_a_download_does_not_begin_without_room_for_it(offering, fetch, source, world, tmp_path):
    world.free = 100_000_000
    (outcome,) = fetch(source)
    assert "expected 100 MB of free disk" in outcome.words
    assert "Make room" in outcome.words
    assert files_in(tmp_path / "raw") == []


def test_nobody_but_the_base_address_is_contacted(offering, fetch, source):
    fetch(source)
    assert {asked.headers["Host"] for asked in offering.asked} == {offering.url[7:]}


def test_a_publisher_that_is_not_there_is_told(publisher, fetch, source, world):
    world.timeout = (0.3, 0.3)
    publisher.misbehave(LIST, *[silent_after_nothing] * 5)
    (outcome,) = fetch(source)
    assert "it stayed silent for too long" in outcome.words
    assert "look whether this machine is online" in outcome.words


def silent_after_nothing(handler, _file, publisher):
    handler.close_connection = True
    publisher.stopping.wait(2)
