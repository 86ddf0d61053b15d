"""Where each of the strategy's commitments stands on a day, from the tables in use."""

from datetime import date
from functools import lru_cache

import pandas as pd

from data.optional import rows_held
from data.store import data_version, editions
from metrics.commitments import chapters, commitment_positions

COMMITMENTS, REPORTS = "strategy_commitments", "commitment_updates"


def commitments_as_of(day: date) -> pd.DataFrame:
    """Every commitment as of a day; do not modify the result.

    Args:
        day: Reports for later days are left out, and due dates before it are past.

    Returns:
        See `metrics.commitments.commitment_positions`; no rows where they are not loaded.
    """
    return _positions(day, data_version())


@lru_cache(maxsize=32)
def _positions(day: date, _version: str) -> pd.DataFrame:
    return commitment_positions(rows_held(COMMITMENTS), rows_held(REPORTS), day=day)


def commitments_by_chapter(day: date) -> pd.DataFrame:
    """Commitments of each chapter by status on a day; see `metrics.commitments.chapters`."""
    return chapters(commitments_as_of(day))


def commitments_known_until() -> date | None:
    """The day of the newest report, or of the strategy; none where it is not loaded."""
    return _known_until(data_version())


@lru_cache(maxsize=2)
def _known_until(_version: str) -> date | None:
    if not editions(COMMITMENTS):
        return None
    days = [rows_held(COMMITMENTS)["vintage"].max(), rows_held(REPORTS)["period_end"].max()]
    newest: date = max(day.date() for day in days if not pd.isna(day))
    return newest
