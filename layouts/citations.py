"""Where figures come from, in words: publisher, title, and the day of the file they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from data.store import Citation, Edition, citations, data_version, editions, read_table
from data.tables import TABLES
from layouts import reading_day
from metrics.metric import Metric
from metrics.words import day

CLOSED = "a closed series, no further edition"
UNREAD = "has not been read here yet"


def definition_address(metric: Metric) -> str:
    """Where everything that a measure declares can be read."""
    return f"/methods#{metric.metric_id}"


def dated(metric: Metric, vintage: date) -> str:
    """The day of a file behind a measure, with "about" where the file does not print it."""
    inferred = {
        edition.vintage
        for table_id in metric.inputs
        for edition in editions(table_id)
        if edition.vintage_basis == "inferred" and edition.source_id in metric.source_ids
    }
    return f"about {day(vintage)}" if vintage.isoformat() in inferred else day(vintage)


@dataclass(frozen=True, kw_only=True)
class Holding:
    """What is held of one table from one source.

    Attributes:
        vintage: Day of the newest file.
        is_inferred: Whether that day is inferred, because the file does not print it.
        newest_period: Last day that the source's figures reach.
    """

    table_title: str
    source_id: str
    source: Citation
    vintage: date
    is_inferred: bool
    newest_period: date

    @property
    def published(self) -> str:
        """The day of the newest file, in words."""
        return f"about {day(self.vintage)}" if self.is_inferred else day(self.vintage)

    @property
    def next_release(self) -> str:
        """The month the next edition is due in; blank for a closed series."""
        due = self.source.next_release
        return f"{date.fromisoformat(due):%B %Y}" if due else ""

    @property
    def is_overdue(self) -> bool:
        """Whether that month has gone by and no newer edition has been read."""
        return bool(self.source.next_release) and reading_day.is_past(self.source.next_release)

    @property
    def cited(self) -> str:
        """Publisher, title and day of the newest file, in one line."""
        return f"{self.source.publisher}, {self.source.title}, published {self.published}"

    @property
    def update(self) -> str:
        """When the next edition is due, in a few words."""
        if not self.next_release:
            return CLOSED
        if self.is_overdue:
            return f"a newer edition was due in {self.next_release} and {UNREAD}"
        return f"next edition due in {self.next_release}"


def holdings(table_ids: Iterable[str], *, as_of: date | None = None) -> list[Holding]:
    """What is held of some tables, the newest edition of each source that has figures.

    Args:
        table_ids: The tables.
        as_of: Leave out editions published after this day.
    """
    return [
        Holding(
            table_title=TABLES[table_id].title,
            source_id=source_id,
            source=citations()[source_id],
            vintage=date.fromisoformat(edition.vintage),
            is_inferred=edition.vintage_basis == "inferred",
            newest_period=newest_period,
        )
        for table_id in table_ids
        for source_id, edition in _newest_editions(table_id, as_of).items()
        if source_id in citations()
        and (newest_period := _newest_period(table_id, source_id, as_of, data_version()))
        is not None
    ]


def _newest_editions(table_id: str, as_of: date | None) -> dict[str, Edition]:
    """The newest edition of each source up to a day."""
    last = date.max if as_of is None else as_of
    return {e.source_id: e for e in editions(table_id) if date.fromisoformat(e.vintage) <= last}


@lru_cache(maxsize=256)
def _newest_period(table_id: str, source_id: str, as_of: date | None, _version: str) -> date | None:
    """The last day that the figures reach; of what has no period, the day it was published."""
    rows = read_table(table_id, as_of=as_of)
    column = "period_end" if "period_end" in rows else "vintage"
    newest = rows.loc[rows["source_id"] == source_id, column].max()
    return None if pd.isna(newest) else newest.date()


def sources_of(metric: Metric, *, with_residents: bool, as_of: date | None = None) -> list[Holding]:
    """What is held of a measure from its own sources, of its residents too if asked."""
    held = holdings(metric.inputs, as_of=as_of)
    own = [one for one in held if _is_of(metric, one.source_id)]
    return [*own, *(holdings(("population",), as_of=as_of) if with_residents else ())]


def _is_of(metric: Metric, source_id: str) -> bool:
    """Whether a source is one of the measure's; a made-up file stands for the one it shows."""
    return source_id.replace("made_up_", "import_") in metric.source_ids


def source_lines(metric: Metric, *, with_residents: bool) -> list[str]:
    """One line for each source of a measure: publisher, title, day of the newest file."""
    found = sources_of(metric, with_residents=with_residents)
    return list(dict.fromkeys(held.cited for held in found))
