"""The words in which values are asked for, on the command line and over HTTP alike."""

from typing import NamedTuple


class Parameter(NamedTuple):
    """One choice: what it does, and whether it may be given more than once."""

    words: str
    is_repeatable: bool = False


PARAMETERS: dict[str, Parameter] = {
    "area": Parameter("GSS code, name or slug; again for more.", is_repeatable=True),
    "period-type": Parameter(
        "month, quarter, rolling_12_months, financial_year or calendar_year; the shortest offered "
        "if left out."
    ),
    "from": Parameter("Only periods that end on or after this day."),
    "to": Parameter("Only periods that end by this day."),
    "on": Parameter(
        "The one day to judge a state on, such as what is past due; only for measures that take "
        "one: action_plan_progress and commitment_progress."
    ),
    "as": Parameter("count or rate; the measure's usual way if left out."),
    "as-of": Parameter("Only what had been published by this day."),
    "by": Parameter("Break down by this; again for more.", is_repeatable=True),
    "format": Parameter("csv, json or parquet; csv if left out."),
}
"""Each by its name, which follows two hyphens on the command line."""

MEDIA_TYPES: dict[str, str] = {
    "csv": "text/csv",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}
"""What each format is called over HTTP; its keys are the formats there are."""

FORMATS = tuple(MEDIA_TYPES)
