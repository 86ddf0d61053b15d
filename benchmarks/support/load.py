"""A small load generator: one process, some connections that stay open, one request in each.

It only counts the bytes of an answer, so that on a machine of two processors nearly all of them is
left to the server. `wrk`, where it is installed, leaves a little more.
"""

import selectors
import socket
import time
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urlsplit

CONNECTIONS = 16


@dataclass
class Load:
    """What came of it: milliseconds of every answer, and how many were no success."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    failures: int = 0

    @property
    def rate(self):
        """Answers in a second."""
        return len(self.milliseconds) / self.seconds

    def percentile(self, share):
        """The milliseconds within which this share of the answers came."""
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Connection:
    """One open connection, and what is still to come of the answer."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((host, port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent_at = 0.0
        self.head = b""
        self.missing = None
        self.is_success = True

    def send(self, request):
        """Send a request and begin to wait for its answer."""
        self.head, self.missing, self.sent_at = b"", None, time.perf_counter()
        self.socket.sendall(request)

    def take(self):
        """Read what is there; whether the answer is complete."""
        arrived = self.socket.recv(262_144)
        if not arrived:
            raise SystemExit("The server closed a connection in the middle of a measurement.")
        if self.missing is None:
            self.head += arrived
            head, end, body = self.head.partition(b"\r\n\r\n")
            if not end:
                return False
            self.is_success = head[9:12] == b"200"
            self.missing = _length(head) - len(body)
        else:
            self.missing -= len(arrived)
        return self.missing <= 0


def _length(head):
    at = head.lower().index(b"content-length:")
    return int(head[at + 15 : at + 30].partition(b"\r\n")[0])


def warm(url, requests, *, connections=8):
    """Make each request over connections one after the other, until every server process has it."""
    parts = urlsplit(url)
    for _ in range(connections):
        connection = Connection(parts.hostname, parts.port)
        for request in requests:
            connection.send(request)
            while not connection.take():
                pass
        connection.socket.close()


def load(url, requests, *, seconds, connections=CONNECTIONS):
    """Ask for these requests in turn, for so many seconds."""
    parts = urlsplit(url)
    chooser, wanted = selectors.DefaultSelector(), cycle(requests)
    for _ in range(connections):
        connection = Connection(parts.hostname, parts.port)
        chooser.register(connection.socket, selectors.EVENT_READ, connection)
        connection.send(next(wanted))
    found, begin = Load(), time.perf_counter()
    while time.perf_counter() < begin + seconds:
        for key, _ in chooser.select(timeout=1):
            connection = key.data
            if connection.take():
                found.milliseconds.append(1000 * (time.perf_counter() - connection.sent_at))
                found.failures += not connection.is_success
                connection.send(next(wanted))
    found.seconds = time.perf_counter() - begin
    for key in list(chooser.get_map().values()):
        key.data.socket.close()
    chooser.close()
    return found


def get(url, path):
    """A request for a page, compressed as a browser takes it."""
    return _request("GET", url, path, "Accept: text/html\r\n")


def post(url, path, body):
    """A request of Dash."""
    length = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return _request("POST", url, path, length) + body


def _request(method, url, path, more):
    host = urlsplit(url).netloc
    lines = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip, br\r\n{more}\r\n"
    return lines.encode()
