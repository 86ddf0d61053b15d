"""High-harm crime by borough and month (MPS Monthly Crime Dashboard, Other Crime file).

The layout and the quirks of the knife-crime file of the same dashboard (mps_monthly_crime). Here:

- Gun crime, domestic abuse and hate crime are taken at the level of the whole; their subtypes nest
  or overlap and are left out, as is a group headed "Miscalleneous" [sic].
- The three overlap with each other and with knife crime: no two may be added.
- A count of zero has no row. Zeros are filled in within the file's own months, and only there.
- It has no knife crime, no homicide, no sexual violence and no child sexual exploitation.
- Positive outcomes are left out: for hate crime and domestic abuse they follow other rules.
"""

import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.areas import PLACE_NOT_KNOWN, all_areas
from data.errors import SourceChangedError
from data.tables import HIGH_HARM_CRIME, HIGH_HARM_TYPES
from ingest.raw_table import NEXT_STEP, month_ends, read_rows, refuse_repeats, whole_numbers
from ingest.source import PRINTED, Discovery, Source, Tidied
from ingest.sources.mps_monthly_crime import AREA_KINDS, COLUMNS, borough_codes, refresh_date
from ingest.tidying import months_between, police_boroughs, tidy_rows, zero_filled

CRIME_TYPES = {
    ("Gun Crime", "Gun Crime"): "gun_crime",
    ("Domestic Abuse", "Domestic Abuse"): "domestic_abuse",
    ("Hate crime", "Hate crime"): "hate_crime",
}


def tidy(path: Path) -> Tidied:
    """Read one file into offences by borough, month and crime type, zeros filled in.

    Raises:
        SourceChangedError: If a column, label, place, date or count is not as described above, or
            a cell is stated twice.
    """
    rows = _read(path)
    months = months_between(rows["period_end"].min(), rows["period_end"].max())
    levels: dict[str, Sequence[object]] = {
        "area_code": sorted({*police_boroughs(), PLACE_NOT_KNOWN, *rows["area_code"]}),
        "period_end": list(months),
        "crime_type": HIGH_HARM_TYPES,
    }
    counts = tidy_rows(
        zero_filled(rows, levels, "offences"),
        HIGH_HARM_CRIME,
        SOURCE.source_id,
        provisional_months=SOURCE.provisional_months,
    )
    return Tidied(
        vintage=refresh_date(rows, path),
        vintage_basis=PRINTED,
        tables={HIGH_HARM_CRIME.table_id: counts},
    )


def check_coverage(tidied: Tidied) -> None:
    """Refuse a file that is cut short: every borough has domestic abuse and hate crime each month.

    Raises:
        SourceChangedError: Naming the first borough and month without.
    """
    rows = tidied.tables[HIGH_HARM_CRIME.table_id]
    frequent = rows[(rows["crime_type"] != "gun_crime") & (rows["area_type"] == "borough")]
    empty = frequent[frequent["offences"] == 0]
    if len(empty):
        first = empty.iloc[0]
        raise SourceChangedError(
            f"mps_other_crime: the file of {tidied.vintage} was expected to have domestic abuse "
            f"and hate crime in every borough and month; found none of {first['crime_type']} in "
            f"{all_areas()[first['area_code']].area_name}, {first['period_end']:%B %Y} "
            f"({len(empty)} such cells). It is probably cut short. Nothing was changed. Fetch it "
            "again."
        )


def _read(path: Path) -> pd.DataFrame:
    rows = read_rows(path, COLUMNS)
    kinds = pd.Series(
        [CRIME_TYPES.get(pair) for pair in zip(rows["crime_type"], rows["subtype"], strict=True)],
        index=rows.index,
        dtype="str",
    )
    in_boroughs = rows["area_kind"].map(AREA_KINDS) == "borough"
    chosen = kinds.notna() & in_boroughs & (rows["measure"] == "Offences")
    absent = sorted(set(CRIME_TYPES.values()) - set(kinds[chosen]))
    if absent:
        raise SourceChangedError(
            f"{path.name}: expected borough rows of {', '.join(absent)}, found the Crime Types "
            f"{sorted(rows['crime_type'].unique())[:8]}. {NEXT_STEP}"
        )
    ours = rows[chosen].assign(crime_type=kinds[chosen])
    refuse_repeats(ours, ["month", "place", "area_name", "area_code", "crime_type"], path)
    return ours.assign(
        area_code=borough_codes(ours, path),
        period_end=month_ends(ours["month"], path),
        offences=whole_numbers(ours["events"], path),
    )


SOURCE = Source(
    source_id="mps_other_crime",
    publisher="Metropolitan Police Service",
    title="MPS Monthly Crime Dashboard Data: other crime",
    landing_page="https://data.london.gov.uk/dataset/mps-monthly-crime-dahboard-data-e5n6w",
    discovery=Discovery(
        kind="ckan",
        address="https://data.london.gov.uk/api/action/package_show?id=e5n6w",
        matches=(re.compile("OtherCrimeData"),),
        minimum_bytes=100_000,
    ),
    raw_patterns=("mps_monthly_crime/*/*OtherCrimeData*", "mps_other_crime/*/*OtherCrimeData*"),
    tables=(HIGH_HARM_CRIME,),
    tidy=tidy,
    release_every_months=1,
    provisional_months=12,
    check=check_coverage,
    notes=(
        "Gun crime, domestic abuse and hate crime overlap: never add them.",
        "Sexual violence and child sexual exploitation are not in the file.",
    ),
)
