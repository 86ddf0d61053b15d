"""Knife offences by police force and quarter, 2008/09 to 2018/19 (Home Office, re-cut).

The copy held is a re-cut of the Home Office's open data table by an unnamed author. Quirks:

- 42 forces without the City of London: no total for London or for England and Wales.
- "Knife Crime" is the sum of its three parts, which are checked against it.
- Six counts in two columns are -1: "Homicide and serious injury" of North Yorkshire 2010/11 Q3,
  Cheshire 2011/12 Q4, North Wales 2012/13 Q3 and Surrey 2017/18 Q4, and "Knife enabled" of North
  Wales 2013/14 Q2 and Surrey 2015/16 Q4. They net off offences counted in an earlier quarter
  and recorded anew since, so years add up only with them. They are carried as published, each by a
  row of data/reference/corrections.csv that says what it expects to find; a negative count without
  such a row is refused.
- "Population", the rates and the z-scores are wrong (one population for all years) and are never
  read.
- Financial quarters: Q1 is April to June.
"""

import re
from pathlib import Path

import pandas as pd

from data.areas import all_areas
from data.errors import SourceChangedError
from data.tables import KNIFE_OFFENCES_BY_FORCE
from ingest.corrections import carried_lines
from ingest.raw_table import NEXT_STEP, known, last_day, read_rows, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

PARTS = {
    "knife_enabled": ("Knife enabled",),
    "violence_with_injury": ("Violence with Injury",),
    "homicide_and_serious_injury": ("Homicide and serious injury",),
}
GROUPS = {**PARTS, "all_knife": ("Knife Crime",)}
COLUMNS = {
    "area_name": ("Force Name",),
    "year": ("Financial Year",),
    "quarter": ("Financial Quarter",),
    **GROUPS,
}
FORCES = 42


def tidy(path: Path) -> Tidied:
    """Read the table into knife offences by force, offence group and quarter.

    Raises:
        SourceChangedError: If a column, force, quarter or count is not as described above, or the
            parts do not add up to the total.
        CorrectionError: If a documented negative count has changed.
    """
    rows = read_rows(path, COLUMNS)
    refuse_repeats(rows, ["area_name", "year", "quarter"], path)
    rows["period"] = rows["year"] + " " + rows["quarter"]
    counts = pd.DataFrame({group: _counts(rows, group, path) for group in GROUPS})
    _check_sums(counts, path)
    counts["area_code"] = known(rows["area_name"], _force_codes(), path)
    counts["period_end"] = _quarter_ends(rows["period"], path)
    _check_forces(counts, path)
    offences = counts.melt(["area_code", "period_end"], list(GROUPS), "offence_group", "offences")
    netted = (offences["offences"] < 0).map({True: "r", False: ""})
    return Tidied(
        vintage=inferred_vintage(newest_period(counts)),
        vintage_basis=INFERRED,
        tables={
            "knife_offences_by_force": tidy_rows(
                offences.assign(status=netted),
                KNIFE_OFFENCES_BY_FORCE,
                SOURCE.source_id,
                period_type="quarter",
            )
        },
    )


def _counts(rows: pd.DataFrame, group: str, path: Path) -> pd.Series:
    heading = GROUPS[group][0]
    named = rows.rename(columns={group: heading})
    lines = carried_lines(named, SOURCE.source_id, heading, path)
    return whole_numbers(named[heading], path, negative_lines=lines)


def _force_codes() -> dict[str, str]:
    areas = all_areas().values()
    return {area.area_name: area.area_code for area in areas if area.area_type == "police_force"}


def _quarter_ends(periods: pd.Series, path: Path) -> pd.Series:
    """Last days of quarters written as "2010/11 Q3"."""
    ends = {}
    for period in periods.unique():
        if match := re.fullmatch(r"(\d{4})/\d{2} Q([1-4])", period):
            year, quarter = int(match[1]), int(match[2])
            ends[period] = last_day(year + (quarter == 4), (3 * quarter + 2) % 12 + 1)
    return known(periods, ends, path).astype("datetime64[s]")


def _check_sums(counts: pd.DataFrame, path: Path) -> None:
    wrong = counts.index[counts[list(PARTS)].sum(axis=1) != counts["all_knife"]]
    if len(wrong):
        raise SourceChangedError(
            f"{path.name}, line {wrong[0]}: expected 'Knife Crime' to be the sum of its three "
            f"parts, found {counts.loc[wrong[0]].to_dict()}. {NEXT_STEP}"
        )


def _check_forces(counts: pd.DataFrame, path: Path) -> None:
    forces = counts.groupby("period_end")["area_code"].nunique()
    wrong = forces.index[forces != FORCES]
    if len(wrong):
        raise SourceChangedError(
            f"{path.name}: expected {FORCES} forces in every quarter, found {forces[wrong[0]]} in "
            f"the quarter to {wrong[0]:%B %Y}. {NEXT_STEP}"
        )


SOURCE = Source(
    source_id="home_office_knife",
    publisher="Home Office",
    title="Police recorded crime open data: knife or sharp instrument offences",
    landing_page="https://www.gov.uk/government/statistics/police-recorded-crime-open-data-tables",
    discovery=Discovery(kind="none"),
    raw_patterns=(
        "home_office/knife_offences_by_force*.csv*",
        "home_office_knife/*/*.csv*",
    ),
    tables=(KNIFE_OFFENCES_BY_FORCE,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Knife or sharp instrument offences as the Home Office groups them: near the Metropolitan "
        "Police's own knife crime, not equal to it.",
        "42 forces without the City of London, so no total for London or England and Wales.",
        "The copy held is a re-cut by an unnamed author; its populations and rates are not used.",
    ),
)
