"""Stop and search by the two London police forces (data.police.uk, archive and API).

The archive is a zip of every force's months, `YYYY-MM/YYYY-MM-<force>-stop-and-search.csv`, a row a
search. The API's `stops-force` answers with a force's month as JSON, searches without coordinates
among them, and `crimes-street-dates` says which months it has of which force; a month is kept as
`stops-force_<force>_<YYYY-MM>.json` and read alike. Quirks, all of them met in the files:

- A month that an archive does not hold is missing, not zero. It leaves here with the status "x".
- December 2022 of the Metropolitan Police stops on the 17th. A month with no search on four or
  more days at one of its ends is not covered; it has the status "u".
- August 2022 of the Metropolitan Police was loaded twice in part (13.6% of its rows equal another
  in every column), July 2020 of the City of London Police wholly (50%). Elsewhere 1 to 5% are,
  which is two people stopped together: there is no identifier. Nothing is taken out; from a tenth
  on the month has the status "u".
- Dates are UTC; a search counts in its month by London time. The City's hours run to 12 only.
- There is no borough. A point is put into one by the boundaries; 6 to 12% of rows (February and
  March 2018: 95%; the City: 13 to 53%) have no point and count for the force only.
- There is no object "Offensive weapons" before 2018: counted, those months would say that nobody
  was searched for weapons. They are left out. Outcomes had other words then; the vocabulary,
  `data/reference/search_vocabulary.csv`, has them, since other files use them later too.
- Searches under section 60 have the object "Anything to threaten or harm anyone" at the
  Metropolitan Police and "Offensive weapons" at the City.
- "Outcome linked to object of search" is blank or false in every row of the Metropolitan Police, so
  whether anything was found cannot be told, and no column of ours says so.
- The one answer of the API held, in part, has no search of a vehicle alone; the archive 1 in 100.
- Sex is "Other" in one row in six from March 2024: a recoding. In February 2024 nine rows in a
  hundred have no self-defined ethnicity.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from data.contracts import TableContract
from data.search_tables import (
    DAYS_NOT_COVERED,
    EXACT_REPEATS,
    OUTSIDE_LONDON,
    SEARCH_ETHNICITY_WORDS,
    SEARCH_MONTHS,
    SEARCHES,
    SEARCHES_BY_BOROUGH,
    SEARCHES_BY_ETHNICITY,
    SEARCHES_BY_PERSON,
    WITHOUT_COORDINATES,
)
from data.writing import held_rows
from ingest.polygons import borough_polygons
from ingest.search_answers import check_answer
from ingest.search_files import months_held
from ingest.search_months import ANSWER, months_wanted
from ingest.search_records import search_totals
from ingest.source import INFERRED, Archive, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import months_between, newest_period, tidy_rows

PAUSE_SECONDS = 0.1  # the API allows fifteen requests a second
NOT_COVERED_FROM_DAYS = 4
LOADED_TWICE_FROM = 0.1
MOSTLY_UNPLACED_FROM = 0.5
UNCERTAIN, ABSENT = "u", "x"
TABLES = {
    "borough": SEARCHES_BY_BOROUGH,
    "ethnicity": SEARCHES_BY_ETHNICITY,
    "person": SEARCHES_BY_PERSON,
    "words": SEARCH_ETHNICITY_WORDS,
}


def tidy(path: Path) -> Tidied:
    """Read one archive, or one answer of the API, into totals.

    Raises:
        SourceChangedError: If a file, column, word, date or coordinate is not as described above.
        SourceUnavailableError: If no boundaries are held to place the searches.
    """
    with search_totals(path, borough_polygons(path)) as totals:
        months = _months(totals.months)
        tables = {
            contract.table_id: _rows(_marked(totals.table(name), months), contract)
            for name, contract in TABLES.items()
        }
        return Tidied(
            vintage=inferred_vintage(newest_period(totals.months)),
            vintage_basis=INFERRED,
            tables={SEARCH_MONTHS.table_id: _rows(months, SEARCH_MONTHS), **tables},
        )


def _months(held: pd.DataFrame) -> pd.DataFrame:
    """What each month's file holds, a row a measure, and a row for each month absent between."""
    ends = held["period_end"].astype("datetime64[s]")
    counted = held.assign(
        period_end=ends,
        **{DAYS_NOT_COVERED: _days_not_covered(held, ends)},
    )
    measures = [SEARCHES, WITHOUT_COORDINATES, OUTSIDE_LONDON, EXACT_REPEATS, DAYS_NOT_COVERED]
    long = counted.melt(
        ["force_code", "period_end"], measures, var_name="measure", value_name="counts"
    )
    long = long.assign(counts=long["counts"].astype("Int64"))
    marked = long.assign(status=_month_status(long))
    both = pd.concat([marked, _absent(held["force_code"], ends)], ignore_index=True)
    return both.assign(area_code=both["force_code"])


