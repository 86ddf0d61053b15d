"""How the months of a usual year differ from each other: the season taken out of a series."""

from figures.distribution import dot_chart
from figures.rows import Reference, Row, RowChart
from figures.words import number, span
from metrics.metric import Metric
from metrics.season_profile import SeasonProfile
from metrics.stable_season import LEVEL
from metrics.words import inside

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def season_chart(found: SeasonProfile, metric: Metric, *, place: str, chart_id: str) -> RowChart:
    """What each month of the year adds to or takes from the average month.

    Args:
        found: The season, with the test whether it is more than chance.
        metric: The measure, for its words.
        place: Name of the place.
        chart_id: Name of the chart.

    Raises:
        ValueError: If a month of the year is missing.
    """
    effects = found.effects
    if sorted(effects) != list(range(1, 13)):
        raise ValueError(f"A season has twelve months; found {sorted(effects)}.")
    rows = [Row(name=MONTHS[month - 1], value=effects[month]) for month in range(1, 13)]
    return dot_chart(
        rows,
        {
            "chart_id": chart_id,
            "title": _finding(found, metric, place),
            "measure": f"{metric.title}, season",
            "place": place,
            "period": span(found.first, found.last),
            "unit": f"{metric.unit} above or below the average month",
            "decimals": max(metric.decimals, 1),
            "category": "Month",
        },
        basis=_basis(found.p_value),
        reference=Reference(value=0, name="average month"),
        notes=("Found by STL (season and trend by local regression) in the months shown above.",),
    )


def _finding(found: SeasonProfile, metric: Metric, place: str) -> str:
    if not found.is_beyond_chance:
        return f"No season beyond chance in {inside(metric.short_title)} in {place}"
    effects = found.effects
    highest, lowest = (choose(effects, key=lambda m: effects[m]) for choose in (max, min))
    wide = effects[highest] - effects[lowest]
    decimals = 0 if wide >= 10 else 1
    return (
        f"In a usual year {MONTHS[highest - 1]} is highest and {MONTHS[lowest - 1]} lowest, "
        f"{number(wide, decimals)} {metric.unit} apart"
    )


def _basis(p_value: float) -> str:
    """The test behind the title, in words."""
    return (
        f"Without a season, chance alone would make months differ this much in {_cases(p_value)} "
        "(F test for a stable season); only below 1 in 100 is it called one."
    )


def _cases(p_value: float) -> str:
    if p_value < 0.001:
        return "fewer than 1 in 1,000 cases"
    if p_value < LEVEL:
        return f"{min(9, round(p_value * 1000))} in 1,000 cases"
    return f"{round(p_value * 100)} in 100 cases"
