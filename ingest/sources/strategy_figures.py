"""The figures printed in the two documents of 2017, typed by hand with page and qualifier.

Many are rounded in print ("over 4,400"): the qualifier says so, and only an exact one is the number
itself. The labels of the chart of yearly totals are scrambled in the document's text, so the year
of each is inferred; the reasoning stands in the note of the row.
"""

from pathlib import Path

import pandas as pd

from data.plan_tables import PUBLISHED_FIGURES
from ingest.printed import (
    GREATER_LONDON_AUTHORITY,
    KEPT_IN,
    NOWHERE,
    STRATEGY_LAUNCHED,
    STRATEGY_PAGE,
    STRATEGY_TITLE,
    WORDS_OURS,
    days,
    printed_rows,
)
from ingest.source import PRINTED, Source, Tidied

COLUMNS = tuple(PUBLISHED_FIGURES.names[:-3])


def tidy(path: Path) -> Tidied:
    """Read the printed figures.

    Raises:
        SourceChangedError: If the columns are others.
    """
    rows = printed_rows(path, COLUMNS)
    typed = rows.assign(
        period_start=days(rows["period_start"]),
        period_end=days(rows["period_end"]),
        printed_value=pd.to_numeric(rows["printed_value"]).astype("float64"),
        page=pd.to_numeric(rows["page"]).astype("Int64"),
        status="",
        source_id=SOURCE.source_id,
    )
    return Tidied(
        vintage=STRATEGY_LAUNCHED,
        vintage_basis=PRINTED,
        tables={PUBLISHED_FIGURES.table_id: typed},
    )


SOURCE = Source(
    source_id="strategy_figures",
    publisher=GREATER_LONDON_AUTHORITY,
    title=f"{STRATEGY_TITLE}: printed figures, with four of the Southwark action plan",
    landing_page=STRATEGY_PAGE,
    discovery=NOWHERE,
    raw_patterns=("published_figures.csv",),
    kept_in=KEPT_IN,
    tables=(PUBLISHED_FIGURES,),
    tidy=tidy,
    release_every_months=0,
    licence=WORDS_OURS,
    notes=("Figures as printed in 2017; later editions of the same statistics differ.",),
)
