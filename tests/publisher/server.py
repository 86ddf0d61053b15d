"""A publisher on the loopback: lists its files as the real ones do, and misbehaves on demand."""

import email.utils
import hashlib
import json
import sys
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit


@dataclass(frozen=True, kw_only=True)
class PublishedFile:
    """A file as the publisher offers it."""

    path: str
    content: bytes
    content_type: str = "text/csv"
    listing: dict = field(default_factory=dict)
    changed: float = 1_770_000_000.0
    etagged: bool = True

    @property
    def headers(self):
        named = {
            "Content-Type": self.content_type,
            "Last-Modified": email.utils.formatdate(self.changed, usegmt=True),
            "Accept-Ranges": "bytes",
        }
        if self.etagged:
            named["ETag"] = f'"{hashlib.md5(self.content).hexdigest()}"'
        return named


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request the publisher was sent."""

    path: str
    headers: dict


class QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_args):
        """An asker that has gone is no error of the publisher's."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(*_args)


class Publisher:
    """Serves files and their lists over a real socket until closed; one thread per request."""

    def __init__(self):
        self.files = {}
        self.lists = {}
        self.months = {}
        self.asked = []
        self.faults = defaultdict(list)
        self.stopping = threading.Event()
        self._server = QuietServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.close()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._server.server_port}"

    def close(self):
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def publish(self, path, content, **about):
        """Put a file at a path, in the place of an earlier one there."""
        file = PublishedFile(path=path, content=content, **about)
        self.files[path] = file
        return file

    def publish_ckan(self, dataset, name, content, *, path=None, changed_on="2026-03-06", **about):
        """Put a file among the resources of a London Datastore dataset, newest first."""
        path = path or f"/download/{dataset}/qbc/{name}"
        listing = {
            "id": hashlib.md5(path.encode()).hexdigest()[:6],
            "name": name,
            "format": name.rpartition(".")[2].lower(),
            "url": f"https://data.london.gov.uk{quote(path)}",
            "last_modified": f"{changed_on}T09:30:00.000Z",
        }
        self.publish(path, content, listing=listing, **about)
        self.lists.setdefault(dataset, []).insert(0, path)

    def publish_govuk(self, page, title, content, *, name, **about):
        """Put a file among the attachments of a page of gov.uk."""
        path = f"/media/68f0c0ffee/{name}"
        listing = {
            "title": title,
            "url": f"https://assets.publishing.service.gov.uk{quote(path)}",
            "content_type": about.get("content_type", "text/csv"),
        }
        self.publish(path, content, listing=listing, **about)
        self.lists.setdefault(page, []).append(path)

    def publish_months(self, months):
        """Offer police forces' months of stop and search, `{(month, force): answer}`."""
        for (month, force), searches in months.items():
            path = f"/api/stops-force?force={force}&date={month}"
            body = json.dumps(searches).encode()
            self.publish(path, body, content_type="application/json", etagged=False)
            self.months.setdefault(month, []).append(force)

    def misbehave(self, path, *faults):
        """Answer the next requests for a path with these faults, one each; then properly again."""
        self.faults[path].extend(faults)

    def requests_for(self, path):
        return [asked for asked in self.asked if asked.path == path]

    def ckan_answer(self, dataset):
        found = [self.files[path].listing for path in dict.fromkeys(self.lists.get(dataset, []))]
        return {"success": True, "result": {"id": dataset, "resources": found}}

    def govuk_answer(self, page):
        found = [self.files[path].listing for path in self.lists.get(page, [])]
        return {"base_path": page, "title": "A release", "details": {"attachments": found}}

    def months_answer(self):
        """The list of months, newest first, other forces among them."""
        listed = sorted(self.months.items(), reverse=True)
        return [{"date": month, "stop-and-search": ["kent", *forces]} for month, forces in listed]

    def _handler(self):
        publisher = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                answer(self, publisher)

            def log_message(self, *_args):
                """Say nothing."""

        return Handler


def answer(handler, publisher):
    """Answer one request, with a fault if one is due."""
    parts = urlsplit(handler.path)
    path = unquote(parts.path)
    if path == "/api/stops-force":
        path = f"{path}?{parts.query}"
    publisher.asked.append(Asked(path=path, headers=dict(handler.headers)))
    if publisher.faults[path]:
        publisher.faults[path].pop(0)(handler, publisher.files.get(path), publisher)
    elif path == "/api/action/package_show":
        send_json(handler, publisher.ckan_answer(parse_qs(parts.query)["id"][0]))
    elif path.startswith("/api/content/"):
        send_json(handler, publisher.govuk_answer(path))
    elif path == "/api/crimes-street-dates":
        send_json(handler, publisher.months_answer())
    elif path in publisher.files:
        send_file(handler, publisher.files[path])
    else:
        send(handler, 404, b"<!doctype html><title>Not found</title>", "text/html")


def send(handler, status, body, content_type="text/plain", **headers):
    handler.send_response(status)
    handler.send_header("Content-Type", content_type)
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def send_json(handler, content):
    send(handler, 200, json.dumps(content).encode(), "application/json")


def send_file(handler, file):
    """A file as HTTP has it: 304 when known, 206 for the rest of one, else 200."""
    begin_file(handler, file)
    handler.wfile.write(body_asked_for(handler, file))


def begin_file(handler, file, *, length=None):
    """Status and headers of the answer that `body_asked_for` is the body of."""
    body, status = body_asked_for(handler, file), status_of(handler, file)
    handler.send_response(status)
    for name, value in file.headers.items():
        handler.send_header(name, value)
    if status == 206:
        start, size = len(file.content) - len(body), len(file.content)
        handler.send_header("Content-Range", f"bytes {start}-{size - 1}/{size}")
    if status != 304:
        handler.send_header("Content-Length", str(len(body) if length is None else length))
    handler.end_headers()


def status_of(handler, file):
    if not_modified(handler, file):
        return 304
    return 206 if range_start(handler, file) else 200


def body_asked_for(handler, file):
    return b"" if not_modified(handler, file) else file.content[range_start(handler, file) :]


def not_modified(handler, file):
    """Whether the asker has the file; an ETag decides before a date does."""
    asked, known = handler.headers, file.headers
    if "If-None-Match" in asked:
        return asked["If-None-Match"] == known.get("ETag")
    return asked.get("If-Modified-Since") == known["Last-Modified"]


def range_start(handler, file):
    """The first byte to send: later than 0 only for the rest of this very file."""
    asked = handler.headers.get("Range", "")
    fresh = handler.headers.get("If-Range") in {
        file.headers.get("ETag"),
        file.headers["Last-Modified"],
    }
    start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked and fresh else 0
    return start if start < len(file.content) else 0
