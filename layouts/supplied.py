"""Measures that only a supplied file can fill: their chart where one is loaded."""

from data.areas import LONDON, METROPOLITAN_POLICE, all_areas
from data.breaks import breaks_of
from data.errors import NotHeldError, TableMissingError
from figures.change_over_time import annotations, line_chart
from layouts.exhibit import Exhibit
from layouts.gap_chart import gaps
from layouts.parts_chart import parts
from layouts.shown import asked, shown
from metrics.gaps import every_group
from metrics.metric import DIFFERENCE, Metric
from metrics.offers import period_types_for
from metrics.values import metric_values

WHOLE = (METROPOLITAN_POLICE, LONDON)


def supplied_exhibit(metric: Metric, *, path: str) -> Exhibit | None:
    """The figures of the whole of London, or failing that of the first place that has any.

    Nothing where no file is loaded, or no figure of it may be shown.
    """
    place = _place(metric)
    if not place:
        return None
    if metric.kind == DIFFERENCE:
        return gaps(metric, all_areas()[place], path=path)
    if metric.no_total:
        return parts(metric, all_areas()[place], path=path)
    period_type = period_types_for(metric, all_areas()[place].area_type)[0]
    figures = asked(metric.metric_id, place, period_type=period_type)
    breaks, events = annotations(breaks_of(metric.metric_id))
    chart = line_chart(
        figures.values,
        metric,
        focus=place,
        intervals=True,
        chart_id=metric.metric_id.replace("_", "-"),
        breaks=breaks,
        events=events,
    )
    return shown(chart, figures, metric.metric_id, path=path)


def _place(metric: Metric) -> str:
    """Code of the place shown; blank where nothing is held."""
    try:
        values = metric_values(metric.metric_id, by=every_group(metric))
    except (TableMissingError, NotHeldError):
        return ""
    held = values.dropna(subset=["value"])["area_code"]
    codes = sorted(set(held) & set(all_areas()))
    return next((code for code in (*WHOLE, *codes) if code in codes), "")
