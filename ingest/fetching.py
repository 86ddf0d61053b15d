"""Bringing the raw cache up to date: every source on its own, none able to spoil another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import requests
from filelock import FileLock, Timeout

from data.errors import BusyError, KnifeCrimeError, SourceChangedError, StorageError
from ingest.addresses import Reach
from ingest.client import Client, Outside
from ingest.discovery import MONTHS, Resource, resources
from ingest.download import download
from ingest.job import Job, discard
from ingest.receipts import Held, Receipt, keep, newest_held
from ingest.source import Source

NEW, UNCHANGED, BY_HAND, FAILED = "new", "unchanged", "by hand", "failed"
ON_REQUEST = "on request"
FAILURES_IN_A_ROW = 3
LOCK = ".fetch.lock"

Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one file, or of a source that never came to its files."""

    source: Source
    state: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """One run over the sources.

    Attributes:
        raw: The raw folder.
        tables: Folder of the tables in use; months that they hold are not asked for.
        base_url: Scheme and host in the place of every publisher's, or blank.
        report: Told of each file its name, how many bytes there are, and of how many.
    """

    raw: Path
    tables: Path
    session: requests.Session
    outside: Outside
    base_url: str = ""
    report: Report = lambda _name, _done, _expected: None

    def run(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """Fetch each source in turn; what fails is an outcome, and the rest goes on.

        Raises:
            BusyError: If another fetch is at work on the same folder.
            StorageError: If the folder cannot be written.
        """
        with _alone_in(self.raw):
            for source in sources:
                yield from self._source(source)

    def _source(self, source: Source) -> Iterator[Outcome]:
        if source.discovery.kind == "none":
            yield Outcome(source=source, state=BY_HAND, words=_by_hand(source, self.raw))
            return
        reach = Reach(documented=source.discovery.address, base_url=self.base_url)
        client = Client(
            session=self.session,
            reach=reach,
            outside=self.outside,
            pause_seconds=source.discovery.pause_seconds,
        )
        try:
            found = resources(source, client)
            wanted = self._wanted(source, found)
        except KnifeCrimeError as error:
            yield self._failure(source, str(error))
            return
        if not wanted:
            words = f"all {len(found)} months offered are held, or older than what is held"
            yield Outcome(source=source, state=UNCHANGED, words=words)
        yield from self._files(source, wanted, client)
        if source.archive:
            yield Outcome(source=source, state=ON_REQUEST, words=archive_offer(source))

    def _wanted(self, source: Source, found: Sequence[Resource]) -> list[Resource]:
        if source.wanted is None:
            return list(found)
        by_name = {resource.name: resource for resource in found}
        return [by_name[name] for name in source.wanted(list(by_name), self.raw, self.tables)]

    def _files(
        self, source: Source, wanted: Sequence[Resource], client: Client
    ) -> Iterator[Outcome]:
        """Each file in turn; after some failures in a row the publisher is left in peace."""
        in_a_row = 0
        for number, resource in enumerate(wanted, start=1):
            outcome = self._file(source, resource, client)
            yield outcome
            in_a_row = in_a_row + 1 if outcome.state == FAILED else 0
            left = len(wanted) - number
            if left and in_a_row == FAILURES_IN_A_ROW:
                reason = f"{in_a_row} files failed in a row; {left} more were not asked for."
                yield self._failure(source, reason)
                return

    def _file(self, source: Source, resource: Resource, client: Client) -> Outcome:
        try:
            return self._fetched(source, resource, client)
        except KnifeCrimeError as error:
            named = "" if resource.name in str(error) else f"{resource.name}: "
            return self._failure(source, f"{named}{error}")
        except OSError as error:
            return self._failure(source, _storage_words(resource.file_name, self.raw, error))

    def _fetched(self, source: Source, resource: Resource, client: Client) -> Outcome:
        name, folder = resource.file_name, self.raw / source.source_id
        _check_name(source, name)
        held = newest_held(folder)
        job = Job(
            source=source,
            resource=resource,
            folder=folder,
            known=_known(held.get(name), client.reach.locate(resource.address)),
            client=client,
            report=lambda done, expected: self.report(name, done, expected),
        )
        receipt = download(job)
        same = _same(held, receipt)
        if same and same.path.name != name and source.discovery.kind == MONTHS:
            discard(job)
            raise SourceChangedError(
                f"{name}: expected searches of its own, found those of {same.path.name} byte for "
                "byte. The file was not kept. Run the fetch again later; if it stays so, tell the "
                "publisher."
            )
        if receipt is None or same:
            discard(job)
            since = (same or held[name]).receipt.received_at[:10]
            return Outcome(source=source, state=UNCHANGED, words=f"{name}, received {since}")
        place = keep(job.unfinished, name, receipt, now=self.outside.now())
        discard(job)
        size = f"{receipt.size / 1e6:,.2f} MB"
        return Outcome(source=source, state=NEW, words=f"{place.relative_to(self.raw)}, {size}")

    def _failure(self, source: Source, reason: str) -> Outcome:
        held = newest_held(self.raw / source.source_id).values()
        newest = max((one.receipt.received_at[:10] for one in held), default="")
        kept = f"The copy received on {newest} stays" if newest else "Nothing was changed"
        words = f"{reason} {kept}; the publisher's page is {source.landing_page}"
        return Outcome(source=source, state=FAILED, words=words)


def _known(held: Held | None, address: str) -> Receipt | None:
    """The receipt to ask by: of an undamaged copy from this very address."""
    here = held and held.receipt.url.partition("?")[0] == address.partition("?")[0]
    return held.receipt if held and here and held.intact else None


def _same(held: dict[str, Held], receipt: Receipt | None) -> Held | None:
    """The undamaged copy that has the content received, under this or another name."""
    return next(
        (
            one
            for one in held.values()
            if receipt and one.receipt.sha256 == receipt.sha256 and one.intact
        ),
        None,
    )


def _check_name(source: Source, name: str) -> None:
    """Refuse a file that the build would not find.

    Raises:
        SourceChangedError: If none of the source's patterns finds it where it would be kept.
    """
    place = PurePosixPath(source.source_id, "received-2000-01-01", name)
    if not any(place.match(pattern) for pattern in source.raw_patterns):
        raise SourceChangedError(
            f"expected a file that fits one of {', '.join(source.raw_patterns)}, found the name "
            f"'{name}'. If the layout is still the same, add a pattern to the source's "
            "`raw_patterns`."
        )


def _by_hand(source: Source, raw: Path) -> str:
    own = [p for p in source.raw_patterns if p.startswith(f"{source.source_id}/")]
    places = " or ".join(str(raw / pattern) for pattern in own or source.raw_patterns)
    return (
        "is not fetched: the publisher offers no lasting address for it. To add a file, save it "
        f"from {source.landing_page} so that it fits {places}"
    )


def archive_offer(source: Source) -> str:
    """What the archive of a source is, and the command that fetches it."""
    assert source.archive is not None, source.source_id
    return (
        f"{source.archive.words}. To fetch it: knife-crime ingest fetch {source.source_id} "
        "--archive latest"
    )


def _storage_words(what: str, raw: Path, error: OSError) -> str:
    return (
        f"{what} could not be written in {raw} ({error.strerror or error}). Make room on the disk, "
        "or name another folder with --raw."
    )


@contextmanager
def _alone_in(raw: Path) -> Iterator[None]:
    try:
        raw.mkdir(parents=True, exist_ok=True)
        lock = FileLock(raw / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise BusyError(
            f"another fetch is at work in {raw}. Wait until it has ended, then run this again if "
            "anything is still missing."
        ) from error
    except OSError as error:
        raise StorageError(_storage_words("the raw folder", raw, error)) from error
    try:
        yield
    finally:
        lock.release()
