"""Confidence in the police by borough and quarter (MOPAC Public Attitude Survey).

The borough dashboard's file is separated by semicolons, with decimal commas and dates written
31/12/2014. A row per quarter, borough and measure holds the borough's "Proportion" and, repeated in
every row of the quarter, that of the "MPS". Quirks:

- 32 boroughs. "City of Westminster" is Westminster; Richmond is spelt in two ways.
- "Trust MPS" begins in March 2016; the other seven measures in December 2014.
- Proportions are printed to two decimals and without sample sizes, so there is no interval.
- The copy held has no question about knife crime. A file that has one, such as "Knife crime is a
  problem", fills the same table.

No refresh date is printed: the vintage is inferred from the newest quarter.
"""

import re
from pathlib import Path

import pandas as pd

from data.areas import METROPOLITAN_POLICE
from data.context_tables import KNIFE_QUESTION, PUBLIC_ATTITUDES
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, dates, known, read_rows, refuse_repeats
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, place_codes, police_boroughs, tidy_rows

COLUMNS = {
    "date": ("Date",),
    "survey": ("Survey",),
    "borough": ("Borough",),
    "measure": ("Measure",),
    "borough_share": ("Proportion",),
    "whole_share": ("MPS",),
}
QUESTIONS = {
    '"Good Job" local': "good_job_local",
    "Contact ward officer": "contact_ward_officer",
    "Informed local": "informed_local",
    "Listen to concerns": "listen_to_concerns",
    "Relied on to be there": "relied_on_to_be_there",
    "Treat everyone fairly": "treat_everyone_fairly",
    "Understand issues": "understand_issues",
    "Trust MPS": "trust_mps",
}
KNIFE_LABEL = re.compile(r"knife crime.*(problem|concern|worr)", re.IGNORECASE)
SHARE = re.compile(r"0(?:,\d+)?|1(?:,0+)?")
CELL = ["period_end", "question"]


def tidy(path: Path) -> Tidied:
    """Read the file into percentages by borough, for the whole force, by question and quarter.

    Raises:
        SourceChangedError: If a column, borough, measure, date or share is not as described above,
            or the force's share differs between boroughs.
    """
    rows = read_rows(path, COLUMNS)
    known(rows["survey"], {"PAS": "PAS"}, path)
    rows["question"] = known(rows["measure"], _questions(rows["measure"]), path)
    rows["period_end"] = _quarter_ends(rows["date"], path)
    rows["area_code"] = place_codes(rows["borough"], path)
    refuse_repeats(rows, ["area_code", *CELL], path)
    _check_boroughs(rows, path)
    shares = pd.concat([_boroughs(rows, path), _whole(rows, path)], ignore_index=True)
    return Tidied(
        vintage=inferred_vintage(newest_period(shares)),
        vintage_basis=INFERRED,
        tables={
            "public_attitudes": tidy_rows(
                shares, PUBLIC_ATTITUDES, SOURCE.source_id, period_type="quarter"
            )
        },
    )


def _questions(measures: pd.Series) -> dict[str, str]:
    knife = {name: KNIFE_QUESTION for name in measures.unique() if KNIFE_LABEL.search(name)}
    return {**QUESTIONS, **knife}


def _quarter_ends(texts: pd.Series, path: Path) -> pd.Series:
    days = dates(texts, path, ("%d/%m/%Y",))
    wrong = days[~days.dt.is_quarter_end]
    if len(wrong):
        raise SourceChangedError(
            f"{path.name}, line {wrong.index[0]}: expected the last day of a quarter, found "
            f"{texts[wrong.index[0]]!r}. {NEXT_STEP}"
        )
    return days


def _boroughs(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    return rows[["area_code", *CELL]].assign(agree_pct=_percent(rows["borough_share"], path))


def _whole(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The force's share of each question and quarter, which every borough's row must repeat."""
    distinct = rows.drop_duplicates([*CELL, "whole_share"])
    twice = distinct[distinct.duplicated(CELL)]
    if len(twice):
        first = twice.iloc[0]
        raise SourceChangedError(
            f"{path.name}, line {twice.index[0]}: expected one share of the MPS for "
            f"'{first['measure']}' on {first['date']}, found another. {NEXT_STEP}"
        )
    shares = _percent(distinct["whole_share"], path)
    return distinct[CELL].assign(area_code=METROPOLITAN_POLICE, agree_pct=shares)


def _percent(printed: pd.Series, path: Path) -> pd.Series:
    """Proportions with a decimal comma as percentages."""
    readable = {text: text for text in printed.unique() if SHARE.fullmatch(text)}
    shares = known(printed, readable, path).astype("str")
    return (shares.str.replace(",", ".").astype("Float64") * 100).round(6)


def _check_boroughs(rows: pd.DataFrame, path: Path) -> None:
    boroughs = rows.groupby(CELL)["area_code"].agg(set)
    wrong = boroughs[boroughs != set(police_boroughs())]
    if len(wrong):
        end, question = wrong.index[0]
        raise SourceChangedError(
            f"{path.name}: expected the {len(police_boroughs())} boroughs of the Metropolitan "
            f"Police for every measure and quarter, found {len(wrong.iloc[0])} for {question} in "
            f"the quarter to {end:%B %Y}. {NEXT_STEP}"
        )


SOURCE = Source(
    source_id="mopac_pas",
    publisher="Mayor's Office for Policing And Crime (MOPAC)",
    title="Public Attitude Survey, borough dashboard",
    landing_page="https://data.london.gov.uk/dataset/mopac-surveys",
    discovery=Discovery(kind="none"),
    raw_patterns=("mopac_pas/*.csv*", "mopac_pas/*/*.csv*"),
    tables=(PUBLIC_ATTITUDES,),
    tidy=tidy,
    release_every_months=3,
    release_lag_months=2,
    notes=(
        "Shares as printed, to whole percentages and without sample sizes, so without intervals.",
        "The file does not say whether a quarter's share is of its own interviews or of 12 months "
        "of them.",
        "The copy held has no question about knife crime.",
    ),
)
