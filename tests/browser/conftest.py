"""Chromium, the dashboard's own server, and what a page said and asked for while it was open."""

import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.tools.chromium import find_chromium

ROOT = Path(__file__).parents[2]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
ARGUMENTS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = {"127.0.0.1", "localhost", ""}
START_UP_SECONDS = 180


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session, driven by Playwright."""
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(),
            headless=True,
            args=ARGUMENTS,
        )
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser):
    """Opens pages, each in a context of its own: new_page(width=320, java_script_enabled=False)."""
    contexts = []

    def open_page(*, width=1280, height=800, **context_options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, **context_options
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """A page 1280 pixels wide in a context of its own."""
    return new_page()


@dataclass
class Record:
    """What a page said and asked for since it was watched."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def foreign(self):
        """Addresses asked for on other hosts."""
        return [url for url in self.requests if _is_foreign(url)]

    @property
    def problems(self):
        """Everything a healthy page has none of: errors, warnings, failed and foreign requests."""
        return [*self.errors, *self.failures, *(f"foreign: {url}" for url in self.foreign)]


def _is_foreign(url):
    parts = urlsplit(url)
    return parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOCAL


def watch(page):
    """Starts to record what the page says and asks for; call it before `goto`."""
    record = Record()

    def on_console(message):
        record.console.append(f"{message.type}: {message.text}")
        if message.type in {"error", "warning"}:
            record.errors.append(f"console {message.type}: {message.text}")

    def on_response(response):
        if response.status >= 400:
            record.failures.append(f"{response.status} {response.url}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: record.errors.append(f"uncaught: {error}"))
    page.on("request", lambda request: record.requests.append(request.url))
    page.on("response", on_response)
    page.on(
        "requestfailed",
        lambda request: record.failures.append(f"{request.failure} {request.url}"),
    )
    return record


AXE_RULES = {"rules": {"target-size": {"enabled": True}}}


def axe(page, *, options=None):
    """The accessibility faults axe-core finds: 'impact rule: selectors', one string each.

    The size of what is to be hit belongs to WCAG 2.2 AA; axe-core looks at it only when asked.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = {"resultTypes": ["violations"], **(options or AXE_RULES)}
    violations = page.evaluate(
        "async options => (await window.axe.run(document, options)).violations", asked
    )
    return [
        f"{found['impact']} {found['id']}: "
        + ", ".join(str(part) for node in found["nodes"] for part in node["target"])
        for found in violations
    ]


@pytest.fixture(scope="session", name="watch")
def watch_fixture():
    """The function `watch`, for tests."""
    return watch


@pytest.fixture(scope="session", name="axe")
def axe_fixture():
    """The function `axe`, for tests."""
    return axe


@pytest.fixture(scope="session")
def server_url(tmp_path_factory):
    """The dashboard served as readers get it, from the embedded tables, on a free port."""
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "log.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-c", "from cli import main; main()", "serve", "--port", str(port)],
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until_answered(url, process=process, log=log)
            yield url
        finally:
            stop(process)


def free_port():
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_answered(url, *, process, log):
    """Returns when the server answers; fails with its log when it ends or stays silent."""
    give_up = time.monotonic() + START_UP_SECONDS
    while time.monotonic() < give_up:
        if process.poll() is not None:
            pytest.fail(f"the server ended with {process.returncode}:\n{tail(log)}")
        if answers(f"{url}/healthz"):
            return
        time.sleep(0.1)
    pytest.fail(f"no answer from the server in {START_UP_SECONDS} s:\n{tail(log)}")


def answers(url):
    """Whether anything at all answers there; a 404 is an answer."""
    try:
        with urlopen(url, timeout=5):
            return True
    except HTTPError:
        return True
    except (URLError, OSError):
        return False


def tail(log):
    """The last lines the server wrote."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-20:])


def stop(process):
    """Ends this process and no other."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)
