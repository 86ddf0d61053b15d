"""Which periods of which places may still be revised, for tables that carry no flag themselves."""

from collections.abc import Iterable
from datetime import date

import pandas as pd

Moving = frozenset[tuple[str, date]]
"""Area code and last day of each period that may still be revised."""


def moving_cells(rows: pd.DataFrame) -> Moving:
    """The places and periods that rows of `metrics.values.metric_values` mark as provisional."""
    own = rows[rows["provisional"].to_numpy(dtype=bool)]
    days = own["period_end"].to_numpy("datetime64[D]").tolist()
    return frozenset(zip(own["area_code"], days, strict=True))


def flags(moving: Moving, area_codes: Iterable[str], ends: Iterable[pd.Timestamp]) -> list[bool]:
    """Whether each of these places and last days is among those that may still be revised."""
    return [(code, end.date()) in moving for code, end in zip(area_codes, ends, strict=True)]
