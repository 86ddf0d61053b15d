"""Tables that no open data fills: aggregates of files that their holders supply."""

from data.context_tables import CONFIDENCE_QUESTIONS
from data.contracts import count, text
from data.supplied_table import part_or_whole, supplied_table

METROPOLITAN_POLICE_SERVICE = "the Metropolitan Police Service"
MOPAC = "the Mayor's Office for Policing and Crime (MOPAC)"

QUALIFIERS = ("exact", "over", "almost", "approximately")
"""How a printed number was worded; only an exact one is the number itself."""

OPERATION_ACTIVITIES = (
    "activities",
    "knives_seized",
    "firearms_seized",
    "offensive_weapons_seized",
    "arrests",
    "knife_arrests",
    "habitual_carriers_arrested",
    "officers_deployed",
    "weapon_sweeps",
    "test_purchases",
)
REPORTS = ("pre_sentence", "victim_statement")
AUDIENCES = ("young_people", "parents")
RESPONDENT_GROUPS = (
    "all",
    "asian",
    "black",
    "mixed",
    "white",
    "other_ethnicity",
    "female",
    "male",
    "disabled",
    "not_disabled",
    "aged_16_24",
    "aged_25_and_over",
)
PARTNER_MEASURES = (
    "cohort_reoffending",
    "victims_code_compliance",
    "court_satisfaction",
    "youth_victimisation",
    "local_attitudes",
    "school_carrying_survey",
)


