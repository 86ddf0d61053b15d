"""The bytes of an answer, to the disk as they come: within limits, and given up when they drip."""

import os
from collections.abc import Callable

import requests
import urllib3

from data.errors import SourceChangedError, StorageError
from ingest.job import Job, discard

PIECE = 1 << 16
SLOWEST_BYTES_PER_SECOND = 500
PATIENCE_SECONDS = 30.0
ROOM_TO_SPARE = 100_000_000


class BrokenOffError(Exception):
    """An answer ended early; what arrived is on the disk, and the next attempt goes on."""


def _expected_size(response: requests.Response, offset: int) -> int | None:
    """How large the whole file will be, where the answer tells."""
    length = response.headers.get("Content-Length", "")
    plain = response.headers.get("Content-Encoding", "identity") == "identity"
    return offset + int(length) if length.isdecimal() and plain else None


def check_room(job: Job, response: requests.Response, offset: int) -> None:
    """Refuse a body that is too large for the source or for the disk.

    Raises:
        SourceChangedError: If it is larger than the source's files can be.
        StorageError: If the disk has no room for it.
    """
    expected = _expected_size(response, offset)
    _check_maximum(job, expected or 0)
    free = job.client.outside.free_bytes(job.folder)
    needed = (expected or 0) - offset + ROOM_TO_SPARE
    if free < needed:
        raise StorageError(
            f"{job.resource.file_name}: expected {needed / 1e6:,.0f} MB of free disk, found "
            f"{free / 1e6:,.0f} MB at {job.folder}. Make room, or name another folder with --raw."
        )


def _check_maximum(job: Job, size: int) -> None:
    maximum = job.source.discovery.maximum_bytes
    if size > maximum:
        discard(job)
        raise SourceChangedError(
            f"{job.resource.file_name}: expected {maximum / 1e6:,.0f} MB at most, found "
            f"{size / 1e6:,.1f} MB or more. It was not kept. If the publisher's file has really "
            "grown so, raise the source's `maximum_bytes`."
        )


def receive(job: Job, response: requests.Response, offset: int) -> None:
    """Append the answer's body to the unfinished file, each piece at once.

    Raises:
        BrokenOffError: If it ends early or hardly moves; what came is on the disk.
        SourceChangedError: If it is larger than the source's files can be.
        OSError: If the disk does not take it; the unfinished file is gone then, to make room.
    """
    expected, done = _expected_size(response, offset), offset
    pace = _Pace(job.client.outside.monotonic)
    try:
        with job.unfinished.open("ab") as file:
            while piece := _next_piece(response):
                file.write(piece)
                file.flush()
                done += len(piece)
                _check_maximum(job, done)
                job.report(done, expected)
                pace.check(len(piece))
            os.fsync(file.fileno())
    except OSError:
        discard(job)
        raise


def _next_piece(response: requests.Response) -> bytes:
    try:
        return bytes(response.raw.read1(PIECE, decode_content=True))
    except urllib3.exceptions.ReadTimeoutError as error:
        raise BrokenOffError("the publisher fell silent") from error
    except urllib3.exceptions.HTTPError as error:
        raise BrokenOffError(_cut_words(error)) from error


def _cut_words(error: urllib3.exceptions.HTTPError) -> str:
    """How an answer was cut; its own count of bytes where it had announced one."""
    cause = error.__cause__
    if isinstance(cause, urllib3.exceptions.IncompleteRead) and cause.expected is not None:
        announced = cause.partial + cause.expected
        return f"expected {announced:,} bytes, found the end after {cause.partial:,}"
    return "the connection was cut"


class _Pace:
    """Notices an answer that drips: it never times out and never ends."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since, self._bytes = clock(), 0

    def check(self, received: int) -> None:
        """Count what has come, and give up on a line that is too slow."""
        self._bytes += received
        seconds = self._clock() - self._since
        if seconds < PATIENCE_SECONDS:
            return
        if self._bytes < SLOWEST_BYTES_PER_SECOND * seconds:
            raise BrokenOffError(f"only {self._bytes:,} bytes came in {seconds:.0f} seconds")
        self._since, self._bytes = self._clock(), 0
