"""What source modules do to their counts: name the places, fill the zeros, complete the rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from data.areas import (
    AIRPORTS,
    CITY_OF_LONDON,
    PLACE_NOT_KNOWN,
    all_areas,
    boroughs,
    code_of_spelling,
)
from data.contracts import VINTAGE, TableContract
from data.periods import add_months
from ingest.raw_table import known


@cache
def police_boroughs() -> tuple[str, ...]:
    """Codes of the 32 boroughs of the Metropolitan Police."""
    return tuple(sorted(area.area_code for area in boroughs() if area.area_code != CITY_OF_LONDON))


@cache
def police_wards() -> tuple[str, ...]:
    """Codes of every ward, of today or of the publisher's own, that lies in the 32 boroughs."""
    return tuple(
        sorted(
            area.area_code
            for area in all_areas().values()
            if area.area_type == "neighbourhood" and area.parent_code in police_boroughs()
        )
    )


@cache
def force_places() -> tuple[str, ...]:
    """The 32 boroughs, the place not known and the airports: together the Metropolitan Police."""
    return (*police_boroughs(), PLACE_NOT_KNOWN, AIRPORTS)


def place_codes(names: pd.Series, path: Path) -> pd.Series:
    """Codes of the publisher's names of places; a blank is the place not known.

    Raises:
        SourceChangedError: If a name belongs to no place of the Metropolitan Police.
    """
    codes = {name: code_of_spelling(name) for name in names.unique() if name}
    ours = {name: code for name, code in codes.items() if code in force_places()}
    return known(names, {"": PLACE_NOT_KNOWN, **{n: c for n, c in ours.items() if c}}, path)


def months_between(first: pd.Timestamp, last: pd.Timestamp) -> pd.DatetimeIndex:
    """Ends of the months from one to another, both included."""
    return pd.date_range(first, last, freq="ME", unit="s")


def zero_filled(
    rows: pd.DataFrame, levels: Mapping[str, Sequence[object]], value: str
) -> pd.DataFrame:
    """Counts added up in every combination of the levels; a combination without a row is 0.

    Raises:
        ValueError: If a row lies outside the levels, so that it would be lost.
    """
    cells = pd.MultiIndex.from_product(list(levels.values()), names=list(levels))
    counts = rows.groupby(list(levels))[value].sum()
    if len(lost := counts.index.difference(cells)):
        raise ValueError(f"{len(lost)} cells lie outside the levels; the first is {lost[0]}")
    return counts.reindex(cells, fill_value=0).astype("Int64").reset_index()


def tidy_rows(
    counts: pd.DataFrame,
    contract: TableContract,
    source_id: str,
    *,
    period_type: str = "month",
    provisional_months: int = 0,
) -> pd.DataFrame:
    """Counts in the contract's columns, the vintage aside; the newest months marked provisional."""
    kinds = {code: area.area_type for code, area in all_areas().items()}
    newest = counts["period_end"].max().date()
    moving = counts["period_end"] > pd.Timestamp(add_months(newest, -provisional_months))
    extras: dict[str, Any] = {
        "area_type": counts["area_code"].map(kinds),
        "period_type": period_type,
        "source_id": source_id,
        "status": moving.map({True: "p", False: ""}),
    }
    absent = {name: values for name, values in extras.items() if name not in counts}
    names = [name for name in contract.names if name != VINTAGE]
    return counts.assign(**absent)[names].sort_values([*contract.key]).reset_index(drop=True)


def newest_period(rows: pd.DataFrame) -> date:
    """Last day of the newest period."""
    newest: date = rows["period_end"].max().date()
    return newest
