"""High-harm crime that the Police and Crime Plan watches and no open file has."""

from data.contracts import count, text
from data.restricted_tables import METROPOLITAN_POLICE_SERVICE
from data.supplied_table import part_or_whole, supplied_table

VICTIM_CRIMES = (
    "gun_crime",
    "sexual_offences",
    "domestic_abuse",
    "child_sexual_exploitation",
    "hate_crime",
)

CHILD_EXPLOITATION = supplied_table(
    "child_sexual_exploitation",
    "Offences flagged as child sexual exploitation, by borough and quarter",
    value=count("offences", "Offences recorded in the quarter that carry the flag", "offences"),
    period_type="quarter",
    template="child_exploitation",
    holder=METROPOLITAN_POLICE_SERVICE,
)
HIGH_HARM_VICTIMS = supplied_table(
    "high_harm_victims",
    "Victims of high-harm crime, and those who had been a victim of the same kind in the 12 months "
    "before",
    text("crime_type", "Kind of crime; the kinds overlap", allowed=VICTIM_CRIMES),
    part_or_whole("again", "victims"),
    value=count(
        "people", "Victims of the year, each once, or those among them who were again", "people"
    ),
    period_type="financial_year",
    template="high_harm_victims",
    holder=METROPOLITAN_POLICE_SERVICE,
)

HIGH_HARM_TABLES = (CHILD_EXPLOITATION, HIGH_HARM_VICTIMS)
