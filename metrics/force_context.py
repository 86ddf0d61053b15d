"""Recorded offences by police force and borough from national publishers: the wider context."""

from collections.abc import Mapping

import pandas as pd

from data.context_tables import PARTNERSHIP_OFFENCE_GROUPS
from data.tables import KNIFE_OFFENCES_BY_FORCE as TABLE
from metrics.metric import COUNT, LOWER_IS_BETTER, NO_JUDGEMENT, PUBLISHED, YEARS, Metric

ROLLING = "rolling_12_months"
PER = 100_000
_ENDS_IN = {"financial_year": 3, "calendar_year": 12}
_GROUPS: Mapping[str, tuple[str, ...]] = {column.name: column.allowed for column in TABLE.columns}
QUARTERS_AND_YEARS = ("quarter", "rolling_12_months", "financial_year", "calendar_year")


def offences_by_force(knife_offences_by_force: pd.DataFrame) -> pd.DataFrame:
    """Knife or sharp instrument offences by force, period, offence group and publisher.

    The Home Office's quarters are for adding up. The 12 months that ONS states are taken as they
    stand, as rolling 12 months and as the financial or calendar year they happen to be.

    Args:
        knife_offences_by_force: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_type``, ``period_end``, ``offence_group``, ``source_id``,
        ``numerator`` (Int64, missing where the force gave none), ``status`` and ``vintage``.

    Source:
        Home Office knife and sharp instrument open data, by force and quarter; ONS police force
        area tables P4 and P5.
    """
    columns = [
        "area_code",
        "period_type",
        "period_end",
        "offence_group",
        "source_id",
        "offences",
        "status",
        "vintage",
    ]
    held = knife_offences_by_force[columns].rename(columns={"offences": "numerator"})
    held = held.assign(period_type=held["period_type"].astype("str"))
    stated = held[held["period_type"] == ROLLING]
    years = [
        stated[stated["period_end"].dt.month == month].assign(period_type=kind)
        for kind, month in _ENDS_IN.items()
    ]
    counted: pd.DataFrame = pd.concat([held, *years], ignore_index=True)
    return counted


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
    stated_periods=YEARS,
    whole_from_parts=False,
    period_types={"police_force": QUARTERS_AND_YEARS, "region": YEARS, "country": YEARS},
    period_note="Forces report to the Home Office by quarter; ONS publishes 12 months.",
    area_note="It is published by police force; regions and countries only by ONS: ask for those "
    "by source_id.",
    dimensions={
        "offence_group": _GROUPS["offence_group"],
        "source_id": ("home_office_knife", "ons_pfa_knife"),
    },
    dimension_area_types=("police_force", "region", "country"),
    rate_dimensions=("offence_group", "source_id"),
    total_rows={"offence_group": "all_knife", "source_id": "home_office_knife"},
    inputs=("knife_offences_by_force",),
    source_ids=("home_office_knife", "ons_pfa_knife"),
    caveats=(
        "Not the Metropolitan Police's own knife-crime series: the counting rules differ, so the "
        "two are near each other and never equal.",
        "Home Office and ONS group offences differently; the two are told apart by source_id and "
        "never joined. Values are the Home Office's unless broken down by source_id.",
        "The Home Office file held ends with March 2019 and has no City of London Police, so "
        "totals for London and for England and Wales come from ONS alone.",
        "ONS states 12 months ending in March, June or December, up to December 2019, and its "
        "offence groups for the newest 12 months of an edition only.",
        "Greater Manchester supplied nothing for the second half of 2019: totals without it are "
        "marked as not available.",
        "Population is held for the London boroughs only, so only the Metropolitan Police has a "
        "rate, from 2011 on.",
        "Forces recorded and checked these offences with different care, so forces are hard to "
        "compare.",
    ),
    compute=offences_by_force,
)


def printed_rates(
    knife_offence_rates_by_force: pd.DataFrame, knife_offences_by_force: pd.DataFrame
) -> pd.DataFrame:
    """Knife or sharp instrument offences per 100,000 people by force, as ONS prints them.

    The people behind a rate are not printed. The newest year's follow from its rate and the
    offences of table P4, and serve for the year before as well: both are needed for the width of
    an interval only.

    Args:
        knife_offence_rates_by_force: Rows of the table of that name.
        knife_offences_by_force: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (the printed rate, missing where none
        is given), ``events`` (float, the offences that the interval is of, missing where unknown),
        ``status`` and ``vintage``.

    Source:
        ONS police force area tables, P6 and P4.
    """
    columns = ["area_code", "period_end", "offences_per_100000", "status", "vintage"]
    rates = knife_offence_rates_by_force[columns].rename(
        columns={"offences_per_100000": "numerator"}
    )
    people = rates["area_code"].map(_people_behind(rates, knife_offences_by_force))
    printed = rates["numerator"].astype("Float64").to_numpy(dtype=float, na_value=float("nan"))
    return rates.assign(events=printed * people.to_numpy(dtype=float) / PER)


