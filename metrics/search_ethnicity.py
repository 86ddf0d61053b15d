"""Ethnicity in stop and search: how much is not known, and the words of the records."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from data.periods import PERIOD_TYPES
from data.search_tables import (
    AS_RECORDED,
    ETHNIC_GROUPS,
    ETHNICITY_BASES,
    OBJECTS,
    SELF_DEFINED,
    UNKNOWN,
)
from metrics.metric import COUNT, NO_JUDGEMENT, SHARE, Metric
from metrics.search_counts import counted_rows, groups_of, search_counts
from metrics.stop_and_search import AREA_TYPES, AREAS, FORCES, MONTHS_HELD, PLACES, RECORDED

BLANK = "blank"
"""Stands for a record without a word."""


def unknown_ethnicity(
    searches_by_ethnicity: pd.DataFrame, search_months: pd.DataFrame, *, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Searches of people with no known ethnicity, and all searches of people.

    Args:
        searches_by_ethnicity: Rows of the table of that name.
        search_months: Rows of the table of that name.
        by: Dimensions to keep apart, of ``ethnicity_basis`` and ``object``; unless asked for,
            the ethnicity is the one people stated.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator``, ``denominator``
        (float64, missing where the month is withheld or absent), ``status`` and ``vintage``.

    Source:
        data.police.uk, stop and search.
    """
    rows = searches_by_ethnicity
    if "ethnicity_basis" not in by:
        rows = rows[rows["ethnicity_basis"] == SELF_DEFINED]
    counts = search_counts(rows, search_months, [*by, "ethnicity"])
    group, groups = groups_of(counts.groups, by)
    belongs = group[:, np.newaxis] == np.arange(len(groups))
    unknown = counts.groups["ethnicity"].eq(UNKNOWN).to_numpy()[:, np.newaxis]
    columns = {
        "numerator": counts.searches @ (belongs & unknown),
        "denominator": counts.searches @ belongs,
    }
    return counted_rows(counts.cover, groups, columns)


def searches_in_words(
    search_ethnicity_words: pd.DataFrame, search_months: pd.DataFrame, *, by: Sequence[str] = ()
) -> pd.DataFrame:
    """Searches of people by the words their records have for ethnicity.

    Args:
        search_ethnicity_words: Rows of the table of that name.
        search_months: Rows of the table of that name.
        by: Dimensions to keep apart, of ``ethnicity_basis``, ``ethnicity_as_recorded`` ("blank"
            where a record has no word) and ``ethnicity``, our group.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` (float64, missing
        where the month is withheld or absent), ``status`` and ``vintage``.

    Source:
        data.police.uk, stop and search.
    """
    written = search_ethnicity_words[AS_RECORDED].astype("str")
    rows = search_ethnicity_words.assign(**{AS_RECORDED: written.mask(written == "", BLANK)})
    counts = search_counts(rows, search_months, by)
    return counted_rows(counts.cover, counts.groups, {"numerator": counts.searches})


SEARCH_ETHNICITY_UNKNOWN = Metric(
    metric_id="search_ethnicity_unknown",
    title="Searches with no known ethnicity",
    short_title="Ethnicity not known",
    tier="context",
    kind=SHARE,
    unit="percent of searches of people",
    definition="Searches of people for whom no ethnicity is recorded, or who did not state one, as "
    "a percentage of searches of people. Unless asked otherwise, the ethnicity that people stated "
    "themselves.",
    numerator="searches of people with no known ethnicity",
    denominator="searches of people",
    direction=NO_JUDGEMENT,
    decimals=1,
    period_types=AREAS,
    dimensions={"ethnicity_basis": ETHNICITY_BASES, "object": OBJECTS},
    dimension_area_types=AREA_TYPES,
    total_rows={"ethnicity_basis": SELF_DEFINED},
    minimum=20,
    inputs=("searches_by_ethnicity", "search_months"),
    breaks_down_itself=True,
    source_ids=("police_uk_stop_search",),
    caveats=(
        "It limits what can be said of groups: where it grows, ratios between groups grow less "
        "certain. See the lowest and highest ratio of search_disparity.",
        "In February 2024 nine searches in a hundred have no self-defined ethnicity at all, not "
        "even 'not stated'.",
        "Withheld where fewer than 20 people were searched.",
        MONTHS_HELD,
        PLACES,
        FORCES,
    ),
    compute=unknown_ethnicity,
)

SEARCH_ETHNICITY_WORDS = Metric(
    metric_id="search_ethnicity_words",
    title="Searches of people by ethnicity as recorded",
    short_title="Ethnicity as recorded",
    tier="context",
    kind=COUNT,
    unit="searches of people",
    definition="Searches of people by the word that the record has for the ethnicity, as the "
    "person stated it or as the officer saw it, and by the group that the word is put into here.",
    numerator="searches of people recorded in the period",
    direction=NO_JUDGEMENT,
    whole_from_parts=False,
    period_types={"police_force": PERIOD_TYPES, "region": PERIOD_TYPES},
    area_note="It is kept for police forces and London only.",
    dimensions={
        "ethnicity_basis": ETHNICITY_BASES,
        AS_RECORDED: (),
        "ethnicity": (*ETHNIC_GROUPS, UNKNOWN),
    },
    no_total={
        "ethnicity_basis": "what people stated and what officers saw are two statements about the "
        "same search"
    },
    dimension_area_types=("police_force", "region"),
    inputs=("search_ethnicity_words", "search_months"),
    breaks_down_itself=True,
    source_ids=("police_uk_stop_search",),
    caveats=(
        "Words come and go: Arab, and Gypsy or Irish Traveller, stand in no record before February "
        "2024, so smaller groups than the five cannot be followed over time.",
        "'Not stated' and blank are both counted as unknown, and told apart here.",
        RECORDED,
        MONTHS_HELD,
        FORCES,
    ),
    compute=searches_in_words,
)
