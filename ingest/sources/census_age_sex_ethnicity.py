"""Residents by ethnic group, age and sex (ONS Census 2021, table RM032); no copy is held.

A row per lower-tier authority, ethnic group, age and sex, with the columns "Ethnic group (N
categories)", "Age (N categories)", "Sex (2 categories)" and "Observation". The number of categories
is the choice of whoever downloads it. Ages are put into the bands of the police. A classification
that splits at 10, 18, 25 and 35 (such as the one of 101 categories) gives them all; the usual one
of 9 categories splits at 16 and not at 18, and gives the band 10 to 24 in the place of two.
"""

import re
from pathlib import Path

import pandas as pd

from data.errors import SourceChangedError
from data.search_tables import RESIDENTS_BY_AGE_SEX_ETHNICITY
from ingest.census_groups import AREA_CODE, CENSUS_DAY, RESIDENTS, census_rows, london_residents
from ingest.raw_table import NEXT_STEP, known, read_tables, refuse_repeats, select_columns
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import tidy_rows

CATEGORIES = {"ethnic_group": r"Ethnic group \(\d+[a-z]? categories\)", "age": r"Age \(.*\)"}
SEX = "Sex (2 categories)"
SEXES = {"Female": "female", "Male": "male"}
OLDEST = 999
SPAN = re.compile(
    r"Aged (?:under (?P<under>\d+) year|(?P<first>\d+)(?: to (?P<last>\d+))? years?"
    r"(?P<open> and (?:over|under))?)"
)
FINE = {
    "under_10": (0, 9),
    "10_to_17": (10, 17),
    "18_to_24": (18, 24),
    "25_to_34": (25, 34),
    "over_34": (35, OLDEST),
}
COARSE = {
    "under_10": (0, 9),
    "10_to_24": (10, 24),
    "25_to_34": (25, 34),
    "over_34": (35, OLDEST),
}


def tidy(path: Path) -> Tidied:
    """Read the table into residents by borough, ethnic group, age band and sex.

    Raises:
        SourceChangedError: If a column or borough is absent, a label is not the census's, or the
            ages do not fit the bands.
    """
    rows = _read(path)
    refuse_repeats(rows, ["area_code", "ethnic_group", "age", "sex"], path)
    people = london_residents(rows, path)
    banded = people.assign(
        age_group=_bands(people["age"], path), sex=known(people["sex"], SEXES, path)
    )
    cell = ["area_code", "ethnicity", "age_group", "sex"]
    counts = census_rows(banded, cell)
    contract = RESIDENTS_BY_AGE_SEX_ETHNICITY
    return Tidied(
        vintage=inferred_vintage(CENSUS_DAY),
        vintage_basis=INFERRED,
        tables={contract.table_id: tidy_rows(counts, contract, SOURCE.source_id)},
    )


def _read(path: Path) -> pd.DataFrame:
    tables = read_tables(path)
    headings = [heading for table in tables.values() for heading in table.columns]
    columns = {
        name: tuple(heading for heading in headings if re.fullmatch(pattern, heading))
        for name, pattern in CATEGORIES.items()
    }
    missing = [pattern for name, pattern in CATEGORIES.items() if not columns[name]]
    if missing:
        raise SourceChangedError(
            f"{path.name}: expected a column like '{missing[0]}', found {headings[:20]}. "
            f"{NEXT_STEP}"
        )
    wanted = {"area_code": AREA_CODE, **columns, "sex": (SEX,), "residents": RESIDENTS}
    return select_columns(tables, wanted, path)


def _bands(ages: pd.Series, path: Path) -> pd.Series:
    """The band of each age label: the police's where the labels fit them, else with 10 to 24."""
    spans = {label: _span(label) for label in ages.unique()}
    unread = [label for label, span in spans.items() if span is None]
    for bands in (FINE, COARSE):
        names = {label: _band_of(span, bands) for label, span in spans.items() if span}
        if not unread and all(names.values()):
            return ages.map({label: name for label, name in names.items() if name})
    strange = unread or [label for label, name in names.items() if not name]
    raise SourceChangedError(
        f"{path.name}: expected ages that split at 10, 25 and 35, found '{strange[0]}'. Nothing "
        "was changed. Download the table with the age classification of 101 categories."
    )


def _span(label: str) -> tuple[int, int] | None:
    """First and last year of age that a label such as "Aged 5 to 9 years" names."""
    match = SPAN.match(label)
    if not match:
        return None
    if match["under"]:
        return 0, int(match["under"]) - 1
    first, last = int(match["first"]), int(match["last"] or match["first"])
    whole = {" and over": (first, OLDEST), " and under": (0, first)}
    return whole.get(match["open"] or "", (first, last))


def _band_of(span: tuple[int, int], bands: dict[str, tuple[int, int]]) -> str:
    fitting = (name for name, (low, high) in bands.items() if low <= span[0] and span[1] <= high)
    return next(fitting, "")


SOURCE = Source(
    source_id="census_age_sex_ethnicity",
    publisher="Office for National Statistics",
    title="Census 2021, ethnic group by sex by age (RM032)",
    landing_page="https://www.ons.gov.uk/datasets/RM032/editions/2021/versions/1",
    discovery=Discovery(kind="none"),
    raw_patterns=("census_age_sex_ethnicity/*/*RM032*.csv*", "ons_census2021/RM032*.csv*"),
    tables=(RESIDENTS_BY_AGE_SEX_ETHNICITY,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Ethnic group, age and sex as people stated them on 21 March 2021, during a lockdown.",
        "ONS changes small counts slightly so that nobody can be recognised; sums differ a little "
        "from other census tables.",
    ),
)
