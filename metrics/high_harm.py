"""High-harm crime that every borough watches besides knife crime."""

import pandas as pd

from data.periods import PERIOD_TYPES
from data.tables import HIGH_HARM_TYPES
from metrics.knife_crime import NO_CITY, RATE_OF_PERIOD, RECORDED, RESIDENTS, REVISED
from metrics.metric import COUNT, NO_JUDGEMENT, Metric


def high_harm_offences(high_harm_crime: pd.DataFrame) -> pd.DataFrame:
    """Offences of high-harm crime by area, month and crime type.

    Args:
        high_harm_crime: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``crime_type``, ``numerator`` (Int64), ``status``
        and ``vintage``; zeros included within the months the files cover.

    Source:
        MPS Monthly Crime Dashboard Data, Other Crime file.
    """
    columns = ["area_code", "period_end", "crime_type", "offences", "status", "vintage"]
    return high_harm_crime[columns].rename(columns={"offences": "numerator"})


HIGH_HARM_CRIME = Metric(
    metric_id="high_harm_crime",
    title="High-harm crime besides knife crime",
    short_title="High-harm crime",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences",
    definition="Gun crime, domestic abuse and hate crime recorded by the Metropolitan Police, the "
    "crimes that the Police and Crime Plan has every borough watch and that are open data. Gun "
    "crime unless broken down by crime type.",
    numerator="offences of the crime type recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    period_types={"borough": PERIOD_TYPES, "police_force": PERIOD_TYPES},
    dimensions={"crime_type": HIGH_HARM_TYPES},
    dimension_area_types=("borough", "police_force"),
    rate_dimensions=("crime_type",),
    total_rows={"crime_type": "gun_crime"},
    inputs=("high_harm_crime",),
    source_ids=("mps_other_crime",),
    caveats=(
        "The kinds overlap with each other and with knife crime: never add them.",
        "The plan wants these crimes watched and fewer repeat victims; more domestic abuse or hate "
        "crime on record can mean that more of it is reported, so no judgement is made.",
        "Domestic abuse is flagged differently since the change of recording system at the end of "
        "February 2024. Figures of domestic abuse before and after must not be compared.",
        "Sexual violence and child sexual exploitation are in the plan and not in the file.",
        RECORDED,
        REVISED,
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=high_harm_offences,
)
