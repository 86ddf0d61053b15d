"""Our counts of searches beside a published table, row by row."""

from collections.abc import Sequence

import pandas as pd

from data.published_searches import (
    FIRST_MONTH,
    FORCE,
    LAST_MONTH,
    OVERALL_RATE_PER_1000,
    PublishedGroup,
)
from data.search_tables import SELF_DEFINED, VEHICLE
from metrics.disparity import disparity_from_rate

CELL = ["sex", "age_group", "ethnicity"]


def search_check(
    searches_by_person: pd.DataFrame, published: Sequence[PublishedGroup]
) -> pd.DataFrame:
    """Searches and ratio of each group as printed and as we count them.

    By the recipe of the publication: the ethnicity people stated, every power, vehicles without a
    person left out, each record counted, and the printed overall rate as divisor.

    Args:
        searches_by_person: Rows of the table of that name.
        published: The printed rows.

    Returns:
        One row for each printed one, in its order: ``sex``, ``age_group``, ``ethnicity``,
        ``printed_searches``, ``searches``, ``residents``, ``printed_ratio``, ``ratio``,
        ``lower`` and ``upper`` (95% limits of ours, by our count alone).

    Source:
        Ashby 2020, Calculating disparities in stop and search.
    """
    rows = searches_by_person
    wanted = rows["period_end"].between(pd.Timestamp(FIRST_MONTH), pd.Timestamp(LAST_MONTH))
    wanted &= rows["force_code"].eq(FORCE) & rows["ethnicity_basis"].eq(SELF_DEFINED)
    wanted &= rows["search_type"].ne(VEHICLE)
    counted = rows[wanted].groupby(CELL, observed=True)["searches"].sum().to_dict()
    searches = [int(counted.get((o.sex, o.age_group, o.ethnicity), 0)) for o in published]
    residents = [one.residents for one in published]
    found = disparity_from_rate(searches, residents, OVERALL_RATE_PER_1000)
    return pd.DataFrame(
        {
            **{name: [getattr(one, name) for one in published] for name in CELL},
            "printed_searches": [one.searches for one in published],
            "searches": searches,
            "residents": residents,
            "printed_ratio": [one.times_overall_rate for one in published],
            "ratio": found["value"].tolist(),
            "lower": found["lower"].tolist(),
            "upper": found["upper"].tolist(),
        }
    )
