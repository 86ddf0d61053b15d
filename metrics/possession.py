"""Possession of weapons recorded by the Metropolitan Police: kept apart from knife crime."""

import pandas as pd

from metrics.knife_crime import NO_CITY, RATE_OF_PERIOD, RESIDENTS
from metrics.metric import COUNT, NO_JUDGEMENT, Metric, fixed

POLICE_ACTIVITY = (
    "Possession comes to light mostly because officers look for it. A rise can mean more searches "
    "as well as more carrying, so no direction is called better."
)
NOT_KNIFE_CRIME = "Possession is not knife crime: never add it to a knife-crime measure."


def possession_offences(
    recorded_offences: pd.DataFrame, *, offence_group: str, source_id: str
) -> pd.DataFrame:
    """Possession offences of one kind from one publisher's file, by area and month.

    Args:
        recorded_offences: Rows of `recorded_offences`.
        offence_group: "possession_of_weapons" or "knife_possession".
        source_id: The file family; two families are never joined.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (Int64), ``status``, ``vintage``.

    Source:
        MPS Recorded Crime: Geographic Breakdown; MOPAC borough export. Golden values in
        tests/golden.
    """
    chosen = (recorded_offences["offence_group"] == offence_group) & (
        recorded_offences["source_id"] == source_id
    )
    columns = ["area_code", "period_end", "offences", "status", "vintage"]
    return recorded_offences.loc[chosen, columns].rename(columns={"offences": "numerator"})


WEAPON_POSSESSION = Metric(
    metric_id="weapon_possession",
    title="Possession of weapons",
    short_title="Weapon possession",
    tier="primary",
    kind=COUNT,
    unit="offences",
    definition="Offences of possessing a weapon recorded by the Metropolitan Police: knives and "
    "other articles with a blade or point, other offensive weapons, and firearms.",
    numerator="weapon possession offences recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    inputs=("recorded_offences",),
    source_ids=("mps_recorded_crime",),
    caveats=(
        POLICE_ACTIVITY,
        NOT_KNIFE_CRIME,
        "Includes about 1,100 firearm offences a year, so it is wider than the five knife and "
        "weapon offences the London strategy counts (about 4,000 in 2016/17).",
        "The Metropolitan Police changed its recording system at the end of February 2024; a "
        "small step in the series there cannot be ruled out.",
        "Months in more than one edition of the file differ a little; the later edition stands.",
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=fixed(
        possession_offences, offence_group="possession_of_weapons", source_id="mps_recorded_crime"
    ),
)

KNIFE_POSSESSION = Metric(
    metric_id="knife_possession",
    title="Knife possession, 2018 to 2020",
    short_title="Knife possession",
    tier="context",
    kind=COUNT,
    unit="offences",
    definition="Offences of possessing a knife recorded by the Metropolitan Police, as the MOPAC "
    "borough export counted them from January 2018 to December 2020. The series has ended.",
    numerator="knife possession offences recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    inputs=("recorded_offences",),
    source_ids=("mopac_borough_monthly",),
    caveats=(
        POLICE_ACTIVITY,
        NOT_KNIFE_CRIME,
        "Narrower than possession of weapons, and from another file: the two are not one series.",
        "Counts by the borough that investigated, and leaves out places not known.",
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=fixed(
        possession_offences, offence_group="knife_possession", source_id="mopac_borough_monthly"
    ),
)
