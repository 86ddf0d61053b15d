"""First-time entrants to the youth justice system by borough (Youth Justice Board, via the DfE).

The Department for Education's local authority tool carries the Youth Justice Board's rates: one row
per place and year with "Short Desc", "Years", "LA and Regions", "Values". Quirks:

- Rates per 100,000 aged 10 to 17 only; neither the counts nor the population are in the file, so
  nothing may be added or averaged.
- The row of England is wrong (it adds the regions' rates up: 3,071 in 2016) and is never read.
- `-` is a rate that is not available: the City of London in every year, Richmond upon Thames in
  2021, Kensington and Chelsea in 2023. It is no zero.
- "Years" is a bare year. The Youth Justice Board's table by local authority is of years ending in
  December, so they are taken for calendar years. No refresh date is printed: the vintage is
  inferred from the newest year.
"""

from pathlib import Path

import pandas as pd

from data.areas import LONDON, boroughs, code_of_spelling
from data.context_tables import FIRST_TIME_ENTRANTS
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, known, last_day, read_rows, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

ITEM = "FirstYJS"
NOT_AVAILABLE = "-"
NEVER_READ = "England"
COLUMNS = {
    "item": ("Short Desc",),
    "year": ("Years",),
    "area_name": ("LA and Regions",),
    "rate": ("Values",),
}


def tidy(path: Path) -> Tidied:
    """Read the file into rates by borough and for London, by calendar year.

    Raises:
        SourceChangedError: If a column, place, year or rate is not as described above.
    """
    rows = read_rows(path, COLUMNS)
    known(rows["item"], {ITEM: ITEM}, path)
    rows = rows[rows["area_name"] != NEVER_READ]
    refuse_repeats(rows, ["year", "area_name"], path)
    rates = pd.DataFrame(
        {
            "area_code": known(rows["area_name"], _places(rows["area_name"]), path),
            "period_end": [last_day(int(year), 12) for year in whole_numbers(rows["year"], path)],
            "entrants_per_100000": _rates(rows["rate"], path),
            "status": (rows["rate"] == NOT_AVAILABLE).map({True: "x", False: ""}),
        }
    )
    _check_places(rates, path)
    return Tidied(
        vintage=inferred_vintage(newest_period(rates)),
        vintage_basis=INFERRED,
        tables={
            "first_time_entrants": tidy_rows(
                rates, FIRST_TIME_ENTRANTS, SOURCE.source_id, period_type="calendar_year"
            )
        },
    )


def _places(names: pd.Series) -> dict[str, str]:
    codes = {name: code_of_spelling(name) for name in names.unique()}
    return {"London": LONDON, **{name: code for name, code in codes.items() if code}}


def _rates(printed: pd.Series, path: Path) -> pd.Series:
    return whole_numbers(printed[printed != NOT_AVAILABLE], path).reindex(printed.index)


def _check_places(rates: pd.DataFrame, path: Path) -> None:
    expected = {LONDON, *(area.area_code for area in boroughs())}
    for end, codes in rates.groupby("period_end")["area_code"]:
        if set(codes) != expected:
            raise SourceChangedError(
                f"{path.name}: expected London and its {len(expected) - 1} boroughs in every year, "
                f"found {codes.nunique()} places in {pd.Timestamp(str(end)).year}. {NEXT_STEP}"
            )


SOURCE = Source(
    source_id="yjb_first_time_entrants",
    publisher="Youth Justice Board, via the Department for Education",
    title="First time entrants to the youth justice system, local authority interactive tool",
    landing_page=(
        "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=(
        "yjb/first_time_entrants*.csv*",
        "yjb_first_time_entrants/*/*.csv*",
    ),
    tables=(FIRST_TIME_ENTRANTS,),
    tidy=tidy,
    release_every_months=12,
    release_lag_months=13,
    notes=(
        "Rates as published: neither counts nor the population of that age are in the file, so "
        "there is no interval and nothing can be added up.",
        "The file's row of England is wrong and is not used.",
        "The City of London has no rate, and two boroughs have none in one year each.",
    ),
)
