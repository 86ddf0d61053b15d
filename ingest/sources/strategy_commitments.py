"""The commitments listed in the London Knife Crime Strategy, in our words, with printed targets.

Targets are those printed with a number. Where another page than the list gives it, the page stands
in the text of the target. No progress is printed for any commitment. A due date stands only where
the strategy says by when something is to be done; the years a sum of money is for are no such date.
"Autumn 2017" ends with November. Statuses reported since go into files of the template
commitment_updates.
"""

from pathlib import Path

import pandas as pd

from data.areas import LONDON
from data.plan_tables import STRATEGY_COMMITMENTS
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
    with_area_types,
)
from ingest.source import PRINTED, Source, Tidied

COLUMNS = tuple(STRATEGY_COMMITMENTS.names[2:-3])


def tidy(path: Path) -> Tidied:
    """Read the commitments.

    Raises:
        SourceChangedError: If the columns are others.
    """
    rows = printed_rows(path, COLUMNS)
    page = pd.to_numeric(rows["page"]).astype("Int64")
    due = days(rows["due_date"])
    typed = rows.assign(page=page, due_date=due, area_code=LONDON, status="")
    return Tidied(
        vintage=STRATEGY_LAUNCHED,
        vintage_basis=PRINTED,
        tables={STRATEGY_COMMITMENTS.table_id: with_area_types(typed, SOURCE.source_id)},
    )


SOURCE = Source(
    source_id="strategy_commitments",
    publisher=GREATER_LONDON_AUTHORITY,
    title=f"{STRATEGY_TITLE}: commitments",
    landing_page=STRATEGY_PAGE,
    discovery=NOWHERE,
    raw_patterns=("strategy_commitments.csv",),
    kept_in=KEPT_IN,
    tables=(STRATEGY_COMMITMENTS,),
    tidy=tidy,
    release_every_months=0,
    licence=WORDS_OURS,
    notes=("As promised in June 2017; the strategy reports no progress.",),
)
