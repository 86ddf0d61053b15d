"""The MPS Monthly Crime Dashboard's knife crime file, from our two tables of it.

A zero has no row, borough and neighbourhood rows state the same offences twice, and places not
known have no code: as published.
"""

import pandas as pd

from data.areas import PLACE_NOT_KNOWN, all_areas
from tests.publisher.writers.tables import (
    as_csv,
    as_workbook,
    financial_years,
    first_days,
    latest_rows,
)

NAME = "M1045_MonthlyCrimeDashboard_KnifeCrimeData"
OLDER_HEADINGS = {
    "month": "Month_Year",
    "kind": "Area Type",
    "place": "Borough_SNT",
    "name": "Area name",
    "code": "Area code",
    "crime": "Crime Type",
    "subtype": "Crime Subtype",
    "measure": "Measure",
    "year": "Financial Year",
    "year_index": "FY_FYIndex",
    "count": "Count",
    "refreshed": "Refresh Date",
}
NEWER_HEADINGS = {
    **{key: heading for key, heading in OLDER_HEADINGS.items() if key != "year_index"},
    "name": "Area Name",
    "code": "Area Code",
}
SUBTYPES = {
    "knife_crime": "Knife Crime",
    "knife_crime_with_injury": "Knife Crime with Injury",
    "knife_crime_with_injury_robbery": "Knife Crime with Injury (Personal Robbery)",
    "knife_injury_victims_1_24": "Knife Injury Victims (1-24)",
    "knife_injury_victims_1_24_non_domestic": "Knife Injury Victims (non DA 1-24)",
}
COUNTED = {"offences": "Offences", "positive_outcomes": "Positive Outcomes"}


def held():
    """Our borough rows and neighbourhood rows of the source, together."""
    tables = ("borough_knife_crime", "neighbourhood_knife_crime")
    rows = [
        latest_rows(table_id, "mps_monthly_crime").assign(table=table_id) for table_id in tables
    ]
    return pd.concat(rows, ignore_index=True)


def older_csv(rows, refreshed):
    """The layout of 2025 and March 2026: codes of neighbourhoods end in a blank."""
    table = _published(rows, refreshed, unknown_kind="Borough")
    ward = table["kind"].str.startswith("Safer")
    table["code"] = table["code"].where(~ward, table["code"] + " ")
    return as_csv(table.rename(columns=OLDER_HEADINGS)[list(OLDER_HEADINGS.values())])


def newer_table(rows, refreshed):
    """The layout of August 2026 before it is written: in no order, unknown places of a kind."""
    table = _published(rows, refreshed, unknown_kind="Borough (Georgraphy Not Known)")
    shuffled = table.sample(frac=1, random_state=2026)
    return shuffled.rename(columns=NEWER_HEADINGS)[list(NEWER_HEADINGS.values())]


def newer_csv(rows, refreshed):
    return as_csv(newer_table(rows, refreshed))


def newer_workbook(rows, refreshed):
    return as_workbook(newer_table(rows, refreshed), "KnifeCrimeData")


def _published(rows, refreshed, unknown_kind):
    rows = rows[rows["events"] > 0].reset_index(drop=True)
    areas = rows["area_code"].map(all_areas())
    names = areas.map(lambda area: area.area_name)
    boroughs = areas.map(lambda area: all_areas().get(area.parent_code, area).area_name)
    in_boroughs = rows["table"] == "borough_knife_crime"
    unknown = rows["area_code"] == PLACE_NOT_KNOWN
    kinds = in_boroughs.map({True: "Borough", False: "Safer Neighbourhood Teams"})
    return pd.DataFrame(
        {
            "month": first_days(rows["period_end"]),
            "kind": kinds.mask(unknown & in_boroughs, unknown_kind),
            "place": names.where(in_boroughs, boroughs + " " + names).mask(unknown, "Other / NK"),
            "name": names.mask(unknown, "N/K"),
            "code": rows["area_code"].mask(unknown, "").mask(unknown & ~in_boroughs, "N/K"),
            "crime": "Knife Crime",
            "subtype": rows["offence_subtype"].map(SUBTYPES),
            "measure": rows["counted"].map(COUNTED),
            "year": "fy" + financial_years(rows["period_end"]),
            "year_index": financial_years(rows["period_end"]) + "_01",
            "count": rows["events"].astype(int),
            "refreshed": refreshed,
        }
    )
