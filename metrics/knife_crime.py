"""Knife crime recorded by the Metropolitan Police, and how much of it ends in an outcome."""

from typing import Any

import pandas as pd

from data.periods import PERIOD_TYPES
from metrics.metric import COUNT, LOWER_IS_BETTER, NO_JUDGEMENT, SHARE, Metric, fixed

RECORDED = "Counts what the police recorded, not every offence that took place."
NESTED = (
    "The knife-crime measures lie inside one another: injury is part of all knife crime. Never "
    "add two of them."
)
TWO_BASES = (
    "January 2018 to December 2020 count by the borough that investigated and leave out places "
    "not known; from August 2021 offences count where they happened. January to July 2021 are "
    "missing, and the two stretches must not be compared as one series."
)
CONNECT = (
    "The Metropolitan Police changed its recording system at the end of February 2024; a small "
    "step in the series there cannot be ruled out."
)
REVISED = "The newest months are often revised in later files."
PLACES = (
    "London (Metropolitan Police area) includes offences whose place is not known; no borough "
    "does, so the boroughs add up to less."
)
NO_CITY = "The City of London has its own police and is not in this series."
NEIGHBOURHOODS = (
    "Neighbourhoods have counts only, because no population is held for them; offences without "
    "a known place are in no neighbourhood."
)
RESIDENTS = (
    "Rates are per resident. People who work in, visit or pass through a place are not counted "
    "as residents, so central boroughs look worse than they are."
)
RATE_OF_PERIOD = (
    "A rate is for the period shown and is not scaled to a year: a month's rate is about a "
    "twelfth of a year's."
)
DEFINITION = (
    "Homicide, attempted murder, assault with injury or with intent to harm, threats to kill, "
    "sexual offences and robbery, where a knife or sharp instrument injured someone, was used as "
    "a threat, or the victim was sure that there was one."
)
AGES = (
    "Victims are aged 1 to 24, as the publisher counts them; rates divide by all residents under "
    "25. Under-25 residents are known for mid-2018 to mid-2020, Census 2021 and mid-2024; between "
    "the last two they are estimated along a straight line, and after mid-2024 carried forward."
)
SOURCES = ("mps_monthly_crime", "mopac_borough_monthly")
RATED = (RESIDENTS, RATE_OF_PERIOD, NEIGHBOURHOODS)
AREAS = {"borough": PERIOD_TYPES, "police_force": PERIOD_TYPES, "neighbourhood": PERIOD_TYPES}


def recorded_events(knife_crime: pd.DataFrame, *, offence_subtype: str) -> pd.DataFrame:
    """Offences or victims of one knife-crime measure, by area and month.

    Args:
        knife_crime: Rows of `borough_knife_crime` or `neighbourhood_knife_crime`.
        offence_subtype: Which of the nested measures.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (Int64, missing where the publisher
        has no figure), ``status`` and ``vintage``; one row per area and month the files cover,
        zeros included, in the table's order.

    Source:
        MPS Monthly Crime Dashboard Data from August 2021; MOPAC borough export before. Golden
        values in tests/golden.
    """
    return _counted(knife_crime, offence_subtype, "offences", "numerator")


def positive_outcomes(knife_crime: pd.DataFrame) -> pd.DataFrame:
    """Positive outcomes and offences of knife crime recorded in the same month.

    An outcome is counted in the month it was recorded, often for an offence of an earlier month,
    so the first is no strict part of the second and can exceed it.

    Args:
        knife_crime: Rows of `borough_knife_crime` or `neighbourhood_knife_crime`.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (outcomes), ``denominator``
        (offences), ``status`` and ``vintage`` of the outcomes; months without published
        outcomes have no row.

    Source:
        MPS Monthly Crime Dashboard Data.
    """
    outcomes = _counted(knife_crime, "knife_crime", "positive_outcomes", "numerator")
    offences = _counted(knife_crime, "knife_crime", "offences", "denominator")
    cell = ["area_code", "period_end"]
    return outcomes.merge(offences[[*cell, "denominator"]], on=cell, how="left")


def _counted(
    knife_crime: pd.DataFrame, offence_subtype: str, counted: str, name: str
) -> pd.DataFrame:
    chosen = (knife_crime["offence_subtype"] == offence_subtype) & (
        knife_crime["counted"] == counted
    )
    columns = ["area_code", "period_end", "events", "status", "vintage"]
    return knife_crime.loc[chosen, columns].rename(columns={"events": name})


def _offences(
    subtype: str, *, title: str, short_title: str = "", definition: str, numerator: str
) -> Metric:
    """A measure that counts offences; its name is that of the files."""
    return _recorded(
        subtype,
        metric_id=subtype,
        title=title,
        short_title=short_title or title,
        unit="offences",
        definition=definition,
        numerator=numerator,
        denominator="usual residents at the middle of the year (for rates)",
        residents="all_ages",
        caveats=(RECORDED, NESTED, TWO_BASES, CONNECT, REVISED, PLACES, NO_CITY, *RATED),
    )


