"""Hospital admissions for assault by sharp object (NHS Digital, Hospital Episode Statistics).

A workbook that somebody re-published with sheets of his own; only the sheet `GOR-Data-Totals` is
read, which is the publisher's tabulation by region of residence and month, 2012-13 to 2021-22. Each
region has a column of finished admission episodes (FAEs) and one of finished consultant episodes
(FCEs); the admissions are read. Quirks:

- Below England, counts of 1 to 7 are `*` (withheld, status "c") and all others are rounded to 5.
- Months are rounded too and do not add up (London 2017-18: 1,190 against 1,200), so the years are
  the publisher's own total rows and never sums of months.
- The total row under the months of 2021-22 is labelled "2020-21 Total". Its place tells the year.
  Any other label that is not that of the months above it is refused.
- The title calls 2021-22 provisional.
- Columns of patients who live nowhere in an English region (abroad, elsewhere in the kingdom, not
  known) belong to no area and are left out; they are part of what England counts. Columns to the
  right of the headings are the re-publisher's.

No refresh date is printed: the vintage is inferred from the newest month.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from data.areas import all_areas
from data.context_tables import KNIFE_HOSPITAL_ADMISSIONS
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, last_day, read_tables, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

SHEET = "GOR-Data-Totals"
EPISODES, WITHHELD = "FAEs", "*"
MONTHS = (
    *("April", "May", "June", "July", "August", "September"),
    *("October", "November", "December", "January", "February", "March"),
)
YEAR = re.compile(r"(\d{4})-\d{2}")
TOTAL = re.compile(r"(\d{4}-\d{2}) total", re.IGNORECASE)
PROVISIONAL = re.compile(r"(\d{4})-\d{2} \(Provisional")
MISLABELLED = {"2021-22": "2020-21"}
REGIONS = {
    **{area.area_name: code for code, area in all_areas().items() if area.area_type == "region"},
    "East of England": "E12000006",
    "Yorkshire and The Humber": "E12000003",
    "England": "E92000001",
}
NO_REGION = (
    "England - Not Otherwise Specified",
    "Foreign (incl. Isle of Man & Channel Islands)",
    "Other UK Country",
    "Unknown",
)


def tidy(path: Path) -> Tidied:
    """Read the workbook into admissions by region, month and financial year.

    Raises:
        SourceChangedError: If the sheet, a region, month, total or count is not as described above.
    """
    sheets = read_tables(path)
    if SHEET not in sheets:
        raise SourceChangedError(
            f"{path.name}: expected a sheet '{SHEET}', found {list(sheets)}. {NEXT_STEP}"
        )
    table = sheets[SHEET]
    body, places = _below_headings(table, path)
    periods = pd.DataFrame(_periods(body, path)).set_index("line")
    printed = _printed(body.loc[periods.index], places).merge(periods, on="line")
    counts = printed.assign(
        admissions=_admissions(printed, path), status=_statuses(printed, str(table.columns[0]))
    )
    return Tidied(
        vintage=inferred_vintage(newest_period(counts)),
        vintage_basis=INFERRED,
        tables={
            "knife_hospital_admissions": tidy_rows(
                counts, KNIFE_HOSPITAL_ADMISSIONS, SOURCE.source_id
            )
        },
    )


def _below_headings(table: pd.DataFrame, path: Path) -> tuple[pd.DataFrame, dict[int, str]]:
    """The rows below the two heading rows, and the area code of each column of admissions."""
    starts = table.index[table.iloc[:, 0] == "Year"]
    if len(starts) != 1:
        raise SourceChangedError(f"{path.name}, {SHEET}: expected one row 'Year'. {NEXT_STEP}")
    units = table.loc[starts[0]].tolist()
    regions = table.loc[: starts[0]].iloc[-2].tolist()
    named = {place: str(regions[place]) for place, unit in enumerate(units) if unit == EPISODES}
    strange = [name for name in named.values() if name not in {*REGIONS, *NO_REGION}]
    absent = {*REGIONS.values()} - {REGIONS.get(name, "") for name in named.values()}
    if strange or absent:
        raise SourceChangedError(
            f"{path.name}, {SHEET}: expected the regions of England, found the columns "
            f"{list(named.values())}. {NEXT_STEP}"
        )
    return table.loc[starts[0] + 1 :], {
        place: REGIONS[name] for place, name in named.items() if name in REGIONS
    }


def _periods(body: pd.DataFrame, path: Path) -> Iterator[dict[str, object]]:
    """For each row of counts its line, period type and last day, in the order of the sheet."""
    year, months = "", 0
    for line, label, month in zip(body.index, body.iloc[:, 0], body.iloc[:, 1], strict=True):
        if label.startswith("Source"):
            continue
        if total := TOTAL.fullmatch(label):
            if months != len(MONTHS) or total[1] not in {year, MISLABELLED.get(year)}:
                raise _misplaced(path, line, f"the total of 12 months of {year}", label)
            first, months = int(year[:4]), 0
            end = last_day(first + 1, 3)
            yield {"line": line, "period_type": "financial_year", "period_end": end}
            continue
        year = label or year
        if not YEAR.fullmatch(year) or month != MONTHS[months % len(MONTHS)]:
            raise _misplaced(path, line, f"{MONTHS[months % len(MONTHS)]} of a year", month)
        end = last_day(int(year[:4]) + (months > 8), (months + 3) % 12 + 1)
        months += 1
        yield {"line": line, "period_type": "month", "period_end": end}


def _misplaced(path: Path, line: object, expected: str, found: str) -> SourceChangedError:
    return SourceChangedError(
        f"{path.name}, {SHEET}, line {line}: expected {expected}, found '{found}'. {NEXT_STEP}"
    )


def _printed(rows: pd.DataFrame, places: dict[int, str]) -> pd.DataFrame:
    """Columns ``line``, ``area_code`` and ``admissions`` as text."""
    columns = rows.iloc[:, [*places]].set_axis([*places.values()], axis=1)
    named = columns.rename_axis(index="line").reset_index()
    return named.melt("line", var_name="area_code", value_name="admissions")


def _admissions(printed: pd.DataFrame, path: Path) -> pd.Series:
    shown = printed.set_index("line", drop=False)["admissions"]
    kept = (shown != WITHHELD).to_numpy()
    numbers = pd.Series(pd.NA, index=printed.index, dtype="Int64")
    numbers[kept] = whole_numbers(shown[kept], path).to_numpy()
    return numbers


def _statuses(printed: pd.DataFrame, title: str) -> pd.Series:
    """Withheld, provisional or final."""
    first = [int(year) for year in PROVISIONAL.findall(title)]
    provisional = [
        (end.year if end.month >= 4 else end.year - 1) in first for end in printed["period_end"]
    ]
    status = pd.Series(provisional, printed.index).map({True: "p", False: ""})
    return status.mask(printed["admissions"] == WITHHELD, "c")


SOURCE = Source(
    source_id="nhs_x99",
    publisher="NHS Digital (now NHS England)",
    title="Hospital Episode Statistics: assault by sharp object (X99)",
    landing_page=(
        "https://digital.nhs.uk/data-and-information/publications/statistical/"
        "hospital-admitted-patient-care-activity"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=("nhs_hes/*.xlsx*", "nhs_x99/*/*.xlsx*"),
    tables=(KNIFE_HOSPITAL_ADMISSIONS,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Below England every count is rounded to 5, and counts of 1 to 7 are withheld.",
        "Months are rounded one by one, so years are the publisher's totals and not their sums.",
        "The copy held is a tabulation that somebody re-published; only the publisher's own sheets "
        "are read.",
    ),
)
