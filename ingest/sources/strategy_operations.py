"""The one week of Operation Sceptre that the strategy prints: May 2017, the day not given.

Kept in the layout of the import template for operations, so that later weeks add to it. "Over
1,800" activities is a bound, not a count: the row carries the status of an estimate.
"""

from pathlib import Path

from ingest.printed import (
    GREATER_LONDON_AUTHORITY,
    KEPT_IN,
    NOWHERE,
    STRATEGY_LAUNCHED,
    STRATEGY_PAGE,
    STRATEGY_TITLE,
    WORDS_OURS,
    tidied_template,
)
from ingest.source import Source, Tidied
from ingest.templates.operations import TEMPLATE


def tidy(path: Path) -> Tidied:
    """Read the printed week.

    Raises:
        ImportRefusedError: If a row is not as the template says.
    """
    return tidied_template(path, TEMPLATE, source_id=SOURCE.source_id, vintage=STRATEGY_LAUNCHED)


SOURCE = Source(
    source_id="strategy_operations",
    publisher=GREATER_LONDON_AUTHORITY,
    title=f"{STRATEGY_TITLE}: one week of Operation Sceptre in May 2017",
    landing_page=STRATEGY_PAGE,
    discovery=NOWHERE,
    raw_patterns=("operation_*.csv",),
    kept_in=KEPT_IN,
    tables=TEMPLATE.tables,
    tidy=tidy,
    release_every_months=0,
    licence=WORDS_OURS,
    notes=("One week, shown in the month it lies in; it says nothing about other weeks.",),
)
