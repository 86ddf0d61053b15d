"""Disparity in stop and search: how often a group is searched, against another, for its size."""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from data.areas import CITY_OF_LONDON, CITY_OF_LONDON_POLICE, LONDON, METROPOLITAN_POLICE, boroughs
from data.search_tables import (
    ETHNIC_GROUPS,
    ETHNICITY_BASES,
    OFFICER_DEFINED,
    RESIDENT_AGE_GROUPS,
    SECTION_60,
    SELF_DEFINED,
    UNKNOWN,
    YES,
)
from metrics.arrays import Floats
from metrics.metric import NO_JUDGEMENT, RATIO, Metric
from metrics.ratios import AS_RECORDED, BOUNDS, COMPARATORS, EVERYONE, WHITE
from metrics.search_counts import Counts, counted_rows, search_counts
from metrics.stop_and_search import AREA_TYPES, AREAS, FORCES, MONTHS_HELD, PLACES, WEAPONS

ALL_AGES, ALL, OTHER_OBJECTS = "all_ages", "all", "other"
FOR_WEAPONS = "weapons"
OFFICERS_GROUPS = ("asian", "black", "white")
"""Groups that officers record and the Census counts alike."""

AGES: Mapping[str, tuple[str, ...]] = {
    ALL_AGES: (*RESIDENT_AGE_GROUPS, UNKNOWN),
    **{age: (age,) for age in RESIDENT_AGE_GROUPS},
    "10_to_24": ("10_to_17", "18_to_24", "10_to_24"),
}
"""Ages that each choice of ages contains."""

SEXES: Mapping[str, tuple[str, ...]] = {
    ALL: ("female", "male", "other", UNKNOWN),
    "female": ("female",),
    "male": ("male",),
}
DIMENSIONS: Mapping[str, tuple[str, ...]] = {
    "ethnicity": ETHNIC_GROUPS,
    "age": tuple(AGES),
    "sex": tuple(SEXES),
    "object": (ALL, FOR_WEAPONS, SECTION_60, "controlled_drugs", "stolen_goods", OTHER_OBJECTS),
    "ethnicity_basis": ETHNICITY_BASES,
    "comparator": COMPARATORS,
    "bound": BOUNDS,
}
DEFAULTS: Mapping[str, str] = {
    "ethnicity": "black",
    "age": ALL_AGES,
    "sex": ALL,
    "object": ALL,
    "ethnicity_basis": SELF_DEFINED,
    "comparator": WHITE,
    "bound": AS_RECORDED,
}
Line = Mapping[str, str]
"""A value of every dimension."""

COUNTED = ("ethnicity_basis", "object", "ethnicity")
PEOPLE = ("ethnicity", "age", "sex")
WITH_AGE_AND_SEX = ("searches_by_person", "residents_by_age_sex_ethnicity")


def search_disparity(
    searches_by_ethnicity: pd.DataFrame,
    search_months: pd.DataFrame,
    residents_by_ethnicity: pd.DataFrame,
    searches_by_person: pd.DataFrame | None = None,
    residents_by_age_sex_ethnicity: pd.DataFrame | None = None,
    *,
    by: Sequence[str] = (),
) -> pd.DataFrame:
    """Searches of people of a group and of the one compared with, and the residents of both.

    Against White: people of the same age and sex. Against everyone: people of all ages, both
    sexes and every ethnicity, unknown ones included.

    Args:
        searches_by_ethnicity: Rows of the table of that name.
        search_months: Rows of the table of that name.
        residents_by_ethnicity: Rows of the table of that name.
        searches_by_person: Rows of the table of that name, for a breakdown by age or sex.
        residents_by_age_sex_ethnicity: Rows of the table of that name, likewise.
        by: Dimensions to keep apart; for each other one its value in `DEFAULTS` stands.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` (searches of the
        group), ``denominator`` (of the one compared with), ``unknown`` (searches with no known
        ethnicity of the same ages and sex), ``residents``, ``other_residents`` (all float64,
        missing where a month is withheld or absent), ``status`` and ``vintage``. White is not
        compared with White, and of officers' groups only those that the Census has are compared.

    Source:
        data.police.uk, stop and search; ONS Census 2021. Ashby's published table is reproduced
        from the same tables in tests/golden/test_published_searches.py.
    """
    personal = searches_by_person is not None
    rows = searches_by_ethnicity if searches_by_person is None else _people(searches_by_person)
    residents = residents_by_ethnicity
    if residents_by_age_sex_ethnicity is not None:
        residents = residents_by_age_sex_ethnicity
    attributes = [*COUNTED, *(["age_group", "sex"] if personal else [])]
    counts = search_counts(_by_object_group(rows), search_months, attributes)
    lines = _lines(by, set(residents["age_group"]) if personal else set())
    asked = pd.DataFrame(lines)[[*by]] if by else pd.DataFrame(index=[0])
    return counted_rows(counts.cover, asked, _columns(counts, residents, lines))


