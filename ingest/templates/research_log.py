"""Research and evaluations about knife crime in London: a reading list."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from data.restricted_tables import RESEARCH_LOG
from ingest.templates.template import (
    DAY,
    Coverage,
    Record,
    Template,
    TemplateColumn,
    choice,
    place,
    words,
)
from ingest.withholding import as_rows


def aggregate(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """One row a publication, in the year it was published."""
    rows = [
        {
            **record,
            "area_code": record["area"],
            "period_type": "calendar_year",
            "period_end": date(record["published"].year, 12, 31),
            "address": record["address"] or "",
            "publications": 1,
        }
        for record in records
    ]
    return {RESEARCH_LOG.table_id: as_rows(rows, RESEARCH_LOG).assign(status="")}


TEMPLATE = Template(
    template_id="research_log",
    title="Research and evaluations, a row for each publication",
    holder=RESEARCH_LOG.holder,
    columns=(
        place(),
        TemplateColumn(name="published", kind=DAY, description="Day of publication"),
        words("topic", "Subject, such as County Lines"),
        choice("kind", "What it is", ("research", "evaluation")),
        words("title", "Title of the publication", longest=400),
        words("publisher", "Who published it"),
        words("address", "Where it can be read", required=False, longest=500),
    ),
    key=("topic", "title"),
    tables=(RESEARCH_LOG,),
    aggregate=aggregate,
    example=lambda: (
        (
            "E12000007",
            "2018-06-30",
            "County Lines",
            "research",
            "Made-up study of County Lines",
            "Made-up institute",
            "",
        ),
    ),
)
