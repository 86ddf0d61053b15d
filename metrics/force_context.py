"""Knife or sharp instrument offences by police force: the national context."""

import pandas as pd

from data.tables import OFFENCE_GROUPS_HOME_OFFICE
from metrics.metric import COUNT, LOWER_IS_BETTER, Metric

QUARTERS_AND_YEARS = ("quarter", "rolling_12_months", "financial_year", "calendar_year")


def offences_by_force(knife_offences_by_force: pd.DataFrame) -> pd.DataFrame:
    """Knife or sharp instrument offences by force, quarter, offence group and publisher.

    Args:
        knife_offences_by_force: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``offence_group``, ``source_id``, ``numerator``
        (Int64, missing where the force gave none), ``status`` and ``vintage``.

    Source:
        Home Office knife and sharp instrument open data, by force and quarter.
    """
    columns = [
        "area_code",
        "period_end",
        "offence_group",
        "source_id",
        "offences",
        "status",
        "vintage",
    ]
    return knife_offences_by_force[columns].rename(columns={"offences": "numerator"})


KNIFE_OFFENCES_BY_FORCE = Metric(
    metric_id="knife_offences_by_force",
    title="Knife or sharp instrument offences by police force",
    short_title="Knife offences by force",
    tier="context",
    kind=COUNT,
    unit="offences",
    definition="Offences involving a knife or sharp instrument that police forces reported to the "
    "Home Office: violence with injury, homicide and other serious injury, and offences such as "
    "robbery and threats to kill in which a knife was used.",
    numerator="knife or sharp instrument offences reported by the force for the period",
    denominator="usual residents at the middle of the year (for rates; held for London only)",
    rate_per=100_000,
    residents="all_ages",
    direction=LOWER_IS_BETTER,
    base_period="quarter",
    period_types={"police_force": QUARTERS_AND_YEARS},
    period_note="Forces report to the Home Office by quarter.",
    area_note="The Home Office publishes it by police force only.",
    dimensions={
        "offence_group": OFFENCE_GROUPS_HOME_OFFICE,
        "source_id": ("home_office_knife", "ons_pfa_knife"),
    },
    rate_dimensions=("offence_group", "source_id"),
    total_rows={"offence_group": "all_knife", "source_id": "home_office_knife"},
    inputs=("knife_offences_by_force",),
    source_ids=("home_office_knife",),
    caveats=(
        "Not the Metropolitan Police's own knife-crime series: the counting rules differ, so the "
        "two are near each other and never equal.",
        "Home Office and ONS group offences differently; the two are told apart by source_id and "
        "never joined.",
        "The Home Office file held ends with March 2019 and has no City of London Police, so no "
        "total for London or for England and Wales is given.",
        "Population is held for the London boroughs only, so only the Metropolitan Police has a "
        "rate, from 2011 on.",
        "Forces recorded and checked these offences with different care, so forces are hard to "
        "compare.",
    ),
    compute=offences_by_force,
)
