"""What a chart draws around its values and a reader may want out of the way for a while."""

from figures.chart import COMPARISON, FOCUS, Chart, TimeChart
from figures.control import ControlChart
from figures.funnel import FunnelChart
from figures.rows import RowChart

INTERVALS, LIMITS = "intervals", "limits"


def bounds(chart: Chart) -> str:
    """Whether it draws intervals or limits.

    Returns:
        "intervals", "limits", or a blank where it draws neither.
    """
    if isinstance(chart, ControlChart):
        return LIMITS if chart.limits else ""
    if isinstance(chart, FunnelChart):
        return LIMITS if any(one.runs for one in chart.limits) else ""
    if isinstance(chart, TimeChart):
        return INTERVALS if chart.intervals and _has_intervals(chart) else ""
    if isinstance(chart, RowChart):
        has = any(row.lower is not None and row.upper is not None for row in chart.rows)
        return INTERVALS if has else ""
    return ""


def _has_intervals(chart: TimeChart) -> bool:
    drawn = (series for series in chart.series if series.role in (FOCUS, COMPARISON))
    return any(point.lower is not None for series in drawn for point in series.points)
