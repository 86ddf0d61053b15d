"""What every source module declares: enough to cite it, fetch it, read it and miss it when late.

The raw folder has one folder per source. Fetching writes `<source_id>/received-YYYY-MM-DD/<name>`
with a receipt beside it; a folder made by hand may group files otherwise, so patterns name the
file and leave the folder between open. Where a file of the same name was received twice, the
later folder's copy replaces the earlier. A name with `.sample.` in it shows a layout and is never
read for figures.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from data.contracts import TableContract
from data.periods import add_months

LICENCE = "Open Government Licence v3.0"
PRINTED, INFERRED = "printed", "inferred"
NOT_FIGURES = re.compile(r"\.sample\.|\.part$|\.receipt\.json$")


@dataclass(frozen=True, kw_only=True)
class Tidied:
    """One published file, read: its date and the rows it gives to each table.

    Attributes:
        vintage: The publisher's refresh date, or one inferred from the newest month.
        vintage_basis: "printed" in the file, or "inferred".
        tables: Rows by table id, with the contract's columns except the vintage.
    """

    vintage: date
    vintage_basis: str
    tables: Mapping[str, pd.DataFrame]


@dataclass(frozen=True, kw_only=True)
class Discovery:
    """How the current file is found at the publisher.

    Attributes:
        kind: "ckan" (package_show), "govuk" (content API), "months" (a list of months by police
            force, each an answer of its own), "direct" (a fixed address), or "none" (a closed
            historical file, or one that must be saved by hand).
        address: The documented address to ask, or of the file itself.
        matches: One pattern for each wanted file. Of the resources whose name or address it
            finds, the newest is that file; of months, each is one.
        minimum_bytes: A smaller file cannot be the whole one.
        maximum_bytes: A larger one is not what the source is known for, and is not downloaded.
        pause_seconds: Wait before each request, where the publisher limits their number.
    """

    kind: str
    address: str = ""
    matches: tuple[re.Pattern[str], ...] = ()
    minimum_bytes: int = 500
    maximum_bytes: int = 200_000_000
    pause_seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Archive:
    """All that a publisher offers of a source in one large file, fetched only when asked for.

    Attributes:
        address: Where it is, with `{edition}` in the place of "latest" or of a month.
        words: What it holds and how large it is.
        minimum_bytes: A smaller file cannot be the whole one.
        maximum_bytes: A larger one is not downloaded.
    """

    address: str
    words: str
    minimum_bytes: int
    maximum_bytes: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """One publisher file family.

    Attributes:
        raw_patterns: Where its files lie below the raw folder, newest or oldest, any number.
        kept_in: Where its files lie instead, for what is typed by hand and kept with the project.
        tables: Contracts of the tables it feeds.
        tidy: Reads one raw file, plain or gzipped, without changing it.
        release_every_months: Months between editions; 0 for a closed series.
        release_lag_months: Months from the end of the newest period to its publication.
        provisional_months: The newest months of a file that later files still change.
        check: Refuses a file that is well-formed but cannot be the whole of an edition.
        archive: The other way to get it, in one large file.
        wanted: Of the names of files offered, those not held yet, given the raw folder and the
            folder of the tables; where there is none, all are asked for.
        received: Refuses a file just received, under the name given, before it is kept.
        notes: What a reader of the figures must know, one sentence each.
    """

    source_id: str
    publisher: str
    title: str
    landing_page: str
    discovery: Discovery
    raw_patterns: tuple[str, ...]
    tables: tuple[TableContract, ...]
    tidy: Callable[[Path], Tidied]
    release_every_months: int
    release_lag_months: int = 1
    provisional_months: int = 0
    check: Callable[[Tidied], None] | None = None
    archive: Archive | None = None
    wanted: Callable[[Sequence[str], Path, Path], list[str]] | None = None
    received: Callable[[Path, str], None] | None = None
    licence: str = LICENCE
    notes: tuple[str, ...] = ()
    kept_in: Path | None = None

    def raw_files(self, raw_folder: Path) -> list[Path]:
        """The source's files in a raw folder, in the order of their paths."""
        folder = self.kept_in or raw_folder
        found = {path for pattern in self.raw_patterns for path in folder.glob(pattern)}
        return sorted(
            path for path in found if path.is_file() and not NOT_FIGURES.search(path.name)
        )

    def from_archive(self, edition: str) -> "Source":
        """The same source, to be fetched as its archive: the latest, or that of a month."""
        assert self.archive is not None, self.source_id
        discovery = Discovery(
            kind="direct",
            address=self.archive.address.format(edition=edition),
            minimum_bytes=self.archive.minimum_bytes,
            maximum_bytes=self.archive.maximum_bytes,
        )
        return replace(self, discovery=discovery, archive=None, wanted=None, received=None)

    def next_release(self, newest_period: date) -> date | None:
        """Last day of the month the next edition is due in; none for a closed series."""
        if not self.release_every_months:
            return None
        return add_months(newest_period, self.release_every_months + self.release_lag_months)


def inferred_vintage(newest_period: date) -> date:
    """The date given to a file that prints none: its newest month plus one month."""
    return add_months(newest_period, 1)
