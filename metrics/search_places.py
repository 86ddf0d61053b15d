"""How much of stop and search has no known place, and which months are not whole."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from data.periods import PERIOD_TYPES
from data.search_tables import (
    DAYS_NOT_COVERED,
    EXACT_REPEATS,
    SEARCHES,
    WITHOUT_COORDINATES,
)
from metrics.arrays import Floats
from metrics.metric import NO_JUDGEMENT, SHARE, Metric
from metrics.search_counts import counted_rows
from metrics.search_cover import AREAS, FORCES, WHOLE, Cover, cover
from metrics.stop_and_search import MONTHS_HELD
from metrics.words import number

CUT_SHORT, LOADED_TWICE, NO_PLACES = "cut short", "loaded twice", "no places"
WHOLE_KINDS = {DAYS_NOT_COVERED: CUT_SHORT, EXACT_REPEATS: LOADED_TWICE}
KINDS = {**WHOLE_KINDS, WITHOUT_COORDINATES: NO_PLACES}
SENTENCES = {
    CUT_SHORT: "{month} is withheld: its file stops short, with no search on {part} days, and its "
    "{whole} searches would read as a fall.",
    LOADED_TWICE: "{month} was loaded twice in part: {part} of the force's {whole} searches equal "
    "another in every column. It is shown as published.",
    NO_PLACES: "{month} is withheld for boroughs: {part} of the force's {whole} searches have no "
    "coordinates.",
}


def without_place(search_months: pd.DataFrame) -> pd.DataFrame:
    """Searches whose record has no coordinates, and all searches, by force and month.

    Args:
        search_months: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator``, ``denominator`` (float64, missing
        where the month is withheld or absent), ``status`` and ``vintage``.

    Source:
        data.police.uk, stop and search.
    """
    covered = cover(search_months, tuple(WHOLE))
    columns = {
        "numerator": _counted(search_months, covered, WITHOUT_COORDINATES),
        "denominator": _counted(search_months, covered, SEARCHES),
    }
    return counted_rows(covered, pd.DataFrame(index=[0]), columns)


def _counted(search_months: pd.DataFrame, covered: Cover, measure: str) -> Floats:
    """What the months' files hold of one thing, places × months × 1."""
    rows = search_months[search_months["measure"] == measure]
    force = rows["force_code"].astype("str").map(FORCES.index).to_numpy(np.int64)
    by_force = np.full((len(FORCES), covered.begun.shape[1]), np.nan)
    by_force[force, covered.months_of(rows)] = rows["counts"].to_numpy(np.float64, na_value=np.nan)
    places = np.array([by_force[list(forces)].sum(axis=0) for forces in WHOLE.values()])
    return np.where(covered.stated, places, np.nan)[:, :, np.newaxis]


SEARCH_PLACE_UNKNOWN = Metric(
    metric_id="search_place_unknown",
    title="Searches with no known place",
    short_title="Place not known",
    tier="context",
    kind=SHARE,
    unit="percent of searches",
    definition="Searches whose record has no coordinates, as a percentage of all searches by the "
    "force. They count for the police force and for no borough.",
    numerator="searches without coordinates",
    denominator="searches recorded in the period",
    direction=NO_JUDGEMENT,
    decimals=1,
    whole_from_parts=False,
    area_note="It is known for police forces and London only: such searches belong to no borough.",
    minimum=20,
    period_types={"police_force": PERIOD_TYPES, "region": PERIOD_TYPES},
    inputs=("search_months",),
    source_ids=("police_uk_stop_search",),
    caveats=(
        "It limits what can be said of boroughs: their searches are too few by about this share.",
        "In February and March 2018 nearly all of the Metropolitan Police's searches have no "
        "coordinates, and boroughs are withheld.",
        "A point is rounded by the publisher to one of a list of places nearby.",
        MONTHS_HELD,
    ),
    compute=without_place,
)


@dataclass(frozen=True, kw_only=True)
class UnusualMonth:
    """A month whose searches cannot be taken as they stand.

    Attributes:
        kind: `CUT_SHORT` and `NO_PLACES` where the month is withheld, `LOADED_TWICE` where it is
            shown and marked.
        sentence: What is unusual about it.
    """

    period_end: date
    kind: str
    sentence: str


def unusual_months(search_months: pd.DataFrame, area_code: str) -> list[UnusualMonth]:
    """The months of a place that are withheld or marked although a file is held, in order.

    Args:
        search_months: Rows of the table of that name.
        area_code: A place of `metrics.search_cover.AREAS`.
    """
    forces = [FORCES[index] for index in AREAS[area_code]]
    kinds = WHOLE_KINDS if area_code in WHOLE else KINDS
    rows = search_months[search_months["force_code"].isin(forces)]
    searches = rows[rows["measure"] == SEARCHES].set_index(["force_code", "period_end"])["counts"]
    marked = rows[(rows["status"] == "u") & rows["measure"].isin(list(kinds))]
    found = (
        _unusual(kinds[measure], end.date(), part=part, whole=searches.loc[(force, end)])
        for measure, force, end, part in marked[
            ["measure", "force_code", "period_end", "counts"]
        ].itertuples(index=False, name=None)
    )
    return sorted(found, key=lambda one: one.period_end)


def months_without_places(search_months: pd.DataFrame, area_code: str) -> list[date]:
    """Ends of the months in which nearly all searches of a force of the place have no coordinates.

    Args:
        search_months: Rows of the table of that name.
        area_code: A place of `metrics.search_cover.AREAS`.
    """
    forces = [FORCES[index] for index in AREAS[area_code]]
    is_marked = (search_months["status"] == "u") & search_months["force_code"].isin(forces)
    marked = search_months[is_marked & (search_months["measure"] == WITHOUT_COORDINATES)]
    return sorted({end.date() for end in marked["period_end"]})


def _unusual(kind: str, end: date, *, part: int, whole: int) -> UnusualMonth:
    words = {"month": f"{end:%B %Y}", "part": number(part), "whole": number(whole)}
    return UnusualMonth(period_end=end, kind=kind, sentence=SENTENCES[kind].format(**words))
