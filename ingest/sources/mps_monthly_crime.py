"""Knife crime by borough, neighbourhood and month (MPS Monthly Crime Dashboard, from August 2021).

Every file holds 48 months; older ones drop out of the next. Quirks, all of them met in the files:

- Subtypes nest: each is part of Knife Crime. Borough rows and neighbourhood rows are the same
  offences twice. Neither may be added up, so they leave here as two tables.
- A count of zero has no row. Zeros are filled in within the file's own months, and only there.
- Offences without a borough stand under several names or none ("Other / NK", "N/K (Legacy Only)",
  "Non MET police force", "Aviation Security (SO18) (Legacy Only)", blank). They are found by code
  and spelling, because the 2026 layout calls some of them boroughs and others
  "Borough (Georgraphy Not Known)" [sic]. They count for the force and for no borough.
- Neighbourhood rows whose code is no ward ("N/K", "-1", "NON ATHENA FORCE", blank) likewise.
- Codes and names end in blanks in the edition of March 2026. Some wards have two names, and some
  stand under two boroughs or under Aviation Security: their rows are parts and are added.
- The 2026 layout writes "Area Name" and "Area Code", has no FY_FYIndex, and is in no order.
- The resource is at times a workbook; sheets of other crime types are left out by "Crime Type".
- There is no City of London in it: that is another police force.
"""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import PLACE_NOT_KNOWN, all_areas
from data.contracts import TableContract
from data.errors import SourceChangedError
from data.tables import BOROUGH_KNIFE_CRIME, KNIFE_SUBTYPES, NEIGHBOURHOOD_KNIFE_CRIME
from ingest.raw_table import (
    NEXT_STEP,
    dates,
    known,
    month_ends,
    read_rows,
    refuse_repeats,
    whole_numbers,
)
from ingest.source import PRINTED, Discovery, Source, Tidied
from ingest.tidying import (
    months_between,
    place_codes,
    police_boroughs,
    police_wards,
    tidy_rows,
    zero_filled,
)

COLUMNS = {
    "month": ("Month_Year",),
    "area_kind": ("Area Type",),
    "place": ("Borough_SNT",),
    "area_name": ("Area name",),
    "area_code": ("Area code",),
    "crime_type": ("Crime Type",),
    "subtype": ("Crime Subtype",),
    "measure": ("Measure",),
    "events": ("Count",),
    "refreshed": ("Refresh Date",),
}
SUBTYPES = {
    "Knife Crime": "knife_crime",
    "Knife Crime with Injury": "knife_crime_with_injury",
    "Knife Crime with Injury (Personal Robbery)": "knife_crime_with_injury_robbery",
    "Knife Injury Victims (1-24)": "knife_injury_victims_1_24",
    "Knife Injury Victims (non DA 1-24)": "knife_injury_victims_1_24_non_domestic",
}
COUNTED = {"Offences": "offences", "Positive Outcomes": "positive_outcomes"}
AREA_KINDS = {
    "Borough": "borough",
    "Borough (Georgraphy Not Known)": "borough",
    "Borough (Geography Not Known)": "borough",
    "Safer Neighbourhood Teams": "neighbourhood",
    "Safer Neighbourhood Teams (Geography Not Known)": "neighbourhood",
}
LARGEST_DIFFERENCE = 0.01
NO_WARD = {"", "-1", "N/K", "NON ATHENA FORCE"}


def tidy(path: Path) -> Tidied:
    """Read one file into counts by borough and by ward, zeros filled in.

    Raises:
        SourceChangedError: If a column, label, place, date or count is not as described above, or
            a cell is stated twice.
    """
    rows = _read(path)
    in_boroughs = rows["area_kind"] == "borough"
    boroughs, wards = rows[in_boroughs], rows[~in_boroughs]
    boroughs = boroughs.assign(area_code=borough_codes(boroughs, path))
    wards = wards.assign(area_code=_ward_codes(wards, path))
    months = months_between(rows["period_end"].min(), rows["period_end"].max())
    return Tidied(
        vintage=refresh_date(rows, path),
        vintage_basis=PRINTED,
        tables={
            "borough_knife_crime": _counts(
                boroughs, (*police_boroughs(), PLACE_NOT_KNOWN), months, BOROUGH_KNIFE_CRIME
            ),
            "neighbourhood_knife_crime": _counts(
                wards, (*police_wards(), PLACE_NOT_KNOWN), months, NEIGHBOURHOOD_KNIFE_CRIME
            ),
        },
    )


