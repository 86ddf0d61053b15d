"""Victims satisfied with the service they had from the police."""

from data.restricted_tables import MOPAC, RESPONDENT_GROUPS, VICTIM_SATISFACTION
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole, words
from ingest.templates.youth_survey import COUNTS_NOT_SHARES

ETHNIC_GROUPS = ("asian", "black", "mixed", "white", "other_ethnicity")
GROUP_SUMS = {
    "respondent_group": (
        ("all", ETHNIC_GROUPS),
        ("all", ("female", "male")),
        ("all", ("disabled", "not_disabled")),
        ("all", ("aged_16_24", "aged_25_and_over")),
    )
}

TEMPLATE = Template(
    template_id="victim_satisfaction",
    title="Victims' satisfaction with the police, a row for each place, quarter and group",
    holder=MOPAC,
    columns=(
        place(),
        period_end("quarter"),
        words("survey", "Name of the survey"),
        choice("respondent_group", "Who was asked; 'all' for everyone", RESPONDENT_GROUPS),
        whole("asked", "Victims who answered"),
        whole("satisfied", "Those among them who were satisfied"),
    ),
    key=("area", "period_end", "respondent_group"),
    tables=(VICTIM_SATISFACTION,),
    aggregate=shares(VICTIM_SATISFACTION),
    protect=protected(VICTIM_SATISFACTION, GROUP_SUMS),
    check=part_within_whole("satisfied", "asked"),
    example=lambda: (
        ("E23000001", "2019-03-31", "Made-up survey", "all", "3200", "2272"),
        ("E23000001", "2019-03-31", "Made-up survey", "white", "1900", "1387"),
        ("E23000001", "2019-03-31", "Made-up survey", "black", "600", "396"),
        ("E23000001", "2019-03-31", "Made-up survey", "asian", "500", "345"),
    ),
    notes=(COUNTS_NOT_SHARES,),
)
