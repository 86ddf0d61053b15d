"""Suspects in knife and weapon offences, and their time in prison: repeats, habitual carriers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data.restricted_tables import HABITUAL_CARRIERS, METROPOLITAN_POLICE_SERVICE, REPEAT_OFFENDING
from ingest.person_level import PRISON_SPELL, carrier_rows, covered_days, gather, repeat_rows
from ingest.person_rules import KNIFE_INJURY, POSSESSION
from ingest.templates import people
from ingest.templates.template import DAY, Coverage, Record, Template, TemplateColumn, choice

OFFENCE = "offence"
KINDS = (*POSSESSION, KNIFE_INJURY, "knife_crime")
OF_OFFENCES = ("crime_reference", "area", "offence_kind", "domestic_abuse")


def aggregate(records: Iterable[Record], stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """Offences followed by another of the same suspect, and people who meet the police rule."""
    events, spells = gather(records)
    coverage = covered_days(events, stated)
    return {
        REPEAT_OFFENDING.table_id: repeat_rows(events, coverage, REPEAT_OFFENDING),
        HABITUAL_CARRIERS.table_id: carrier_rows(events, spells, coverage),
    }


def check(record: Record) -> Iterator[tuple[str, str]]:
    """What does not fit the kind of row."""
    yield from people.check_place(record)
    is_spell = record["record"] == PRISON_SPELL
    for name in OF_OFFENCES:
        if is_spell and record[name] is not None:
            yield name, "expected a blank in a prison spell"
        if not is_spell and record[name] is None:
            yield name, "expected a value in an offence, found a blank"
    if not is_spell and record["end_date"] is not None:
        yield "end_date", "expected a blank in an offence"
    if is_spell and record["end_date"] is not None and record["end_date"] < record["date"]:
        yield "end_date", "expected a day not before the first day of the spell"


def example() -> Iterator[Sequence[str]]:
    """Made-up offences, and a made-up prison spell for every tenth person."""
    for line in people.made_up_events(2, KINDS, people=900):
        person, day, reference, area, kind, domestic_abuse = line
        yield person, OFFENCE, day, "", reference, area, kind, domestic_abuse
    for number in range(0, 900, 10):
        yield f"made-up-{number:04d}", PRISON_SPELL, "2021-01-10", "2021-09-30", "", "", "", ""


def _optional(column: TemplateColumn) -> TemplateColumn:
    words = column.description[0].lower() + column.description[1:]
    return replace(column, required=False, description=f"For an offence: {words}")


TEMPLATE = Template(
    template_id="suspects",
    title="Suspects in knife and weapon offences, a row for each suspect and crime or prison spell",
    holder=METROPOLITAN_POLICE_SERVICE,
    columns=(
        people.PERSON,
        choice("record", "What the row is", (OFFENCE, PRISON_SPELL)),
        TemplateColumn(
            name="date", kind=DAY, description="Day of the offence, or first day in prison"
        ),
        TemplateColumn(
            name="end_date",
            kind=DAY,
            description="For a prison spell: last day in prison; blank while it goes on",
            required=False,
        ),
        _optional(people.CRIME_REFERENCE),
        _optional(people.AREA),
        _optional(
            choice(
                "offence_kind",
                "Possession of an offensive weapon, of a knife or of a bladed article; knife "
                "injury; or other knife crime",
                KINDS,
            )
        ),
        _optional(people.DOMESTIC_ABUSE),
    ),
    key=("person", "record", "date", "crime_reference", "offence_kind"),
    tables=(REPEAT_OFFENDING, HABITUAL_CARRIERS),
    aggregate=aggregate,
    check=check,
    example=example,
    personal=True,
    notes=(
        people.IN_MEMORY,
        people.NEVER_CLEAR,
        people.ONE_IMPORT,
        "Being a suspect is enough; no charge or conviction is needed.",
        "A financial year gives a repeat figure when the extract covers it and the 12 months after "
        "it; the last day of a quarter gives habitual carriers when it covers the 24 months to it.",
    ),
)
