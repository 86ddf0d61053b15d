"""The ledger of series breaks: what changed, when, for which measures, and who said so."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from data.areas import REFERENCE

NOT_COMPARABLE, NOTE = "no", "note"


@dataclass(frozen=True, kw_only=True)
class Break:
    """One change that a comparison over time has to reckon with.

    Attributes:
        first_day: First day after the change, or of an event.
        last_day: Last day of an event that ended; none for a lasting change.
        kind: "geography", "system", "definition" or "event".
        comparable: "no" where figures on the two sides must not be compared; "note" where they
            may be, with the words of `effect`.
        metric_ids: Measures it touches; none means every measure.
    """

    break_id: str
    first_day: date
    last_day: date | None
    kind: str
    comparable: str
    title: str
    effect: str
    source_ids: tuple[str, ...]
    metric_ids: tuple[str, ...]
    origin: str

    def touches(self, metric_id: str) -> bool:
        """Whether the measure is among those affected."""
        return not self.metric_ids or metric_id in self.metric_ids


@cache
def all_breaks() -> tuple[Break, ...]:
    """The ledger in order of time."""
    with (REFERENCE / "breaks.csv").open(encoding="utf-8", newline="") as file:
        found = [_break(row) for row in csv.DictReader(file)]
    return tuple(sorted(found, key=lambda entry: (entry.first_day, entry.break_id)))


def breaks_of(metric_id: str) -> tuple[Break, ...]:
    """The breaks that touch a measure, in order of time."""
    return tuple(entry for entry in all_breaks() if entry.touches(metric_id))


def _break(row: dict[str, str]) -> Break:
    last_day = row.pop("last_day")
    return Break(
        first_day=date.fromisoformat(row.pop("first_day")),
        last_day=date.fromisoformat(last_day) if last_day else None,
        source_ids=_names(row.pop("source_ids")),
        metric_ids=_names(row.pop("metric_ids")),
        **row,
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split(";")))
