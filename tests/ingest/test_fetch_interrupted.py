"""Killed in the middle, two at once, a full disk: real processes over a real socket."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.publisher.faults import dripping
from tests.publisher.made_up import files_in
from tests.publisher.server import begin_file, body_asked_for

ROOT = Path(__file__).parents[2]
NAME = "M1045_MonthlyCrimeDashboard_KnifeCrimeData.csv"
PATH = f"/download/e5n6w/qbc/{NAME}"
FIRST = b"Month_Year,Area Code,Count\n" + b"2026-01-01,E09000028,41\n" * 40_000
SECOND = FIRST + b"2026-02-01,E09000028,40\n"
PROGRAM = "from ingest.fetch_command import fetch; fetch()"


@pytest.fixture
def london(publisher):
    publisher.publish_ckan("e5n6w", NAME, FIRST)
    return publisher


@pytest.fixture
def start(london, tmp_path):
    """Start the command for one source in a process of its own; all are ended with the test."""
    started = []

    def run(preexec_fn=None):
        command = [sys.executable, "-c", PROGRAM, "mps_monthly_crime"]
        where = ["--raw", str(tmp_path / "raw"), "--base-url", london.url]
        process = subprocess.Popen(
            [*command, *where],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=preexec_fn,
            env={**os.environ, "NO_PROXY": "127.0.0.1"},
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def first_edition(start, london, tmp_path):
    """The first edition is held and the second is on offer; the files held."""
    process = start()
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, out + err
    london.publish_ckan("e5n6w", NAME, SECOND)
    raw = tmp_path / "raw"
    return {name: (raw / name).read_bytes() for name in files_in(raw)}


def held(tmp_path, names):
    return {name: (tmp_path / "raw" / name).read_bytes() for name in names}


class Pausing:
    """Sends so many bytes, then waits until it is told to go on."""

    def __init__(self, count):
        self.count, self.paused, self.go_on = count, threading.Event(), threading.Event()

    def __call__(self, handler, file, _publisher):
        begin_file(handler, file)
        body = body_asked_for(handler, file)
        handler.wfile.write(body[: self.count])
        self.paused.set()
        self.go_on.wait(60)
        handler.wfile.write(body[self.count :])


def wait_for_bytes(path, count):
    for _ in range(400):
        if path.exists() and path.stat().st_size >= count:
            return
        time.sleep(0.05)
    raise AssertionError(f"{path} never reached {count} bytes")


def test_a_fetch_killed_in_the_middle_leaves_the_last_edition_and_the_next_goes_on(
    start, london, first_edition, tmp_path
):
    pausing = Pausing(300_000)
    london.misbehave(PATH, pausing)
    process = start()
    part = tmp_path / "raw/mps_monthly_crime" / f"{NAME}.part"
    wait_for_bytes(part, 300_000)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    pausing.go_on.set()
    assert process.returncode == -signal.SIGKILL
    assert held(tmp_path, first_edition) == first_edition
    assert part.read_bytes() == SECOND[:300_000]

    again = start()
    out, err = again.communicate(timeout=60)
    assert again.returncode == 0, out + err
    assert london.requests_for(PATH)[-1].headers["Range"] == "bytes=300000-"
    (newer,) = [n for n in files_in(tmp_path / "raw") if n.endswith("-02/" + NAME)]
    assert (tmp_path / "raw" / newer).read_bytes() == SECOND
    assert not part.exists()


def test_two_fetches_at_once_do_not_meet(start, london, first_edition, tmp_path):
    pausing = Pausing(300_000)
    london.misbehave(PATH, pausing)
    first = start()
    assert pausing.paused.wait(60)
    second = start()
    _, err = second.communicate(timeout=60)
    assert second.returncode == 1
    assert "another fetch is at work in" in err
    assert "Wait until it has ended" in err
    pausing.go_on.set()
    out, err = first.communicate(timeout=60)
    assert first.returncode == 0, out + err
    assert held(tmp_path, first_edition) == first_edition


def test_a_disk_that_fills_up_is_told_and_costs_nothing(start, london, first_edition, tmp_path):
    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    process = start(preexec_fn=little_room)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "could not be written" in err
    assert "Make room on the disk" in err
    assert "Traceback" not in err
    assert held(tmp_path, first_edition) == first_edition
    assert files_in(tmp_path / "raw") == sorted(first_edition)


def heed_interrupts():
    """Whatever is started in the background of a shell ignores them, and so do its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_fetch_ends_without_a_traceback(start, london, first_edition, tmp_path):
    london.misbehave(PATH, dripping(20_000, 0.5))
    process = start(preexec_fn=heed_interrupts)
    wait_for_bytes(tmp_path / "raw/mps_monthly_crime" / f"{NAME}.part", 20_000)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Aborted!" in err
    assert "Traceback" not in err
    assert held(tmp_path, first_edition) == first_edition
