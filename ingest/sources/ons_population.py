"""Usual residents of the London boroughs (ONS mid-year estimates and Census 2021).

Four files in three layouts, read by what their headings say:

- Components of change 2011 to 2024: a row per borough, category and year; the rows "population".
  All of it is on the base of the 2021 Census, the years before it included.
- Single year of age, a row per area: mid-2018 (a workbook with two header blocks, footnote digits
  glued to headings and sheet names that end in a blank; made before the Census) and mid-2024.
- Under 25 by borough for mid-2018, 2019, 2020, Census 2021 and mid-2024, derived from ONS files,
  with its own statement of the basis.

The two bases differ (mid-2018: 8,908,081 before, 8,833,335 since) and are kept apart. Nothing is
interpolated here: between Census 2021 and mid-2024 no under-25 figure was published. Files that
state the same figure must agree, which the build checks. No refresh date is printed: the vintage
is inferred from the newest year.
"""

import re
from datetime import date
from pathlib import Path

import pandas as pd

from data.areas import boroughs
from data.errors import SourceChangedError
from data.tables import POPULATION
from ingest.raw_table import (
    NEXT_STEP,
    has_columns,
    known,
    last_day,
    read_tables,
    refuse_repeats,
    select_columns,
    whole_numbers,
)
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

BEFORE, CENSUS, SINCE = "before_census_2021", "census_2021", "since_census_2021"
CENSUS_DAY = date(2021, 3, 21)
COMPONENTS = {
    "area_code": ("ladcode23",),
    "category": ("Category",),
    "year": ("Year",),
    "all_ages": ("Sum",),
}
UNDER_25 = {
    "area_code": ("lad_code",),
    "reference": ("reference",),
    "under_25": ("under25",),
    "all_ages": ("total",),
    "basis": ("basis",),
}
SINGLE_YEARS = {
    "area_code": ("Code",),
    "all_ages": ("All ages",),
    **{f"age_{age}": (str(age), f"{age}.0") for age in range(25)},
}
BASES = {
    "ONS MYE, NOT rebased to Census 2021": BEFORE,
    "ONS Census 2021 (LSOA 6 age groups summed; total from TS021)": CENSUS,
    "ONS MYE mid-2024 (rebased series)": SINCE,
}
YEAR_IN_NAME = re.compile(r"(?:mid-?20|mye)(\d{2})")
PERSONS_SHEETS = ("", "MYE2-All", "MYE2 - Persons")
AGE_GROUPS = ["all_ages", "under_25"]


def tidy(path: Path) -> Tidied:
    """Read one file into residents by borough, age group and base.

    Raises:
        SourceChangedError: If the file has none of the three layouts, or a borough or year is
            absent or repeated.
    """
    rows = _residents(path)
    rows = rows[rows["area_code"].isin([area.area_code for area in boroughs()])]
    refuse_repeats(rows, ["area_code", "period_end", "basis"], path)
    _check_boroughs(rows, path)
    ages = [name for name in AGE_GROUPS if name in rows]
    counts = rows.melt(["area_code", "period_end", "basis"], ages, "age_group", "residents")
    is_census = counts["basis"] == CENSUS
    counts["period_type"] = is_census.map({True: "census_day", False: "mid_year"})
    return Tidied(
        vintage=inferred_vintage(newest_period(counts)),
        vintage_basis=INFERRED,
        tables={"population": tidy_rows(counts, POPULATION, SOURCE.source_id)},
    )


def _residents(path: Path) -> pd.DataFrame:
    """Columns ``area_code``, ``period_end``, ``basis`` and the age groups the file has."""
    tables = read_tables(path)
    if has_columns(tables, {"category": COMPONENTS["category"]}):
        return _components(tables, path)
    if has_columns(tables, {"under_25": UNDER_25["under_25"]}):
        return _under_25(tables, path)
    return _single_years(tables, path)


def _components(tables: dict[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    rows = select_columns(tables, COMPONENTS, path)
    rows = rows[rows["category"] == "population"]
    return rows.assign(
        all_ages=whole_numbers(rows["all_ages"], path),
        period_end=[last_day(int(year), 6) for year in whole_numbers(rows["year"], path)],
        basis=SINCE,
    )


def _under_25(tables: dict[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    rows = select_columns(tables, UNDER_25, path)
    ends = {f"mid-{year}": last_day(year, 6) for year in range(2011, 2100)}
    ends["census-2021"] = pd.Timestamp(CENSUS_DAY).as_unit("s")
    return rows.assign(
        all_ages=whole_numbers(rows["all_ages"], path),
        under_25=whole_numbers(rows["under_25"], path),
        period_end=known(rows["reference"], ends, path).astype("datetime64[s]"),
        basis=known(rows["basis"], BASES, path),
    )


def _single_years(tables: dict[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    found = YEAR_IN_NAME.search(path.name)
    if not found:
        raise SourceChangedError(
            f"{path.name}: expected the year in the file's name, as in mye24tablesew.csv, because "
            f"the table itself has none. {NEXT_STEP}"
        )
    year = 2000 + int(found[1])
    persons = {n: _below_headings(table) for n, table in tables.items() if n in PERSONS_SHEETS}
    rows = select_columns(persons or tables, SINGLE_YEARS, path)
    rows = rows[rows["area_code"].str.startswith("E09")]
    ages = {name: whole_numbers(rows[name], path) for name in SINGLE_YEARS if name != "area_code"}
    counts = pd.DataFrame({"area_code": rows["area_code"], **ages})
    return counts.assign(
        under_25=counts[[f"age_{age}" for age in range(25)]].sum(axis=1),
        period_end=last_day(year, 6),
        basis=SINCE if year >= CENSUS_DAY.year else BEFORE,
    )


def _below_headings(table: pd.DataFrame) -> pd.DataFrame:
    """A sheet from the row that begins with "Code", which stands below titles and notes."""
    if "Code" in table.columns:
        return table
    starts = table.index[table.iloc[:, 0] == "Code"]
    if not len(starts):
        return table
    below = table.loc[starts[0] + 1 :]
    return below.set_axis([str(name).strip() for name in table.loc[starts[0]]], axis=1)


def _check_boroughs(rows: pd.DataFrame, path: Path) -> None:
    counted = rows.groupby(["period_end", "basis"])["area_code"].nunique()
    if rows.empty or (counted != len(boroughs())).any():
        raise SourceChangedError(
            f"{path.name}: expected all {len(boroughs())} boroughs for every year, found "
            f"{counted.to_dict() or 'none'}. {NEXT_STEP}"
        )


SOURCE = Source(
    source_id="ons_population",
    publisher="Office for National Statistics",
    title="Mid-year population estimates and Census 2021",
    landing_page=(
        "https://www.ons.gov.uk/peoplepopulationandcommunity/populationandmigration/"
        "populationestimates"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=("ons_population/*.*", "ons_population/*/*.*"),
    tables=(POPULATION,),
    tidy=tidy,
    release_every_months=12,
    release_lag_months=13,
    notes=(
        "Estimates made before the 2021 Census and since are on different bases and are never "
        "joined.",
        "Residents are not the people present: the City of London and Westminster have far more "
        "visitors than residents.",
    ),
)