REPEAT_VICTIMISATION = supplied_table(
    "repeat_victimisation",
    "Knife-crime victimisations, and those followed by another of the same person within 12 months",
    part_or_whole("repeated", "index"),
    value=count(
        "victimisations",
        "Victimisations of the year (index), or those among them followed by another (repeated)",
        "victimisations",
    ),
    period_type="financial_year",
    template="victims",
    holder=METROPOLITAN_POLICE_SERVICE,
)
REPEAT_OFFENDING = supplied_table(
    "repeat_offending",
    "Knife and weapon offences by suspect, and those followed by another of the same person "
    "within 12 months",
    part_or_whole("repeated", "index"),
    value=count(
        "suspected_offences",
        "Pairs of person and offence of the year (index), or those among them followed by another "
        "offence of the same person (repeated)",
        "suspected offences",
    ),
    period_type="financial_year",
    template="suspects",
    holder=METROPOLITAN_POLICE_SERVICE,
)
HABITUAL_CARRIERS = supplied_table(
    "habitual_carriers",
    "People who meet the police rule for habitual knife carriers on the last day of a quarter",
    value=count("people", "People who meet the rule on that day", "people"),
    period_type="quarter",
    template="suspects",
    holder=METROPOLITAN_POLICE_SERVICE,
)
YOUTH_SURVEY = supplied_table(
    "youth_survey",
    "Young people asked in a survey, and those worried about knife crime where they live",
    part_or_whole("worried", "asked"),
    value=count("respondents", "Young people asked, or those among them who worry", "respondents"),
    described_by=(text("survey", "Name of the survey, and whom it asked"),),
    period_type="quarter",
    template="youth_survey",
    holder=f"{MOPAC} or a borough",
)
CAMPAIGN_METRICS = supplied_table(
    "campaign_metrics",
    "People a prevention campaign was meant for, and those it reached",
    text("audience", "Whom the campaign addresses", allowed=AUDIENCES),
    part_or_whole("reached", "intended"),
    value=count("people", "People it was meant for, or those among them reached", "people"),
    described_by=(text("campaign", "Name of the campaign"),),
    period_type="quarter",
    template="campaign",
    holder=MOPAC,
)
OPERATION_ACTIVITY = supplied_table(
    "operation_activity",
    "What police operations against knife crime did: activities, seizures, arrests, staffing",
    text("operation", "Name of the operation"),
    text("activity", "What is counted; no two may be added", allowed=OPERATION_ACTIVITIES),
    described_by=(text("qualifier", "How the number was worded", allowed=QUALIFIERS),),
    value=count("events", "Activities, objects, arrests or officers, by activity", "by activity"),
    period_type="month",
    template="operations",
    holder=f"{METROPOLITAN_POLICE_SERVICE} or {MOPAC}",
)
COURT_REPORTS = supplied_table(
    "court_reports",
    "Knife-related cases at court, and those with a report or statement before the court",
    text("report", "Which report: the strategy's target is 90% for each", allowed=REPORTS),
    part_or_whole("with_report", "cases"),
    value=count("cases", "Cases at court, or those among them with the report", "cases"),
    period_type="quarter",
    template="court_reports",
    holder="the courts service, the Crown Prosecution Service or " + MOPAC,
)
VICTIM_SATISFACTION = supplied_table(
    "victim_satisfaction",
    "Victims asked about the service they had from the police, and those satisfied",
    text("respondent_group", "Who was asked", allowed=RESPONDENT_GROUPS),
    part_or_whole("satisfied", "asked"),
    value=count("respondents", "Victims asked, or those among them satisfied", "respondents"),
    described_by=(text("survey", "Name of the survey"),),
    period_type="quarter",
    template="victim_satisfaction",
    holder=MOPAC,
)
PERCEPTIONS = supplied_table(
    "perceptions",
    "Adults asked about their police by group of respondents, and those who agree",
    text("question", "Which statement about the police", allowed=CONFIDENCE_QUESTIONS),
    text("respondent_group", "Who was asked", allowed=RESPONDENT_GROUPS),
    part_or_whole("agree", "asked"),
    value=count("respondents", "Adults asked, or those among them who agree", "respondents"),
    described_by=(text("survey", "Name of the survey"),),
    period_type="quarter",
    template="perceptions",
    holder=MOPAC,
)
PARTNER_SHARES = supplied_table(
    "partner_shares",
    "Shares that partners of the strategy hold: cohorts, services, courts, local surveys",
    text("measure", "Which measure", allowed=PARTNER_MEASURES),
    text("question", "The question asked; 'main' where there is one or for the principal one"),
    part_or_whole("part", "whole"),
    value=count("people", "People or cases asked or reviewed, or those counted", "people or cases"),
    described_by=(
        text("wording", "The question, or the rule for the part, as the holder words it"),
    ),
    period_type="quarter",
    template="partner_shares",
    holder="the partner named in the strategy: a borough, the courts service, schools or " + MOPAC,
)
LOCAL_PRIORITIES = supplied_table(
    "local_priorities",
    "Offences in the crimes a borough chose as its local priorities for a year",
    text("priority", "The crime chosen, or antisocial behaviour"),
    value=count("offences", "Offences or incidents recorded", "offences"),
    period_type="financial_year",
    template="local_priorities",
    holder=f"{MOPAC} or the borough",
)
RESEARCH_LOG = supplied_table(
    "research_log",
    "Research and evaluations published about knife crime in London: a reading list",
    text("topic", "Subject, such as County Lines"),
    text("title", "Title of the publication"),
    value=count("publications", "Always 1: one row a publication", "publications"),
    described_by=(
        text("kind", "What it is", allowed=("research", "evaluation")),
        text("publisher", "Who published it"),
        text("address", "Where it can be read; blank where nowhere public"),
    ),
    period_type="calendar_year",
    template="research_log",
    holder="whoever keeps the log",
)

RESTRICTED_TABLES = (
    REPEAT_VICTIMISATION,
    REPEAT_OFFENDING,
    HABITUAL_CARRIERS,
    YOUTH_SURVEY,
    CAMPAIGN_METRICS,
    OPERATION_ACTIVITY,
    COURT_REPORTS,
    VICTIM_SATISFACTION,
    PERCEPTIONS,
    PARTNER_SHARES,
    LOCAL_PRIORITIES,
    RESEARCH_LOG,
)
