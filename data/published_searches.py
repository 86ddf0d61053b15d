"""A published table of stop and search by age, sex and ethnicity, to check our counts against."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd

from data.areas import METROPOLITAN_POLICE, REFERENCE

TITLE = "Calculating disparities in stop and search"
AUTHOR = "Matt Ashby"
ADDRESS = "https://lesscrime.info/post/calculating-disparities-in-stop-and-search/"
FORCE = METROPOLITAN_POLICE
FIRST_MONTH, LAST_MONTH = date(2020, 7, 31), date(2020, 9, 30)
OVERALL_RATE_PER_1000 = 6.2
"""As printed; its population, of all ages and both sexes, is not."""


@dataclass(frozen=True, kw_only=True)
class PublishedGroup:
    """One printed row.

    Attributes:
        residents: GLA ethnic group projection for 2020, on the 2016 base, as printed.
        times_overall_rate: The printed ratio.
    """

    sex: str
    age_group: str
    ethnicity: str
    searches: int
    residents: int
    searches_per_1000: float
    times_overall_rate: float


@cache
def published_searches() -> tuple[PublishedGroup, ...]:
    """The printed rows, in the order of the publication."""
    table = pd.read_csv(REFERENCE / "ashby_2020.csv", encoding="utf-8")
    rows = table.to_dict("records")
    return tuple(PublishedGroup(**{str(key): value for key, value in row.items()}) for row in rows)
