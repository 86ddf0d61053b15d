"""A server started for a measurement on a free port of this machine, and ended with it."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[2]
START_UP_SECONDS = 60
DASHBOARD = "from cli import main; main()"
ADDRESSES = """
import json
from tests.browser.addresses import KINDS, OPENED
from layouts.page import known_addresses
from layouts.region import cut
from layouts.site import PAGES

addresses, regions = known_addresses(PAGES), {}
for path in KINDS:
    part = addresses[path].region({})
    if part is not None:
        region = cut(part)
        regions[path] = [region.shape, len(region.markup), list(region.graphs)]
print(json.dumps({"kinds": KINDS, "opened": OPENED, "regions": regions}))
"""


def addresses():
    """What there is to ask for.

    Returns:
        `kinds`, one address of each kind of page; `opened`, these and those of two more boroughs;
        and `regions`, by address of those that have a part which Dash draws again: its shape, its
        pieces and its charts.
    """
    done = subprocess.run(
        [sys.executable, "-c", ADDRESSES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


class Url(str):
    """The address of a server that knows the process that was started for it."""

    process: subprocess.Popen


@contextmanager
def dashboard():
    """The dashboard as `knife-crime serve` starts it; its address."""
    port = free_port()
    command = [sys.executable, "-c", DASHBOARD, "serve", "--port", str(port)]
    with running(command, port) as url:
        yield url


@contextmanager
def running(command, port, *, environment=None):
    """A server of any kind; its address, once it answers."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        url = Url(f"http://127.0.0.1:{port}")
        url.process = process
        wait_until_answered(url, process)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def processor_seconds(process):
    """Processor time of a process and of those it has started; nothing where /proc is not there."""
    used, children = {}, {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        number = int(folder.name)
        used[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        children.setdefault(int(fields[1]), []).append(number)
    wanted, total = [process.pid], 0.0
    while wanted:
        number = wanted.pop()
        total += used.get(number, 0.0)
        wanted += children.get(number, [])
    return total


def free_port():
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answered(url, process):
    """Returns when the server answers anything at all."""
    give_up = time.monotonic() + START_UP_SECONDS
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise SystemExit(f"The server ended with {process.returncode} before it answered.")
        try:
            with urlopen(f"{url}/healthz", timeout=5):
                return
        except HTTPError:
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"No answer from the server in {START_UP_SECONDS} s.")


def ask(url, *, body=None):
    """What an address answers."""
    headers = {"Content-Type": "application/json"} if body else {}
    with urlopen(Request(url, data=body, headers=headers), timeout=60) as answer:
        return answer.read()
