"""The browser fixtures notice what they are there to notice."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

GOOD = """<!doctype html><html lang="en"><head><title>Knife crime</title>
<link rel="icon" href="data:,"></head>
<body><main><h1>Knife crime</h1><p id="word">static</p></main>{more}</body></html>"""
LIVE = "<script>document.getElementById('word').textContent = 'live'</script>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *parts):
        pass


@pytest.fixture
def site(tmp_path):
    """Serves what is written into the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def publish(html):
        (tmp_path / "index.html").write_text(html, encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/"

    yield publish
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_healthy_page_has_no_problem(site, page, watch, axe):
    record = watch(page)
    page.goto(site(GOOD.format(more=LIVE)))
    assert page.locator("#word").inner_text() == "live"
    assert record.problems == []
    assert axe(page) == []


def test_without_javascript_the_static_words_stay(site, new_page):
    page = new_page(width=320, java_script_enabled=False)
    page.goto(site(GOOD.format(more=LIVE)))
    assert page.locator("#word").inner_text() == "static"
    assert page.viewport_size["width"] == 320


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("<script>console.error('oh')</script>", "oh"),
        ("<script>throw new Error('uncaught one')</script>", "uncaught one"),
        ("<script src='/nowhere.js'></script>", "404"),
        ("<img alt='' src='http://stranger.invalid/a.png'>", "foreign: http://stranger.invalid"),
    ],
)
def test_a_fault_is_noticed(site, page, watch, more, expected):
    record = watch(page)
    page.goto(site(GOOD.format(more=more)))
    page.wait_for_load_state("networkidle")
    assert any(expected in problem for problem in record.problems)


def test_an_accessibility_fault_is_noticed(site, page, axe):
    page.goto(site(GOOD.format(more="<img src='data:,'>")))
    assert any("image-alt" in fault for fault in axe(page))


def test_axe_runs_under_a_strict_content_policy(site, page, axe):
    policy = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"
    page.goto(site(GOOD.format(more="").replace("<head>", "<head>" + policy)))
    assert axe(page) == []
