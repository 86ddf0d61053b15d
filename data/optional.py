"""Tables that a reader can do without: no rows stand for one that is not loaded."""

from datetime import date

import pandas as pd

from data.store import editions, read_table
from data.tables import TABLES
from data.writing import no_rows


def rows_held(table_id: str, *, as_of: date | None = None) -> pd.DataFrame:
    """A table as `data.store.read_table` gives it, or no rows where it is not loaded.

    Raises:
        SnapshotError: If the file is not the one the manifest describes.
    """
    return read_table(table_id, as_of=as_of) if editions(table_id) else no_rows(TABLES[table_id])
