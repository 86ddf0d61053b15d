"""MOPAC's borough workbook of 2018 to 2020, from our rows of it: a row per borough and month."""

import pandas as pd

from tests.publisher.writers.tables import as_workbook, latest_rows, place_names

NAME = "Borough Monthly 2018-20.xlsx"
HEADINGS = {
    "knife_crime": "Knife Crime Offs",
    "knife_crime_with_injury": "Knife Crime With Injury Offs",
    "knife_crime_with_injury_robbery": "Knife Crime with Injury Pers Robb Offs",
    "knife_injury_victims_1_24": "Knife Crime Injury Victims 1-24",
    "knife_injury_victims_1_24_non_domestic": "Knife Crime Injury Victims Not DA 1-24",
    "knife_possession": "Knife Possession Offs",
    "possession_of_blade_or_point": "Poss Article Blade or Point Offs",
}
SPELLINGS = {
    "E09000002": "Barking & Dagenham",
    "E09000013": "Hammersmith & Fulham",
    "E09000020": "Kensington & Chelsea",
}


def workbook():
    source_id = "mopac_borough_monthly"
    crime = latest_rows("borough_knife_crime", source_id)
    offences = latest_rows("recorded_offences", source_id)
    long = pd.concat(
        [
            crime.rename(columns={"offence_subtype": "measure", "events": "count"}),
            offences.rename(columns={"offence_group": "measure", "offences": "count"}),
        ]
    )
    wide = long.pivot(index=["area_code", "period_end"], columns="measure", values="count")
    wide = wide.rename(columns=HEADINGS).reset_index()
    places = place_names(wide["area_code"], SPELLINGS)
    months = wide["period_end"].dt.to_period("M").dt.to_timestamp().dt.to_pydatetime()
    wrong = {"19 Possession of Weapons Offs": 9999}
    named = pd.DataFrame({"OCU Name": places, "Month-Year": months}).assign(**wrong)
    return as_workbook(named.join(wide[list(HEADINGS.values())].astype(int)))
