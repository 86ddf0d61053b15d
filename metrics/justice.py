"""What courts and police do with knife offences, and young people's first offences."""

import pandas as pd

from metrics.metric import LOWER_IS_BETTER, NO_JUDGEMENT, PUBLISHED, SHARE, Metric, fixed

YEAR = ("financial_year",)
LEAST_CASES = 30


def share_of_disposals(knife_sentencing: pd.DataFrame, *, column: str, value: str) -> pd.DataFrame:
    """Occasions with one outcome or history beside all of them, by force, year and age.

    Args:
        knife_sentencing: Rows of the table of that name.
        column: "disposal" or "history".
        value: The value of that column that is counted. Occasions whose value is "unknown" are in
            neither count.

    Returns:
        Columns ``area_code``, ``period_end``, ``age_group``, ``numerator``, ``denominator``
        (Int64), ``status`` and ``vintage``.

    Source:
        Ministry of Justice, Knife and Offensive Weapon Sentencing Statistics.
    """
    known = knife_sentencing[knife_sentencing[column] != "unknown"]
    counted = known["disposals"].where(known[column] == value, 0)
    columns = ["area_code", "period_end", "age_group", "status", "vintage"]
    return known[columns].assign(numerator=counted, denominator=known["disposals"])


_CAVEATS = (
    "Offences of possession and of threatening with a knife or offensive weapon, by the force that "
    "prosecuted; injuries and robberies with a knife are dealt with under other offences.",
    "Cautioned and sentenced occasions of the year, whenever the offence was committed.",
    "Shares of fewer than 30 occasions are withheld, because chance would decide them.",
    "No copy of the Ministry's file is held; the layout is its documented one and was tested on "
    "made-up files.",
)


def _sentencing(
    metric_id: str,
    *,
    titles: tuple[str, str],
    definition: str,
    parts: tuple[str, str],
    counted: tuple[str, str],
    caveats: tuple[str, ...] = (),
) -> Metric:
    return Metric(
        metric_id=metric_id,
        title=titles[0],
        short_title=titles[1],
        tier="secondary",
        kind=SHARE,
        unit="percent of occasions",
        definition=definition,
        numerator=parts[0],
        denominator=parts[1],
        direction=NO_JUDGEMENT,
        decimals=1,
        minimum=LEAST_CASES,
        base_period="financial_year",
        whole_from_parts=False,
        period_types={"police_force": YEAR},
        period_note="The Ministry of Justice gives years ending in March.",
        area_note="It is published by police force only.",
        dimensions={"age_group": ("youth", "adult")},
        inputs=("knife_sentencing",),
        source_ids=("moj_knife_sentencing",),
        caveats=(*caveats, *_CAVEATS),
        compute=fixed(share_of_disposals, column=counted[0], value=counted[1]),
    )


_ALL = "occasions on which a knife or offensive weapon offence was cautioned or sentenced"
KNIFE_SENTENCING_CUSTODY_RATE = _sentencing(
    "knife_sentencing_custody_rate",
    titles=("Knife offences dealt with by immediate custody", "Custody rate"),
    definition="Occasions on which a knife or offensive weapon offence led to immediate custody, "
    "as a percentage of all occasions on which one was cautioned or sentenced in the year.",
    parts=("occasions that led to immediate custody", _ALL),
    counted=("disposal", "immediate_custody"),
    caveats=(
        "Cautions are in the denominator, as in the shares the strategy prints (37% of adults, 11% "
        "of youths); among convictions alone the share is higher.",
    ),
)
KNIFE_SENTENCING_CAUTION_RATE = _sentencing(
    "knife_sentencing_caution_rate",
    titles=("Knife offences dealt with by a caution", "Caution rate"),
    definition="Occasions on which a knife or offensive weapon offence led to a caution, as a "
    "percentage of all occasions on which one was cautioned or sentenced in the year.",
    parts=("occasions that led to a caution", _ALL),
    counted=("disposal", "caution"),
)
KNIFE_SENTENCING_REPEAT_SHARE = _sentencing(
    "knife_sentencing_repeat_share",
    titles=("Knife offenders cautioned or sentenced before", "Repeat share"),
    definition="Occasions on which the offender had been convicted or cautioned for a knife or "
    "offensive weapon offence before, as a percentage of the occasions in the year for which that "
    "is known.",
    parts=("occasions with an earlier conviction or caution for such an offence", _ALL),
    counted=("history", "one_or_more"),
    caveats=("Occasions are counted, so somebody dealt with twice in a year counts twice.",),
)


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
