"""What was printed once and reported on since: the status last known, and what is past due."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.plan_tables import COMPLETE, STOPPED

CLOSED = (COMPLETE, STOPPED)
NO_REPORT = "no report"


def with_reports(
    printed: pd.DataFrame,
    reports: pd.DataFrame,
    *,
    key: Sequence[str],
    status_column: str,
    day: date,
) -> pd.DataFrame:
    """Printed rows with the status last reported by a day beside the printed one.

    Args:
        printed: Rows with the key, `status_column`, ``due_date``, ``status`` and ``vintage``.
        reports: Rows with the key, ``period_end`` (the day reported for), `status_column`,
            ``note``, ``reported_by``, ``status`` and ``vintage``.
        key: Columns that name what is reported on.
        status_column: Column of the status in both.
        day: Reports for later days are left out, and due dates before it are past.

    Returns:
        The printed columns, in their order, with ``printed_status``; `status_column`, the newest
        reported by the day, or the printed one; ``reported_on``, ``reported_by`` and
        ``reported_note``, missing and blank where nothing was reported; ``status`` and ``vintage``
        of the row that the status comes from, ``printed_vintage`` of the printed one; and
        ``is_past_due``: due before the day, and neither complete nor stopped.
    """
    fresh = _newest(reports, key=key, status_column=status_column, day=day)
    rows = printed.astype({**dict.fromkeys(key, "str"), status_column: "str"})
    both = rows.rename(columns={status_column: "printed_status"}).merge(
        fresh, on=[*key], how="left", validate="many_to_one"
    )
    status = both["reported_status"].astype("str").fillna(both["printed_status"])
    found = {
        status_column: status,
        "status": both["row_status"].astype("str").fillna(both["status"].astype("str")),
        "vintage": both["row_vintage"].fillna(both["vintage"]),
        "printed_vintage": both["vintage"],
        "reported_by": both["reported_by"].astype("str").fillna(""),
        "reported_note": both["reported_note"].astype("str").fillna(""),
        "is_past_due": ~status.isin(CLOSED) & (both["due_date"] < pd.Timestamp(day)),
    }
    return both.drop(columns=["reported_status", "row_status", "row_vintage"]).assign(**found)


def _newest(
    reports: pd.DataFrame, *, key: Sequence[str], status_column: str, day: date
) -> pd.DataFrame:
    """The newest report of each key by a day, in columns that no printed row has."""
    known = reports[reports["period_end"] <= pd.Timestamp(day)]
    newest = known.sort_values(["period_end", "vintage"]).drop_duplicates([*key], keep="last")
    names = {
        "period_end": "reported_on",
        status_column: "reported_status",
        "reported_by": "reported_by",
        "note": "reported_note",
        "status": "row_status",
        "vintage": "row_vintage",
    }
    found = newest[[*key, *names]].rename(columns=names)
    return found.astype(dict.fromkeys(key, "str"))


def by_status(
    rows: pd.DataFrame, *, by: str, status_column: str, statuses: Sequence[str], total: str
) -> pd.DataFrame:
    """How many rows of each value of a breakdown have each status, and are past due.

    Args:
        rows: Result of `with_reports`, in the order wanted.
        by: A column of it.
        status_column: Column of the status.
        statuses: Every status there is, in the order of the columns.
        total: Name of the column that counts them all.

    Returns:
        One row per value of `by` as first met, with a column for each status that occurs,
        ``past_due`` and `total`, all Int64.
    """
    counts = pd.crosstab(rows[by], rows[status_column]).reindex(rows[by].unique())
    table = counts[[status for status in statuses if status in counts]].astype("Int64")
    past_due = rows.groupby(by, sort=False)["is_past_due"].sum().astype("Int64")
    return table.assign(**{"past_due": past_due, total: table.sum(axis=1)}).reset_index()


def counted(positions: pd.DataFrame, columns: Sequence[str], *, day: date) -> pd.DataFrame:
    """What a measure of states returns of a day: one row for each thing reported on.

    Args:
        positions: Result of `with_reports`.
        columns: Its columns to keep.
        day: The day it was made for.

    Returns:
        These columns, ``status``, ``vintage``, ``past_due`` ("yes" or "no"), ``reported_by`` and
        ``reported_on`` (ISO day), both "no report" where nothing was reported, ``period_end``, the
        day, and ``numerator``, 1 for each.
    """
    said = positions["reported_on"].notna()
    days = pd.to_datetime(positions["reported_on"]).dt.strftime("%Y-%m-%d")
    return positions[[*columns, "status", "vintage"]].assign(
        past_due=positions["is_past_due"].map({True: "yes", False: "no"}).astype("str"),
        reported_by=positions["reported_by"].where(said, NO_REPORT).astype("str"),
        reported_on=days.where(said, NO_REPORT).astype("str"),
        period_end=pd.Timestamp(day).as_unit("s"),
        numerator=pd.array([1] * len(positions), dtype="Int64"),
    )


def years_known(printed: pd.Series, reported: pd.Series, due: pd.Series | None) -> range:
    """Years from the first day printed to the newest report, or to the one after the last due.

    Args:
        printed: Days that what is printed is of.
        reported: Days reported for.
        due: Due dates, where what is past due is asked for.
    """
    if printed.empty:
        return range(0)
    first = printed.min().year
    last = max(first, pd.concat([printed, reported]).max().year)
    if due is not None and due.notna().any():
        last = max(last, due.max().year + 1)
    return range(first, last + 1)
