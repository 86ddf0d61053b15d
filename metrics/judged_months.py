"""Every month of a measure in one place, with the limits of those months that are judged."""

from datetime import date

import pandas as pd

from metrics.signals import signal_points
from metrics.values import metric_values

LIMITS = ("charted", "adjusted", "centre", "limit_lower", "limit_upper", "segment", "trial")
SIGNALS = ("rules", "direction")
MONTH = "month"


def judged_months(metric_id: str, *, area: str, start: date | None = None) -> pd.DataFrame:
    """The months of one place as they are published, and what the control chart says of each.

    Args:
        metric_id: A measure that has control charts.
        area: One area by code, name or slug.
        start: Leave out months that end before this day; limits rest on earlier months as well.

    Returns:
        The columns of `metrics.values.metric_values`, by month in order of time, then ``charted``
        (what the limits belong to: without the season where ``adjusted``), ``centre``,
        ``limit_lower``, ``limit_upper``, ``segment``, ``trial``, ``rules`` and ``direction`` as
        `metrics.signals.signal_points` gives them; missing, or blank and 0, where a month is not
        judged because it lies before the chart.

    Raises:
        ParameterError: If the measure has no control charts, or none by month for the place.
        NotHeldError: If the measure is not held for the place.

    Source:
        That of the measure.
    """
    months = metric_values(metric_id, area=area, period_type=MONTH, start=start)
    points = signal_points(metric_id, area=area)
    points = points.rename(columns={"lower": "limit_lower", "upper": "limit_upper"})
    judged = points[["period_end", *LIMITS, *SIGNALS]]
    joined = months.merge(judged, on="period_end", how="left", validate="one_to_one")
    kinds = {"direction": "int64", "period_end": months["period_end"].dtype}
    return joined.fillna({"rules": "", "direction": 0}).astype(kinds)
