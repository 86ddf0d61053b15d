"""Knife crime by borough and month, January 2018 to December 2020 (MOPAC borough dashboard export).

One row per borough and month in one sheet; a closed historical file. Quirks:

- Boroughs are those that investigated, not where the offence happened: another geographical basis
  than the later monthly file, so a break is drawn between the two. January to July 2021 is in
  neither and is missing.
- Heathrow is a row of its own; there is no place not known and no City of London.
- Zeros are explicit.
- The column "19 Possession of Weapons Offs" is wrong (99,774 in 2019) and is never read.
- Positive outcomes are not in it.
"""

from pathlib import Path

import pandas as pd

from data.areas import AIRPORTS, all_areas
from data.errors import SourceChangedError
from data.tables import BOROUGH_KNIFE_CRIME, RECORDED_OFFENCES
from ingest.raw_table import NEXT_STEP, month_ends, read_rows, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import months_between, newest_period, place_codes, police_boroughs, tidy_rows

SUBTYPES = {
    "knife_crime": ("Knife Crime Offs",),
    "knife_crime_with_injury": ("Knife Crime With Injury Offs",),
    "knife_crime_with_injury_robbery": ("Knife Crime with Injury Pers Robb Offs",),
    "knife_injury_victims_1_24": ("Knife Crime Injury Victims 1-24",),
    "knife_injury_victims_1_24_non_domestic": ("Knife Crime Injury Victims Not DA 1-24",),
}
OFFENCE_GROUPS = {
    "knife_possession": ("Knife Possession Offs",),
    "possession_of_blade_or_point": ("Poss Article Blade or Point Offs",),
}
PLACE_AND_MONTH = {"place": ("OCU Name",), "month": ("Month-Year",)}


def tidy(path: Path) -> Tidied:
    """Read the workbook into knife crime and possession by borough and month.

    Raises:
        SourceChangedError: If a column, place, date or count is not as described above, or a
            borough's month is absent or stated twice.
    """
    rows = read_rows(path, {**PLACE_AND_MONTH, **SUBTYPES, **OFFENCE_GROUPS})
    rows["area_code"] = place_codes(rows["place"], path)
    rows["period_end"] = month_ends(rows["month"], path)
    refuse_repeats(rows, ["area_code", "period_end"], path)
    _check_complete(rows, path)
    crime = _long(rows, list(SUBTYPES), "offence_subtype", "events", path)
    offences = _long(rows, list(OFFENCE_GROUPS), "offence_group", "offences", path)
    return Tidied(
        vintage=inferred_vintage(newest_period(rows)),
        vintage_basis=INFERRED,
        tables={
            "borough_knife_crime": tidy_rows(
                crime.assign(counted="offences"), BOROUGH_KNIFE_CRIME, SOURCE.source_id
            ),
            "recorded_offences": tidy_rows(offences, RECORDED_OFFENCES, SOURCE.source_id),
        },
    )


def _long(
    rows: pd.DataFrame, measures: list[str], dimension: str, value: str, path: Path
) -> pd.DataFrame:
    counts = rows.assign(**{name: whole_numbers(rows[name], path) for name in measures})
    return counts.melt(
        id_vars=["area_code", "period_end"],
        value_vars=measures,
        var_name=dimension,
        value_name=value,
    )


def _check_complete(rows: pd.DataFrame, path: Path) -> None:
    """Every place has a row in every month, because this publisher writes zeros out."""
    places = (*police_boroughs(), AIRPORTS)
    months = months_between(rows["period_end"].min(), rows["period_end"].max())
    expected = pd.MultiIndex.from_product([places, months])
    absent = expected.difference(pd.MultiIndex.from_frame(rows[["area_code", "period_end"]]))
    if len(absent):
        code, month = absent[0]
        raise SourceChangedError(
            f"{path.name}: expected a row for every borough and month, found none for "
            f"{all_areas()[str(code)].area_name} in {month:%B %Y} ({len(absent)} such). "
            f"{NEXT_STEP}"
        )


SOURCE = Source(
    source_id="mopac_borough_monthly",
    publisher="Mayor's Office for Policing and Crime",
    title="Borough dashboard, monthly figures 2018 to 2020",
    landing_page="https://data.london.gov.uk/mopac-dashboards/",
    discovery=Discovery(kind="none"),
    raw_patterns=("mopac_borough_monthly/*.xlsx", "mopac_borough_monthly/*/*.xlsx"),
    tables=(BOROUGH_KNIFE_CRIME, RECORDED_OFFENCES),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Counts offences by the borough that investigated them, January 2018 to December 2020.",
        "January to July 2021 is in no open file: those months are missing, not zero.",
        "The copy held prints no licence; it rests on the publisher's practice.",
    ),
)
