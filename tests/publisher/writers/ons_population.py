"""ONS population files in three layouts, from our rows of them.

Single years of age are not in our tables: the files put everyone under 25 at age 0 and the rest at
30, which makes the same sums.
"""

import pandas as pd

from data.areas import area_names
from tests.publisher.writers.tables import as_csv, as_workbook, latest_rows

COMPONENTS = "borough_components_of_change_2011_2024.xlsx"
UNDER_25 = "under25_by_borough_2018_2019_2020_census2021_2024.csv"
CENSUS, SINCE = "census_2021", "since_census_2021"
BASES = {
    "before_census_2021": "ONS MYE, NOT rebased to Census 2021",
    CENSUS: "ONS Census 2021 (LSOA 6 age groups summed; total from TS021)",
    SINCE: "ONS MYE mid-2024 (rebased series)",
}
SINGLE_YEARS = "mye24tablesew.csv"


def held():
    return latest_rows("population", "ons_population")


def components():
    """Totals by borough and year, among other categories."""
    rows = held()
    rows = rows[(rows["basis"] == SINCE) & (rows["age_group"] == "all_ages")]
    table = _components(rows, "population", rows["residents"])
    births = _components(rows, "births", 0)
    return as_workbook(pd.concat([table, births]))


def under_25():
    """Under 25 and everyone, with the basis of each."""
    rows = held()
    index = ["area_code", "period_type", "period_end", "basis"]
    wide = rows.pivot(index=index, columns="age_group", values="residents").reset_index()
    wide = wide[wide["under_25"].notna()]
    mid_years = "mid-" + wide["period_end"].dt.strftime("%Y")
    table = pd.DataFrame(
        {
            "lad_code": wide["area_code"],
            "borough": wide["area_code"].map(area_names()),
            "reference": mid_years.mask(wide["basis"] == CENSUS, "census-2021"),
            "under25": wide["under_25"].astype(int),
            "age10_24": "",
            "total": wide["all_ages"].astype(int),
            "basis": wide["basis"].map(BASES),
        }
    )
    return as_csv(table)


def single_years():
    """One mid-year by single year of age, with a byte order mark."""
    rows = held()
    rows = rows[(rows["basis"] == SINCE) & (rows["period_end"] == rows["period_end"].max())]
    wide = rows.pivot(index="area_code", columns="age_group", values="residents").astype(int)
    ages = {str(age): 0 for age in range(90)}
    ages |= {"0": wide["under_25"], "30": wide["all_ages"] - wide["under_25"], "90+": 0}
    head = {
        "Code": wide.index,
        "Name": wide.index.map(area_names()),
        "Geography": "London Borough",
        "All ages": wide["all_ages"],
    }
    return as_csv(pd.DataFrame({**head, **ages}, index=wide.index), bom=True)


def _components(rows, category, figures):
    return pd.DataFrame(
        {
            "ladcode23": rows["area_code"],
            "laname23": rows["area_code"].map(area_names()),
            "City": "London",
            "country": "E",
            "Category": category,
            "Year": rows["period_end"].dt.year,
            "Sum": figures,
        }
    )
