"""What police operations against knife crime did."""

from collections.abc import Iterable, Mapping

import pandas as pd

from data.restricted_tables import (
    METROPOLITAN_POLICE_SERVICE,
    MOPAC,
    OPERATION_ACTIVITIES,
    OPERATION_ACTIVITY,
    QUALIFIERS,
)
from data.store import EMBEDDED
from data.writing import held_rows
from ingest.beside_held import withhold_beside
from ingest.templates.template import (
    Coverage,
    Record,
    Template,
    choice,
    period_end,
    place,
    whole,
    words,
)
from ingest.withholding import as_rows

OF_PEOPLE = ("arrests", "knife_arrests", "habitual_carriers_arrested")
GROUP_SUMS = {
    "activity": (("arrests", ("knife_arrests",)), ("arrests", ("habitual_carriers_arrested",)))
}
"""Arrests for knives and of habitual carriers are among the arrests; the others are people too."""


def aggregate(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """Counts by month, operation and activity, nothing withheld yet."""
    rows = [{**record, "area_code": record["area"], "period_type": "month"} for record in records]
    return {OPERATION_ACTIVITY.table_id: as_rows(rows, OPERATION_ACTIVITY)}


def protect(rows: pd.DataFrame, held: pd.DataFrame) -> pd.DataFrame:
    """The rows with small numbers of people withheld, beside those held and those printed.

    A number worded as more or less than exact carries the status of an estimate.
    """
    known = pd.concat([held, _printed()], ignore_index=True)
    of_people, before = (frame["activity"].isin(OF_PEOPLE) for frame in (rows, known))
    people = withhold_beside(rows[of_people], known[before], OPERATION_ACTIVITY, GROUP_SUMS)
    whole = pd.concat([people, rows[~of_people].assign(status="")], ignore_index=True)
    vague = (whole["qualifier"] != "exact") & (whole["status"] == "")
    return whole.assign(status=whole["status"].mask(vague, "e"))


def _printed() -> pd.DataFrame:
    """What documents print and comes with the product, where it is a number and no more or less.

    An outsider has it beside whatever a file shows.
    """
    rows = held_rows(EMBEDDED, OPERATION_ACTIVITY)
    return rows[rows["qualifier"] == "exact"]


TEMPLATE = Template(
    template_id="operations",
    title="Activity of police operations, a row for each operation, month, place and activity",
    holder=f"{METROPOLITAN_POLICE_SERVICE} or {MOPAC}",
    columns=(
        place(),
        period_end("month"),
        words("operation", "Name of the operation"),
        choice("activity", "What is counted", OPERATION_ACTIVITIES),
        whole("events", "How many"),
        choice("qualifier", "How the number was worded; 'exact' for a count", QUALIFIERS),
    ),
    key=("area", "period_end", "operation", "activity"),
    tables=(OPERATION_ACTIVITY,),
    aggregate=aggregate,
    protect=protect,
    example=lambda: (
        ("E23000001", "2018-03-31", "Made-up operation", "activities", "1200", "over"),
        ("E23000001", "2018-03-31", "Made-up operation", "knives_seized", "210", "exact"),
        ("E23000001", "2018-03-31", "Made-up operation", "arrests", "340", "exact"),
        ("E09000028", "2018-03-31", "Made-up operation", "arrests", "3", "exact"),
    ),
    notes=(
        "Activities, objects and arrests are never added; knife arrests are part of arrests.",
        "Fewer than 5 arrested people are withheld; objects and officers are not.",
    ),
)
