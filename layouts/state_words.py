"""What is known of how far a plan has come, in words: a number of actions says nothing of it."""

from datetime import date

import pandas as pd

from data.plan_tables import COMPLETE
from metrics.metric import Metric
from metrics.values import metric_values
from metrics.words import number

STATUS = "status"


def status_of(metric: Metric) -> str:
    """The dimension that says where each counted thing stands; blank where a measure has none."""
    return metric.also_called.get(STATUS, "")


def newest_state(metric: Metric, area_code: str, *, end: date | None = None) -> pd.DataFrame:
    """The values of the newest year by status, those of none left out."""
    rows = metric_values(metric.metric_id, area=area_code, by=(status_of(metric),), end=end)
    found: pd.DataFrame = rows[
        rows["period_end"].eq(rows["period_end"].max()) & rows["value"].gt(0)
    ]
    return found


def state_words(metric: Metric, rows: pd.DataFrame) -> str:
    """How many are complete and where the others stand, such as "1 of 87 actions complete".

    Args:
        metric: A measure that counts a state.
        rows: From `newest_state`, at least one.
    """
    counts = dict(zip(rows[status_of(metric)].astype("str"), rows["value"], strict=True))
    total, known = number(rows["value"].sum()), rows["vintage"].max()
    done = f"{number(counts.pop(COMPLETE, 0))} of {total} {rows['unit'].iloc[0]} complete"
    others = (f"{number(value)} {status}" for status, value in counts.items())
    return f"{', '.join([done, *others])} ({known:%B %Y})"