def _young_victims(
    subtype: str,
    metric_id: str,
    *,
    title: str,
    short_title: str,
    definition: str,
    numerator: str,
    first: tuple[str, ...] = (),
    connect: tuple[str, ...] = (CONNECT,),
) -> Metric:
    """A measure that counts victims aged 1 to 24; `first` are caveats of its own."""
    return _recorded(
        subtype,
        metric_id=metric_id,
        title=title,
        short_title=short_title,
        unit="victims aged 1 to 24",
        definition=definition,
        numerator=numerator,
        denominator="usual residents under 25 at the middle of the year (for rates)",
        residents="under_25",
        caveats=(
            *(*first, RECORDED, NESTED, TWO_BASES, *connect),
            *(REVISED, PLACES, NO_CITY, AGES, *RATED),
        ),
    )


def _recorded(subtype: str, **own: Any) -> Metric:
    """What all counts of recorded knife crime share."""
    return Metric(
        tier="primary",
        kind=COUNT,
        rate_per=1000,
        direction=LOWER_IS_BETTER,
        period_types=AREAS,
        inputs=("borough_knife_crime",),
        neighbourhood_inputs=("neighbourhood_knife_crime",),
        source_ids=SOURCES,
        compute=fixed(recorded_events, offence_subtype=subtype),
        **own,
    )


KNIFE_CRIME = _offences(
    "knife_crime",
    title="Knife crime",
    definition=f"Knife-crime offences recorded by the Metropolitan Police. {DEFINITION} "
    "Possession alone is not knife crime.",
    numerator="knife-crime offences recorded in the period",
)

KNIFE_CRIME_WITH_INJURY = _offences(
    "knife_crime_with_injury",
    title="Knife crime with injury",
    definition="Knife-crime offences recorded by the Metropolitan Police in which somebody was "
    "hurt, slight wounds included. It counts offences: one offence may have several victims.",
    numerator="knife-crime offences with injury recorded in the period",
)

KNIFE_CRIME_WITH_INJURY_ROBBERY = _offences(
    "knife_crime_with_injury_robbery",
    title="Knife crime with injury in personal robbery",
    short_title="Knife injury in robbery",
    definition="Robberies of a person recorded by the Metropolitan Police in which a knife or "
    "sharp instrument was used and somebody was hurt. It counts offences.",
    numerator="personal robberies with knife injury recorded in the period",
)

KNIFE_INJURY_VICTIMS_UNDER_25 = _young_victims(
    "knife_injury_victims_1_24",
    "knife_injury_victims_under_25",
    title="Young victims of knife crime with injury",
    short_title="Knife injury victims under 25",
    definition="Victims aged 1 to 24 of knife crime with injury recorded by the Metropolitan "
    "Police, domestic abuse included. It counts victims, not offences.",
    numerator="victims aged 1 to 24 of knife crime with injury recorded in the period",
)

KNIFE_INJURY_VICTIMS_UNDER_25_NON_DOMESTIC = _young_victims(
    "knife_injury_victims_1_24_non_domestic",
    "knife_injury_victims_under_25_non_domestic",
    title="Young victims of knife crime with injury, not domestic abuse",
    short_title="Knife injury victims under 25, not domestic",
    definition="Victims aged 1 to 24 of knife crime with injury recorded by the Metropolitan "
    "Police, leaving out offences flagged as domestic abuse. It counts victims, not offences.",
    numerator="victims aged 1 to 24 of knife crime with injury, not domestic abuse, recorded in "
    "the period",
    first=(
        "Domestic abuse is flagged differently since the change of recording system at the end "
        "of February 2024. Figures before and after must not be compared.",
    ),
    connect=(),
)

KNIFE_CRIME_POSITIVE_OUTCOME_RATE = Metric(
    metric_id="knife_crime_positive_outcome_rate",
    title="Knife crime with a positive outcome",
    short_title="Positive outcome rate",
    tier="context",
    kind=SHARE,
    unit="percent of offences recorded in the period",
    definition="Positive outcomes of knife crime recorded in the period, such as a charge, a "
    "caution or a community resolution, as a percentage of the knife-crime offences recorded in "
    "the same period.",
    numerator="positive outcomes of knife crime recorded in the period",
    denominator="knife-crime offences recorded in the period",
    direction=NO_JUDGEMENT,
    decimals=1,
    period_types=AREAS,
    minimum=10,
    inputs=("borough_knife_crime",),
    neighbourhood_inputs=("neighbourhood_knife_crime",),
    source_ids=("mps_monthly_crime",),
    caveats=(
        "An outcome counts in the period it was recorded, often for an offence of an earlier one. "
        "The percentage is not the share of these offences that will have an outcome, and can "
        "exceed 100; then no interval is given.",
        "Outcomes are revised heavily and for long: July 2025 was first published as 288 and "
        "later as 222.",
        "Withheld where fewer than 10 offences were recorded in the period.",
        CONNECT,
        NO_CITY,
        "No outcomes are held before August 2021.",
    ),
    compute=positive_outcomes,
)
