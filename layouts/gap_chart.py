"""Gaps between groups of people asked: a dot with its interval for each group."""

from collections.abc import Mapping

import pandas as pd

from data.areas import Area
from figures.distribution import dot_chart
from figures.rows import Reference, Row
from layouts.answer_words import plain_period
from layouts.exhibit import Exhibit
from layouts.shown import asked, shown
from metrics.gaps import GROUP
from metrics.metric import Metric
from metrics.values import metric_values

GROUPS: Mapping[str, str] = {
    "asian": "Asian, against White",
    "black": "Black, against White",
    "mixed": "Mixed, against White",
    "other_ethnicity": "Other ethnic groups, against White",
    "female": "Women, against men",
    "disabled": "Disabled, against not disabled",
    "aged_16_24": "Aged 16 to 24, against 25 and over",
}
QUARTER = "quarter"
ABSENCES: Mapping[str, str] = {"u": "too few asked", "c": "withheld"}
"""Why a gap has no value, by its status."""


def gaps(metric: Metric, area: Area, *, path: str) -> Exhibit:
    """Every gap of a place in the newest quarter that has any.

    Args:
        metric: A measure of the kind "difference", with a figure of the place.
        area: The place.
        path: Address of the page it stands on.
    """
    rows = metric_values(metric.metric_id, area=area.area_code, by=(GROUP,))
    end = rows.dropna(subset=["value"])["period_end"].max().date()
    figures = asked(
        metric.metric_id, area.area_code, period_type=QUARTER, start=end, end=end, by=(GROUP,)
    )
    held = {str(row[GROUP]): row for _, row in figures.values.iterrows()}
    period = plain_period(QUARTER, end)
    chart = dot_chart(
        [_row(held[group], name) for group, name in GROUPS.items() if group in held],
        {
            "chart_id": metric.metric_id.replace("_", "-"),
            "title": _title(metric, figures.values, period),
            "measure": metric.title,
            "place": area.label,
            "period": period,
            "unit": metric.unit,
            "decimals": metric.decimals,
            "category": "Group",
        },
        reference=Reference(value=0, name="No gap"),
    )
    return shown(chart, figures, metric.metric_id, path=path)


def _title(metric: Metric, values: pd.DataFrame, period: str) -> str:
    """How many gaps lie beyond what chance brings, without saying whose is largest."""
    known = values.dropna(subset=["value"])
    beyond = int(((known["lower"] > 0) | (known["upper"] < 0)).sum())
    gaps_in_words = "gap that can" if len(known) == 1 else "gaps that can"
    return (
        f"{metric.short_title}, {period}: of {len(known)} {gaps_in_words} be shown, {beyond} "
        f"{'is' if beyond == 1 else 'are'} wider than chance alone would often bring"
    )


def _row(row: pd.Series, name: str) -> Row:
    is_held = not pd.isna(row["value"])
    value, lower, upper = (
        float(row[column]) if is_held else None for column in ("value", "lower", "upper")
    )
    counted = f"{row['numerator']:,} of {row['denominator']:,} asked" if is_held else ""
    absence = "" if is_held else ABSENCES.get(str(row["status"]), "no figure")
    return Row(
        name=name,
        value=value,
        lower=lower,
        upper=upper,
        status=str(row["status"]),
        detail=counted,
        absence=absence,
    )
