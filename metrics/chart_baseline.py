"""Whether limits can be frozen on a named period: long enough, held, and with no break since."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from data.breaks import NOT_COMPARABLE, breaks_of
from data.errors import ParameterError
from data.periods import add_months
from metrics import words
from metrics.control_limits import ChartSettings
from metrics.metric import Metric

Baseline = tuple[date, date]


def check_baseline(
    metric: Metric, values: pd.DataFrame, first_days: Sequence[date], settings: ChartSettings
) -> None:
    """Refuse a baseline that limits must not be drawn from.

    Args:
        metric: The measure.
        values: Its monthly rows of the places charted; months left out of charts are not in them.
        first_days: Days on which limits start afresh.
        settings: With the baseline, if there is one.

    Raises:
        ParameterError: If the baseline has fewer months than limits need, ends after the newest
            month charted, has too few months with figures in every place, or if limits start
            afresh within it or after it.
    """
    if settings.baseline is None:
        return
    newest = values.loc[values["value"].notna(), "period_end"].max().date()
    named, needed = baseline_words(settings.baseline), settings.minimum_points
    if months_in(settings.baseline) < needed:
        raise ParameterError(
            f"The baseline {named} has {months_in(settings.baseline)} months; limits need "
            f"{needed} at least, and {settings.firm_points} to be firm."
        )
    if settings.baseline[1] > newest:
        raise ParameterError(
            f"{metric.metric_id} is charted to {newest:%B %Y}. End the baseline by then."
        )
    _check_breaks(metric, first_days, settings.baseline, newest)
    held = _most_held(values, settings.baseline)
    if held < needed:
        raise ParameterError(
            f"Of the baseline {named} no place has more than {held} months of {metric.metric_id}; "
            f"limits need {needed} at least."
        )


def baseline_words(baseline: Baseline) -> str:
    """The months of a baseline, by years alone where they are whole years."""
    return words.span(*baseline)


def months_in(baseline: Baseline) -> int:
    """How many months a baseline has."""
    first, last = baseline
    return (last.year - first.year) * 12 + last.month - first.month + 1


def window_start(newest: date, months: int, settings: ChartSettings) -> date:
    """The day after which months are charted: the newest so many, and all since a baseline."""
    usual = add_months(newest, -months)
    if settings.baseline is None:
        return usual
    return min(usual, add_months(settings.baseline[0], -1))


def _check_breaks(
    metric: Metric, first_days: Sequence[date], baseline: Baseline, newest: date
) -> None:
    """Limits hold for the months that can be compared with those they are drawn from."""
    since = next((day for day in first_days if baseline[0] < day <= newest), None)
    if since is None:
        return
    titles = {
        entry.first_day: entry.title
        for entry in breaks_of(metric.metric_id)
        if entry.comparable == NOT_COMPARABLE
    }
    why = titles.get(since, "you ask for limits afresh from there")
    where = "within" if since <= baseline[1] else "after"
    raise ParameterError(
        f"The baseline {baseline_words(baseline)} cannot serve the newest months: limits of "
        f"{metric.metric_id} start afresh on {words.day(since)}, {where} it ({why}). Choose one "
        "that begins on that day or later."
    )


def _most_held(values: pd.DataFrame, baseline: Baseline) -> int:
    first, last = (pd.Timestamp(day) for day in baseline)
    own = values[values["value"].notna() & values["period_end"].between(first, last)]
    return int(own.groupby("area_code").size().max()) if len(own) else 0
