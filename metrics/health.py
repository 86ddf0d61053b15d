"""Knife injuries that hospitals see, whether or not the police know of them."""

import pandas as pd

from metrics.metric import COUNT, LOWER_IS_BETTER, Metric

MONTHS_AND_YEARS = ("month", "financial_year")


def admissions(knife_hospital_admissions: pd.DataFrame) -> pd.DataFrame:
    """Admissions for assault by sharp object by region, month and financial year, as published.

    Args:
        knife_hospital_admissions: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_type``, ``period_end``, ``numerator`` (Int64, missing with
        status "c" where 1 to 7), ``status`` and ``vintage``.

    Source:
        NHS Digital, Hospital Episode Statistics.
    """
    columns = ["area_code", "period_type", "period_end", "admissions", "status", "vintage"]
    return knife_hospital_admissions[columns].rename(columns={"admissions": "numerator"})


KNIFE_HOSPITAL_ADMISSIONS = Metric(
    metric_id="knife_hospital_admissions",
    title="Hospital admissions for assault by sharp object",
    short_title="Hospital admissions",
    tier="context",
    kind=COUNT,
    unit="finished admission episodes",
    definition="Finished admission episodes in English hospitals whose external cause was assault "
    "by a sharp object (ICD-10 X99), by the region the patient lives in.",
    numerator="finished admission episodes of the period",
    direction=LOWER_IS_BETTER,
    by_chance=False,
    no_interval="somebody admitted twice counts twice, so episodes are not independent; and below "
    "England they are rounded to 5.",
    base_period="month",
    stated_periods=MONTHS_AND_YEARS,
    whole_from_parts=False,
    period_types={"region": MONTHS_AND_YEARS, "country": MONTHS_AND_YEARS},
    period_note="The NHS publishes months, and years from April to March; months are rounded and "
    "are not added up.",
    area_note="It is published by region of residence, not by borough or police force.",
    inputs=("knife_hospital_admissions",),
    source_ids=("nhs_x99",),
    caveats=(
        "Below England every count is rounded to 5, and counts of 1 to 7 are withheld; a year is "
        "the publisher's total and never the sum of its months (London 2017/18: 1,200, months "
        "1,190).",
        "No confidence interval is given: episodes of one person belong together, and below "
        "England rounding alone moves a month of 20 by up to a tenth.",
        "Episodes, not people: somebody admitted twice counts twice. Visits without admission are "
        "not counted.",
        "2021/22 was provisional when it was published.",
        "England includes patients without a known region, so it is more than its regions.",
        "Recording of the cause is not mandatory and varies between hospitals and over time.",
        "The copy held is a re-published tabulation that prints no licence of its own.",
    ),
    compute=admissions,
)
