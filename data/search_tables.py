"""The tables of stop and search: what is added up from the records, and no record itself.

Below force level a search is crossed with one personal attribute at most. Every attribute of the
people searched is crossed for a whole police force only. Of the power, tables with personal
attributes say no more than whether it was section 60.
"""

from data.contracts import Column, TableContract, count, text
from data.tidy_columns import tidy_columns

UNKNOWN = "unknown"
OBJECTS = (
    "offensive_weapons",
    "firearms",
    "anything_to_threaten_or_harm",
    "controlled_drugs",
    "stolen_goods",
    "article_for_use_in_theft",
    "articles_for_criminal_damage",
    "evidence_of_offences",
    "fireworks",
    "psychoactive_substances",
    "crossbows",
    "other",
    UNKNOWN,
)
SECTION_60 = "section_60"
NO, YES = "no", "yes"
POWERS = (
    "police_and_criminal_evidence_section_1",
    "misuse_of_drugs_section_23",
    "firearms_section_47",
    SECTION_60,
    "psychoactive_substances_section_36",
    "criminal_justice_section_139b",
    "other",
    UNKNOWN,
)
ARREST, NO_FURTHER_ACTION = "arrest", "no_further_action"
OUTCOMES = (
    ARREST,
    "summons",
    "caution",
    "penalty_notice",
    "community_resolution",
    "cannabis_warning",
    "other_action",
    NO_FURTHER_ACTION,
    UNKNOWN,
)
SELF_DEFINED, OFFICER_DEFINED = "self_defined", "officer_defined"
ETHNICITY_BASES = (SELF_DEFINED, OFFICER_DEFINED)
AS_RECORDED = "ethnicity_as_recorded"
ETHNIC_GROUPS = ("asian", "black", "mixed", "other", "white")
SEARCH_AGE_GROUPS = ("under_10", "10_to_17", "18_to_24", "25_to_34", "over_34", UNKNOWN)
RESIDENT_AGE_GROUPS = ("under_10", "10_to_17", "18_to_24", "10_to_24", "25_to_34", "over_34")
SEXES = ("female", "male", "other", UNKNOWN)
VEHICLE = "vehicle"
SEARCH_TYPES = ("person", "person_and_vehicle", VEHICLE)

SEARCHES = "searches"
WITHOUT_COORDINATES = "without_coordinates"
OUTSIDE_LONDON = "outside_london"
EXACT_REPEATS = "exact_repeats"
DAYS_NOT_COVERED = "days_not_covered"
MONTH_MEASURES = (
    SEARCHES,
    WITHOUT_COORDINATES,
    OUTSIDE_LONDON,
    EXACT_REPEATS,
    DAYS_NOT_COVERED,
)

_FORCE = text("force_code", "GSS code of the police force whose officers searched")
_OBJECT = text("object", "What the officer looked for", allowed=OBJECTS)
_POWER = text("power", "The law that allowed the search", allowed=POWERS)
_UNDER_SECTION_60 = text(
    SECTION_60, "Whether under section 60, which needs no suspicion", allowed=(NO, YES)
)
_BASIS = text(
    "ethnicity_basis",
    "Who said the ethnicity: the person searched, or the officer; never to be added",
    allowed=ETHNICITY_BASES,
)
_ETHNICITY = text(
    "ethnicity",
    "Ethnic group; officers record no mixed group. Unknown: not recorded, or not stated",
    allowed=(*ETHNIC_GROUPS, UNKNOWN),
)
_MONTHS = ("month",)
_COVERED = ("force_code", "period_end")


def _searches(*dimensions: Column, table_id: str, title: str, what: str) -> TableContract:
    columns, key = tidy_columns(
        *dimensions, value=count("searches", what, "searches"), period_types=_MONTHS
    )
    return TableContract(
        table_id=table_id,
        title=title,
        columns=columns,
        key=key,
        value_column="searches",
        absent="zero",
        covered_by=_COVERED,
    )