def check_coverage(tidied: Tidied) -> None:
    """Refuse a file that is cut short: what it leaves out would be taken for zeros.

    Every month and borough has some knife crime, and boroughs and neighbourhoods count the same
    offences, which in every file held agree to the last one.

    Raises:
        SourceChangedError: Naming the borough or month.
    """
    boroughs = _knife_crime(tidied, "borough_knife_crime")
    by_place = boroughs[boroughs["area_type"] == "borough"].groupby("area_code")["events"].sum()
    by_month = boroughs.groupby("period_end")["events"].sum()
    wards = _knife_crime(tidied, "neighbourhood_knife_crime").groupby("period_end")["events"].sum()
    apart = (by_month - wards).abs() > by_month * LARGEST_DIFFERENCE
    incomplete = [all_areas()[code].area_name for code in by_place.index[by_place == 0]]
    incomplete += [f"{month:%B %Y}" for month in by_month.index[(by_month == 0) | apart]]
    if incomplete:
        raise SourceChangedError(
            f"mps_monthly_crime: the file of {tidied.vintage} was expected to have knife crime in "
            "every borough and month, and as much in neighbourhoods as in boroughs; found "
            f"otherwise for {', '.join(incomplete[:5])}. It is probably cut short. Nothing was "
            "changed. Fetch it again."
        )


def _knife_crime(tidied: Tidied, table_id: str) -> pd.DataFrame:
    rows = tidied.tables[table_id]
    return rows[(rows["offence_subtype"] == "knife_crime") & (rows["counted"] == "offences")]


def _read(path: Path) -> pd.DataFrame:
    rows = read_rows(path, COLUMNS)
    ours = rows["crime_type"] == "Knife Crime"
    if not ours.any():
        raise SourceChangedError(
            f"{path.name}: expected rows with the Crime Type 'Knife Crime', found "
            f"{sorted(rows['crime_type'].unique())[:5]}. {NEXT_STEP}"
        )
    rows = rows[ours]
    refuse_repeats(rows, [n for n in COLUMNS if n not in {"events", "refreshed"}], path)
    return rows.assign(
        period_end=month_ends(rows["month"], path),
        area_kind=known(rows["area_kind"], AREA_KINDS, path),
        offence_subtype=known(rows["subtype"], SUBTYPES, path),
        counted=known(rows["measure"], COUNTED, path),
        events=whole_numbers(rows["events"], path),
    )


def borough_codes(rows: pd.DataFrame, path: Path) -> pd.Series:
    """Codes of the boroughs of rows, or of the place not known.

    Raises:
        SourceChangedError: If a name belongs to no place of the Metropolitan Police.
    """
    has_code = rows["area_code"].isin(police_boroughs())
    return rows["area_code"].where(has_code, place_codes(rows["place"].mask(has_code, ""), path))


def _ward_codes(rows: pd.DataFrame, path: Path) -> pd.Series:
    codes = rows["area_code"]
    strange = codes[~codes.isin([*police_wards(), *NO_WARD])]
    if len(strange):
        raise SourceChangedError(
            f"{path.name}: expected ward codes of data/reference/areas.csv, found "
            f"{sorted(set(strange))[:5]} (first in line {strange.index[0]}). Nothing was changed. "
            "Add them there with their borough, or to NO_WARD if they are no wards."
        )
    return codes.mask(codes.isin(NO_WARD), PLACE_NOT_KNOWN)


def refresh_date(rows: pd.DataFrame, path: Path) -> date:
    """The one refresh date that every row of a file prints.

    Raises:
        SourceChangedError: If there are several, or one before the newest month.
    """
    refreshed = dates(rows["refreshed"], path).unique()
    newest = rows["period_end"].max()
    if len(refreshed) > 1 or refreshed[0] <= newest:
        raise SourceChangedError(
            f"{path.name}, column 'Refresh Date': expected one date, later than the newest month "
            f"{newest:%B %Y}; found {[f'{day:%Y-%m-%d}' for day in refreshed[:5]]}. {NEXT_STEP}"
        )
    return pd.Timestamp(refreshed[0]).date()


def _counts(
    rows: pd.DataFrame, places: Sequence[str], months: pd.DatetimeIndex, contract: TableContract
) -> pd.DataFrame:
    levels: dict[str, Sequence[object]] = {
        "area_code": sorted({*places, *rows["area_code"]}),
        "period_end": list(months),
        "offence_subtype": KNIFE_SUBTYPES,
        "counted": list(COUNTED.values()),
    }
    counts = zero_filled(rows, levels, "events")
    return tidy_rows(
        counts, contract, SOURCE.source_id, provisional_months=SOURCE.provisional_months
    )


SOURCE = Source(
    source_id="mps_monthly_crime",
    publisher="Metropolitan Police Service",
    title="MPS Monthly Crime Dashboard Data",
    landing_page="https://data.london.gov.uk/dataset/mps-monthly-crime-dahboard-data-e5n6w",
    discovery=Discovery(
        kind="ckan",
        address="https://data.london.gov.uk/api/action/package_show?id=e5n6w",
        matches=(re.compile("KnifeCrimeData"),),
        minimum_bytes=100_000,
    ),
    raw_patterns=("mps_monthly_crime/*/*KnifeCrimeData*",),
    tables=(BOROUGH_KNIFE_CRIME, NEIGHBOURHOOD_KNIFE_CRIME),
    tidy=tidy,
    release_every_months=1,
    provisional_months=12,
    check=check_coverage,
    notes=(
        "Counts offences where they happened, from August 2021, in the area of the Metropolitan "
        "Police: the City of London is not in it.",
        "The newest twelve months still change: positive outcomes by a quarter, offences by one "
        "in a hundred.",
        "Offences without a known place count for the force and for no borough.",
    ),
)
