"""Whether each source is as new as it should be, on a given day."""

from dataclasses import dataclass
from datetime import date

from data.store import Manifest
from ingest.source import Source

UP_TO_DATE, DUE, OVERDUE = "up to date", "due", "overdue"
CLOSED, NOT_HELD = "closed", "not held"


@dataclass(frozen=True, kw_only=True)
class Freshness:
    """How new a source's figures are.

    Attributes:
        vintage: Date of the newest edition held.
        vintage_basis: "printed" in the file, or "inferred".
        next_release: Last day of the month in which the next edition is expected.
        age_days: Days since the vintage.
        state: "up to date" before that month, "due" in it, "overdue" after it; "closed" where
            no edition is to come, "not held" where none was read.
    """

    source_id: str
    publisher: str
    vintage: date | None
    vintage_basis: str
    next_release: date | None
    age_days: int | None
    state: str


def freshness(source: Source, manifest: Manifest, today: date) -> Freshness:
    """How new the figures held of a source are on a day."""
    editions = [
        edition
        for entry in manifest.tables.values()
        for edition in entry.editions
        if edition.source_id == source.source_id
    ]
    newest = max(editions, key=lambda edition: edition.vintage, default=None)
    vintage = date.fromisoformat(newest.vintage) if newest else None
    due = _next_release(source, manifest)
    return Freshness(
        source_id=source.source_id,
        publisher=source.publisher,
        vintage=vintage,
        vintage_basis=newest.vintage_basis if newest else "",
        next_release=due,
        age_days=(today - vintage).days if vintage else None,
        state=_state(vintage, due, today),
    )


def _next_release(source: Source, manifest: Manifest) -> date | None:
    citation = manifest.sources.get(source.source_id)
    return date.fromisoformat(citation.next_release) if citation and citation.next_release else None


def _state(vintage: date | None, due: date | None, today: date) -> str:
    if vintage is None:
        return NOT_HELD
    if due is None:
        return CLOSED
    if today > due:
        return OVERDUE
    return DUE if (today.year, today.month) == (due.year, due.month) else UP_TO_DATE
