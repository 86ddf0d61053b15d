"""Tables of what surrounds knife crime: courts, confidence, hospitals, other recorded crime."""

import pyarrow as pa

from data.contracts import Column, TableContract, count, text
from data.tidy_columns import tidy_columns

KNIFE_QUESTION = "knife_crime_problem"
CONFIDENCE_QUESTIONS = (
    "good_job_local",
    "contact_ward_officer",
    "informed_local",
    "listen_to_concerns",
    "relied_on_to_be_there",
    "treat_everyone_fairly",
    "understand_issues",
    "trust_mps",
)
SENTENCED_AGES = ("youth", "adult", "unknown")
OFFENCE_KINDS = ("possession", "threatening")
HISTORIES = ("none", "one_or_more", "unknown")
DISPOSALS = (
    "caution",
    "immediate_custody",
    "suspended_sentence",
    "community_sentence",
    "fine",
    "discharge",
    "other",
)
PARTNERSHIP_OFFENCE_GROUPS = (
    "all_recorded_crime",
    "violence_against_the_person",
    "homicide",
    "death_or_serious_injury_by_illegal_driving",
    "violence_with_injury",
    "violence_without_injury",
    "stalking_and_harassment",
    "sexual_offences",
    "robbery",
    "theft_offences",
    "burglary",
    "residential_burglary",
    "non_residential_burglary",
    "vehicle_offences",
    "theft_from_the_person",
    "bicycle_theft",
    "shoplifting",
    "all_other_theft_offences",
    "criminal_damage_and_arson",
    "drug_offences",
    "possession_of_weapons_offences",
    "public_order_offences",
    "miscellaneous_crimes_against_society",
)


def _number(name: str, description: str, unit: str) -> Column:
    """A column of numbers as printed, missing where the publisher gives none."""
    return Column(
        name=name,
        type=pa.float64(),
        description=description,
        unit=unit,
        nullable=True,
        minimum=0,
    )


_columns, _key = tidy_columns(
    text(
        "offence_kind",
        "Possession of a knife or offensive weapon, or threatening with one",
        allowed=OFFENCE_KINDS,
    ),
    text("disposal", "How the offence was dealt with", allowed=DISPOSALS),
    text("age_group", "youth: 10 to 17; adult: 18 and over", allowed=SENTENCED_AGES),
    text(
        "history",
        "Earlier convictions or cautions for knife or offensive weapon offences",
        allowed=HISTORIES,
    ),
    value=count(
        "disposals",
        "Occasions on which a knife or offensive weapon offence was cautioned or sentenced",
        "occasions",
    ),
    period_types=("financial_year",),
)
KNIFE_SENTENCING = TableContract(
    table_id="knife_sentencing",
    title="Knife and offensive weapon offences cautioned or sentenced, by police force and year",
    columns=_columns,
    key=_key,
    value_column="disposals",
    absent="zero",
    holder="the Ministry of Justice",
    loading="No copy of the Ministry of Justice's file is held. Download the pivot table (CSV) of "
    "'Knife and Offensive Weapon Sentencing Statistics' from "
    "https://www.gov.uk/government/collections/knife-possession-sentencing-quarterly, save it as "
    "moj_knife_sentencing/manual/Pivot_Tool_Data.csv in the raw folder, and run 'knife-crime "
    "ingest build moj_knife_sentencing --raw FOLDER'.",
)

_columns, _key = tidy_columns(
    text(
        "question",
        "What respondents agreed with; no two may be added",
        allowed=(*CONFIDENCE_QUESTIONS, KNIFE_QUESTION),
    ),
    value=_number("agree_pct", "Respondents who agreed, of those asked, as printed", "percent"),
    period_types=("quarter",),
)
PUBLIC_ATTITUDES = TableContract(
    table_id="public_attitudes",
    title="Public Attitude Survey: share of adults who agree, by borough and quarter",
    columns=_columns,
    key=_key,
    value_column="agree_pct",
    covered_by=("question", "period_end"),
    template="adult_concern",
    holder="the Mayor's Office for Policing and Crime (MOPAC)",
)

_columns, _key = tidy_columns(
    value=count(
        "entrants_per_100000",
        "Young people aged 10 to 17 with a first caution or conviction, per 100,000 of that age",
        "young people per 100,000 aged 10 to 17",
    ),
    period_types=("calendar_year",),
)
FIRST_TIME_ENTRANTS = TableContract(
    table_id="first_time_entrants",
    title="First-time entrants to the youth justice system, rates as published, by borough",
    columns=_columns,
    key=_key,
    value_column="entrants_per_100000",
)

_columns, _key = tidy_columns(
    value=count(
        "admissions",
        "Finished admission episodes for assault by sharp object (ICD-10 X99), by where the "
        "patient lives; regions rounded to 5, withheld where 1 to 7",
        "finished admission episodes",
    ),
    period_types=("month", "financial_year"),
)
KNIFE_HOSPITAL_ADMISSIONS = TableContract(
    table_id="knife_hospital_admissions",
    title="Hospital admissions for assault by sharp object, by region of England",
    columns=_columns,
    key=_key,
    value_column="admissions",
)

_columns, _key = tidy_columns(
    value=_number(
        "offences_per_100000",
        "Knife or sharp instrument offences per 100,000 people, as printed",
        "offences per 100,000 people",
    ),
    period_types=("rolling_12_months",),
)
KNIFE_OFFENCE_RATES_BY_FORCE = TableContract(
    table_id="knife_offence_rates_by_force",
    title="Knife or sharp instrument offences per 100,000 people by police force, as ONS prints it",
    columns=_columns,
    key=_key,
    value_column="offences_per_100000",
    covered_by=("period_end",),
)

_columns, _key = tidy_columns(
    text(
        "offence_group",
        "Offence group as ONS prints it; they nest and must not be added",
        allowed=PARTNERSHIP_OFFENCE_GROUPS,
    ),
    value=count("offences", "Offences recorded by the police", "offences"),
    period_types=("rolling_12_months",),
)
PARTNERSHIP_OFFENCES = TableContract(
    table_id="partnership_offences",
    title="Recorded crime by community safety partnership (borough), without a knife split",
    columns=_columns,
    key=_key,
    value_column="offences",
    covered_by=("period_end",),
)

CONTEXT_TABLES = (
    KNIFE_SENTENCING,
    PUBLIC_ATTITUDES,
    FIRST_TIME_ENTRANTS,
    KNIFE_HOSPITAL_ADMISSIONS,
    KNIFE_OFFENCE_RATES_BY_FORCE,
    PARTNERSHIP_OFFENCES,
)
