"""One file from a publisher to the disk: asked for only if changed, resumed where it broke off."""

import re

import requests

from data.errors import SourceChangedError, SourceUnavailableError
from ingest.body import BrokenOffError, check_room, receive
from ingest.client import backoff_seconds, refusal
from ingest.file_checks import check_content_type, check_file
from ingest.job import Job, discard
from ingest.receipts import Receipt, read_receipt, receipt_path, sha256_of, write_receipt

ATTEMPTS = 6


def download(job: Job) -> Receipt | None:
    """Bring a complete and plausible file to `job.unfinished`.

    Returns:
        Its receipt, or nothing when the publisher says that the copy held is the current one.

    Raises:
        SourceUnavailableError: If the file cannot be had now.
        SourceChangedError: If what came cannot be the file.
        StorageError: If there is no room for it on the disk.
        OSError: If the disk does not take it.
    """
    job.folder.mkdir(parents=True, exist_ok=True)
    broken = "nothing came"
    for attempt in range(1, ATTEMPTS + 1):
        if attempt > 1:
            job.client.outside.sleep(backoff_seconds(attempt - 1, job.client.outside))
        try:
            return _attempt(job)
        except BrokenOffError as error:
            broken = str(error)
    raise SourceUnavailableError(
        f"{job.resource.file_name} broke off {ATTEMPTS} times: {broken}. What arrived is kept; run "
        "the fetch again to go on from there."
    )


def _attempt(job: Job) -> Receipt | None:
    with job.client.get(job.resource.address, _conditions(job)) as response:
        if response.status_code == requests.codes.not_modified and job.known:
            discard(job)
            return None
        if response.status_code == requests.codes.requested_range_not_satisfiable:
            discard(job)
            raise BrokenOffError("the publisher holds no such part of it")
        if response.status_code not in (requests.codes.ok, requests.codes.partial_content):
            raise refusal(response)
        return _accept(job, response)


def _conditions(job: Job) -> dict[str, str]:
    """Request headers: not the copy we hold, and of an unfinished one only the rest."""
    known, begun = job.known, _begun(job)
    conditions = {}
    if known and known.etag:
        conditions["If-None-Match"] = known.etag
    if known and known.last_modified:
        conditions["If-Modified-Since"] = known.last_modified
    if begun:
        conditions["Range"] = f"bytes={job.unfinished.stat().st_size}-"
        conditions["If-Range"] = _validator(begun)
    return conditions


def _begun(job: Job) -> Receipt | None:
    """What is known of an unfinished file that can be gone on with; else nothing is left of it."""
    begun = read_receipt(receipt_path(job.unfinished))
    usable = begun and job.unfinished.exists() and job.unfinished.stat().st_size > 0
    if begun and usable and begun.url == job.address and _validator(begun):
        return begun
    discard(job)
    return None


def _validator(begun: Receipt) -> str:
    """What says for certain that a file is still the same: a weak ETag does not."""
    strong = begun.etag and not begun.etag.startswith("W/")
    return begun.etag if strong else begun.last_modified


def _accept(job: Job, response: requests.Response) -> Receipt:
    """Receive the answer, check the file, write its receipt."""
    check_content_type(response.headers.get("Content-Type", ""), job.resource.file_name)
    offset = _offset(job, response)
    if offset == 0:
        discard(job)
    check_room(job, response, offset)
    write_receipt(receipt_path(job.unfinished), _receipt(job, response, resumable=True))
    receive(job, response, offset)
    try:
        minimum = job.source.discovery.minimum_bytes
        check_file(job.unfinished, job.resource.file_name, minimum_bytes=minimum)
        if job.source.received:
            job.source.received(job.unfinished, job.resource.file_name)
    except SourceChangedError:
        discard(job)
        raise
    return _receipt(job, response, resumable=False)


def _offset(job: Job, response: requests.Response) -> int:
    """The byte that an answer begins with."""
    if response.status_code == requests.codes.ok:
        return 0
    held = job.unfinished.stat().st_size if job.unfinished.exists() else 0
    match = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    if match is None or int(match[1]) != held:
        discard(job)
        raise BrokenOffError("the publisher sent another part than the one asked for")
    return held


def _receipt(job: Job, response: requests.Response, *, resumable: bool) -> Receipt:
    """What the publisher said of the file; its size and fingerprint once it is complete."""
    encoded = response.headers.get("Content-Encoding", "identity") != "identity"
    named = {} if resumable and encoded else response.headers
    return Receipt(
        source_id=job.source.source_id,
        url=job.address,
        received_at=job.client.outside.now().isoformat(timespec="seconds"),
        sha256="" if resumable else sha256_of(job.unfinished),
        size=0 if resumable else job.unfinished.stat().st_size,
        etag=named.get("ETag", ""),
        last_modified=named.get("Last-Modified", ""),
    )
