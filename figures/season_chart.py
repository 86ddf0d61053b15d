"""How the months of a usual year differ from each other: the season taken out of a series."""

from collections.abc import Mapping

from figures.distribution import dot_chart
from figures.rows import Reference, Row, RowChart
from figures.words import number
from metrics.metric import Metric

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def season_chart(
    effects: Mapping[int, float], metric: Metric, *, place: str, period: str, chart_id: str
) -> RowChart:
    """What each month of the year adds to or takes from the average month.

    Args:
        effects: By number of the month, 1 to 12, in the metric's unit.
        metric: The measure, for its words.
        place: Name of the place.
        period: The months the season was found in, in words.
        chart_id: Name of the chart.

    Raises:
        ValueError: If a month of the year is missing.
    """
    if sorted(effects) != list(range(1, 13)):
        raise ValueError(f"A season has twelve months; found {sorted(effects)}.")
    rows = [Row(name=MONTHS[month - 1], value=effects[month]) for month in range(1, 13)]
    return dot_chart(
        rows,
        {
            "chart_id": chart_id,
            "title": _finding(effects, metric),
            "measure": f"{metric.title}, season",
            "place": place,
            "period": period,
            "unit": f"{metric.unit} above or below the average month",
            "decimals": max(metric.decimals, 1),
            "category": "Month",
        },
        reference=Reference(value=0, name="average month"),
        notes=("Found by STL (season and trend by local regression) in the months shown above.",),
    )


def _finding(effects: Mapping[int, float], metric: Metric) -> str:
    highest, lowest = (choose(effects, key=lambda m: effects[m]) for choose in (max, min))
    wide = effects[highest] - effects[lowest]
    decimals = 0 if wide >= 10 else 1
    return (
        f"In a usual year {MONTHS[highest - 1]} is highest and {MONTHS[lowest - 1]} lowest, "
        f"{number(wide, decimals)} {metric.unit} apart"
    )
