"""Tables read column by column."""

import numpy as np
import pandas as pd

from metrics.columns import records


def test_rows_are_told_by_the_names_of_their_columns():
    rows = pd.DataFrame(
        {
            "area_code": pd.array(["E1", "E2"], dtype="string"),
            "value": [1.5, np.nan],
            "period_end": pd.to_datetime(["2026-01-31", "2026-02-28"]),
        }
    )
    first, second = records(rows, "period_end", "area_code")
    assert first == {"period_end": pd.Timestamp("2026-01-31"), "area_code": "E1"}
    assert second["area_code"] == "E2"
    whole = list(records(rows))
    assert list(whole[0]) == ["area_code", "value", "period_end"]
    assert type(whole[0]["value"]) is float
    assert np.isnan(whole[1]["value"])
    assert list(records(rows[:0])) == []
