"""Repeat victimisation, repeat offending, and the police's habitual knife carriers."""

from metrics.metric import COUNT, LOWER_IS_BETTER, NO_JUDGEMENT, SHARE, Metric, fixed
from metrics.parts_of_wholes import SUPPLIED, WITHHELD, counts_of, shares_of

YEARS_ONLY = {"borough": ("financial_year",), "police_force": ("financial_year",)}
YEAR_NOTE = (
    "Single months and overlapping years are not given, because the difference of two of them "
    "would be about a few people."
)
WINDOW = (
    "The strategy names repeats without a window; 12 months from each event is ours, and not a "
    "figure of the Mayor's Office."
)
EVERY_EVENT = (
    "Each event starts a window of its own, so a person with three events close together is "
    "counted as repeated twice."
)
KNOWN_ONLY = (
    "Only what was reported, recorded and linked to the same person counts: the true share is "
    "higher."
)
PLACE = "An event counts where it happened; the one that follows may be anywhere in the extract."
LAG = "A year has a figure only once the 12 months after it have passed and are in the extract."
NO_LINKS = "Two events on one day do not count as a repeat, because they may be one incident."

REPEAT_VICTIMISATION = Metric(
    metric_id="repeat_victimisation",
    title="Repeat victimisation of knife crime",
    short_title="Repeat victimisation",
    tier="primary",
    kind=SHARE,
    unit="percent of victimisations",
    definition="Of the times somebody was the victim of a knife crime recorded in the year, the "
    "percentage after which the same person was the victim of another one on a later day within "
    "12 months. Domestic abuse is included.",
    numerator="victimisations of the year followed by another of the same person within 12 months",
    denominator="victimisations of the year: a victim and a crime counted once",
    direction=LOWER_IS_BETTER,
    decimals=1,
    base_period="financial_year",
    whole_from_parts=False,
    period_types=YEARS_ONLY,
    period_note=YEAR_NOTE,
    inputs=("repeat_victimisation",),
    source_ids=("import_victims",),
    caveats=(WINDOW, EVERY_EVENT, KNOWN_ONLY, PLACE, LAG, NO_LINKS, WITHHELD, SUPPLIED),
    compute=fixed(shares_of, table_id="repeat_victimisation"),
)

REPEAT_OFFENDING = Metric(
    metric_id="repeat_offending",
    title="Repeat offending with knives and weapons",
    short_title="Repeat offending",
    tier="primary",
    kind=SHARE,
    unit="percent of suspected offences",
    definition="Of the times somebody was the suspect in a knife or weapon offence recorded in "
    "the year, possession included, the percentage after which the same person was the suspect in "
    "another one on a later day within 12 months.",
    numerator="suspected offences of the year followed by another of the same person within 12 "
    "months",
    denominator="suspected offences of the year: a suspect and a crime counted once",
    direction=LOWER_IS_BETTER,
    decimals=1,
    base_period="financial_year",
    whole_from_parts=False,
    period_types=YEARS_ONLY,
    period_note=YEAR_NOTE,
    inputs=("repeat_offending",),
    source_ids=("import_suspects",),
    caveats=(
        "A suspect need not have been charged or convicted: this is not a reoffending rate of the "
        "Ministry of Justice, which counts convictions and cautions.",
        "Possession is found by searching: more searches can raise the figure.",
        WINDOW,
        EVERY_EVENT,
        KNOWN_ONLY,
        PLACE,
        LAG,
        NO_LINKS,
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(shares_of, table_id="repeat_offending"),
)

HABITUAL_KNIFE_CARRIERS = Metric(
    metric_id="habitual_knife_carriers",
    title="Habitual knife carriers by the police rule",
    short_title="Habitual knife carriers",
    tier="primary",
    kind=COUNT,
    unit="people",
    definition="People who on the last day of the quarter meet the police rule: suspect in at "
    "least two recorded crimes in 24 months of possessing an offensive weapon, knife or bladed "
    "article or of knife injury that is not domestic abuse, one of them in the last 12 months. "
    "Time in prison in the last 12 months replaces that second condition.",
    numerator="people who meet the rule on the last day of the quarter",
    direction=NO_JUDGEMENT,
    by_chance=False,
    base_period="quarter",
    whole_from_parts=False,
    period_types={"borough": ("quarter",), "police_force": ("quarter",)},
    period_note="The figure is for one day, the last of a quarter, and cannot be added up.",
    inputs=("habitual_carriers",),
    source_ids=("import_suspects",),
    caveats=(
        "Being a suspect is enough for the rule; no charge or conviction is needed.",
        "The number depends on searches and on how crimes are linked to people: a rise can mean "
        "more police activity.",
        "Distinct crimes are counted, not lines on one crime; windows are open at their start, so "
        "exactly 24 or 12 months ago is outside. That is our reading of the rule.",
        "A person counts in the borough of the newest crime that counts towards the rule.",
        "Numbers of two quarters must not be added: many people are in both.",
        WITHHELD,
        SUPPLIED,
    ),
    compute=fixed(counts_of, table_id="habitual_carriers"),
)
