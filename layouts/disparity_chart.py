"""Disparity between groups in stop and search: the chart, and how to read it."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from data.areas import Area
from data.search_tables import OFFICER_DEFINED, SELF_DEFINED
from data.store import read_table
from figures.distribution import dot_chart
from figures.rows import Reference, Row
from layouts.answer_words import plain_period
from layouts.exhibit import Exhibit
from layouts.search_charts import PATH, QUARTER, ROLLING
from layouts.shown import Figures, called, shown
from metrics.disparity_now import newest_disparity
from metrics.search_disparity import DEFAULTS, SEARCH_DISPARITY
from metrics.values import metric_values
from metrics.words import number, percentage

RESIDENTS = "residents_by_ethnicity"
"""Figures of one day, by which searches of any period are divided: their source is named too."""

BASES: Mapping[str, str] = {
    SELF_DEFINED: "As people stated it",
    OFFICER_DEFINED: "As the officer saw it",
}
GROUPS: Mapping[str, str] = {
    "asian": "Asian",
    "black": "Black",
    "mixed": "Mixed",
    "other": "Other",
    "white": "White",
}
COMPARED: Mapping[str, str] = {"white": "White people", "everyone": "everyone"}
OBJECTS: Mapping[str, str] = {
    "all": "everything",
    "weapons": "weapons",
    "section_60": "section 60",
    "controlled_drugs": "drugs",
    "stolen_goods": "stolen goods",
    "other": "other things",
}
READING, PROOF, *OTHERS = SEARCH_DISPARITY.caveats[:4]
GUIDE = (READING, PROOF)
LIMITS = tuple(OTHERS)
"""How to read a ratio, and what limits it, as the measure itself says it."""


def disparity(area: Area, comparator: str, wanted: str, query: str) -> Exhibit | None:
    """The ratio of each group in the newest 12 months; nothing where none can be stated."""
    figures = _figures(area, comparator, wanted)
    if figures is None:
        return None
    values = figures.values
    period = plain_period(values["period_type"].iloc[0], values["period_end"].iloc[0].date())
    chart = dot_chart(
        [
            _row(values.loc[index], comparator)
            for basis in BASES
            for index in values.index[values["ethnicity_basis"] == basis]
        ],
        {
            "chart_id": "disparity",
            "title": _title(values, comparator, period),
            "measure": f"Searches for {OBJECTS[wanted]} per resident of each ethnic group, against "
            f"those of {COMPARED[comparator]}",
            "place": area.label,
            "period": period,
            "unit": "times the rate",
            "decimals": 1,
            "category": "Ethnic group",
        },
        logarithmic=True,
        reference=Reference(value=1, name=f"As often as {COMPARED[comparator]}"),
    )
    drawn = shown(chart, figures, SEARCH_DISPARITY.metric_id, path=PATH, query=query)
    return replace(drawn, since=read_table(RESIDENTS)["period_end"].min().date())


def unknown_share(area: Area) -> str:
    """How many people searched have no known ethnicity, in a sentence; blank where not held."""
    for period_type in (ROLLING, QUARTER):
        rows = metric_values(
            "search_ethnicity_unknown",
            area=area.area_code,
            period_type=period_type,
            by=("ethnicity_basis",),
        ).dropna(subset=["value"])
        if len(rows):
            newest = rows[rows["period_end"] == rows["period_end"].max()]
            shares = newest.set_index("ethnicity_basis")["value"]
            period = plain_period(period_type, newest["period_end"].iloc[0].date())
            return (
                f"In {period}, {percentage(shares[SELF_DEFINED])} of the people searched have no "
                f"ethnicity stated by themselves, and {percentage(shares[OFFICER_DEFINED])} none "
                "noted by the officer. They are in no group."
            )
    return ""


def bounds(values: pd.DataFrame) -> str:
    """What those of unknown ethnicity could make of the ratio in the title; blank without one."""
    chosen = _headline(values)
    if pd.isna(chosen["lowest"]):
        return ""
    return (
        f"Depending on who they were, the ratio in the title could lie anywhere from "
        f"{number(chosen['lowest'], 1)} to {number(chosen['highest'], 1)}. The table has these "
        "bounds, the counts, the residents and the share not known for every group."
    )


def _headline(values: pd.DataFrame) -> pd.Series:
    """The row that the title is of: what the measure gives unless asked otherwise."""
    basis = values["ethnicity_basis"] == DEFAULTS["ethnicity_basis"]
    return values[basis & (values["ethnicity"] == DEFAULTS["ethnicity"])].iloc[0]


def _figures(area: Area, comparator: str, wanted: str) -> Figures | None:
    for period_type in (ROLLING, QUARTER):
        figures = called(
            newest_disparity,
            area.area_code,
            comparator=comparator,
            searched_for=wanted,
            period_type=period_type,
        )
        if figures.values["value"].notna().any():
            return figures
    return None


def _title(values: pd.DataFrame, comparator: str, period: str) -> str:
    ratio = _headline(values)["value"]
    if pd.isna(ratio):
        return f"Some groups were searched too seldom in {period} for a ratio to be stated"
    return (
        f"Per resident, people who called themselves Black were searched {ratio:.1f} times as "
        f"often as {COMPARED[comparator]} in {period}"
    )


def _row(row: pd.Series, comparator: str) -> Row:
    held = not pd.isna(row["value"])
    return Row(
        name=GROUPS[str(row["ethnicity"])],
        group=BASES[str(row["ethnicity_basis"])],
        value=float(row["value"]) if held else None,
        lower=float(row["lower"]) if held else None,
        upper=float(row["upper"]) if held else None,
        status=str(row["status"]),
        detail=_detail(row, comparator),
        absence="" if held else _withheld(row),
    )


def _detail(row: pd.Series, comparator: str) -> str:
    counts = (
        f"{number(row['numerator'])} searches of the group, {number(row['denominator'])} of "
        f"{COMPARED[comparator]}; {number(row['residents'])} and {number(row['other_residents'])} "
        f"residents; ethnicity not known in {percentage(row['unknown_pct'])} of "
        f"{number(row['people'])} searches of people"
    )
    if pd.isna(row["value"]):
        return counts
    return (
        f"{counts}; from {number(row['lowest'], 1)} to {number(row['highest'], 1)} whoever those "
        "without a known ethnicity were"
    )


def _withheld(row: pd.Series) -> str:
    if row["numerator"] < SEARCH_DISPARITY.minimum:
        return f"withheld, fewer than {SEARCH_DISPARITY.minimum} searches"
    return "withheld, too few residents to compare with"
