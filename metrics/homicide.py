"""Homicide: victims by the month of recording, and offences as the recorded-crime file has them."""

import pandas as pd

from data.areas import METROPOLITAN_POLICE
from data.periods import PERIOD_TYPES
from data.tables import AGE_GROUPS, METHODS
from metrics.knife_crime import NO_CITY, RATE_OF_PERIOD, RESIDENTS
from metrics.metric import COUNT, LOWER_IS_BETTER, YEARS, Metric, fixed

KNIFE = "knife_or_sharp_instrument"
UNDER_25 = ("0_to_12", "13_to_19", "20_to_24")

YEARS_IN_BOROUGHS = {"borough": YEARS, "police_force": PERIOD_TYPES}
NAMED = (
    "Homicide victims are named in the press, so a borough is shown over 12 months or longer only."
)
WHOLE_FORCE = (
    "Homicide victims are named in the press, so their age, sex, ethnicity and how they were "
    "killed are shown for the whole Metropolitan Police area only."
)
ATTRIBUTES = {
    "age_group": AGE_GROUPS,
    "sex": ("female", "male", "unknown"),
    "domestic_abuse": ("yes", "no"),
    "ethnicity": ("asian", "black", "white", "other", "unknown"),
}
MONTH_OF_RECORDING = (
    "A victim counts in the month the homicide was recorded, which can be later than the attack."
)
CASES_CHANGE = "Cases are added and taken out as inquiries and courts decide; old years move too."
SMALL = (
    "Numbers are small: a few more or fewer in a year, above all in one borough, are within "
    "ordinary variation."
)
ENDS = "The victims' files held end with March 2024."
PLACES = (
    "Victims whose borough is not known, or who were killed at an airport, count for London and "
    "for no borough."
)


def victims(
    homicide_victims: pd.DataFrame, homicide_by_borough: pd.DataFrame, *, knife: bool = False
) -> pd.DataFrame:
    """Victims of homicide: the whole force with all attributes, boroughs with none.

    Args:
        homicide_victims: Rows of `homicide_victims`.
        homicide_by_borough: Rows of `homicide_by_borough`.
        knife: Count only those killed with a knife or sharp instrument. Months with other
            homicides only keep their row, with a zero.

    Returns:
        Columns ``area_code``, ``period_end``, ``age_group``, ``sex``, ``domestic_abuse``,
        ``ethnicity`` and, unless `knife`, ``method`` (all empty in the rows of boroughs),
        ``numerator``, ``status`` and ``vintage``. Months without victims may have no row.

    Source:
        MPS Homicide Dashboard Data, victims.
    """
    dimensions = [*ATTRIBUTES] if knife else [*ATTRIBUTES, "method"]
    columns = ["area_code", "period_end", *dimensions, "numerator", "status", "vintage"]
    whole = homicide_victims.assign(numerator=_only_knife(homicide_victims, knife=knife))
    boroughs = homicide_by_borough.assign(numerator=_only_knife(homicide_by_borough, knife=knife))
    boroughs = boroughs[boroughs["area_code"] != METROPOLITAN_POLICE]
    places = boroughs.drop(columns=["method"]).reindex(columns=columns)
    return pd.concat([whole[columns].astype({"area_code": "str"}), places], ignore_index=True)


def young_victims(homicide_victims: pd.DataFrame) -> pd.DataFrame:
    """Victims under 25 killed with a knife or sharp instrument, for the whole force.

    Args:
        homicide_victims: Rows of `homicide_victims`.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator``, ``status`` and ``vintage``; months
        with other homicides only have zeros. A victim whose age is not known is not counted.

    Source:
        MPS Homicide Dashboard Data, victims. The age bands split exactly at 25.
    """
    young = homicide_victims["age_group"].isin(UNDER_25)
    counted = _only_knife(homicide_victims, knife=True).where(young, 0)
    columns = ["area_code", "period_end", "numerator", "status", "vintage"]
    return homicide_victims.assign(numerator=counted)[columns]


def _only_knife(rows: pd.DataFrame, *, knife: bool) -> pd.Series:
    return rows["victims"].where(rows["method"] == KNIFE, 0) if knife else rows["victims"]


def recorded_homicides(recorded_offences: pd.DataFrame) -> pd.DataFrame:
    """Homicide offences in the recorded-crime file, by area and month.

    Args:
        recorded_offences: Rows of `recorded_offences`.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (Int64), ``status``, ``vintage``.

    Source:
        MPS Recorded Crime: Geographic Breakdown.
    """
    chosen = (recorded_offences["offence_group"] == "homicide") & (
        recorded_offences["source_id"] == "mps_recorded_crime"
    )
    columns = ["area_code", "period_end", "offences", "status", "vintage"]
    return recorded_offences.loc[chosen, columns].rename(columns={"offences": "numerator"})


