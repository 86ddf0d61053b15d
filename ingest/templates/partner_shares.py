"""Shares that partners of the strategy hold and no open data has."""

from data.restricted_tables import PARTNER_MEASURES, PARTNER_SHARES
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole, words
from ingest.templates.youth_survey import COUNTS_NOT_SHARES

TEMPLATE = Template(
    template_id="partner_shares",
    title="Partners' shares, a row for each measure, question, place and quarter",
    holder=PARTNER_SHARES.holder,
    columns=(
        place(),
        period_end("quarter"),
        choice("measure", "Which of the strategy's measures", PARTNER_MEASURES),
        words("question", "'main' for the measure's one or principal question, else a short name"),
        words("wording", "The question, or the rule for the part, as the holder words it"),
        whole("whole", "People or cases asked or reviewed"),
        whole("part", "Those among them the measure counts"),
    ),
    key=("area", "period_end", "measure", "question"),
    tables=(PARTNER_SHARES,),
    aggregate=shares(PARTNER_SHARES),
    protect=protected(PARTNER_SHARES),
    check=part_within_whole("part", "whole"),
    example=lambda: (
        ("E23000001", "2018-12-31", measure, "main", "Made-up question or rule", "420", "290")
        for measure in PARTNER_MEASURES
    ),
    notes=(
        COUNTS_NOT_SHARES,
        "cohort_reoffending: people under management, and those who offended again. "
        "victims_code_compliance: cases reviewed, and those handled as the Victims' Code asks. "
        "court_satisfaction: victims asked, and those satisfied. youth_victimisation: young people "
        "asked, and those who were victims of any crime in 12 months. local_attitudes and "
        "school_carrying_survey: people asked, and those who gave the answer named in 'wording'.",
    ),
)
