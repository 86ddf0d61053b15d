"""Weapon possession, homicide and sexual offences by borough and month (MPS Recorded Crime).

Wide: a row per offence type and borough, a column per month (YYYYMM). Published as the newest 24
months, re-issued monthly, and as the history before them. Quirks:

- Three generations of headings: "LookUp_BoroughName", "BoroughName", and "Group", "SubGroup",
  "BOCU". Letter case of the labels differs between them.
- Possession of weapons is taken at the major level: the 2021 edition splits it into minors, which
  sum to 7,998 in 2017/18 where later editions have 8,000. It contains about 1,100 firearm
  offences a year, so it is not the strategy's five knife and weapon kinds.
- Sexual offences are taken at the major level too: rape and other sexual offences.
- Zeros are explicit within a row, but a place without any such offence in the file's months has
  no row ("Unknown" in the edition of July 2026; the airports after March 2024): zeros.
- The airports had their own row until the history was re-cast to where offences happened.
- The same month in two files: the later publication wins, which vintages do by themselves.
- It prints no refresh date: the vintage is inferred from the newest month.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.areas import all_areas
from data.errors import SourceChangedError
from data.tables import RECORDED_OFFENCES
from ingest.raw_table import (
    NEXT_STEP,
    month_ends,
    read_tables,
    refuse_repeats,
    select_columns,
    whole_numbers,
)
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import (
    force_places,
    newest_period,
    place_codes,
    police_boroughs,
    tidy_rows,
    zero_filled,
)

MAJORS = {
    "possession of weapons": "possession_of_weapons",
    "sexual offences": "sexual_offences",
}
MINORS = {"homicide": "homicide"}
GROUPS = (*MAJORS.values(), *MINORS.values())
LABELS = {
    "major": ("MajorText", "Group"),
    "minor": ("MinorText", "SubGroup"),
    "place": ("LookUp_BoroughName", "BoroughName", "BOCU"),
}
MONTH = re.compile(r"\d{6}")
RECENT_MONTHS = 24


def tidy(path: Path) -> Tidied:
    """Read one file into possession, homicide and sexual offences by borough and month.

    Raises:
        SourceChangedError: If a column, place, month or count is not as described above, a
            borough is absent or a row is repeated.
    """
    offences = _offences(path)
    months = offences["period_end"].unique()
    levels: dict[str, Sequence[object]] = {
        "area_code": force_places(),
        "period_end": list(months),
        "offence_group": GROUPS,
    }
    is_recent = len(months) <= RECENT_MONTHS
    counts = tidy_rows(
        zero_filled(offences, levels, "offences"),
        RECORDED_OFFENCES,
        SOURCE.source_id,
        provisional_months=SOURCE.provisional_months if is_recent else 0,
    )
    return Tidied(
        vintage=inferred_vintage(newest_period(counts)),
        vintage_basis=INFERRED,
        tables={"recorded_offences": counts},
    )


def _offences(path: Path) -> pd.DataFrame:
    tables = read_tables(path)
    headings = [name for table in tables.values() for name in table.columns]
    months = [name for name in dict.fromkeys(headings) if MONTH.fullmatch(name)]
    if not months:
        raise SourceChangedError(
            f"{path.name}: expected a column per month headed YYYYMM, such as 202606; found "
            f"{headings[:6]}. {NEXT_STEP}"
        )
    rows = select_columns(tables, {**LABELS, **{month: (month,) for month in months}}, path)
    refuse_repeats(rows, [*LABELS], path)
    rows = rows.assign(offence_group=_offence_groups(rows)).dropna(subset=["offence_group"])
    rows["area_code"] = place_codes(rows["place"], path)
    _check_boroughs(rows, path)
    counts = rows.assign(**{month: whole_numbers(rows[month], path) for month in months})
    long = counts.melt(["area_code", "offence_group"], months, "month", "offences")
    return long.assign(period_end=month_ends(long["month"], path, ("%Y%m",)))


def _offence_groups(rows: pd.DataFrame) -> pd.Series:
    by_major = rows["major"].str.lower().map(MAJORS)
    return rows["minor"].str.lower().map(MINORS).fillna(by_major).astype("str")


def _check_boroughs(rows: pd.DataFrame, path: Path) -> None:
    for group in GROUPS:
        named = set(rows.loc[rows["offence_group"] == group, "area_code"])
        absent = [all_areas()[code].area_name for code in police_boroughs() if code not in named]
        if absent:
            raise SourceChangedError(
                f"{path.name}: expected a row of {group.replace('_', ' ')} for each of the 32 "
                f"boroughs, found none for {', '.join(absent[:5])}. {NEXT_STEP}"
            )


SOURCE = Source(
    source_id="mps_recorded_crime",
    publisher="Metropolitan Police Service",
    title="MPS Recorded Crime: Geographic Breakdown",
    landing_page="https://data.london.gov.uk/dataset/mps-recorded-crime-geographic-breakdown-exy3m",
    discovery=Discovery(
        kind="ckan",
        address="https://data.london.gov.uk/api/action/package_show?id=exy3m",
        matches=(
            re.compile(r"MPS Borough Level Crime \(most recent 24 months\)"),
            re.compile(r"MPS Borough Level Crime \(Historical\)"),
        ),
        minimum_bytes=50_000,
    ),
    raw_patterns=(
        "mps_recorded_crime/*/*Borough Level Crime*",
        "mps_recorded_crime_borough/*Borough Level Crime*",
        "mps_recorded_crime_borough/*/*Borough Level Crime*",
    ),
    tables=(RECORDED_OFFENCES,),
    tidy=tidy,
    release_every_months=1,
    provisional_months=12,
    notes=(
        "Possession of weapons contains firearms, about 1,100 offences a year: it is wider than "
        "the strategy's knife and weapon possession.",
        "Possession is found by searching: more of it can mean more searches.",
        "A month published again replaces the earlier figure; both are kept.",
    ),
)
