"""Stop and search: how many searches, for weapons and under section 60, and what followed them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.periods import PERIOD_TYPES
from data.search_tables import (
    ARREST,
    NO_FURTHER_ACTION,
    OBJECTS,
    OUTCOMES,
    POWERS,
    SECTION_60,
    UNKNOWN,
)
from metrics.metric import COUNT, NO_JUDGEMENT, SHARE, Metric, fixed
from metrics.search_counts import counted_rows, groups_of, search_counts

WEAPONS = ("offensive_weapons", "firearms")
ALL, FOR_WEAPONS, UNDER_SECTION_60 = "all", "for weapons", "under section 60"
POSITIVE = tuple(outcome for outcome in OUTCOMES if outcome not in (NO_FURTHER_ACTION, UNKNOWN))
MINIMUM_KNOWN_OUTCOMES = 20

RECORDED = (
    "Counts searches as officers recorded them. Their number follows how many officers patrol and "
    "what they are told to look for: it is no measure of crime."
)
MONTHS_HELD = (
    "Only the months of the archive read are held. A month without a file is missing, not zero, a "
    "month cut short is withheld, and no longer period spans either; a month that was loaded twice "
    "in part is marked u."
)
PLACES = (
    "Between 6 and 12 in 100 searches have no coordinates: they count for the police force and for "
    "no borough. Boroughs are withheld for months in which most have none."
)
FORCES = (
    "A borough counts searches by the Metropolitan Police; the City of London counts those of both "
    "forces, and so does London as a whole, only in months for which both forces' files are held."
)
VEHICLES = "Searches of a vehicle without its driver, about 1 in 75, are counted."
PRESENT = (
    "Rates are per resident. Many people searched live elsewhere, so places with many visitors "
    "look worse than they are."
)
APART = (
    "Searches under section 60 need no suspicion of the person searched; they stand apart and are "
    "not in this figure."
)
NO_FIND_RATE = (
    "How often a weapon was found cannot be told: the Metropolitan Police does not publish whether "
    "an outcome concerned what was searched for."
)
OUTCOME_CAVEATS = (
    "The outcome may concern something else than a weapon, such as drugs found on the way.",
    "Positive outcomes are wider than arrests: also summons, cautions, penalty notices, community "
    "resolutions and cannabis warnings.",
    NO_FIND_RATE,
    "An outcome is what the officer recorded at the time; later decisions are not in it.",
    f"Withheld where fewer than {MINIMUM_KNOWN_OUTCOMES} searches have a known outcome.",
    APART,
    RECORDED,
    MONTHS_HELD,
    PLACES,
    FORCES,
)
AREAS = {"borough": PERIOD_TYPES, "police_force": PERIOD_TYPES, "region": PERIOD_TYPES}
AREA_TYPES = tuple(AREAS)
TABLES = ("searches_by_borough", "search_months")
SOURCES = ("police_uk_stop_search",)
BY_OBJECT = {"object": WEAPONS}


def searches(
    searches_by_borough: pd.DataFrame,
    search_months: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    kind: str = ALL,
) -> pd.DataFrame:
    """Searches of one kind by place and month.

    Args:
        searches_by_borough: Rows of the table of that name.
        search_months: Rows of the table of that name.
        by: Dimensions to keep apart, of ``object``, ``power`` and ``outcome``.
        kind: All searches, those for weapons, or those under section 60.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` (float64, missing
        where the month is withheld or absent, 0 where it is held and has none), ``status`` and
        ``vintage``.

    Source:
        data.police.uk, stop and search. Equal to independent counts of the raw files in
        tests/golden/test_published_searches.py.
    """
    counts = search_counts(_of_kind(searches_by_borough, kind), search_months, by)
    return counted_rows(counts.cover, counts.groups, {"numerator": counts.searches})


def outcomes(
    searches_by_borough: pd.DataFrame,
    search_months: pd.DataFrame,
    *,
    by: Sequence[str] = (),
    wanted: Sequence[str],
) -> pd.DataFrame:
    """Searches for weapons with one of some outcomes, and those with any known outcome.

    Args:
        searches_by_borough: Rows of the table of that name.
        search_months: Rows of the table of that name.
        by: Dimensions to keep apart: ``object``.
        wanted: Outcomes that count in the numerator.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator``, ``denominator``
        (float64, missing where the month is withheld or absent), ``status`` and ``vintage``.

    Source:
        data.police.uk, stop and search. Equal to independent counts of the raw files in
        tests/golden/test_published_searches.py.
    """
    weapons = _of_kind(searches_by_borough, FOR_WEAPONS)
    known = search_counts(weapons[weapons["outcome"] != UNKNOWN], search_months, [*by, "outcome"])
    group, groups = groups_of(known.groups, by)
    belongs = group[:, np.newaxis] == np.arange(len(groups))
    is_wanted = known.groups["outcome"].isin(wanted).to_numpy()[:, np.newaxis]
    columns = {
        "numerator": known.searches @ (belongs & is_wanted),
        "denominator": known.searches @ belongs,
    }
    return counted_rows(known.cover, groups, columns)


def _of_kind(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    under_60 = rows["power"] == SECTION_60
    if kind == UNDER_SECTION_60:
        return rows[under_60]
    return rows[rows["object"].isin(WEAPONS) & ~under_60] if kind == FOR_WEAPONS else rows


def _rate(
    metric_id: str, wanted: Sequence[str], *, title: str, short_title: str, outcome: str
) -> Metric:
    """A share of searches for weapons with a known outcome."""
    return Metric(
        metric_id=metric_id,
        title=title,
        short_title=short_title,
        tier="secondary",
        kind=SHARE,
        unit="percent of searches with a known outcome",
        definition=f"Searches for offensive weapons and firearms that {outcome}, as a percentage "
        "of such searches with a known outcome. Searches under section 60 are left out.",
        numerator=f"searches for offensive weapons and firearms that {outcome}",
        denominator="searches for offensive weapons and firearms with a known outcome",
        direction=NO_JUDGEMENT,
        decimals=1,
        period_types=AREAS,
        dimensions=BY_OBJECT,
        dimension_area_types=AREA_TYPES,
        minimum=MINIMUM_KNOWN_OUTCOMES,
        inputs=TABLES,
        source_ids=SOURCES,
        caveats=OUTCOME_CAVEATS,
        breaks_down_itself=True,
        compute=fixed(outcomes, wanted=tuple(wanted)),
    )


SEARCHES = Metric(
    metric_id="searches",
    title="Stop and search",
    short_title="Searches",
    tier="secondary",
    kind=COUNT,
    unit="searches",
    definition="Searches of people and vehicles in the street that officers recorded, under every "
    "power and for every object.",
    numerator="searches recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    period_types=AREAS,
    dimensions={"object": OBJECTS, "power": POWERS, "outcome": OUTCOMES},
    dimension_area_types=AREA_TYPES,
    rate_dimensions=("object", "power", "outcome"),
    inputs=TABLES,
    source_ids=(*SOURCES, "ons_population"),
    caveats=(RECORDED, MONTHS_HELD, PLACES, FORCES, VEHICLES, PRESENT),
    breaks_down_itself=True,
    compute=fixed(searches, kind=ALL),
)

WEAPON_SEARCHES = Metric(
    metric_id="weapon_searches",
    title="Stop and search for weapons",
    short_title="Weapon searches",
    tier="secondary",
    kind=COUNT,
    unit="searches",
    definition="Searches for offensive weapons and for firearms that officers recorded. Knives "
    "are offensive weapons here; the records do not tell them from other weapons. Searches under "
    "section 60 are left out.",
    numerator="searches for offensive weapons and firearms recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    period_types=AREAS,
    dimensions={**BY_OBJECT, "outcome": OUTCOMES},
    dimension_area_types=AREA_TYPES,
    rate_dimensions=("object", "outcome"),
    inputs=TABLES,
    source_ids=(*SOURCES, "ons_population"),
    caveats=(
        RECORDED,
        APART,
        "Offensive weapons are an object of their own since January 2018 only.",
        MONTHS_HELD,
        PLACES,
        FORCES,
        VEHICLES,
        PRESENT,
    ),
    breaks_down_itself=True,
    compute=fixed(searches, kind=FOR_WEAPONS),
)

SECTION_60_SEARCHES = Metric(
    metric_id="section_60_searches",
    title="Searches under section 60",
    short_title="Section 60 searches",
    tier="secondary",
    kind=COUNT,
    unit="searches",
    definition="Searches under section 60 of the Criminal Justice and Public Order Act 1994 that "
    "officers recorded. Where a senior officer believes that serious violence may take place, "
    "anybody in an area may be searched for a time, without suspicion of that person.",
    numerator="searches under section 60 recorded in the period",
    denominator="usual residents at the middle of the year (for rates)",
    rate_per=1000,
    residents="all_ages",
    direction=NO_JUDGEMENT,
    period_types=AREAS,
    dimensions={"outcome": OUTCOMES},
    dimension_area_types=AREA_TYPES,
    rate_dimensions=("outcome",),
    inputs=TABLES,
    source_ids=(*SOURCES, "ons_population"),
    caveats=(
        "A few authorisations of some hours make up most of a month, so the number jumps.",
        "Not comparable with the 442 searches that the strategy printed for June 2016 to May 2017: "
        "the archive held begins in 2018.",
        RECORDED,
        MONTHS_HELD,
        PLACES,
        FORCES,
        VEHICLES,
        PRESENT,
    ),
    breaks_down_itself=True,
    compute=fixed(searches, kind=UNDER_SECTION_60),
)

WEAPON_SEARCH_ARREST_RATE = _rate(
    "weapon_search_arrest_rate",
    (ARREST,),
    title="Weapon searches that ended in an arrest",
    short_title="Arrest rate",
    outcome="ended in an arrest",
)
WEAPON_SEARCH_NO_FURTHER_ACTION_RATE = _rate(
    "weapon_search_no_further_action_rate",
    (NO_FURTHER_ACTION,),
    title="Weapon searches without further action",
    short_title="No further action",
    outcome="ended without further action",
)
WEAPON_SEARCH_POSITIVE_OUTCOME_RATE = _rate(
    "weapon_search_positive_outcome_rate",
    POSITIVE,
    title="Weapon searches with a positive outcome",
    short_title="Positive outcomes",
    outcome="had any outcome but no further action",
)
