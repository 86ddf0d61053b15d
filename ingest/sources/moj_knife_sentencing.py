"""Knife and offensive weapon offences cautioned or sentenced (Ministry of Justice, pivot table).

No copy of the file is held: the module follows its documented columns, and the labels that public
code was seen to read from it. A row per year ending March, police force, disposal, age group,
number of previous convictions or cautions, gender, ethnicity as an officer saw it, and "Table",
with a "Count". Quirks:

- "Table" repeats the same offences: "All Knife and Offensive Weapon (P1)" is the sum of
  "Possession Offences Only (P2)" and "Threatening Offences Only (P3)". P2 and P3 are kept and P1,
  where the file has it, must be their sum.
- Disposals may carry a number before their name, as in "2) Immediate custody".
- Age groups are bands, as "10-17", "Aged 18 and over" or "Adult"; those that end at 17 or earlier
  are youths. Bands that overlap, such as "18+" beside "18-24", would count people twice and are
  refused.
- The British Transport Police and forces not known have no area. They are left out.
- Gender and ethnicity are added over, because their cross with force and age is mostly single
  people.
- Combinations without an offence have no row, so an absent cell is a zero.
"""

import re
from itertools import pairwise
from pathlib import Path

import pandas as pd

from data.areas import all_areas
from data.context_tables import KNIFE_SENTENCING
from data.errors import SourceChangedError
from ingest.raw_table import NEXT_STEP, known, last_day, read_rows, refuse_repeats, whole_numbers
from ingest.source import INFERRED, Discovery, Source, Tidied, inferred_vintage
from ingest.tidying import newest_period, tidy_rows

COLUMNS = {
    "year": ("Year_ending_March",),
    "force": ("Police_force",),
    "disposal": ("Disposal",),
    "age": ("Age_group",),
    "history": ("Previous_convictions_or_cautions",),
    "gender": ("Gender",),
    "ethnicity": ("Officer_identified_ethnicity",),
    "table": ("Table",),
    "count": ("Count",),
}
TABLES_READ = {"P1": "all", "P2": "possession", "P3": "threatening"}
WORDS_OF_DISPOSALS = {
    "caution": "caution",
    "immediate custody": "immediate_custody",
    "suspended sentence": "suspended_sentence",
    "community sentence": "community_sentence",
    "fine": "fine",
    "discharge": "discharge",
    "other": "other",
}
FORCES_KNOWN = "a police force of England or Wales, such as 'Metropolitan Police'"
DISPOSALS_KNOWN = f"a disposal that names one of: {', '.join(WORDS_OF_DISPOSALS)}"
HISTORIES_KNOWN = (
    "how often somebody was convicted or cautioned before, beginning with the number or with 'No "
    "previous', or 'Unknown'"
)
KINDS_KNOWN = (
    "a table that ends in (P1), (P2) or (P3), such as 'All Knife and Offensive Weapon (P1)', "
    "'Possession Offences Only (P2)' or 'Threatening Offences Only (P3)'"
)
NO_AREA = ("British Transport Police", "Unknown", "Not known", "Other")
OLDEST_YOUTH, OLDEST = 17, 999
AGES_IN_WORDS = {"adult": (18, OLDEST), "youth": (10, 17), "juvenile": (10, 17)}
AGES_ACCEPTED = "'10-17', 'Aged 18 and over', '18+', 'Youth', 'Adult' or 'Unknown'"
CELL = ["area_code", "period_end", "disposal", "age_group", "history"]


def tidy(path: Path) -> Tidied:
    """Read the file into occasions by force, year, disposal, age group and criminal history.

    Raises:
        SourceChangedError: If a column or label is not as described above, a row stands twice, or
            the table of all offences is not the sum of the two others.
    """
    rows = read_rows(path, COLUMNS)
    refuse_repeats(rows, [name for name in COLUMNS if name != "count"], path)
    named = pd.DataFrame(
        {
            "area_code": known(rows["force"], _forces(rows["force"]), path, expected=FORCES_KNOWN),
            "period_end": [last_day(int(year), 3) for year in _years(rows["year"], path)],
            "disposal": known(
                rows["disposal"], _disposals(rows["disposal"]), path, expected=DISPOSALS_KNOWN
            ),
            "age_group": known(rows["age"], _age_groups(rows["age"], path), path),
            "history": known(
                rows["history"], _histories(rows["history"]), path, expected=HISTORIES_KNOWN
            ),
            "offence_kind": known(rows["table"], _kinds(rows["table"]), path, expected=KINDS_KNOWN),
            "disposals": whole_numbers(rows["count"], path),
        }
    )
    kept = named[named["area_code"] != ""]
    counts = kept.groupby([*CELL, "offence_kind"], as_index=False)["disposals"].sum()
    parts = counts[counts["offence_kind"] != "all"].reset_index(drop=True)
    if parts.empty:
        raise SourceChangedError(
            f"{path.name}: expected rows of the tables P2 and P3 for some police force, found "
            f"none. {NEXT_STEP}"
        )
    _check_sum(counts[counts["offence_kind"] == "all"], parts, path)
    return Tidied(
        vintage=inferred_vintage(newest_period(parts)),
        vintage_basis=INFERRED,
        tables={
            "knife_sentencing": tidy_rows(
                parts, KNIFE_SENTENCING, SOURCE.source_id, period_type="financial_year"
            )
        },
    )