def _columns(counts: Counts, residents: pd.DataFrame, lines: Sequence[Line]) -> dict[str, Floats]:
    others = [_compared(line) for line in lines]
    unknown = [{**line, "ethnicity": UNKNOWN} for line in lines]
    return {
        "numerator": _searched(counts, lines),
        "denominator": _searched(counts, others),
        "unknown": _searched(counts, unknown),
        "residents": _resident(residents, counts, lines),
        "other_residents": _resident(residents, counts, others),
    }


def _people(searches_by_person: pd.DataFrame) -> pd.DataFrame:
    return searches_by_person[searches_by_person["search_type"] != "vehicle"]


def _by_object_group(rows: pd.DataFrame) -> pd.DataFrame:
    groups = [*DIMENSIONS["object"][1:]]
    objects = rows["object"].astype("category").cat
    names = [FOR_WEAPONS if name in WEAPONS else str(name) for name in objects.categories]
    of = [groups.index(name if name in groups else OTHER_OBJECTS) for name in names]
    group = np.array(of, dtype=np.int64)[objects.codes.to_numpy()]
    under_60 = (rows[SECTION_60] == YES).to_numpy(dtype=bool)
    group[under_60] = groups.index(SECTION_60)
    return rows.assign(object=pd.Categorical(groups).take(group))


def _lines(by: Sequence[str], ages_held: set[str]) -> list[Line]:
    """Every combination of the values asked for that can be compared."""
    values = [of if name in by else (DEFAULTS[name],) for name, of in DIMENSIONS.items()]
    combinations = (dict(zip(DIMENSIONS, chosen, strict=True)) for chosen in product(*values))
    return [line for line in combinations if _is_comparable(line, ages_held)]


def _is_comparable(line: Line, ages_held: set[str]) -> bool:
    if line["ethnicity"] == line["comparator"] == WHITE:
        return False
    if line["ethnicity_basis"] == OFFICER_DEFINED and line["ethnicity"] not in OFFICERS_GROUPS:
        return False
    return line["age"] == ALL_AGES or bool(set(AGES[line["age"]]) & ages_held)


def _compared(line: Line) -> Line:
    """The group that a line's is compared with."""
    if line["comparator"] == WHITE:
        return {**line, "ethnicity": WHITE}
    return {**line, "ethnicity": EVERYONE, "age": ALL_AGES, "sex": ALL}


def _searched(counts: Counts, lines: Sequence[Line]) -> Floats:
    """Searches of the people of each line, places × months × lines."""
    distinct, position = _distinct(lines, ("ethnicity_basis", "object", *PEOPLE))
    members = np.array([_members(counts.groups, line) for line in distinct])
    searched: Floats = (counts.searches @ members.T)[:, :, position]
    return searched


def _resident(residents: pd.DataFrame, counts: Counts, lines: Sequence[Line]) -> Floats:
    """Residents of the group of each line, places × months × lines."""
    distinct, position = _distinct(lines, PEOPLE)
    people = [_residents(residents, counts.cover.areas, line) for line in distinct]
    shape = (*counts.searches.shape[:2], len(lines))
    return np.broadcast_to(np.array(people).T[:, np.newaxis, position], shape)


def _distinct(lines: Sequence[Line], names: Sequence[str]) -> tuple[list[Line], list[int]]:
    """Lines that differ in some dimensions, and which of them each line is like."""
    keys = [tuple(line[name] for name in names) for line in lines]
    first = dict(zip(reversed(keys), reversed(lines), strict=True))
    order = {key: place for place, key in enumerate(first)}
    return list(first.values()), [order[key] for key in keys]


