"""Victims of knife crime, one row a victim and crime: repeat victimisation."""

from collections.abc import Iterable, Mapping

import pandas as pd

from data.restricted_tables import METROPOLITAN_POLICE_SERVICE, REPEAT_VICTIMISATION
from ingest.person_level import covered_days, gather, repeat_rows
from ingest.templates import people
from ingest.templates.template import Coverage, Record, Template, choice

KINDS = ("knife_crime", "knife_injury")


def aggregate(records: Iterable[Record], stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """Victimisations by year and borough, and those followed by another within 12 months."""
    events, _ = gather(records)
    rows = repeat_rows(events, covered_days(events, stated), REPEAT_VICTIMISATION)
    return {REPEAT_VICTIMISATION.table_id: rows}


TEMPLATE = Template(
    template_id="victims",
    title="Victims of knife crime, a row for each victim and crime",
    holder=METROPOLITAN_POLICE_SERVICE,
    columns=(
        people.PERSON,
        people.DATE,
        people.CRIME_REFERENCE,
        people.AREA,
        choice("offence_kind", "Knife crime, or knife crime with injury", KINDS),
        people.DOMESTIC_ABUSE,
    ),
    key=("person", "crime_reference", "offence_kind"),
    tables=(REPEAT_VICTIMISATION,),
    aggregate=aggregate,
    check=people.check_place,
    example=lambda: people.made_up_events(1, KINDS, people=900),
    personal=True,
    notes=(
        people.IN_MEMORY,
        people.NEVER_CLEAR,
        people.ONE_IMPORT,
        "A financial year gives a figure when the extract covers it and the 12 months after it.",
    ),
)
