"""Measures without a total: a bar with its interval for each value they are asked by."""

from collections.abc import Iterator, Mapping

import pandas as pd

from data.areas import Area
from figures.distribution import bar_chart
from figures.rows import Row
from layouts.answer_words import plain_period
from layouts.exhibit import Exhibit
from layouts.shown import asked, shown
from metrics.metric import SHARE, Metric
from metrics.offers import period_types_for
from metrics.values import metric_values
from metrics.words import number

ABSENCES: Mapping[str, str] = {"u": "too few", "c": "withheld", "z": "none to divide by"}
"""Why a part has no value, by its status."""


def parts(metric: Metric, area: Area, *, path: str) -> Exhibit:
    """Every part of a measure in a place, in the newest period that has any.

    Args:
        metric: A measure without a total, with a figure of the place.
        area: The place.
        path: Address of the page it stands on.
    """
    (dimension,) = metric.no_total
    period_type = period_types_for(metric, area.area_type)[0]
    rows = metric_values(
        metric.metric_id, area=area.area_code, period_type=period_type, by=(dimension,)
    )
    end = rows.dropna(subset=["value"])["period_end"].max().date()
    figures = asked(
        metric.metric_id,
        area.area_code,
        period_type=period_type,
        start=end,
        end=end,
        by=(dimension,),
    )
    words, period = dimension.replace("_", " "), plain_period(period_type, end)
    chart = bar_chart(
        [*_rows(metric, figures.values, dimension)],
        {
            "chart_id": metric.metric_id.replace("_", "-"),
            "title": f"{metric.title}, {period}, by {words}",
            "measure": metric.title,
            "place": area.label,
            "period": period,
            "unit": metric.unit,
            "decimals": metric.decimals,
            "category": words.capitalize(),
        },
    )
    return shown(chart, figures, metric.metric_id, path=path)


def _rows(metric: Metric, values: pd.DataFrame, dimension: str) -> Iterator[Row]:
    """The values in the order the measure lists them, in that of the alphabet where it lists none.

    Their order says nothing of their size.
    """
    held = {str(row[dimension]): row for _, row in values.iterrows()}
    listed = metric.dimensions[dimension] or tuple(held)
    for name in listed:
        if name in held:
            yield _row(metric, held[name], name.replace("_", " "))


def _row(metric: Metric, row: pd.Series, name: str) -> Row:
    is_held = not pd.isna(row["value"])
    value, lower, upper = (
        float(row[column]) if is_held and not pd.isna(row[column]) else None
        for column in ("value", "lower", "upper")
    )
    return Row(
        name=name[:1].upper() + name[1:],
        value=value,
        lower=lower,
        upper=upper,
        status=str(row["status"]),
        detail=_counts(row) if is_held and metric.kind == SHARE else "",
        absence="" if is_held else ABSENCES.get(str(row["status"]), "no figure"),
    )


def _counts(row: pd.Series) -> str:
    return f"{number(row['numerator'])} of {number(row['denominator'])}"
