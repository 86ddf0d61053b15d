"""How likely a resident is to be a victim, stated as a rate with its formula."""

from metrics.knife_crime import (
    AGES,
    CONNECT,
    NO_CITY,
    PLACES,
    RECORDED,
    RESIDENTS,
    REVISED,
    SOURCES,
    TWO_BASES,
    recorded_events,
)
from metrics.metric import LOWER_IS_BETTER, VICTIMISATION, YEARS, Metric, fixed

COUNTED = {
    "victimisation_under_25": "knife_injury_victims_under_25",
    "victimisation_all_ages": "knife_crime",
}
"""The monthly counts that rates of 12 months are made of: their months say how much is ordinary."""

NOT_A_CHANCE = (
    "Not one person's chance: some people are victims more than once, some victims live "
    "elsewhere, and risk differs greatly between people and places."
)
OUR_FORMULA = (
    "The strategy names the likelihood of being a victim without a formula; this one is ours."
)

VICTIMISATION_UNDER_25 = Metric(
    metric_id="victimisation_under_25",
    title="Likelihood of knife injury, under 25",
    short_title="Knife injury victims per 1,000 under 25",
    tier="primary",
    kind=VICTIMISATION,
    unit="victims per 1,000 residents under 25",
    definition="Victims aged 1 to 24 of knife crime with injury recorded by the Metropolitan "
    "Police in 12 months, domestic abuse included, per 1,000 residents under 25.",
    numerator="victims aged 1 to 24 of knife crime with injury recorded in 12 months",
    denominator="usual residents under 25 at the middle of the year the 12 months end in",
    rate_per=1000,
    residents="under_25",
    direction=LOWER_IS_BETTER,
    decimals=2,
    period_types={"borough": YEARS, "police_force": YEARS},
    period_note="It is defined over 12 months.",
    area_note="No population is held for neighbourhoods.",
    inputs=("borough_knife_crime",),
    source_ids=(*SOURCES, "ons_population"),
    caveats=(
        OUR_FORMULA,
        NOT_A_CHANCE,
        AGES,
        RECORDED,
        TWO_BASES,
        CONNECT,
        REVISED,
        PLACES,
        NO_CITY,
        RESIDENTS,
    ),
    compute=fixed(recorded_events, offence_subtype="knife_injury_victims_1_24"),
)

VICTIMISATION_ALL_AGES = Metric(
    metric_id="victimisation_all_ages",
    title="Likelihood of knife crime, all ages",
    short_title="Knife crime per 1,000 residents",
    tier="primary",
    kind=VICTIMISATION,
    unit="offences per 1,000 residents",
    definition="Knife-crime offences recorded by the Metropolitan Police in 12 months per 1,000 "
    "residents of all ages.",
    numerator="knife-crime offences recorded in 12 months",
    denominator="usual residents at the middle of the year the 12 months end in",
    rate_per=1000,
    residents="all_ages",
    direction=LOWER_IS_BETTER,
    decimals=2,
    period_types={"borough": YEARS, "police_force": YEARS},
    period_note="It is defined over 12 months.",
    area_note="No population is held for neighbourhoods.",
    inputs=("borough_knife_crime",),
    source_ids=(*SOURCES, "ons_population"),
    caveats=(
        OUR_FORMULA,
        "Counts offences, not people: an offence can have several victims, and a person can be "
        "a victim more than once.",
        NOT_A_CHANCE,
        RECORDED,
        TWO_BASES,
        CONNECT,
        REVISED,
        PLACES,
        NO_CITY,
        RESIDENTS,
    ),
    compute=fixed(recorded_events, offence_subtype="knife_crime"),
)
