"""How far groups differ in what they say of the police: satisfaction, confidence, and the gaps."""

from collections.abc import Mapping

import pandas as pd

from data.context_tables import CONFIDENCE_QUESTIONS
from data.restricted_tables import RESPONDENT_GROUPS
from metrics.metric import DIFFERENCE, HIGHER_IS_BETTER, SHARE, Metric, fixed
from metrics.parts_of_wholes import (
    CELL,
    QUARTER_NOTE,
    QUARTERS,
    SAMPLE,
    SUPPLIED,
    WITHHELD,
    shares_of,
)
from metrics.surveys import LEAST_ASKED, SMALL_SAMPLE, WHOLE_AREAS

COUNTERPARTS: Mapping[str, str] = {
    "asian": "white",
    "black": "white",
    "mixed": "white",
    "other_ethnicity": "white",
    "female": "male",
    "disabled": "not_disabled",
    "aged_16_24": "aged_25_and_over",
}
"""The group that each is compared with, which none of its people is in."""

HEADLINE = "black"
GROUP = "respondent_group"
_BY_QUESTION = {"question": CONFIDENCE_QUESTIONS}
_FIRST_QUESTION = {"question": "good_job_local"}


def gaps_of(table: pd.DataFrame, *, table_id: str) -> pd.DataFrame:
    """Each group beside its counterpart, by area, period and whatever else the table tells apart.

    Args:
        table: Rows of a table with a dimension ``respondent_group``.
        table_id: Its name.

    Returns:
        Columns ``area_code``, ``period_end``, the dimensions, ``numerator`` and ``denominator`` of
        the group, ``other_numerator`` and ``other_denominator`` of its counterpart (Int64, missing
        where withheld), ``status`` ("c" where any of them is withheld) and ``vintage``, the newer
        of the two. A group has no row where its counterpart has none.

    Source:
        The file its holder supplied, by the import template the table names.
    """
    shares = shares_of(table, table_id=table_id)
    shares = shares.astype({GROUP: "str"})
    counts = {"numerator": "other_numerator", "denominator": "other_denominator"}
    others = shares.rename(columns={**counts, GROUP: "counterpart"})
    own = shares.assign(counterpart=shares[GROUP].map(COUNTERPARTS)).dropna(subset=["counterpart"])
    same = [name for name in shares if name not in (*counts, GROUP, "status", "vintage")]
    both = own.merge(others, on=[*same, "counterpart"], suffixes=("", "_other"))
    withheld = both["status_other"].astype("str") == "c"
    return both.assign(
        status=both["status"].astype("str").mask(withheld, "c"),
        vintage=both[["vintage", "vintage_other"]].max(axis=1),
    )[
        [
            *CELL,
            *(name for name in shares if name not in (*CELL, *counts, "status", "vintage")),
            *counts,
            *counts.values(),
            "status",
            "vintage",
        ]
    ]


def every_group(metric: Metric) -> tuple[str, ...]:
    """What a measure is broken down by to see whether it has any figure: some have no total."""
    return (GROUP,) if metric.kind == DIFFERENCE else tuple(metric.no_total)


_GROUPS_DIFFER = "Groups are told apart one way at a time; a difference can have many causes."
_READING = (
    "In percentage points: below 0 the group says so less often than the one it is compared with, "
    "above 0 more often. The aim is a gap near 0.",
    "Asian, Black, Mixed and other respondents are compared with White ones, women with men, "
    "disabled with other respondents, and those aged 16 to 24 with those aged 25 and over.",
)
_SMALL_GAP = "A gap is withheld where fewer than 30 people of either group were asked."

POLICE_CONFIDENCE_BY_GROUP = Metric(
    metric_id="police_confidence_by_group",
    title="Confidence in the police by group",
    short_title="Confidence by group",
    tier="police_and_crime_plan",
    kind=SHARE,
    unit="percent of adults asked",
    definition="Adults who agree with a statement about their police in a survey, as a percentage "
    "of those who answered, by group of respondents; that the police do a good job in the local "
    "area, unless broken down by question.",
    numerator="adults who agree",
    denominator="adults who answered the question",
    direction=HIGHER_IS_BETTER,
    decimals=1,
    minimum=LEAST_ASKED,
    base_period="quarter",
    whole_from_parts=False,
    period_types=QUARTERS,
    period_note=QUARTER_NOTE,
    dimensions={**_BY_QUESTION, GROUP: RESPONDENT_GROUPS},
    dimension_area_types=WHOLE_AREAS,
    total_rows={**_FIRST_QUESTION, GROUP: "all"},
    inputs=("perceptions",),
    source_ids=("import_perceptions",),
    caveats=(
        "Not police_confidence, which is the open file of boroughs: that has no groups and no "
        "numbers asked.",
        _GROUPS_DIFFER,
        SAMPLE,
        SMALL_SAMPLE,
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="perceptions"),
)


def _gap(
    metric_id: str,
    *,
    titles: tuple[str, str],
    definition: str,
    parts: tuple[str, str],
    table_id: str,
    by_question: bool,
    caveat: str,
) -> Metric:
    """A gap between groups: of a share that a survey gives by group."""
    return Metric(
        metric_id=metric_id,
        title=titles[0],
        short_title=titles[1],
        tier="police_and_crime_plan",
        kind=DIFFERENCE,
        unit="percentage points",
        definition=f"{definition} Black against White respondents, unless other "
        "groups are asked for.",
        numerator=parts[0],
        denominator=parts[1],
        decimals=1,
        minimum=LEAST_ASKED,
        base_period="quarter",
        whole_from_parts=False,
        period_types=QUARTERS,
        period_note=QUARTER_NOTE,
        dimensions={**(_BY_QUESTION if by_question else {}), GROUP: tuple(COUNTERPARTS)},
        dimension_area_types=WHOLE_AREAS,
        total_rows={**(_FIRST_QUESTION if by_question else {}), GROUP: HEADLINE},
        inputs=(table_id,),
        source_ids=(f"import_{table_id}",),
        caveats=(*_READING, caveat, _GROUPS_DIFFER, SAMPLE, _SMALL_GAP, WITHHELD, SUPPLIED),
        compute=fixed(gaps_of, table_id=table_id),
    )


VICTIM_SATISFACTION_GAP = _gap(
    "victim_satisfaction_gap",
    titles=("Gap between groups in victims' satisfaction", "Satisfaction gap"),
    definition="Share of victims of one group who say that they were satisfied with the service of "
    "the Metropolitan Police, less that of the group it is compared with.",
    parts=("victims of the group who were satisfied", "victims of the group who answered"),
    table_id="victim_satisfaction",
    by_question=False,
    caveat="Victims of the crimes the survey covers, not of knife crime alone.",
)
POLICE_CONFIDENCE_GAP = _gap(
    "police_confidence_gap",
    titles=("Gap between groups in confidence in the police", "Confidence gap"),
    definition="Share of adults of one group who agree with a statement about their police, less "
    "that of the group it is compared with; that the police do a good job in the local area, "
    "unless broken down by question.",
    parts=("adults of the group who agree", "adults of the group who answered"),
    table_id="perceptions",
    by_question=True,
    caveat="The open file of the survey has no groups: these are of a file with the numbers asked.",
)