HOMICIDE = Metric(
    metric_id="homicide",
    title="Homicide",
    short_title="Homicide",
    tier="context",
    kind=COUNT,
    unit="victims",
    definition="People killed by murder, manslaughter or infanticide, by any method, in cases "
    "recorded by the Metropolitan Police. It counts victims.",
    numerator="homicide victims recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=100_000,
    residents="all_ages",
    direction=LOWER_IS_BETTER,
    period_types=YEARS_IN_BOROUGHS,
    period_note=NAMED,
    dimensions={**ATTRIBUTES, "method": METHODS},
    dimension_note=WHOLE_FORCE,
    rate_dimensions=("domestic_abuse", "method"),
    zero_filled=True,
    inputs=("homicide_victims", "homicide_by_borough"),
    source_ids=("mps_homicide",),
    caveats=(
        ENDS,
        MONTH_OF_RECORDING,
        CASES_CHANGE,
        SMALL,
        PLACES,
        "Ethnicity is the officer's view of the victim's appearance.",
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=victims,
)

KNIFE_HOMICIDE = Metric(
    metric_id="knife_homicide",
    title="Knife homicide",
    short_title="Knife homicide",
    tier="primary",
    kind=COUNT,
    unit="victims",
    definition="People killed with a knife or sharp instrument, in homicides recorded by the "
    "Metropolitan Police, domestic abuse included. It counts victims.",
    numerator="victims of knife homicide recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=100_000,
    residents="all_ages",
    direction=LOWER_IS_BETTER,
    period_types=YEARS_IN_BOROUGHS,
    period_note=NAMED,
    dimensions=ATTRIBUTES,
    dimension_note=WHOLE_FORCE,
    rate_dimensions=("domestic_abuse",),
    zero_filled=True,
    inputs=("homicide_victims", "homicide_by_borough"),
    source_ids=("mps_homicide",),
    caveats=(
        ENDS,
        MONTH_OF_RECORDING,
        CASES_CHANGE,
        SMALL,
        PLACES,
        "Part of homicide: never add the two.",
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=fixed(victims, knife=True),
)

KNIFE_HOMICIDE_UNDER_25 = Metric(
    metric_id="knife_homicide_under_25",
    title="Knife homicide, victim under 25",
    short_title="Knife homicide under 25",
    tier="primary",
    kind=COUNT,
    unit="victims aged 0 to 24",
    definition="People younger than 25 killed with a knife or sharp instrument, in homicides "
    "recorded by the Metropolitan Police, domestic abuse included. It counts victims.",
    numerator="victims under 25 of knife homicide recorded in the period",
    denominator="usual residents under 25 at the middle of the year (for rates)",
    rate_per=100_000,
    residents="under_25",
    direction=LOWER_IS_BETTER,
    period_types={"police_force": PERIOD_TYPES},
    area_note="Homicide victims are named in the press, so their ages are shown for the whole "
    "Metropolitan Police area only.",
    zero_filled=True,
    inputs=("homicide_victims",),
    source_ids=("mps_homicide",),
    caveats=(
        ENDS,
        MONTH_OF_RECORDING,
        CASES_CHANGE,
        SMALL,
        "Victims whose age is not known are left out.",
        "Part of knife homicide: never add the two.",
        "Under-25 residents are known for mid-2018 to mid-2020, Census 2021 and mid-2024 only; "
        "no rate is given before.",
        NO_CITY,
        RATE_OF_PERIOD,
    ),
    compute=young_victims,
)

HOMICIDE_RECORDED = Metric(
    metric_id="homicide_recorded",
    title="Homicide offences in the recorded-crime file",
    short_title="Homicide offences",
    tier="context",
    kind=COUNT,
    unit="offences",
    definition="Homicide offences in the Metropolitan Police's recorded-crime file by borough. It "
    "goes on after the victims' file held ends, and is another count: offences as recorded, not "
    "victims as confirmed.",
    numerator="homicide offences recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=100_000,
    residents="all_ages",
    direction=LOWER_IS_BETTER,
    period_types=YEARS_IN_BOROUGHS,
    period_note=NAMED,
    inputs=("recorded_offences",),
    source_ids=("mps_recorded_crime",),
    caveats=(
        "Not the homicide victims' series: the two are counted apart and must not be joined.",
        CASES_CHANGE,
        SMALL,
        NO_CITY,
        RESIDENTS,
        RATE_OF_PERIOD,
    ),
    compute=recorded_homicides,
)
