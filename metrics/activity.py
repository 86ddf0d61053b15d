"""What was done: police operations, reports before the court, research, local priorities."""

import pandas as pd

from data.restricted_tables import OPERATION_ACTIVITIES, REPORTS
from metrics.metric import (
    COUNT,
    HIGHER_IS_BETTER,
    LOWER_IS_BETTER,
    NO_JUDGEMENT,
    SHARE,
    Metric,
    fixed,
)
from metrics.parts_of_wholes import (
    SUPPLIED,
    WITHHELD,
    counts_of,
    shares_of,
)
from metrics.wordings import wording_columns

WHOLE_AREAS = ("borough", "police_force", "region")


def activities(operation_activity: pd.DataFrame) -> pd.DataFrame:
    """What operations did, by area, month, operation and kind of activity.

    Args:
        operation_activity: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``operation``, ``activity``, ``numerator`` (Int64,
        missing where withheld), ``status`` ("e" where the number was worded as more or less than
        exact), ``vintage``, and those of `metrics.wordings.wording_columns`.

    Source:
        The London Knife Crime Strategy 2017, page 30, for one week of Operation Sceptre; files of
        the police or the Mayor's Office besides.
    """
    rows = counts_of(operation_activity, table_id="operation_activity")
    return rows.assign(**wording_columns(operation_activity["qualifier"]))


OPERATION_ACTIVITY = Metric(
    metric_id="operation_activity",
    title="Activity of operations against knife crime",
    short_title="Operation activity",
    tier="supporting",
    kind=COUNT,
    unit="count",
    definition="What police operations against knife crime did in the month: activities, objects "
    "seized, arrests, officers. Without a breakdown by activity it is the number of activities, "
    "and its unit says so.",
    numerator="activities, objects, arrests or officers, by the activity asked for",
    direction=NO_JUDGEMENT,
    by_chance=False,
    whole_from_parts=False,
    period_types={"borough": ("month",), "police_force": ("month",), "region": ("month",)},
    period_note="Operations run for days or weeks, and not in every month.",
    dimensions={"activity": OPERATION_ACTIVITIES, "operation": ()},
    dimension_area_types=WHOLE_AREAS,
    total_rows={"activity": "activities"},
    total_names={"activity": "activities"},
    inputs=("operation_activity",),
    source_ids=("strategy_operations", "import_operations"),
    caveats=(
        "It measures what the police did, not how much knife crime there is: more seizures can "
        "mean more searching.",
        "Activities, objects and arrests must not be added; knife arrests are part of arrests, "
        "and arrested habitual carriers are part of knife arrests.",
        "The row of May 2017 is one week of Operation Sceptre as the strategy prints it, its days "
        "not given. A number that is worded as over, almost or approximately has the word in its "
        "unit: it is a bound or a round figure, and no count.",
        "Months without a row are months no file was supplied for, not months without operations.",
        WITHHELD,
    ),
    compute=activities,
)

COURT_REPORT_SHARE = Metric(
    metric_id="court_report_share",
    title="Knife cases with a report before the court",
    short_title="Court reports",
    tier="police_and_crime_plan",
    kind=SHARE,
    unit="percent of knife-related cases at court",
    definition="Knife-related cases at court in which the court had a pre-sentence report on the "
    "offender, or with the breakdown a victim's personal statement, as a percentage of all such "
    "cases in the quarter. The strategy's target is at least 90% for each.",
    numerator="cases in which the court had the report or statement",
    denominator="knife-related cases at court in the quarter",
    direction=HIGHER_IS_BETTER,
    decimals=1,
    minimum=30,
    base_period="quarter",
    whole_from_parts=False,
    period_types=dict.fromkeys(
        WHOLE_AREAS, ("quarter", "rolling_12_months", "financial_year", "calendar_year")
    ),
    period_note="Cases are supplied by quarter.",
    dimensions={"report": REPORTS},
    dimension_area_types=WHOLE_AREAS,
    total_rows={"report": "pre_sentence"},
    inputs=("court_reports",),
    source_ids=("import_court_reports",),
    caveats=(
        "Without a breakdown the figure is of pre-sentence reports; the two reports must not be "
        "added.",
        "The strategy means pre-sentence reports done on the day; whether others are counted is "
        "for the holder of the file to say.",
        "Many cases have no identified victim who could make a statement.",
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="court_reports"),
)

RESEARCH_PUBLICATIONS = Metric(
    metric_id="research_publications",
    title="Research and evaluations published",
    short_title="Research log",
    tier="supporting",
    kind=COUNT,
    unit="publications",
    definition="Research and evaluations about knife crime in London in the reading list, by the "
    "year they were published.",
    numerator="publications in the reading list",
    direction=NO_JUDGEMENT,
    by_chance=False,
    base_period="calendar_year",
    whole_from_parts=False,
    period_types=dict.fromkeys(WHOLE_AREAS, ("calendar_year",)),
    period_note="The list is counted by year of publication.",
    dimensions={"topic": ()},
    dimension_area_types=WHOLE_AREAS,
    inputs=("research_log",),
    source_ids=("import_research_log",),
    caveats=(
        "A reading list, not a census of research: it holds what somebody entered.",
        "The number says nothing about what was found; read the publications.",
        SUPPLIED,
    ),
    compute=fixed(counts_of, table_id="research_log"),
)

LOCAL_PRIORITY_OFFENCES = Metric(
    metric_id="local_priority_offences",
    title="Offences in the borough's local priorities",
    short_title="Local priorities",
    tier="police_and_crime_plan",
    kind=COUNT,
    unit="offences or incidents",
    definition="Offences recorded in the year in each of the two crimes that a borough chose as "
    "its priorities, and incidents of antisocial behaviour.",
    numerator="offences, or incidents of antisocial behaviour, in one priority of that year",
    direction=LOWER_IS_BETTER,
    base_period="financial_year",
    whole_from_parts=False,
    period_types={"borough": ("financial_year",)},
    period_note="Priorities are chosen for a financial year.",
    dimensions={"priority": ()},
    dimension_area_types=("borough",),
    no_total={
        "priority": "crimes and incidents of antisocial behaviour are not one count, and the "
        "crimes may overlap"
    },
    inputs=("local_priorities",),
    source_ids=("import_local_priorities",),
    caveats=(
        "Boroughs choose different crimes and renew the choice: neither boroughs nor years can be "
        "compared without looking at which.",
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(counts_of, table_id="local_priorities"),
)
