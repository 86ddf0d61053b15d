"""The MPS recorded crime files, a column per month, from our rows of three groups.

The offences that we do not hold stand in them too, as in the publisher's: with made-up zeros.
"""

import pandas as pd

from tests.publisher.writers.tables import as_csv, latest_rows, place_names

RECENT = "MPS Borough Level Crime (most recent 24 months).csv"
HISTORICAL = "MPS Borough Level Crime (Historical).csv"
GENERATIONS = {
    2021: ("MajorText", "MinorText", "LookUp_BoroughName"),
    2024: ("MajorText", "MinorText", "BoroughName"),
    2026: ("Group", "SubGroup", "BOCU"),
}
HELD = {
    "possession_of_weapons": ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS"),
    "homicide": ("VIOLENCE AGAINST THE PERSON", "HOMICIDE"),
    "sexual_offences": ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES"),
}
OTHERS = (
    ("ARSON AND CRIMINAL DAMAGE", "ARSON"),
    ("ARSON AND CRIMINAL DAMAGE", "CRIMINAL DAMAGE"),
    ("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY"),
    ("BURGLARY", "RES BURGLARY OF A HOME"),
    ("DRUG OFFENCES", "POSSESSION OF DRUGS"),
    ("DRUG OFFENCES", "TRAFFICKING OF DRUGS"),
    ("PUBLIC ORDER OFFENCES", "PUBLIC FEAR, ALARM OR DISTRESS"),
    ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY"),
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"),
    ("SEXUAL OFFENCES", "RAPE"),
    ("THEFT", "BICYCLE THEFT"),
    ("THEFT", "SHOPLIFTING"),
    ("THEFT", "THEFT FROM THE PERSON"),
    ("VEHICLE OFFENCES", "THEFT FROM A VEHICLE"),
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY"),
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITHOUT INJURY"),
)


def both_csv(generation=2026):
    """The history and the newest 24 months, by file name."""
    rows = latest_rows("recorded_offences", "mps_recorded_crime")
    newest = rows["period_end"].max()
    recent = rows["period_end"] > newest - pd.DateOffset(months=24)
    return {
        RECENT: _wide_csv(rows[recent], generation),
        HISTORICAL: _wide_csv(rows[~recent], generation),
    }


def _wide_csv(rows, generation):
    months = rows["period_end"].dt.strftime("%Y%m")
    wide = rows.assign(month=months).pivot(
        index=["offence_group", "area_code"], columns="month", values="offences"
    )
    counts = wide.astype(int).copy()
    table = pd.concat([counts.index.to_frame(index=False), counts.reset_index(drop=True)], axis=1)
    labels = table["offence_group"].map(HELD)
    head = pd.DataFrame(
        {
            "major": labels.map(lambda pair: pair[0]),
            "minor": labels.map(lambda pair: pair[1]),
            "place": place_names(table["area_code"]),
        }
    )
    held = head.join(table[list(wide.columns)])
    full = pd.concat([held, _others(head["place"].unique(), list(wide.columns))])
    names = dict(zip(("major", "minor", "place"), GENERATIONS[generation], strict=True))
    return as_csv(full.sort_values(["major", "minor", "place"]).rename(columns=names))


def _others(places, months):
    zeros = dict.fromkeys(months, 0)
    return pd.DataFrame(
        [
            {"major": major, "minor": minor, "place": place, **zeros}
            for major, minor in OTHERS
            for place in places
        ]
    )
