"""Young people's first offences."""

import pandas as pd

from metrics.metric import LOWER_IS_BETTER, PUBLISHED, Metric


def entrant_rates(first_time_entrants: pd.DataFrame) -> pd.DataFrame:
    """First-time entrants per 100,000 aged 10 to 17, by borough and for London, as published.

    Args:
        first_time_entrants: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``numerator`` (the printed rate, missing where none
        is available), ``status`` and ``vintage``.

    Source:
        Youth Justice Board, via the Department for Education.
    """
    columns = ["area_code", "period_end", "entrants_per_100000", "status", "vintage"]
    return first_time_entrants[columns].rename(columns={"entrants_per_100000": "numerator"})


FIRST_TIME_ENTRANTS = Metric(
    metric_id="first_time_entrants",
    title="First-time entrants to the youth justice system",
    short_title="First-time entrants",
    tier="context",
    kind=PUBLISHED,
    unit="young people per 100,000 aged 10 to 17",
    definition="Young people aged 10 to 17 who received their first caution or conviction in the "
    "calendar year, for any offence, per 100,000 of that age living in the borough, as published.",
    numerator="young people with a first caution or conviction, not published with the rate",
    denominator="people aged 10 to 17, as the publisher has them",
    direction=LOWER_IS_BETTER,
    no_interval="the rates are published without counts, and residents aged 10 to 17 are not held.",
    base_period="calendar_year",
    whole_from_parts=False,
    period_types={"borough": ("calendar_year",), "region": ("calendar_year",)},
    period_note="The Youth Justice Board's rates are of years.",
    area_note="It is published for boroughs and for London as a region.",
    inputs=("first_time_entrants",),
    source_ids=("yjb_first_time_entrants",),
    caveats=(
        "Rates as published: no counts are given, so there is no interval, and boroughs cannot be "
        "added or averaged.",
        "The file says only the year; it is taken for the calendar year, as in the Youth Justice "
        "Board's table by local authority.",
        "All offences, not knife offences.",
        "It falls when fewer cases are brought as well as when fewer offences happen.",
        "The City of London has none, nor have Richmond upon Thames in 2021 and Kensington and "
        "Chelsea in 2023.",
    ),
    compute=entrant_rates,
)
