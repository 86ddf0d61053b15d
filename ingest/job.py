"""What one download is about: the file wanted, where it gathers, and what is held of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest.client import Client
from ingest.discovery import Resource
from ingest.receipts import Receipt, receipt_path
from ingest.source import Source

Report = Callable[[int, int | None], None]


@dataclass(frozen=True, kw_only=True)
class Job:
    """One file to fetch.

    Attributes:
        folder: The source's raw folder, where the unfinished file lies.
        known: Receipt of the copy held, when the publisher need not send that one again.
        report: Told how many bytes there are, and of how many where that is known.
    """

    source: Source
    resource: Resource
    folder: Path
    known: Receipt | None
    client: Client
    report: Report

    @property
    def unfinished(self) -> Path:
        """Where the bytes gather until the file is complete and checked."""
        return self.folder / f"{self.resource.file_name}.part"

    @property
    def address(self) -> str:
        """The address that is contacted."""
        return self.client.reach.locate(self.resource.address)


def discard(job: Job) -> None:
    """Remove an unfinished file and what is known of it."""
    job.unfinished.unlink(missing_ok=True)
    receipt_path(job.unfinished).unlink(missing_ok=True)
