"""Census 2021 residents of the London boroughs, by the five ethnic groups of the search tables."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import boroughs
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, known, whole_numbers
from ingest.search_vocabulary import words_of

CENSUS_DAY = date(2021, 3, 21)
DOES_NOT_APPLY = "Does not apply"
AREA_CODE = ("Lower tier local authorities Code", "Lower Tier Local Authorities Code")
RESIDENTS = ("Observation",)


def london_residents(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """Rows of the London boroughs with whole numbers and our ethnic groups.

    The group is told by the words before the colon; the empty category "Does not apply" is left
    out.

    Args:
        rows: Columns ``area_code``, ``ethnic_group`` and ``residents`` as text, and any others.
        path: The file, to name it.

    Raises:
        SourceChangedError: If a borough is absent, a group is not among the census's, or people
            are counted under "Does not apply".
    """
    london = rows[rows["area_code"].isin([area.area_code for area in boroughs()])]
    absent = {area.area_code for area in boroughs()} - set(london["area_code"])
    if absent:
        raise SourceChangedError(
            f"{path.name}: expected the 33 boroughs of London, found none of {sorted(absent)[:5]}. "
            f"{NEXT_STEP}"
        )
    counted = london.assign(residents=whole_numbers(london["residents"], path))
    nobody = counted["ethnic_group"] == DOES_NOT_APPLY
    if counted.loc[nobody, "residents"].sum():
        raise SourceChangedError(
            f"{path.name}: expected nobody under '{DOES_NOT_APPLY}', found "
            f"{counted.loc[nobody, 'residents'].sum()} people. {NEXT_STEP}"
        )
    groups = counted[~nobody]
    labels = groups["ethnic_group"].str.split(":").str[0].str.strip()
    return groups.assign(ethnicity=known(labels, words_of("census_ethnic_group"), path))


def census_rows(people: pd.DataFrame, cell: Sequence[str]) -> pd.DataFrame:
    """Residents added up by cell, as of Census day."""
    counts = people.groupby([*cell])["residents"].sum().reset_index()
    return counts.assign(
        period_type="census_day",
        period_end=pd.Timestamp(CENSUS_DAY).as_unit("s"),
        residents=counts["residents"].astype("Int64"),
    )
