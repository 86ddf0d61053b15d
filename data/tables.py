"""The tables: one contract each. Their words are the data dictionary."""

import pyarrow as pa

from data.context_tables import CONTEXT_TABLES
from data.contracts import VINTAGE, Column, TableContract, count, text
from data.high_harm_tables import HIGH_HARM_TABLES
from data.plan_tables import PLAN_TABLES
from data.pooled_tables import POOLED_TABLES
from data.restricted_tables import RESTRICTED_TABLES
from data.search_tables import SEARCH_TABLES
from data.tidy_columns import tidy_columns

KNIFE_SUBTYPES = (
    "knife_crime",
    "knife_crime_with_injury",
    "knife_crime_with_injury_robbery",
    "knife_injury_victims_1_24",
    "knife_injury_victims_1_24_non_domestic",
)
"""They nest: each is part of the first, so no two may be added."""

OFFENCE_GROUPS_HOME_OFFICE = (
    "all_knife",
    "knife_enabled",
    "violence_with_injury",
    "homicide_and_serious_injury",
)
OFFENCE_GROUPS_ONS = (
    "all_knife",
    "attempted_murder",
    "threats_to_kill",
    "assault_with_injury",
    "robbery",
    "rape_and_sexual_assault",
    "homicide",
)
"""Both publishers have a total of their own under the first name; no part is shared."""


def _knife_crime(table_id: str, title: str) -> TableContract:
    columns, key = tidy_columns(
        text("offence_subtype", "Measure, as the publisher nests them", allowed=KNIFE_SUBTYPES),
        text("counted", "What is counted", allowed=("offences", "positive_outcomes")),
        value=count(
            "events",
            "Offences (or victims, for the two victim subtypes), or their positive outcomes",
            "offences, victims or outcomes, by the two columns before",
        ),
        period_types=("month",),
    )
    return TableContract(
        table_id=table_id,
        title=title,
        columns=columns,
        key=key,
        value_column="events",
        absent="zero",
    )


BOROUGH_KNIFE_CRIME = _knife_crime(
    "borough_knife_crime", "Knife crime recorded by the Metropolitan Police, by borough and month"
)
NEIGHBOURHOOD_KNIFE_CRIME = _knife_crime(
    "neighbourhood_knife_crime",
    "Knife crime recorded by the Metropolitan Police, by neighbourhood (ward) and month",
)

AGE_GROUPS = (
    "0_to_12",
    "13_to_19",
    "20_to_24",
    "25_to_34",
    "35_to_44",
    "45_to_54",
    "55_to_64",
    "65_and_over",
    "unknown",
)
METHODS = (
    "knife_or_sharp_instrument",
    "shooting",
    "blunt_implement",
    "physical_assault",
    "other",
    "unknown",
)
_VICTIMS = count("victims", "People killed, by the month the homicide was recorded", "victims")

_columns, _key = tidy_columns(
    text("age_group", "Age of the victim in years", allowed=AGE_GROUPS),
    text("sex", "Sex of the victim", allowed=("female", "male", "unknown")),
    text("method", "Method of killing", allowed=METHODS),
    text("domestic_abuse", "Whether recorded as domestic abuse", allowed=("yes", "no")),
    text(
        "ethnicity",
        "Ethnic appearance of the victim as an officer saw it",
        allowed=("asian", "black", "white", "other", "unknown"),
    ),
    value=_VICTIMS,
    period_types=("month",),
)
HOMICIDE_VICTIMS = TableContract(
    table_id="homicide_victims",
    title="Homicide victims in the Metropolitan Police area, all attributes crossed, no borough",
    columns=_columns,
    key=_key,
    value_column="victims",
    absent="zero",
)

_columns, _key = tidy_columns(
    text(
        "method", "Method of killing, knife or not", allowed=("knife_or_sharp_instrument", "other")
    ),
    value=_VICTIMS,
    period_types=("month",),
)
HOMICIDE_BY_BOROUGH = TableContract(
    table_id="homicide_by_borough",
    title="Homicide victims by borough and month, by knife or otherwise and by nothing else",
    columns=_columns,
    key=_key,
    value_column="victims",
    absent="zero",
)

