"""How courts and police deal with knife and offensive weapon offences, by force and year."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.context_tables import DISPOSALS, HISTORIES, OFFENCE_KINDS, SENTENCED_AGES
from metrics.metric import COUNT, NO_JUDGEMENT, SHARE, Metric, fixed

YEAR = ("financial_year",)
LEAST_CASES = 30
CAUTION, CUSTODY = "caution", "immediate_custody"
PARTS = ("disposal", "history", "offence_kind", "age_group")
AT_COURT = tuple(one for one in DISPOSALS if one != CAUTION)
_COUNTED = ["area_code", "period_end", *PARTS, "numerator", "status", "vintage"]


def occasions(knife_sentencing: pd.DataFrame) -> pd.DataFrame:
    """Occasions cautioned or sentenced, by force, year, disposal, history, offence kind and age.

    Args:
        knife_sentencing: Rows of the table of that name.

    Returns:
        Columns ``area_code``, ``period_end``, ``disposal``, ``history``, ``offence_kind``,
        ``age_group``, ``numerator`` (Int64), ``status`` and ``vintage``. The file lists what
        happened, so every combination it names anywhere has a row for each force and year it
        covers, zeros included. Each occasion is in one row.

    Source:
        Ministry of Justice, Knife and Offensive Weapon Sentencing Statistics.
    """
    covered = knife_sentencing.groupby(["area_code", "period_end"], observed=True, as_index=False)
    cells = covered.agg(newest=("vintage", "max"))
    for name in PARTS:
        held = sorted(knife_sentencing[name].astype("str").unique())
        cells = cells.merge(pd.Series(held, name=name, dtype="str"), how="cross")
    texts = knife_sentencing.astype(dict.fromkeys(("area_code", *PARTS, "status"), "str"))
    both = cells.astype({"area_code": "str"}).merge(texts, how="left")
    return both.assign(
        numerator=both["disposals"].astype("Int64").fillna(0),
        status=both["status"].fillna(""),
        vintage=both["vintage"].fillna(both["newest"]),
    )[_COUNTED]


def share_of_occasions(
    knife_sentencing: pd.DataFrame, *, column: str, value: str, among: Sequence[str] = DISPOSALS
) -> pd.DataFrame:
    """Occasions with one outcome or history beside all of them.

    Args:
        knife_sentencing: Rows of the table of that name.
        column: "disposal" or "history".
        value: The value of that column that is counted. Occasions whose value is "unknown" are in
            neither count.
        among: The disposals whose occasions are counted at all.

    Returns:
        The columns of `occasions` with ``denominator`` (Int64) besides.

    Source:
        Ministry of Justice, Knife and Offensive Weapon Sentencing Statistics.
    """
    rows = occasions(knife_sentencing)
    known = rows[(rows[column] != "unknown") & rows["disposal"].isin(among)]
    counted = known["numerator"].where(known[column] == value, 0)
    return known.assign(numerator=counted, denominator=known["numerator"])


def court_outcomes(knife_sentencing: pd.DataFrame) -> pd.DataFrame:
    """Occasions with each outcome beside all that a court sentenced.

    Args:
        knife_sentencing: Rows of the table of that name.

    Returns:
        The columns of `occasions` without cautions, with ``denominator`` (Int64) besides: the
        occasions sentenced with the same history, kind of offence and age.

    Source:
        Ministry of Justice, Knife and Offensive Weapon Sentencing Statistics.
    """
    rows = occasions(knife_sentencing)
    sentenced = rows[rows["disposal"] != CAUTION]
    alike = [name for name in ("area_code", "period_end", *PARTS) if name != "disposal"]
    whole = sentenced.groupby(alike)["numerator"].transform("sum")
    return sentenced.assign(denominator=whole)


_CAVEATS = (
    "Offences of possession and of threatening with a knife or offensive weapon, by the force that "
    "prosecuted; injuries and robberies with a knife are dealt with under other offences.",
    "Cautioned and sentenced occasions of the year, whenever the offence was committed; somebody "
    "dealt with twice in a year counts twice.",
    "The file says nothing of how long a sentence was.",
    "No copy of the Ministry's file is held; the layout is its documented one and was tested on "
    "made-up files.",
)
_FEW = "Shares of fewer than 30 occasions are withheld, because chance would decide them."
_DIMENSIONS = {
    "offence_kind": OFFENCE_KINDS,
    "age_group": SENTENCED_AGES,
    "history": HISTORIES,
}


def _declared(
    metric_id: str, titles: tuple[str, str], *, caveats: tuple[str, ...], **declared: Any
) -> Metric:
    """A measure of the Ministry's file: what all of them have, and what it declares besides."""
    return Metric(
        metric_id=metric_id,
        title=titles[0],
        short_title=titles[1],
        tier="secondary",
        direction=NO_JUDGEMENT,
        base_period="financial_year",
        whole_from_parts=False,
        period_types={"police_force": YEAR},
        period_note="The Ministry of Justice gives years ending in March.",
        area_note="It is published by police force only.",
        inputs=("knife_sentencing",),
        source_ids=("moj_knife_sentencing",),
        caveats=(*caveats, *_CAVEATS),
        **declared,
    )


