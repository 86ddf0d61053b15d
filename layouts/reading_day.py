"""The day on which a page is read, and what a page that is kept is told apart by."""

from datetime import UTC, date, datetime

from data.store import data_version


def today() -> date:
    """The day of the reader; tests put another in its place."""
    return datetime.now(UTC).date()


def is_past(due: str) -> bool:
    """Whether the month that something was due in, given by its last day, has gone by."""
    return date.fromisoformat(due) < today()


def page_version() -> str:
    """What changes whenever kept words must be made again: the tables, and the month of today.

    Words say whether an edition is due or overdue, which changes at the end of a month only.
    """
    return f"{data_version()}@{today():%Y-%m}"
