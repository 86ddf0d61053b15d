"""Recorded crime by community safety partnership, which is the borough (ONS, table C2).

Seven lines of title and notes stand above the headings, which contain line breaks. A row per
partnership has the police force's code, the partnership's, the local authority's, and a column per
offence group with thousands separated by commas. Quirks:

- The row of a force that names no partnership is the force's total. The City of London is a force
  of one partnership and has one row.
- "Unassigned Metropolitan police" is the place not known: part of the force, of no borough.
- `[x]` is not available; there is none in London's rows.
- Groups nest (homicide inside violence against the person) and nothing says how many offences
  involved a knife.

Only the two London forces are kept. No refresh date is printed: the vintage is inferred from the
year in the title.
"""

import re
from calendar import month_name
from pathlib import Path

import pandas as pd

from data.areas import CITY_OF_LONDON, METROPOLITAN_POLICE, PLACE_NOT_KNOWN
from data.context_tables import PARTNERSHIP_OFFENCE_GROUPS, PARTNERSHIP_OFFENCES
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, last_day, read_tables, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, police_boroughs, tidy_rows

FORCE, PARTNERSHIP, AUTHORITY = (
    "Police Force Area code",
    "Community Safety Partnership name",
    "Local Authority code",
)
HEADINGS = {
    "total_recorded_crime_excluding_fraud": "all_recorded_crime",
    "death_or_serious_injury_caused_by_illegal_driving": (
        "death_or_serious_injury_by_illegal_driving"
    ),
}
NOT_AVAILABLE = "[x]"
YEAR_ENDING = re.compile(r"year ending (\w+) (\d{4})")


def tidy(path: Path) -> Tidied:
    """Read the table into offences by borough and force, and by offence group.

    Raises:
        SourceChangedError: If a heading, borough or count is not as described above, or the
            boroughs and the unassigned offences do not add up to the force.
    """
    (table,) = read_tables(path).values()
    ended = YEAR_ENDING.search(str(table.columns[0]))
    if not ended or ended[1] not in month_name:
        raise _changed(path, "'year ending' with a month in the first line")
    rows = _london(_below_headings(table, path), path)
    counts = rows.melt("area_code", var_name="offence_group", value_name="printed")
    available = counts["printed"] != NOT_AVAILABLE
    offences = whole_numbers(counts.loc[available, "printed"], path).reindex(counts.index)
    counts = counts.assign(
        offences=offences,
        status=available.map({True: "", False: "x"}),
        period_end=last_day(int(ended[2]), list(month_name).index(ended[1])),
    )
    _check_sums(counts, path)
    tidied = tidy_rows(
        counts, PARTNERSHIP_OFFENCES, SOURCE.source_id, period_type="rolling_12_months"
    )
    return Tidied(
        vintage=inferred_vintage(newest_period(counts)),
        vintage_basis=INFERRED,
        tables={PARTNERSHIP_OFFENCES.table_id: tidied},
    )


def _below_headings(table: pd.DataFrame, path: Path) -> pd.DataFrame:
    plain = table.apply(lambda column: column.str.split().str.join(" "))
    starts = plain.index[plain.iloc[:, 0] == FORCE]
    if len(starts) != 1:
        raise _changed(path, f"one row of headings that begins with '{FORCE}'")
    below = plain.loc[starts[0] + 1 :].set_axis(plain.loc[starts[0]].tolist(), axis=1)
    named: pd.DataFrame = below.rename(columns=_group)
    absent = {FORCE, PARTNERSHIP, AUTHORITY, *PARTNERSHIP_OFFENCE_GROUPS} - {*named.columns}
    if absent:
        raise _changed(path, f"the columns {sorted(absent)}")
    return named


def _group(heading: str) -> str:
    """Our name of an offence group; any other heading as it stands."""
    slug = re.sub(r"[^a-z]+", "_", heading.lower()).strip("_")
    name = HEADINGS.get(slug, slug)
    return name if name in PARTNERSHIP_OFFENCE_GROUPS else heading


def _london(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The rows of London under our area codes, with the offence groups as text."""
    met = rows[rows[FORCE] == METROPOLITAN_POLICE]
    codes = met[AUTHORITY].mask(met[PARTNERSHIP] == "", METROPOLITAN_POLICE)
    codes = codes.mask(met[PARTNERSHIP].str.startswith("Unassigned"), PLACE_NOT_KNOWN)
    city = rows[rows[AUTHORITY] == CITY_OF_LONDON]
    places = pd.concat([codes, city[AUTHORITY]])
    expected = {*police_boroughs(), METROPOLITAN_POLICE, PLACE_NOT_KNOWN, CITY_OF_LONDON}
    if set(places) != expected:
        differing = sorted(expected ^ set(places))
        raise _changed(path, f"the boroughs of both London forces; see {differing[:5]}")
    groups = rows.loc[places.index, [*PARTNERSHIP_OFFENCE_GROUPS]]
    found: pd.DataFrame = groups.assign(area_code=places)
    refuse_repeats(found, ["area_code"], path)
    return found


def _check_sums(counts: pd.DataFrame, path: Path) -> None:
    by_place = counts.pivot(index="area_code", columns="offence_group", values="offences")
    parts = by_place.drop(index=[METROPOLITAN_POLICE, CITY_OF_LONDON]).sum(skipna=False)
    wrong = (parts != by_place.loc[METROPOLITAN_POLICE]).fillna(False)
    if wrong.any():
        raise _changed(path, f"boroughs that add up to the force in '{wrong.idxmax()}'")


def _changed(path: Path, expected: str) -> SourceChangedError:
    return SourceChangedError(f"{path.name}: expected {expected}. {NEXT_STEP}")


SOURCE = Source(
    source_id="ons_pfa_partnerships",
    publisher="Office for National Statistics",
    title="Crime in England and Wales: community safety partnership tables, C2",
    landing_page=(
        "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
        "recordedcrimedatabycommunitysafetypartnershiparea"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=("ons_pfa/*table_c2*.csv*", "ons_pfa_partnerships/*/*.csv*"),
    tables=(PARTNERSHIP_OFFENCES,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Police recorded crime in one year, without any statement of whether a knife was used.",
        "Offences without a known place count for the Metropolitan Police and for no borough.",
    ),
)
