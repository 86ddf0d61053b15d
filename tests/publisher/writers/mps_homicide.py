"""The MPS homicide victims' file, one row a victim, from our two tables of it.

Our tables cross the attributes for the force and the boroughs by method only, so a victim's borough
here is one that fits the method and the month: the tables made from it are the same.
"""

import pandas as pd

from tests.publisher.writers.tables import as_csv, as_workbook, latest_rows, place_names

SPELLINGS = {
    "E09000009": "Ealing ",
    "E09000002": "Barking & Dagenham",
    "X23000001": "Unmapped",
    "X23000002": "Heathrow ",
}
KNIFE = "knife_or_sharp_instrument"
LABELS = {
    "age_group": {
        "0_to_12": "0 to 12",
        "13_to_19": "13 to19",
        "20_to_24": "20 to 24",
        "25_to_34": "25 to 34",
        "35_to_44": "35 to 44",
        "45_to_54": "45 to 54",
        "55_to_64": "55 to 64",
        "65_and_over": "65 and over",
        "unknown": "Unknown",
    },
    "sex": {"female": "Female", "male": "Male", "unknown": "Unrecorded Gender"},
    "method": {
        "knife_or_sharp_instrument": "Knife or Sharp Implement",
        "shooting": "Shooting",
        "blunt_implement": "Blunt Implement",
        "physical_assault": "Physical Assault, no weapon",
        "other": "Other Methods of Killing",
        "unknown": "Not known/Not Recorded",
    },
    "domestic_abuse": {"yes": "Domestic Abuse", "no": "Not Domestic Abuse"},
    "ethnicity": {
        "asian": "Asian",
        "black": "Black",
        "white": "White",
        "other": "Other",
        "unknown": "Unrecorded / Unknown",
    },
}
ATTRIBUTES = {
    "age_group": "Age Group",
    "sex": "Sex",
    "method": "MethodofKilling",
    "domestic_abuse": "Domestic Abuse",
    "ethnicity": "Officer Observed Ethnicity",
}


def victims():
    """One row per victim in our words, with a borough that fits."""
    people = _one_row_each(latest_rows("homicide_victims", "mps_homicide"))
    people["group"] = people["method"].where(people["method"] == KNIFE, "other")
    places = _one_row_each(latest_rows("homicide_by_borough", "mps_homicide"))
    order = ["period_end", "group"]
    people = people.sort_values(order, kind="stable", ignore_index=True)
    places = places.sort_values(["period_end", "method"], kind="stable", ignore_index=True)
    assert people["group"].tolist() == places["method"].tolist()
    return people.assign(place=place_names(places["area_code"], SPELLINGS))


def newer_csv():
    """The layout to March 2024: year and month apart."""
    return as_csv(newer_table())


def newer_workbook():
    return as_workbook(newer_table())


def newer_table():
    people = victims()
    dates = {
        "Recorded Year": people["period_end"].dt.strftime("%Y"),
        "Recorded Month": people["period_end"].dt.strftime("%b"),
    }
    return _published(people, dates)


def older_csv():
    """The layout to December 2023: one date, and blanks in two headings."""
    people = victims()
    table = _published(people, {"Recorded Date": people["period_end"].dt.strftime("%b-%y")})
    return as_csv(table.rename(columns={"MethodofKilling": "Method of Killing"}))


def _one_row_each(rows):
    return rows.loc[rows.index.repeat(rows["victims"].astype(int))].reset_index(drop=True)


def _published(people, dates):
    words = {heading: people[ours].map(LABELS[ours]) for ours, heading in ATTRIBUTES.items()}
    first = ("Age Group", "Sex", "MethodofKilling", "Domestic Abuse")
    return pd.DataFrame(
        {
            "Count of Victims": 1,
            **{heading: words[heading] for heading in first},
            **dates,
            "Homicide Offence Type": "Murder",
            "Solved Status": "Solved",
            "Borough": people["place"],
            "Officer Observed Ethnicity": words["Officer Observed Ethnicity"],
        }
    )
