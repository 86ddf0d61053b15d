"""Southwark's action plan of 2017 to 2019: 87 actions with the status printed in 2017.

The words of actions are ours. The document prints no date: the newest day its progress column
names is in July 2017, so that month is taken. Nothing later is known from it; statuses reported
since go into files of the template action_plan_updates, to whose table the plan adds no row.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from data.plan_tables import ACTION_PLAN_UPDATES
from ingest.printed import KEPT_IN, NOWHERE, WORDS_OURS, tidied_template
from ingest.source import Source, Tidied
from ingest.templates.action_plan import ACTION_PLAN

NEWEST_DAY_NAMED = date(2017, 7, 31)


def tidy(path: Path) -> Tidied:
    """Read the plan.

    Raises:
        ImportRefusedError: If a row is not as the template says.
    """
    tidied = tidied_template(
        path, ACTION_PLAN, source_id=SOURCE.source_id, vintage=NEWEST_DAY_NAMED, inferred=True
    )
    nothing_since = ACTION_PLAN_UPDATES.schema.empty_table().to_pandas(date_as_object=False)
    return replace(tidied, tables={**tidied.tables, ACTION_PLAN_UPDATES.table_id: nothing_since})


SOURCE = Source(
    source_id="southwark_plan",
    publisher="London Borough of Southwark",
    title="Knife Crime and Knife Carrying Action Plan 2017-2019",
    landing_page="https://www.southwark.gov.uk/community-safety/tackling-knife-crime-in-southwark",
    discovery=NOWHERE,
    raw_patterns=("action_plans/southwark-2017-2019.csv",),
    kept_in=KEPT_IN,
    tables=(*ACTION_PLAN.tables, ACTION_PLAN_UPDATES),
    tidy=tidy,
    release_every_months=0,
    licence=WORDS_OURS,
    notes=("Status as printed in 2017; nothing later is known from the document.",),
)
