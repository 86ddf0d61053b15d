"""Homicide victims since January 2003 (MPS Homicide Dashboard Data).

One row per victim, attributes as text. Victims are named in the press, so what leaves here is
two tables: all attributes crossed for the whole force, and borough by month by knife or not.
Quirks:

- Two layouts: "Method of Killing" with "Recorded Date" (Jan-03), and "MethodofKilling" with
  "Recorded Year" and "Recorded Month".
- Labels vary: "13 to19", "Ealing " and "Heathrow " with a blank behind, "Kingston Upon Thames",
  "&", "Unmapped" for places not known, "Unrecorded Gender" or "Unknown".
- Figures move between vintages: victims are re-classified, and the later one re-assigned most
  boroughs to where the homicide happened. A month or attribute without a row is a zero.
- It prints no refresh date: the vintage is inferred from the newest month.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.areas import METROPOLITAN_POLICE
from data.tables import HOMICIDE_BY_BOROUGH, HOMICIDE_VICTIMS
from ingest.raw_table import (
    has_columns,
    known,
    month_ends,
    read_tables,
    select_columns,
    whole_numbers,
)
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import (
    force_places,
    months_between,
    newest_period,
    place_codes,
    tidy_rows,
    zero_filled,
)

ATTRIBUTES = {
    "victims": ("Count of Victims",),
    "age_group": ("Age Group",),
    "sex": ("Sex",),
    "method": ("MethodofKilling", "Method of Killing"),
    "domestic_abuse": ("Domestic Abuse",),
    "ethnicity": ("Officer Observed Ethnicity",),
    "place": ("Borough",),
}
ONE_DATE = {"month": ("Recorded Date",)}
YEAR_AND_MONTH = {"year": ("Recorded Year",), "month": ("Recorded Month",)}

LABELS = {
    "age_group": {
        "0 to 12": "0_to_12",
        "13 to 19": "13_to_19",
        "13 to19": "13_to_19",
        "20 to 24": "20_to_24",
        "25 to 34": "25_to_34",
        "35 to 44": "35_to_44",
        "45 to 54": "45_to_54",
        "55 to 64": "55_to_64",
        "65 and over": "65_and_over",
        "Unknown": "unknown",
    },
    "sex": {
        "Male": "male",
        "Female": "female",
        "Unrecorded Gender": "unknown",
        "Unknown": "unknown",
    },
    "method": {
        "Knife or Sharp Implement": "knife_or_sharp_instrument",
        "Shooting": "shooting",
        "Blunt Implement": "blunt_implement",
        "Physical Assault, no weapon": "physical_assault",
        "Other Methods of Killing": "other",
        "Not known/Not Recorded": "unknown",
    },
    "domestic_abuse": {"Domestic Abuse": "yes", "Not Domestic Abuse": "no"},
    "ethnicity": {
        "White": "white",
        "Black": "black",
        "Asian": "asian",
        "Other": "other",
        "Unrecorded / Unknown": "unknown",
    },
}
KNIFE = "knife_or_sharp_instrument"


def tidy(path: Path) -> Tidied:
    """Read one file into homicide victims of the force by attribute, and by borough.

    Raises:
        SourceChangedError: If a column, label, place, date or count is not as described above.
    """
    rows = _read(path)
    return Tidied(
        vintage=inferred_vintage(newest_period(rows)),
        vintage_basis=INFERRED,
        tables={
            "homicide_victims": _force_cross(rows),
            "homicide_by_borough": _borough_counts(rows, path),
        },
    )


def _read(path: Path) -> pd.DataFrame:
    tables = read_tables(path)
    if has_columns(tables, YEAR_AND_MONTH):
        rows = select_columns(tables, {**ATTRIBUTES, **YEAR_AND_MONTH}, path)
        rows["month"] = rows["month"] + "-" + rows["year"]
    else:
        rows = select_columns(tables, {**ATTRIBUTES, **ONE_DATE}, path)
    labelled = {name: known(rows[name], labels, path) for name, labels in LABELS.items()}
    return rows.assign(
        **labelled,
        period_end=month_ends(rows["month"], path, ("%b-%y", "%b-%Y", "%Y-%m-%d %H:%M:%S")),
        victims=whole_numbers(rows["victims"], path),
    )


def _force_cross(rows: pd.DataFrame) -> pd.DataFrame:
    counts = rows.groupby(["period_end", *LABELS])["victims"].sum().reset_index()
    return tidy_rows(
        counts.assign(area_code=METROPOLITAN_POLICE), HOMICIDE_VICTIMS, SOURCE.source_id
    )


def _borough_counts(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    methods = rows["method"].where(rows["method"] == KNIFE, "other")
    placed = rows.assign(area_code=place_codes(rows["place"], path), method=methods)
    months = months_between(rows["period_end"].min(), rows["period_end"].max())
    levels: dict[str, Sequence[object]] = {
        "area_code": force_places(),
        "period_end": list(months),
        "method": (KNIFE, "other"),
    }
    counts = zero_filled(placed, levels, "victims")
    return tidy_rows(counts, HOMICIDE_BY_BOROUGH, SOURCE.source_id)


SOURCE = Source(
    source_id="mps_homicide",
    publisher="Metropolitan Police Service",
    title="MPS Homicide Dashboard Data, victims",
    landing_page="https://data.london.gov.uk/dataset/mps-homicide-dashboard-data-2l1w8",
    discovery=Discovery(
        kind="ckan",
        address="https://data.london.gov.uk/api/action/package_show?id=2l1w8",
        matches=(re.compile("victim", re.IGNORECASE),),
        minimum_bytes=20_000,
    ),
    raw_patterns=("mps_homicide/*/*[Vv]ictim*",),
    tables=(HOMICIDE_VICTIMS, HOMICIDE_BY_BOROUGH),
    tidy=tidy,
    release_every_months=3,
    notes=(
        "One row is one victim, by the month the homicide was recorded, not the month of the act.",
        "Under 25 is exact: the age groups end at 24.",
        "Ethnicity is what an officer observed, not what the victim would have said.",
    ),
)
