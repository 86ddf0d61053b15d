"""High-harm crime that every borough watches besides knife crime."""

import pandas as pd

from data.high_harm_tables import VICTIM_CRIMES
from data.tables import HIGH_HARM_TYPES
from metrics.knife_crime import NO_CITY, RATE_OF_PERIOD, RECORDED, RESIDENTS, REVISED
from metrics.metric import COUNT, LOWER_IS_BETTER, NO_JUDGEMENT, SHARE, Metric, fixed
from metrics.parts_of_wholes import SUPPLIED, WITHHELD, counts_of, shares_of
from metrics.repeat import KNOWN_ONLY
from metrics.surveys import LEAST_ASKED, SMALL_SAMPLE

_OF_QUARTERS = ("quarter", "rolling_12_months", "financial_year", "calendar_year")


def sexual_offences(recorded_offences: pd.DataFrame) -> pd.DataFrame:
    """Sexual offences by area and month.

    Args:
        recorded_offences: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (Int64), ``status``, ``vintage``.

    Source:
        MPS Recorded Crime: Geographic Breakdown. Golden values in tests/golden.
    """
    chosen = recorded_offences["offence_group"] == "sexual_offences"
    columns = ["area_code", "period_end", "offences", "status", "vintage"]
    return recorded_offences.loc[chosen, columns].rename(columns={"offences": "numerator"})


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


def gun_crime(high_harm_crime: pd.DataFrame) -> pd.DataFrame:
    """Gun-crime offences by area and month.

    Args:
        high_harm_crime: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (Int64), ``status`` and ``vintage``.

    Source:
        MPS Monthly Crime Dashboard Data, Other Crime file.
    """
    rows = high_harm_offences(high_harm_crime)
    return rows[rows["crime_type"] == "gun_crime"].drop(columns="crime_type")


_OVERLAP = (
    "Gun crime, domestic abuse and hate crime overlap with each other and with knife crime: never "
    "add them."
)

GUN_CRIME = Metric(
    metric_id="gun_crime",
    title="Gun crime",
    short_title="Gun crime",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences",
    definition="Offences recorded by the Metropolitan Police that it counts as gun crime.",
    numerator="gun-crime offences recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    inputs=("high_harm_crime",),
    source_ids=("mps_other_crime",),
    caveats=(_OVERLAP, RECORDED, REVISED, NO_CITY, RESIDENTS, RATE_OF_PERIOD),
    compute=gun_crime,
)

HIGH_HARM_CRIME = Metric(
    metric_id="high_harm_crime",
    title="High-harm crime besides knife crime, by kind",
    short_title="High-harm crime",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences",
    definition="Offences of one kind recorded by the Metropolitan Police: gun crime, domestic "
    "abuse or hate crime, which the Police and Crime Plan has every borough watch and one open "
    "file has.",
    numerator="offences of the kind asked for, recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    dimensions={"crime_type": HIGH_HARM_TYPES},
    dimension_area_types=("borough", "police_force"),
    rate_dimensions=("crime_type",),
    no_total={"crime_type": "the kinds overlap, so they cannot be added"},
    inputs=("high_harm_crime",),
    source_ids=("mps_other_crime",),
    caveats=(
        _OVERLAP,
        "The plan wants these crimes watched and fewer repeat victims; more domestic abuse or hate "
        "crime on record can mean that more of it is reported, so no judgement is made.",
        "Domestic abuse is flagged differently since the change of recording system at the end of "
        "February 2024. Figures of domestic abuse before and after must not be compared.",
        "Sexual violence and child sexual exploitation are in the plan and not in the file: "
        "sexual_offences counts the first, and the second comes from whoever holds it.",
        RECORDED,
        REVISED,
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=high_harm_offences,
)

SEXUAL_OFFENCES = Metric(
    metric_id="sexual_offences",
    title="Sexual offences recorded",
    short_title="Sexual offences",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences",
    definition="Rape and other sexual offences recorded by the Metropolitan Police: its group for "
    "what the Police and Crime Plan calls sexual violence.",
    numerator="sexual offences recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    inputs=("recorded_offences",),
    source_ids=("mps_recorded_crime",),
    caveats=(
        "Few sexual offences are reported, and more on record can mean that more of them are: the "
        "plan wants them watched, so no judgement is made.",
        "An offence counts in the month it was recorded, which can be years after it happened; "
        "many can be recorded at once, as in Havering in August 2014.",
        "A few are also knife crime, and some are domestic abuse: never add them.",
        REVISED,
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=sexual_offences,
)

CHILD_SEXUAL_EXPLOITATION = Metric(
    metric_id="child_sexual_exploitation",
    title="Child sexual exploitation recorded",
    short_title="Child sexual exploitation",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences",
    definition="Offences recorded by the Metropolitan Police in the quarter that carry the flag "
    "for the sexual exploitation of a child.",
    numerator="flagged offences recorded in the quarter",
    direction=NO_JUDGEMENT,
    base_period="quarter",
    whole_from_parts=False,
    period_types={"borough": _OF_QUARTERS, "police_force": _OF_QUARTERS},
    period_note="It is supplied by quarter, because months of boroughs would mostly be withheld.",
    inputs=("child_sexual_exploitation",),
    source_ids=("import_child_exploitation",),
    caveats=(
        "More on record can mean that more of it is seen: the plan wants it watched, so no "
        "judgement is made.",
        "Most of these are also sexual offences: never add the two.",
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(counts_of, table_id="child_sexual_exploitation"),
)

HIGH_HARM_REPEAT_VICTIMS = Metric(
    metric_id="high_harm_repeat_victims",
    title="Victims of high-harm crime who are victims again",
    short_title="High-harm repeat victims",
    tier="police_and_crime_plan",
    kind=SHARE,
    unit="percent of victims",
    definition="Of the people who were the victim of one kind of high-harm crime in the year, the "
    "percentage who had been the victim of the same kind in the 12 months before.",
    numerator="victims of the year who had been a victim of the same kind in the 12 months before",
    denominator="victims of the year, each counted once",
    direction=LOWER_IS_BETTER,
    decimals=1,
    minimum=LEAST_ASKED,
    base_period="financial_year",
    whole_from_parts=False,
    period_types={"borough": ("financial_year",), "police_force": ("financial_year",)},
    period_note="Overlapping years are not given, because the difference of two of them would be "
    "about a few people.",
    dimensions={"crime_type": VICTIM_CRIMES},
    dimension_area_types=("borough", "police_force"),
    no_total={"crime_type": "the kinds overlap, and a person can be the victim of several"},
    inputs=("high_harm_victims",),
    source_ids=("import_high_harm_victims",),
    caveats=(
        "The plan asks for fewer repeat victims and gives no window; the 12 months are ours.",
        KNOWN_ONLY,
        "People are counted here, and victimisations in repeat_victimisation: the two shares "
        "cannot be compared.",
        SMALL_SAMPLE,
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="high_harm_victims"),
)
