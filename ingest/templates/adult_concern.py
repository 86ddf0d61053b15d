"""Adults who say that knife crime is a problem where they live, from the Public Attitude Survey."""

from collections.abc import Iterable, Mapping

import pandas as pd

from data.context_tables import KNIFE_QUESTION, PUBLIC_ATTITUDES
from ingest.templates.template import (
    PERCENT,
    Coverage,
    Record,
    Template,
    TemplateColumn,
    period_end,
    place,
)


def aggregate(records: Iterable[Record], _stated: Coverage | None) -> Mapping[str, pd.DataFrame]:
    """Percentages by area and quarter, as the holder printed them."""
    rows = pd.DataFrame(
        [(record["area"], record["period_end"], record["agree_pct"]) for record in records],
        columns=["area_code", "period_end", "agree_pct"],
    )
    typed = rows.assign(
        period_end=pd.to_datetime(rows["period_end"]).astype("datetime64[s]"),
        agree_pct=rows["agree_pct"].astype("float64"),
        period_type="quarter",
        question=KNIFE_QUESTION,
        status="",
    )
    return {PUBLIC_ATTITUDES.table_id: typed}


TEMPLATE = Template(
    template_id="adult_concern",
    title="Adults' concern about knife crime, a row for each place and quarter",
    holder=PUBLIC_ATTITUDES.holder,
    columns=(
        place("borough", "police_force"),
        period_end("quarter"),
        TemplateColumn(
            name="agree_pct",
            kind=PERCENT,
            description="Adults who say knife crime is a problem where they live, of those asked",
        ),
    ),
    key=("area", "period_end"),
    tables=(PUBLIC_ATTITUDES,),
    aggregate=aggregate,
    example=lambda: (
        ("E23000001", "2018-06-30", "20.5"),
        ("E09000028", "2018-06-30", "26.0"),
        ("E09000006", "2018-06-30", "7.5"),
    ),
    notes=(
        "Percentages as the survey prints them; for London take the row of the whole survey, never "
        "a mean of boroughs.",
    ),
)