def _people_behind(rates: pd.DataFrame, offences: pd.DataFrame) -> dict[str, float]:
    """People by area that the newest rates were reckoned with, where the offences are printed."""
    ons = (offences["source_id"] == "ons_pfa_knife") & (offences["offence_group"] == "all_knife")
    counts = offences.loc[ons, ["area_code", "period_end", "offences"]]
    newest = rates[rates["period_end"] == rates["period_end"].max()]
    both = newest.merge(counts, on=["area_code", "period_end"]).dropna(
        subset=["numerator", "offences"]
    )
    people = PER * both["offences"].astype(float) / both["numerator"].astype(float)
    return dict(zip(both["area_code"].astype(str), people, strict=True))


KNIFE_OFFENCE_RATE_BY_FORCE = Metric(
    metric_id="knife_offence_rate_by_force",
    title="Knife or sharp instrument offences per 100,000 people, as ONS prints them",
    short_title="Knife offence rate, ONS",
    tier="context",
    kind=PUBLISHED,
    unit="offences per 100,000 people",
    definition="Offences of selected serious kinds involving a knife or sharp instrument in 12 "
    "months, per 100,000 people living in the area, as printed by ONS for every police force.",
    numerator="knife or sharp instrument offences recorded in 12 months, not printed with the rate",
    denominator="people living in the area, as ONS has them",
    direction=LOWER_IS_BETTER,
    decimals=1,
    base_period=ROLLING,
    whole_from_parts=False,
    period_types={"police_force": (ROLLING,), "region": (ROLLING,), "country": (ROLLING,)},
    period_note="ONS prints rates of 12 months.",
    area_note="It is published by police force, region and country.",
    inputs=("knife_offence_rates_by_force", "knife_offences_by_force"),
    source_ids=("ons_pfa_knife",),
    caveats=(
        "Rates as printed, for the years to December 2018 and 2019 only; population and interval "
        "are not printed.",
        "Intervals are of the offences in ONS's table P4: those of 2019 as printed, those of 2018 "
        "as the printed rate gives them with the people of 2019.",
        "ONS prints none for the City of London, where few people live; London includes it.",
        "Totals without Greater Manchester are marked as not available.",
        "Forces recorded and checked these offences with different care, so forces are hard to "
        "compare.",
    ),
    compute=printed_rates,
)


def offences_by_partnership(partnership_offences: pd.DataFrame) -> pd.DataFrame:
    """Offences recorded by the police in 12 months, by borough and offence group.

    Args:
        partnership_offences: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``offence_group``, ``numerator`` (Int64), ``status``
        and ``vintage``.

    Source:
        ONS community safety partnership tables, C2.
    """
    columns = ["area_code", "period_end", "offence_group", "offences", "status", "vintage"]
    return partnership_offences[columns].rename(columns={"offences": "numerator"})


RECORDED_CRIME_BY_PARTNERSHIP = Metric(
    metric_id="recorded_crime_by_partnership",
    title="Recorded crime by community safety partnership",
    short_title="Recorded crime",
    tier="context",
    kind=COUNT,
    unit="offences",
    definition="All offences but fraud that the police recorded in the 12 months to June 2025, by "
    "community safety partnership, which in London is the borough.",
    numerator="offences recorded by the police in 12 months",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1_000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    base_period=ROLLING,
    whole_from_parts=False,
    period_types={"borough": (ROLLING,), "police_force": (ROLLING,)},
    period_note="ONS prints 12 months.",
    dimensions={"offence_group": PARTNERSHIP_OFFENCE_GROUPS},
    dimension_area_types=("borough", "police_force"),
    rate_dimensions=("offence_group",),
    total_rows={"offence_group": "all_recorded_crime"},
    inputs=("partnership_offences",),
    source_ids=("ons_pfa_partnerships",),
    caveats=(
        "Nothing in this table says how many offences involved a knife; it is not a knife-crime "
        "measure.",
        "Offence groups nest, so they must not be added.",
        "One year only, to June 2025.",
        "The City of London has few residents and many visitors.",
        "Offences without a known place count for the Metropolitan Police and for no borough.",
    ),
    compute=offences_by_partnership,
)