_columns, _key = tidy_columns(
    text(
        "offence_group",
        "Offence group under the publisher's own definition",
        allowed=(
            "possession_of_weapons",
            "homicide",
            "sexual_offences",
            "knife_possession",
            "possession_of_blade_or_point",
        ),
    ),
    value=count("offences", "Offences recorded by the police", "offences"),
    period_types=("month",),
)
RECORDED_OFFENCES = TableContract(
    table_id="recorded_offences",
    title="Weapon possession, homicide and sexual offences recorded by the Metropolitan Police, "
    "by borough",
    columns=_columns,
    key=_key,
    value_column="offences",
)

_columns, _key = tidy_columns(
    text("age_group", "Ages counted", allowed=("all_ages", "under_25")),
    text(
        "basis",
        "Population base: estimates made before the 2021 Census, the Census itself, or after it",
        allowed=("before_census_2021", "census_2021", "since_census_2021"),
    ),
    value=count("residents", "Usual residents", "people"),
    period_types=("mid_year", "census_day"),
)
POPULATION = TableContract(
    table_id="population",
    title="Usual residents of the London boroughs",
    columns=_columns,
    key=_key,
    value_column="residents",
    absent="kept",
)

_columns, _key = tidy_columns(
    text(
        "offence_group",
        "Offence group; the Home Office and ONS group differently and are told apart by source_id",
        allowed=tuple(dict.fromkeys((*OFFENCE_GROUPS_HOME_OFFICE, *OFFENCE_GROUPS_ONS))),
    ),
    value=count(
        "offences",
        "Offences recorded by the police; -1 is a net correction of an earlier quarter",
        "offences",
        minimum=-1,
    ),
    period_types=("quarter", "rolling_12_months"),
)
KNIFE_OFFENCES_BY_FORCE = TableContract(
    table_id="knife_offences_by_force",
    title="Knife or sharp instrument offences by police force and offence group: quarters of the "
    "Home Office, years of ONS",
    columns=_columns,
    key=_key,
    value_column="offences",
    covered_by=("period_type", "period_end", "offence_group"),
)

HIGH_HARM_TYPES = ("gun_crime", "domestic_abuse", "hate_crime")
_columns, _key = tidy_columns(
    text("crime_type", "Kind of crime; the kinds overlap", allowed=HIGH_HARM_TYPES),
    value=count("offences", "Offences recorded by the police", "offences"),
    period_types=("month",),
)
HIGH_HARM_CRIME = TableContract(
    table_id="high_harm_crime",
    title="High-harm crime besides knife crime recorded by the Metropolitan Police, by borough",
    columns=_columns,
    key=_key,
    value_column="offences",
    absent="zero",
)

BOUNDARIES = TableContract(
    table_id="boundaries",
    title="Boundaries of boroughs and wards, simplified for maps",
    columns=(
        text("area_code", "GSS nine-character code"),
        text("area_type", "Kind of area", allowed=("borough", "neighbourhood")),
        text("area_name", "Name"),
        text("parent_code", "GSS code of the borough a ward lies in; the area itself for boroughs"),
        text(
            "layer",
            "land: for maps; full_extent: with tidal river",
            allowed=("land", "full_extent"),
        ),
        Column(
            name="geometry",
            type=pa.binary(),
            description="Polygons as well-known binary, longitude and latitude, WGS 84",
            unit="degrees",
        ),
        text("status", "Always blank", allowed=("",)),
        text("source_id", "Source module that produced the row"),
        Column(name=VINTAGE, type=pa.date32(), description="Date the boundaries apply from"),
    ),
    key=("area_code", "layer", "source_id"),
    value_column="geometry",
    absent="kept",
)

TABLES: dict[str, TableContract] = {
    contract.table_id: contract
    for contract in (
        BOROUGH_KNIFE_CRIME,
        NEIGHBOURHOOD_KNIFE_CRIME,
        HOMICIDE_VICTIMS,
        HOMICIDE_BY_BOROUGH,
        RECORDED_OFFENCES,
        POPULATION,
        KNIFE_OFFENCES_BY_FORCE,
        HIGH_HARM_CRIME,
        BOUNDARIES,
        *RESTRICTED_TABLES,
        *POOLED_TABLES,
        *HIGH_HARM_TABLES,
        *PLAN_TABLES,
        *SEARCH_TABLES,
        *CONTEXT_TABLES,
    )
}