def _years(texts: pd.Series, path: Path) -> pd.Series:
    """Years from "2018" or "Mar-18" alike."""
    years = texts.str.extract(r"(\d{2,4})$")[0].where(texts.str.fullmatch(r"\D*\d{2,4}"), texts)
    numbers = whole_numbers(years.rename("year"), path)
    return numbers.mask(numbers < 100, numbers + 2000)


def _forces(names: pd.Series) -> dict[str, str]:
    """Area code by the publisher's name of a force; blank where it has no area."""
    codes = {
        _plain(area.area_name): code
        for code, area in all_areas().items()
        if area.area_type == "police_force"
    }
    codes |= {"london city of": codes["city of london"], "metropolitan": "E23000001"}
    codes |= {_plain(name): "" for name in NO_AREA}
    return {name: codes[_plain(name)] for name in names.unique() if _plain(name) in codes}


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", name.replace("&", " and ").lower()).split())


def _disposals(labels: pd.Series) -> dict[str, str]:
    found = {}
    for label in labels.unique():
        words = re.sub(r"^\d+\W+", "", label).lower()
        fitting = [ours for part, ours in WORDS_OF_DISPOSALS.items() if part in words]
        if fitting:
            found[label] = fitting[0]
    return found


def _histories(labels: pd.Series) -> dict[str, str]:
    """By the number a label begins with; a label that says so is not known."""
    found = {label: "unknown" for label in labels.unique() if label.lower() in ("unknown", "")}
    for label in labels.unique():
        if match := re.match(r"(\d+)", label):
            found[label] = "none" if int(match[1]) == 0 else "one_or_more"
        elif label.lower().startswith("no previous"):
            found[label] = "none"
    return found


def _kinds(labels: pd.Series) -> dict[str, str]:
    """By the number of the publisher's table in brackets."""
    found = {}
    for label in labels.unique():
        match = re.search(r"\((P\d)\)$", label)
        if match and match[1] in TABLES_READ:
            found[label] = TABLES_READ[match[1]]
    return found


def _age_groups(labels: pd.Series, path: Path) -> dict[str, str]:
    """Youth or adult by the ages a label names.

    Raises:
        SourceChangedError: If a label names no ages, or some on both sides of 18; or if two labels
            name the same ages.
    """
    found = {label: "unknown" for label in labels.unique() if label.lower() in ("unknown", "")}
    spans = {label: span for label in labels.unique() if (span := _span(label))}
    _refuse_overlaps(spans, path)
    for label, (low, high) in spans.items():
        if high <= OLDEST_YOUTH or low > OLDEST_YOUTH:
            found[label] = "youth" if high <= OLDEST_YOUTH else "adult"
    if strange := [label for label in labels.unique() if label not in found]:
        listed = ", ".join(repr(label) for label in strange)
        line = labels[labels.isin(strange)].index[0]
        raise SourceChangedError(
            f"{path.name}, line {line}, column '{COLUMNS['age'][0]}': expected ages that end at "
            f"17 or begin at 18, such as {AGES_ACCEPTED}, found {listed}. {NEXT_STEP}"
        )
    return found


def _refuse_overlaps(spans: dict[str, tuple[int, int]], path: Path) -> None:
    youngest_first = sorted(spans, key=lambda label: spans[label])
    for label, following in pairwise(youngest_first):
        if spans[following][0] <= spans[label][1]:
            raise SourceChangedError(
                f"{path.name}: the age groups '{label}' and '{following}' overlap, so people would "
                f"be counted twice. {NEXT_STEP}"
            )


def _span(label: str) -> tuple[int, int] | None:
    """First and last year of age that a label such as "10-17" or "Aged 18 and over" names."""
    words = re.sub(r"^age[ds]?\s+", "", label.strip().lower())
    if words.rstrip("s") in AGES_IN_WORDS:
        return AGES_IN_WORDS[words.rstrip("s")]
    if match := re.fullmatch(r"(\d+)\s*(?:-|–|to)\s*(\d+)", words):
        return int(match[1]), int(match[2])
    if match := re.fullmatch(r"(\d+)\s*(?:\+|(?:and|&|or) over)", words):
        return int(match[1]), OLDEST
    return None


def _check_sum(whole: pd.DataFrame, parts: pd.DataFrame, path: Path) -> None:
    if whole.empty:
        return
    sums = parts.groupby(CELL)["disposals"].sum()
    stated = whole.set_index(CELL)["disposals"]
    both = pd.concat([sums, stated], axis=1, keys=["sums", "stated"]).fillna(0)
    wrong = both.index[both["sums"] != both["stated"]]
    if len(wrong):
        raise SourceChangedError(
            f"{path.name}: expected the table of all offences (P1) to be the sum of P2 and P3, "
            f"which it is not for {wrong[0]}. {NEXT_STEP}"
        )


SOURCE = Source(
    source_id="moj_knife_sentencing",
    publisher="Ministry of Justice",
    title="Knife and Offensive Weapon Sentencing Statistics, pivot table",
    landing_page=(
        "https://www.gov.uk/government/collections/knife-possession-sentencing-quarterly"
    ),
    discovery=Discovery(kind="none"),
    raw_patterns=("moj_knife_sentencing/*.csv*", "moj_knife_sentencing/*/*.csv*"),
    tables=(KNIFE_SENTENCING,),
    tidy=tidy,
    release_every_months=0,
    notes=(
        "Cautions and convictions for possession of a knife or offensive weapon, or for "
        "threatening with one, by the force that prosecuted; not knife crime recorded by the "
        "police.",
        "No copy of the file is held; the module was tested on made-up files in its layout.",
    ),
)
