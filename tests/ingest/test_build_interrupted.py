"""A build that is killed, or runs out of disk, leaves tables that can be read and built upon."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data.store import load_manifest
from data.tables import BOROUGH_KNIFE_CRIME, NEIGHBOURHOOD_KNIFE_CRIME
from data.writing import held_rows
from ingest.build import Build
from ingest.registry import find_sources
from tests.ingest.made_files import monthly_file, monthly_rows

ROOT = Path(__file__).parents[2]
TABLES = (BOROUGH_KNIFE_CRIME, NEIGHBOURHOOD_KNIFE_CRIME)
COMMAND = [sys.executable, "-m", "cli", "ingest", "build", "mps_monthly_crime"]

# The build stops for good just before the given os.replace: files and manifests by turns.
PAUSED = """
import os, sys, time
really, calls = os.replace, []
def replace(*names):
    calls.append(names)
    if len(calls) == {number}:
        print("paused", flush=True)
        time.sleep(600)
    really(*names)
os.replace = replace
from cli import main
main(sys.argv[1:])
"""


@pytest.fixture
def raw(tmp_path):
    return tmp_path / "raw"


@pytest.fixture
def out(tmp_path, raw):
    """Tables of one edition, and a raw folder with the next one."""
    folder = tmp_path / "tables"
    monthly_file(raw / "mps_monthly_crime" / "received-2026-03-19", monthly_rows())
    assert build(raw, folder).failures == ()
    newer = monthly_rows(("2026-02-01", "2026-03-01"), refreshed="2026-04-18", count="11")
    monthly_file(raw / "mps_monthly_crime" / "received-2026-04-19", newer)
    return folder


def build(raw, out):
    run = Build(raw=raw, out=out, from_scratch=False, on_file=lambda _path: None)
    return run.run(find_sources(("mps_monthly_crime",)))


def contents(out):
    """Rows of every table, read as a reader would and so verified by their hash."""
    found = {}
    for contract in TABLES:
        rows = held_rows(out, contract)
        contract.check(rows)
        found[contract.table_id] = len(rows)
    return found


def paused_build(raw, out, number):
    arguments = ["ingest", "build", "mps_monthly_crime", "--raw", str(raw), "--out", str(out)]
    process = subprocess.Popen(
        [sys.executable, "-c", PAUSED.format(number=number), *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    lines = iter(process.stdout.readline, "")
    assert any(line == "paused\n" for line in lines)
    return process


@pytest.mark.parametrize(
    ("number", "replaced"),
    [(1, []), (2, []), (3, ["borough_knife_crime"]), (4, ["borough_knife_crime"])],
    ids=["before a table", "before the manifest", "before the next table", "before its manifest"],
)
def test_kill_9_at_any_step_leaves_each_table_old_or_new_and_the_next_build_completes_it(
    raw, out, tmp_path, number, replaced
):
    old = contents(out)
    build(raw, tmp_path / "undisturbed")
    new = contents(tmp_path / "undisturbed")
    process = paused_build(raw, out, number)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert contents(out) == {name: (new if name in replaced else old)[name] for name in old}
    assert build(raw, out).failures == ()
    assert load_manifest(out) == load_manifest(tmp_path / "undisturbed")
    assert not list(out.glob("*.part"))


def test_a_second_build_beside_a_running_one_fails_at_once_and_says_so(raw, out):
    before, process = contents(out), paused_build(raw, out, 1)
    try:
        second = subprocess.run(
            [*COMMAND, "--raw", str(raw), "--out", str(out)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        process.kill()
        process.communicate()
    assert second.returncode == 1
    assert second.stderr.startswith("Error: Another build is at work on")
    assert contents(out) == before


def test_a_full_disk_ends_with_exit_code_1_and_the_last_good_tables(raw, out):
    before, manifest = contents(out), (out / "manifest.json").read_bytes()

    def allow_2000_bytes():
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    done = subprocess.run(
        [*COMMAND, "--raw", str(raw), "--out", str(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=allow_2000_bytes,
    )
    assert done.returncode == 1
    assert "borough_knife_crime: the new table could not be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(out) == before
    assert (out / "manifest.json").read_bytes() == manifest
    assert not list(out.glob("*.part"))
