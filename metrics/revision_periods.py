"""By which periods the revisions of a measure are shown, and what to ask where they are not."""

from collections.abc import Sequence

from data.areas import METROPOLITAN_POLICE, Area
from data.errors import ParameterError
from metrics.metric import COUNT, VICTIMISATION, Metric

ROLLING = "rolling_12_months"
RELATIVE = (COUNT, VICTIMISATION)
"""Kinds of measures whose revisions are stated in percent of the earlier value."""


def period_of(metric: Metric) -> str:
    """The period whose figures are followed through the vintages.

    Returns:
        The base period of the measure; 12 months where it is stated over these only.
    """
    offered = metric.offered_period_types
    return metric.base_period if metric.base_period in offered else ROLLING


def check_followed(metric: Metric, places: Sequence[Area] | None) -> None:
    """Refuse what no file's figures are followed for, and say what can be asked.

    Args:
        metric: A measure.
        places: Those asked for; None for all.

    Raises:
        ParameterError: For measures without a total, and for places where the period is withheld.
    """
    past = f"'knife-crime values {metric.metric_id}"
    if metric.no_total:
        name, why = next(iter(metric.no_total.items()))
        raise ParameterError(
            f"Revisions are those of a total, and {metric.metric_id} has none over {name}: {why}. "
            f"What had been published by a day: {past} --by {name} --as-of DAY'."
        )
    period = period_of(metric)
    for place in places or ():
        offered = metric.period_types.get(place.area_type, ())
        if offered and period not in offered:
            raise ParameterError(
                f"Revisions of {metric.metric_id} are followed by {period}, and {place.label} is "
                f"not shown so. Ask for {METROPOLITAN_POLICE}; or for what had been published by "
                f"a day: {past} --area {place.area_code} --period-type {offered[0]} --as-of DAY'."
            )