SEARCHES_BY_BOROUGH = _searches(
    _FORCE,
    _OBJECT,
    _POWER,
    text("outcome", "What followed the search", allowed=OUTCOMES),
    table_id="searches_by_borough",
    title="Stop and search by borough, month, object, power and outcome; no personal attribute",
    what="Searches, of vehicles alone too; a combination without a row has none",
)
SEARCHES_BY_ETHNICITY = _searches(
    _FORCE,
    _OBJECT,
    _UNDER_SECTION_60,
    _BASIS,
    _ETHNICITY,
    table_id="searches_by_ethnicity",
    title="Searches of people by borough, month, object, ethnicity and whether under section 60",
    what="Searches of people, not of vehicles alone; a combination without a row has none",
)
SEARCHES_BY_PERSON = _searches(
    _FORCE,
    _OBJECT,
    _UNDER_SECTION_60,
    _BASIS,
    _ETHNICITY,
    text("age_group", "Age of the person in years", allowed=SEARCH_AGE_GROUPS),
    text("sex", "Sex of the person, as recorded", allowed=SEXES),
    text("search_type", "Who or what was searched", allowed=SEARCH_TYPES),
    table_id="searches_by_person",
    title="Stop and search by police force, month, object and all personal attributes",
    what="Searches; a combination without a row has none",
)

SEARCH_ETHNICITY_WORDS = _searches(
    _FORCE,
    _BASIS,
    text(AS_RECORDED, "Ethnicity in the words of the record; empty where it has none"),
    _ETHNICITY,
    table_id="search_ethnicity_words",
    title="Searches of people by police force, month and ethnicity in the words of the records",
    what="Searches of people, not of vehicles alone; a combination without a row has none",
)

_columns, _key = tidy_columns(
    _FORCE,
    text("measure", "What is counted of the month's file", allowed=MONTH_MEASURES),
    value=count(
        "counts",
        "Searches in the file; of them those without coordinates, those at a point in no London "
        "borough, those equal to another row of the month in every column; and the days at the "
        "month's ends without a search",
        "searches, or days for days_not_covered",
    ),
    period_types=_MONTHS,
)
SEARCH_MONTHS = TableContract(
    table_id="search_months",
    title="What each police force's stop and search file of a month holds, and which are absent",
    columns=_columns,
    key=_key,
    value_column="counts",
    absent="kept",
    covered_by=_COVERED,
)

_GROUP = text("ethnicity", "Ethnic group, as people said themselves", allowed=ETHNIC_GROUPS)
_RESIDENTS = count("residents", "Usual residents on Census day, 21 March 2021", "people")
_CENSUS_DAY = ("census_day",)

_columns, _key = tidy_columns(_GROUP, value=_RESIDENTS, period_types=_CENSUS_DAY)
RESIDENTS_BY_ETHNICITY = TableContract(
    table_id="residents_by_ethnicity",
    title="Usual residents of the London boroughs by ethnic group, Census 2021",
    columns=_columns,
    key=_key,
    value_column="residents",
    absent="kept",
)

_columns, _key = tidy_columns(
    _GROUP,
    text(
        "age_group",
        "Age in years; 10_to_24 where the file splits otherwise",
        allowed=RESIDENT_AGE_GROUPS,
    ),
    text("sex", "Sex", allowed=("female", "male")),
    value=_RESIDENTS,
    period_types=_CENSUS_DAY,
)
RESIDENTS_BY_AGE_SEX_ETHNICITY = TableContract(
    table_id="residents_by_age_sex_ethnicity",
    title="Usual residents of the London boroughs by ethnic group, age and sex, Census 2021",
    columns=_columns,
    key=_key,
    value_column="residents",
    absent="kept",
    loading="Download Census 2021 table RM032 (ethnic group by sex by age, lower tier local "
    "authorities) with the age classification of 101 categories from "
    "https://www.ons.gov.uk/datasets/RM032/editions/2021/versions/1, save it as "
    "census_age_sex_ethnicity/manual/RM032.csv in the raw folder, and run 'knife-crime ingest "
    "build census_age_sex_ethnicity --raw FOLDER'.",
)

SEARCH_TABLES = (
    SEARCHES_BY_BOROUGH,
    SEARCHES_BY_ETHNICITY,
    SEARCHES_BY_PERSON,
    SEARCH_ETHNICITY_WORDS,
    SEARCH_MONTHS,
    RESIDENTS_BY_ETHNICITY,
    RESIDENTS_BY_AGE_SEX_ETHNICITY,
)