_SHARE: dict[str, Any] = {
    "kind": SHARE,
    "unit": "percent of occasions",
    "decimals": 1,
    "minimum": LEAST_CASES,
}


def _sentencing(
    metric_id: str,
    *,
    titles: tuple[str, str],
    definition: str,
    parts: tuple[str, str],
    counted: tuple[str, str],
    among: Sequence[str] = DISPOSALS,
    caveats: tuple[str, ...] = (),
) -> Metric:
    """A share of one disposal or history among all that have one."""
    column, value = counted
    return _declared(
        metric_id,
        titles,
        definition=definition,
        numerator=parts[0],
        denominator=parts[1],
        dimensions={name: held for name, held in _DIMENSIONS.items() if name != column},
        caveats=(*caveats, _FEW),
        compute=fixed(share_of_occasions, column=column, value=value, among=among),
        **_SHARE,
    )


_ALL = "occasions on which a knife or offensive weapon offence was cautioned or sentenced"
_SENTENCED = "occasions on which a court sentenced a knife or offensive weapon offence"
_OTHER_THAN_CAUTION = (
    "Every disposal but a caution follows a conviction, so all others are taken as sentenced."
)

KNIFE_SENTENCING_DISPOSALS = _declared(
    "knife_sentencing_disposals",
    ("Knife offences cautioned or sentenced", "Knife offences dealt with"),
    kind=COUNT,
    unit="occasions",
    definition="Occasions on which a knife or offensive weapon offence was cautioned or sentenced "
    "in the year: all disposals, histories, kinds of offence and ages together, unless broken "
    "down.",
    numerator=_ALL,
    dimensions={"disposal": DISPOSALS, **_DIMENSIONS},
    caveats=(
        "The number follows how much the police search and what they bring to justice, as well as "
        "how many people carry.",
    ),
    compute=occasions,
)
KNIFE_SENTENCING_COURT_OUTCOMES = _declared(
    "knife_sentencing_court_outcomes",
    ("Outcomes of knife offences at court", "Court outcomes"),
    definition="Occasions on which a court dealt with a knife or offensive weapon offence in one "
    "way, such as a community sentence, as a percentage of all on which a court sentenced one in "
    "the year. Cautions are in neither count.",
    numerator="occasions sentenced in that way",
    denominator=_SENTENCED,
    dimensions={"disposal": AT_COURT, **_DIMENSIONS},
    no_total={"disposal": "the shares of all outcomes together are always 100%"},
    caveats=(
        "The shares of one year are parts of a whole: where one is larger, others are smaller.",
        _OTHER_THAN_CAUTION,
        _FEW,
    ),
    compute=court_outcomes,
    **_SHARE,
)
KNIFE_SENTENCING_CUSTODY_RATE = _sentencing(
    "knife_sentencing_custody_rate",
    titles=("Knife offences dealt with by immediate custody", "Custody rate"),
    definition="Occasions on which a knife or offensive weapon offence led to immediate custody, "
    "as a percentage of all occasions on which one was cautioned or sentenced in the year.",
    parts=("occasions that led to immediate custody", _ALL),
    counted=("disposal", CUSTODY),
    caveats=(
        "Cautions are in the denominator, as in the shares the strategy prints (37% of adults, 11% "
        "of youths); among convictions alone, which knife_sentencing_custody_of_convicted has, the "
        "share is higher.",
    ),
)
KNIFE_SENTENCING_CUSTODY_OF_CONVICTED = _sentencing(
    "knife_sentencing_custody_of_convicted",
    titles=("Convicted knife offenders given immediate custody", "Custody of convicted"),
    definition="Occasions on which a court gave immediate custody for a knife or offensive weapon "
    "offence, as a percentage of all on which a court sentenced one in the year. Cautions are in "
    "neither count.",
    parts=("occasions that led to immediate custody", _SENTENCED),
    counted=("disposal", CUSTODY),
    among=AT_COURT,
    caveats=(
        "Not the custody rate, which has cautions in its denominator: where cautions grow rarer, "
        "that one rises and this one need not.",
        _OTHER_THAN_CAUTION,
    ),
)
KNIFE_SENTENCING_CAUTION_RATE = _sentencing(
    "knife_sentencing_caution_rate",
    titles=("Knife offences dealt with by a caution", "Caution rate"),
    definition="Occasions on which a knife or offensive weapon offence led to a caution, as a "
    "percentage of all occasions on which one was cautioned or sentenced in the year.",
    parts=("occasions that led to a caution", _ALL),
    counted=("disposal", CAUTION),
    caveats=(
        "The strategy speaks of cautions for possession: the breakdown by kind of offence has "
        "possession apart from threatening.",
    ),
)
KNIFE_SENTENCING_REPEAT_SHARE = _sentencing(
    "knife_sentencing_repeat_share",
    titles=("Knife offenders cautioned or sentenced before", "Repeat share"),
    definition="Occasions on which the offender had been convicted or cautioned for a knife or "
    "offensive weapon offence before, as a percentage of the occasions in the year for which that "
    "is known.",
    parts=("occasions with an earlier conviction or caution for such an offence", _ALL),
    counted=("history", "one_or_more"),
)
