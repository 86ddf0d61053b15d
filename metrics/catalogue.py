"""Every measure, in the order the strategy lists them."""

from data.errors import UnknownMetricError
from data.nearest import did_you_mean
from metrics import (
    action_plans,
    activity,
    commitments,
    concern,
    force_context,
    gaps,
    health,
    high_harm,
    homicide,
    justice,
    knife_crime,
    pooled,
    possession,
    repeat,
    search_disparity,
    search_ethnicity,
    search_places,
    sentencing,
    stop_and_search,
    surveys,
    victimisation,
)
from metrics.metric import Metric

METRICS: dict[str, Metric] = {
    metric.metric_id: metric
    for metric in (
        knife_crime.KNIFE_CRIME,
        knife_crime.KNIFE_CRIME_WITH_INJURY,
        knife_crime.KNIFE_CRIME_WITH_INJURY_ROBBERY,
        homicide.KNIFE_HOMICIDE,
        homicide.KNIFE_HOMICIDE_UNDER_25,
        knife_crime.KNIFE_INJURY_VICTIMS_UNDER_25,
        knife_crime.KNIFE_INJURY_VICTIMS_UNDER_25_NON_DOMESTIC,
        possession.WEAPON_POSSESSION,
        victimisation.VICTIMISATION_UNDER_25,
        victimisation.VICTIMISATION_ALL_AGES,
        repeat.REPEAT_VICTIMISATION,
        repeat.REPEAT_OFFENDING,
        repeat.HABITUAL_KNIFE_CARRIERS,
        stop_and_search.WEAPON_SEARCHES,
        stop_and_search.WEAPON_SEARCH_ARREST_RATE,
        stop_and_search.WEAPON_SEARCH_NO_FURTHER_ACTION_RATE,
        stop_and_search.WEAPON_SEARCH_POSITIVE_OUTCOME_RATE,
        stop_and_search.SECTION_60_SEARCHES,
        stop_and_search.SEARCHES,
        search_disparity.SEARCH_DISPARITY,
        search_ethnicity.SEARCH_ETHNICITY_UNKNOWN,
        search_ethnicity.SEARCH_ETHNICITY_WORDS,
        search_places.SEARCH_PLACE_UNKNOWN,
        sentencing.KNIFE_SENTENCING_DISPOSALS,
        sentencing.KNIFE_SENTENCING_COURT_OUTCOMES,
        sentencing.KNIFE_SENTENCING_CUSTODY_RATE,
        sentencing.KNIFE_SENTENCING_CUSTODY_OF_CONVICTED,
        sentencing.KNIFE_SENTENCING_CAUTION_RATE,
        sentencing.KNIFE_SENTENCING_REPEAT_SHARE,
        concern.KNIFE_CRIME_CONCERN_ADULTS,
        surveys.KNIFE_CRIME_CONCERN_YOUTH,
        surveys.CAMPAIGN_REACH,
        activity.OPERATION_ACTIVITY,
        activity.RESEARCH_PUBLICATIONS,
        action_plans.ACTION_PLAN_PROGRESS,
        commitments.COMMITMENT_PROGRESS,
        surveys.VICTIM_SATISFACTION,
        gaps.VICTIM_SATISFACTION_GAP,
        gaps.POLICE_CONFIDENCE_BY_GROUP,
        gaps.POLICE_CONFIDENCE_GAP,
        concern.POLICE_CONFIDENCE,
        activity.COURT_REPORT_SHARE,
        *surveys.PARTNER_SHARES,
        justice.FIRST_TIME_ENTRANTS,
        activity.LOCAL_PRIORITY_OFFENCES,
        high_harm.GUN_CRIME,
        high_harm.HIGH_HARM_CRIME,
        high_harm.SEXUAL_OFFENCES,
        high_harm.CHILD_SEXUAL_EXPLOITATION,
        high_harm.HIGH_HARM_REPEAT_VICTIMS,
        pooled.HOTSPOT_INCIDENTS,
        knife_crime.KNIFE_CRIME_POSITIVE_OUTCOME_RATE,
        homicide.HOMICIDE,
        homicide.HOMICIDE_RECORDED,
        possession.KNIFE_POSSESSION,
        force_context.KNIFE_OFFENCES_BY_FORCE,
        force_context.KNIFE_OFFENCE_RATE_BY_FORCE,
        force_context.RECORDED_CRIME_BY_PARTNERSHIP,
        health.KNIFE_HOSPITAL_ADMISSIONS,
    )
}


def get_metric(metric_id: str) -> Metric:
    """The measure of that name.

    Raises:
        UnknownMetricError: If there is none; the nearest names are suggested.
    """
    if metric_id in METRICS:
        return METRICS[metric_id]
    hint = did_you_mean(metric_id, METRICS)
    raise UnknownMetricError(
        f"'{metric_id}' is no metric.{hint} 'knife-crime metrics' lists them all."
    )
