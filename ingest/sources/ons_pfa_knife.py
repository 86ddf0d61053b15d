"""Knife or sharp instrument offences by police force area (ONS, tables P4 to P6).

A workbook a quarter: table P4 has the newest 12 months by offence group, P5 the total for several
years, P6 rates per 100,000 people. Quirks:

- Sheet names end in blanks. Footnote digits are glued to names and titles ("Greater Manchester8",
  "year ending December 20191,2,3"), so places are told by their codes. Headings stand in two rows.
- Marks: `-` on a percentage of fewer than 50, which is not read; `NA`, `N/A` and `..` not
  available; `+` a rate withheld because few people live there (the City of London).
- Greater Manchester could not supply July to December 2019 and is missing from the totals of its
  region, of England and of both countries in some columns of that edition. A total that lacks a
  force is not the total of its area: it is not available here, and the rows "excluding Greater
  Manchester" belong to no area of ours.
- The edition of June 2019 has no table P6.
- The British Transport Police has no area. It is part of the total of England and Wales.
- The newest total stands in P4 and P5, which must agree.

No refresh date is printed: the vintage is inferred from the newest period.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from data.areas import ENGLAND_AND_WALES, all_areas
from data.context_tables import KNIFE_OFFENCE_RATES_BY_FORCE
from data.contracts import TableContract
from data.errors import SourceChangedError
from data.tables import KNIFE_OFFENCES_BY_FORCE
from ingest.raw_table import NEXT_STEP, last_day, read_tables, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

GROUPS = {
    "total of selected serious offences": "all_knife",
    "attempted murder": "attempted_murder",
    "threats to kill": "threats_to_kill",
    "assault with injury and assault with intent to cause serious harm": "assault_with_injury",
    "robbery": "robbery",
    "rape and sexual assault": "rape_and_sexual_assault",
    "homicide": "homicide",
}
ENGLAND, WALES = "E92000001", "W92000004"
NOT_AVAILABLE, FEW_PEOPLE = ("NA", "N/A", ".."), "+"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
AREA_CODE = re.compile(r"[EWK]\d{8}")
FOOTNOTES = re.compile(r"(?<=[a-z])\d[\d,]*$")
YEAR_ENDING = re.compile(r"year ending (\w+) (\d{4})")
TWELVE_MONTHS = re.compile(r"(\w{3}) '(\d\d)\s+to\s+(\w{3}) '(\d\d)")
CELL = ["area_code", "period_end"]
YEARS = "rolling_12_months"


def tidy(path: Path) -> Tidied:
    """Read the workbook into offences and rates by force, region and country.

    Raises:
        SourceChangedError: If a table, heading, place or figure is not as described above.
    """
    sheets = read_tables(path)
    latest = _numbers(_latest(sheets, path), path)
    totals = _numbers(_totals(sheets, path), path)
    _check_agreement(latest, totals, path)
    offences = pd.concat([totals, latest], ignore_index=True)
    offences = offences.drop_duplicates([*CELL, "offence_group"], ignore_index=True)
    rates = _rates(sheets, path)
    return Tidied(
        vintage=inferred_vintage(newest_period(offences)),
        vintage_basis=INFERRED,
        tables={
            "knife_offences_by_force": _tidied(offences, KNIFE_OFFENCES_BY_FORCE),
            "knife_offence_rates_by_force": _tidied(
                offences.assign(offences_per_100000=pd.Series(dtype="Float64")).iloc[:0]
                if rates is None
                else rates,
                KNIFE_OFFENCE_RATES_BY_FORCE,
            ),
        },
    )


def _tidied(rows: pd.DataFrame, contract: TableContract) -> pd.DataFrame:
    if rows.empty:
        texts = {name: pd.Series(dtype="str") for name in contract.names if name not in rows}
        return rows.assign(**texts)[[name for name in contract.names if name != "vintage"]]
    return tidy_rows(rows, contract, SOURCE.source_id, period_type=YEARS)


def _latest(sheets: Mapping[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    """Table P4: the newest 12 months by offence group, as text."""
    table = _sheet(sheets, "Table P4", path)
    ended = YEAR_ENDING.search(str(table.columns[0]))
    if not ended:
        raise _not_found(path, "Table P4", "'year ending' with a month in its title")
    body, above = _below_headings(table, "Number of", path)
    names = {place: FOOTNOTES.sub("", " ".join(text.split())).lower() for place, text in above}
    if sorted(names.values()) != sorted(GROUPS):
        raise _not_found(path, "Table P4", f"the columns {list(GROUPS)}; found {[*names.values()]}")
    month = list(month_name).index(ended[1]) if ended[1] in month_name else 0
    end = last_day(int(ended[2]), month)
    columns = {place: (end, GROUPS[name]) for place, name in names.items()}
    return _long(body, columns, path)


def _totals(sheets: Mapping[str, pd.DataFrame], path: Path) -> pd.DataFrame:
    """Table P5: the total of several years, as text."""
    body, above = _below_headings(_sheet(sheets, "Table P5", path), "Number of", path)
    columns = {place: (_end_of(text, path), "all_knife") for place, text in above}
    return _long(body, columns, path)


def _rates(sheets: Mapping[str, pd.DataFrame], path: Path) -> pd.DataFrame | None:
    """Table P6: rates, withheld or not available where marked; none where there is no table."""
    if "Table P6" not in sheets:
        return None
    body, here = _below_headings(sheets["Table P6"], "", path)
    columns = {
        place: (_end_of(text, path), "") for place, text in here if TWELVE_MONTHS.search(text)
    }
    rows = _long(body, columns, path)
    shown = _shown(rows, path)
    status = (
        shown.map({True: "", False: "x"}).astype("str").mask(rows["printed"] == FEW_PEOPLE, "u")
    )
    numbers = rows["printed"].where(shown).astype("Float64")
    return _without_partial_totals(
        rows.assign(offences_per_100000=numbers, status=status), "offences_per_100000"
    )


def _sheet(sheets: Mapping[str, pd.DataFrame], name: str, path: Path) -> pd.DataFrame:
    if name not in sheets:
        raise _not_found(path, name, f"such a sheet; found {list(sheets)}")
    return sheets[name]


def _below_headings(
    table: pd.DataFrame, begins: str, path: Path
) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """The rows below the headings, and for each wanted column its place and upper heading.

    Args:
        table: A sheet as text.
        begins: How the lower heading of a wanted column begins; blank where the headings stand in
            one row.
        path: The file, to name it.
    """
    starts = table.index[table.iloc[:, 0].str.startswith("Area Code")]
    if len(starts) != 1:
        raise _not_found(path, str(table.columns[0])[:8], "one row of headings 'Area Code'")
    lower = table.loc[starts[0]].tolist()
    upper = table.loc[: starts[0]].iloc[-2].tolist() if begins else lower
    wanted = [
        (place, str(upper[place]))
        for place, text in enumerate(lower)
        if place > 1 and str(text).startswith(begins) and upper[place]
    ]
    return table.loc[starts[0] + 1 :], wanted


def _long(
    body: pd.DataFrame, columns: Mapping[int, tuple[pd.Timestamp, str]], path: Path
) -> pd.DataFrame:
    """Columns ``area_code``, ``whole``, ``period_end``, ``offence_group`` and ``printed``."""
    rows = body[body.iloc[:, 0].str.fullmatch(AREA_CODE)]
    codes = rows.iloc[:, 0]
    expected = {
        code
        for code, area in all_areas().items()
        if area.area_type in ("police_force", "region", "country")
    }
    if set(codes) != expected or codes.duplicated().any():
        differing = sorted(expected ^ set(codes)) or sorted(codes[codes.duplicated()])
        raise _not_found(
            path, "a table", f"each of {len(expected)} places once; see {differing[:5]}"
        )
    wholes = codes.where(codes.str.startswith("E12") | (codes == WALES)).ffill().fillna("")
    parts = [
        pd.DataFrame(
            {
                "area_code": codes,
                "whole": wholes,
                "period_end": end,
                "offence_group": group,
                "printed": rows.iloc[:, place],
            }
        )
        for place, (end, group) in columns.items()
    ]
    long = pd.concat(parts)
    refuse_repeats(long, [*CELL, "offence_group"], path)
    return long


def _numbers(rows: pd.DataFrame, path: Path) -> pd.DataFrame:
    """The printed texts as counts; totals without all their forces are not available."""
    shown = _shown(rows, path)
    status = shown.map({True: "", False: "x"}).astype("str")
    counts = rows.reset_index(names="line").assign(status=status.to_numpy())
    numbers = whole_numbers(rows.loc[shown.to_numpy(), "printed"], path)
    counts["offences"] = pd.array([pd.NA] * len(counts), dtype="Int64")
    counts.loc[shown.to_numpy(), "offences"] = numbers.to_numpy()
    return _without_partial_totals(counts, "offences")


def _shown(rows: pd.DataFrame, path: Path) -> pd.Series:
    """Where a figure is printed and not a mark.

    Raises:
        SourceChangedError: If a text is neither.
    """
    shown = rows["printed"].str.fullmatch(NUMBER)
    strange = rows.loc[~shown & ~rows["printed"].isin([*NOT_AVAILABLE, FEW_PEOPLE]), "printed"]
    if len(strange):
        raise SourceChangedError(
            f"{path.name}, line {strange.index[0]}: expected a figure, 'NA', '..' or '+', found "
            f"{strange.iloc[0]!r}. {NEXT_STEP}"
        )
    return shown


def _without_partial_totals(rows: pd.DataFrame, value: str) -> pd.DataFrame:
    """Totals of regions and countries withdrawn where a force in them supplied nothing."""
    is_force = rows["area_code"].map({c: a.area_type for c, a in all_areas().items()})
    absent = rows[(is_force == "police_force") & (rows["status"] == "x")]
    cells = {
        (area, end, group)
        for whole, end, group in zip(
            absent["whole"], absent["period_end"], absent["offence_group"], strict=True
        )
        for area in (whole, WALES if whole == WALES else ENGLAND, ENGLAND_AND_WALES)
    }
    here = zip(rows["area_code"], rows["period_end"], rows["offence_group"], strict=True)
    partial = pd.Series([cell in cells for cell in here], index=rows.index)
    return rows.assign(
        **{value: rows[value].mask(partial), "status": rows["status"].mask(partial, "x")}
    )


def _check_agreement(latest: pd.DataFrame, totals: pd.DataFrame, path: Path) -> None:
    both = latest[latest["offence_group"] == "all_knife"].merge(
        totals, on=CELL, suffixes=("", "_of_p5")
    )
    wrong = both[(both["offences"] != both["offences_of_p5"]).fillna(False)]
    if both.empty or len(wrong):
        found = wrong.iloc[0]["area_code"] if len(wrong) else "no newest period"
        raise _not_found(path, "Table P5", f"the totals of table P4; see {found}")


def _end_of(heading: str, path: Path) -> pd.Timestamp:
    """Last day of 12 months written "Apr '10 to Mar '11".

    Raises:
        SourceChangedError: If the heading names anything else.
    """
    match = TWELVE_MONTHS.search(heading)
    months = list(month_abbr)
    if match and match[1] in months and match[3] in months:
        first = int(match[2]) * 12 + months.index(match[1])
        last = int(match[4]) * 12 + months.index(match[3])
        if last - first == 11:
            return last_day(2000 + int(match[4]), months.index(match[3]))
    raise _not_found(path, "a heading", f"12 months like \"Apr '10 to Mar '11\"; found {heading!r}")


def _not_found(path: Path, where: str, expected: str) -> SourceChangedError:
    return SourceChangedError(f"{path.name}, {where}: expected {expected}. {NEXT_STEP}")


SOURCE = Source(
    source_id="ons_pfa_knife",
    publisher="Office for National Statistics",
    title="Crime in England and Wales: police force area data tables, P4 to P6",
    landing_page=(
        "https://www.ons.gov.uk/peoplepopulationandcommunity/crimeandjustice/datasets/"
        "policeforceareadatatables"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=("ons_pfa/*.xlsx*", "ons_pfa_knife/*/*.xlsx*"),
    tables=(KNIFE_OFFENCES_BY_FORCE, KNIFE_OFFENCE_RATES_BY_FORCE),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Offences of selected serious kinds; ONS groups them otherwise than the Home Office's open "
        "data, and the two are never joined.",
        "Greater Manchester supplied nothing for the second half of 2019; totals without it are "
        "not available here.",
        "Surrey includes unbroken bottles and glass, which are outside the collection.",
    ),
)
