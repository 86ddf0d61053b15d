"""A group of measures that one file fills: their charts, or what is missing and how to load it."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from layouts.components.exhibit import exhibit
from layouts.components.not_loaded import not_loaded
from layouts.components.printed_figures import printed_figures
from layouts.exhibit import Exhibit, by_name
from layouts.static_html import printed
from layouts.supplied import supplied_exhibit
from metrics.catalogue import METRICS


def supplied(metric_ids: Sequence[str], *, path: str) -> list[Component]:
    """The measures' charts with the figures printed of them; a card for those without a file."""
    metrics = [METRICS[metric_id] for metric_id in metric_ids]
    found = {metric.metric_id: supplied_exhibit(metric, path=path) for metric in metrics}
    shown = [one for one in found.values() if one is not None]
    absent = [metric for metric in metrics if found[metric.metric_id] is None]
    loaded = [metric for metric in metrics if metric not in absent]
    return [
        *(exhibit(one) for one in shown),
        *([printed(printed_figures(loaded))] if loaded else []),
        *([printed(not_loaded(absent))] if absent else []),
    ]


def supplied_exhibits(metric_ids: Sequence[str], *, path: str) -> Mapping[str, Exhibit]:
    """The exhibits of all such measures of a page."""
    found = (supplied_exhibit(METRICS[metric_id], path=path) for metric_id in metric_ids)
    return by_name(*(one for one in found if one is not None))
