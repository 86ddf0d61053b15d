"""Shares from surveys and from partners' files: concern, satisfaction, reach, services."""

from data.restricted_tables import AUDIENCES, RESPONDENT_GROUPS
from metrics.metric import (
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    NO_JUDGEMENT,
    SHARE,
    Metric,
    fixed,
)
from metrics.parts_of_wholes import (
    QUARTER_NOTE,
    QUARTERS,
    SAMPLE,
    SUPPLIED,
    WITHHELD,
    shares_of,
)

SMALL_SAMPLE = "Shares of fewer than 30 people are withheld, because chance would decide them."
LEAST_ASKED = 30
WHOLE_AREAS = ("borough", "police_force", "region")

KNIFE_CRIME_CONCERN_YOUTH = Metric(
    metric_id="knife_crime_concern_youth",
    title="Young people worried about knife crime",
    short_title="Young people's concern",
    tier="secondary",
    kind=SHARE,
    unit="percent of young people asked",
    definition="Young people who say in a survey that they worry about knife crime where they "
    "live, as a percentage of those who answered.",
    numerator="young people who say they worry",
    denominator="young people who answered the question",
    direction=LOWER_IS_BETTER,
    decimals=1,
    minimum=LEAST_ASKED,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=QUARTER_NOTE,
    inputs=("youth_survey",),
    source_ids=("import_youth_survey",),
    caveats=(
        "The strategy's own figure is of young people asked in Croydon, Lambeth, Tower Hamlets and "
        "Southwark in 2017, and not of London.",
        "Surveys word the question and choose whom they ask differently; compare waves of one "
        "survey only.",
        "Concern follows what is talked about as well as what happens.",
        SAMPLE,
        SMALL_SAMPLE,
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="youth_survey"),
)

CAMPAIGN_REACH = Metric(
    metric_id="campaign_reach",
    title="Reach of the prevention campaign",
    short_title="Campaign reach",
    tier="secondary",
    kind=SHARE,
    unit="percent of the audience",
    definition="People who saw or heard a campaign against carrying knives in the quarter, each "
    "counted once, as a percentage of the audience it was meant for. Young people unless broken "
    "down by audience.",
    numerator="people in the audience whom the campaign reached",
    denominator="people in the audience the campaign was meant for",
    direction=NO_JUDGEMENT,
    decimals=1,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=QUARTER_NOTE,
    dimensions={"audience": AUDIENCES},
    dimension_area_types=WHOLE_AREAS,
    total_rows={"audience": "young_people"},
    inputs=("campaign_metrics",),
    source_ids=("import_campaign",),
    caveats=(
        "Being reached is not being convinced: the strategy gives no measure of a campaign's "
        "effect, and none is computed here.",
        "How people reached are counted is for whoever ran the campaign to say.",
        "Audiences overlap and must not be added.",
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="campaign_metrics"),
)

VICTIM_SATISFACTION = Metric(
    metric_id="victim_satisfaction",
    title="Victims satisfied with the police",
    short_title="Victim satisfaction",
    tier="police_and_crime_plan",
    kind=SHARE,
    unit="percent of victims asked",
    definition="Victims of crime who say in a survey that they were satisfied with the service of "
    "the Metropolitan Police, as a percentage of those who answered. The gap between groups is "
    "the difference of their rows.",
    numerator="victims who were satisfied",
    denominator="victims who answered the question",
    direction=HIGHER_IS_BETTER,
    decimals=1,
    minimum=LEAST_ASKED,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=QUARTER_NOTE,
    dimensions={"respondent_group": RESPONDENT_GROUPS},
    dimension_area_types=WHOLE_AREAS,
    total_rows={"respondent_group": "all"},
    inputs=("victim_satisfaction",),
    source_ids=("import_victim_satisfaction",),
    caveats=(
        "Victims of the crimes the survey covers, not of knife crime alone.",
        "Only victims who reported the crime and answered are asked.",
        "Groups are told apart one way at a time; a difference can have many causes.",
        SAMPLE,
        SMALL_SAMPLE,
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="victim_satisfaction"),
)