def _days_not_covered(held: pd.DataFrame, ends: pd.Series) -> pd.Series:
    before: pd.Series = held["first_day"].dt.day - 1
    after: pd.Series = ends.dt.day - held["last_day"].dt.day
    return before.add(after)


def _month_status(long: pd.DataFrame) -> pd.Series:
    """Mark the measure that makes a month uncertain; and its searches, unless it is places."""
    month = [long["force_code"], long["period_end"]]
    searches = long["counts"].where(long["measure"] == SEARCHES).groupby(month).transform("max")
    measure, counts = long["measure"], long["counts"]
    uncertain = (measure == DAYS_NOT_COVERED) & (counts >= NOT_COVERED_FROM_DAYS)
    uncertain |= (measure == EXACT_REPEATS) & (counts >= LOADED_TWICE_FROM * searches)
    uncertain |= (measure == SEARCHES) & uncertain.groupby(month).transform("any")
    uncertain |= (measure == WITHOUT_COORDINATES) & (counts >= MOSTLY_UNPLACED_FROM * searches)
    return uncertain.map({True: UNCERTAIN, False: ""})


def _absent(forces: pd.Series, ends: pd.Series) -> pd.DataFrame:
    """Months between the first and the last of a force for which there is no file."""
    rows = [
        {"force_code": force, "period_end": month}
        for force, held in ends.groupby(forces)
        for month in months_between(held.min(), held.max())
        if month not in set(held)
    ]
    frame = pd.DataFrame(rows, columns=["force_code", "period_end"])
    typed = frame.astype({"force_code": "str", "period_end": "datetime64[s]"})
    counts = pd.Series(pd.NA, index=typed.index, dtype="Int64")
    return typed.assign(measure=SEARCHES, counts=counts, status=ABSENT)


def _marked(rows: pd.DataFrame, months: pd.DataFrame) -> pd.DataFrame:
    """Rows with the status of their month; of a borough also where most searches have no place."""
    in_boroughs = "area_code" in rows
    telling = [SEARCHES, *([WITHOUT_COORDINATES] if in_boroughs else [])]
    uncertain = months["measure"].isin(telling) & (months["status"] == UNCERTAIN)
    marks = months.loc[uncertain, ["force_code", "period_end", "status"]].drop_duplicates()
    typed = rows.assign(
        area_code=rows["area_code" if in_boroughs else "force_code"],
        period_end=rows["period_end"].astype("datetime64[s]"),
        searches=rows["searches"].astype("Int64"),
    )
    marked = typed.merge(marks, on=["force_code", "period_end"], how="left")
    return marked.fillna({"status": ""})


def wanted(names: Sequence[str], raw_folder: Path, tables: Path) -> list[str]:
    """Of the API's answers, by name, those of months neither in the raw folder nor in the tables.

    Raises:
        SnapshotError: If the tables held cannot be read.
    """
    held = months_held(SOURCE.raw_files(raw_folder))
    return months_wanted(names, held, held_rows(tables, SEARCH_MONTHS))


def _rows(counts: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    return tidy_rows(counts, contract, SOURCE.source_id)


SOURCE = Source(
    source_id="police_uk_stop_search",
    publisher="Metropolitan Police Service and City of London Police, on data.police.uk",
    title="Stop and search records",
    landing_page="https://data.police.uk/data/",
    discovery=Discovery(
        kind="months",
        address="https://data.police.uk/api/crimes-street-dates",
        matches=(ANSWER,),
        minimum_bytes=2,
        maximum_bytes=100_000_000,
        pause_seconds=PAUSE_SECONDS,
    ),
    archive=Archive(
        address="https://data.police.uk/data/archive/{edition}.zip",
        words="the archive holds 36 months of every police force in one file of about 1.7 GB; it "
        "has also what the API refuses as too large",
        minimum_bytes=1_000_000,
        maximum_bytes=4_000_000_000,
    ),
    wanted=wanted,
    received=check_answer,
    raw_patterns=(
        "police_uk/archive_*.zip",
        "police_uk_stop_search/*/*.zip",
        "police_uk_stop_search/*/stops-force_*.json*",
    ),
    tables=(*TABLES.values(), SEARCH_MONTHS),
    tidy=tidy,
    release_every_months=1,
    release_lag_months=2,
    notes=(
        "Each row is a search as an officer recorded it; there is no identifier, so rows that "
        "stand twice cannot be told from two people searched together.",
        "Places are approximate: the publisher moves each search to one of a few thousand points.",
        "Months that the archive does not hold are missing, not zero.",
        "Borough by point in polygon. Contains OS data © Crown copyright and database right.",
    ),
)
