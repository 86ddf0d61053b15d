"""How far the strategy's own commitments have come: by status and chapter, on any day."""

from collections.abc import Collection
from datetime import date

import pandas as pd

from data.errors import ParameterError
from data.plan_tables import COMMITMENT_STATUSES, NOT_PRINTED
from metrics.metric import COUNT, NO_JUDGEMENT, Metric
from metrics.reported import by_status, counted, with_reports, years_known

NO_TARGET = "no number named"
NO_PARTNER = "nobody named"


def commitment_positions(
    strategy_commitments: pd.DataFrame, commitment_updates: pd.DataFrame, *, day: date
) -> pd.DataFrame:
    """Every commitment with the status last reported of it by a day; the strategy prints none.

    Args:
        strategy_commitments: Rows of the table of that name.
        commitment_updates: Rows of the table of that name; none where nothing was reported.
        day: Reports for later days are left out, and due dates before it are past.

    Returns:
        The columns of the table, in its order, with ``commitment_status``: "no status printed"
        where nothing was reported by the day; and as `metrics.reported.with_reports` adds them
        ``reported_on``, ``reported_by``, ``reported_note`` and ``is_past_due``. A commitment
        without a due date is never past due.
    """
    return with_reports(
        strategy_commitments.assign(commitment_status=NOT_PRINTED),
        commitment_updates,
        key=["commitment_id"],
        status_column="commitment_status",
        day=day,
    )


def chapters(positions: pd.DataFrame) -> pd.DataFrame:
    """Commitments of each chapter by status, past due, and with a target in numbers.

    Args:
        positions: Result of `commitment_positions`.

    Returns:
        One row per ``chapter`` in the order of the strategy, with a column for each status that
        occurs, ``past_due``, ``commitments`` and ``with_number``, all Int64.
    """
    rows = positions.astype({"chapter": "str"})
    table = by_status(
        rows,
        by="chapter",
        status_column="commitment_status",
        statuses=COMMITMENT_STATUSES,
        total="commitments",
    )
    numbered = (rows["quantified_target"] != "").groupby(rows["chapter"], sort=False).sum()
    return table.assign(with_number=numbered.astype("Int64").to_numpy())


def commitments_by_year(
    strategy_commitments: pd.DataFrame,
    commitment_updates: pd.DataFrame,
    *,
    by: Collection[str] = (),
) -> pd.DataFrame:
    """Commitments by the last day of each year, from the strategy's to the newest report's.

    Args:
        strategy_commitments: Rows of the table of that name.
        commitment_updates: Rows of the table of that name.
        by: Dimensions asked for. By "partner" a commitment has a row for each partner named. By
            "past_due" years go on to the one after the last due date.

    Returns:
        Columns ``area_code``, ``period_end``, ``commitment_id``, ``commitment_status``,
        ``chapter``, ``partner``, ``quantified_target``, ``past_due``, ``reported_by`` and
        ``reported_on`` (see `metrics.reported.counted`), ``numerator`` (1 for each commitment),
        ``status`` and ``vintage``.

    Source:
        The London Knife Crime Strategy, June 2017, and what was reported since.
    """
    due = strategy_commitments["due_date"] if "past_due" in by else None
    years = years_known(
        strategy_commitments["vintage"], commitment_updates["period_end"], due
    ) or range(2017, 2018)
    parts = [
        _counted(strategy_commitments, commitment_updates, by=by, day=date(year, 12, 31))
        for year in years
    ]
    return pd.concat(parts, ignore_index=True)


def commitments_on(
    strategy_commitments: pd.DataFrame,
    commitment_updates: pd.DataFrame,
    *,
    day: date,
    by: Collection[str] = (),
) -> pd.DataFrame:
    """Commitments on any one day, by the status last known on it.

    Args:
        strategy_commitments: Rows of the table of that name.
        commitment_updates: Rows of the table of that name.
        day: Reports for later days are left out, and due dates before it are past.
        by: Dimensions asked for. By "partner" a commitment has a row for each partner named.

    Returns:
        See `commitments_by_year`; `period_end` is the day.

    Raises:
        ParameterError: If the strategy had not been published by then.

    Source:
        The London Knife Crime Strategy, June 2017, and what was reported since.
    """
    published = strategy_commitments["vintage"].min()
    if not pd.isna(published) and pd.Timestamp(day) < published:
        raise ParameterError(
            f"The strategy was not published by {day}. Ask for a day from {published:%Y-%m-%d} on."
        )
    return _counted(strategy_commitments, commitment_updates, by=by, day=day)


def _counted(
    strategy_commitments: pd.DataFrame,
    commitment_updates: pd.DataFrame,
    *,
    by: Collection[str],
    day: date,
) -> pd.DataFrame:
    """A row for each commitment, or for each of its partners."""
    positions = commitment_positions(strategy_commitments, commitment_updates, day=day)
    target = positions["quantified_target"].astype("str")
    named = positions["named_partners"].astype("str")
    rows = positions.assign(
        quantified_target=target.where(target != "", NO_TARGET),
        partner=named.where(named != "", NO_PARTNER),
    )
    if "partner" in by:
        parted = rows["partner"].str.split(";")
        rows = rows.assign(partner=parted).explode("partner", ignore_index=True)
        rows = rows.assign(partner=rows["partner"].str.strip())
    columns = ("area_code", "commitment_id", "commitment_status", "chapter", "partner")
    return counted(rows, [*columns, "quantified_target"], day=day)


COMMITMENT_PROGRESS = Metric(
    metric_id="commitment_progress",
    title="Progress of the strategy's commitments",
    short_title="Commitment progress",
    tier="supporting",
    kind=COUNT,
    unit="commitments",
    definition="Commitments that the London Knife Crime Strategy of June 2017 lists, by the status "
    "reported since, on the last day of the year. The strategy itself prints no status.",
    numerator="commitments listed in the strategy",
    direction=NO_JUDGEMENT,
    by_chance=False,
    base_period="calendar_year",
    whole_from_parts=False,
    period_types={"region": ("calendar_year",)},
    period_note="A commitment has a position on a day, not a count over a period.",
    area_note="The strategy is London's; boroughs' own plans are in action_plan_progress.",
    dimensions={
        "commitment_status": COMMITMENT_STATUSES,
        "chapter": (),
        "partner": (),
        "quantified_target": (),
        "past_due": ("no", "yes"),
        "commitment_id": (),
        "reported_by": (),
        "reported_on": (),
    },
    breaks_down_itself=True,
    also_called={"status": "commitment_status", "theme": "chapter"},
    dimension_area_types=("region",),
    inputs=("strategy_commitments", "commitment_updates"),
    optional_inputs=("commitment_updates",),
    source_ids=("strategy_commitments", "import_commitment_updates"),
    caveats=(
        "'No status printed' means that the strategy says nothing of how far a commitment has come "
        "and that no report of it is loaded, not that nothing was done.",
        "Past due needs a date: the strategy names one for its media campaign only (autumn 2017, "
        "taken as the end of November). The years that sums of money are for are no due dates.",
        "Targets in numbers are the strategy's own, as printed; whether one was met is known only "
        "where a report says so.",
        "By partner a commitment counts for each partner named, so partners do not add up to the "
        "strategy.",
        "Commitments differ in size: their number says how a strategy is written, not how much it "
        "does.",
    ),
    compute=commitments_by_year,
    compute_on=commitments_on,
)
