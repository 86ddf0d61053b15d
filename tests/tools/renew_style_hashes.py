"""Renews publish/dash_styles.txt: the style texts that Dash puts into a page, by their hashes.

`make hashes` after a new Dash. It opens a page with a chart in Chromium, with the policy in
force, and reads the style elements that Dash has made, allowed or not.
"""

import base64
import hashlib
import threading
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import dash

from tests.tools.chromium import REASON, find_chromium

ROOT = Path(__file__).parents[2]
HASHES = ROOT / "publish" / "dash_styles.txt"
HEAD = (
    "# sha256 of each style text that Dash {version} puts into a page; the empty one comes first,\n"
    "# because an element is made before its text. Renewed by `make hashes`.\n"
)
READ = "[...document.querySelectorAll('style')].map(style => style.textContent)"


class Silent(WSGIRequestHandler):
    """A server that writes no log."""

    def log_message(self, *_parts):
        """Nothing."""


def style_hash(text):
    """The hash of a style text as a policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def style_texts(path="/boroughs/southwark?period=month"):
    """The style texts that Dash puts into a page with a chart."""
    from playwright.sync_api import sync_playwright

    import app

    server = make_server("127.0.0.1", 0, app.server, handler_class=Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--headless=new", "--no-sandbox"]
        )
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}{path}")
        page.wait_for_selector("html[data-live]", state="attached", timeout=120_000)
        page.mouse.move(600, 400)
        texts = page.evaluate(READ)
        chromium.close()
    server.shutdown()
    return texts


def written(texts):
    """The file for these texts."""
    hashes = [style_hash(""), *sorted({style_hash(text) for text in texts if text})]
    return HEAD.format(version=dash.__version__) + "\n".join(hashes) + "\n"


def main():
    """Writes the file anew."""
    if find_chromium() is None:
        raise SystemExit(REASON)
    HASHES.write_text(written(style_texts()), encoding="utf-8")
    print(f"{HASHES.relative_to(ROOT)} renewed for Dash {dash.__version__}.")


if __name__ == "__main__":
    main()
