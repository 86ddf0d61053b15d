"""Columns and rules that the two person-level templates share."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from data.areas import CITY_OF_LONDON
from ingest.templates.template import (
    CHOICE,
    DAY,
    NO,
    PLACE,
    PSEUDONYM,
    TEXT,
    YES,
    Record,
    TemplateColumn,
)

PERSON = TemplateColumn(
    name="person",
    kind=PSEUDONYM,
    description="Pseudonym of the person, the same in every row and known to nobody else",
    longest=64,
)
DATE = TemplateColumn(name="date", kind=DAY, description="Day of the offence")
CRIME_REFERENCE = TemplateColumn(
    name="crime_reference",
    kind=TEXT,
    description="Reference of the crime, so that lines of one crime count once",
    longest=40,
)
AREA = TemplateColumn(
    name="area",
    kind=PLACE,
    description="Borough of the offence, by GSS code or name; 'Unknown' where it is not known",
    area_types=("borough", "airports", "unknown_place"),
)
DOMESTIC_ABUSE = TemplateColumn(
    name="domestic_abuse",
    kind=CHOICE,
    description="Whether the record carries the domestic abuse flag",
    allowed=(YES, NO),
)
IN_MEMORY = (
    "Rows about people are counted while the file is read. Nothing of a row is stored, no message "
    "repeats what a cell holds, and counts below 5 are withheld together with as many others as "
    "keep totals from giving them away."
)
NEVER_CLEAR = (
    "Make the pseudonym by a keyed hash and keep the key: a nominal number, a name or a date of "
    "birth is none."
)
ONE_IMPORT = "A new import replaces the last one, so supply the whole period each time."


def check_place(record: Record) -> Iterator[tuple[str, str]]:
    """Whether the place is one of the Metropolitan Police."""
    if record["area"] == CITY_OF_LONDON:
        yield "area", "expected a borough of the Metropolitan Police; the City has its own police"


EXAMPLE_PLACES = ("E09000022", "E09000025", "E09000028", "E09000030", "E09000012", "Unknown")
EXAMPLE_FIRST_DAY = date(2019, 4, 1)
EXAMPLE_DAYS = 4 * 365


def made_up_events(seed: int, kinds: tuple[str, ...], *, people: int) -> Iterator[tuple[str, ...]]:
    """Made-up lines: person, date, crime reference, area, kind, domestic abuse flag."""
    chance = random.Random(seed)
    number = 0
    for person in range(people):
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            number += 1
            day = EXAMPLE_FIRST_DAY + timedelta(days=chance.randrange(EXAMPLE_DAYS))
            yield (
                f"made-up-{person:04d}",
                day.isoformat(),
                f"MADEUP{number:05d}",
                chance.choice(EXAMPLE_PLACES),
                chance.choice(kinds),
                chance.choice((YES, NO, NO, NO)),
            )