def _partner_share(
    measure: str,
    *,
    titles: tuple[str, str],
    tier: str,
    unit: str,
    definition: str,
    parts: tuple[str, str],
    direction: str,
    caveats: tuple[str, ...],
) -> Metric:
    """A share that a partner of the strategy holds, named as its measure."""
    return Metric(
        metric_id=measure,
        title=titles[0],
        short_title=titles[1],
        tier=tier,
        kind=SHARE,
        unit=unit,
        definition=definition,
        numerator=parts[0],
        denominator=parts[1],
        direction=direction,
        decimals=1,
        minimum=LEAST_ASKED,
        base_period="quarter",
        whole_from_parts=False,
        period_types=QUARTERS,
        period_note=QUARTER_NOTE,
        dimensions={"question": ()},
        dimension_area_types=WHOLE_AREAS,
        total_rows={"question": "main"},
        inputs=("partner_shares",),
        source_ids=("import_partner_shares",),
        caveats=(*caveats, SMALL_SAMPLE, WITHHELD, SUPPLIED),
        compute=fixed(shares_of, table_id="partner_shares", measure=measure),
    )


COHORT_REOFFENDING = _partner_share(
    "cohort_reoffending",
    titles=("Offending by managed cohorts", "Cohort offending"),
    tier="police_and_crime_plan",
    unit="percent of the cohort",
    definition="People under the management of a partnership, such as clients of a gang-exit "
    "service, who offended again in the quarter, as a percentage of the cohort.",
    parts=("members of the cohort who offended again", "members of the cohort"),
    direction=LOWER_IS_BETTER,
    caveats=(
        "People enter a cohort because of what they did before: a fall says little about what the "
        "management achieved.",
    ),
)
VICTIMS_CODE_COMPLIANCE = _partner_share(
    "victims_code_compliance",
    titles=("Service to victims under the Victims' Code", "Victims' Code"),
    tier="police_and_crime_plan",
    unit="percent of cases reviewed",
    definition="Cases handled as the Victims' Code asks, as a percentage of the cases reviewed.",
    parts=("cases handled as the code asks", "cases reviewed"),
    direction=HIGHER_IS_BETTER,
    caveats=("Which entitlements are reviewed is for the agency to say; compare one agency only.",),
)
COURT_SATISFACTION = _partner_share(
    "court_satisfaction",
    titles=("Victims satisfied with the courts", "Satisfaction with courts"),
    tier="police_and_crime_plan",
    unit="percent of victims asked",
    definition="Victims who say in a survey that they were satisfied with the service they had "
    "through the courts, as a percentage of those who answered.",
    parts=("victims who were satisfied", "victims who answered the question"),
    direction=HIGHER_IS_BETTER,
    caveats=("The survey did not exist in 2017, so there is no baseline.", SAMPLE),
)
YOUTH_VICTIMISATION = _partner_share(
    "youth_victimisation",
    titles=("Young people who were victims of crime", "Young victims, all crime"),
    tier="police_and_crime_plan",
    unit="percent of young people asked",
    definition="Young people who say in a survey that they were the victim of any crime in the "
    "last 12 months, as a percentage of those who answered.",
    parts=("young people who were victims in 12 months", "young people who answered"),
    direction=LOWER_IS_BETTER,
    caveats=(
        "Any crime, reported or not: not to be set against knife crime recorded by the police.",
        SAMPLE,
    ),
)
LOCAL_ATTITUDES = _partner_share(
    "local_attitudes",
    titles=("Local attitudes to knives and knife crime", "Local attitudes"),
    tier="southwark",
    unit="percent of people asked",
    definition="People who gave the answer named in the file to the main question of a local "
    "survey of attitudes to carrying knives and to knife crime, as a percentage of those who "
    "answered.",
    parts=("people who gave that answer", "people who answered the question"),
    direction=NO_JUDGEMENT,
    caveats=(
        "Southwark's plan names the survey without questions or a direction; the wording stands in "
        "the file.",
        SAMPLE,
    ),
)
SCHOOL_CARRYING_SURVEY = _partner_share(
    "school_carrying_survey",
    titles=("Knife carrying in school surveys", "School survey"),
    tier="southwark",
    unit="percent of pupils asked",
    definition="Pupils who gave the answer named in the file to the main question of a school "
    "survey about carrying knives and about travelling safely, as a percentage of those who "
    "answered.",
    parts=("pupils who gave that answer", "pupils who answered the question"),
    direction=NO_JUDGEMENT,
    caveats=(
        "A pilot in four schools is not the borough; the wording stands in the file.",
        SAMPLE,
    ),
)

PARTNER_SHARES = (
    COHORT_REOFFENDING,
    VICTIMS_CODE_COMPLIANCE,
    COURT_SATISFACTION,
    YOUTH_VICTIMISATION,
    LOCAL_ATTITUDES,
    SCHOOL_CARRYING_SURVEY,
)