def _members(groups: pd.DataFrame, line: Line) -> Floats:
    """1 for each counted group that belongs to a line's group, else 0."""
    belongs = groups["ethnicity_basis"] == line["ethnicity_basis"]
    if line["object"] != ALL:
        belongs &= groups["object"] == line["object"]
    return np.asarray(belongs & _is_of(groups, line), dtype=np.float64)


def _residents(residents: pd.DataFrame, areas: Sequence[str], line: Line) -> Floats:
    """Residents of a line's group in each area; missing where there are none."""
    chosen = residents[_is_of(residents, line)]
    people = chosen.groupby("area_code", observed=True)["residents"].sum().to_dict()
    sums = [sum(people.get(part, 0) for part in _parts(area)) for area in areas]
    return np.array([people or np.nan for people in sums], dtype=np.float64)


def _is_of(rows: pd.DataFrame, line: Line) -> pd.Series:
    """Whether rows are of the ethnicity, ages and sex of a line."""
    of = pd.Series(True, index=rows.index)
    if line["ethnicity"] != EVERYONE:
        of &= rows["ethnicity"] == line["ethnicity"]
    if "age_group" in rows:
        of &= rows["age_group"].isin(AGES[line["age"]]) & rows["sex"].isin(SEXES[line["sex"]])
    return of


def _parts(area: str) -> list[str]:
    """The boroughs whose residents are an area's."""
    codes = [borough.area_code for borough in boroughs()]
    of = {
        LONDON: codes,
        METROPOLITAN_POLICE: [code for code in codes if code != CITY_OF_LONDON],
        CITY_OF_LONDON_POLICE: [CITY_OF_LONDON],
    }
    return of.get(area, [area])


SEARCH_DISPARITY = Metric(
    metric_id="search_disparity",
    title="Disparity in stop and search",
    short_title="Search disparity",
    tier="secondary",
    kind=RATIO,
    unit="times the rate of the group compared with",
    unit_of_total="times the rate of White people, for Black people",
    definition="Searches of people of an ethnic group for each resident of that group, divided by "
    "searches of White people for each White resident, or by searches of everyone for each "
    "resident, in the same place and period. Unless asked otherwise: Black against White people, "
    "ethnicity as they stated it, searches for every object.",
    numerator="searches of people of the group, per resident of the group",
    denominator="searches of people of the group compared with, per resident of that group",
    direction=NO_JUDGEMENT,
    decimals=1,
    period_types=AREAS,
    dimensions=DIMENSIONS,
    dimension_area_types=AREA_TYPES,
    whole_force_dimensions=("age", "sex"),
    dimension_note="Below force level a search is crossed with one personal attribute only.",
    total_rows=DEFAULTS,
    minimum=100,
    inputs=("searches_by_ethnicity", "search_months", "residents_by_ethnicity"),
    inputs_by=dict.fromkeys(("age", "sex"), WITH_AGE_AND_SEX),
    breaks_down_itself=True,
    source_ids=("police_uk_stop_search", "ons_census2021_ethnicity", "census_age_sex_ethnicity"),
    caveats=(
        "How to read it: at 1 both groups are searched equally often for their number; at 2 one is "
        "searched twice as often. The interval says what chance alone could make of it.",
        "A ratio shows that rates differ, not why. It is by itself no proof of discrimination, nor "
        "of its absence: who is out in the street, where officers are sent and whom they suspect "
        "all enter it.",
        "Residents are not the people present. Visitors are searched and not counted as residents, "
        "and groups differ in how much of their time they spend in public places.",
        "Groups differ in age, and young men are searched most. Ratios of all ages mix that in. "
        "By age and sex they are stated once Census table RM032 is loaded.",
        "The ethnicity people stated is not known for one search in six in 2018 and for nearly one "
        "in three by 2023 (search_ethnicity_unknown). Those searches are in no group. The lowest "
        "and highest ratio, by 'bound', say what it could be whoever they were.",
        "Against everyone, the group itself and searches with no known ethnicity are part of the "
        "comparison, so a ratio is too low by about the share not known.",
        "Officers record Asian, Black, White and other, as they see it; the Census has what people "
        "say. Only the first three are compared, and mixed residents are in none of them.",
        "Residents are those of Census 2021, whatever the period.",
        "Withheld below 100 searches of the group in the period, and where the group compared with "
        "has fewer than 20,000 residents, as in the City of London.",
        "Searches of a vehicle alone are left out: they have no person.",
        MONTHS_HELD,
        PLACES,
        FORCES,
    ),
    compute=search_disparity,
)
