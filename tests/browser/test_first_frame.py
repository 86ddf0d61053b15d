"""A page is drawn once its first chart is there: pages that come in two parts, from a loopback."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from publish.first_seen import marked

PAGE, LINK = marked('<p>Text.</p>|<svg class="chart" width="9" height="9"></svg><p>More.</p>')
BEFORE, AFTER = f"<!DOCTYPE html><head>{LINK}</head>{PAGE}".split("|")
PAINTED = "performance.getEntriesByType('paint').length"


@contextmanager
def in_two_parts(first, second):
    """A page whose second part comes when the event is set; its address and the event."""
    event = Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(first.ljust(4096).encode())
            self.wfile.flush()
            event.wait(timeout=60)
            self.wfile.write(second.encode())

        def log_message(self, *_told):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", event
    finally:
        event.set()
        server.shutdown()
        server.server_close()


def test_nothing_is_drawn_before_the_first_chart(new_page):
    page = new_page()
    with in_two_parts(BEFORE, AFTER) as (url, rest):
        page.goto(url, wait_until="commit")
        page.locator("p").wait_for(state="attached")
        page.wait_for_timeout(500)
        assert page.evaluate(PAINTED) == 0
        rest.set()
        page.wait_for_function(f"{PAINTED} > 0")


def test_without_a_mark_the_first_part_is_drawn(new_page):
    page = new_page()
    with in_two_parts("<!DOCTYPE html><p>Text.</p>", "<p>More.</p>") as (url, _rest):
        page.goto(url, wait_until="commit")
        page.wait_for_function(f"{PAINTED} > 0")
