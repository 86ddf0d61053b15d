"""What adults say of their police, by group of respondents."""

from data.context_tables import CONFIDENCE_QUESTIONS
from data.restricted_tables import MOPAC, PERCEPTIONS, RESPONDENT_GROUPS
from ingest.templates.shares import part_within_whole, protected, shares
from ingest.templates.template import Template, choice, period_end, place, whole, words
from ingest.templates.victim_satisfaction import GROUP_SUMS
from ingest.templates.youth_survey import COUNTS_NOT_SHARES

NEEDS_NUMBERS = (
    "A percentage without the number asked cannot be loaded: neither its interval nor whether too "
    "few were asked could be told."
)

TEMPLATE = Template(
    template_id="perceptions",
    title="Perceptions of the police by group, a row for each place, quarter, statement and group",
    holder=MOPAC,
    columns=(
        place(),
        period_end("quarter"),
        words("survey", "Name of the survey"),
        choice("question", "Statement about the police", CONFIDENCE_QUESTIONS),
        choice("respondent_group", "Who was asked; 'all' for everyone", RESPONDENT_GROUPS),
        whole("asked", "Adults who answered the question"),
        whole("agree", "Those among them who agreed"),
    ),
    key=("area", "period_end", "question", "respondent_group"),
    tables=(PERCEPTIONS,),
    aggregate=shares(PERCEPTIONS),
    protect=protected(PERCEPTIONS, GROUP_SUMS),
    check=part_within_whole("agree", "asked"),
    example=lambda: (
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "all", "3200", "2080"),
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "white", "1900", "1273"),
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "black", "400", "236"),
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "mixed", "25", "14"),
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "female", "1650", "1089"),
        ("E23000001", "2019-03-31", "Made-up survey", "good_job_local", "male", "1550", "991"),
        ("E23000001", "2019-03-31", "Made-up survey", "trust_mps", "all", "3190", "2265"),
        ("E23000001", "2019-03-31", "Made-up survey", "trust_mps", "white", "1895", "1421"),
        ("E23000001", "2019-03-31", "Made-up survey", "trust_mps", "black", "395", "229"),
    ),
    notes=(
        COUNTS_NOT_SHARES,
        NEEDS_NUMBERS,
        "The quarter is the one in which the last interview took place. Give the quarter's own "
        "interviews, or those of the 12 months to it, and say in 'survey' which.",
        "Give 'all' beside the groups, so that what they leave of it is protected too.",
    ),
)
